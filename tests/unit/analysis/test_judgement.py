"""Judgements by bounds: what may be said of the offer, what keeps people from it, and what may help."""

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.judgement import CAUSES, Label, behind, bounds, labels, main_cause, regional_labels, remedy
from mapping.model import DELEN, Lokaal, Merk, Stand


def rows(*changes: dict, **same) -> pd.DataFrame:
    """Make rows of an exact gap table: 100 people, of whom 20 are served and 80 find no place, unless said otherwise."""
    base = dict.fromkeys(DELEN, 0.0) | {"bediend": 20.0, "geen_plaats": 80.0, "vraag": 100.0}
    base |= {"inventaris": "volledig", "lokaal": "ja", "merk": "", "regio": "Oost"}
    base |= {"subgroep": "verlies", "leeftijdsband": "18+"}
    return pd.DataFrame([base | same | change for change in changes or ({},)])


def label(**columns) -> str:
    return labels(rows(**columns)).iloc[0]


def test_upper_bound_counts_what_is_unknown_and_what_was_not_looked_up():
    parts = {"bediend": 20.0, "onbekend": 10.0, "buiten_bereik": 30.0, "geen_plaats": 40.0}
    frame = rows(*({"inventaris": stand} for stand in ("volledig", "deels", "niet")), **parts)
    low, high = bounds(frame)
    assert low.tolist() == pytest.approx([0.2, 0.2, 0.2])
    assert high.tolist() == pytest.approx([0.3, 0.6, 0.6])


def test_onderbediend_only_when_the_upper_bound_is_under_the_norm():
    assert label(bediend=20.0, onbekend=29.0, geen_plaats=51.0) == "onderbediend"
    assert label(bediend=20.0, onbekend=30.0, geen_plaats=50.0) == "mogelijk onderbediend"  # 50 is not under 50
    assert label(bediend=49.0, onbekend=51.0, geen_plaats=0.0) == "mogelijk onderbediend"
    assert label(bediend=50.0, geen_plaats=50.0) == ""
    assert label(bediend=100.0, geen_plaats=0.0) == ""


def test_where_the_offer_is_not_looked_up_nothing_found_is_no_proof():
    nothing = {"bediend": 0.0, "geen_plaats": 0.0, "buiten_bereik": 100.0}
    assert label(**nothing, inventaris="volledig") == "onderbediend"
    assert {label(**nothing, inventaris=stand) for stand in ("niet", "deels")} == {"mogelijk onderbediend"}


def test_without_local_knowledge_there_is_never_a_label():
    assert label(lokaal="nee") == ""
    assert label(lokaal="alleen leeftijd") == "onderbediend"


@pytest.mark.parametrize("merk", [merk.value for merk in Merk if merk])
def test_with_a_merk_there_is_never_a_label(merk):
    assert label(merk=merk) == ""
    assert not behind(rows({"bediend": 100.0, "geen_plaats": 0.0}, {"merk": merk, "bediend": 0.0})).iloc[1]


def test_of_nobody_and_of_a_missing_figure_nothing_is_said():
    nobody = dict.fromkeys((*DELEN, "vraag"), 0.0)
    missing = dict.fromkeys((*DELEN, "vraag"), np.nan)
    frame = rows(nobody, missing | {"merk": "te_klein"})
    assert labels(frame).tolist() == main_cause(frame).tolist() == remedy(frame).tolist() == ["", ""]
    assert behind(frame).tolist() == [False, False]
    assert all(bound.isna().all() for bound in bounds(frame))


def test_norm_is_a_setting():
    assert labels(rows(bediend=30.0, geen_plaats=70.0), norm=0.3).tolist() == [""]
    assert labels(rows(bediend=30.0, geen_plaats=70.0), norm=0.31).tolist() == ["onderbediend"]


def test_wijk_stays_behind_under_half_the_share_of_its_regio():
    # 60 + 10 of 200 is 35%; half of that is 17.5%
    frame = rows({"bediend": 60.0}, {"bediend": 10.0})
    assert behind(frame).tolist() == [False, True]
    assert behind(frame.assign(onbekend=[0.0, 8.0])).tolist() == [False, False]  # it may be 18%
    assert behind(frame.assign(buiten_bereik=[0.0, 8.0], inventaris="niet")).tolist() == [False, False]
    assert behind(frame.assign(buiten_bereik=[0.0, 8.0])).tolist() == [False, True]
    assert behind(frame.assign(lokaal="nee")).tolist() == [False, False]


def test_wijk_is_compared_with_its_own_regio_groep_and_band():
    for column, other in (("regio", "West"), ("subgroep", "ziekte"), ("leeftijdsband", "75+")):
        frame = rows({"bediend": 90.0}, {"bediend": 10.0, column: other})
        assert behind(frame).tolist() == [False, False]


def test_row_without_a_figure_takes_no_part_in_the_share_of_the_regio():
    blank = dict.fromkeys((*DELEN, "vraag"), np.nan) | {"merk": "te_klein"}
    assert behind(rows({"bediend": 60.0}, {"bediend": 10.0}, blank)).tolist() == [False, True, False]


@pytest.mark.parametrize("cause", CAUSES)
def test_main_cause_is_the_largest_part_that_does_not_end_in_a_place(cause):
    parts = dict.fromkeys(CAUSES, 10.0) | {cause: 11.0, "bediend": 59.0}
    assert main_cause(rows(**parts)).tolist() == [cause]


def test_being_served_is_no_cause():
    assert main_cause(rows(bediend=100.0, geen_plaats=0.0)).tolist() == [""]
    assert set(CAUSES) == set(DELEN) - {"bediend"}


@pytest.mark.parametrize(
    ("cause", "stand", "helps"),
    [
        ("uitgesloten", "niet", "regel"),
        ("uitgesloten", "volledig", "regel"),
        ("geen_plaats", "niet", "plaats"),
        ("onbekend", "volledig", "nagaan"),
        ("buiten_bereik", "volledig", "plaats"),
        ("buiten_bereik", "deels", "nagaan"),
        ("buiten_bereik", "niet", "nagaan"),
    ],
)
def test_remedy_fits_the_cause_and_looking_up_goes_first(cause, stand, helps):
    parts = dict.fromkeys(CAUSES, 0.0) | {cause: 80.0}
    assert remedy(rows(**parts, inventaris=stand)).tolist() == [helps]


def test_where_everybody_finds_a_place_a_verwijskaart_may_help():
    assert remedy(rows(bediend=100.0, geen_plaats=0.0)).tolist() == ["verwijskaart"]


def test_no_rows_give_no_judgements():
    empty = rows().iloc[:0]
    assert [len(judge(empty)) for judge in (labels, behind, main_cause, remedy)] == [0, 0, 0, 0]


def test_judgements_keep_the_index_and_change_nothing():
    frame = rows({}, {"lokaal": "nee"}).set_axis([7, 3])
    before = frame.copy()
    for judge in (labels, behind, main_cause, remedy):
        assert judge(frame).index.tolist() == [7, 3]
    pd.testing.assert_frame_equal(frame, before)
    assert {Label.SHORT, Label.MAYBE} == {"onderbediend", "mogelijk onderbediend"}
    assert {Lokaal.NEE, Stand.VOLLEDIG} == {"nee", "volledig"}


def regional(*changes: dict, norm: float = 0.5, **same) -> pd.Series:
    found = regional_labels(rows(*changes, **same), norm=norm)
    assert len(found) == 1
    return found.iloc[0]


def test_regio_falls_short_where_its_upper_bound_is_under_the_norm():
    assert regional({"bediend": 60.0, "geen_plaats": 40.0}, {"bediend": 20.0})["oordeel"] == "onderbediend"
    mixed = regional({"bediend": 60.0, "geen_plaats": 40.0}, {"bediend": 20.0, "onbekend": 30.0, "geen_plaats": 50.0})
    assert (mixed["laag"], mixed["hoog"], mixed["oordeel"]) == (0.4, 0.55, "mogelijk onderbediend")
    assert regional({"bediend": 60.0, "geen_plaats": 40.0})["oordeel"] == ""


def test_what_was_not_looked_up_counts_for_those_gebieden_only_and_is_numbered():
    nothing = {"bediend": 0.0, "geen_plaats": 0.0, "buiten_bereik": 100.0}
    found = regional(nothing, nothing | {"inventaris": "deels"}, nothing | {"inventaris": "niet"}, nothing)
    assert found["hoog"] == 0.5
    assert (found["niet_volledig"], found["gebieden"]) == (2, 4)


def test_regio_may_fall_short_where_only_a_national_share_is_known():
    assert regional({"lokaal": "nee"})["oordeel"] == "onderbediend"
    assert labels(rows(lokaal="nee")).tolist() == [""]


def test_rows_with_a_merk_do_not_count_in_the_regio():
    blank = dict.fromkeys((*DELEN, "vraag"), np.nan) | {"merk": "te_klein"}
    assert regional({}, blank)["gebieden"] == 1


def test_norm_of_nothing_is_met_by_everyone_and_a_norm_of_all_by_nobody_who_lacks_one():
    assert regional({}, norm=0.0)["oordeel"] == ""
    assert regional({"bediend": 99.0, "geen_plaats": 1.0}, norm=1.0)["oordeel"] == "onderbediend"


def test_regio_without_vraag_has_no_judgement():
    found = regional(dict.fromkeys((*DELEN, "vraag"), 0.0))
    assert np.isnan(found["hoog"])
    assert found["oordeel"] == ""
