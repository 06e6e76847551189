"""A region in one GeoPackage: read with its dtypes, written whole or not at all, opened by QGIS as it is."""

import errno
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from mapping.errors import Finding, StoreError
from mapping.model import HEAD_BYTES, is_geopackage
from mapping.schema import NEEDED, TABLES, cast, check
from mapping.words import _

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
            raise StoreError(
                _("{file} kan niet worden gelezen; het bestand is misschien beschadigd.").format(file=path.name)
            ) from error

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

    def write(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Replace the file by these tables at once: a new file beside it, fsync, then os.replace.

        Raises StoreError where the folder cannot be written; the file that was there is then untouched.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.path.parent, prefix=f".{self.path.stem}-") as folder:
                fresh = Path(folder) / "region.gpkg"
                for name, table in tables.items():
                    _write_layer(fresh, name, table)
                with fresh.open("rb+") as written:
                    os.fsync(written.fileno())
                os.replace(fresh, self.path)
        except (OSError, pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            raise StoreError(
                _("{file} kan niet worden geschreven: {reason}. Er is niets veranderd.").format(
                    file=self.path.name, reason=why_not_written(error)
                )
            ) from error

    def _existing(self) -> Path:
        """Return the path; raises StoreError where nothing stands there."""
        if not self.path.is_file():
            raise StoreError(
                _("Het bestand {file} is er niet. Controleer de naam en de map.").format(file=self.path.name)
            )
        return self.path


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
    """Append one table as a layer; types that a GeoPackage lacks are written as those it has."""
    plain = table.copy()
    for column in plain.columns:
        if plain[column].dtype == "boolean":
            plain[column] = plain[column].map({True: "ja", False: "nee"}).astype("str")
    shapes = {"geometry_type": "Unknown"} if isinstance(table, gpd.GeoDataFrame) else {}
    if isinstance(table, gpd.GeoDataFrame) and not table.empty:
        kinds = set(table.geom_type.dropna())
        shapes = {"geometry_type": kinds.pop() if len(kinds) == 1 else "Unknown"}
    pyogrio.write_dataframe(plain, path, layer=name, driver="GPKG", append=path.exists(), **shapes)
