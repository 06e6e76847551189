"""Tables as a spreadsheet: every column with its type, the header in sight, and a sheet that says where it comes from."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pandas as pd

from mapping.reports.csv_file import harmless_table, whole_numbers

WIDEST = 60
"""Characters of the widest column; longer text wraps in a reader's own width."""

LONGEST_SHEET_NAME = 31
"""Excel refuses a longer name of a sheet."""

WIDTH_ROWS = 200
"""Rows that the width of a column is taken from."""

LONGEST_CELL = 32_767
"""Characters that Excel takes in one cell; what is longer is cut and marked."""

CUT = "…"

FIRST_DAY = date(1900, 1, 1)
"""Excel knows no day before this one; a column that has one is left as text."""

LARGEST_NUMBER = 1e307
"""Excel holds no larger number; one that is larger, or infinite, is written as text."""

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def workbook(sheets: Mapping[str, pd.DataFrame], about: Sequence[tuple[str, str]], *, about_name: str) -> bytes:
    """Write tables as sheets, and `about` (label, value) as a last sheet named `about_name`; returns the XLSX.

    Numbers stay numbers, ISO days become days, missing is an empty cell, no cell is a formula or a link.
    """
    import xlsxwriter  # here, because only a download needs it

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    options["remove_timezone"] = True
    names = unique_names([*sheets, about_name])
    with xlsxwriter.Workbook(content, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        dated = book.add_format({"num_format": "d-m-yyyy"})
        for name, table in zip(names, sheets.values(), strict=False):
            _write_table(book.add_worksheet(name), table, head, dated)
        _write_about(book.add_worksheet(names[-1]), about, book)
    return content.getvalue()


def sheet_name(name: str) -> str:
    """Return a name that Excel takes for a sheet."""
    return re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:LONGEST_SHEET_NAME] or "1"


def unique_names(names: Sequence[str]) -> list[str]:
    """Return names of sheets that Excel takes side by side: two that differ in capitals only are the same to it."""
    found: list[str] = []
    for name in names:
        fitting, number = sheet_name(name), 2
        while fitting.lower() in [one.lower() for one in found]:
            ending = f" {number}"
            fitting, number = sheet_name(name)[: LONGEST_SHEET_NAME - len(ending)] + ending, number + 1
        found.append(fitting)
    return found


def _write_table(sheet, table: pd.DataFrame, head, dated) -> None:
    """Write one table with a frozen header and filters."""
    rows = whole_numbers(harmless_table(table))
    for place, column in enumerate(rows.columns):
        sheet.write_string(0, place, _fitting(str(column)), head)
        values = rows.iloc[:, place]
        days = _is_days(values)
        for at, value in enumerate(values, start=1):
            _write_cell(sheet, at, place, value, dated if days else None)
        shown = values.head(WIDTH_ROWS).dropna().astype(str).str.len()
        widest = max(int(shown.max()) if len(shown) else 0, len(str(column)))
        sheet.set_column(place, place, min(widest, WIDEST) + 2)
    sheet.freeze_panes(1, 1)
    if len(rows.columns):
        sheet.autofilter(0, 0, max(len(rows), 1), len(rows.columns) - 1)


def _write_cell(sheet, row: int, column: int, value: object, dated) -> None:
    """Write one value in its own type; missing is left empty."""
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return
    if pd.api.types.is_bool(value):
        sheet.write_boolean(row, column, value)
    elif pd.api.types.is_number(value) and abs(value) < LARGEST_NUMBER:
        sheet.write_number(row, column, value)
    elif dated is not None:
        day = value if isinstance(value, date) else datetime.fromisoformat(str(value))
        sheet.write_datetime(row, column, day, dated)
    else:
        sheet.write_string(row, column, _fitting(str(value)))


def _is_days(values: pd.Series) -> bool:
    """Tell whether every value of a column is a day, or ISO text of one, that a spreadsheet knows."""
    if pd.api.types.is_numeric_dtype(values.dtype) or values.dtype == "boolean":
        return False
    filled = values.dropna()
    return bool(len(filled)) and all(_is_day(value) for value in filled.astype(object))


def _is_day(value: object) -> bool:
    if isinstance(value, datetime):
        return value.date() >= FIRST_DAY
    if isinstance(value, date):
        return value >= FIRST_DAY
    try:
        return bool(ISO_DAY.fullmatch(str(value))) and date.fromisoformat(str(value)) >= FIRST_DAY
    except ValueError:
        return False


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + CUT


def _write_about(sheet, about: Sequence[tuple[str, str]], book) -> None:
    """Write the sheet that says where the figures come from."""
    bold, wrapped = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True})
    for row, (label, value) in enumerate(about):
        sheet.write_string(row, 0, _fitting(label), bold)
        sheet.write_string(row, 1, _fitting(str(value)), wrapped)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
