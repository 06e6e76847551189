"""Schemas in a throw-away cluster, and the hands of someone with psql or QGIS: the engine `postgis` of the shared tests."""

import geopandas as gpd
import pandas as pd
import shapely
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from mapping.store.address import parts_of
from tests.unit.store.cluster import Cluster


class PostGISEngine:
    """Regions in one cluster, each in a schema of its own."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster

    def new_address(self) -> str:
        """Return the address of a schema that is not there yet."""
        return self.cluster.address()

    def edit_outside(self, address: str, name: str, table: pd.DataFrame) -> None:
        """Replace the rows of a table with plain statements, in one transaction."""
        with self.cluster.connect() as connection, connection.transaction():
            connection.execute(self._filled("DELETE FROM {place}", address, name))
            columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
            values = sql.SQL(", ").join(sql.Placeholder() * len(table.columns))
            for row in _rows(table):
                insert = self._filled("INSERT INTO {place} ({columns}) VALUES ({values})", address, name,
                                      columns=columns, values=values)  # fmt: skip
                connection.execute(insert, row)

    def drop_outside(self, address: str, name: str) -> None:
        """Drop one table."""
        with self.cluster.connect() as connection:
            connection.execute(self._filled("DROP TABLE IF EXISTS {place}", address, name))

    def damage_contents(self, address: str) -> None:
        """Overwrite the contents."""
        with self.cluster.connect() as connection:
            connection.execute(self._filled(r"UPDATE {place} SET inhoud = '\x00112233'", address, "versie_inhoud"))

    def forget(self, address: str, version: int) -> None:
        """Remove the rows of one version."""
        with self.cluster.connect() as connection:
            connection.execute(
                self._filled("DELETE FROM {place} WHERE versie = %s", address, "versie_tabel"), [version]
            )

    def leftovers(self, address: str) -> list[str]:
        """Name transactions of writers that are still open, and tables that are no part of a region."""
        with self.cluster.connect() as connection:
            asked = (
                "SELECT query FROM pg_stat_activity WHERE application_name = 'zin-in-kaart' AND state <> 'idle' "
                "AND datname = %s"
            )
            return [query for (query,) in connection.execute(asked, [conninfo_to_dict(parts_of(address)[0])["dbname"]])]

    def query(self, address: str, statement: str, name: str = "") -> list[tuple]:
        """Ask something about the table `{place}` of a region."""
        with self.cluster.connect() as connection:
            return connection.execute(self._filled(statement, address, name)).fetchall()

    @staticmethod
    def _filled(statement: str, address: str, name: str, **parts: sql.Composable) -> sql.Composed:
        return sql.SQL(statement).format(place=sql.Identifier(parts_of(address)[1], name), **parts)


def _rows(table: pd.DataFrame) -> list[list]:
    """Return the rows as psycopg takes them."""
    plain = pd.DataFrame(table).astype(object).where(pd.DataFrame(table).notna(), None)
    if isinstance(table, gpd.GeoDataFrame):
        shapes = shapely.set_srid(table.geometry.to_numpy(), 28992)
        shown = shapely.to_wkb(shapes, hex=True, include_srid=True)
        plain["geometry"] = pd.Series(shown, index=plain.index, dtype=object)  # an absent shape stays None
    return plain.to_numpy(dtype=object).tolist()
