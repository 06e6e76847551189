"""Vindplaatsen by hand on the small road: catchment, visits that may be shown, who finds nothing, and where nobody may look."""

import numpy as np
import pandas as pd
import pytest
from shapely import Point

from mapping.analysis.need import STEPS, vraag_table
from mapping.analysis.scenario.effect import runs_of
from mapping.analysis.settings import Settings
from mapping.analysis.vindplaats import catchment, shown_places
from mapping.analysis.vindplaats_unserved import Reason, public_unserved, unserved_here
from mapping.analysis.vindplaats_visits import matrix, published_visits
from mapping.model import SHELTERED
from tests.unit.analysis.small_region import (
    MIDDEN,
    NOORD,
    TODAY,
    ZUID,
    initiatief,
    offered,
    shares,
    small_region,
    subgroepen,
    table,
)


def place(code: str, *, x: float | None = 0.0, gebied: str = NOORD, **columns) -> dict:
    """Write one vindplaats at x metres on the road."""
    return {
        "vindplaats": code, "naam": f"Plek {code}", "type": "bibliotheek", "adres": "Straat 1", "pc4": None,
        "gebiedcode": gebied, "precisie": "exact", "voorbeeld": "nee", "geometry": None if x is None else Point(x, 0),
        **columns,
    }  # fmt: skip


def comes(code: str, kind: str, bereik: float | None, telling: str = "nee") -> dict:
    """Write who comes to a vindplaats."""
    return {"vindplaats": code, "subgroep": kind, "bereik_personen": bereik, "telling": telling}


def region(places: list[dict], visits: list[dict] = (), **changes) -> dict[str, pd.DataFrame]:
    """Return the small region with vindplaatsen."""
    named = {
        "vindplaats": table("vindplaats", places),
        "vindplaats_subgroep": table("vindplaats_subgroep", list(visits)),
    }
    return small_region(**named, **changes)


def three_runs(tables: dict) -> dict:
    """Calculate at the lowest, the usual and the highest steunvraag."""
    usual = Settings(on=TODAY)
    steps = {"laag": 0.05, "midden": None, "hoog": 0.20}
    settings = {step: Settings(on=TODAY, steunvraag=steps[step]) if steps[step] else usual for step in STEPS}
    return runs_of(tables | {"vraag": vraag_table(tables)}, settings)


def inside_of(tables: dict) -> tuple:
    """Return the places, the runs and the catchments of a region."""
    runs, places = three_runs(tables), shown_places(tables)
    return places, runs, catchment(places, runs["midden"].people.cellen, settings=runs["midden"].settings.reach)


def test_catchment_is_3_travelled_km_in_town_and_8_elsewhere():
    """Town reaches 3 / 1.3 = 2.3 km straight, country 6.15 km: at 0 the cellen at 0 and 2000, and that at 4000."""
    _places, _runs, inside = inside_of(region([place("a"), place("b", x=7000.0, gebied=MIDDEN), place("c", x=None)]))

    assert inside.toarray()[:, 0].tolist() == [1, 1, 1, 0, 0, 0]
    assert inside.toarray()[:, 1].tolist() == [0, 0, 1, 1, 1, 1]
    assert inside.toarray()[:, 2].sum() == 0


@pytest.mark.parametrize("hidden", [{"precisie": "wijk"}, *({"type": kind} for kind in SHELTERED)])
def test_place_of_shelter_is_nowhere_and_its_own_point_changes_nothing(hidden):
    """It stands at the middle of the people of its wijk, (600·0 + 400·2000) / 1000 = 800 m, with its whole wijk."""
    found = [inside_of(region([place("a", x=x, pc4=pc4, **hidden)])) for x, pc4 in ((0.0, "1001"), (9000.0, "1003"))]

    for places, _runs, inside in found:
        assert places.loc[0, ["adres", "pc4"]].isna().all()
        assert (places.geometry[0].x, places.geometry[0].y) == (800.0, 0.0)
        assert places.loc[0, "gebied"] == "Noord (GM0001)"
        assert inside.toarray()[:, 0].tolist() == [1, 1, 1, 0, 0, 0]
    pd.testing.assert_frame_equal(*(pd.DataFrame(places.drop(columns="geometry")) for places, _r, _i in found))


def test_buurt_of_a_place_of_shelter_is_told_as_its_gemeente():
    tables = region([place("a", type="opvang", gebied="BU00010101")])
    gebied = tables["gebied"]
    tables["gebied"] = gebied.assign(gebiedcode=gebied["gebiedcode"].replace(NOORD, "BU00010101"))
    places = shown_places(tables)

    assert pd.isna(places.loc[0, "gebiedcode"])
    assert places.loc[0, "gebied"] == "GM0001"


def test_visits_are_hidden_when_few_were_counted_and_unknown_stays_unknown():
    visits = [
        comes("a", "verlies", 4, "ja"), comes("a", "ziekte", 12, "ja"), comes("a", "taal", None, "ja"),
        comes("b", "verlies", 4), comes("b", "ziekte", 0, "ja"), comes("c", "verlies", 8, "ja"),
    ]  # fmt: skip
    tables = region([place("a"), place("b"), place("c", type="gebedshuis")], visits)
    found = published_visits(tables).set_index(["vindplaats", "subgroep"])

    assert found["merk"].tolist() == ["verborgen", "", "onbekend", "", "", "verborgen"]
    assert found["bereik"].fillna(-1).tolist() == [-1, 10, -1, 5, 0, -1]  # 8 at a house of prayer is under 10


def test_matrix_gives_smallest_and_largest_and_never_a_sum():
    visits = [
        comes("a", "verlies", 10),
        comes("b", "verlies", 80),
        comes("c", "verlies", None),
        comes("a", "taal", 2, "ja"),
    ]
    tables = region([place("a"), place("b"), place("c")], visits)
    found = matrix(published_visits(tables), tables["vindplaats"], by="type").set_index("subgroep")

    assert found.loc["verlies", ["plaatsen", "bekend", "onbekend", "laagst", "hoogst"]].tolist() == [3, 2, 1, 10, 80]
    assert found.loc["taal", "verborgen"] == 1
    assert np.isnan(found.loc["taal", "hoogst"])


def test_people_without_a_place_are_visits_times_the_share_not_served():
    """Within reach of `a` live 1222 adults in reckoned cellen (940 + 282); 20% verlies, 10% of them: 24.44 want support.

    One initiatief there has room for 6.11 of all 24.44 + 12.22 (omega just under 1); half of its places go to others.
    """
    tables = region(
        [place("a")], [comes("a", "verlies", 40), comes("a", "ziekte", 4, "ja"), comes("a", "taal", None)],
        **offered(initiatief("i", x=0, capaciteit_pj=6.11), i=["verlies"]),
    )  # fmt: skip
    places, runs, inside = inside_of(tables)
    found = unserved_here(runs, tables, places, inside, published_visits(tables)).set_index("subgroep")
    group = (runs["midden"].people.groepen["subgroep"] == "verlies").to_numpy()
    near = inside.toarray()[:, 0] > 0
    served = runs["midden"].split.served[near][:, group].sum()

    assert runs["midden"].people.need[near][:, group].sum() == pytest.approx(24.44)
    assert found.loc["verlies", "aandeel"] == pytest.approx(1 - served / 24.44)
    assert found.loc["verlies", "mensen"] == pytest.approx(40 * (1 - served / 24.44))
    assert found.loc["verlies", "mensen_laag"] <= found.loc["verlies", "mensen"] <= found.loc["verlies", "mensen_hoog"]
    assert found["reden"].tolist() == [Reason.NONE, Reason.HIDDEN, Reason.VISITS_UNKNOWN]
    assert found.loc[["ziekte", "taal"], ["mensen", "aandeel", "mensen_hoog"]].isna().all(axis=None)


def test_people_without_a_place_are_never_more_than_live_there():
    tables = region([place("z", x=13_000.0, gebied=ZUID)], [comes("z", "ziekte", 500), comes("z", "iedereen", 5000)])
    places, runs, inside = inside_of(tables)
    found = public_unserved(unserved_here(runs, tables, places, inside, published_visits(tables)))
    adults = runs["midden"].people.people[inside.toarray()[:, 0] > 0].sum()

    assert found["mensen"].tolist() == [round(adults * 0.1, -1), round(adults, -2)]


def test_group_that_is_shown_per_gemeente_only_has_no_figure_at_a_place():
    tables = region(
        [place("a")], [comes("a", "psychiatrisch", 40)],
        subgroep=subgroepen(psychiatrisch="levensvraag"), aandeel=table("aandeel", shares({"psychiatrisch": (0.1, 0.2, 0.3)})),
    )  # fmt: skip
    places, runs, inside = inside_of(tables)

    found = unserved_here(runs, tables, places, inside, published_visits(tables)).iloc[0]
    assert found["reden"] == Reason.PER_GEMEENTE
    assert np.isnan(found["mensen"])
