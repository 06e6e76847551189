"""The contract of bijdrage: each soort has what it needs, nothing has too much, and no column is for a person."""

import re
from pathlib import Path

import pandas as pd
import pytest

from mapping.contract import faults, typed
from mapping.contracts_bijdrage import BIJDRAGE, LONGEST, NEEDED, OWN_WORDS, SENT
from mapping.model import Bijdragesoort
from mapping.schema import TABLES
from tests.unit.store.contributed import ELSE, MISSING, PAIR, STOPPED, TODAY, whole

GLOSSARY = Path(__file__).resolve().parents[2] / "mapping" / "GLOSSARY.md"
GROUP_HERE = {
    "soort": "vindplaats_groep", "subgroep": "rouw", "naam": "De Kapper", "type": "winkel", "gebiedcode": "WK000001",
    "voorbeeld": False,
}  # fmt: skip


def columns_at_fault(row: dict, **others: object) -> list[str]:
    table, found = typed(
        pd.DataFrame([whole(row, **others)], columns=list(BIJDRAGE.columns), dtype=object), BIJDRAGE, file=""
    )
    return [finding.column for finding in [*found, *faults(table, BIJDRAGE, file="", today=TODAY)]]


@pytest.mark.parametrize("row", [MISSING, STOPPED, ELSE, PAIR, GROUP_HERE], ids=lambda row: row["soort"])
def test_good_bijdrage_of_each_soort_has_no_fault(row):
    assert columns_at_fault(row) == []


@pytest.mark.parametrize(
    ("row", "lost"),
    [(row, name) for row in (MISSING, STOPPED, ELSE, PAIR, GROUP_HERE) for name in NEEDED[row["soort"]]],
    ids=str,
)
def test_what_a_soort_needs_may_not_be_empty(row, lost):
    assert lost in columns_at_fault(row, **{lost: None})


@pytest.mark.parametrize(
    ("row", "changed", "column"),
    [
        (MISSING, {"gebiedcode": None}, "gebiedcode"),
        (MISSING, {"type": "winkel"}, "type"),
        (GROUP_HERE, {"type": "vrijwilligers"}, "type"),
        (GROUP_HERE, {"gebiedcode": None}, "gebiedcode"),
        (GROUP_HERE, {"naam": None}, "naam"),
        (GROUP_HERE, {"type": "opvang", "x": 92_000.0, "y": 437_000.0}, "x"),
        (GROUP_HERE, {"type": "azc", "adres": "Kade 1"}, "adres"),
        (MISSING, {"x": 4.47, "y": 51.9}, "x"),
        (PAIR, {"naar_soort": "initiatief", "naar": "inloop"}, "naar"),
        (ELSE, {"soort": "klacht"}, "soort"),
        (ELSE, {"stand": "misschien"}, "stand"),
        (ELSE, {"ingediend_op": "gisteren"}, "ingediend_op"),
        *((MISSING, {name: "a" * (most + 1)}, name) for name, most in LONGEST.items()),
    ],
)
def test_what_does_not_fit_is_a_fault_of_its_column(row, changed, column):
    assert column in columns_at_fault(row, **changed)


@pytest.mark.parametrize(("name", "most"), LONGEST.items())
def test_text_of_the_greatest_length_is_fine(name, most):
    assert columns_at_fault(MISSING, **{name: "a" * most}) == []


def test_queue_is_no_table_of_the_region():
    assert "bijdrage" not in TABLES


def test_every_kind_says_what_it_needs_and_every_text_has_a_length():
    assert set(NEEDED) == set(Bijdragesoort)
    assert set(OWN_WORDS) == set(LONGEST)


def test_no_column_asks_who_sends_it():
    sent = " ".join(SENT)

    assert not re.search(r"wie|door|afzender|persoon|mail|telefoon|\bip\b|sessie|apparaat|inzending", sent)


def test_every_column_stands_in_the_glossary():
    words = set(re.findall(r"\w+", GLOSSARY.read_text(encoding="utf-8")))

    assert [name for name in BIJDRAGE.columns if name not in words] == []
