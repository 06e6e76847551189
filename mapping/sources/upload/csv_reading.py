"""Read a CSV as it comes: comma, semicolon or tab; UTF-8, UTF-16 with a mark, or Windows-1252; with or without remarks above it."""

import csv
import re
from io import StringIO

from mapping.sources.upload.grid import REMARK, Row, cell, check_size, grid_of
from mapping.sources.upload.limits import Limits
from mapping.sources.upload.refusal import UploadRefused, refused
from mapping.sources.upload.uploaded import Uploaded
from mapping.words import N_, _

DELIMITERS = {";": N_("puntkomma"), ",": N_("komma"), "\t": N_("tab")}
"""What may stand between cells; the first that occurs most in the header wins."""

SNIFFED_LINES = 20
"""Lines in which the header is looked for."""

SEPARATOR_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)
"""The first line with which a file tells Excel its delimiter; Excel does not show it, so it counts for no row."""

QUOTED = re.compile(r'"[^"]*"')
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Characters that no text holds."""

MISREAD = re.compile(r"Ã[©«¨¯¶¼¡³\xad]|â€[™œ˜“”]")
"""How UTF-8 looks after someone saved it as Windows-1252: then the file itself is spoilt."""


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding. Raises UnicodeDecodeError where it is text in none of the three."""
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding), encoding.removesuffix("-sig").upper()
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252"), "Windows-1252"


def delimiter_of(text: str) -> str:
    """Return what stands between the cells: what occurs most outside quotes in the fullest of the first lines."""
    lines = [QUOTED.sub("", line) for line in text.split("\n", SNIFFED_LINES)[:SNIFFED_LINES]]
    counts = {mark: max((line.count(mark) for line in lines if line[:1] != REMARK), default=0) for mark in DELIMITERS}
    header = next((line for line in lines if line[:1] != REMARK and any(mark in line for mark in DELIMITERS)), "")
    return max(DELIMITERS, key=lambda mark: (header.count(mark), counts[mark]))


def read_csv(content: bytes, name: str, limits: Limits) -> Uploaded:
    """Read a CSV into one table of text. Raises UploadRefused."""
    text, encoding = _text(content, name)
    told = SEPARATOR_LINE.match(text)
    text = text[told.end() :] if told else text
    delimiter = told[1] if told and told[1] in DELIMITERS else delimiter_of(text)
    if not text.strip(" \n" + "".join(DELIMITERS)):
        raise refused(name, _("Dit bestand is leeg"), _("Download of bewaar het opnieuw"))
    grid = grid_of(_rows(text, delimiter, name, limits), file=name, limits=limits)
    how = _("Gelezen als {encoding}, met {delimiter} tussen de cellen.").format(
        encoding=encoding, delimiter=_(DELIMITERS[delimiter])
    )
    notes = [how, *grid.notes]
    if MISREAD.search(text):
        notes.append(_("Er staan vreemde tekens in, zoals Ã©. Bewaar het bestand opnieuw als CSV UTF-8."))
    sheet = name.rsplit(".", 1)[0]
    decimal = "." if delimiter == "," else ","
    return Uploaded(name, {sheet: grid.table}, {sheet: grid.first_row}, notes, decimal=decimal)


def _text(content: bytes, name: str) -> tuple[str, str]:
    """Decode the file and give it one kind of line end. Raises UploadRefused for what is no text."""
    try:
        text, encoding = decoded(content)
    except UnicodeDecodeError:
        text, encoding = "\x00", ""
    found = NO_TEXT.search(text)
    if found:
        row = text.count("\n", 0, found.start()) + 1 if encoding else None
        cure = _("Bewaar de tabel opnieuw als CSV UTF-8 of als .xlsx")
        raise refused(
            name, _("Dit is geen tekstbestand: er staan tekens in die geen letters of cijfers zijn"), cure, row=row
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _rows(text: str, delimiter: str, name: str, limits: Limits) -> list[Row]:
    """Split the text into rows of cells, and stop at the first row past the limits. Raises UploadRefused."""
    widest, lines = limits.columns + limits.cell_characters, StringIO(text)
    rows: list[Row] = []
    cells = 0
    reader = csv.reader(_lines(lines, delimiter, widest, name, limits), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            rows.append([cell(value) for value in row])
            cells += len(row)
            if len(rows) > limits.rows + SNIFFED_LINES or cells > limits.cells + SNIFFED_LINES * len(row):
                check_size(name, max(map(len, rows)), len(rows), limits)
    except csv.Error as error:
        raise _broken(str(error), len(rows) + 1, name) from error
    return rows


def _lines(lines: StringIO, delimiter: str, widest: int, name: str, limits: Limits):
    """Yield the lines; raises UploadRefused before one is split that has more cells than any line may have."""
    for line in lines:
        marks = line.count(delimiter)
        if marks > widest:
            check_size(name, marks + 1, 1, limits)
        yield line


def _broken(error: str, row: int, name: str) -> UploadRefused:
    """Word what the reader of the standard library could not read; `row` is where the broken row began."""
    if "field limit" in error or "unexpected end" in error:
        message = _("In deze rij begint een aanhalingsteken dat niet meer sluit")
        return refused(name, message, _("Sluit het aanhalingsteken, of haal het weg"), row=row)
    message = _("In deze rij staat een los aanhalingsteken binnen een cel")
    return refused(name, message, _("Schrijf een aanhalingsteken in een cel dubbel, of haal het weg"), row=row)
