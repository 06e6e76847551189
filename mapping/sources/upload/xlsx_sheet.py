"""What the XML of one sheet says before its cells are read: how far it reaches, its formulas and its faults.

calamine keeps a full rectangle up to the furthest cell, so two cells in opposite corners would take all memory
(tafia/calamine issue 693); and it copies a shared text for every cell that names it. Both are counted here first, with
patterns that may find too much but never too little.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

REFERENCE = re.compile(rb"""\sr\s*=\s*["']\$?([A-Za-z]*)\$?(\d+)["']""")
"""The place of a cell (`r="B7"`) or a row (`r="7"`)."""

CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])")
EMPTY_CELL = re.compile(rb"""<c(?:\s+[a-z]+="[^"<>]*")*\s*/>""")
"""A cell with a colour or border and nothing in it."""

FORMULA = re.compile(
    rb"""<c\s([^<>]{0,300})>\s*<f(?:\s[^<>]{0,300})?(?:/>|>([^<]*)</f>)\s*(?:<v[^<>]{0,99}/>|<v(?:\s[^<>]{0,99})?>([^<]*)</v>)?""",
    re.IGNORECASE,
)
"""A cell with a formula: its attributes, the formula, and the value that was kept with it.

Every repeat stops at the next tag or after a few hundred signs: a pattern that may look on to the end of the file takes
the square of its length where someone left out every closing sign.
"""

ERROR = re.compile(
    rb"""<c\s([^<>]{0,300})>\s*(?:<f(?:\s[^<>]{0,300})?(?:/>|>[^<]*</f>))?\s*<v>(#[A-Z/0!?_]{1,20})</v>"""
)
"""A cell that holds an error: its attributes and the error, such as #N/A; text as such stands in another part."""

ERROR_TYPE = re.compile(rb"""\bt\s*=\s*["']e["']""")
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
TEXT_RESULT = re.compile(rb"""\bt\s*=\s*["']str["']""")
"""A formula whose value is text, which may be empty."""

OUTWARD = re.compile(
    rb"""\|\s*'|\|\s*&(?:apos|quot);|\b(?:WEBSERVICE|FILTERXML|DDE|CALL|REGISTER|EXEC)\s*\(""", re.IGNORECASE
)
"""A formula that starts a program or fetches a page (OWASP, CSV injection)."""

SHARED = re.compile(rb"<(?:\w+:)?si(?=[\s/>])")
VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>\s*\+?(\d+)\s*<")
ODD_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>\s*(?:<!|&)")
"""A value in another notation than digits, which VALUE would not count."""


@dataclass(frozen=True)
class CellNote:
    """One cell that something must be said of: its row and column letters, and what stands there."""

    row: int
    column: str
    text: str


def column_number(letters: bytes) -> int:
    """Return the number of a column by its letters; A is 1, and XFD, the last one, 16,384."""
    total = 0
    for letter in letters.upper()[:6]:
        total = total * 26 + letter - ord("A") + 1
    return total


def extent(xml: bytes) -> tuple[int, int]:
    """Return how many columns and rows the cells reach, at most; cells without a place of their own are counted on."""
    found = REFERENCE.findall(xml)
    rows = max((int(digits[:12]) for digits in {digits for _letters, digits in found}), default=0)
    columns = max((column_number(letters) for letters in {letters for letters, _digits in found}), default=0)
    placed = sum(1 for letters, _digits in found if letters)
    if len(CELL.findall(xml)) > placed:
        columns += max(len(CELL.findall(part)) for part in ROW.split(xml))
        rows += len(ROW.findall(xml))
    return columns, rows


def without_empty_cells(xml: bytes) -> bytes:
    """Leave out cells with nothing in them, so that a coloured empty column does not make a sheet too large.

    Only where every cell has its own place: the place of others hangs on the one before. Rows without cells go too.
    """
    if len(CELL.findall(xml)) > sum(1 for letters, _digits in REFERENCE.findall(xml) if letters):
        return xml
    slim = EMPTY_CELL.sub(b"", xml)
    return re.sub(rb"<row\b[^<>]*(?:/>|>\s*</row>)", b"", slim)


def shared_characters(xml: bytes, shared: bytes) -> int:
    """Return how many bytes the shared texts take once each cell has its own copy, at most; -1 where nobody can tell."""
    starts = [found.start() for found in SHARED.finditer(shared)]
    lengths = [end - start for start, end in pairwise([*starts, len(shared)])]
    if ODD_VALUE.search(xml):
        return -1
    places = (int(digits[:12]) for digits in VALUE.findall(xml))
    return sum(lengths[place] for place in places if place < len(lengths))


@dataclass(frozen=True)
class Formulas:
    """The formulas of one sheet: how many, which reach out of the file, and of which the outcome was not kept."""

    count: int
    outward: list[CellNote]
    unvalued: list[CellNote]


def formulas(xml: bytes) -> Formulas:
    """Return what the formulas of a sheet are."""
    found = FORMULA.findall(xml) if b"<f" in xml else []
    outward = [_note(cell, b"=" + text) for cell, text, _value in found if OUTWARD.search(text)]
    unvalued = [_note(cell, b"=" + text) for cell, text, value in found if not value and not TEXT_RESULT.search(cell)]
    return Formulas(len(found), outward, unvalued)


def error_cells(xml: bytes) -> Iterator[CellNote]:
    """Yield each cell that holds an error such as #N/A or #DIV/0!."""
    for cell, value in ERROR.findall(xml):
        if ERROR_TYPE.search(cell):
            yield _note(cell, value)


def _note(cell: bytes, text: bytes) -> CellNote:
    """Make the note of a cell from its attributes."""
    place = PLACE.search(cell)
    letters, digits = place.groups() if place else (b"?", b"0")
    return CellNote(int(digits), letters.decode(), text[:200].decode("utf-8", errors="replace"))
