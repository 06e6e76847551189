"""How a column is read into one kind of value: text, number, whole number, date, yes or no; and which cells it cannot be.

A column repeats a few values, and nearly all that we read we wrote ourselves: so the distinct values are looked at.
"""

import re
from datetime import date

import numpy as np
import pandas as pd

LARGEST_WHOLE = 2**53
"""Whole numbers up to here are exact as a float; anything larger is a mistake in every table."""

ISO_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

YES, NO = ("ja", "true", "1", "1.0"), ("nee", "false", "0", "0.0")


def as_text(values: pd.Series) -> pd.Series:
    """Return trimmed text with empty cells as missing; whole floats lose their `.0`."""
    if values.dtype == "str" and all(text and text == text.strip() for text in values.dropna().unique()):
        return values  # as nearly every column that we wrote ourselves
    if pd.api.types.is_float_dtype(values.dtype):
        whole = values.dropna()
        if (whole == whole.round()).all():
            values = values.astype("Int64")
    text = values.astype("str").str.strip()
    return text.where(values.notna() & (text != ""))


def as_number(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the numbers, and which cells hold something that is none."""
    if values.dtype == "boolean" or pd.api.types.is_bool_dtype(values.dtype):
        values = values.astype("Int64")
    if pd.api.types.is_numeric_dtype(values.dtype):
        numbers = values.astype("float64")
        finite = ~np.isinf(numbers)
        return (numbers, ~finite) if finite.all() else (numbers.where(finite), ~finite)
    filled = values.notna() & (values.astype("str").str.strip() != "")
    numbers = pd.to_numeric(values.where(filled), errors="coerce").astype("float64")
    finite = numbers.abs() != float("inf")
    return numbers.where(finite), filled & (numbers.isna() | ~finite)


def as_whole(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the whole numbers, and which cells hold something that is none, or too large to be exact."""
    if values.dtype == "int64" and len(values) and -LARGEST_WHOLE <= values.min() <= values.max() <= LARGEST_WHOLE:
        return values.astype("Int64"), pd.Series(False, index=values.index)
    numbers, wrong = as_number(values)
    broken = numbers.notna() & ((numbers != numbers.round()) | (numbers.abs() > LARGEST_WHOLE))
    return numbers.where(~broken).astype("Int64"), wrong | broken


def as_date(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the days as year-month-day, and which cells hold something that is no day."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return values.dt.strftime("%Y-%m-%d").astype("str"), pd.Series(False, index=values.index)
    text = as_text(values)
    wrong = text.isin([word for word in text.dropna().unique() if not _is_date(word)])
    return text.where(~wrong), wrong


def _is_date(word: str) -> bool:
    """Tell whether a text is a day that exists, written as year-month-day."""
    try:
        return bool(ISO_DATE.fullmatch(word) and date.fromisoformat(word))
    except ValueError:
        return False


def as_flag(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return yes and no, and which cells hold something else."""
    text = as_text(values)
    place, words = pd.factorize(text)
    read = [True if word.lower() in YES else False if word.lower() in NO else None for word in words]
    flags = pd.Series(
        pd.array([*read, None], dtype="boolean").take(place), index=values.index
    )  # place -1: the last one
    return flags, text.notna() & flags.isna()
