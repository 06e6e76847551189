"""What the shared tests of stores need of an engine: a fresh address, and hands to do harm behind the back of the store."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pandas as pd
import pyogrio


class Engine(Protocol):
    """One kind of store. An address is what `mapping.store.address.opened` opens, also in another process."""

    def new_address(self) -> str:
        """Return the address of a region that is not there yet."""

    def edit_outside(self, address: str, name: str, table: pd.DataFrame) -> None:
        """Replace one table as another program (QGIS, psql) would: without history."""

    def drop_outside(self, address: str, name: str) -> None:
        """Remove one table as another program would."""

    def damage_contents(self, address: str) -> None:
        """Spoil every recorded content."""

    def forget(self, address: str, version: int) -> None:
        """Remove a version from the record, as in a region of before there was one."""

    def leftovers(self, address: str) -> list[str]:
        """Name what a killed writer left behind."""


class GeoPackageEngine:
    """Region files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.made = folder, 0

    def new_address(self) -> str:
        """Return the path of a file in a folder of its own."""
        self.made += 1
        return str(self.folder / f"regio-{self.made}" / "regio.gpkg")

    def edit_outside(self, address: str, name: str, table: pd.DataFrame) -> None:
        """Write the layer straight into the file."""
        plain = table.copy()
        for column in plain.columns[plain.dtypes == "boolean"]:
            plain[column] = plain[column].map({True: "ja", False: "nee"}).astype("str")
        pyogrio.write_dataframe(plain, address, layer=name, driver="GPKG", geometry_type="Unknown")

    def drop_outside(self, address: str, name: str) -> None:
        """Copy the file without the layer."""
        keep = [str(layer) for layer in pyogrio.list_layers(address)[:, 0] if layer != name]
        bare = Path(address).with_suffix(".kopie.gpkg")
        for layer in keep:
            table = pyogrio.read_dataframe(address, layer=layer)
            pyogrio.write_dataframe(table, bare, layer=layer, driver="GPKG", geometry_type="Unknown")
        shutil.move(bare, address)

    def damage_contents(self, address: str) -> None:
        """Overwrite the blobs."""
        self._run(address, "UPDATE versie_inhoud SET inhoud = x'00112233'")

    def forget(self, address: str, version: int) -> None:
        """Remove the rows of one version."""
        self._run(address, f"DELETE FROM versie_tabel WHERE versie = {version}")

    def leftovers(self, address: str) -> list[str]:
        """List what stands beside the file."""
        return sorted(path.name for path in Path(address).parent.iterdir() if path.name != Path(address).name)

    @staticmethod
    def _run(address: str, statement: str) -> None:
        with closing(sqlite3.connect(address)) as file, file:
            file.execute(statement)
