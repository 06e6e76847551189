"""Read one file from outside against a contract: whatever is wrong with it becomes a finding, never a traceback."""

import csv
from io import StringIO
from pathlib import Path

import pandas as pd
import pyogrio

from mapping.contract import CBS_MISSING, TableContract, faults, typed
from mapping.errors import Finding
from mapping.model import SQLITE_START
from mapping.words import _

CSV_ENDINGS = (".csv", ".txt")
SNIFFED_CHARACTERS = 20_000
"""Enough of a file to tell a comma from a semicolon."""


def read_checked(
    path: Path, contract: TableContract, *, today: str, cbs_missing: bool = False
) -> tuple[pd.DataFrame, list[Finding]]:
    """Read a CSV or GeoPackage and check it; returns the typed table and all findings (table empty if unreadable).

    `cbs_missing` takes the codes -99997 and -99995 of an official CBS file for what they mean there: missing.
    """
    raw, findings = read_raw(path)
    if findings:
        return contract.empty(), findings
    if cbs_missing:
        raw = without_cbs_codes(raw)
    first_row = 2 if path.suffix.lower() in CSV_ENDINGS else 1
    table, findings = typed(raw, contract, file=path.name, first_row=first_row)
    missing = [name for name in contract.columns if name not in raw.columns]
    if missing:
        return contract.empty(), findings
    unread = {(finding.row, finding.column) for finding in findings}
    found = faults(table, contract, file=path.name, today=today, first_row=first_row)
    return table, findings + [finding for finding in found if (finding.row, finding.column) not in unread]


def without_cbs_codes(raw: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the CBS codes for missing taken out of every column but the shapes."""
    codes = {*CBS_MISSING, *(str(code) for code in CBS_MISSING), *(f"{code}.0" for code in CBS_MISSING)}
    clean = raw.copy()
    for name in clean.columns:
        if name != "geometry":
            clean[name] = clean[name].where(~clean[name].isin(codes))
    return clean


def read_raw(path: Path) -> tuple[pd.DataFrame, list[Finding]]:
    """Read a file as it stands; a file that is absent, empty or not what its name says gives a finding."""
    name = path.name
    if not path.is_file():
        return _no(name, _("Dit bestand is er niet"), _("Controleer de naam en de map"))
    if path.stat().st_size == 0:
        return _no(name, _("Dit bestand is leeg"), _("Download of bewaar het opnieuw"))
    with path.open("rb") as source:
        is_geopackage = source.read(len(SQLITE_START)) == SQLITE_START
    if path.suffix.lower() in CSV_ENDINGS:
        if is_geopackage:
            return _no(name, _("Dit is geen CSV maar een GeoPackage"), _("Geef het bestand de goede naam: .gpkg"))
        return _read_csv(path)
    if not is_geopackage:
        return _no(name, _("Dit is geen GeoPackage"), _("Kies een .gpkg, of geef een CSV de naam .csv"))
    try:
        return pyogrio.read_dataframe(path), []
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        return _no(name, _("Dit bestand kan niet worden gelezen"), _("Open het in QGIS en bewaar het opnieuw"), error)


def _read_csv(path: Path) -> tuple[pd.DataFrame, list[Finding]]:
    """Read a CSV as text; UTF-8 or Windows-1252, comma, semicolon or tab."""
    content = path.read_bytes()
    if b"\x00" in content:
        return _no(path.name, _("Dit is geen tekstbestand"), _("Bewaar de tabel opnieuw als CSV (UTF-8)"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    header = text[:SNIFFED_CHARACTERS].splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=header.count)
    try:
        table = pd.read_csv(
            StringIO(text), sep=delimiter, dtype=str, keep_default_na=False, na_values=[""], skip_blank_lines=False
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, csv.Error) as error:
        return _no(path.name, _("Deze CSV kan niet worden gelezen"), _("Geef elke rij evenveel cellen"), error)
    return table, []


def _no(file: str, message: str, cure: str, error: Exception | None = None) -> tuple[pd.DataFrame, list[Finding]]:
    """Return an empty table with one finding about the file as a whole."""
    return pd.DataFrame(), [Finding(message, file, value=str(error) if error else "", cure=cure)]
