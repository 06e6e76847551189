"""Versions and differences in words: times, sums, and what not everyone may see."""

import pandas as pd
import pytest

from mapping.store.difference import COLUMNS
from mapping.store.history import Version
from mapping.views.cell_words import cell_words
from mapping.views.versions_rows import count_rows, counts, difference_rows, moment, state_label, summary, version_rows

POINT = "0101000000000000000000F03F000000000000F03F"
FOUND = pd.DataFrame(
    [
        ("initiatief", "inloop", "anders", "naam", "Inloop", None),
        ("initiatief", "inloop", "anders", "kosten_euro", None, "2.5"),
        ("initiatief", "koffie", "erbij", "", None, None),
        ("initiatief", "soep", "weg", "", None, None),
        ("vindplaats", "opvang", "anders", "adres", "Geheime Straat 1", None),
        ("vindplaats", "opvang", "anders", "geometry", POINT, POINT[:-1] + "0"),
        ("gebruik", "inloop · 2025 · 3071 ·  · 75+ · huisarts · regel", "anders", "aantal", "1", "2"),
        ("gebruik", "inloop · 2025 · 3072 ·  · 75+ · zelf · ", "erbij", "", None, None),
    ],
    columns=list(COLUMNS),
)


def test_rows_are_counted_once_however_many_cells_changed():
    found = counts(FOUND, owner=True)

    assert found.to_dict("list") == {
        "tabel": ["initiatief", "vindplaats", "gebruik"], "erbij": [1, 0, 1], "weg": [1, 0, 0], "anders": [1, 1, 1],
    }  # fmt: skip
    assert summary(found) == "initiatief: 3 rijen; vindplaats: 1 rij; gebruik: 2 rijen"


def test_nothing_of_counts_of_people_is_told_but_that_they_changed():
    found = counts(FOUND, owner=False)
    rows = difference_rows(FOUND, owner=False)

    assert summary(found).endswith("gebruik: verborgen")
    assert count_rows(found).iloc[2].tolist() == ["gebruik", "verborgen", "verborgen", "verborgen"]
    assert rows[rows["Tabel"] == "gebruik"].to_numpy().tolist() == [
        ["gebruik", "verborgen", "anders", "verborgen", "verborgen", "verborgen"]
    ]


@pytest.mark.parametrize("whole", [True, False])
def test_neither_a_count_nor_a_place_that_must_be_safe_is_told_in_any_cell(whole):
    said = difference_rows(FOUND, owner=False, whole=whole).to_csv()

    assert "3071" not in said
    assert "huisarts" not in said
    assert "Geheime" not in said
    assert "Inloop" in said


def test_reach_of_a_vindplaats_is_told_to_the_owner_only():
    cell = ("vindplaats_subgroep", "markt · rouw", "anders", "bereik_personen", "41", "43")
    found = pd.DataFrame([cell], columns=list(COLUMNS))

    hidden, told = (difference_rows(found, owner=owner).iloc[0][["Oud", "Nieuw"]].tolist() for owner in (False, True))
    assert (hidden, told) == (["verborgen", "verborgen"], ["41", "43"])


def test_owner_sees_every_value():
    said = difference_rows(FOUND, owner=True, whole=True).to_csv()

    assert "Geheime Straat 1" in said
    assert "3071" in said


def test_missing_a_whole_row_and_a_shape_are_told_apart():
    rows = difference_rows(FOUND, owner=True)

    assert rows.loc[0, ["Oud", "Nieuw"]].tolist() == ["Inloop", "(leeg)"]
    assert rows.loc[1, ["Oud", "Nieuw"]].tolist() == ["(leeg)", "2.5"]
    assert rows.loc[2, ["Wijziging", "Kolom", "Oud", "Nieuw"]].tolist() == ["erbij", "hele rij", "", ""]
    assert rows.loc[5, ["Oud", "Nieuw"]].tolist() == ["", "de vorm is veranderd"]


def test_long_value_is_shortened_on_the_screen_and_whole_in_the_file():
    long = FOUND.head(1).assign(oud="x" * 500)

    assert len(difference_rows(long, owner=True)["Oud"].iloc[0]) == 80
    assert difference_rows(long, owner=True, whole=True)["Oud"].iloc[0] == "x" * 500


def test_nothing_is_no_rows():
    empty = FOUND.head(0)

    assert difference_rows(empty, owner=False).empty
    assert counts(empty, owner=False).empty
    assert summary(counts(empty, owner=True)) == "niets"


def test_time_is_that_of_this_computer_and_text_that_is_none_stays():
    assert moment("2026-11-22T22:07:00") == "22-11-2026 22:07"
    assert moment("gisteren") == "gisteren"
    assert moment(None) == "onbekend"


def test_versions_name_who_and_why_also_where_nobody_did():
    told = version_rows([Version(2, "", "2026-11-22T22:07:00", None, True)], {2: "initiatief: 1 rij"})

    assert told.iloc[0].tolist() == ["2", "22-11-2026 22:07", "onbekend", "onbekend", "initiatief: 1 rij"]
    assert state_label(Version(2, "ik", "x", "daarom", True)) == "2: daarom (ik, x)"


@pytest.mark.parametrize(
    ("value", "told"), [(None, "(leeg)"), ("a\nb", "a b"), (POINT, "een vorm op de kaart"), ("0", "0")]
)
def test_cell_is_told_in_a_word(value, told):
    assert cell_words(value) == told
