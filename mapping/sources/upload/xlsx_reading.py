"""Read the visible sheets of an .xlsx as text, as a person sees them; nothing in it is run, and nothing is fetched.

No time limit is needed: calamine is linear in what it reads, and what it reads is bounded before (bytes unpacked,
reach of the cells, copies of shared texts, sheets).
"""

import posixpath
from collections.abc import Iterable
from datetime import date, datetime, time
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from mapping.errors import Finding
from mapping.sources.upload import xlsx_sheet
from mapping.sources.upload.grid import Row, cell, check_size, grid_of, without_empty_end
from mapping.sources.upload.limits import MEGABYTE, Limits
from mapping.sources.upload.refusal import MOST_FINDINGS, UploadRefused, refused
from mapping.sources.upload.uploaded import Uploaded
from mapping.sources.upload.values import dutch_number
from mapping.sources.upload.xlsx_package import Parts, checked_parts, repacked
from mapping.words import _, ngettext, number

WORKBOOK_BYTES = MEGABYTE
"""Bytes of the list of sheets, and of what leads to them; of a thousand sheets it is a tenth of this."""

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PANIC = "PanicException"
"""What a fault inside calamine becomes in Python; it is no Exception, so it must be named."""


def read_xlsx(content: bytes, name: str, limits: Limits) -> Uploaded:
    """Read each visible sheet with rows as a table of text. Raises UploadRefused."""
    parts, notes = checked_parts(content, name, limits)
    targets = _sheet_parts(parts, name, limits)
    _check_sheets(parts, targets, name, limits)
    formulas = {sheet: xlsx_sheet.formulas(parts[part]) for sheet, part in targets.items()}
    findings = _formula_findings(formulas, name)
    if findings:
        raise UploadRefused(name, findings)
    book = _opened(parts, name)
    tables, first_rows = {}, {}
    for sheet in book.sheets_metadata:
        if sheet.visible != SheetVisibleEnum.Visible or sheet.typ != SheetTypeEnum.WorkSheet:
            notes.append(
                _("Het blad {sheet} is verborgen of heeft geen cellen; het is niet gelezen.").format(sheet=sheet.name)
            )
            continue
        rows, merged = _rows(book, sheet.name, name)
        if len(rows) < 2 and len(book.sheet_names) > 1:
            notes.append(_("Het blad {sheet} heeft geen rijen en is overgeslagen.").format(sheet=sheet.name))
            continue
        grid = grid_of(rows, file=name, limits=limits, sheet=sheet.name)
        tables[sheet.name], first_rows[sheet.name] = grid.table, grid.first_row
        notes += [_("Blad {sheet}: {note}").format(sheet=sheet.name, note=note) for note in grid.notes]
        notes += _said(formulas[sheet.name].count, merged, sheet.name, grid.first_row)
        findings += _errors(parts[targets[sheet.name]], name, sheet.name, grid.first_row, list(grid.table.columns))
    if not tables:
        raise refused(
            name, _("Geen zichtbaar blad heeft rijen"), _("Zet de tabel op een zichtbaar blad, met de kop op rij 1")
        )
    return Uploaded(name, tables, first_rows, notes, findings)


def _sheet_parts(parts: Parts, file: str, limits: Limits) -> dict[str, str]:
    """Return for each sheet the part that holds its cells. Raises UploadRefused for too many, or none to be found."""
    lower = {name.lower(): name for name in parts}
    try:
        book, links = (parts[lower[each]] for each in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
        if len(book) + len(links) > WORKBOOK_BYTES:
            raise refused(
                file, _("Dit bestand heeft te veel bladen of namen"), _("Bewaar de tabel in een nieuw bestand")
            )
        targets = {link.get("Id"): link.get("Target", "") for link in ElementTree.fromstring(links)}
        sheets = [
            (each.get("name", ""), targets.get(each.get(RELATION), ""))
            for each in ElementTree.fromstring(book).iter()
            if each.tag.rsplit("}", 1)[-1] == "sheet"
        ]
    except (KeyError, ElementTree.ParseError) as error:
        cure = _("Misschien is het beschadigd: open het in uw spreadsheet en bewaar het opnieuw als .xlsx")
        raise refused(file, _("Dit bestand kan niet worden gelezen"), cure) from error
    if len(sheets) > limits.sheets:
        message = _("Dit bestand heeft te veel bladen: er mogen er {limit} zijn").format(limit=number(limits.sheets))
        raise refused(file, message, _("Verdeel het over meer bestanden"), value=number(len(sheets)))
    found = {}
    for title, target in sheets:
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if path.lower() in lower:
            found[title] = lower[path.lower()]
    return found


def _check_sheets(parts: Parts, targets: dict[str, str], file: str, limits: Limits) -> None:
    """Raise UploadRefused where a sheet reaches too far; a reach of empty cells alone is taken away first, in `parts`."""
    shared = next((content for name, content in parts.items() if name.lower() == "xl/sharedstrings.xml"), b"")
    total = characters = 0
    for name in [each for each in parts if each.lower().startswith("xl/worksheets/")]:
        columns, rows = xlsx_sheet.extent(parts[name])
        if columns > limits.columns or rows > limits.rows:
            parts[name] = xlsx_sheet.without_empty_cells(parts[name])
            columns, rows = xlsx_sheet.extent(parts[name])
        title = next((each for each, target in targets.items() if target == name), "")
        check_size(f"{file}, {title}" if title else file, columns, rows, limits)
        total += columns * rows
        if parts[name].count(b"mergeCell") > limits.rows:
            raise refused(file, _("Dit bestand heeft te veel samengevoegde cellen"), _("Hef het samenvoegen op"))
        copies = xlsx_sheet.shared_characters(parts[name], shared)
        characters = -1 if copies < 0 else characters + copies
        if total > limits.cells or characters < 0 or characters > limits.unpacked_bytes:
            message = _("Uitgepakt is dit bestand te groot: het mag {limit} MB zijn")
            cure = _("Verdeel het over meer bestanden, of laat weg wat u niet nodig hebt")
            raise refused(file, message.format(limit=limits.unpacked_bytes // MEGABYTE), cure)


def _formula_findings(formulas: dict[str, xlsx_sheet.Formulas], file: str) -> list[Finding]:
    """Name the formulas that reach out of the file, and those whose outcome it does not hold."""
    findings = []
    for sheet, found in formulas.items():
        for note in found.outward:
            cure = _("Haal de formule weg en zet er een gewone waarde")
            message = _("Deze formule start een programma of haalt iets op")
            findings.append(Finding(message, file, note.row, f"{sheet}, {note.column}", note.text, cure))
        for note in found.unvalued:
            cure = _("Open het bestand in uw spreadsheet, bewaar het en probeer het opnieuw")
            message = _("De uitkomst van deze formule staat niet in het bestand")
            findings.append(Finding(message, file, note.row, f"{sheet}, {note.column}", note.text, cure))
    return findings[:MOST_FINDINGS]


def _opened(parts: Parts, file: str) -> CalamineWorkbook:
    """Open the checked parts with calamine. Raises UploadRefused where it cannot read them."""
    return _guarded(lambda: CalamineWorkbook.from_filelike(repacked(parts)), file)


def _guarded(read, file: str):
    """Return what `read` does; a fault inside calamine becomes a refusal."""
    try:
        return read()
    except BaseException as error:
        if not isinstance(error, CalamineError | ValueError | OSError) and type(error).__name__ != PANIC:
            raise
        cure = _("Misschien is het beschadigd: open het in uw spreadsheet en bewaar het opnieuw als .xlsx")
        raise refused(file, _("Dit bestand kan niet worden gelezen"), cure) from error


def _rows(book: CalamineWorkbook, title: str, file: str) -> tuple[list[Row], list]:
    """Return the rows of a sheet as text, from row 1 on, and its merged ranges as (start, end) of (row, column) from 0."""

    def read() -> tuple[CalamineSheet, list]:
        sheet = book.get_sheet_by_name(title)
        return sheet, sheet.to_python(skip_empty_area=False)

    sheet, cells = _guarded(read, file)
    rows = without_empty_end([[_text(value) for value in row] for row in cells])
    return rows, list(sheet.merged_cell_ranges or [])


def _text(value: object) -> str | None:
    """Write a cell as text: a number as people here write it, a date as ISO, a flag as ja or nee."""
    if isinstance(value, str):
        return cell(value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return dutch_number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    return cell(str(value))


def _said(count: int, merged: Iterable, sheet: str, first_row: int) -> list[str]:
    """Word what a reader of this sheet should know: formulas of which the value was read, and merged cells."""
    notes = []
    if count:
        text = ngettext(
            "Blad {sheet}: {count} cel met een formule; de waarde die erin stond, is gelezen.",
            "Blad {sheet}: {count} cellen met een formule; de waarde die erin stond, is gelezen.",
            count,
        )
        notes.append(text.format(sheet=sheet, count=number(count)))
    among_rows = sum(1 for _start, end in merged if end[0] + 1 >= first_row - 1)
    if among_rows:
        text = _("Blad {sheet}: er zijn samengevoegde cellen; alleen de eerste cel van elke groep heeft een waarde.")
        notes.append(text.format(sheet=sheet))
    return notes


def _errors(xml: bytes, file: str, sheet: str, first_row: int, columns: list[str]) -> list[Finding]:
    """Name the cells that hold an error, such as #N/A: they are read as empty."""
    findings = []
    for note in xlsx_sheet.error_cells(xml):
        place = xlsx_sheet.column_number(note.column.encode()) - 1 if note.column != "?" else -1
        if note.row >= first_row and len(findings) < MOST_FINDINGS:
            column = columns[place] if 0 <= place < len(columns) else note.column
            cure = _("Zet er een waarde, of laat de cel leeg als het niet bekend is")
            findings.append(Finding(_("In deze cel staat een fout"), file, note.row, column, note.text, cure))
    return findings
