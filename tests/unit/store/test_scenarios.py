"""Scenarios kept beside a region file: none is lost, a killed save leaves the old file, and what fails gets a sentence."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mapping.errors import StoreError
from mapping.store import lock as store_lock
from mapping.store import scenarios
from mapping.store.address import EXAMPLE_FILE
from mapping.store.scenarios import MOST_BYTES, NameTaken, ScenarioStore, scenario_file

ROOT = Path(__file__).resolve().parents[3]
ONE = {"format": 1, "name": "een", "changes": [{"kind": "close", "initiatief": "a"}]}
TWO = {"format": 1, "name": "twee", "changes": []}


@pytest.fixture
def store(tmp_path: Path) -> ScenarioStore:
    """Return the store of a region file in a folder of its own."""
    return ScenarioStore(scenario_file(tmp_path / "regio.gpkg"))


def test_file_stands_beside_the_region_file_and_not_in_it(tmp_path):
    assert scenario_file(tmp_path / "regio.gpkg") == tmp_path / "regio.scenarios.json"


def test_scenarios_of_the_example_are_kept_in_the_folder_of_the_user(tmp_path, monkeypatch):
    monkeypatch.setenv("MAPPING_STATE", str(tmp_path))

    assert scenario_file(EXAMPLE_FILE) == tmp_path / "voorbeeld.scenarios.json"
    monkeypatch.delenv("MAPPING_STATE")
    assert EXAMPLE_FILE.parent not in scenario_file(EXAMPLE_FILE).parents


def test_without_a_file_nothing_is_kept(store):
    assert store.all() == {}
    assert store.version() == ""


def test_kept_scenario_comes_back_with_its_name_and_time(store):
    store.save("één ☕ <b>", ONE)
    kept = store.all()["één ☕ <b>"]

    assert kept.content == ONE
    assert kept.kept_at.endswith("+00:00")
    assert store.version()


def test_second_scenario_leaves_the_first_and_a_deleted_one_goes(store):
    store.save("een", ONE)
    store.save("twee", TWO)
    assert list(store.all()) == ["een", "twee"]

    store.delete("een")
    store.delete("een")

    assert list(store.all()) == ["twee"]


def test_name_of_another_scenario_is_not_taken_over_unless_asked(store):
    store.save("een", ONE)
    store.save("een", ONE)

    with pytest.raises(NameTaken, match="een"):
        store.save("een", TWO)
    assert store.all()["een"].content == ONE

    store.save("een", TWO, replace=True)
    assert store.all()["een"].content == TWO


def test_saves_at_the_same_time_all_stay(store):
    names = [f"scenario {number}" for number in range(24)]
    start = threading.Barrier(len(names))

    def save(name: str) -> None:
        start.wait()
        ScenarioStore(store.path).save(name, ONE)

    threads = [threading.Thread(target=save, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(store.all()) == set(names)
    assert [path.name for path in store.path.parent.iterdir()] == [store.path.name]


KILLED = """
import os, sys
from mapping.store.scenarios import ScenarioStore
os.fsync = lambda handle: os._exit(9)
ScenarioStore(sys.argv[1]).save("nieuw", {"changes": []})
"""


def test_program_that_is_killed_while_saving_leaves_the_old_file(store):
    store.save("een", ONE)
    before = store.path.read_bytes()

    ended = subprocess.run([sys.executable, "-c", KILLED, str(store.path)], cwd=ROOT, check=False)

    assert ended.returncode == 9
    assert store.path.read_bytes() == before
    store.save("twee", TWO)
    assert list(store.all()) == ["een", "twee"]


def test_save_that_fails_says_so_and_leaves_the_old_file(store, monkeypatch):
    store.save("een", ONE)
    before = store.path.read_bytes()

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(scenarios.os, "replace", full)

    with pytest.raises(StoreError, match=r"de schijf is vol. Download het"):
        store.save("twee", TWO)
    assert store.path.read_bytes() == before
    assert [path.name for path in store.path.parent.iterdir()] == [store.path.name]


def test_lock_of_someone_else_is_waited_for_and_then_said(store, monkeypatch):
    monkeypatch.setattr(store_lock, "WAIT_S", 0.05)

    with (
        store_lock.locked(store.path, failed=lambda error: error),
        pytest.raises(StoreError, match="Iemand anders bewaart"),
    ):
        store.save("een", ONE)


def test_folder_that_cannot_be_written_gives_a_sentence(tmp_path):
    (tmp_path / "map").write_text("dit is geen map")

    with pytest.raises(StoreError, match="Download het als bestand"):
        ScenarioStore(tmp_path / "map" / "regio.scenarios.json").save("een", ONE)


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b'{"scenarios": 5}',
        b'{"scenarios": [{"name": "x"}]}',
        b'{"scenarios": [{"name": "x", "content": 3, "kept_at": ""}]}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b" " * (MOST_BYTES + 1),
    ],
)
def test_broken_file_gives_a_sentence_and_is_never_written_over(store, content):
    store.path.write_bytes(content)

    with pytest.raises(StoreError, match="kunnen niet worden gelezen"):
        store.all()
    with pytest.raises(StoreError, match="kunnen niet worden gelezen"):
        store.save("een", ONE)
    assert store.path.read_bytes() == content


def test_file_is_readable_by_people(store):
    store.save("één", ONE)

    assert json.loads(store.path.read_text(encoding="utf-8"))["scenarios"][0]["name"] == "één"
    assert "één" in store.path.read_text(encoding="utf-8")
