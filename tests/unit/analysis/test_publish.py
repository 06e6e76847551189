"""What may be shown: rounded by soort, whole people, and four looks apart: hidden, too small, unknown and 0."""

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.gaps import NUMBERS, gap_table
from mapping.analysis.publish import public_barriers, public_gaps, sensitive, shown_people, too_fine
from mapping.model import UNIEK, Gebiedsniveau
from tests.unit.analysis.small_region import (
    NOORD,
    ZUID,
    calculate,
    initiatief,
    offered,
    one_row,
    share,
    shares,
    small_region,
    subgroepen,
    table,
)

KINDS = subgroepen(verlies="levensvraag", psychiatrisch="levensvraag")


def gaps(*, basis: float = 1000, omvang: float = 500, **columns) -> pd.DataFrame:
    """Make an exact gap table of one gebied: the row uniek, of which omvang is the basis, and one other."""
    numbers = dict.fromkeys(NUMBERS, 123.4) | {"omvang": omvang, "omvang_laag": omvang, "omvang_hoog": omvang}
    row = {"gebiedcode": NOORD, "inwoners": 5000.0, "leeftijdsband": "75+", "merk": "", "soort": "aanname"}
    row |= {"omvang_soort": "geschat", "subgroep": "verlies", **numbers, **columns}
    everyone = dict.fromkeys(("omvang", "omvang_laag", "omvang_hoog"), basis)
    return pd.DataFrame([row | {"subgroep": UNIEK} | everyone, row])


def shown(frame: pd.DataFrame, niveau: Gebiedsniveau = Gebiedsniveau.WIJK) -> pd.Series:
    return public_gaps(frame, KINDS, niveau).iloc[1]


@pytest.mark.parametrize(
    ("soort", "value", "expected"),
    [
        ("gemeten", 1237, 1235),
        ("gemodelleerd", 1237, 1200),
        ("geschat", 1237, 1200),
        ("aanname", 1237, 1000),
        ("aanname", 0.4, 0),
        ("geschat", 2.5, 3),
        ("geschat", 0, 0),
    ],
)
def test_people_are_rounded_by_soort_and_never_have_decimals(soort, value, expected):
    assert shown_people(np.array([value]), soort).tolist() == [expected]


def test_a_missing_number_stays_missing():
    assert np.isnan(shown_people(np.array([np.nan]), "aanname")).all()


def test_omvang_and_vraag_are_rounded_each_by_its_own_soort():
    row = shown(gaps(omvang=567))
    assert (row["omvang"], row["vraag"], row["bediend"]) == (570, 100, 100)


@pytest.mark.parametrize(
    ("subgroep", "basis", "merk"),
    [("verlies", 50, ""), ("verlies", 49, "te_klein"), ("psychiatrisch", 100, ""), ("psychiatrisch", 99, "te_klein")],
)
def test_the_basis_is_the_inhabitants_of_gebied_and_leeftijdsband(subgroep, basis, merk):
    row = shown(gaps(basis=basis, subgroep=subgroep, omvang=20), Gebiedsniveau.GEMEENTE)
    assert row["merk"] == merk
    assert np.isnan(row["vraag"]) == bool(merk)


def test_without_the_row_uniek_the_inhabitants_are_the_basis():
    assert public_gaps(gaps(inwoners=49.0).iloc[1:], KINDS, Gebiedsniveau.WIJK)["merk"].tolist() == ["te_klein"]


@pytest.mark.parametrize(("omvang", "merk"), [(10, ""), (9.9, "te_klein")])
def test_fewer_than_ten_people_are_too_small(omvang, merk):
    assert shown(gaps(omvang=omvang))["merk"] == merk


def test_nobody_at_all_is_0_and_not_too_small():
    row = shown(gaps(omvang=0, vraag=0.0))
    assert (row["merk"], row["omvang"], row["vraag"]) == ("", 0, 0)
    assert shown(gaps(omvang=0, vraag=0.0, basis=49))["merk"] == "te_klein"  # of so few nothing is known


@pytest.mark.parametrize(
    ("niveau", "merk"),
    [("pc4", "verborgen"), ("buurt", "verborgen"), ("wijk", "verborgen"), ("gemeente", ""), ("regio", "")],
)
def test_a_subgroep_is_hidden_below_its_minimaal_niveau(niveau, merk):
    frame = gaps(subgroep="psychiatrisch")
    assert shown(frame, Gebiedsniveau(niveau))["merk"] == merk
    assert shown(gaps(), Gebiedsniveau(niveau))["merk"] == ""


def test_uniek_may_be_shown_at_every_level():
    names = pd.Series([UNIEK, "verlies", "psychiatrisch"])
    assert too_fine(names, KINDS, Gebiedsniveau.PC4).tolist() == [False, False, True]
    assert sensitive(names, KINDS).tolist() == [False, False, True]


def test_what_was_unknown_stays_unknown():
    frame = gaps(merk="onbekend")
    frame[list(NUMBERS)] = np.nan
    assert shown(frame)["merk"] == "onbekend"


def test_the_exact_table_is_left_alone():
    frame = gaps(omvang=3)
    before = frame.copy()
    shown(frame)
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("niveau", [Gebiedsniveau.PC4, Gebiedsniveau.WIJK, Gebiedsniveau.GEMEENTE])
def test_a_number_is_blank_exactly_where_a_merk_says_why(niveau):
    kinds = subgroepen(verlies="levensvraag", psychiatrisch="levensvraag", leeg="levensvraag", jong="kenmerk")
    rows = shares({"verlies": (0.1, 0.2, 0.3), "psychiatrisch": (0.1, 0.1, 0.1), "jong": (0, 0, 0)})
    rows.append(share("jong", "aandeel", (1, 1, 1), leeftijdsband="18-49"))
    tables = small_region(**offered(initiatief("a", capaciteit_pj=5)), subgroep=kinds, aandeel=table("aandeel", rows))
    tables["gebied"].loc[2, "inwoners"] = 49
    public = public_gaps(gap_table(calculate(tables), tables, niveau), kinds, niveau)
    blank = public[list(NUMBERS)].isna()
    assert (blank.all(axis=1) == blank.any(axis=1)).all()
    assert (blank.any(axis=1) == (public["merk"] != "")).all()
    numbers = public.loc[public["merk"] == "", list(NUMBERS)].to_numpy(dtype=float)
    assert (numbers == numbers.round()).all()
    merken = set(public["merk"])
    assert {"", "onbekend"} <= merken  # no share for `leeg`
    assert ("verborgen" in merken) == (niveau != Gebiedsniveau.GEMEENTE)
    if niveau == Gebiedsniveau.WIJK:
        old = one_row(public, gebiedcode=NOORD, subgroep="jong", leeftijdsband="75+")
        assert (old["merk"], old["omvang"]) == ("", 0)
        assert one_row(public, gebiedcode=ZUID, subgroep="verlies", leeftijdsband="75+")["merk"] == "te_klein"


def barriers(**columns) -> pd.DataFrame:
    row = {
        "initiatief": "a",
        "pc4": "1001",
        "subgroep": "verlies",
        "leeftijdsband": "75+",
        "mensen": 123.4,
        "basis": 500.0,
    }
    row |= {
        "mensen_laag": 61.7,
        "mensen_hoog": 185.1,
        "willen_steun": 12.34,
        "nergens_anders": 123.4,
        "soort": "geschat",
    }
    return pd.DataFrame([row | {"extra_km": 5.25} | columns])


def public(frame: pd.DataFrame, inwoners: float = 600) -> pd.Series:
    return public_barriers(frame, KINDS, pd.Series({"1001": inwoners})).iloc[0]


def test_barriers_round_people_of_the_group_by_soort_and_who_wants_support_as_an_aanname():
    row = public(barriers())
    people = row[["mensen_laag", "mensen", "mensen_hoog", "nergens_anders", "willen_steun"]]
    assert people.tolist() == [62, 120, 190, 120, 10]
    assert row["merk"] == ""


@pytest.mark.parametrize(
    ("columns", "inwoners", "merk"),
    [
        ({"basis": 49.0}, 600, "te_klein"),
        ({}, 49, "te_klein"),
        ({"mensen": 9.9}, 600, "te_klein"),
        ({"subgroep": "psychiatrisch"}, 600, "verborgen"),
    ],
)
def test_barriers_too_small_or_too_fine_are_blank_and_say_why(columns, inwoners, merk):
    row = public(barriers(**columns), inwoners)
    assert row["merk"] == merk
    assert row[["mensen_laag", "mensen", "mensen_hoog", "nergens_anders", "willen_steun"]].isna().all()
    assert row["extra_km"] == 5.25


def test_no_barriers_are_no_rows():
    assert len(public_barriers(barriers().iloc[:0], KINDS, pd.Series({"1001": 600}))) == 0
