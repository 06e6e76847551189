"""The contract of gebruik: one row per combination, a place that exists, and a form that can be filled in."""

from datetime import date

import pandas as pd
import pytest

from mapping.reports.csv_file import dutch_csv
from mapping.schema import TABLES, check
from mapping.sources.files import read_checked
from mapping.views.usage_rows import REDEN_WORDS, TEMPLATE, VERWIJZER_WORDS
from tests.unit.analysis.small_region import initiatief, offered, small_region, table

TODAY = date(2026, 11, 22)
GOOD = {
    "initiatief": "koffie", "jaar": 2021, "pc4": "1001", "gebiedcode": None, "leeftijdsband": "18-49",
    "verwijzer": "huisarts", "reden_niet_doorgegaan": None, "aantal": 12, "telling": "ja", "bron": "test",
    "peildatum": "2022-01-01",
}  # fmt: skip


def sentences(*rows: dict) -> list[str]:
    """Return the findings of gebruik with these rows in the small region."""
    tables = small_region(
        **offered(initiatief("koffie")), organisatie=table("organisatie", [{"organisatie": "org", "naam": "x"}])
    )
    raw = pd.DataFrame([GOOD | changes for changes in rows])
    return [
        finding.sentence()
        for finding in check(tables | {"gebruik": raw}, files={"gebruik": "gebruik.csv"}, today=TODAY)
        if finding.file == "gebruik.csv"
    ]


def test_a_good_row_has_no_findings():
    assert sentences({}) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"initiatief": "weg"}, "tabel initiatief"),
        ({"pc4": "9999"}, "tabel postcode"),
        ({"pc4": None, "gebiedcode": "WK999999"}, "tabel gebied"),
        ({"gebiedcode": "WK000101"}, "Hier staan een postcode en een gebied"),
        ({"jaar": 2023}, "Dit jaar ligt na de peildatum"),
        ({"jaar": 1900}, "Dit getal is te laag"),
        ({"aantal": -1}, "Dit getal is te laag"),
        ({"aantal": 2.5}, "Dit is geen heel getal"),
        ({"aantal": None}, "Deze cel mag niet leeg zijn"),
        ({"leeftijdsband": "20-30"}, "Deze waarde kennen wij niet"),
        ({"verwijzer": "buurman Jan"}, "Deze waarde kennen wij niet"),
        ({"reden_niet_doorgegaan": "geen zin"}, "Deze waarde kennen wij niet"),
    ],
)
def test_a_fault_is_said_with_its_row(changes, said):
    (sentence,) = sentences({}, {"verwijzer": "zelf"} | changes)
    assert said in sentence
    assert sentence.startswith("gebruik.csv, rij 3")


def test_the_same_people_twice_are_found_with_and_without_empty_cells():
    twice = sentences({}, {"aantal": 3})
    complete = {"reden_niet_doorgegaan": "wachtlijst"}
    assert len(twice) == 1
    assert "Deze aanmeldingen staan er al" in twice[0]
    assert len(sentences(complete, complete | {"aantal": 3})) == 1


def test_a_place_that_is_not_known_is_no_fault():
    assert sentences({"pc4": None, "leeftijdsband": "onbekend", "verwijzer": "onbekend"}) == []


def test_the_form_that_the_page_gives_is_read_without_findings(tmp_path):
    path = tmp_path / "gebruik.csv"
    path.write_bytes(dutch_csv(pd.DataFrame(list(TEMPLATE))))
    rows, findings = read_checked(path, TABLES["gebruik"], today=TODAY.isoformat())
    assert findings == []
    assert rows["aantal"].tolist() == [12, 3]
    assert list(rows.columns) == list(TABLES["gebruik"].columns)


def test_every_value_has_a_word_on_the_screen():
    columns = TABLES["gebruik"].columns
    assert set(columns["verwijzer"].allowed) == set(VERWIJZER_WORDS)
    assert set(columns["reden_niet_doorgegaan"].allowed) == set(REDEN_WORDS)
