"""Addresses: a path or a database; no schema that could be more than a name, and never a password on the screen."""

from pathlib import Path

import pytest

from mapping.errors import StoreError
from mapping.store import address
from mapping.store.address import EXAMPLE_FILE, is_database, name_of, opened, parts_of, region_address, slug_of
from mapping.store.geopackage import GeoPackage
from mapping.store.postgis import PostGIS
from mapping.store.scenarios import scenario_file
from mapping.views.cached import Region

DATABASE = "postgresql://iemand:geheim@server:5433/zin?schema=noord"


def test_region_without_setting_is_the_example(monkeypatch):
    monkeypatch.delenv(address.SETTING, raising=False)
    assert region_address() == str(EXAMPLE_FILE)


@pytest.mark.parametrize("given", ["mijn.gpkg", DATABASE])
def test_setting_names_the_region(monkeypatch, given):
    monkeypatch.setenv(address.SETTING, f" {given} ")
    assert region_address() == given


def test_path_opens_a_file_and_a_database_a_schema(tmp_path: Path):
    assert isinstance(opened(str(tmp_path / "regio.gpkg")), GeoPackage)
    for start in ("postgresql", "postgres", "PostgreSQL"):
        store = opened(DATABASE.replace("postgresql", start))
        assert isinstance(store, PostGIS)
        assert store.name == "noord"


def test_address_without_schema_gets_the_usual_one():
    assert parts_of("postgresql://iemand@server/zin") == ("postgresql://iemand@server/zin", "zin_in_kaart")


def test_other_settings_of_an_address_stay():
    url, schema = parts_of("postgres:///zin?host=/var/run/postgresql&schema=a1&sslmode=require")
    assert url == "postgresql:///zin?host=%2Fvar%2Frun%2Fpostgresql&sslmode=require"
    assert schema == "a1"


@pytest.mark.parametrize(
    "schema",
    ["", "Noord", "1a", "pg_x", "public", "information_schema", "a-b", "a%22%3BDROP", "a" * 49, "naïef", "a+b", "a%0A"],
)
def test_schema_that_is_no_plain_name_is_refused_without_the_password(schema):
    with pytest.raises(StoreError, match="Deze naam kan een schema niet hebben") as caught:
        opened(f"postgresql://iemand:geheim@server/zin?schema={schema}")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://iemand:geheim@[server/zin",
        "postgresql://iemand:geheim@server:poort/zin",
        "postgresql://iemand:geheim@server:99999999/zin",
        "postgresql://iemand:geheim@server/zin?schema",
    ],
)
def test_address_that_cannot_be_one_gives_a_sentence_without_the_password(url):
    with pytest.raises(StoreError, match="Dit adres van een database klopt niet") as caught:
        opened(url)
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_name_is_that_of_the_file_or_the_schema():
    assert name_of("/map/regio.gpkg") == "regio.gpkg"
    assert name_of(DATABASE) == "noord"


def test_region_never_writes_its_address_out():
    region = Region(DATABASE, "1")
    assert region.name == "noord"
    assert "geheim" not in repr(region)


def test_scenarios_of_a_database_stand_in_the_folder_of_this_user(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("MAPPING_STATE", str(tmp_path))
    path = scenario_file(DATABASE)
    assert path.parent == tmp_path
    assert path.name == f"{slug_of(DATABASE)}.scenarios.json"
    assert path.name.startswith("noord-")
    assert not is_database(str(path))


def test_another_password_is_the_same_region_and_another_place_is_not():
    assert slug_of(DATABASE) == slug_of(DATABASE.replace("geheim", "anders"))
    others = [("server", "elders"), ("5433", "5434"), ("/zin", "/zon"), ("noord", "zuid"), ("iemand", "ander")]
    slugs = {slug_of(DATABASE.replace(old, new)) for old, new in others}
    assert len(slugs | {slug_of(DATABASE)}) == 6
