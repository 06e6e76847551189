"""What a map shows per gebied: no map of inhabitants, no colour where there is no figure, and nothing that pretends."""

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.gaps import gap_table
from mapping.model import DELEN, UNIEK, Gebiedsniveau
from mapping.reports.sentences import PART_WORDS
from mapping.views.indicators import (
    INDICATORS,
    UNSURE,
    MapLook,
    look_of,
    offer_in_reach,
    part_words,
    values_of,
    werkgebied_look,
)
from mapping.views.palette import GAP, NEED, Absence
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
    table,
)

NAN = float("nan")
COUNTS = [key for key, indicator in INDICATORS.items() if indicator.counts_people]
SHARES = ["buiten_bereik", "uitgesloten", "onbekend"]


def look(key: str, values: list[float], **columns) -> MapLook:
    """Look at gebieden a, b, c, … with these figures: locally known and fully looked up, unless said otherwise."""
    facts = {"merk": "", "lokaal": "ja", "inventaris": "volledig"} | columns
    rows = pd.DataFrame({"gebiedcode": list("abcdefghij"[: len(values)])} | facts, index=range(5, 5 + len(values)))
    return look_of(INDICATORS[key], rows, pd.Series(values, index=rows.index))


def one_groep(*rows: dict, groep: str = "verlies", **changes):
    offer = offered(*rows, **{row["initiatief"]: ["verlies"] for row in rows})
    tables = small_region(**offer, **changes)
    run = calculate(tables)
    gaps = gap_table(run, tables, Gebiedsniveau.WIJK, together=True)
    return run, gaps[gaps["subgroep"] == groep].reset_index(drop=True)


@pytest.mark.parametrize("key", COUNTS)
def test_people_are_never_coloured_where_nothing_local_is_known(key):
    found = look(key, [100.0, 200, 300], lokaal="nee")
    assert (found.looks, found.texts, found.legend) == ({}, {}, [])
    assert "landelijk aandeel" in found.refused


@pytest.mark.parametrize("key", [*SHARES, "aanbod"])
def test_shares_and_offer_may_be_coloured_though_nothing_local_is_known(key):
    found = look(key, [10.0, 20, 30], lokaal="nee")
    assert not found.refused
    assert set(found.looks) == set("abc")


@pytest.mark.parametrize("lokaal", ["ja", "alleen leeftijd"])
def test_people_may_be_coloured_where_at_least_their_age_is_known(lokaal):
    found = look("vraag", [10.0, 20, 30], lokaal=lokaal)
    assert list(found.looks.values()) == list(NEED[:3])


def test_gebied_of_which_nothing_local_is_known_stays_unknown_among_others():
    found = look("vraag", [10.0, 20, 3000], lokaal=["ja", "ja", "nee"])
    assert found.looks == {"a": NEED[0], "b": NEED[1], "c": Absence.ONBEKEND}
    assert "3.000" not in str(found.texts) + str(found.legend)
    assert look("buiten_bereik", [10.0, 20, 30], lokaal=["ja", "ja", "nee"]).looks["c"] == GAP[2]


def test_counting_people_is_what_vraag_does_and_shares_do_not():
    assert COUNTS == ["vraag", "vraag_per_1000"]
    assert set(SHARES) < set(DELEN)


@pytest.mark.parametrize("stand", ["niet", "deels"])
def test_no_offer_found_is_hatched_where_it_was_not_fully_looked_up(stand):
    found = look("buiten_bereik", [10.0, 20, 30], inventaris=["volledig", stand, "volledig"])
    assert found.looks == {"a": GAP[0], "b": UNSURE, "c": GAP[1]}
    assert found.texts["b"] == "Geen aanbod bekend in de buurt, van elke 100: 20 (aanbod nog niet helemaal in kaart)"
    assert (UNSURE, "nog niet helemaal in kaart") in found.legend


def test_what_is_hatched_is_not_ranked():
    found = look("buiten_bereik", [10.0, 20, 90, 95], inventaris=["volledig", "volledig", "niet", "niet"])
    assert [label for look, label in found.legend if look != UNSURE] == ["10", "20"]
    unsure = look("buiten_bereik", [80.0, 90], inventaris="niet")
    assert set(unsure.looks.values()) == {UNSURE}
    assert len(unsure.legend) == 1


@pytest.mark.parametrize("key", [*COUNTS, "aanbod", "uitgesloten", "onbekend"])
def test_only_what_was_not_found_is_hatched(key):
    assert UNSURE not in look(key, [10.0, 20, 30], inventaris="niet").looks.values()


def test_four_absences_have_four_looks_and_four_texts():
    found = look("uitgesloten", [NAN, NAN, NAN, 0, 25.0], merk=["verborgen", "te_klein", "onbekend", "", ""])
    assert list(found.looks.values()) == ["verborgen", "te_klein", "onbekend", "nul", GAP[0]]
    assert len(set(found.texts.values())) == 5
    assert found.texts["d"] == "Mogen er niet heen, van elke 100: 0"
    labels = dict(found.legend)
    assert labels == {
        GAP[0]: "25",
        "nul": "0",
        "te_klein": "te klein voor een schatting",
        "onbekend": "niet bekend",
        "verborgen": "alleen per gemeente",
    }


def test_0_is_not_absence_and_a_missing_figure_is_not_0():
    found = look("uitgesloten", [0.0, NAN])
    assert found.looks == {"a": Absence.NUL, "b": Absence.ONBEKEND}
    assert "niet bekend" in found.texts["b"]
    assert "0" not in found.texts["b"]


def test_nothing_out_of_reach_is_0_also_where_not_all_was_looked_up():
    assert look("buiten_bereik", [0.0], inventaris="niet").looks == {"a": Absence.NUL}


@pytest.mark.parametrize("merk", ["verborgen", "te_klein", "onbekend"])
def test_figure_with_a_merk_is_neither_shown_nor_ranked(merk):
    found = look("vraag", [10.0, 20, 7777], merk=["", "", merk])
    assert found.looks["c"] == merk
    assert np.isnan(found.values.iloc[2])
    assert "8.000" not in str(found.texts) + str(found.legend)


def test_flat_figures_get_one_colour():
    found = look("vraag_per_1000", [100.0, 101, 102, 103, 104, 105, 106, 109])
    assert set(found.looks.values()) == {NEED[0]}
    assert found.legend == [(NEED[0], "100 – 109")]
    # from a tenth of the middle figure (105) the colours differ
    assert len(set(look("vraag_per_1000", [100.0, 101, 102, 105, 106, 107, 111]).looks.values())) > 1


def test_legend_names_only_what_occurs():
    used = look("uitgesloten", [1.0, 50])
    assert used.legend == [(GAP[0], "1"), (GAP[1], "50")]


def test_legend_of_a_share_under_one_does_not_say_0():
    assert look("uitgesloten", [0.3, 50]).legend[0] == (GAP[0], "minder dan 1")


def test_values_are_people_rates_and_shares_of_the_vraag():
    run, rows = one_groep(initiatief("a", capaciteit_pj=12.22), aandeel=table("aandeel", shares({"verlies": (0.2,) * 3})),
                          subgroep=small_region()["subgroep"].iloc[:1])  # fmt: skip
    assert rows["gebiedcode"].tolist() == [NOORD, MIDDEN, ZUID]
    assert values_of(INDICATORS["vraag"], rows, run).tolist() == pytest.approx([18.8, 9.4, 3.76])
    assert values_of(INDICATORS["vraag_per_1000"], rows, run).tolist() == pytest.approx([20, 20, 20])
    # of MIDDEN 200 of the 500 live at 7 km, out of reach of 0
    assert values_of(INDICATORS["buiten_bereik"], rows, run).tolist() == pytest.approx([0, 40, 100])


def test_values_are_missing_where_nobody_wants_support():
    run, rows = one_groep(initiatief("a"))
    nobody = rows.assign(vraag=0.0, buiten_bereik=0.0)
    assert values_of(INDICATORS["buiten_bereik"], nobody, run).isna().all()


def test_offer_in_reach_is_the_mean_number_that_a_person_can_reach_and_enter():
    run, rows = one_groep(initiatief("a"), initiatief("b", x=2000))
    # a reaches all of NOORD and 300 of the 500 of MIDDEN; b reaches both cellen of NOORD and all of MIDDEN
    expected = {NOORD: 2.0, MIDDEN: 0.6 + 1.0, ZUID: 0.0}
    assert offer_in_reach(run, "verlies").to_dict() == pytest.approx(expected)
    assert values_of(INDICATORS["aanbod"], rows, run).tolist() == pytest.approx(list(expected.values()))


def test_offer_that_does_not_admit_is_not_counted():
    run, _rows = one_groep(
        initiatief("a", werkgebied_stand="lijst"),
        werkgebied=areas(("a", "pc4", "1002")),
        toegangsregel=rules(("a", 1, "min_leeftijd", "50")),
    )
    # of NOORD 400 of the 1,000 live in 1002, of MIDDEN 300 of the 500; 600 of every 940 adults are 50 or older
    expected = {NOORD: 0.4 * 600 / 940, MIDDEN: 0.6 * 600 / 940, ZUID: 0.0}
    assert offer_in_reach(run, "verlies").to_dict() == pytest.approx(expected)


def test_offer_for_all_levensvragen_together_weighs_them_by_their_vraag():
    # verlies .02, ziekte .01 of the adults; a is for verlies alone
    run, _rows = one_groep(initiatief("a"))
    assert offer_in_reach(run, UNIEK)[NOORD] == pytest.approx(2 / 3)


def test_werkgebied_says_all_part_or_none_whatever_the_distance():
    run, _rows = one_groep(
        initiatief("a", x=13_000, werkgebied_stand="lijst"),
        werkgebied=areas(("a", "pc4", "1001"), ("a", "pc4", "1002")),
    )
    found = werkgebied_look(run, "a", pd.Series([NOORD, MIDDEN, ZUID]))
    assert found.looks == {NOORD: NEED[3], MIDDEN: NEED[1], ZUID: Absence.NUL}
    assert found.texts == {NOORD: "mag erheen", MIDDEN: "mag er voor een deel heen", ZUID: "mag er niet heen"}
    assert [text for _look, text in found.legend] == list(found.texts.values())


def test_part_of_the_split_has_its_words():
    assert [part_words(name) for name in PART_WORDS] == list(PART_WORDS.values())
