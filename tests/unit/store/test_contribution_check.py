"""What someone passes on is tidied, holds no person, and points to what is there; a find is masked."""

import pytest

from mapping.store.contribution_check import contribution_findings, reason_findings, tidied
from tests.unit.store.contributed import ELSE, MISSING, PAIR, STOPPED, TODAY, whole
from tests.unit.store.region import small_tables

HOSTILE = "<img src=x onerror=alert(1)> ${alert(2)} {{7*7}} =1+1 '; DROP TABLE bijdrage; --"


@pytest.fixture(scope="module")
def now():
    tables = small_tables()
    code = tables["gebied"]["gebiedcode"].iloc[0]
    return tables, code


def found(now, row, **others):
    tables, code = now
    row = whole(row, **others)
    if row.get("gebiedcode"):
        row["gebiedcode"] = code
    return contribution_findings(tidied(row), tables, today=TODAY)


@pytest.mark.parametrize("row", [MISSING, STOPPED, ELSE, PAIR], ids=lambda row: row["soort"])
def test_good_bijdrage_is_fine(now, row):
    assert found(now, row) == []


@pytest.mark.parametrize(
    ("column", "text", "secret"),
    [
        ("toelichting", "Bel 06-12345678", "12345678"),
        ("toelichting", "mail jan@voorbeeld.nl", "jan@voorbeeld"),
        ("toelichting", "BSN 111222333", "111222333"),
        ("toelichting", "Mevrouw De Vries is depressief", "Vries"),
        ("naam", "06 12345678", "12345678"),
        ("adres", "jan@voorbeeld.nl", "jan@voorbeeld"),
    ],
)
def test_person_is_refused_and_masked(now, column, text, secret):
    findings = found(now, MISSING, **{column: text})

    assert column in [finding.column for finding in findings]
    assert not any(secret in finding.sentence() for finding in findings)


def test_address_of_a_place_and_hostile_text_are_no_person(now):
    assert found(now, MISSING, adres="Maaskade 12, 3071 AB Rotterdam", naam=HOSTILE[:110]) == []


@pytest.mark.parametrize(
    ("row", "changed", "column"),
    [
        (STOPPED, {"initiatief": "weg"}, "initiatief"),
        (PAIR, {"van": "weg"}, "van"),
        (PAIR, {"naar": "weg"}, "naar"),
        (MISSING, {"subgroep": "weg"}, "subgroep"),
    ],
)
def test_choice_that_is_not_in_the_region_is_refused(now, row, changed, column):
    assert column in [finding.column for finding in found(now, row, **changed)]


def test_text_loses_signs_that_nobody_sees():
    row = tidied({"naam": "Kof\u202efie\u200b\n aan\x00 de\tMaas ", "toelichting": " \u200b\n"})

    assert row == {"naam": "Koffie aan de Maas", "toelichting": None}


@pytest.mark.parametrize("kind", ["opvang", "azc", "verslavingszorg"])
def test_place_of_shelter_never_keeps_a_point_or_address(kind):
    row = tidied({"type": kind, "x": 92_000, "y": 437_000, "adres": "Geheim 1", "gebiedcode": "WK059901"})

    assert (row["x"], row["y"], row["adres"], row["gebiedcode"]) == (None, None, None, "WK059901")


def test_reason_of_a_decision_holds_no_person():
    assert reason_findings("Dit staat er al") == []
    assert reason_findings("Gebeld met 06-12345678") != []
