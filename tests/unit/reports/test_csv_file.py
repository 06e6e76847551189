"""CSV that leaves the product: no cell acts as a formula, numbers stay numbers."""

import csv
from io import StringIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.reports.csv_file import FORMULA_STARTS, dutch_csv, machine_csv

DANGEROUS = ["=1+1", "+31 10", "-2+3", "@SUM(A1)", "\t=1", "\n=1", "  =cmd|' /C calc'!A0", '=HYPERLINK("http://x")']


def machine_rows(table: pd.DataFrame) -> list[list[str]]:
    return list(csv.reader(StringIO(machine_csv(table), newline="")))


def dutch_rows(table: pd.DataFrame) -> list[list[str]]:
    return list(csv.reader(StringIO(dutch_csv(table).decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("rows", [machine_rows, dutch_rows])
@pytest.mark.parametrize("value", DANGEROUS)
def test_text_that_a_spreadsheet_would_run_leaves_with_an_apostrophe(rows, value):
    head, row = rows(pd.DataFrame({"naam": [value]}))
    assert (head, row) == (["naam"], [f"'{value}"])


@pytest.mark.parametrize("rows", [machine_rows, dutch_rows])
@pytest.mark.parametrize("dtype", ["object", "str", "category"])
def test_every_kind_of_text_column_is_treated(rows, dtype):
    assert rows(pd.DataFrame({"naam": pd.Series(["=1", "b"], dtype=dtype)}))[1:] == [["'=1"], ["b"]]


@pytest.mark.parametrize("rows", [machine_rows, dutch_rows])
def test_column_name_is_treated_as_well(rows):
    assert rows(pd.DataFrame({"=1+1": [1]}))[0] == ["'=1+1"]


@pytest.mark.parametrize("rows", [machine_rows, dutch_rows])
@pytest.mark.parametrize("value", ["a\r=1+1", "a\r\n=1+1", "\r=1+1", "\r"])
def test_carriage_return_cannot_begin_a_row_with_a_formula(rows, value):
    table = rows(pd.DataFrame({"naam": [value], "n": [1]}))
    assert len(table) == 2
    assert table[1][1] == "1"
    assert "\r" not in table[1][0]


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n;,' \"a1") | st.characters(codec="utf-8"), min_size=1))
def test_no_text_cell_begins_with_a_formula_start(value):
    for rows in (machine_rows, dutch_rows):
        cell = rows(pd.DataFrame({"naam": [value], "n": [1]}))[1][0]
        assert not cell.lstrip(" ").startswith(FORMULA_STARTS)
        kept = value.replace("\r\n", "\n").replace("\r", "\n")
        assert cell in (kept, f"'{kept}")


def test_numbers_stay_numbers_below_zero_too():
    table = pd.DataFrame({"x": [-1.5, 2.0], "n": pd.Series([-3, None], dtype="Int64")})
    assert machine_csv(table) == "x,n\n-1.5,-3\n2.0,\n"
    assert dutch_csv(table).decode("utf-8-sig") == "x;n\r\n-1,5;-3\r\n2,0;\r\n"


def test_number_in_a_column_of_text_stays_a_number():
    assert machine_csv(pd.DataFrame({"x": ["a", -2.5]}, dtype=object)) == "x\na\n-2.5\n"


def test_missing_is_an_empty_cell_and_not_a_word():
    table = pd.DataFrame(
        {"naam": ["a", None], "x": [1.0, float("nan")], "ja": pd.Series([True, None], dtype="boolean")}
    )
    assert machine_csv(table).splitlines()[2] == ",,"
    assert dutch_csv(table).decode("utf-8-sig").splitlines()[2] == ";;"


def test_machine_file_is_utf8_without_preamble_and_keeps_twelve_decimals():
    text = machine_csv(pd.DataFrame({"naam": ["Één, ‘twee’"], "x": [0.1 + 0.2]}))
    assert text == 'naam,x\n"Één, ‘twee’",0.3\n'


def test_dutch_file_opens_by_itself_with_mark_semicolon_and_decimal_comma():
    content = dutch_csv(pd.DataFrame({"naam": ["a;b"], "x": [1.25]}))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b'"a;b";1,25\r\n')


def test_writing_changes_nothing_in_the_table():
    table = pd.DataFrame({"naam": ["=1"], "x": [1.0]})
    kept = table.copy()
    machine_csv(table), dutch_csv(table)
    pd.testing.assert_frame_equal(table, kept)


def test_whole_people_are_written_without_decimals_in_dutch():
    table = pd.DataFrame({"mensen": [1200.0, float("nan")], "km": [1.5, 2.0]})
    assert dutch_csv(table).decode("utf-8-sig") == "mensen;km\r\n1200;1,5\r\n;2,0\r\n"


def test_columns_that_come_to_have_the_same_name_all_stay():
    table = pd.DataFrame([[1.0, "=x", 2.5, 1e300]], columns=["=a", "'=a", "'=a", "b"])

    assert dutch_csv(table).decode("utf-8-sig").splitlines() == ["'=a;'=a;'=a;b", "1;'=x;2,5;1e+300"]
