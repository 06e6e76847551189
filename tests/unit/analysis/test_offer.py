"""Which initiatieven count, and how many people each helps in a year."""

import numpy as np
import pytest

from mapping.analysis.offer import (
    by_initiatief,
    capacities,
    capacity_per_year,
    counted,
    full_on,
    kanalen,
    last_day,
    only_remote,
    people_for_hours,
)
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


def on(day: str) -> Settings:
    return Settings(on=day, day_view=True)


def full(day: str, **columns) -> bool:
    return bool(full_on(table("initiatief", [initiatief("a", **columns)]), day)[0])


@pytest.mark.parametrize(
    ("columns", "day", "counts"),
    [
        ({"einddatum": "2026-12-31"}, "2026-12-31", True),
        ({"einddatum": "2026-12-31"}, "2027-01-01", False),
        ({"einddatum": "2028-02-28"}, "2028-02-29", False),
        ({"einddatum": "2028-02-29"}, "2028-02-29", True),
        ({"einddatum": "2030-01-01", "geldig_tot": "2026-12-31"}, "2027-01-01", False),
        ({"geldig_van": "2027-03-01"}, "2027-02-28", False),
        ({"geldig_van": "2027-03-01"}, "2027-03-01", True),
        ({"status": "gepland", "geldig_van": "2027-03-01"}, "2027-02-28", False),
        ({"status": "gepland", "geldig_van": "2027-03-01"}, "2027-03-01", True),
        ({"status": "gepland"}, "2030-01-01", False),
        ({"status": "gestopt", "geldig_van": "2020-01-01"}, "2021-01-01", False),
        ({"status": "vol"}, "2027-01-01", True),
        ({}, "1900-01-01", True),
        ({"geldig_van": "2020-01-01"}, "1900-01-01", False),
        ({}, "9999-12-31", True),
        ({"einddatum": "2027-12-31"}, "9999-12-31", False),
    ],
)
def test_on_a_day_offer_counts_while_it_runs_and_is_paid_for(columns, day, counts):
    assert names([initiatief("a", **columns)], on(day)) == ["a"] * counts


def test_for_a_whole_year_the_end_of_the_money_and_a_ceiling_change_nothing():
    rows = [initiatief("a", capaciteit_pj=9, einddatum="2020-01-01", plafond_bereikt_op=TODAY, status="vol")]

    assert names(rows) == ["a"]
    assert capacities(table("initiatief", rows), areas(), 1700, NOW)[0].tolist() == [9]


@pytest.mark.parametrize(
    ("columns", "day", "is_full"),
    [
        ({"status": "vol"}, "2026-11-22", True),
        ({"status": "vol"}, "2040-01-01", True),
        ({"plafond_bereikt_op": "2026-10-15"}, "2026-10-14", False),
        ({"plafond_bereikt_op": "2026-10-15"}, "2026-10-15", True),
        ({"plafond_bereikt_op": "2026-10-15"}, "2026-12-31", True),
        ({"plafond_bereikt_op": "2026-10-15"}, "2027-01-01", False),
        ({"plafond_bereikt_op": "2024-02-29"}, "2024-02-29", True),
        ({"uren_over": 0, "laatst_gecontroleerd": "2026-06-01"}, "2026-05-31", False),
        ({"uren_over": 0, "laatst_gecontroleerd": "2026-06-01"}, "2026-06-01", True),
        ({"uren_over": 0, "laatst_gecontroleerd": "2026-06-01"}, "2027-06-01", False),
        ({"uren_over": 0, "peildatum": "2026-06-01"}, "2026-07-01", True),
        ({"uren_over": 12, "laatst_gecontroleerd": "2026-06-01"}, "2026-07-01", False),
        ({}, "2026-07-01", False),
    ],
)
def test_full_holds_from_the_day_on_which_it_was_told_to_the_end_of_that_year(columns, day, is_full):
    assert full(day, **columns) is is_full


def test_on_a_day_what_is_full_has_no_places_and_that_is_known():
    rows = table("initiatief", [initiatief("vol", status="vol"), initiatief("vrij", capaciteit_pj=9), initiatief("u")])

    capacity, assumed = capacities(rows, areas(), 1700, on(TODAY))

    assert capacity[:2].tolist() == [0, 9]
    assert np.isnan(capacity[2])
    assert not assumed.any()


def test_full_places_are_no_example_for_the_unknown_ones():
    rows = [initiatief(f"k{number}", capaciteit_pj=20, status="vol") for number in range(5)] + [initiatief("u")]

    capacity, assumed = capacities(
        table("initiatief", rows), areas(), 1700, Settings(on=TODAY, day_view=True, assume_capacity=True)
    )

    assert capacity.tolist() == [0] * 5 + [20]
    assert assumed.tolist() == [False] * 5 + [True]


def test_last_day_is_the_first_of_both_and_missing_where_there_is_none():
    rows = [initiatief("a", einddatum="2027-01-01", geldig_tot="2026-01-01"), initiatief("b"),
            initiatief("c", einddatum="2027-01-01")]  # fmt: skip

    assert last_day(table("initiatief", rows)).fillna("").tolist() == ["2026-01-01", "", "2027-01-01"]


def test_hours_left_are_people_by_hours_and_talks():
    rows = [initiatief("a", uren_over=130, uren_per_gesprek=2, gesprekken_per_persoon=5), initiatief("b", uren_over=9)]

    assert people_for_hours(table("initiatief", rows)).fillna(-1).tolist() == [13, -1]
