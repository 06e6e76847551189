"""Tables as CSV: one form for machines, one for a Dutch spreadsheet; no cell can act as a formula."""

import pandas as pd

from mapping.model import FORMULA_STARTS

MAX_DECIMALS = 12
"""Digits after the point in machine files: sums hold to 1e-6, noise of the last bit is left out."""


LARGEST_INT = 2**63
"""From here on a number does not fit in a column of whole numbers."""


def harmless(value: object) -> object:
    """Put an apostrophe before text that a spreadsheet would run; any other value stays as it is.

    A lone carriage return becomes a line feed: it would not be quoted, and what follows it would begin a row.
    """
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def harmless_table(table: pd.DataFrame) -> pd.DataFrame:
    """Treat the column names and every cell of text; two columns may come to have the same name."""
    safe = pd.DataFrame(table).set_axis(range(len(table.columns)), axis="columns")
    for place in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[place].dtype):
            safe[place] = safe[place].astype(object).map(harmless, na_action="ignore")
    return safe.set_axis([harmless(name) for name in table.columns], axis="columns")


def machine_csv(table: pd.DataFrame) -> str:
    """Write UTF-8 text with comma, decimal point and one header row; missing is an empty cell."""
    numbers = table.round(MAX_DECIMALS)
    return harmless_table(numbers).to_csv(index=False, lineterminator="\n")


def dutch_csv(table: pd.DataFrame) -> bytes:
    """Write what Dutch Excel opens by itself: `;`, decimal comma, and a byte order mark."""
    text = whole_numbers(harmless_table(table)).to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n")
    return text.encode("utf-8-sig")


def whole_numbers(table: pd.DataFrame) -> pd.DataFrame:
    """Give columns that hold whole numbers only a type that is written without `,0`; missing stays missing."""
    shown = pd.DataFrame(table).set_axis(range(len(table.columns)), axis="columns")
    for place in shown.select_dtypes("float").columns:
        filled = shown[place].dropna()
        if (filled % 1 == 0).all() and (filled.abs() < LARGEST_INT).all():
            shown[place] = shown[place].astype("Int64")
    return shown.set_axis(table.columns, axis="columns")
