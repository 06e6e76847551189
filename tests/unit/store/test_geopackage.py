"""The region file: same dtypes back, whole or not at all, and a sentence for every file that cannot be used."""

import os
import shutil
import sqlite3

import pandas as pd
import pyogrio
import pytest

from mapping.errors import StoreError
from mapping.schema import cast
from mapping.store import geopackage, lock
from mapping.store.geopackage import GeoPackage


def test_made_region_comes_back_as_it_was(made, made_file):
    for name, table in GeoPackage(made_file).read().items():
        pd.testing.assert_frame_equal(pd.DataFrame(table), pd.DataFrame(cast(made.tables[name], name)))


def test_file_without_a_needed_table_names_it(made, tmp_path):
    store = GeoPackage(tmp_path / "regio.gpkg")
    store.write({key: table for key, table in made.tables.items() if key != "cel"})
    with pytest.raises(StoreError, match=r"regio\.gpkg is geen regiobestand: cel ontbreekt"):
        store.read()
    assert [(f.message, f.value) for f in store.check()] == [("Deze tabel ontbreekt", "cel")]


class Broken(Exception):
    """Stands for a process that is killed."""


@pytest.fixture
def old_file(made, tmp_path):
    path = tmp_path / "regio.gpkg"
    GeoPackage(path).write({"meta": made.tables["meta"]})
    return path


@pytest.mark.parametrize("step", ["write_layer", "os.fsync", "os.replace"])
def test_write_that_is_killed_leaves_the_old_file_and_nothing_else(made, old_file, monkeypatch, step):
    before = old_file.read_bytes()

    def killed(*_args, **_options):
        raise Broken

    monkeypatch.setattr(f"mapping.store.geopackage.{step}", killed)
    with pytest.raises(Broken):
        GeoPackage(old_file).write(made.tables)
    assert old_file.read_bytes() == before
    assert os.listdir(old_file.parent) == [old_file.name]


def test_failed_write_gives_a_sentence_and_leaves_the_old_file(made, old_file, monkeypatch):
    before = old_file.read_bytes()

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(geopackage.os, "fsync", full)
    with pytest.raises(StoreError, match=r"de schijf is vol\. Er is niets veranderd"):
        GeoPackage(old_file).write(made.tables)
    assert old_file.read_bytes() == before


def test_folder_that_is_read_only_gives_a_sentence(made, tmp_path, monkeypatch):
    folder = tmp_path / "vast"
    folder.mkdir(mode=0o500)
    if os.access(folder, os.W_OK):  # root may write anywhere: refuse in its place

        def refuse(*_args, **_options):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(lock.os, "open", refuse)
    with pytest.raises(StoreError, match=r"regio\.gpkg kan niet worden geschreven: u mag in deze map niet schrijven"):
        GeoPackage(folder / "regio.gpkg").write(made.tables)
    assert os.listdir(folder) == []


def test_folder_that_is_not_there_is_made(made, tmp_path):
    path = tmp_path / "een" / "twee" / "regio.gpkg"
    GeoPackage(path).write(made.tables)
    assert len(GeoPackage(path).read()["gebied"]) == 16


def test_file_where_a_folder_should_be_gives_a_sentence(made, tmp_path):
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(StoreError, match="kan niet worden geschreven"):
        GeoPackage(tmp_path / "bestand" / "regio.gpkg").write(made.tables)


def test_absent_file_gives_a_sentence(tmp_path):
    with pytest.raises(StoreError, match=r"Het bestand weg\.gpkg is er niet"):
        GeoPackage(tmp_path / "weg.gpkg").read()


@pytest.mark.parametrize("content", [b"", b"naam,getal\na,1\n", b"PK\x03\x04" + bytes(200), b"SQLite format 3\x00"])
def test_file_that_is_no_geopackage_gives_a_sentence(tmp_path, content):
    path = tmp_path / "regio.gpkg"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"regio\.gpkg is geen GeoPackage"):
        GeoPackage(path).read()


def test_plain_sqlite_is_no_geopackage(tmp_path):
    path = tmp_path / "regio.gpkg"
    with sqlite3.connect(path) as connection:
        connection.execute("create table t (a)")
    connection.close()
    with pytest.raises(StoreError, match="is geen GeoPackage"):
        GeoPackage(path).tables()


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.95])
def test_truncated_file_gives_a_sentence(made_file, tmp_path, part):
    content = made_file.read_bytes()
    path = tmp_path / "half.gpkg"
    path.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(StoreError, match=r"half\.gpkg|beschadigd"):
        GeoPackage(path).read()


def test_version_changes_when_the_file_does(made, old_file):
    store = GeoPackage(old_file)
    before = store.version()
    assert store.version() == before
    store.write(made.tables)
    assert store.version() != before


def test_style_that_qgis_keeps_in_the_file_is_no_fault(made_file, tmp_path):
    styled = tmp_path / "regio.gpkg"
    shutil.copy(made_file, styled)
    pyogrio.write_dataframe(pd.DataFrame({"styleName": ["grijs"]}), styled, layer="layer_styles", append=True)
    assert GeoPackage(styled).check() == []
