"""What of an effect is shown: whole rounded people, nothing where the estimate is too small or too fine."""

import numpy as np
import pandas as pd

from mapping.analysis.scenario.public import public_changes, public_parts
from mapping.model import DELEN, UNIEK
from tests.unit.analysis.small_region import subgroepen

PARTS = {f"{part}_{when}": 0.0 for part in DELEN for when in ("voor", "na")}


def rows(*changes: dict) -> pd.DataFrame:
    """Return rows of Effect.gebieden: everybody in one gebied of 1,000 adults, and what the changes say."""
    usual = {
        "gebiedcode": "WK000101", "subgroep": UNIEK, "inwoners": 1200.0, "omvang": 1000.0, "omvang_hoog": 1000.0,
        "vraag": 123.4, "merk": "", "soort": "aanname",
    } | PARTS  # fmt: skip
    return pd.DataFrame([usual, *(usual | change for change in changes)])


KINDS = subgroepen(verlies="levensvraag", psychiatrisch="levensvraag")


def test_numbers_are_rounded_by_their_kind_and_the_difference_by_itself():
    shown = public_changes(rows({"subgroep": "verlies", "bediend_voor": 44.0, "bediend_na": 57.0}), KINDS)

    assert shown.loc[1, ["bediend_voor", "bediend_na", "bediend_verschil"]].tolist() == [40, 60, 10]
    assert shown.loc[0, "vraag"] == 100


def test_fewer_people_is_a_negative_whole_number_and_less_than_half_a_person_is_nobody():
    shown = public_changes(rows({"subgroep": "verlies", "bediend_voor": 3.4, "bediend_na": 0.3}), KINDS)

    assert shown.loc[1, "bediend_verschil"] == -3
    assert shown.loc[1, "bediend_na"] == 0


def test_group_that_is_shown_per_gemeente_only_has_no_numbers_per_gebied():
    shown = public_changes(rows({"subgroep": "psychiatrisch", "bediend_na": 20.0}), KINDS)

    assert shown.loc[1, "merk"] == "verborgen"
    assert np.isnan(shown.loc[1, "bediend_verschil"])


def test_too_few_people_in_the_group_or_the_gebied_are_too_small():
    few = rows({"subgroep": "verlies", "omvang": 4.0, "omvang_hoog": 6.0, "bediend_na": 2.0})
    empty = rows({"subgroep": "verlies"}).assign(omvang=30.0, omvang_hoog=40.0)

    assert public_changes(few, KINDS).loc[1, "merk"] == "te_klein"
    assert set(public_changes(empty, KINDS)["merk"]) == {"te_klein"}
    assert np.isnan(public_changes(few, KINDS).loc[1, "bediend_na"])


def test_mark_of_the_gap_table_stays():
    shown = public_changes(rows({"subgroep": "verlies", "merk": "onbekend"}), KINDS)

    assert shown.loc[1, "merk"] == "onbekend"


def test_exact_rows_stay_as_they_are():
    exact = rows({"subgroep": "verlies", "bediend_na": 57.0})
    before = exact.copy()

    public_changes(exact, KINDS)

    pd.testing.assert_frame_equal(exact, before)


def test_sums_of_a_region_are_rounded_by_one_kind():
    sums = pd.DataFrame([{"omvang": 5000.0, "vraag": 1234.0} | PARTS | {"bediend_na": 251.0}], index=["verlies"])

    assert public_parts(sums, "geschat").loc["verlies", ["vraag", "bediend_na", "bediend_verschil"]].tolist() == [
        1200,
        250,
        250,
    ]
