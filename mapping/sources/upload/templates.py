"""Forms to fill in: per kind of file a spreadsheet with two examples, drop-down lists and an explanation, or a CSV.

A form can also hold what the region has now: it comes back the same when nothing is changed in it.
"""

import csv
import io
from collections.abc import Callable, Mapping

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from mapping.contract import Column, Kind
from mapping.schema import TABLES
from mapping.sources.upload.choices import labels
from mapping.sources.upload.column_words import meaning_of
from mapping.sources.upload.examples import MARK, examples
from mapping.sources.upload.folded import folded
from mapping.sources.upload.lists import list_text
from mapping.sources.upload.merging import as_text
from mapping.sources.upload.profiles import DEGREE_TARGETS, POINT_TARGETS, Profile, profiles
from mapping.sources.upload.synonyms import MARK_HEADER
from mapping.words import _

FILL_SHEET, EXPLAIN_SHEET, CHOICE_SHEET = "Invullen", "Uitleg", "Keuzes"
MARK_TITLE = MARK_HEADER.capitalize()

VALIDATED_ROWS = 2000
"""Rows below the header with a drop-down list; more makes a file slow to open."""

WIDEST, NARROWEST = 40, 12
"""Width of a column in signs."""

AreaText = Callable[[list[tuple[str, str]]], str]


def form_targets(profile: Profile) -> list[str]:
    """Return the columns of a form; a point is asked in metres only, as a second pair would only raise questions."""
    return [target for target in profile.targets if target not in DEGREE_TARGETS]


def form_rows(profile: Profile, now: Mapping[str, pd.DataFrame] | None, area_text: AreaText) -> pd.DataFrame:
    """Return the rows of a form as text: the examples, or where `now` is given what the region has."""
    targets = form_targets(profile)
    if now is None:
        rows = [{MARK_TITLE: MARK, **row} for row in examples(profile.name)]
        return pd.DataFrame(rows, columns=[MARK_TITLE, *targets])
    return present_rows(profile, now, area_text)[targets]


def present_rows(profile: Profile, now: Mapping[str, pd.DataFrame], area_text: AreaText) -> pd.DataFrame:
    """Return what the region has in the columns of a form, as text with a decimal point; lists as one cell."""
    table, contract = now[profile.table], TABLES[profile.table]
    rows = as_text(table, contract)
    if contract.geometry is not None and POINT_TARGETS[0] in profile.targets:
        for target, values in zip(POINT_TARGETS, (table.geometry.x, table.geometry.y), strict=True):
            rows[target] = [None if value != value else f"{value:.12g}" for value in values]
    for target in profile.lists:
        owned = now[target.table]
        texts = {key: list_text(part, target, area_text) for key, part in owned.groupby(profile.table, sort=False)}
        rows[target.name] = rows[profile.table].map(texts)
    if profile.table == "initiatief":
        rows["organisatie"] = rows["organisatie"].map(_called(now["organisatie"])).fillna(rows["organisatie"])
    return rows.reindex(columns=list(profile.targets))


def _called(organisatie: pd.DataFrame) -> dict[str, str]:
    """Return key → name of the organisaties whose name means them and nobody else."""
    words = organisatie["naam"].map(folded)
    single = ~words.duplicated(keep=False) & ~words.isin(organisatie["organisatie"].map(folded)) & (words != "")
    return dict(zip(organisatie.loc[single, "organisatie"], organisatie.loc[single, "naam"], strict=True))


def form_csv(name: str, now: Mapping[str, pd.DataFrame] | None = None, *, area_text: AreaText = str) -> bytes:
    """Write a form as CSV for a Dutch spreadsheet: semicolons, decimal commas, a byte order mark, no formulas."""
    profile = profiles()[name]
    rows = form_rows(profile, now, area_text)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(rows.columns)
    for row in rows.itertuples(index=False):
        cells = zip(rows.columns, row, strict=True)
        writer.writerow(["" if pd.isna(cell) else _csv_cell(profile, target, str(cell)) for target, cell in cells])
    return out.getvalue().encode("utf-8-sig", "replace")


def _csv_cell(profile: Profile, target: str, text: str) -> str:
    """Write a cell: a number with a decimal comma, text that a spreadsheet would run with an apostrophe before it."""
    if _is_number(profile, target):
        return text.replace(".", ",")
    return f"'{text}" if text.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text


def _is_number(profile: Profile, target: str) -> bool:
    """Tell whether the values of a target are numbers."""
    column = profile.column(target)
    return target in POINT_TARGETS or (column is not None and column.kind in (Kind.NUMBER, Kind.WHOLE))


def form_xlsx(name: str, now: Mapping[str, pd.DataFrame] | None = None, *, area_text: AreaText = str,
              beside: Mapping[str, pd.DataFrame] | None = None) -> bytes:  # fmt: skip
    """Write a form as a spreadsheet: what to fill in, what each column means, and the lists to choose from.

    `beside`: the tables of the region, for lists of organisaties and the like. Every cell is text or a number, never a
    formula or a link.
    """
    profile = profiles()[name]
    rows = form_rows(profile, now, area_text)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(FILL_SHEET)
        _fill(book, sheet, profile, rows)
        lists = {target: _listed(profile, target, beside or {}) for target in rows.columns if target != MARK_TITLE}
        _explain(book, profile, [target for target in rows.columns if target != MARK_TITLE])
        _choices(book, sheet, profile, list(rows.columns), {key: values for key, values in lists.items() if values})
    return out.getvalue()


def _fill(book, sheet, profile: Profile, rows: pd.DataFrame) -> None:
    """Write the sheet that people fill in; the header stays in sight."""
    bold, sample = (
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"italic": True, "font_color": "#5a5468"}),
    )
    is_example = MARK_TITLE in rows.columns
    for place, target in enumerate(rows.columns):
        sheet.write_string(0, place, target, bold)
        sheet.set_column(place, place, min(max(NARROWEST, len(target) + 2), WIDEST))
    for line, row in enumerate(rows.itertuples(index=False), start=1):
        for place, (target, cell) in enumerate(zip(rows.columns, row, strict=True)):
            if pd.isna(cell):
                continue
            number = _number_of(str(cell)) if _is_number(profile, target) else None
            if number is not None:
                sheet.write_number(line, place, number, sample if is_example else None)
            else:
                sheet.write_string(line, place, str(cell), sample if is_example else None)
    sheet.freeze_panes(1, 0)


def _number_of(text: str) -> float | None:
    """Return the number that a text is, or None: `gratis` stays text."""
    try:
        return float(text)
    except ValueError:
        return None


def _explain(book, profile: Profile, targets: list[str]) -> None:
    """Write what each column means, whether it is needed, and what may stand in it."""
    sheet = book.add_worksheet(EXPLAIN_SHEET)
    bold, wrap = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    titles = (_("Kolom"), _("Wat het betekent"), _("Nodig"), _("Wat er mag staan"))
    for place, (title, width) in enumerate(zip(titles, (24, 60, 10, 70), strict=True)):
        sheet.write_string(0, place, title, bold)
        sheet.set_column(place, place, width)
    for line, target in enumerate(targets, start=1):
        for place, text in enumerate(explained(profile, target)):
            sheet.write_string(line, place, text, wrap)
    last = len(targets) + 2
    sheet.write_string(
        last, 0, _("Weet u iets niet? Schrijf ‘onbekend’ of laat de cel leeg. De twee voorbeelden tellen niet mee.")
    )
    sheet.write_string(last + 1, 0, _("Zet er geen namen, telefoonnummers of mailadressen van mensen in."))
    sheet.freeze_panes(1, 0)


def explained(profile: Profile, target: str) -> tuple[str, str, str, str]:
    """Return a column, its meaning, whether a new row needs it, and what may stand in it."""
    column = profile.column(target)
    needed = _("ja") if profile.needed(target) else _("nee")
    meaning = meaning_of(profile.table, target)
    return target, _(meaning) if meaning else "", needed, _may_be(column, target)


def _may_be(column: Column | None, target: str) -> str:
    """Say what may stand in a column."""
    if column is None:
        return _("een getal") if target in (*POINT_TARGETS, *DEGREE_TARGETS) else _("tekst")
    if column.allowed:
        names = labels("aanbiederssoort") if target == "aanbiederssoort" else {}
        return "; ".join(f"{value} ({names[value]})" if value in names else value for value in column.allowed)
    if column.example and column.pattern:
        return _("bijvoorbeeld {example}").format(example=column.example)
    words = {Kind.WHOLE: _("een heel getal"), Kind.NUMBER: _("een getal, bijvoorbeeld 12,5"),
             Kind.DATE: _("een datum, bijvoorbeeld 31-1-2026"), Kind.FLAG: _("ja of nee")}  # fmt: skip
    return words.get(column.kind, _("tekst"))


def _listed(profile: Profile, target: str, beside: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return the values of a drop-down list; none for a column of free text, or of several values."""
    column = profile.column(target)
    if column is None or column.many:
        return []
    if column.allowed:
        return list(column.allowed)
    if column.kind == Kind.FLAG:
        return ["ja", "nee"]
    other = column.refers.partition(".")[0]
    return sorted(beside[other]["naam"].dropna()) if other in beside and "naam" in beside[other] else []


def _choices(book, sheet, profile: Profile, headers: list[str], lists: Mapping[str, list[str]]) -> None:
    """Write the lists on a hidden sheet and hang them under their columns; another value is asked about, not refused."""
    store = book.add_worksheet(CHOICE_SHEET)
    store.hide()
    for place, (target, values) in enumerate(lists.items()):
        store.write_string(0, place, target)
        for line, value in enumerate(values, start=1):
            store.write_string(line, place, value)
        letters, at = xl_col_to_name(place), headers.index(target)
        sheet.data_validation(1, at, VALIDATED_ROWS, at, {
            "validate": "list", "source": f"={CHOICE_SHEET}!${letters}$2:${letters}${len(values) + 1}",
            "error_type": "warning", "error_title": target[:32], "error_message": _("Deze waarde staat niet in de lijst."),
        })  # fmt: skip
