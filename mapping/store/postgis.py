"""A region in one schema of PostGIS: the same methods as a GeoPackage, many readers and writers at once.

A change is one transaction: whoever kills the program, or pulls the plug of the database, finds the state of before or
that of after. One writer at a time holds a lock of the schema and of its tables, so that QGIS cannot change a table
between our reading and our writing. Readers wait for nobody and always see one whole state.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import pandas as pd
from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError

from mapping.errors import Finding, StoreError
from mapping.schema import NEEDED, TABLES, cast, check
from mapping.store import postgis_layout as layout
from mapping.store.postgis_faults import as_sentences, is_gone
from mapping.store.postgis_tables import Place, put, rows_of, run, table_names
from mapping.store.protocol import Recorded, Written
from mapping.words import _

CONNECT_S = 5
"""Seconds that a connection may take: a user waits for it."""

LOCK_S = 5
"""Seconds that a writer waits for another one, as with a file (lock.WAIT_S)."""

SILENT_S = 300
"""Seconds after which the database ends a change in which nothing happens any more: its computer is gone."""


@cache
def engine_of(url: str) -> Engine:
    """Return the connections to one database, shared by all pages; none is made yet.

    Raises StoreError for an address that cannot be one. A connection that died while nobody used it is replaced.
    """
    try:
        return create_engine(
            make_url(url).set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            pool_size=4,
            hide_parameters=True,
            connect_args={
                "connect_timeout": CONNECT_S,
                "tcp_user_timeout": 2 * CONNECT_S * 1000,
                "application_name": "zin-in-kaart",
                "prepare_threshold": None,  # a plan made before would not fit a table that was made again
                "options": f"-c lock_timeout={LOCK_S}s -c idle_in_transaction_session_timeout={SILENT_S}s"
                " -c datestyle=ISO -c client_min_messages=warning",
            },
        )
    except (ArgumentError, ValueError):
        raise StoreError(_("Dit adres van een database kan niet worden gebruikt.")) from None  # it holds the password


class PostGIS:
    """One schema of a database. Every method raises StoreError with a sentence; nothing half done is left behind."""

    def __init__(self, url: str, schema: str) -> None:
        self._engine = engine_of(url)
        self._schema = schema

    @property
    def name(self) -> str:
        """Return the name of the schema."""
        return self._schema

    def version(self) -> str:
        """Return a text that changes whenever a table does, also by QGIS; cheap enough to ask on every page."""
        with self._reading() as connection:
            self._names(connection)
            return layout.state(connection, self._schema)

    def tables(self) -> list[str]:
        """Name the tables of the region, known or not, in the order in which they were made."""
        with self._reading() as connection:
            return self._names(connection)

    def read_raw(self, name: str) -> pd.DataFrame:
        """Read one table as it stands, for check()."""
        with self._reading([name]) as connection:
            return rows_of(connection, Place(self._schema, name))

    def read(self, names: Iterable[str] | None = None) -> dict[str, pd.DataFrame]:
        """Read tables (default: all of the contract) with the dtypes of their contracts; an absent one is empty.

        All of them are of one moment. Raises StoreError where the schema misses a table without which there is no region.
        """
        wanted = list(TABLES) if names is None else list(names)
        present = self.tables()
        with self._reading([name for name in wanted if name in present]) as connection:
            return self._read(connection, wanted)

    def check(self) -> list[Finding]:
        """Check every table against its contract; all findings."""
        names = self.tables()
        cure = _("Maak de regio opnieuw met ‘build’ of ‘copy’")
        missing = [
            Finding(_("Deze tabel ontbreekt"), self.name, value=name, cure=cure) for name in NEEDED if name not in names
        ]
        with self._reading(names) as connection:
            return missing + check({name: rows_of(connection, Place(self._schema, name)) for name in names})

    def is_there(self) -> bool:
        """Tell whether the schema holds any table."""
        with self._reading() as connection:
            return bool(table_names(connection, self._schema))

    def write(
        self,
        tables: Mapping[str, pd.DataFrame],
        recorded: Iterable[Recorded] = (),
        *,
        approve: Callable[[Written], None] | None = None,
    ) -> None:
        """Replace the region by these tables and this history at once; makes the schema where there is none.

        `approve` may look at what was written and refuse it with an error. Raises StoreError where writing fails, or
        where the schema holds tables that are not of a region; all is then as it was.
        """
        with self._writing() as connection:
            layout.prepare(connection, self._schema)
            present = table_names(connection, self._schema)
            strange = [name for name in present if name not in TABLES]
            if strange:
                raise StoreError(
                    _("In {name} staan tabellen die niet van een regio zijn: {tables}. Kies een ander schema.").format(
                        name=self.name, tables=", ".join(strange)
                    )
                )
            layout.forget_all(connection, self._schema)
            for name in present:
                if name not in tables:
                    run(connection, f"DROP TABLE {Place(self._schema, name)}")
            held = HeldPostGIS(self, connection)
            held.replace(tables, recorded)
            if approve is not None:
                approve(held)

    def listed(self, version: int) -> dict[str, str]:
        """Return the hash of each table in a version; empty where that version is not recorded."""
        with self._reading() as connection:
            self._names(connection)
            return layout.listed(connection, self._schema, version)

    def content(self, digest: str) -> bytes:
        """Return a recorded content by its hash; raises StoreError where it is absent."""
        with self._reading() as connection:
            self._names(connection)
            return layout.content(connection, self._schema, digest)

    @contextmanager
    def hold(self) -> Iterator["HeldPostGIS"]:
        """Hold the region for one writer; what it replaces stays when the block ends well, else nothing does."""
        with self._writing() as connection:
            names = self._names(connection)
            places = ", ".join(str(Place(self._schema, name)) for name in names if name in TABLES)
            if places:
                run(connection, f"LOCK TABLE {places} IN SHARE ROW EXCLUSIVE MODE")
            yield HeldPostGIS(self, connection)

    @contextmanager
    def _reading(self, names: Iterable[str] = ()) -> Iterator[Connection]:
        """Give a connection that sees one moment; the named tables are kept from being made again meanwhile."""
        with as_sentences(self.name, writing=False), self._engine.connect() as connection:
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            places = ", ".join(str(Place(self._schema, name)) for name in names)
            if places:  # before anything is read: from then on the moment is fixed
                run(connection, f"LOCK TABLE {places} IN ACCESS SHARE MODE")
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that holds the lock of the schema; it ends with all or nothing."""
        with (
            as_sentences(self.name, writing=True),
            self._engine.connect() as connection,
            connection.begin() as transaction,
        ):
            run(connection, "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", f"zin-in-kaart {self._schema}")
            yield connection
            self._commit(transaction)

    def _commit(self, transaction) -> None:
        """End a change; where the database goes away in that very moment nobody knows what came of it, and we say so."""
        try:
            transaction.commit()
        except Exception as error:
            if not is_gone(error):
                raise
            raise StoreError(
                _(
                    "De verbinding met {name} brak tijdens het opslaan. Kijk eerst bij Versies of uw wijziging er staat;"
                    " zo niet, sla dan opnieuw op."
                ).format(name=self.name)
            ) from error

    def _names(self, connection: Connection) -> list[str]:
        """Name the tables; raises StoreError where there are none, or where a newer program made them."""
        names = table_names(connection, self._schema)
        if not names:
            raise self._no_region()
        layout.format_of(connection, self._schema)
        return names

    def _read(self, connection: Connection, names: Iterable[str]) -> dict[str, pd.DataFrame]:
        """Read tables on a connection; raises StoreError where a needed table is absent."""
        present = set(self._names(connection))
        missing = [name for name in NEEDED if name not in present]
        if missing:
            raise StoreError(
                _("{name} is geen regio: {tables} ontbreekt. Maak haar opnieuw met ‘build’ of ‘copy’.").format(
                    name=self.name, tables=", ".join(missing)
                )
            )
        return {
            name: cast(rows_of(connection, Place(self._schema, name)), name)
            if name in present
            else TABLES[name].empty()
            for name in names
        }

    def _no_region(self) -> StoreError:
        return StoreError(
            _(
                "In deze database staat geen regio met de naam {name}. Maak haar met ‘copy’, of controleer het adres."
            ).format(name=self.name)
        )


class HeldPostGIS:
    """A region in PostGIS that one writer holds."""

    def __init__(self, store: PostGIS, connection: Connection) -> None:
        self._store, self._connection = store, connection

    def read(self, names: Iterable[str] | None = None) -> dict[str, pd.DataFrame]:
        """Read tables as PostGIS.read does, as they are now that nobody else can change them."""
        return self._store._read(self._connection, list(TABLES) if names is None else list(names))

    def listed(self, version: int) -> dict[str, str]:
        """Return the hash of each table in a version, as PostGIS.listed does."""
        return layout.listed(self._connection, self._store.name, version)

    def content(self, digest: str) -> bytes:
        """Return a recorded content, as PostGIS.content does."""
        return layout.content(self._connection, self._store.name, digest)

    def replace(self, tables: Mapping[str, pd.DataFrame], recorded: Iterable[Recorded]) -> None:
        """Replace these tables and add to the history: all of it or nothing, and for good when the block ends."""
        schema = self._store.name
        with as_sentences(schema, writing=True), self._connection.begin_nested():
            layout.prepare(self._connection, schema)
            for name, table in tables.items():
                put(self._connection, Place(schema, name), table)
            for version in recorded:
                layout.remember(self._connection, schema, version)
            layout.count_changes(self._connection, schema)
            layout.touch(self._connection, schema)
