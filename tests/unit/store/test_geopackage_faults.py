"""A full disk, a file that is read-only or open elsewhere, a folder that went: a sentence, nothing lost, and on again."""

import os
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mapping.errors import StoreError
from mapping.store import geopackage, geopackage_file, history
from mapping.store.geopackage import GeoPackage, interrupted
from mapping.store.history import Author
from mapping.store.lock import locked
from tests.unit.store.region import import_of, small_tables, with_value

ROOT = Path(__file__).resolve().parents[3]
ANNA = Author("Anna", "weekoverleg")


@pytest.fixture
def store(tmp_path) -> GeoPackage:
    store = GeoPackage(tmp_path / "map" / "regio.gpkg")
    store.write(small_tables())
    return store


def rename(store: GeoPackage, new: str) -> history.Changed:
    return history.change(store, {"initiatief": with_value(small_tables(), "inloop", "naam", new)}, ANNA)


def assert_unharmed(store: GeoPackage, before: bytes) -> None:
    """Nothing was lost, nothing is left behind, and the next change works."""
    assert store.path.read_bytes() == before
    assert os.listdir(store.path.parent) == [store.path.name]
    assert rename(store, "daarna").number == 2
    assert store.check() == []


FILLER = """
import resource, sys
from mapping.errors import StoreError
from mapping.store import history
from mapping.store.geopackage import GeoPackage
from tests.unit.store.region import import_of
size, mode = int(sys.argv[2]), sys.argv[3]
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    tables = import_of(2000, "groot")
    GeoPackage(sys.argv[1]).write({}) if mode == "write" else history.change(GeoPackage(sys.argv[1]), tables,
                                                                             history.Author("x", "y"))
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="only POSIX can limit the size of files")
@pytest.mark.parametrize("extra", [-100_000, 40_000, 400_000], ids=["copying", "first layer", "later"])
def test_disk_that_fills_up_while_writing_leaves_the_file_as_it_was(store, extra):
    before = store.path.read_bytes()
    size = str(len(before) + extra)
    arguments = [sys.executable, "-c", FILLER, str(store.path), size, "change"]
    ended = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.stderr == ""
    assert ended.stdout.startswith("regio.gpkg kan niet worden geschreven: de schijf "), ended.stdout
    assert ended.stdout.endswith("Er is niets veranderd.\n")
    assert_unharmed(store, before)


@pytest.mark.parametrize("error", [OSError(28, "No space left"), sqlite3.OperationalError("database or disk is full")])
@pytest.mark.parametrize("step", ["shutil.copyfile", "write_layer", "migrate", "os.fsync", "os.replace"])
def test_full_disk_at_any_step_is_said(store, monkeypatch, step, error):
    before = store.path.read_bytes()

    def full(*_args, **_options):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(f"mapping.store.geopackage.{step}", full)
        with pytest.raises(StoreError, match=r"de schijf is vol\. Er is niets veranderd"):
            rename(store, "kan niet")
    assert_unharmed(store, before)


def test_layer_that_lost_rows_is_noticed(store, monkeypatch):
    before = store.path.read_bytes()
    with monkeypatch.context() as patch:
        write = geopackage_file.write_layer
        patch.setattr(geopackage, "write_layer", lambda path, name, table: write(path, name, table.iloc[1:]))
        with pytest.raises(StoreError, match="de schijf geeft een fout"):
            rename(store, "half")
    assert_unharmed(store, before)


def test_read_only_file_is_left_alone_until_it_may_be_written(store):
    before = store.path.read_bytes()
    store.path.chmod(0o444)
    with pytest.raises(StoreError, match=r"regio\.gpkg is alleen om te lezen"):
        rename(store, "kan niet")
    with pytest.raises(StoreError, match=r"regio\.gpkg is alleen om te lezen"):
        store.write(small_tables())
    store.path.chmod(0o640)
    assert_unharmed(store, before)
    assert store.path.stat().st_mode & 0o777 == 0o640


def test_folder_that_is_read_only_can_be_read_and_says_why_it_cannot_be_written(store, monkeypatch):
    before = store.path.read_bytes()

    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:  # root may write anywhere: refuse in its place
        patch.setattr("mapping.store.lock.os.open", refuse)
        assert len(history.versions(store)) == 1
        with pytest.raises(StoreError, match="u mag in deze map niet schrijven"):
            rename(store, "kan niet")
    assert_unharmed(store, before)


def test_folder_that_went_away_gives_a_sentence_until_it_is_back(store):
    before = store.path.read_bytes()
    away = store.path.parent.with_name("weg")
    store.path.parent.rename(away)
    for act in (store.read, store.version, lambda: history.versions(store), lambda: rename(store, "kan niet")):
        with pytest.raises(StoreError, match=r"Het bestand regio\.gpkg is er niet"):
            act()
    assert not store.path.parent.exists()
    away.rename(store.path.parent)
    assert_unharmed(store, before)


def test_writer_that_takes_too_long_is_said(store, monkeypatch):
    monkeypatch.setattr("mapping.store.lock.WAIT_S", 0.05)
    with (
        locked(store.path, failed=lambda error: error),
        pytest.raises(StoreError, match=r"Iemand anders schrijft nu in regio\.gpkg"),
    ):
        rename(store, "kan niet")


def test_what_a_killed_program_left_is_no_obstacle_and_goes(store):
    before = store.path.read_bytes()
    store.path.with_name("regio.gpkg.lock").touch()
    left = store.path.with_name(".regio.gpkg.nieuw")
    left.mkdir()
    (left / "region.gpkg").write_bytes(b"half")
    rename(store, "gaat goed")
    assert os.listdir(store.path.parent) == [store.path.name]
    assert store.path.read_bytes() != before


HALFWAY = """
import sys, time
from mapping.store import geopackage, history
from mapping.store.geopackage import GeoPackage
from tests.unit.store.region import import_of
def wait(*_given):
    print("bezig", flush=True)
    sys.stdin.read()
geopackage.write_layer = wait
history.change(GeoPackage(sys.argv[1]), import_of(20, "half"), history.Author("x", "y"))
"""


def test_write_that_was_killed_is_told_with_its_time_until_the_next_one(store):
    before = store.path.read_bytes()
    start = datetime.now(UTC).replace(microsecond=0)
    assert interrupted(store) == ""
    arguments = [sys.executable, "-c", HALFWAY, str(store.path)]
    with subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "bezig\n"
        assert interrupted(store) == "", "a writer at work left nothing"
        other.kill()
    assert start <= datetime.fromisoformat(interrupted(store)) <= datetime.now(UTC)
    assert store.path.read_bytes() == before
    assert history.current(store) == 1
    assert rename(store, "opnieuw").number == 2
    assert interrupted(store) == ""
    assert os.listdir(store.path.parent) == [store.path.name]


def test_program_killed_after_its_change_stood_is_not_told_as_interrupted(store):
    store.path.with_name(".regio.gpkg.nieuw").mkdir()
    assert interrupted(store) == ""


def test_failed_write_that_was_said_is_not_told_as_interrupted(store, monkeypatch):
    monkeypatch.setattr("mapping.store.geopackage.os.replace", _full)
    with pytest.raises(StoreError):
        rename(store, "kan niet")
    assert interrupted(store) == ""


def _full(*_given):
    raise OSError(28, "No space left")


def test_link_to_a_file_stays_a_link(store, tmp_path):
    link = tmp_path / "link.gpkg"
    link.symlink_to(store.path)
    rename(GeoPackage(link), "door de link")
    assert link.is_symlink()
    assert history.current(store) == 2


OPEN = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1])
file.execute("PRAGMA journal_mode = WAL")
file.execute("UPDATE organisatie SET naam = 'Uit QGIS'")
file.commit()
print("open", flush=True)
sys.stdin.read()
file.close()
"""


def test_file_that_another_program_has_open_with_changes_is_left_alone_until_it_is_closed(store):
    arguments = [sys.executable, "-c", OPEN, str(store.path)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match="is open in een ander programma, zoals QGIS"):
            rename(store, "kan niet")
        with pytest.raises(StoreError, match="is open in een ander programma, zoals QGIS"):
            store.write(small_tables())
    history.record(store)
    assert store.read()["organisatie"]["naam"].tolist() == ["Uit QGIS"]
    assert rename(store, "daarna").number == 2


KILLED = """
import os, sqlite3, sys
file = sqlite3.connect(sys.argv[1])
file.execute("PRAGMA journal_mode = WAL")
file.execute("UPDATE organisatie SET naam = 'Uit QGIS'")
file.commit()
os._exit(9)
"""


def test_what_a_killed_program_had_saved_beside_the_file_is_kept(store):
    subprocess.run([sys.executable, "-c", KILLED, str(store.path)], check=False)
    assert store.path.with_name("regio.gpkg-wal").exists()
    changed = with_value(store.read(), "inloop", "naam", "daarna")
    history.change(store, {"initiatief": changed}, ANNA)
    assert store.read()["initiatief"]["naam"].iloc[0] == "daarna"
    assert store.read()["organisatie"]["naam"].tolist() == ["Uit QGIS"]
    assert os.listdir(store.path.parent) == [store.path.name]


def test_change_by_another_program_while_we_hold_the_file_is_not_lost(store):
    with store.hold() as held:
        with closing(sqlite3.connect(store.path)) as other, other:
            other.execute("UPDATE organisatie SET naam = 'Uit QGIS'")
        with pytest.raises(StoreError, match="is zojuist door een ander programma veranderd"):
            held.replace({"initiatief": small_tables()["initiatief"]}, [])
    assert store.read()["organisatie"]["naam"].tolist() == ["Uit QGIS"]


def test_tables_of_one_read_are_of_one_moment(store, monkeypatch):
    raw, turns = GeoPackage.read_raw, []

    def change_meanwhile(self, name):
        if name == "werkgebied" and not turns:
            turns.append(name)
            store.write({**small_tables(), **import_of(3, "nieuw")})
        return raw(self, name)

    monkeypatch.setattr(GeoPackage, "read_raw", change_meanwhile)
    tables = store.read(["initiatief", "werkgebied"])
    assert turns
    assert len(tables["initiatief"]) == 3
    assert len(tables["werkgebied"]) == 9
