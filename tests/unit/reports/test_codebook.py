"""The codebook: a row per column, in both languages, and no file for machines with a column that nobody explains."""

import csv
from io import StringIO

import pytest

from mapping.__main__ import main
from mapping.reports.codebook import UNDESCRIBED, codebook, machine_codebook, undescribed
from mapping.reports.codebook_columns import CHANGES, COLUMNS
from mapping.reports.codebook_machine import MACHINE
from mapping.reports.exports import BARRIER_COLUMNS, GAP_COLUMNS
from mapping.words import _, use_language


@pytest.fixture
def english():
    use_language("en")
    yield
    use_language("nl")


def test_codebook_has_a_row_per_column_in_the_order_of_the_file():
    found = codebook(["Gebied", "Laag (%)", "Willen steun per jaar"])
    assert found["Kolom"].tolist() == ["Gebied", "Laag (%)", "Willen steun per jaar"]
    assert found.columns.tolist() == ["Kolom", "Betekenis", "Eenheid", "Soort waarde", "Een lege cel betekent"]
    assert found["Eenheid"].tolist() == ["", "procent, 0 tot 100", "mensen per jaar of mensen, afgerond"]
    assert found["Een lege cel betekent"].iloc[1].endswith("iets anders dan 0.")


def test_column_made_from_another_says_both():
    found = codebook(["Mogen er niet heen: verschil"]).iloc[0]
    assert found["Betekenis"].startswith(COLUMNS["Mogen er niet heen"].meaning)
    assert "min zonder" in found["Betekenis"]
    assert found["Soort waarde"] == "heel getal"


def test_unknown_column_is_found_and_says_so():
    assert undescribed(["Gebied", "Zomaar iets"]) == ["Zomaar iets"]
    assert codebook(["Zomaar iets"])["Betekenis"].tolist() == [UNDESCRIBED]


def test_labels_are_found_in_english_too(english):
    labels = [_(label) for label in COLUMNS]
    assert undescribed(labels) == []
    assert codebook([_("Laag (%)")]).iloc[0, 1] == "Lowest plausible value of the share."


def test_every_entry_says_meaning_kind_and_what_empty_means():
    for name, entry in {**COLUMNS, **MACHINE}.items():
        assert entry.meaning.endswith("."), name
        assert entry.kind, name
        assert entry.empty, name
    assert all("{betekenis}" in around for around in CHANGES.values())


def test_files_for_machines_are_described_column_by_column():
    found = machine_codebook()
    assert found.loc[found["Bestand"] == "gaps", "Kolom"].tolist() == GAP_COLUMNS
    assert found.loc[found["Bestand"] == "barriers", "Kolom"].tolist() == BARRIER_COLUMNS
    assert UNDESCRIBED not in set(found["Betekenis"])
    assert (found["Soort waarde"] != "").all()


def test_command_writes_the_codebook_of_the_files_for_machines(tmp_path):
    path = tmp_path / "codeboek.csv"
    assert main(["codebook", "--out", str(path)]) == 0
    rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))
    assert [row["Kolom"] for row in rows] == [*GAP_COLUMNS, *BARRIER_COLUMNS]


def test_command_says_where_it_cannot_write(tmp_path, capsys):
    assert main(["codebook", "--out", str(tmp_path / "weg" / "x.csv")]) == 1
    assert "kan niet worden geschreven" in capsys.readouterr().err
