"""Evidence together: what hangs under a subject, what we derive and what not, and what of our own counts may be seen."""

import pandas as pd
import pytest

from mapping.analysis.bewijs import OWN, Subject, about, chosen, conflicts, gathered, in_use, subject_of
from mapping.analysis.bewijs_figures import count_behind, decimals_of, wilson, with_derived
from mapping.analysis.bewijs_public import public_bewijs
from tests.unit.analysis.small_region import table

GROUPS = table(
    "subgroep",
    [
        {"subgroep": "verlies", "naam": "verlies", "bijzonder": False},
        {"subgroep": "psychiatrisch", "naam": "x", "bijzonder": True},
    ],
)
ROW = {
    "tabel": "t", "titel": "t", "document": "d", "sectie": "s", "respondenten": "r", "n": 50, "missing": 8,
    "meer_antwoorden": False, "antwoord": "ja", "waarde": 84.0, "eenheid": "percentage", "waardetype": "exact",
    "status": "letterlijk", "telling": False, "voorbeeld": False, "bron": "b",
}  # fmt: skip


def rows(*changes: dict) -> pd.DataFrame:
    return table("bewijs", [ROW | {"bewijs": f"b{at}"} | change for at, change in enumerate(changes)])


def everything(*changes: dict) -> pd.DataFrame:
    return gathered(rows(*changes), rows({"bewijs": "eigen"}).iloc[:0], GROUPS)


def test_wilson_is_that_of_the_textbook():
    assert wilson(15, 148) == pytest.approx((0.06239, 0.16049), abs=1e-5)
    assert wilson(0, 20) == pytest.approx((0, 0.16113), abs=1e-5)
    with pytest.raises(ValueError, match="between 0 and n"):
        wilson(5, 4)


@pytest.mark.parametrize(
    ("percentage", "n", "count"),
    [(84, 50, 42), (12.3, 65, 8), (49.02, 51, 25), (49.02, 41, None), (4.6, 47, None), (50, 1000, None), (19, 47, 9)],
)
def test_count_behind_a_percentage_is_the_only_one_that_is_printed_so(percentage, n, count):
    assert count_behind(percentage, n) == count


def test_decimals_are_those_that_are_printed():
    assert [decimals_of(value) for value in (49.02, 12.3, 50.0)] == [2, 1, 0]


@pytest.mark.parametrize(
    "change",
    [
        {"n": None},
        {"n": 9, "waarde": 100 / 3},
        {"waardetype": "bijna"},
        {"status": "onduidelijk in bron"},
        {"status": "conflicterend"},
        {"antwoord": "totaal", "waarde": 100.0, "aantal": 50},
        {"waarde": 4.7},
    ],
)
def test_no_interval_where_the_source_does_not_invite_one(change):
    assert pd.isna(with_derived(everything(change)).loc[0, ["telling_afgeleid", "laag", "hoog"]]).all()


def test_count_gives_a_percentage_and_no_interval_and_a_percentage_gives_its_count():
    found = with_derived(everything({"waarde": 28.0, "eenheid": "aantal"}, {}, {"aantal": 42}))

    assert found.loc[0, "percentage_afgeleid"] == 56
    assert pd.isna(found.loc[0, "laag"])
    assert found.loc[1, "telling_afgeleid"] == 42
    assert pd.isna(found.loc[2, "telling_afgeleid"])  # it is printed: not ours
    assert found.loc[2, ["laag", "hoog"]].tolist() == pytest.approx([71.4858, 91.6626], abs=1e-3)


def test_subject_finds_what_hangs_under_any_of_its_parts():
    known = everything({"subgroep": "verlies;psychiatrisch"}, {"barriere": "regel_leeftijd"}, {"zin": "plaats"}, {})

    assert list(about(known, subject_of("psychiatrisch", regels=("leeftijd",)))["bewijs"]) == ["b0", "b1"]
    assert list(about(known, subject_of(zin=("plaats",)))["bewijs"]) == ["b2"]
    assert about(known, Subject()).empty
    assert about(known, Subject(subgroep=("verl",))).empty


def test_rules_of_a_barrier_become_codes_each_once():
    subject = subject_of(regels=("postcode, leeftijd", "palliatief", "onbekend"))

    assert subject.barriere == ("regel_postcode", "regel_leeftijd")
    assert subject_of("uniek") == Subject()


def test_choice_keeps_a_published_table_whole():
    known = everything({"barriere": "belang"}, {}, {"tabel": "ander"})

    assert list(chosen(known, {"barriere": "belang", "document": ""})["bewijs"]) == ["b0", "b1"]
    assert chosen(known, {"barriere": "belang", "document": "weg"}).empty
    assert in_use(known, "barriere") == ["belang"]


def test_conflict_is_found_once_with_both_sides():
    known = everything({"conflict_met": "b1"}, {"conflict_met": "b0"}, {"conflict_met": "weg"})

    assert [(one["bewijs"], other["bewijs"]) for one, other in conflicts(known)] == [("b0", "b1")]


def test_rows_of_the_region_come_behind_and_say_so():
    known = gathered(rows({}), rows({"bewijs": "eigen"}), GROUPS)

    assert list(known["herkomst"] == OWN) == [False, True]
    assert not known["verborgen"].any()


@pytest.mark.parametrize(
    "change",
    [
        {"waarde": 3.0, "eenheid": "aantal"},
        {"waarde": 47.0, "eenheid": "aantal"},
        {"waarde": 6.0},
        {"aantal": 2},
        {"missing": 3},
        {"n": None},
        {"waarde": 8.0, "eenheid": "aantal", "subgroep": "psychiatrisch"},
    ],
)
def test_one_small_count_hides_the_figures_of_its_whole_table(change):
    own = rows(
        {"telling": True, "toelichting": "3 mensen"} | change, {"telling": True}, {"telling": True, "tabel": "o"}
    )

    shown = public_bewijs(own, GROUPS)

    assert list(shown["verborgen"]) == [True, True, False]
    assert shown.loc[:1, ["waarde", "aantal", "n", "missing", "toelichting"]].isna().all(axis=None)
    assert shown.loc[2, ["waarde", "n", "missing"]].tolist() == [85, 50, 10]
    assert own.loc[1, "waarde"] == 84


def test_published_figures_are_shown_as_they_are_however_small():
    own = rows({"waarde": 3.0, "eenheid": "aantal"})

    assert public_bewijs(own, GROUPS).loc[0, "waarde"] == 3
