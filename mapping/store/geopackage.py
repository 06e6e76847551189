"""A region in one GeoPackage: read with its dtypes, written whole or not at all, opened by QGIS as it is.

A change copies the file, changes the copy and puts it in the place of the old one (`os.replace`): whoever kills the
program finds the file of before or that of after. The history stands in three tables of its own that are not in the list
of layers, so that QGIS does not show them; stdlib sqlite3 writes them into the copy.
"""

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from mapping.errors import Finding, StoreError
from mapping.model import HEAD_BYTES, is_geopackage
from mapping.schema import NEEDED, TABLES, cast, check
from mapping.store.lock import LockHeld, locked
from mapping.store.protocol import Recorded
from mapping.words import _

FORMAT = 2
"""The format of the files that we write: 1 had no history (see migrations.py)."""

HISTORY_TABLES = f"""
CREATE TABLE IF NOT EXISTS versie_tabel (versie INTEGER, tabel TEXT, sha256 TEXT, PRIMARY KEY (versie, tabel));
CREATE TABLE IF NOT EXISTS versie_inhoud (sha256 TEXT PRIMARY KEY, inhoud BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS versie_formaat (nummer INTEGER NOT NULL);
INSERT INTO versie_formaat SELECT {FORMAT} WHERE NOT EXISTS (SELECT 1 FROM versie_formaat);
"""

OF_QGIS = ("layer_styles", "qgis_projects")
"""Tables that QGIS adds to a file when someone keeps a style or project in it: not ours, and no fault."""


class GeoPackage:
    """One region file. `read` and `write` raise StoreError with a sentence; nothing half done is left behind."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def version(self) -> str:
        """Return a short text that changes whenever the file does; cheap enough to ask on every page."""
        facts = self._existing().stat()
        return f"{facts.st_mtime_ns:x}-{facts.st_size:x}"

    def tables(self) -> list[str]:
        """Name the tables in the file, known or not, in the order of the file."""
        path = self._existing()
        with path.open("rb") as source:
            if not is_geopackage(source.read(HEAD_BYTES)):
                raise StoreError(
                    _("{file} is geen GeoPackage. Kies een bestand dat met ‘build’ is gemaakt.").format(file=path.name)
                )
        try:
            return [str(name) for name in pyogrio.list_layers(path)[:, 0] if name not in OF_QGIS]
        except (pyogrio.errors.DataSourceError, ValueError) as error:
            raise self._unreadable() from error

    def read_raw(self, name: str) -> pd.DataFrame:
        """Read one table as it stands in the file, for check(); raises StoreError where that fails."""
        try:
            return pyogrio.read_dataframe(self.path, layer=name, use_arrow=True)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
            raise StoreError(
                _("De tabel {table} in {file} kan niet worden gelezen.").format(table=name, file=self.path.name)
            ) from error

    def read(self, names: Iterable[str] | None = None) -> dict[str, pd.DataFrame]:
        """Read tables (default: all of the contract) with the dtypes of their contracts; an absent one is empty.

        Raises StoreError where the file misses one of the tables without which there is no region.
        """
        wanted = list(names) if names is not None else list(TABLES)
        present = set(self.tables())
        missing = [name for name in NEEDED if name not in present]
        if missing:
            raise StoreError(
                _("{file} is geen regiobestand: {tables} ontbreekt. Maak het opnieuw met ‘build’.").format(
                    file=self.path.name, tables=", ".join(missing)
                )
            )
        return {name: cast(self.read_raw(name), name) if name in present else TABLES[name].empty() for name in wanted}

    def check(self) -> list[Finding]:
        """Check every table of the file against its contract, as `python -m mapping check` does; all findings."""
        names = self.tables()
        cure = _("Maak het bestand opnieuw met ‘build’")
        missing = [
            Finding(_("Deze tabel ontbreekt"), self.path.name, value=name, cure=cure)
            for name in NEEDED
            if name not in names
        ]
        return missing + check({name: self.read_raw(name) for name in names})

    @property
    def name(self) -> str:
        """Return the file's name without the folder."""
        return self.path.name

    def write(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Replace the file by these tables at once, with an empty history; the file that was there goes.

        Raises StoreError where the folder cannot be written; the file that was there is then untouched.
        """
        with self._fresh_copy(empty=True) as fresh:
            for name, table in tables.items():
                _write_layer(fresh, name, table)

    def listed(self, version: int) -> dict[str, str]:
        """Return the hash of each table in a version; empty where that version is not recorded."""
        rows = self._history("SELECT tabel, sha256 FROM versie_tabel WHERE versie = ?", int(version))
        return dict(rows)

    def content(self, digest: str) -> bytes:
        """Return a recorded content by its hash; raises StoreError where it is absent."""
        rows = self._history("SELECT inhoud FROM versie_inhoud WHERE sha256 = ?", digest)
        if not rows:
            raise StoreError(
                _("In {file} ontbreekt een oude inhoud; deze versie kan niet terug.").format(file=self.name)
            )
        return rows[0][0]

    @contextmanager
    def hold(self) -> Iterator["HeldGeoPackage"]:
        """Hold the file for one writer, by a lock file beside it."""
        self._existing()
        try:
            with locked(self.path, failed=self._not_written):
                yield HeldGeoPackage(self)
        except LockHeld as error:
            raise StoreError(
                _("Iemand anders schrijft nu in {file}. Probeer het zo nog eens; er is niets veranderd.").format(
                    file=self.name
                )
            ) from error

    def _history(self, query: str, value: str | int) -> list[tuple]:
        """Ask the tables of the history; a file from before they existed has none."""
        with closing(sqlite3.connect(f"{self._existing().absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as file:
            try:
                return file.execute(query, (value,)).fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):
                    return []
                raise self._unreadable() from error
            except sqlite3.DatabaseError as error:
                raise self._unreadable() from error

    @contextmanager
    def _fresh_copy(self, *, empty: bool = False) -> Iterator[Path]:
        """Give a file beside ours to work on (a copy, or nothing yet), and put it in our place when the block ends."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.path.parent, prefix=f".{self.path.stem}-") as folder:
                fresh = Path(folder) / "region.gpkg"
                if not empty:
                    shutil.copyfile(self.path, fresh)
                yield fresh
                with fresh.open("rb+") as written:
                    os.fsync(written.fileno())
                os.replace(fresh, self.path)
        except (OSError, sqlite3.Error, pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            raise self._not_written(error) from error

    def _not_written(self, error: Exception) -> StoreError:
        return StoreError(
            _("{file} kan niet worden geschreven: {reason}. Er is niets veranderd.").format(
                file=self.name, reason=why_not_written(error)
            )
        )

    def _unreadable(self) -> StoreError:
        return StoreError(
            _("{file} kan niet worden gelezen; het bestand is misschien beschadigd.").format(file=self.name)
        )

    def _existing(self) -> Path:
        """Return the path; raises StoreError where nothing stands there."""
        if not self.path.is_file():
            raise StoreError(
                _("Het bestand {file} is er niet. Controleer de naam en de map.").format(file=self.path.name)
            )
        return self.path


class HeldGeoPackage:
    """A GeoPackage that one writer holds."""

    def __init__(self, store: GeoPackage) -> None:
        self._store = store

    def read(self, names: Iterable[str] | None = None) -> dict[str, pd.DataFrame]:
        """Read tables as GeoPackage.read does."""
        return self._store.read(names)

    def replace(self, tables: Mapping[str, pd.DataFrame], recorded: Iterable[Recorded]) -> None:
        """Replace these layers and add to the history, in a copy that takes the place of the file."""
        with self._store._fresh_copy() as fresh:
            for name, table in tables.items():
                _write_layer(fresh, name, table)
            with closing(sqlite3.connect(fresh)) as file, file:
                file.executescript(HISTORY_TABLES)
                for version in recorded:
                    listed = [(version.version, name, digest) for name, digest in version.listed.items()]
                    file.executemany("INSERT INTO versie_tabel VALUES (?, ?, ?)", listed)
                    file.executemany("INSERT OR IGNORE INTO versie_inhoud VALUES (?, ?)", version.contents.items())


def why_not_written(error: Exception) -> str:
    """Say in a few words why a file could not be written; a reason we have no words for stays as the system gave it."""
    reasons = {
        errno.EACCES: _("u mag in deze map niet schrijven"),
        errno.EPERM: _("u mag in deze map niet schrijven"),
        errno.EROFS: _("deze map is alleen om te lezen"),
        errno.ENOSPC: _("de schijf is vol"),
        errno.ENOENT: _("de map is er niet"),
        errno.ENOTDIR: _("de map is er niet"),
        errno.EEXIST: _("er staat al een bestand met de naam van de map"),
        errno.EISDIR: _("dit is de naam van een map"),
    }
    return reasons.get(getattr(error, "errno", None)) or getattr(error, "strerror", None) or str(error)


def _write_layer(path: Path, name: str, table: pd.DataFrame) -> None:
    """Write one table as a layer, in the place of one that was there; types that a GeoPackage lacks are written as those it has."""
    plain = table.copy()
    for column in plain.columns:
        if plain[column].dtype == "boolean":
            plain[column] = plain[column].map({True: "ja", False: "nee"}).astype("str")
    shapes = {"geometry_type": "Unknown"} if isinstance(table, gpd.GeoDataFrame) else {}
    if isinstance(table, gpd.GeoDataFrame) and not table.empty:
        kinds = set(table.geom_type.dropna())
        shapes = {"geometry_type": kinds.pop() if len(kinds) == 1 else "Unknown"}
    pyogrio.write_dataframe(plain, path, layer=name, driver="GPKG", **shapes)
