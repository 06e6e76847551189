"""Gini, concentration index and access: the oracles of method.md section 8, and what must hold for every input."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from inequality.gini import Gini

from mapping.analysis.equity import (
    PARTS,
    POOR_SHARE,
    access_of,
    access_per_gebied,
    concentration_index,
    equity,
    fifths,
    gini,
    people_of,
    poor_share,
)
from mapping.analysis.gaps import gap_table
from mapping.model import UNIEK, Gebiedsniveau
from tests.unit.analysis.small_region import (
    MIDDEN,
    NOORD,
    ZUID,
    areas,
    calculate,
    initiatief,
    offered,
    rules,
    shares,
    small_region,
    subgroepen,
    table,
)


def test_gini_of_one_to_five_and_of_all_with_one():
    assert gini([1, 2, 3, 4, 5], np.ones(5)) == pytest.approx(4 / 15)
    assert gini([0, 0, 0, 0, 1], np.ones(5)) == pytest.approx(0.8)
    assert gini([3, 3, 3], [1, 5, 2]) == pytest.approx(0)


def test_concentration_index_is_minus_three_quarters_with_all_at_the_poorest_of_four():
    assert concentration_index([1, 0, 0, 0], np.ones(4), rank_by=[1, 2, 3, 4]) == pytest.approx(-0.75)
    assert concentration_index([1, 0, 0, 0], np.ones(4), rank_by=[4, 3, 2, 1]) == pytest.approx(0.75)
    assert concentration_index([1, 0, 0, 0], np.ones(4), rank_by=np.zeros(4)) == pytest.approx(0)


values = st.lists(st.integers(0, 50), min_size=2, max_size=12).filter(any)


@given(values)
def test_gini_where_everybody_counts_once_is_that_of_the_inequality_package(amounts):
    assert gini(amounts, np.ones(len(amounts))) == pytest.approx(Gini(np.array(amounts, dtype=float)).g, abs=1e-12)


@given(values, st.data())
def test_a_person_who_counts_twice_is_two_persons(amounts, data):
    times = data.draw(st.lists(st.integers(1, 4), min_size=len(amounts), max_size=len(amounts)))
    rank = data.draw(st.lists(st.integers(0, 3), min_size=len(amounts), max_size=len(amounts)))
    every, ranks = np.repeat(amounts, times), np.repeat(rank, times)

    assert gini(amounts, times) == pytest.approx(gini(every, np.ones(len(every))), abs=1e-9)
    weighted = concentration_index(amounts, times, rank_by=rank)
    assert weighted == pytest.approx(concentration_index(every, np.ones(len(every)), rank_by=ranks), abs=1e-9)
    assert abs(weighted) <= gini(amounts, times) + 1e-9


@given(values)
def test_scale_and_order_change_nothing(amounts):
    ones = np.ones(len(amounts))
    assert gini(np.array(amounts) * 7.5, ones * 3) == pytest.approx(gini(amounts, ones), abs=1e-9)
    assert gini(amounts[::-1], ones) == pytest.approx(gini(amounts, ones), abs=1e-9)


def test_without_people_or_without_places_there_is_no_index():
    assert np.isnan(gini([1.0, 2.0], [0, 0]))
    assert np.isnan(gini([0.0, 0.0], [3, 4]))
    assert fifths([1.0], [0.0], [0.0], rank_by=[1]).empty


def test_fifths_hold_equal_people_and_split_a_border_in_proportion():
    found = fifths([0, 1, 3], [5, 4, 1], [5, 0, 0], rank_by=[1, 2, 3])
    assert found["people"].tolist() == [2.0] * PARTS
    assert found["places"].tolist() == pytest.approx([0, 0, 1 / 7, 2 / 7, 4 / 7])
    assert found["cumulative"].iloc[-1] == pytest.approx(1)
    assert found["access"].tolist() == pytest.approx([0, 0, 0.5, 1, 2])
    assert found["excluded"].tolist() == pytest.approx([1, 1, 0.5, 0, 0])


@pytest.fixture(scope="module")
def two_places() -> dict[str, pd.DataFrame]:
    """Ten places in NOORD for NOORD alone; four in ZUID for who is 50 or older."""
    offer = offered(
        initiatief("a", x=0, capaciteit_pj=10.0, werkgebied_stand="lijst"),
        initiatief("b", x=13_000, capaciteit_pj=4.0),
        a=["verlies"],
    )
    income = [{"gebiedcode": code, "kenmerk": POOR_SHARE, "waarde": value, "soort": "gemeten"}
              for code, value in ((NOORD, 60.0), (ZUID, 20.0), (MIDDEN, None))]  # fmt: skip
    return small_region(
        **offer, werkgebied=areas(("a", "wijk", NOORD)), toegangsregel=rules(("b", 1, "min_leeftijd", "50")),
        basis=table("basis", income),
    )  # fmt: skip


def test_people_times_access_up_to_one_is_what_the_split_calls_served(two_places):
    run = calculate(two_places)
    assert (run.people.need * np.minimum(1, access_of(run))) == pytest.approx(run.split.served)
    assert run.split.served.sum() > 0


def test_access_spends_every_known_place_that_anybody_can_get(two_places):
    run = calculate(two_places)
    assert (access_of(run) * run.people.demand).sum() == pytest.approx(14)


def test_places_of_who_names_kenmerken_only_are_shared_over_the_need():
    kinds = subgroepen(verlies="levensvraag", geld="kenmerk")
    shared = table("aandeel", shares({"verlies": (0.1, 0.2, 0.3), "geld": (0.1, 0.1, 0.1)}))
    run = calculate(
        small_region(**offered(initiatief("a", capaciteit_pj=3.0), a=["geld"]), subgroep=kinds, aandeel=shared)
    )
    assert (run.people.need * np.minimum(1, access_of(run))) == pytest.approx(run.split.served)
    assert (run.people.need * access_of(run)).sum() == pytest.approx(3)
    assert access_per_gebied(run, "geld")[NOORD] > 0


def test_a_rule_that_the_data_cannot_decide_leaves_its_places_out():
    offer = offered(initiatief("a", capaciteit_pj=3.0))
    run = calculate(small_region(**offer, toegangsregel=rules(("a", 1, "geslacht", "vrouw"))))
    assert access_of(run).sum() == 0


def test_equity_tells_access_with_the_excluded_and_as_the_gap_table_has_them(two_places):
    run = calculate(two_places)
    found = equity(run, UNIEK, poor_share(two_places["basis"]))
    row = gap_table(run, two_places, Gebiedsniveau.REGIO, together=True)
    row = row[row["subgroep"] == UNIEK].sum(numeric_only=True)
    assert found.people == pytest.approx(row["vraag"])
    assert found.excluded == pytest.approx(row["uitgesloten"])
    assert found.out_of_reach == pytest.approx(row["buiten_bereik"])
    assert found.access == pytest.approx(14 / found.people)
    assert 0 < found.gini < 1


def test_row_by_income_leaves_the_unknown_out_and_says_what_they_could_change(two_places):
    run = calculate(two_places)
    found = equity(run, "verlies", poor_share(two_places["basis"]))
    assert (found.gebieden, found.income_known) == (3, 2)
    assert found.index < 0  # the places of verlies are in NOORD, the poorer of the two
    assert found.index_low <= found.index <= found.index_high
    assert found.index_low < found.index_high
    assert found.by_income["places"].iloc[0] > found.by_income["places"].iloc[-1]


def test_equity_of_one_regio_counts_its_people_only(two_places):
    run = calculate(two_places)
    west = equity(run, UNIEK, poor_share(two_places["basis"]), regio="West")
    east = equity(run, UNIEK, poor_share(two_places["basis"]), regio="Oost")
    assert west.people + east.people == pytest.approx(people_of(run, UNIEK).sum())
    assert west.gebieden == 1
    assert west.index == pytest.approx(0)


def test_region_without_offer_or_income_has_no_index():
    tables = small_region()
    found = equity(calculate(tables), UNIEK, poor_share(tables["basis"]))
    assert np.isnan([found.gini, found.index, found.index_low, found.index_high]).all()
    assert found.access == 0
    assert found.income_known == 0
    assert found.by_income.empty


def test_groep_that_is_not_there_has_nobody():
    tables = small_region(subgroep=subgroepen(verlies="levensvraag"))
    found = equity(calculate(tables), "ziekte", poor_share(tables["basis"]))
    assert found.people == 0
    assert np.isnan(found.access)
