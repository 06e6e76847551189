"""The tables of a region in PostGIS: their columns, the words that QGIS shows, and their rows.

Each table has a `fid` that keeps the order of the rows, as in a GeoPackage. Names come from the contracts or from the
database and are always quoted; a connection is one of SQLAlchemy, inside a transaction.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import psycopg
import shapely
from psycopg import sql
from sqlalchemy import Connection

from mapping.contract import Kind
from mapping.model import RD_NEW
from mapping.schema import TABLES
from mapping.store.titles import column_titles, table_title

FID = "fid"
GEOMETRY = "geometry"
SRID = 28992
"""The number of RD New, as PostGIS knows it."""

COUNTER = "versie_stand"
"""The table that grows by a row whenever a table of the region changes, and the trigger that makes it grow."""

OWN_TABLES = ("versie_tabel", "versie_inhoud", "versie_formaat", COUNTER)
"""Tables of the store itself: the history, its format, and the counter."""

OF_OTHERS = ("layer_styles", "qgis_projects", "spatial_ref_sys")
"""Tables that QGIS or PostGIS adds: not ours, and no fault."""

COLUMN_TYPES = {
    Kind.TEXT: "text",
    Kind.WHOLE: "bigint",
    Kind.NUMBER: "double precision",
    Kind.DATE: "date",
    Kind.FLAG: "boolean",
}

SHAPE_TYPES = {Kind.POINT: "Point", Kind.LINE: "LineString"}
"""Areas are not here: a gebied may be of one part or of more, so their column holds any shape."""


@dataclass(frozen=True)
class Place:
    """A table in a schema, quoted for SQL."""

    schema: str
    name: str

    def __str__(self) -> str:
        """Return schema and name as SQL writes them."""
        return f"{quoted(self.schema)}.{quoted(self.name)}"


def quoted(name: str) -> str:
    """Return a name as an identifier of SQL, whatever stands in it."""
    return sql.Identifier(name).as_string()


def run(connection: Connection, statement: str, *values: object) -> list[tuple]:
    """Run one statement in the transaction of the connection, its values (`%s`) apart, and return its rows.

    Straight to psycopg: SQLAlchemy would take a colon in a quoted name for a parameter.
    """
    raw: psycopg.Connection = connection.connection.driver_connection
    cursor = raw.execute(statement, values or None)
    return cursor.fetchall() if cursor.description else []


def table_names(connection: Connection, schema: str) -> list[str]:
    """Name the tables of a region, in the order in which they were made."""
    rows = run(
        connection,
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = %s AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY c.oid",
        schema,
    )
    return [name for (name,) in rows if name not in (*OWN_TABLES, *OF_OTHERS)]


def columns_of(connection: Connection, place: Place) -> dict[str, str]:
    """Return the columns of a table with their types as PostgreSQL writes them; nothing where there is no table."""
    rows = run(
        connection,
        "SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a"
        " WHERE a.attrelid = to_regclass(%s) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
        str(place),
    )
    return dict(rows)


def wanted_columns(name: str, table: pd.DataFrame) -> dict[str, str]:
    """Return the columns that a table needs, by its contract; one outside the contract by its dtype."""
    contract = TABLES.get(name)
    types = {FID: "bigint"}
    for column in table.columns:
        rule = contract.columns.get(column) if contract else None
        if column == GEOMETRY and isinstance(table, gpd.GeoDataFrame):
            types[column] = _shape_type(rule.kind if rule else None, table.geometry)
        elif rule is not None and not rule.is_geometry:
            types[column] = COLUMN_TYPES[rule.kind]
        else:
            types[column] = _type_of(table[column])
    return types


def _type_of(values: pd.Series) -> str:
    """Return the type for a column that no contract describes."""
    if pd.api.types.is_bool_dtype(values.dtype):
        return "boolean"
    if pd.api.types.is_integer_dtype(values.dtype):
        return "bigint"
    return "double precision" if pd.api.types.is_float_dtype(values.dtype) else "text"


def _shape_type(kind: Kind | None, shapes: gpd.GeoSeries) -> str:
    """Return the narrowest type that holds the shapes; one with heights has no fixed dimension."""
    if shapes.has_z.any():
        return "geometry"
    one = SHAPE_TYPES.get(kind)
    return f"geometry({one if one and shapes.dropna().geom_type.eq(one).all() else 'Geometry'},{SRID})"


def put(connection: Connection, place: Place, table: pd.DataFrame) -> None:
    """Make the rows of a table those given; the table itself is made again only where its columns differ.

    Rows are deleted, not truncated: whoever reads meanwhile keeps seeing the state of before.
    """
    wanted = wanted_columns(place.name, table)
    if columns_of(connection, place) == wanted:
        run(connection, f"DELETE FROM {place}")
    else:
        run(connection, f"DROP TABLE IF EXISTS {place}")
        _make(connection, place, wanted)
    _copy(connection, place, table)


def _make(connection: Connection, place: Place, columns: dict[str, str]) -> None:
    """Make an empty table with its words and, where it has shapes, their index."""
    lines = [f"{FID} bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"]
    lines += [f"{quoted(name)} {kind}" for name, kind in columns.items() if name != FID]
    if columns.get(GEOMETRY) == "geometry":
        lines.append(f"CHECK (ST_SRID({GEOMETRY}) = {SRID})")
    run(connection, f"CREATE TABLE {place} ({', '.join(lines)})")
    if GEOMETRY in columns:
        run(connection, f"CREATE INDEX ON {place} USING gist ({GEOMETRY})")
    if place.name in TABLES:
        _describe(connection, place, columns)


def _describe(connection: Connection, place: Place, columns: dict[str, str]) -> None:
    """Give a table and its columns the words that QGIS shows: title and meaning."""
    words = {f"TABLE {place}": table_title(place.name)}
    words |= {
        f"COLUMN {place}.{quoted(column)}": title
        for column, title in column_titles(place.name).items()
        if column in columns
    }
    statements = [
        f"COMMENT ON {thing} IS {sql.Literal(f'{title}: {about}' if about else title).as_string()}"
        for thing, (title, about) in words.items()
    ]
    run(connection, "; ".join(statements))


def _copy(connection: Connection, place: Place, table: pd.DataFrame) -> None:
    """Write the rows with COPY, in their order."""
    names = ", ".join(quoted(column) for column in table.columns)
    raw: psycopg.Connection = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY {place} ({names}) FROM STDIN") as copy:
        for row in _rows(table):
            copy.write_row(row)


def _rows(table: pd.DataFrame) -> Iterator[tuple]:
    """Give the rows as values that COPY knows: missing is None, a shape is hexadecimal EWKB."""
    columns = []
    for name in table.columns:
        values = table[name]
        if name == GEOMETRY and isinstance(table, gpd.GeoDataFrame):
            shapes = shapely.set_srid(values.to_numpy(), SRID)
            columns.append(shapely.to_wkb(shapes, hex=True, include_srid=True).tolist())
        else:
            columns.append(values.to_numpy(dtype=object, na_value=None).tolist())
    return zip(*columns, strict=True)


def rows_of(connection: Connection, place: Place) -> pd.DataFrame:
    """Read a table as it stands, without its fid, in the order of its rows; a date is read as ISO text."""
    columns = columns_of(connection, place)
    shapes = next((name for name, kind in columns.items() if "geometry" in kind), None)
    shown = [
        f"{quoted(name)}::text" if kind == "date" else quoted(name) for name, kind in columns.items() if name != FID
    ]
    order = f" ORDER BY {FID}" if FID in columns else ""
    rows = run(connection, f"SELECT {', '.join(shown) or 'NULL'} FROM {place}{order}")
    names = [name for name in columns if name != FID]
    table = pd.DataFrame(rows, columns=names or None)
    return table if shapes is None else _with_shapes(table, shapes)


def _with_shapes(table: pd.DataFrame, column: str) -> gpd.GeoDataFrame:
    """Return the table with its shapes, in the CRS that they have themselves (RD New where there are none)."""
    shapes = shapely.from_wkb(table[column].astype(object).where(table[column].notna(), None).to_numpy())
    known = sorted(set(shapely.get_srid(shapes[~shapely.is_missing(shapes)])) - {0})
    series = gpd.GeoSeries(shapely.set_srid(shapes, 0), index=table.index, crs=known[0] if known else RD_NEW)
    return gpd.GeoDataFrame(table.drop(columns=column), geometry=series)
