"""Numbers and dates as people here write them become what the contracts read; anything else stays as it was."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.sources.upload.values import date_text, dates_text, dutch_number, number_text, numbers_text

NUMBERS = {
    "12": "12", "-5": "-5", "−5": "-5", "12,5": "12.5", "12.5": "12.5", "0.125": "0.125", "0,125": "0.125", "12.50": "12.50",
    "1.240": "1240", "1.240,5": "1240.5", "1.240.000": "1240000", "1,240.50": "1240.50", "1 240": "1240", "1\u00a0240,5": "1240.5",
    "€ 1.200": "1200", "€ 1.200,-": "1200", "1.200 euro": "1200", "EUR 3,20": "3.20", "-€ 3,20": "-3.20", "51.9244": "51.9244",
    " 3071 ": "3071", "0612345678": "0612345678",
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NUMBERS.items())
def test_number_as_written_here_is_read(text, expected):
    assert number_text(text) == expected


@pytest.mark.parametrize(
    "text", ["", "abc", "1.2.3", "1,2,3", "12,5%", "1e5", "3071 AB", "12-5", "1.24.000", "€", "--5"]
)
def test_what_is_no_number_stays_as_it_was(text):
    assert number_text(text) == text


def test_file_with_points_for_decimals_reads_three_decimals_as_such():
    assert number_text("1.240", decimal=".") == "1.240"
    assert number_text("1,240", decimal=".") == "1240"
    assert number_text("1,240") == "1.240"


@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_number_of_a_spreadsheet_comes_back_as_it_was(value):
    assert float(number_text(dutch_number(value))) == pytest.approx(value, rel=1e-14, abs=1e-300)


def test_column_says_which_numbers_could_be_read_in_two_ways():
    read, notes = numbers_text(pd.Series(["1.240", "12,5", None, "3.500"], dtype="str"))
    assert read.astype(object).where(read.notna(), None).tolist() == ["1240", "12.5", None, "3500"]
    assert notes == ["2 getallen, zoals 1.240, zijn gelezen als 1240."]
    assert numbers_text(pd.Series(["12"], dtype="str"))[1] == []


DATES = {
    "31-1-2026": "2026-01-31", "31/01/2026": "2026-01-31", "31.1.2026": "2026-01-31", "2026-01-31": "2026-01-31",
    "2026-1-3": "2026-01-03", "31 januari 2026": "2026-01-31", "31 jan 2026": "2026-01-31", "1 mei 2026": "2026-05-01",
    "2026-01-31T09:30:00Z": "2026-01-31", "31-01-2026 00:00:00": "2026-01-31", "46053": "2026-01-31",
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DATES.items())
def test_date_as_written_here_is_read(text, expected):
    assert date_text(text) == expected


@pytest.mark.parametrize(
    "text", ["", "x", "31-2-2026", "1/31/2026", "1-1-26", "3071", "99999", "31 foo 2026", "volgend jaar"]
)
def test_what_is_no_date_stays_as_it_was(text):
    assert date_text(text) == text


def test_column_says_how_many_serial_numbers_became_dates():
    read, notes = dates_text(pd.Series(["46053", "1-1-2026", None], dtype="str"))
    assert read.dropna().tolist() == ["2026-01-31", "2026-01-01"]
    assert notes == ["1 datum stond er als getal van een spreadsheet en is omgezet."]
