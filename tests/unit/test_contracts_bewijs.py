"""The contract of bewijs: figures only where a source has them, and contradictions from both sides."""

import csv
from datetime import date

import pandas as pd
import pytest

from mapping.contracts_bewijs import BARRIERES, VERANDERINGEN
from mapping.schema import TABLES, check
from mapping.sources.catalogue import CATALOGUE_FOLDER
from tests.unit.analysis.small_region import table

TODAY = date(2026, 11, 29)
GOOD = {
    "bewijs": "een", "tabel": "tabel", "titel": "Vraag", "uitspraak": None, "document": "doc", "sectie": "§1",
    "plek": None, "pagina": None, "respondenten": "POH", "n": "50", "missing": "8", "meer_antwoorden": "nee",
    "antwoord": "ja", "waarde": "84", "eenheid": "percentage", "aantal": None, "waardetype": "exact",
    "status": "letterlijk", "conflict_met": None, "subgroep": None, "barriere": "regel_leeftijd;belang",
    "zin": None, "verandering": "1;3", "toelichting": None, "telling": "nee", "voorbeeld": "nee", "bron": "doc, §1",
    "peildatum": None,
}  # fmt: skip
TWO = {"bewijs": "twee", "status": "conflicterend", "conflict_met": "een"}


def found(*rows: dict, groups: tuple[str, ...] = ()) -> list[tuple]:
    """Return row, column and value of the findings of these rows."""
    tables = {"bewijs": pd.DataFrame([GOOD | changes for changes in rows])}
    if groups:
        tables["subgroep"] = table("subgroep", [{"subgroep": code, "naam": code} for code in groups])
    findings = check(tables, files={"bewijs": "bewijs.csv"}, today=TODAY)
    assert all(finding.cure for finding in findings)
    return [(one.row, one.column, one.value) for one in findings if one.file == "bewijs.csv"]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"status": "alleen bijschrift", "waarde": None, "waardetype": None},
        {"status": "onduidelijk in bron", "waarde": None, "waardetype": None},
        {"eenheid": "uitspraak", "waarde": None, "waardetype": None, "n": None},
        {"waarde": "42", "eenheid": "aantal"},
        {"n": None, "missing": None},
    ],
)
def test_good_rows_have_no_findings(changes):
    assert found(changes) == []


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"status": "alleen bijschrift", "waarde": "0"}, "waarde"),
        ({"eenheid": "uitspraak"}, "waarde"),
        ({"waarde": None}, "waarde"),
        ({"waardetype": None}, "waardetype"),
        ({"waarde": "101"}, "waarde"),
        ({"waarde": "51", "eenheid": "aantal"}, "waarde"),
        ({"aantal": "51"}, "aantal"),
        ({"status": "conflicterend"}, "conflict_met"),
        ({"conflict_met": "een"}, "conflict_met"),
        ({"conflict_met": "weg"}, "conflict_met"),
        ({"barriere": "regel_leeftijd;anders"}, "barriere"),
        ({"zin": "zesde"}, "zin"),
        ({"waardetype": "zeker"}, "waardetype"),
        ({"peildatum": "2027-01-01"}, "peildatum"),
    ],
)
def test_fault_is_named_with_its_column(changes, column):
    assert [finding[:2] for finding in found(changes)] == [(2, column)]


def test_conflict_points_both_ways_or_is_a_fault():
    assert found({"status": "conflicterend", "conflict_met": "twee"}, TWO) == []
    assert found({}, TWO) == [(3, "conflict_met", "een")]


def test_rows_of_one_table_are_of_one_document():
    assert found({}, {"bewijs": "twee", "document": "ander"}) == [(3, "document", "ander")]


def test_subgroep_that_the_region_does_not_have_is_named():
    assert found({"subgroep": "verlies; weg"}, groups=("verlies",)) == [(2, "subgroep", "weg")]
    assert found({"subgroep": "verlies"}, groups=("verlies",)) == []


def test_lists_of_codes_are_those_of_the_catalogue():
    def codes(name: str) -> list[str]:
        with (CATALOGUE_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as source:
            return [row["code"] for row in csv.DictReader(source)]

    assert list(BARRIERES) == codes("barriere")
    assert list(VERANDERINGEN) == codes("veranderrichting")
    assert TABLES["bewijs"].columns["barriere"].many
