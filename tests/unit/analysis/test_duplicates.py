"""Possible duplicates: the measure by hand, the order, what is not known, and what is never shown."""

import pandas as pd
import pytest

from mapping.analysis.duplicates import LIKELY, MOST_SHOWN, folded, likeness, possible_duplicates

ROWS = pd.DataFrame(
    [
        ("initiatief", "a", "Voorbeeld: Koffie op de Kade", "Maaskade 12", 1000.0, 0.0),
        ("initiatief", "b", "Rouwcafé Schiedam", "Dam 1", 5000.0, 0.0),
        ("initiatief", "c", "Kade koffie", None, None, None),
    ],
    columns=["tabel", "code", "naam", "adres", "x", "y"],
).astype({"x": "float64", "y": "float64"})


def test_score_is_the_weighted_mean_and_what_is_not_known_counts_half():
    found = possible_duplicates("Koffie op de kade", "maaskade 12", 1000.0, 400.0, ROWS)

    assert found["code"].tolist() == ["a", "c"]
    first, second = found.iloc[0], found.iloc[1]
    assert (first["naam_gelijk"], first["adres_gelijk"], first["afstand_m"]) == (1.0, 1.0, 400.0)
    assert first["score"] == pytest.approx(0.6 * 1 + 0.2 * 1 + 0.2 * 0.6)
    assert second["score"] == pytest.approx(0.6 * 1 + 0.2 * 0.5 + 0.2 * 0.5), "only the name is known, the same words"
    assert pd.isna(second["afstand_m"])


def test_order_is_that_of_the_score_when_a_farther_place_is_no_match():
    far = possible_duplicates("Koffie op de kade", None, 9000.0, 0.0, ROWS)

    assert far["code"].tolist() == ["c", "a"]
    assert far["score"].tolist() == pytest.approx([0.8, 0.7])


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("Rouwcafé", "ROUWCAFE", 1.0),
        ("Stichting De Brug", "brug", 1.0),
        ("abcd", "bcde", 0.75),
        ("kade koffie", "koffie kade", 1.0),
        ("aaaa", "bbbb", 0.0),
    ],
)
def test_likeness_is_difflibs_ratio_of_folded_words(one, other, ratio):
    assert likeness(one, other) == pytest.approx(ratio)
    assert likeness(other, one) == pytest.approx(ratio)


def test_what_is_not_known_is_missing_and_never_alike():
    assert pd.isna(likeness(None, "a"))
    assert pd.isna(likeness("!!!", "a"))
    assert possible_duplicates(None, None, None, None, ROWS).empty


def test_name_of_small_words_only_keeps_them():
    assert folded("De van het") == ["de", "van", "het"]


def test_no_more_are_shown_than_can_be_compared():
    many = pd.concat([ROWS.iloc[[0]]] * 9, ignore_index=True)
    found = possible_duplicates("Koffie op de kade", None, None, None, many)

    assert len(found) == MOST_SHOWN
    assert (found["score"] >= LIKELY).all()


def test_empty_tables_have_nothing_alike():
    assert possible_duplicates("Koffie", None, 1.0, 1.0, ROWS.iloc[:0]).empty
