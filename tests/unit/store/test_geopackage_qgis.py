"""What QGIS shows of a region file: layers with Dutch titles, columns with aliases, styles that stay, no history."""

import sqlite3
from contextlib import closing

import pyogrio
import pytest

from mapping.schema import TABLES
from mapping.store import history
from mapping.store.geopackage import GeoPackage
from mapping.store.history import Author
from mapping.store.titles import TABLE_TITLES, column_titles, table_title
from tests.unit.store.region import small_tables, with_value


def ask(store: GeoPackage, query: str) -> list[tuple]:
    with closing(sqlite3.connect(store.path)) as file:
        return file.execute(query).fetchall()


@pytest.fixture
def store(tmp_path) -> GeoPackage:
    store = GeoPackage(tmp_path / "regio.gpkg")
    store.write(small_tables())
    return store


@pytest.fixture
def changed(store) -> GeoPackage:
    tables = {"initiatief": with_value(small_tables(), "inloop", "naam", "Inloop Zuid")}
    history.change(store, tables, Author("Anna", "x"))
    return store


def test_history_is_not_among_the_layers(changed):
    layers = set(pyogrio.list_layers(changed.path)[:, 0])
    assert layers == set(small_tables())
    assert changed.tables() == [str(name) for name in pyogrio.list_layers(changed.path)[:, 0]]


def test_layers_have_titles_and_descriptions_also_after_a_change(changed):
    shown = {
        name: rest for name, *rest in ask(changed, "SELECT table_name, identifier, description FROM gpkg_contents")
    }
    assert shown["initiatief"] == ["Initiatieven", "Waar mensen terechtkunnen met levensvragen"]
    assert all(shown[name] == list(table_title(name)) for name in small_tables())


def test_columns_have_an_alias_by_the_schema_extension(changed):
    rows = ask(changed, "SELECT column_name, name, description FROM gpkg_data_columns WHERE table_name = 'initiatief'")
    titles = {column: (name, about) for column, name, about in rows}
    assert titles == column_titles("initiatief")
    assert titles["wachttijd_weken"] == ("Wachttijd (weken)", "getal; mag leeg zijn")
    assert titles["abc"] == ("Niveau (A, B of C)", "A, B, C, onbekend") or titles["abc"][0] == "Niveau (A, B of C)"
    extension = "SELECT extension_name, scope FROM gpkg_extensions WHERE table_name = 'gpkg_data_columns'"
    assert ask(changed, extension) == [("gpkg_schema", "read-write")]


@pytest.mark.parametrize("name", TABLES)
def test_titles_of_every_table_are_there_and_unique(name):
    titles = [title for title, _about in column_titles(name).values()]
    assert len(set(titles)) == len(titles)
    assert all(title[0].isupper() and "_" not in title for title in titles)
    assert name in TABLE_TITLES


def test_titles_of_tables_are_unique():
    assert len({title for title, _about in TABLE_TITLES.values()}) == len(TABLE_TITLES)


def test_style_of_a_layer_stays_when_the_layer_changes(store):
    with closing(sqlite3.connect(store.path)) as file, file:
        file.execute("CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_name TEXT, styleName TEXT)")
        file.execute("INSERT INTO layer_styles VALUES (1, 'initiatief', 'grijs')")
        file.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes', 's')"
        )
    tables = {"initiatief": with_value(small_tables(), "inloop", "naam", "Inloop Zuid")}
    history.change(store, tables, Author("Anna", "x"))
    assert ask(store, "SELECT * FROM layer_styles") == [(1, "initiatief", "grijs")]
    assert store.check() == []


def test_kind_of_shape_is_named_where_there_is_one(store):
    kinds = dict(ask(store, "SELECT table_name, geometry_type_name FROM gpkg_geometry_columns"))
    assert (kinds["cel"], kinds["gebied"], kinds["initiatief"]) == ("POINT", "POLYGON", "POINT")
    assert {srs for (srs,) in ask(store, "SELECT DISTINCT srs_id FROM gpkg_geometry_columns")} == {28992}
