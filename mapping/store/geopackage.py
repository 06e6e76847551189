"""A region in one GeoPackage: read with its dtypes, written whole or not at all, opened by QGIS as it is.

A change copies the file, changes the copy and puts it in the place of the old one (`os.replace`): whoever kills the
program finds the file of before or that of after, and at most a folder beside it that the next change removes; until
then `interrupted` tells of it. The history stands in three tables of its own that are not in the list of layers, so that
QGIS does not show them; stdlib sqlite3 writes them into the copy.
"""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pandas as pd
import pyogrio

from mapping.errors import Finding, StoreError
from mapping.model import HEAD_BYTES, is_geopackage
from mapping.schema import NEEDED, TABLES, cast, check
from mapping.store.geopackage_file import WRITE_ERRORS, InUse, count_rows, describe, settle, write_layer
from mapping.store.lock import LockHeld, is_held, locked
from mapping.store.migrations import format_of, migrate, refuse_newer
from mapping.store.protocol import Recorded, Written
from mapping.store.reasons import why_not_written
from mapping.words import _

OF_QGIS = ("layer_styles", "qgis_projects")
"""Tables that QGIS adds to a file when someone keeps a style or project in it: not ours, and no fault."""

READ_TURNS = 3
"""How often we read again where the file was replaced while we did: its tables must be of one moment."""

FRESH = "region.gpkg"
"""Name of the file that a change works on, in a folder of its own."""


Answer = TypeVar("Answer")


class GeoPackage:
    """One region file. `read` and `write` raise StoreError with a sentence; nothing half done is left behind."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def version(self) -> str:
        """Return a short text that changes whenever the file does; cheap enough to ask on every page."""
        path = self._existing()
        facts = [path.stat()]
        with suppress(OSError):  # what QGIS writes waits here until it closes the file
            facts.append(path.with_name(path.name + "-wal").stat())
        return "-".join(f"{one.st_mtime_ns:x}-{one.st_size:x}" for one in facts)

    def tables(self) -> list[str]:
        """Name the tables in the file, known or not, in the order of the file."""
        path = self._existing()
        with path.open("rb") as source:
            if not is_geopackage(source.read(HEAD_BYTES)):
                raise StoreError(
                    _("{file} is geen GeoPackage. Kies een bestand dat met ‘build’ is gemaakt.").format(file=path.name)
                )
        refuse_newer(self._ask(format_of), path.name)
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
        for _turn in range(READ_TURNS):
            before = self.version()
            tables = self._read(wanted)
            if self.version() == before:
                break
        return tables

    def _read(self, wanted: list[str]) -> dict[str, pd.DataFrame]:
        """Read tables as `read` does, once."""
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

    def is_there(self) -> bool:
        """Tell whether anything stands at the path, a region or not."""
        return self.path.exists()

    def write(
        self,
        tables: Mapping[str, pd.DataFrame],
        recorded: Iterable[Recorded] = (),
        *,
        approve: Callable[[Written], None] | None = None,
    ) -> None:
        """Replace the file by these tables and this history at once; the file that was there goes.

        `approve` may look at what was written and refuse it with an error. Raises StoreError where the folder cannot be
        written; the file that was there is then untouched.
        """
        with self._locked(), self._fresh_copy(empty=True) as fresh:
            _put(fresh, self.name, tables, recorded)
            if approve is not None:
                approve(GeoPackage(fresh))

    def interrupted(self) -> str:
        """Return the ISO time of the last write that was killed, of which nothing was stored; empty where none was.

        The file of a writer who is still at work is no leftover; a folder without one is: it stands already, or nothing
        had begun.
        """
        target = self.path.resolve()
        left = _work_folder(target) / FRESH
        with suppress(OSError):
            before = left.stat()
            if not is_held(target) and left.stat() == before:  # or a writer began or ended while we looked
                return datetime.fromtimestamp(before.st_mtime, UTC).isoformat(timespec="seconds")
        return ""

    def listed(self, version: int) -> dict[str, str]:
        """Return the hash of each table in a version; empty where that version is not recorded."""
        return dict(self._history("SELECT tabel, sha256 FROM versie_tabel WHERE versie = ?", int(version)))

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
        with self._locked():
            yield HeldGeoPackage(self)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock; raises StoreError where another holds it too long or none can be made."""
        try:
            with locked(self.path.resolve(), failed=self._not_written):
                yield
        except LockHeld as error:
            raise StoreError(
                _("Iemand anders schrijft nu in {file}. Probeer het zo nog eens; er is niets veranderd.").format(
                    file=self.name
                )
            ) from error

    def _history(self, query: str, value: str | int) -> list[tuple]:
        """Ask the tables of the history; a file from before they existed has none."""

        def rows(file: sqlite3.Connection) -> list[tuple]:
            return file.execute(query, (value,)).fetchall() if format_of(file) > 1 else []

        return self._ask(rows)

    def _ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Ask something of the file by SQL, without any way to change it, also where its folder cannot be written."""
        address = f"{self._existing().absolute().as_uri()}?mode=ro&immutable=1"
        try:
            with closing(sqlite3.connect(address, uri=True)) as file:
                return question(file)
        except sqlite3.Error as error:
            raise self._unreadable() from error

    @contextmanager
    def _fresh_copy(self, *, empty: bool = False, seen: str = "") -> Iterator[Path]:
        """Give a file beside ours to work on (a copy, or nothing yet), and put it in our place when the block ends.

        `seen`: the state that the work was made for; raises StoreError where it is another one now.
        """
        target = self.path.resolve()  # what a link points to, or the link itself would be replaced
        folder = _work_folder(target)
        try:
            self._refuse_closed(target, seen)
            shutil.rmtree(folder, ignore_errors=True)  # of a program that was killed: we hold the lock
            folder.mkdir()
            try:
                fresh = folder / FRESH
                if not empty:
                    shutil.copyfile(target, fresh)
                yield fresh
                if target.exists():
                    shutil.copymode(target, fresh)
                with fresh.open("rb+") as written:
                    os.fsync(written.fileno())
                os.replace(fresh, target)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        except WRITE_ERRORS as error:
            raise self._not_written(error) from error

    def _refuse_closed(self, target: Path, seen: str) -> None:
        """Raise where the file may not be replaced: it is read-only, open elsewhere, or was changed just now."""
        if not target.exists():
            return
        if not target.stat().st_mode & stat.S_IWUSR:
            raise StoreError(
                _("{file} is alleen om te lezen. Maak een kopie, of zet schrijven aan; er is niets veranderd.").format(
                    file=self.name
                )
            )
        try:
            settle(target)
        except InUse as error:
            raise StoreError(
                _("{file} is open in een ander programma, zoals QGIS. Sluit het daar; er is niets veranderd.").format(
                    file=self.name
                )
            ) from error
        if seen and self.version() != seen:
            raise StoreError(
                _("{file} is zojuist door een ander programma veranderd. Probeer het nog eens.").format(file=self.name)
            )

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
    """A GeoPackage that one writer holds; programs that know no lock, like QGIS, may still change it."""

    def __init__(self, store: GeoPackage) -> None:
        self._store, self._seen = store, store.version()

    def read(self, names: Iterable[str] | None = None) -> dict[str, pd.DataFrame]:
        """Read tables as GeoPackage.read does."""
        return self._store.read(names)

    def replace(self, tables: Mapping[str, pd.DataFrame], recorded: Iterable[Recorded]) -> None:
        """Replace these layers and add to the history, in a copy that takes the place of the file."""
        with self._store._fresh_copy(seen=self._seen) as fresh:
            _put(fresh, self._store.name, tables, recorded)
        self._seen = self._store.version()


def _work_folder(target: Path) -> Path:
    """Return the folder beside a file in which a change is made."""
    return target.with_name(f".{target.name}.nieuw")


def interrupted(store: object) -> str:
    """Return what GeoPackage.interrupted does; of a database nothing is left, so nobody can tell: empty."""
    return store.interrupted() if isinstance(store, GeoPackage) else ""


def _put(path: Path, name: str, tables: Mapping[str, pd.DataFrame], recorded: Iterable[Recorded]) -> None:
    """Write layers and history into a file that nobody else sees yet; raises one of WRITE_ERRORS where that fails."""
    for layer, table in tables.items():
        write_layer(path, layer, table)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("PRAGMA journal_mode = DELETE")  # with a WAL it cannot be read from a folder that is read-only
        migrate(file, name)
        describe(file)
        count_rows(file, tables)
        for version in recorded:
            listed = [(version.version, layer, digest) for layer, digest in version.listed.items()]
            file.executemany("INSERT INTO versie_tabel VALUES (?, ?, ?)", listed)
            file.executemany("INSERT OR IGNORE INTO versie_inhoud VALUES (?, ?)", version.contents.items())
