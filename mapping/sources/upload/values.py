"""Numbers and dates as people here write them, turned into what the contracts read.

`1.240,5` → `1240.5`, `31-1-2026` → `2026-01-31`. A text that is no number or date comes back as it was, so that the
contract can name it as the fault it is.
"""

import re
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from mapping.words import ngettext, number

SIGNS = str.maketrans({"−": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
"""Signs of minus and spaces that people copy from a text."""

MONEY = re.compile(r"^(-?)\s*(?:€|eur|euro)\s*(-?)|\s{0,2}(?:€|eur|euro)$|,-+$", re.IGNORECASE)
GROUPS = re.compile(r"-?\d{1,3}(?:[. ']\d{3})+")
DIGITS = re.compile(r"-?\d+")
ONE_GROUP = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
"""`1.240`: 1,240 where a comma marks decimals, and a good twelve tenths where a point does."""

DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[ t]0?0:00(?::00)?)?")
YEAR_FIRST = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?")
WITH_MONTH = re.compile(r"(\d{1,2})[- ]([a-z]{3,9})\.?[- ](\d{4})")
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
MONTH_NAMES = {
    "januari": 1, "februari": 2, "maart": 3, "april": 4, "juni": 6, "juli": 7, "augustus": 8, "september": 9,
    "sept": 9, "oktober": 10, "november": 11, "december": 12, "mar": 3, "may": 5, "oct": 10,
}  # fmt: skip

EXCEL_DAY_0 = date(1899, 12, 30)
"""The day from which a spreadsheet counts (ECMA-376 18.17.4.1, with the leap day of 1900 that never was)."""

EXCEL_DAYS = range(18_264, 73_051)
"""Serial numbers of 1 January 1950 up to 31 December 2099; others are no dates of ours."""

SIGNIFICANT = 15
"""Digits of a number that a spreadsheet keeps; what follows is noise of the last bit."""


def dutch_number(value: float) -> str:
    """Write a number as text with a decimal comma and no dots between thousands, which `number_text` reads back."""
    if isinstance(value, int) or (value == value and abs(value) < 10**SIGNIFICANT and value == int(value)):
        return str(int(value))
    shown = format(value, f".{SIGNIFICANT}g")
    return (format(Decimal(shown), "f") if "e" in shown else shown).replace(".", ",")


def number_text(text: str, *, decimal: str = ",") -> str:
    """Return a number as digits with a point; text that is none comes back as it is.

    `decimal` is the mark of the file (`Uploaded.decimal`): it decides what `1.240` means, and nothing else.
    """
    plain = MONEY.sub(r"\1\2", text.translate(SIGNS).strip()).strip() if text else ""
    if DIGITS.fullmatch(plain):
        return plain
    if ONE_GROUP.fullmatch(plain):
        whole, mark, rest = re.split(r"([.,])", plain)
        return f"{whole}.{rest}" if mark == decimal else f"{whole}{rest}"
    for mark in (",", "."):
        whole, found, rest = plain.partition(mark)
        groups = whole.replace(",", ".") if mark == "." else whole
        if found and rest.isdigit() and (DIGITS.fullmatch(groups) or GROUPS.fullmatch(groups)):
            return f"{re.sub(r'[. ,]', '', groups)}.{rest}".replace("'", "")
    groups = plain.replace(",", ".") if "." not in plain else plain
    return re.sub(r"[. ',]", "", plain) if GROUPS.fullmatch(groups) else text


def numbers_text(values: pd.Series, *, decimal: str = ",") -> tuple[pd.Series, list[str]]:
    """Apply `number_text` to a column of text; missing stays missing. Notes how many were read as thousands."""
    read = values.map(lambda text: number_text(text, decimal=decimal), na_action="ignore").astype("str")
    doubtful = values.dropna().str.strip().str.fullmatch(ONE_GROUP.pattern)
    count = int(doubtful.sum())
    if not count:
        return read, []
    example = values.dropna()[doubtful].iloc[0].strip()
    text = ngettext(
        "{count} getal, {example}, is gelezen als {number}.",
        "{count} getallen, zoals {example}, zijn gelezen als {number}.",
        count,
    )
    shown = number_text(example, decimal=decimal).replace(".", ",")
    return read, [text.format(count=number(count), example=example, number=shown)]


def date_text(text: str) -> str:
    """Return a date as ISO: `31-1-2026`, `31/01/2026`, `31 januari 2026`, a serial number of a spreadsheet.

    The day stands before the month, as here; a year of two digits, and any text that is no date, comes back as it is.
    """
    plain = " ".join(text.translate(SIGNS).lower().split()) if text else ""
    parts: tuple[int, int, int] | None = None
    if found := DAY_FIRST.fullmatch(plain):
        parts = int(found[3]), int(found[2]), int(found[1])
    elif found := YEAR_FIRST.fullmatch(plain):
        parts = int(found[1]), int(found[2]), int(found[3])
    elif (found := WITH_MONTH.fullmatch(plain)) and _month(found[2]):
        parts = int(found[3]), _month(found[2]), int(found[1])
    elif plain.isascii() and plain.isdigit() and len(plain) == 5 and int(plain) in EXCEL_DAYS:
        return (EXCEL_DAY_0 + timedelta(days=int(plain))).isoformat()
    try:
        return date(*parts).isoformat() if parts else text
    except ValueError:
        return text


def _month(name: str) -> int:
    """Return the number of a month by its name or its first three letters; 0 for any other word."""
    return MONTH_NAMES.get(name) or (MONTHS.index(name) + 1 if name in MONTHS else 0)


def dates_text(values: pd.Series) -> tuple[pd.Series, list[str]]:
    """Apply `date_text` to a column of text; missing stays missing. Notes how many serial numbers became dates."""
    read = values.map(date_text, na_action="ignore").astype("str")
    count = int(values.dropna().str.strip().str.fullmatch(r"\d{5}").sum())
    if not count:
        return read, []
    text = ngettext(
        "{count} datum stond er als getal van een spreadsheet en is omgezet.",
        "{count} datums stonden er als getal van een spreadsheet en zijn omgezet.",
        count,
    )
    return read, [text.format(count=number(count))]
