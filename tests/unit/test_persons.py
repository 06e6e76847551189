"""Persons stay out: each kind is found in every common form, shown masked, and what only looks like one is let through."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.persons import personal_data
from mapping.persons_patterns import Kind, eleven_test, iban_test, masked
from tests.formats import persons as made

ROOT = Path(__file__).resolve().parents[2]

BSN = "111222333"
"""A number that passes the eleven-test, by its look given to nobody."""

FOUND = [
    (Kind.BSN, BSN),
    (Kind.BSN, "111.222.333"),
    (Kind.BSN, "1112 22 333"),
    (Kind.BSN, f"het nummer is {BSN}, zei ze"),
    (Kind.BSN, "bsn 12345678"),
    (Kind.EMAIL, "jan.jansen@voorbeeld.nl"),
    (Kind.EMAIL, "info@voorbeeld.nl"),
    (Kind.EMAIL, "jan [at] voorbeeld.nl"),
    (Kind.EMAIL, "jan apenstaartje voorbeeld punt nl"),
    (Kind.PHONE, "06-12345678"),
    (Kind.PHONE, "06 12 34 56 78"),
    (Kind.PHONE, "+31 (0)6 1234 5678"),
    (Kind.PHONE, "0031612345678"),
    (Kind.PHONE, "010-4123456"),
    (Kind.PHONE, "(0181) 412345"),
    (Kind.PHONE, "+32 475 12 34 56"),
    (Kind.IBAN, "NL91 ABNA 0417 1643 00"),
    (Kind.IBAN, "nl91abna0417164300"),
    (Kind.IBAN, "BE68 5390 0754 7034"),
    (Kind.BIRTH, "geboren op 12-3-1950"),
    (Kind.BIRTH, "geb. 12 mrt 1950"),
    (Kind.BIRTH, "Mevrouw Bakker (12/03/1950)"),
    (Kind.NAME, "mevrouw De Vries is depressief"),
    (Kind.NAME, "Dhr. J. van den Berg heeft dementie"),
    (Kind.NAME, "Fatima El Amrani is erg gelovig"),
    (Kind.NAME, "mijn buurvrouw Truus is ziek"),
    (Kind.NAME, "mw. Yılmaz bidt veel"),
    (Kind.ADDRESS, "3071 AB 12"),
    (Kind.ADDRESS, "Dorpsstraat 12, 3071AB"),
    (Kind.ADDRESS, "in de Kerkweg 4a"),
]

PASSED = [
    "111222334",
    "123456782,50",
    "€ 111.222.333",
    "KvK 12345678",
    "RSIN: 111222333",
    "zaaknummer 111222333",
    "NL91 ABNA 0417 1643 01",
    "op 01-01-2026 10:00",
    "ma 07.45-12.30 13.15-17.00",
    "0900-1234",
    "0800 1234",
    "088 123 45 67",
    "WK059901",
    "92345.678",
    "4.47917512, 51.92250087",
    "2015-2026",
    "3071 AB",
    "3071",
    "Voor mensen met dementie in de Sint Jan de Doperkerk",
    "Gesprekken over het geloof, op 12-3-2026",
    "De Brug, voor katholieke jongeren",
    "@zininkaart",
]


def find(text: str, table: str = "gesprek", column: str = "citaat", **options) -> list:
    return personal_data(pd.DataFrame({column: [text]}, dtype="str"), table, file="x.csv", first_row=2, **options)


@pytest.mark.parametrize(("kind", "text"), FOUND, ids=[text for _kind, text in FOUND])
def test_each_form_is_found_and_shown_masked(kind, text):
    findings = [finding for finding in find(text) if kind.value in finding.message]
    assert len(findings) == 1
    assert (findings[0].row, findings[0].column, findings[0].file) == (2, "citaat", "x.csv")
    assert findings[0].cure
    assert "•" in findings[0].value
    assert findings[0].value not in text


@pytest.mark.parametrize("text", PASSED)
def test_what_looks_like_a_person_and_is_none_is_let_through(text):
    assert find(text) == []


def test_mask_keeps_marks_and_the_ends_only():
    assert masked("06-12345678", first=4, last=2) == "06-12••••78"
    assert masked("abc", first=4, last=2) == "a••"


@given(st.text(min_size=1), st.integers(0, 5), st.integers(0, 5))
def test_mask_hides_something_of_every_text_of_two_signs(text, first, last):
    shown = masked(text, first=first, last=last)
    assert len(shown) == len(text)
    if sum(map(str.isalnum, text)) > 1:
        assert shown != text


def test_eleven_test_is_that_of_a_bsn():
    assert eleven_test("111222333")
    assert not eleven_test("111222334")
    assert not eleven_test("000000000")
    assert not eleven_test("12345678")


@given(st.integers(10**8, 10**9 - 1))
def test_one_wrong_digit_never_passes_the_eleven_test(number):
    digits = str(number)
    if eleven_test(digits):
        for place in range(9):
            other = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
            assert not eleven_test(other)


def test_iban_has_the_length_of_its_country_and_remainder_one():
    assert iban_test("NL91ABNA0417164300")
    assert not iban_test("NL91ABNA041716430")
    assert not iban_test("XX91ABNA0417164300")


def test_address_of_a_place_is_fine_and_of_a_burger_is_not():
    assert find("Dorpsstraat 12, 3071 AB", "vindplaats", "adres") == []
    assert find("Dorpsstraat 12, 3071 AB", "gebruik", "plaats")


def test_table_that_we_do_not_know_counts_as_one_about_burgers():
    assert find("Dorpsstraat 12", "wat is dit", "plaats")
    assert find("Dorpsstraat 12", "wat is dit", "plaats", places=True) == []


@pytest.mark.parametrize(
    "text", ["info@voorbeeld.nl", "secretariaat@voorbeeld.nl", "info.zuid@voorbeeld.nl", "010-4123456"]
)
def test_office_may_be_reached_through_a_column_for_contact_only(text):
    assert find(text, "initiatief", "contact") == []
    assert find(text, "initiatief", "toelichting")
    assert find(text, "gesprek", "contact")


@pytest.mark.parametrize(
    "text", ["jan.jansen@voorbeeld.nl", "06-12345678", "postma@voorbeeld.nl", "infojan@voorbeeld.nl"]
)
def test_person_may_not_be_reached_through_a_column_for_contact(text):
    assert find(text, "initiatief", "contact")


def test_name_alone_is_too_much_beside_a_citaat_and_fine_beside_an_offer():
    assert find("mevrouw De Vries kwam vaak langs")
    assert find("mevrouw De Vries ontvangt u", "initiatief", "toelichting") == []
    assert find("mevrouw De Vries is depressief", "initiatief", "toelichting")


def test_column_that_asks_for_a_name_or_a_birth_is_found_whatever_stands_in_it():
    assert find("Truus", column="Voornaam cliënt")
    assert find("12-3-1950", column="Geboortedatum")
    assert find("18000", column="geb_datum")
    assert find("1950", column="geboortejaar") == []


def test_telephone_number_that_lost_its_zero_in_a_spreadsheet_is_found():
    table = pd.DataFrame({"telefoon": [612345678.0, None]})
    assert [finding.row for finding in personal_data(table, "gebruik", file="x", first_row=2)] == [2]


def test_number_of_a_person_in_a_column_of_numbers_is_found():
    table = pd.DataFrame({"nummer": [1.0, 111222333.0], "aantal": [111222333, 5], "deel": [111222333.5, 1.0]})
    findings = personal_data(table, "gebruik", file="x", first_row=2)
    assert [(finding.row, finding.column) for finding in findings] == [(3, "nummer")]


def test_postcode_and_house_number_in_two_columns_are_one_address():
    table = pd.DataFrame({"postcode": ["3071 AB", "3071", "3072 CD"], "huisnummer": ["12", "14", None]}, dtype="str")
    assert [finding.row for finding in personal_data(table, "gebruik", file="x", first_row=2)] == [2]
    assert personal_data(table, "vindplaats", file="x", first_row=2) == []


def test_first_row_of_a_file_without_header_is_looked_at_too():
    table = pd.DataFrame({"jan@voorbeeld.nl": ["x"]}, dtype="str")
    (finding,) = personal_data(table, "gebruik", file="x", first_row=2)
    assert finding.row == 1


def test_every_row_with_the_same_text_is_named_and_missing_is_not():
    table = pd.DataFrame({"citaat": ["bel 06-12345678", None, "bel 06-12345678"]}, dtype="str")
    assert [finding.row for finding in personal_data(table, "gesprek", file="x", first_row=2)] == [2, 4]


def test_cell_may_hold_several_kinds_and_each_is_named_once():
    findings = find(f"mevrouw Bakker, {BSN}, 06-12345678 of 06-87654321")
    assert len(findings) == len({finding.message for finding in findings}) == 3


def test_example_and_catalogues_hold_nobody():
    files = [*(ROOT / "data/voorbeeld").glob("*.csv"), *(ROOT / "data/catalogus").glob("*.csv")]
    assert len(files) > 30
    for path in files:
        table = pd.read_csv(path, dtype="str", keep_default_na=False)
        assert personal_data(table, path.stem, file=path.name, first_row=2) == []


@pytest.mark.parametrize(
    "part", ["a", "A.", "A ", "1 ", "Aa ", "@", "a@a.", "0", "Mevrouw ", "geb. ", "1234 AB ", "NL91", "06-"]
)
def test_hostile_cell_ends(part):
    find((part * 10_000)[:10_000] + " ziek 1 @")


def test_rates_in_the_document_are_those_of_the_made_set():
    text = (ROOT / "docs/personen.md").read_text(encoding="utf-8")
    assert made.written(made.rates()) in text, (
        "run python -m tests.formats.persons and put its tables in docs/personen.md"
    )


def test_made_set_is_the_same_each_time_and_large_enough():
    cells = made.cells()
    assert cells == made.cells()
    assert sum(cell.kind is not None for cell in cells) >= 400
    assert sum(cell.kind is None for cell in cells) >= 2_000


def test_item_of_a_list_is_no_name_with_initials():
    assert find("C. Crisis") == []
    assert find("A. Depressie") == []
    assert find("A. de Boer heeft dementie")
