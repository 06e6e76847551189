"""Who in the region knows more: those with most known verbindingen, and nobody where none are known."""

from mapping.analysis.referral.know_more import well_connected
from tests.unit.analysis.small_region import initiatief, offered, small_region, table


def organisatie(name: str) -> dict:
    return {"organisatie": name, "naam": name}


def link(code: str, van: str, naar: str, **columns) -> dict:
    ends = {"van_soort": "initiatief", "van": van, "naar_soort": "initiatief", "naar": naar}
    return {"verbinding": code, **ends, "soort": "verwijzing", **columns}


def test_most_connected_of_the_region_first_and_each_other_once():
    rows = (
        initiatief("a", organisatie="een"),
        initiatief("b", organisatie="twee"),
        initiatief("c", organisatie="drie"),
    )
    links = [link("1", "a", "b"), link("2", "b", "c"), link("3", "b", "c")]
    tables = small_region(
        **offered(*rows),
        organisatie=table("organisatie", [organisatie(name) for name in ("een", "twee", "drie", "vier")]),
        verbinding=table("verbinding", links),
    )
    found = well_connected(tables, "Oost")
    assert found[["organisatie", "verbindingen"]].to_numpy().tolist() == [["twee", 2], ["drie", 1], ["een", 1]]
    assert well_connected(tables, "West").empty
    assert well_connected(tables | {"verbinding": tables["verbinding"].iloc[:0]}, "Oost").empty
