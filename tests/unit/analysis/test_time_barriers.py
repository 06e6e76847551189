"""Time as a barrier: every reason for which an initiatief takes nobody on a day, and only those."""

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.offer import counted, full_on
from mapping.analysis.settings import Settings
from mapping.analysis.time_barriers import NotOpen, closed_to, time_barriers
from tests.unit.analysis.small_region import TODAY, calculate, initiatief, offered, small_region, table

CASES = [
    ({"status": "gestopt", "geldig_tot": "2026-06-30"}, "gestopt", "2026-06-30"),
    ({"status": "gestopt"}, "gestopt", None),
    ({"status": "gepland", "geldig_van": "2027-03-01"}, "gepland", "2027-03-01"),
    ({"geldig_van": "2027-01-01"}, "nog_niet", "2027-01-01"),
    ({"geldig_tot": "2026-11-21"}, "niet_meer", "2026-11-21"),
    ({"einddatum": "2026-10-31"}, "geld_op", "2026-10-31"),
    ({"plafond_bereikt_op": "2026-11-22"}, "plafond", "2026-11-22"),
    ({"uren_over": 0}, "uren_op", "2026-01-02"),
    ({"uren_over": 0, "laatst_gecontroleerd": "2026-10-15"}, "uren_op", "2026-10-15"),
    ({"status": "gepland"}, "gepland", None),
    ({"status": "vol"}, "vol", None),
]


def rows(*offer: dict, on: str = TODAY) -> list[tuple]:
    found = time_barriers(offered_rows(*offer), on)
    return [(r.initiatief, r.reden, r.datum if isinstance(r.datum, str) else None) for r in found.itertuples()]


def offered_rows(*offer: dict) -> pd.DataFrame:
    return table("initiatief", [row | {"peildatum": "2026-01-02"} for row in offer])


@pytest.mark.parametrize(("columns", "reason", "day"), CASES)
def test_each_reason_has_its_date(columns, reason, day):
    assert rows(initiatief("a", **columns)) == [("a", reason, day)]


def test_every_reason_is_tested():
    assert {reason for _columns, reason, _day in CASES} == set(NotOpen)


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"geldig_van": TODAY, "geldig_tot": TODAY},
        {"einddatum": TODAY},
        {"plafond_bereikt_op": None, "uren_over": None},
        {"uren_over": 1},
        {"status": "gepland", "geldig_van": TODAY},
        {"plafond_bereikt_op": "2025-12-31"},
        {"uren_over": 0, "laatst_gecontroleerd": "2025-12-31"},
    ],
)
def test_open_offer_and_what_is_not_known_is_no_reason(columns):
    assert rows(initiatief("a", **columns)) == []


def test_reasons_come_together_and_in_order():
    both = initiatief("b", status="vol", plafond_bereikt_op="2026-10-15", uren_over=0)
    found = rows(initiatief("a"), both, initiatief("c", status="gestopt"))
    assert [(name, reason) for name, reason, _day in found] == [
        ("b", "plafond"), ("b", "uren_op"), ("b", "vol"), ("c", "gestopt"),
    ]  # fmt: skip


def test_another_day_gives_another_answer():
    planned = initiatief("a", geldig_van="2027-03-01", geldig_tot="2027-12-31")
    answers = {
        day: [reason for _n, reason, _d in rows(planned, on=day)] for day in ("2027-02-28", "2027-03-01", "2028-01-01")
    }
    assert answers == {"2027-02-28": ["nog_niet"], "2027-03-01": [], "2028-01-01": ["niet_meer"]}


@pytest.mark.parametrize("on", ["2025-06-01", "2026-06-30", TODAY, "2026-12-31", "2027-01-01", "2027-03-01"])
def test_what_takes_nobody_is_what_the_calculation_of_that_day_leaves_out_or_finds_full(on):
    every = [initiatief(f"i{n}", **columns) for n, (columns, _reason, _day) in enumerate(CASES)]
    table_ = offered_rows(*every, initiatief("open"))
    settings = Settings(on=on, day_view=True)
    running = counted(table_, settings)
    open_then = set(running.loc[~full_on(running, on), "initiatief"])
    assert set(table_["initiatief"]) - open_then == set(time_barriers(table_, on)["initiatief"])


def closed(*offer: dict, subgroep: str = "verlies", cells=None, **settings) -> list[str]:
    named = {row["initiatief"]: ["ziekte"] if row["initiatief"] == "z" else ["iedereen"] for row in offer}
    tables = small_region(**offered(*offer, **named))
    return closed_to(calculate(tables, **settings), tables, subgroep, TODAY, cells=cells)["initiatief"].tolist()


def test_only_what_is_meant_for_the_groep_is_listed():
    offer = initiatief("a", status="vol"), initiatief("z", status="vol")
    assert closed(*offer) == ["a"]
    assert closed(*offer, subgroep="ziekte") == ["a", "z"]
    assert closed(*offer, subgroep="atlantis") == []


def test_only_what_is_in_reach_of_these_people_is_listed():
    offer = initiatief("a", x=0, status="gestopt"), initiatief("b", x=13_000, status="vol")
    north = np.array([True, False, False, False, False, False])
    assert closed(*offer) == ["a", "b"]
    assert closed(*offer, cells=north) == ["a"]
    assert closed(*offer, cells=np.zeros(6, dtype=bool)) == []


def test_only_the_level_that_is_asked_and_what_gives_places_is_listed():
    offer = initiatief("a", status="vol"), initiatief("b", status="vol", abc="C")
    assert closed(*offer, niveau="C") == ["b"]
    assert closed(initiatief("a", status="vol", telt_als_plaats="nee")) == []


def test_without_offer_nothing_is_listed():
    assert closed() == []
    assert closed(initiatief("a")) == []
