"""Which gebied has which of the three contexts, by hand in the small region."""

import pytest

from mapping.analysis.invoering.context import category, contexts, organisatie_kinds
from tests.unit.analysis.small_region import (
    MIDDEN,
    NOORD,
    ZUID,
    areas,
    calculate,
    initiatief,
    offered,
    small_region,
    table,
)

CVL, ZORG, CENTRUM = "centrum voor levensvragen", "zorgorganisatie", "gezondheidscentrum"
GV = {"aanbiederssoort": "gv bij organisatie", "abc": "C", "kanaal": "huisbezoek"}
LOOKED = ("volledig", "volledig", "volledig")


def found(
    *rows: dict, soort: str | None = CVL, naam: str = "De Brug", looked=LOOKED, werkgebied=None
) -> dict[str, dict]:
    """Return the row of each gebied for these initiatieven of one organisatie."""
    inventaris = [
        {"gebiedcode": code, "stand": stand} for code, stand in zip((NOORD, MIDDEN, ZUID), looked, strict=True)
    ]
    tables = small_region(
        **offered(*rows),
        organisatie=table("organisatie", [{"organisatie": "org", "naam": naam, "organisatiesoort": soort}]),
        inventaris=table("inventaris", inventaris),
        **({} if werkgebied is None else {"werkgebied": werkgebied}),
    )
    made = contexts(calculate(tables), tables).gebieden
    return made.set_index("gebiedcode").to_dict("index")


@pytest.mark.parametrize(("soort", "context"), [(CVL, "1"), (ZORG, "2"), (CENTRUM, "3")])
def test_kind_of_organisatie_makes_the_context(soort, context):
    row = found(initiatief("gesprek", **GV), soort=soort)[NOORD]

    assert category(row) == context
    assert row[f"initiatieven_{context}"] == "gesprek"
    assert row["reden"] == ""


def test_gv_with_an_own_practice_is_not_employed():
    freelance = initiatief("gesprek", **GV | {"aanbiederssoort": "gv vrijgevestigd"})

    assert category(found(freelance, soort=ZORG)[NOORD]) == "geen"
    assert category(found(freelance, soort=CENTRUM)[NOORD]) == "3"


@pytest.mark.parametrize(
    "changes",
    [
        {"aanbiederssoort": "gv coördinatie"},
        {"aanbiederssoort": "vrijwilligers"},
        {"kanaal": "telefonisch"},
        {"status": "gestopt"},
    ],
)
def test_row_that_is_no_geestelijk_verzorger_in_person_today_counts_nowhere(changes):
    assert category(found(initiatief("gesprek", **GV | changes))[NOORD]) == "geen"


def test_half_of_the_inhabitants_is_ja_and_less_is_a_part():
    # NOORD has 600 people in 1001 and 400 in 1002
    listed = initiatief("gesprek", **GV, werkgebied_stand="lijst")

    assert found(listed, werkgebied=areas(("gesprek", "pc4", "1001")))[NOORD]["context_1"] == "ja"
    assert found(listed, werkgebied=areas(("gesprek", "pc4", "1002")))[NOORD]["context_1"] == "deels"
    assert found(listed, werkgebied=areas(("gesprek", "pc4", "1004")))[NOORD]["context_1"] == "nee"


def test_none_is_said_only_where_the_offer_has_been_looked_up():
    rows = found(initiatief("koffie"), looked=("volledig", "deels", "niet"))

    assert [category(rows[code]) for code in (NOORD, MIDDEN, ZUID)] == ["geen", "onbekend", "onbekend"]
    assert [rows[code]["reden"] for code in (NOORD, MIDDEN, ZUID)] == ["", "inventaris", "inventaris"]


def test_unknown_werkgebied_is_unknown_and_not_there():
    row = found(initiatief("gesprek", **GV, werkgebied_stand="onbekend"))[NOORD]

    assert (row["context_1"], row["context_2"], row["reden"]) == ("onbekend", "nee", "werkgebied")


def test_unknown_kind_of_organisatie_is_unknown_for_all_three():
    row = found(initiatief("gesprek", **GV), soort=None)[NOORD]

    assert category(row) == "onbekend"
    assert row["reden"] == "soort"


def test_name_that_says_it_by_itself_counts_and_is_marked():
    assert category(found(initiatief("gesprek", **GV), soort=None, naam="Centrum voor Levensvragen Oost")[NOORD]) == "1"
    kinds = organisatie_kinds(
        table("organisatie", [{"organisatie": "a", "naam": "CvL Oost"}, {"organisatie": "b", "naam": "Cvlt"}])
    )
    assert kinds["uit_naam"].tolist() == [True, False]


def test_context_that_is_there_is_shown_beside_one_that_is_unknown():
    row = found(initiatief("gesprek", **GV), looked=("niet", "niet", "niet"))[NOORD]

    assert (row["context_1"], row["context_2"]) == ("ja", "onbekend")
    assert category(row) == "1"


def test_contexts_join():
    row = {"context_1": "ja", "context_2": "nee", "context_3": "deels"}

    assert category(row) == "1+3"
    assert category({**row, "context_1": "nee", "context_3": "nee"}) == "geen"
