"""A copied region is the same region, its whole history too; whatever differs is an error, and then nothing changed."""

import re
import shutil
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import pytest

from mapping.__main__ import main
from mapping.errors import MappingError, StoreError
from mapping.store import history
from mapping.store.address import opened
from mapping.store.content import digest_of
from mapping.store.copying import copy
from mapping.store.geopackage import GeoPackage
from mapping.store.history import Author
from mapping.store.protocol import Store
from tests.unit.store.region import small_tables, with_new, with_value


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with four versions, all recorded; nobody may write to it."""
    store = GeoPackage(tmp_path_factory.mktemp("oud") / "oud.gpkg")
    store.write(small_tables())
    for name, why in (("Eerste", "eerste"), ("Tweede", "tweede")):
        history.change(store, {"initiatief": with_value(small_tables(), "inloop", "naam", name)}, Author("Ada", why))
    history.change(store, {"initiatief": with_new(small_tables(), "erbij")}, Author("Bep", "derde"))
    return store.path


@pytest.fixture
def old_region(made_once: Path, tmp_path: Path) -> GeoPackage:
    """Return a copy of that file."""
    return GeoPackage(shutil.copy(made_once, tmp_path / "oud.gpkg"))


def assert_same(one: Store, other: Store) -> None:
    """Check every table, every version and every old content."""
    assert history.versions(one) == history.versions(other)
    left, right = one.read(), other.read()
    for name in left:
        assert digest_of(left[name], name) == digest_of(right[name], name), name
    for version in range(1, 5):
        assert one.listed(version) == other.listed(version) != {}
        for digest in set(one.listed(version).values()):
            assert one.content(digest) == other.content(digest)


def test_copy_is_the_same_region_with_all_its_versions_and_so_is_a_copy_of_that(old_region, make_store, tmp_path):
    there, back = make_store(), GeoPackage(tmp_path / "terug.gpkg")
    copied = copy(old_region, there)
    copy(there, back)
    assert_same(old_region, there)
    assert_same(old_region, back)
    assert history.differences(back, 1, 4).equals(history.differences(old_region, 1, 4))
    assert (copied.versions, copied.recorded) == (4, 4)
    assert {table.name: table.rows for table in copied.tables}["initiatief"] == 6


def test_copy_goes_on_where_the_other_was(old_region, make_store):
    there = make_store()
    copy(old_region, there)
    assert history.undo(there, 4, Author("Cas", "terug")).number == 5
    assert history.at(there, 5)["initiatief"]["naam"].iloc[0] == "Tweede"


def test_region_that_is_there_is_not_replaced_unasked(old_region, store):
    before = store.version()
    with pytest.raises(StoreError, match=r"bestaat al.*--replace"):
        copy(old_region, store)
    assert store.version() == before
    copy(old_region, store, replace=True)
    assert_same(old_region, store)


def test_region_with_faults_is_not_copied_as_they_would_be_lost(make_store, tmp_path):
    bad, there = GeoPackage(tmp_path / "fout.gpkg"), make_store()
    tables = small_tables()
    bad.write(tables | {"gebied": tables["gebied"].assign(inwoners="veel")})
    with pytest.raises(MappingError, match=r"niet gekopieerd: er zijn 3 fouten") as caught:
        copy(bad, there)
    assert "‘veel’" in str(caught.value)
    assert not there.is_there()


class Altered:
    """A store whose target gets something else than was read: `spoil` does the harm."""

    def __init__(self, store: Store, spoil: Callable[[dict, list], tuple[dict, list]]) -> None:
        self._store, self._spoil = store, spoil

    def __getattr__(self, name: str):
        return getattr(self._store, name)

    def write(self, tables, recorded=(), *, approve=None):
        tables, recorded = self._spoil(dict(tables), list(recorded))
        self._store.write(tables, recorded, approve=approve)


def _row_lost(tables: dict, recorded: list) -> tuple[dict, list]:
    return tables | {"initiatief": tables["initiatief"].iloc[1:]}, recorded


def _value_changed(tables: dict, recorded: list) -> tuple[dict, list]:
    return tables | {"initiatief": with_value(tables, "inloop", "naam", "x")}, recorded


def _version_lost(tables: dict, recorded: list) -> tuple[dict, list]:
    return tables, recorded[:-1]


def _content_lost(tables: dict, recorded: list) -> tuple[dict, list]:
    recorded[-1].contents.clear()
    return tables, recorded


@pytest.mark.parametrize("spoil", [_row_lost, _value_changed, _version_lost, _content_lost])
def test_one_difference_is_an_error_and_leaves_the_target_as_it_was(old_region, store, spoil):
    before, tables = store.version(), store.read()
    with pytest.raises(StoreError, match=r"niet gelijk.*is niet veranderd|ontbreekt een oude inhoud"):
        copy(old_region, Altered(store, spoil), replace=True)
    assert store.version() == before
    assert digest_of(store.read()["initiatief"], "initiatief") == digest_of(tables["initiatief"], "initiatief")


def test_region_that_changes_during_the_copy_is_copied_again_later(old_region, make_store):
    def change(tables: dict, recorded: list) -> tuple[dict, list]:
        history.change(old_region, {"initiatief": with_value(small_tables(), "inloop", "naam", "Nu")}, Author("a", "b"))
        return tables, recorded

    there = make_store()
    with pytest.raises(StoreError, match="veranderde tijdens het kopiëren"):
        copy(old_region, Altered(there, change))
    assert not there.is_there()
    copy(old_region, there)


def test_a_full_disk_leaves_no_half_copy(old_region, tmp_path, monkeypatch):
    there = GeoPackage(tmp_path / "vol" / "regio.gpkg")

    @contextmanager
    def full(*_args, **_options):
        raise there._not_written(OSError(28, "No space left on device"))
        yield

    monkeypatch.setattr(GeoPackage, "_fresh_copy", full)
    with pytest.raises(StoreError, match="de schijf is vol"):
        copy(old_region, there)
    assert not there.is_there()


def test_command_copies_prints_what_it_compared_and_refuses_a_second_time(old_region, make_store, engine, capsys):
    address = engine.new_address()
    assert main(["copy", str(old_region.path), address]) == 0
    printed = capsys.readouterr()
    digest = digest_of(old_region.read()["initiatief"], "initiatief")
    assert re.search(rf"^  initiatief +6  {digest[:12]}$", printed.out, re.MULTILINE)
    assert "Versies: 4, waarvan bewaard: 4." in printed.out
    assert "geheim" not in printed.out + printed.err
    assert_same(old_region, opened(address))
    assert main(["copy", str(old_region.path), address]) == 1
    assert "bestaat al" in capsys.readouterr().err
    assert main(["copy", str(old_region.path), address, "--replace"]) == 0
    assert main(["check", address]) == 0


def test_command_says_what_is_wrong_with_an_address(old_region, tmp_path, capsys):
    for target in (
        "postgresql://a:geheim@127.0.0.1:1/x",
        "postgresql://a:geheim@[x/y",
        str(tmp_path / "oud.gpkg" / "x"),
    ):
        assert main(["copy", str(old_region.path), target]) == 1
    assert main(["copy", str(tmp_path / "weg.gpkg"), str(tmp_path / "nieuw.gpkg")]) == 1
    printed = capsys.readouterr()
    assert len(printed.err.strip().splitlines()) >= 4
    assert "geheim" not in printed.out + printed.err
    assert "Traceback" not in printed.err
