"""Which initiatieven count, and how many people each helps in a year."""

import numpy as np
import pytest

from mapping.analysis.offer import by_initiatief, capacities, capacity_per_year, counted, kanalen, only_remote
from mapping.analysis.settings import Settings
from mapping.model import Niveau
from tests.unit.analysis.small_region import TODAY, areas, initiatief, languages, table

NOW = Settings(on=TODAY)


def names(rows: list[dict], settings: Settings = NOW) -> list[str]:
    return counted(table("initiatief", rows), settings)["initiatief"].tolist()


@pytest.mark.parametrize(
    ("status", "counts"), [("actief", True), ("vol", True), ("gepland", False), ("gestopt", False)]
)
def test_what_is_planned_or_stopped_helps_nobody(status, counts):
    assert names([initiatief("a", status=status)]) == ["a"] * counts


@pytest.mark.parametrize(
    ("start", "stop", "counts"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        ("2026-11-23", None, False),
        (None, "2026-11-21", False),
        ("2020-01-01", "2030-01-01", True),
    ],
)
def test_offer_counts_from_its_first_to_its_last_day(start, stop, counts):
    assert names([initiatief("a", geldig_van=start, geldig_tot=stop)]) == ["a"] * counts


def test_who_helps_in_passing_gives_no_places():
    rows = [
        initiatief("kapper", telt_als_plaats="nee"),
        initiatief("inloop"),
        initiatief("maatje", telt_als_plaats=None),
    ]
    assert names(rows) == ["inloop", "maatje"]


def test_niveau_c_keeps_only_the_geestelijk_verzorger():
    rows = [initiatief("koffie", abc="A"), initiatief("maatje", abc="B"), initiatief("gv", abc="C")]
    assert names(rows) == ["koffie", "maatje", "gv"]
    assert names(rows, Settings(on=TODAY, niveau=Niveau.C)) == ["gv"]


@pytest.mark.parametrize(
    ("columns", "people"),
    [
        (
            {"capaciteit": 16, "capaciteit_eenheid": "uren per week", "weken_per_jaar": 46, "uren_per_gesprek": 2,
             "gesprekken_per_persoon": 5}, 73.6,
        ),
        ({"capaciteit": 40, "capaciteit_eenheid": "plaatsen tegelijk", "duur_weken": 52}, 40),
        ({"capaciteit": 12, "capaciteit_eenheid": "groepsgrootte", "reeksen_per_jaar": 3}, 36),
        ({"capaciteit": 25, "capaciteit_eenheid": "bezoeken per week", "bezoeken_per_persoon": 25}, 50),
        ({"capaciteit": 150, "capaciteit_eenheid": "gesprekken per jaar", "gesprekken_per_persoon": 5}, 30),
        ({"capaciteit": 150, "capaciteit_eenheid": "gesprekken per jaar"}, np.nan),
        ({"capaciteit_pj": 7}, 7),
        ({}, np.nan),
    ],
)  # fmt: skip
def test_capacity_is_people_per_year_and_unknown_without_its_factors(columns, people):
    found = capacity_per_year(table("initiatief", [initiatief("a", **columns)]))
    assert found.tolist() == pytest.approx([people], nan_ok=True)


def test_landelijk_offer_counts_for_the_share_of_the_region():
    rows = table("initiatief", [initiatief(name, capaciteit_pj=10_000) for name in ("land", "stad")])
    capacity, assumed = capacities(rows, areas(("land", "landelijk", "NL"), ("stad", "gemeente", "GM0001")), 1700, NOW)
    assert capacity == pytest.approx([10_000 * 1700 / 17_590_672, 10_000])
    assert not assumed.any()


def test_unknown_capacities_stay_unknown_unless_asked_and_then_come_from_their_own_kind():
    known = [initiatief(f"k{number}", capaciteit_pj=20) for number in range(5)]
    few = [initiatief(f"z{number}", capaciteit_pj=99, aanbiederssoort="zorg") for number in range(4)]
    rows = table("initiatief", [*known, *few, initiatief("u"), initiatief("w", aanbiederssoort="zorg")])
    plain, _none = capacities(rows, areas(), 1700, NOW)
    assert np.isnan(plain[-2:]).all()
    filled, assumed = capacities(rows, areas(), 1700, Settings(on=TODAY, assume_capacity=True))
    assert filled[-2] == 20
    assert np.isnan(filled[-1])  # four of its kind are too few
    assert assumed.tolist() == [False] * 9 + [True, False]


def test_the_draw_does_not_depend_on_the_order_of_the_rows():
    rows = [initiatief(f"k{number}", capaciteit_pj=number) for number in range(9)] + [
        initiatief(f"u{n}") for n in range(9)
    ]
    draw = Settings(on=TODAY, assume_capacity=True)
    forward, _assumed = capacities(table("initiatief", rows), areas(), 1700, draw)
    backward, _assumed = capacities(table("initiatief", rows[::-1]), areas(), 1700, draw)
    assert forward.tolist() == backward[::-1].tolist()
    assert len(set(forward[9:])) > 1


def test_kanalen_are_a_list_and_only_remote_is_without_a_meeting():
    rows = [initiatief("a", kanaal="telefonisch; online"), initiatief("b", kanaal="telefonisch;op locatie")]
    assert kanalen(rows[0]["kanaal"]) == {"telefonisch", "online"}
    assert only_remote(table("initiatief", rows)).tolist() == [True, False]


def test_lists_are_collected_per_initiatief_and_strangers_left_out():
    rows = table("initiatief", [initiatief("a"), initiatief("b")])
    spoken = languages(("a", "Turks"), ("a", "Nederlands"), ("weg", "Engels"))
    assert by_initiatief(spoken, "taal", rows) == {"a": ["Turks", "Nederlands"], "b": []}
