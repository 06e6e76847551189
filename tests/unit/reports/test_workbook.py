"""A spreadsheet keeps types, says where it comes from, and runs nothing; read back with another library."""

import io
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest

from mapping.reports.workbook import LONGEST_CELL, LONGEST_SHEET_NAME, sheet_name, workbook

ABOUT = [("Bron", "CBS (1-1-2022)"), ("Let op", "=1+1")]


def opened(table: pd.DataFrame, name: str = "Tabel"):
    """Write and read back."""
    return openpyxl.load_workbook(io.BytesIO(workbook({name: table}, ABOUT, about_name="Verantwoording")))


def test_every_column_keeps_its_type():
    table = pd.DataFrame(
        {
            "naam": ["a", "b"],
            "mensen": pd.Series([1240, None], dtype="Int64"),
            "deel": [12.5, 0.1],
            "dag": ["2026-01-31", None],
            "heel": [3.0, 4.0],
            "postcode": ["3071", "0123"],
        }
    )

    rows = list(opened(table)["Tabel"].iter_rows(values_only=True))

    assert rows[0] == ("naam", "mensen", "deel", "dag", "heel", "postcode")
    assert rows[1] == ("a", 1240, 12.5, datetime(2026, 1, 31), 3, "3071")
    assert rows[2] == ("b", None, 0.1, None, 4, "0123")


def test_header_stays_in_sight_and_can_be_filtered():
    sheet = opened(pd.DataFrame({"a": [1], "b": [2]}))["Tabel"]

    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B2"
    assert sheet["A1"].font.bold


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "https://kwaad.example", "\t=1"])
def test_no_text_becomes_a_formula_or_a_link(text):
    book = opened(pd.DataFrame({"naam": [text], text: ["x"]}))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type in ("s", "n", "d") for cell in cells)
    assert all(cell.hyperlink is None for cell in cells)


def test_last_sheet_says_where_the_figures_come_from():
    book = opened(pd.DataFrame({"a": [1]}))

    assert book.sheetnames[-1] == "Verantwoording"
    assert [tuple(cell.value for cell in row) for row in book["Verantwoording"].iter_rows()] == ABOUT


def test_text_that_is_too_long_for_a_cell_is_cut_and_marked():
    value = opened(pd.DataFrame({"a": ["x" * (LONGEST_CELL + 10)]}))["Tabel"]["A2"].value

    assert len(value) == LONGEST_CELL
    assert value.endswith("…")


def test_column_with_one_text_that_is_no_day_stays_text():
    rows = list(opened(pd.DataFrame({"dag": ["2026-01-31", "2026-02-31"]}))["Tabel"].iter_rows(values_only=True))

    assert [row[0] for row in rows] == ["dag", "2026-01-31", "2026-02-31"]


@pytest.mark.parametrize("name", ["a/b", "[x]", "n" * 50, "'"])
def test_name_of_a_sheet_is_one_that_a_spreadsheet_takes(name):
    assert 0 < len(sheet_name(name)) <= LONGEST_SHEET_NAME
    assert opened(pd.DataFrame({"a": [1]}), name).sheetnames[0] == sheet_name(name)


def test_table_without_rows_has_its_header():
    assert [cell.value for cell in opened(pd.DataFrame({"a": [], "b": []}))["Tabel"][1]] == ["a", "b"]


@pytest.mark.parametrize("days", [["1899-12-31", "2026-01-31"], [date(1850, 1, 1), date(2026, 1, 31)]])
def test_day_that_a_spreadsheet_does_not_know_leaves_the_column_as_text(days):
    rows = list(opened(pd.DataFrame({"dag": days}))["Tabel"].iter_rows(values_only=True, min_row=2))

    assert [row[0] for row in rows] == [str(day) for day in days]


def test_what_no_cell_can_hold_is_written_as_text():
    values = [float("inf"), 10**400, [1, 2], {"a": 1}, pd.Timestamp("2026-01-31", tz="UTC")]

    rows = list(
        opened(pd.DataFrame({"a": pd.Series(values, dtype=object)}))["Tabel"].iter_rows(values_only=True, min_row=2)
    )

    assert [row[0] for row in rows] == [str(value) for value in values]


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\u202e", "_x0041_"])
def test_sign_that_xml_has_no_place_for_breaks_nothing(sign):
    book = opened(pd.DataFrame({f"kop{sign}": [f"a{sign}b"]}))

    assert book["Tabel"]["A2"].value.startswith("a")


def test_columns_of_the_same_name_and_sheets_of_the_same_name_all_stay():
    table = pd.DataFrame([[1, 2.0, "=1", "x"]], columns=["a", "a", "=b", "'=b"])
    book = openpyxl.load_workbook(
        io.BytesIO(
            workbook({"Blad/1": table, "blad 1": table, "Verantwoording": table}, ABOUT, about_name="verantwoording")
        )
    )

    assert [cell.value for cell in book.worksheets[0][1]] == ["a", "a", "'=b", "'=b"]
    assert [cell.value for cell in book.worksheets[0][2]] == [1, 2, "'=1", "x"]
    assert len({name.lower() for name in book.sheetnames}) == 4
