"""Read one file from outside against a contract: whatever is wrong with it becomes a finding, never a traceback."""

import csv
import re
from io import StringIO
from pathlib import Path

import pandas as pd
import pyogrio

from mapping.contract import CBS_MISSING, TableContract, faults, typed
from mapping.errors import Finding
from mapping.model import HEAD_BYTES, is_geopackage
from mapping.sources.upload.csv_reading import decoded, delimiter_of
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
        packed = is_geopackage(source.read(HEAD_BYTES))
    if path.suffix.lower() in CSV_ENDINGS:
        if packed:
            return _no(name, _("Dit is geen CSV maar een GeoPackage"), _("Geef het bestand de goede naam: .gpkg"))
        return _read_csv(path)
    if not packed:
        return _no(name, _("Dit is geen GeoPackage"), _("Kies een .gpkg, of geef een CSV de naam .csv"))
    return _read_geopackage(path)


def _read_geopackage(path: Path) -> tuple[pd.DataFrame, list[Finding]]:
    """Read the one layer of a GeoPackage; of several nobody can tell which is meant."""
    try:
        layers = [str(layer) for layer in pyogrio.list_layers(path)[:, 0]]
        if len(layers) > 1:
            message = _("Dit bestand heeft meer dan één laag")
            return _no(path.name, message, _("Bewaar de laag die u nodig hebt als eigen bestand"), ", ".join(layers))
        return pyogrio.read_dataframe(path), []
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError):
        cure = _("Misschien is het beschadigd: download het opnieuw, of open het in QGIS en bewaar het opnieuw")
        return _no(path.name, _("Dit bestand kan niet worden gelezen"), cure)


def _read_csv(path: Path) -> tuple[pd.DataFrame, list[Finding]]:
    """Read a CSV as text; UTF-8 or Windows-1252, comma, semicolon or tab."""
    content = path.read_bytes()
    if b"\x00" in content:
        return _no(path.name, _("Dit is geen tekstbestand"), _("Bewaar de tabel opnieuw als CSV (UTF-8)"))
    try:
        text, _encoding = decoded(content)
    except UnicodeDecodeError:
        return _no(path.name, _("Dit is geen tekstbestand"), _("Bewaar de tabel opnieuw als CSV (UTF-8)"))
    if not text.strip(" \t\r\n,;"):
        return _no(path.name, _("Dit bestand is leeg"), _("Download of bewaar het opnieuw"))
    delimiter = delimiter_of(text[:SNIFFED_CHARACTERS].replace("\r", "\n"))
    try:
        table = pd.read_csv(
            StringIO(text), sep=delimiter, dtype=str, keep_default_na=False, na_values=[""], skip_blank_lines=False
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, csv.Error) as error:
        line = re.search(r"in line (\d+)", str(error))
        cure = _("Geef elke rij evenveel cellen als de kop, en sluit elk aanhalingsteken")
        return _no(path.name, _("Deze CSV kan niet worden gelezen"), cure, row=int(line[1]) if line else None)
    if not isinstance(table.index, pd.RangeIndex):
        return _no(path.name, _("De rijen hebben meer cellen dan de kop"), _("Geef elke kolom een naam"), row=1)
    filled = table.notna().any(axis=1)
    return table.loc[: filled[filled].index.max()] if filled.any() else table.iloc[:0], []


def _no(
    file: str, message: str, cure: str, value: str = "", row: int | None = None
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return an empty table with one finding about the file as a whole, or the row where reading stopped."""
    return pd.DataFrame(), [Finding(message, file, row, value=value, cure=cure)]


def layer_names(path: Path) -> list[str]:
    """Name the layers of a GeoPackage; none for a file that is no GeoPackage or cannot be read."""
    try:
        with path.open("rb") as source:
            if not is_geopackage(source.read(HEAD_BYTES)):
                return []
        return [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    except (OSError, pyogrio.errors.DataSourceError):
        return []
