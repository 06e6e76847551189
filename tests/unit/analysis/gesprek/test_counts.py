"""Counts of gesprekken: nothing small is shown, nothing small follows from what is shown, no choice changes a count."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.gesprek.counts import gesprek_counts
from mapping.contracts_gesprek import CODE_SOORTEN, CODES

DATA = Path(__file__).resolve().parents[4] / "data"

SETTINGS = {"vindplaatstype": None, "herkend": "nee", "passend": "ja", "barrieres": None, "uitingsvorm": "emotie"}


def talks(parts: list[tuple[int, dict]]) -> pd.DataFrame:
    """Return gesprekken: so many of each kind."""
    rows = [
        {
            "regio": "A",
            "jaar": 2026,
            "respondentsoort": "burger",
            "subgroepen": "verlies",
            "vraagtype": "gesprek",
            **SETTINGS,
            **changes,
        }
        for n, changes in parts
        for _each in range(n)
    ]
    return pd.DataFrame(rows)


def counted(counts, kenmerk: str, within=("", "")) -> dict[str, float]:
    """Return code → people of a table, None where hidden."""
    table = counts.table(kenmerk, within)
    return {code: None if n != n else n for code, n in zip(table["code"], table["aantal"], strict=True)}


def test_small_counts_and_a_second_one_are_hidden_and_the_total_stays():
    found = gesprek_counts(
        talks([(14, {}), (7, {"respondentsoort": "vrijwilliger"}), (3, {"respondentsoort": "andere professional"})]), []
    )

    sorts = counted(found, "respondentsoort")
    assert found.total() == 25
    assert sorts["andere professional"] is None
    assert sorts["vrijwilliger"] is None
    assert sorts["burger"] == 15


def test_subgroep_under_article_9_is_hidden_under_ten_and_a_code_that_nobody_has_as_well():
    parts = [(20, {}), (8, {"subgroepen": "psychiatrisch"}), (8, {"subgroepen": "geld"})]

    found = gesprek_counts(talks(parts), ["psychiatrisch", "dementie"], {"subgroep": ["opvoeding"]})

    groups = counted(found, "subgroep")
    assert groups["verlies"] == 20
    assert groups["geld"] == 10
    assert groups["psychiatrisch"] is None
    assert groups["dementie"] is None
    assert groups["opvoeding"] is None


def test_under_ten_gesprekken_nothing_is_shown_at_all():
    found = gesprek_counts(talks([(9, {})]), [])

    assert found.rows["aantal"].isna().all()
    assert np.isnan(found.total())


def test_within_a_value_only_cells_that_can_stand_are_published():
    parts = [(12, {}), (6, {"vraagtype": "contact"}), (2, {"vraagtype": "contact", "regio": "B"}), (10, {"regio": "B"})]

    found = gesprek_counts(talks(parts), [])

    assert all(n is None or n >= 5 for n in counted(found, "vraagtype", ("regio", "B")).values())
    assert found.rows["aantal"].dropna().ge(5).all()


def test_a_hidden_count_is_not_the_difference_of_shown_ones():
    rng = np.random.default_rng(3)
    table = talks([(40, {})])
    table["regio"] = rng.choice(["A", "B", "C"], 40, p=[0.5, 0.3, 0.2])
    table["vraagtype"] = rng.choice(["gesprek", "contact", "stilte"], 40, p=[0.6, 0.3, 0.1])

    found = gesprek_counts(table, [])

    exact = table.groupby(["regio", "vraagtype"]).size()
    for regio in "ABC":
        cells = counted(found, "vraagtype", ("regio", regio))
        hidden = [code for code in ("gesprek", "contact", "stilte") if cells.get(code) is None]
        total = counted(found, "regio")[regio]
        rest = sum(exact.get((regio, code), 0) for code in hidden)
        assert total is None or rest == 0 or rest >= 5


def test_no_gesprekken_is_no_table_and_no_fault():
    found = gesprek_counts(talks([(1, {})]).iloc[:0], [])

    assert found.jaren is None
    assert np.isnan(found.total())


def test_cross_table_has_the_published_cells_and_no_other():
    parts = [(12, {}), (6, {"vraagtype": "contact", "uitingsvorm": "zwijgt"}), (5, {"uitingsvorm": "zwijgt"})]
    found = gesprek_counts(talks([*parts, (2, {"vraagtype": "stilte", "uitingsvorm": "metafoor"})]), [])

    cells = found.cross("vraagtype", "uitingsvorm")

    assert set(cells.index) <= {"gesprek", "contact"}
    for (code, value), people in cells.stack().items():
        assert people >= 5
        assert counted(found, "vraagtype", ("uitingsvorm", value))[code] == people
    turned = found.cross("uitingsvorm", "vraagtype")
    assert turned.T.rename_axis(index="code", columns="waarde").equals(cells)
    assert found.cross("herkend", "passend").empty


@pytest.fixture(scope="module")
def example():
    """Return the counts of the 25 gesprekken of the example, as the page has them."""
    subgroep = pd.read_csv(DATA / "catalogus" / "subgroep.csv", dtype="str")
    codes = {**CODES, "subgroep": tuple(subgroep["subgroep"])}
    bijzonder = list(subgroep.loc[subgroep["bijzonder"] == "ja", "subgroep"])
    return gesprek_counts(pd.read_csv(DATA / "voorbeeld" / "gesprek.csv", dtype="str"), bijzonder, codes)


@pytest.mark.parametrize("kenmerk", CODE_SOORTEN)
def test_example_shows_something_of_each_kenmerk(example, kenmerk):
    shown = [n for n in counted(example, kenmerk).values() if n is not None]

    assert example.total() == 25
    assert len(shown) >= 2


@pytest.mark.parametrize(("down", "across"), list(combinations(CODE_SOORTEN, 2)))
def test_example_shows_a_cell_in_each_cross_table(example, down, across):
    assert example.cross(down, across).notna().to_numpy().any()
