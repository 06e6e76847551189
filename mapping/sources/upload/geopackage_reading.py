"""Read a GeoPackage (OGC 12-128r19) straight from memory: no temporary file, no GDAL, nothing in it is run.

SQLite reads a copy in memory, so that nothing can be written. A view or a computed column is a programme that runs on
reading (a recursive one never ends), so a file with one is refused; a trigger runs on writing only, and QGIS makes
them, so they stay. SQLite stops after a fixed number of steps: a file whose pages point in circles ends as well.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from mapping.errors import Finding
from mapping.sources.upload.geojson_reading import property_text
from mapping.sources.upload.grid import check_size
from mapping.sources.upload.limits import Limits
from mapping.sources.upload.refusal import MOST_FINDINGS, UploadRefused, refused
from mapping.sources.upload.shapes import columns_of, crs_of, in_rd_new
from mapping.sources.upload.uploaded import Uploaded
from mapping.sources.upload.well_known_binary import check_flat
from mapping.words import _, number

MOST_STEPS = 200_000_000
"""Steps of SQLite for one file; 50,000 rows of 80 columns took 20 million."""

STEPS_BETWEEN = 100_000
"""Steps between two looks at the count."""

WRITE_AHEAD = slice(18, 20)
"""Two bytes of the header that say how changes are written; 2 asks for a second file, which an upload has not."""

ENVELOPE_BYTES = (0, 32, 48, 48, 64)
"""Bytes of the envelope before a shape, by its kind (clause 2.1.3)."""

FIRST_ROW = 1


@dataclass(frozen=True)
class Layer:
    """One table of the file: its name, and its column of shapes and their system where it has one."""

    name: str
    geometry: str = ""
    crs: str = ""


def read_geopackage(content: bytes, name: str, limits: Limits) -> Uploaded:
    """Read each layer into a table of text, with shapes in RD New where it has them. Raises UploadRefused."""
    cure = _("Misschien is het beschadigd: download het opnieuw, of open het in QGIS en bewaar het opnieuw")
    try:
        with closing(_opened(content, limits)) as base:
            layers = _layers(base, name, limits)
            return _uploaded(base, layers, name, limits)
    except (sqlite3.Error, UnicodeError, OverflowError, MemoryError) as error:
        raise refused(name, _("Dit bestand kan niet worden gelezen"), cure, value=str(error)[:80]) from error


def _opened(content: bytes, limits: Limits) -> sqlite3.Connection:
    """Open a copy in memory that cannot write, trusts no function of the file, and stops after MOST_STEPS."""
    base = sqlite3.connect(":memory:")
    if b"\x02" in content[WRITE_AHEAD]:
        content = content[: WRITE_AHEAD.start] + b"\x01\x01" + content[WRITE_AHEAD.stop :]
    base.deserialize(content)
    steps = iter(range(MOST_STEPS // STEPS_BETWEEN))
    base.set_progress_handler(lambda: next(steps, None) is None, STEPS_BETWEEN)
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limits.file_bytes)
    base.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    base.text_factory = lambda value: value.decode("utf-8", errors="replace")
    for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON"):
        base.execute(f"PRAGMA {pragma}")
    return base


def _quoted(name: str) -> str:
    """Write a name for SQL, so that none can be read as anything else."""
    return '"' + name.replace('"', '""') + '"'


def _layers(base: sqlite3.Connection, file: str, limits: Limits) -> list[Layer]:
    """List the layers. Raises UploadRefused for a view, a computed column, or more layers than allowed."""
    kinds = dict(base.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')").fetchall())
    views = [name for name, kind in kinds.items() if kind == "view"]
    virtual = {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'")}
    if views:
        cure = _("Bewaar elke laag in een nieuw GeoPackage, als gewone laag")
        raise refused(
            file, _("Dit bestand bevat een weergave (view) in plaats van een laag"), cure, value=views[0][:80]
        )
    if not {"gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"} <= kinds.keys() - virtual:
        cure = _("Open het in QGIS en bewaar de laag opnieuw als GeoPackage")
        raise refused(file, _("Dit is geen volledig GeoPackage"), cure)
    rows = base.execute(
        "SELECT c.table_name, g.column_name, r.organization, r.organization_coordsys_id FROM gpkg_contents c"
        " LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name"
        " LEFT JOIN gpkg_spatial_ref_sys r ON r.srs_id = g.srs_id"
        " WHERE c.data_type IN ('features', 'attributes') ORDER BY c.rowid LIMIT ?",
        (limits.sheets + 1,),
    ).fetchall()
    if len(rows) > limits.sheets:
        message = _("Dit bestand heeft te veel lagen: er mogen er {limit} zijn").format(limit=number(limits.sheets))
        raise refused(file, message, _("Verdeel het over meer bestanden"))
    absent = [str(row[0]) for row in rows if row[0] not in kinds or row[0] in virtual]
    if absent or not rows:
        cure = _("Open het in QGIS en bewaar de laag opnieuw als GeoPackage")
        raise refused(file, _("Dit bestand noemt een laag die er niet is"), cure, value=", ".join(absent)[:80])
    return [Layer(name, column or "", f"{organization}:{code}") for name, column, organization, code in rows]


def _uploaded(base: sqlite3.Connection, layers: list[Layer], file: str, limits: Limits) -> Uploaded:
    """Read all layers; one without rows is left out with a note."""
    tables, notes, findings, points = {}, [], [], 0
    for layer in layers:
        table = _attributes(base, layer, file, limits)
        if table.empty:
            notes.append(_("De laag {name} heeft geen rijen en is overgeslagen.").format(name=layer.name))
            continue
        if layer.geometry:
            blobs = base.execute(
                f"SELECT {_quoted(layer.geometry)} FROM {_quoted(layer.name)} ORDER BY rowid"
            ).fetchall()
            shapes = _shapes([blob for (blob,) in blobs], file, layer.name)
            points += int(shapely.get_num_coordinates(shapes).sum())
            if points > limits.points:
                message = _("Dit bestand heeft te veel punten: er mogen er {limit} zijn")
                cure = _("Maak de vormen eenvoudiger (in QGIS: Vereenvoudigen) of verdeel het over meer bestanden")
                raise refused(file, message.format(limit=number(limits.points)), cure)
            crs = columns_of(crs_of(layer.crs, file))
            table, outside = in_rd_new(gpd.GeoDataFrame(table, geometry=list(shapes), crs=crs), file, FIRST_ROW)
            findings += outside
            notes.append(_("Laag {name}: coördinaten gelezen als {crs}.").format(name=layer.name, crs=crs))
        tables[layer.name] = table
    if not tables:
        raise refused(file, _("Geen laag heeft rijen"), _("Bewaar de laag opnieuw, met haar rijen"))
    return Uploaded(file, tables, dict.fromkeys(tables, FIRST_ROW), notes, findings)


def _attributes(base: sqlite3.Connection, layer: Layer, file: str, limits: Limits) -> pd.DataFrame:
    """Read the columns of a layer but its shapes and its row number as text. Raises UploadRefused past the limits."""
    about = base.execute(f"PRAGMA table_xinfo({_quoted(layer.name)})").fetchall()
    if any(hidden for *_rest, hidden in about):
        cure = _("Bewaar elke laag in een nieuw GeoPackage, als gewone laag")
        raise refused(file, _("Dit bestand heeft een kolom die zichzelf uitrekent"), cure, value=layer.name[:80])
    number_column = next((row[1] for row in about if row[5] and str(row[2]).upper() == "INTEGER"), "")
    names = [row[1] for row in about if row[1] not in (layer.geometry, number_column)]
    rows = base.execute(f"SELECT count(*) FROM {_quoted(layer.name)}").fetchone()[0]
    check_size(f"{file}, {layer.name}", len(names), rows, limits)
    longest = ", ".join(f"max(length({_quoted(name)}))" for name in names)
    if longest and max(
        value or 0 for value in base.execute(f"SELECT {longest} FROM {_quoted(layer.name)}").fetchone()
    ) > (limits.cell_characters):
        message = _("Deze cel heeft te veel tekens: er mogen er {limit} in staan")
        raise refused(
            file, message.format(limit=number(limits.cell_characters)), _("Maak de tekst korter"), column=layer.name
        )
    wanted = ", ".join(map(_quoted, names)) or "NULL"
    read = base.execute(f"SELECT {wanted} FROM {_quoted(layer.name)} ORDER BY rowid").fetchall()
    columns = {name: pd.Series([_text(row[place]) for row in read], dtype="str") for place, name in enumerate(names)}
    return pd.DataFrame(columns, index=range(len(read)))


def _text(value: object) -> str | None:
    """Write a value as text; bytes are no text and become missing."""
    return None if isinstance(value, bytes) else property_text(value)


def _shapes(blobs: list, file: str, layer: str) -> np.ndarray:
    """Make the shapes from the bytes of the file (clause 2.1.3). Raises UploadRefused naming those that cannot be read."""
    shapes = np.full(len(blobs), None, dtype=object)
    findings = []
    for place, blob in enumerate(blobs):
        if blob is None:
            continue
        try:
            shapes[place] = shapely.force_2d(shapely.from_wkb(_wkb(blob)))
        except (ValueError, TypeError, IndexError, shapely.errors.ShapelyError) as error:
            cure = _("Geef een punt, lijn of vlak, of bewaar de laag opnieuw")
            message = _("Deze vorm kan niet worden gelezen")
            findings.append(Finding(message, file, FIRST_ROW + place, layer, str(error)[:80], cure))
            if len(findings) >= MOST_FINDINGS:
                break
    if findings:
        raise UploadRefused(file, findings)
    return shapes


def _wkb(blob: object) -> bytes:
    """Return the well-known binary inside a shape of a GeoPackage. Raises ValueError where it is no such shape."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP" or len(blob) < 8:
        raise ValueError("no shape of a GeoPackage")
    binary = blob[8 + ENVELOPE_BYTES[(blob[3] >> 1) & 0b111] :]
    check_flat(binary)
    return binary
