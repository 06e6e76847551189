"""What is done inside the file of a GeoPackage: layers written, described for QGIS and counted, side files settled."""

import errno
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from mapping.schema import TABLES
from mapping.store.titles import column_titles, table_title

SIDE_FILES = ("-wal", "-journal")
"""What SQLite keeps beside a file while somebody writes in it: the file alone is then not whole."""

OTHER_WRITER_S = 1.0
"""How long we wait for another program that has the file open."""

DESCRIPTION_TABLES = """
CREATE TABLE IF NOT EXISTS gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
  constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
INSERT INTO gpkg_extensions
  SELECT 'gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write'
  WHERE NOT EXISTS (SELECT 1 FROM gpkg_extensions WHERE table_name = 'gpkg_data_columns');
"""
"""The schema extension of the GeoPackage standard (OGC 12-128r15, annex F.9): titles of columns, which QGIS shows."""

WRITE_ERRORS = (
    OSError,
    sqlite3.Error,
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
    pyogrio.errors.GeometryError,
)
"""What goes wrong when a file cannot be written, by whichever library writes."""


class InUse(Exception):
    """Another program has the file open and has not finished writing."""


def write_layer(path: Path, name: str, table: pd.DataFrame) -> None:
    """Write one table as a layer, in place of one that was there; types a GeoPackage lacks become those that it has."""
    plain = table.copy()
    for column in plain.columns:
        if plain[column].dtype == "boolean":
            plain[column] = plain[column].map({True: "ja", False: "nee"}).astype("str")
    shapes = {}
    if isinstance(table, gpd.GeoDataFrame):
        kinds = set(table.geom_type.dropna())
        shapes = {"geometry_type": kinds.pop() if len(kinds) == 1 else "Unknown", "promote_to_multi": False}
    pyogrio.write_dataframe(plain, path, layer=name, driver="GPKG", **shapes)


def describe(file: sqlite3.Connection) -> None:
    """Give the layers of a region and their columns the titles that QGIS shows."""
    present = {row[0] for row in file.execute("SELECT table_name FROM gpkg_contents")}
    file.executescript(DESCRIPTION_TABLES)
    for name in TABLES:
        if name not in present:
            continue
        file.execute(
            "UPDATE OR IGNORE gpkg_contents SET identifier = ?, description = ? WHERE table_name = ?",
            (*table_title(name), name),
        )
        columns = [(name, column, title, title, about) for column, (title, about) in column_titles(name).items()]
        file.execute("DELETE FROM gpkg_data_columns WHERE table_name = ?", (name,))
        file.executemany(
            "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description) VALUES (?, ?, ?, ?, ?)",
            columns,
        )


def count_rows(file: sqlite3.Connection, tables: Mapping[str, pd.DataFrame]) -> None:
    """Raise OSError where a layer has not the rows that were written: a full disk is not always said aloud."""
    for name, table in tables.items():
        if file.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] != len(table):
            raise OSError(errno.EIO, name)


def settle(path: Path) -> None:
    """Let SQLite finish what another program left beside the file; raises InUse where that program is still at it."""
    if not _sides(path):
        return
    try:
        with closing(sqlite3.connect(path, timeout=OTHER_WRITER_S)) as file:
            file.execute("SELECT count(*) FROM sqlite_master").fetchone()
            file.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        raise InUse from error
    if _sides(path):
        raise InUse


def _sides(path: Path) -> list[Path]:
    """List the side files that are there."""
    return [side for end in SIDE_FILES if (side := path.with_name(path.name + end)).exists()]
