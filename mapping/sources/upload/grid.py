"""From rows of cells to a table: where the header stands, and whether every row fits it."""

import re
from dataclasses import dataclass
from itertools import islice

import pandas as pd

from mapping.errors import Finding
from mapping.sources.upload.limits import Limits
from mapping.sources.upload.refusal import MOST_FINDINGS, UploadRefused, refused
from mapping.words import _, ngettext, number

Row = list[str | None]
"""Cells of one row, trimmed; an empty cell is None."""

HEADER_WITHIN = 20
"""Rows: a title, a source and some notes may stand above the header; further down it is data."""

REMARK = "#"
"""A row that begins with this is a remark, as in our own downloads; only above the header."""

FORMULA_GUARD = re.compile(r"'(?=\s*[=+\-@])")
"""The apostrophe that our downloads put before text that a spreadsheet would run."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")


@dataclass(frozen=True)
class Grid:
    """A table of text with the number that the user sees beside its first row, and sentences on how it was read."""

    table: pd.DataFrame
    first_row: int
    notes: tuple[str, ...] = ()


def cell(text: str) -> str | None:
    """Return a cell without white space around it, control characters and guard; an empty one is None."""
    if not text.isprintable():
        text = _CONTROL.sub("", text)
    text = text.strip()
    if text.startswith("'"):
        text = FORMULA_GUARD.sub("", text, count=1)
    return text or None


def without_empty_end(rows: list[Row]) -> list[Row]:
    """Return the rows up to the last with something in it."""
    end = len(rows)
    while end and not any(rows[end - 1]):
        end -= 1
    return rows[:end]


def header_place(rows: list[Row]) -> int | None:
    """Return the place of the header, or None: the first row with two filled cells that is no remark, else the first filled.

    A table of one column has no such row; a title above a table of more columns is passed over.
    """
    first = None
    for place, row in islice(enumerate(rows), HEADER_WITHIN):
        filled = [value for value in row if value]
        if not filled or filled[0].startswith(REMARK):
            continue
        if len(filled) > 1:
            return place
        first = place if first is None else first
    return first


def grid_of(rows: list[Row], *, file: str, limits: Limits, sheet: str = "") -> Grid:
    """Make the table of a sheet or CSV; `rows` begin at the row that the user sees as number 1.

    Raises UploadRefused with every fault: too large, no header, a name twice, rows that do not fit the header.
    """
    rows = without_empty_end(rows)
    place = header_place(rows)
    if place is None:
        cure = _("Zet de namen van de kolommen op rij 1, met de rijen eronder")
        raise refused(file, _("Dit bestand is leeg, of heeft geen kop in de eerste rijen"), cure, column=sheet)
    header, body = rows[place], rows[place + 1 :]
    _within(header, body, file, limits)
    names, notes, findings = _names(header, body, file, sheet, place + 1)
    findings += _ragged(body, len(names), file, sheet, place + 2) + _giant(body, names, file, sheet, place + 2, limits)
    if findings:
        raise UploadRefused(file, findings)
    if not any(any(row) for row in body):
        cure = _("Zet onder de kop een rij voor elk gegeven")
        raise refused(file, _("Er staat een kop in, maar er zijn geen rijen"), cure, column=sheet, row=place + 1)
    if place:
        text = _("De namen van de kolommen staan op rij {row}; wat erboven staat is overgeslagen.")
        notes.insert(0, text.format(row=place + 1))
    return Grid(_table(names, body), place + 2, tuple(notes))


def _within(header: Row, body: list[Row], file: str, limits: Limits) -> None:
    """Raise UploadRefused where the table has more columns, rows or cells than the limits allow."""
    check_size(file, max(map(len, [header, *body])), len(body), limits)


def check_size(file: str, columns: int, rows: int, limits: Limits) -> None:
    """Raise UploadRefused for a table of more columns, rows or cells than the limits allow; names each that is passed."""
    findings = []
    cure = _("Verdeel het over meer bestanden, of laat weg wat u niet nodig hebt")
    for size, most, message in (
        (columns, limits.columns, _("Dit bestand heeft te veel kolommen: er mogen er {limit} zijn")),
        (rows, limits.rows, _("Dit bestand heeft te veel rijen: er mogen er {limit} zijn")),
        (columns * rows, limits.cells, _("Dit bestand heeft te veel cellen: er mogen er {limit} zijn")),
    ):
        if size > most:
            text = message.format(limit=number(most))
            findings.append(Finding(text, file, value=number(size), cure=cure))
    if findings:
        raise UploadRefused(file, findings)


def _names(header: Row, body: list[Row], file: str, sheet: str, row: int) -> tuple[list[str], list[str], list[Finding]]:
    """Return the names of the columns, notes on those without one, and a finding for each name that is there twice."""
    width = len(header)
    while width and not header[width - 1] and all(len(cells) < width or not cells[width - 1] for cells in body):
        width -= 1
    names = [" ".join(name.split()) if name else "" for name in header[:width]]
    notes, findings, seen = [], [], set()
    for place, name in enumerate(names):
        if not name:
            names[place] = _("kolom {number}").format(number=place + 1)
            notes.append(_("Kolom {number} heeft geen naam.").format(number=place + 1))
        if name and name.casefold() in seen:
            cure = _("Geef elke kolom een eigen naam")
            where = f"{sheet}: {name[:80]}" if sheet else name[:80]
            findings.append(Finding(_("Deze naam staat twee keer in de kop"), file, row, where, cure=cure))
        seen.add(name.casefold())
    return names, notes, findings[:MOST_FINDINGS]


def _ragged(body: list[Row], width: int, file: str, sheet: str, first_row: int) -> list[Finding]:
    """Name the rows that have more or fewer cells than the header; an empty row fits, as do empty cells at its end."""
    findings = []
    for place, row in enumerate(body):
        if len(row) == width or not any(row) or (len(row) > width and not any(row[width:])):
            continue
        message = ngettext(
            "Deze rij heeft {cells} cel, de kop heeft er {width}",
            "Deze rij heeft {cells} cellen, de kop heeft er {width}",
            len(row),
        ).format(cells=number(len(row)), width=number(width))
        cure = _("Kijk of er een scheidingsteken te veel of te weinig staat, of zet de tekst tussen aanhalingstekens")
        findings.append(Finding(message, file, first_row + place, sheet, cure=cure))
        if len(findings) >= MOST_FINDINGS:
            break
    return findings


def _giant(body: list[Row], names: list[str], file: str, sheet: str, first_row: int, limits: Limits) -> list[Finding]:
    """Name the cells that hold more characters than the limit allows."""
    findings = []
    message = _("Deze cel heeft te veel tekens: er mogen er {limit} in staan").format(
        limit=number(limits.cell_characters)
    )
    for place, row in enumerate(body):
        if max((len(value) for value in row if value), default=0) <= limits.cell_characters:
            continue
        for name, value in zip(names, row, strict=False):
            if value and len(value) > limits.cell_characters and len(findings) < MOST_FINDINGS:
                where = f"{sheet}: {name[:80]}" if sheet else name[:80]
                findings.append(
                    Finding(message, file, first_row + place, where, value[:100], _("Maak de tekst korter"))
                )
    return findings


def _table(names: list[str], body: list[Row]) -> pd.DataFrame:
    """Make the table of text; a row that is short holds nothing and becomes missing."""
    width = len(names)
    empty: Row = [None] * width
    rows = [row[:width] if len(row) >= width else empty for row in body]
    columns = zip(*rows, strict=True)
    return pd.DataFrame({name: pd.Series(column, dtype="str") for name, column in zip(names, columns, strict=True)})
