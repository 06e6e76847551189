"""What a schema holds beside the tables of its region: the history, the counter of changes, and how they are made.

The counter grows by a row at every statement that changes a table, whoever gives it. It is a list and not a number, so
that two people who save in QGIS at once need not wait for each other.
"""

from sqlalchemy import Connection

from mapping.errors import StoreError
from mapping.schema import TABLES
from mapping.store.migrations import FORMAT, refuse_newer
from mapping.store.postgis_tables import COUNTER, OWN_TABLES, Place, quoted, run, table_names
from mapping.store.protocol import Recorded
from mapping.words import _

STEPS = {
    2: (
        "CREATE TABLE {versie_tabel} (versie bigint, tabel text, sha256 text NOT NULL, PRIMARY KEY (versie, tabel))",
        "CREATE TABLE {versie_inhoud} (sha256 text PRIMARY KEY, inhoud bytea NOT NULL)",
        "ALTER TABLE {versie_inhoud} ALTER inhoud SET STORAGE EXTERNAL",  # it is packed already
        "CREATE TABLE {versie_formaat} (nummer integer NOT NULL)",
        "INSERT INTO {versie_formaat} VALUES (2)",
        "CREATE TABLE {versie_stand} (nummer bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
        " moment timestamptz NOT NULL DEFAULT clock_timestamp())",
        # with the rights of the owner: whoever may change a table need not have rights on the counter
        "CREATE OR REPLACE FUNCTION {versie_stand}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
        " SET search_path = pg_catalog, pg_temp AS"
        " $$ BEGIN INSERT INTO {versie_stand} DEFAULT VALUES; RETURN NULL; END $$",
    ),
}
"""Number → the SQL that makes a region of the format before into one of this format, numbered as in migrations.py."""


def _filled(schema: str, statement: str) -> str:
    """Return a statement with the quoted names of our tables."""
    return statement.format(**{name: Place(schema, name) for name in OWN_TABLES})


def format_of(connection: Connection, schema: str) -> int:
    """Return the format of a region; 1 where nothing of the store itself is there. Raises StoreError for a newer one."""
    place = Place(schema, "versie_formaat")
    if not run(connection, "SELECT 1 WHERE to_regclass(%s) IS NOT NULL", str(place)):
        return 1
    found = int(run(connection, f"SELECT max(nummer) FROM {place}")[0][0] or 1)
    refuse_newer(found, schema)
    return found


def prepare(connection: Connection, schema: str) -> None:
    """Make the schema, the extension and our own tables where they are absent, or bring them to our format.

    Raises StoreError where PostGIS is not installed, or where a newer program made the region.
    """
    if not run(connection, "SELECT 1 FROM pg_extension WHERE extname = 'postgis'"):
        if not run(connection, "SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'"):
            raise StoreError(
                _(
                    "PostGIS ontbreekt op deze database. Laat de beheerder het installeren (Debian: postgresql-15-postgis-3)."
                )
            )
        run(connection, "CREATE EXTENSION postgis")
    if not run(connection, "SELECT 1 FROM pg_namespace WHERE nspname = %s", schema):
        run(connection, f"CREATE SCHEMA {quoted(schema)}")
    for number in range(format_of(connection, schema) + 1, FORMAT + 1):
        for statement in STEPS[number]:
            run(connection, _filled(schema, statement))


def count_changes(connection: Connection, schema: str) -> None:
    """See to it that every change of a table of the region, by whatever program, makes the counter grow."""
    rows = run(
        connection,
        "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND t.tgname = %s",
        schema,
        COUNTER,
    )
    counted = {name for (name,) in rows}
    for name in table_names(connection, schema):
        if name in TABLES and name not in counted:
            run(
                connection,
                f"CREATE TRIGGER {COUNTER} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {Place(schema, name)}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION {Place(schema, COUNTER)}()",
            )


def state(connection: Connection, schema: str) -> str:
    """Return a short text that is another one after every change: of rows by the counter, of tables by their number.

    A region that we never wrote has no counter; there the statistics of the database serve, up to a second late.
    """
    if format_of(connection, schema) == 1:
        changes = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del), max(CAST(relid AS bigint)) FROM pg_stat_user_tables"
        parts = run(connection, f"{changes} WHERE schemaname = %s", schema)[0]
        return "-".join(f"{int(part or 0):x}" for part in parts)
    count, last, moment = run(
        connection,
        f"SELECT count(*), max(nummer), extract(epoch FROM max(moment)) FROM {Place(schema, COUNTER)}",
    )[0]
    newest = run(
        connection,
        "SELECT max(CAST(c.oid AS bigint)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = %s",
        schema,
    )[0][0]
    return f"{last or 0:x}-{count:x}-{moment or 0}-{newest:x}"


def touch(connection: Connection, schema: str) -> None:
    """Make the counter grow by hand, and let go of its older rows: the last number only ever grows."""
    run(connection, _filled(schema, "DELETE FROM {versie_stand}"))
    run(connection, _filled(schema, "INSERT INTO {versie_stand} DEFAULT VALUES"))


def forget_all(connection: Connection, schema: str) -> None:
    """Empty the history."""
    run(connection, _filled(schema, "DELETE FROM {versie_tabel}"))
    run(connection, _filled(schema, "DELETE FROM {versie_inhoud}"))


def listed(connection: Connection, schema: str, version: int) -> dict[str, str]:
    """Return the hash of each table in a version; empty where it is not recorded, or nothing ever was."""
    if format_of(connection, schema) == 1:
        return {}
    return dict(run(connection, _filled(schema, "SELECT tabel, sha256 FROM {versie_tabel} WHERE versie = %s"), version))


def content(connection: Connection, schema: str, digest: str) -> bytes:
    """Return a recorded content by its hash; raises StoreError where it is absent."""
    ask = _filled(schema, "SELECT inhoud FROM {versie_inhoud} WHERE sha256 = %s")
    rows = run(connection, ask, digest) if format_of(connection, schema) > 1 else []
    if not rows:
        raise StoreError(_("In {file} ontbreekt een oude inhoud; deze versie kan niet terug.").format(file=schema))
    return bytes(rows[0][0])


def remember(connection: Connection, schema: str, recorded: Recorded) -> None:
    """Add one version to the history."""
    for name, digest in recorded.listed.items():
        insert = _filled(schema, "INSERT INTO {versie_tabel} VALUES (%s, %s, %s)")
        run(connection, insert, recorded.version, name, digest)
    for digest, content in recorded.contents.items():
        insert = _filled(schema, "INSERT INTO {versie_inhoud} VALUES (%s, %s) ON CONFLICT DO NOTHING")
        run(connection, insert, digest, content)
