"""Understand the cells of one column: what people write in a spreadsheet becomes what the contract asks, or a fault.

Whoever writes *onbekend* or *?* says that nobody knows: the value becomes `onbekend` where the contract has that, and
missing elsewhere. That is never a fault by itself. Whatever is not understood is named with its cure and becomes missing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from mapping.contract import LIST_MARK, Column, Kind
from mapping.contract_columns import GEMEENTECODE, PC4
from mapping.sources.upload.choices import Choices
from mapping.sources.upload.folded import folded
from mapping.sources.upload.values import date_text, number_text
from mapping.words import N_, _

ONBEKEND = "onbekend"
UNKNOWN_SIGNS = ("?", "??", "???", "-", "--", "–", "—")
UNKNOWN_WORDS = (
    ONBEKEND, "niet bekend", "weet niet", "weet ik niet", "nog niet bekend", "nnb", "nb", "n b", "n n b", "n v t", "nvt",
    "niet van toepassing", "geen idee", "unknown",
)  # fmt: skip
"""What people write where they do not know, folded; `n.v.t.` is no value either."""

NUMBER_WORDS = {"kosten_euro": {"gratis": "0", "geen": "0", "geen kosten": "0"},
                "wachttijd_weken": {"geen": "0", "geen wachttijd": "0", "geen wachtlijst": "0"}}  # fmt: skip
"""Words that are a number in one column: target → folded word → number."""

FORMULA_STARTS = "=+-@"
"""An apostrophe before one of these was put there by us or by a spreadsheet, so that it is text (reports/csv_file.py)."""

MANY_MARKS = re.compile(r"\s*[;|\n]\s*|\s*,\s+|\s*/\s*|\s+en\s+|\s*,\s*")
"""What stands between the values of a cell with several, where the cell as a whole is none."""

SIX_SIGNS = re.compile(rf"({PC4})\s*[A-Za-z]{{2}}")
PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
PLAIN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YES_WORDS = ("ja", "j", "x", "v", "✓", "✔", "true", "waar", "1", "1.0", "yes", "y")
NO_WORDS = ("nee", "n", "neen", "false", "onwaar", "0", "0.0", "no")
NUMBERED_CODE = re.compile(r"\d{1,4}")

CURES = {
    Kind.WHOLE: N_("Schrijf een heel getal, bijvoorbeeld 1240, of ‘onbekend’"),
    Kind.NUMBER: N_("Schrijf een getal, bijvoorbeeld 12,5, of ‘onbekend’"),
    Kind.DATE: N_("Schrijf een datum, bijvoorbeeld 31-1-2026, of ‘onbekend’"),
    Kind.FLAG: N_("Schrijf ja of nee, of ‘onbekend’"),
}


@dataclass(frozen=True)
class Word:
    """What one cell says: our value (None: nothing), whether it says that nobody knows, or a fault with its cure."""

    value: str | None = None
    unknown: bool = False
    message: str = ""
    cure: str = ""


@dataclass(frozen=True)
class ReadColumn:
    """The cells of a column: values as text of the contract, where someone said onbekend, and faults by place."""

    values: pd.Series
    unknown: pd.Series
    faults: dict[int, Word]


def each_distinct(cells: pd.Series, read: Callable[[str], Word]) -> ReadColumn:
    """Read every distinct text of a column once; missing and empty cells say nothing. The index is that of `cells`."""
    texts = [
        "" if absent else uncovered(cell) for cell, absent in zip(cells.to_numpy(object), cells.isna(), strict=True)
    ]
    words = {said: read(said) if said else Word() for said in dict.fromkeys(texts)}
    found = [words[said] for said in texts]
    return ReadColumn(
        pd.Series([word.value for word in found], index=cells.index, dtype="str"),
        pd.Series([word.unknown for word in found], index=cells.index, dtype=bool),
        {place: word for place, word in zip(cells.index, found, strict=True) if word.message},
    )


def uncovered(cell: object) -> str:
    """Return the text of a cell without spaces around it, and without an apostrophe that kept it from being a formula."""
    text = str(cell).strip()
    return text[1:] if text.startswith("'") and text[1:].lstrip(" ")[:1] in (*FORMULA_STARTS, "\t") else text


def says_unknown(text: str) -> bool:
    """Tell whether a text says that nobody knows."""
    return text in UNKNOWN_SIGNS or folded(text) in UNKNOWN_WORDS


def reader(column: Column, target: str, choices: Choices | None, *, decimal: str = ",") -> Callable[[str], Word]:
    """Return what reads one text of a column of the contract; `decimal` is the mark of the file."""

    def read(text: str) -> Word:
        if choices is not None and choices.value(text) is not None:
            return Word(choices.value(text))
        if says_unknown(text):
            return Word(ONBEKEND) if ONBEKEND in column.allowed else Word(unknown=True)
        if choices is not None:
            return _chosen(text, column, choices)
        if column.kind in _READERS:
            return _measured(text, column, target, decimal)
        return Word(_coded(text, column))

    return read


def _chosen(text: str, column: Column, choices: Choices) -> Word:
    """Read a text that is no choice as a whole: several choices, a code in another form, or a fault."""
    if column.many:
        parts = [part for part in MANY_MARKS.split(text) if part]
        values = [choices.value(part) for part in parts]
        if parts and None not in values:
            return Word(LIST_MARK.join(dict.fromkeys(values)))
        wrong = [part for part, value in zip(parts, values, strict=True) if value is None]
        return Word(message=_("Deze waarde kennen wij niet"), cure=choices.cure(wrong[0] if wrong else text))
    if choices.closed:
        return Word(message=_("Deze waarde kennen wij niet"), cure=choices.cure(text))
    return Word(_coded(text, column))


def _coded(text: str, column: Column) -> str:
    """Write a postcode with letters as its four digits and a gemeentecode with its GM; other text stays."""
    if column.pattern == PC4 and SIX_SIGNS.fullmatch(text):
        return SIX_SIGNS.fullmatch(text)[1]
    if column.pattern == GEMEENTECODE and NUMBERED_CODE.fullmatch(text):
        return f"GM{text.zfill(4)}"
    return text.upper() if column.pattern and re.fullmatch(column.pattern, text.upper()) else text


def _measured(text: str, column: Column, target: str, decimal: str) -> Word:
    """Read a number, a date or yes and no."""
    known = NUMBER_WORDS.get(target, {}).get(folded(text))
    value = known if known is not None else _READERS[column.kind](text, decimal)
    if value is None:
        return Word(message=_("Dit is geen {kind}").format(kind=_(column.kind.value)), cure=_(CURES[column.kind]))
    return Word(value)


def _number(text: str, decimal: str) -> str | None:
    """Return a number with a decimal point, or None."""
    read = number_text(text, decimal=decimal)
    return read if PLAIN_NUMBER.fullmatch(read) else None


def _day(text: str, _decimal: str) -> str | None:
    """Return an ISO date, or None where there is no such day."""
    read = date_text(text)
    return read if PLAIN_DAY.fullmatch(read) and _is_day(read) else None


def _is_day(text: str) -> bool:
    """Tell whether an ISO date is on the calendar."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _flag(text: str, _decimal: str) -> str | None:
    """Return ja or nee, or None."""
    word = folded(text) or text
    if word in YES_WORDS:
        return "ja"
    return "nee" if word in NO_WORDS else None


_READERS: dict[Kind, Callable[[str, str], str | None]] = {
    Kind.WHOLE: _number,
    Kind.NUMBER: _number,
    Kind.DATE: _day,
    Kind.FLAG: _flag,
}
