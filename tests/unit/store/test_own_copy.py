"""Own copies: whole, under a new name each, for their owner only."""

import shutil

import pytest

from mapping.errors import StoreError
from mapping.store.address import EXAMPLE_FILE
from mapping.store.own_copy import copies, is_example, make_copy


@pytest.fixture(autouse=True)
def state(monkeypatch, tmp_path):
    """Keep copies in a folder of this test."""
    monkeypatch.setenv("MAPPING_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def test_copy_has_every_byte_of_its_source_and_no_other_can_read_it(state):
    path = make_copy(EXAMPLE_FILE)

    assert path == state / "mijn-regio.gpkg"
    assert path.read_bytes() == EXAMPLE_FILE.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert [one.name for one in state.iterdir()] == ["mijn-regio.gpkg"]


def test_second_copy_leaves_the_first_alone(state):
    first = make_copy(EXAMPLE_FILE)
    first.write_bytes(b"bewerkt")

    second = make_copy(EXAMPLE_FILE)

    assert second.name == "mijn-regio-2.gpkg"
    assert first.read_bytes() == b"bewerkt"
    assert set(copies()) == {first, second}


def test_copy_gets_a_name_where_the_disk_knows_no_links(monkeypatch, state):
    def no_links(*_names):
        raise PermissionError

    monkeypatch.setattr("os.link", no_links)

    assert make_copy(EXAMPLE_FILE).read_bytes() == EXAMPLE_FILE.read_bytes()
    assert [one.name for one in state.iterdir()] == ["mijn-regio.gpkg"]


def test_other_files_of_the_folder_are_no_copies(state):
    state.mkdir()
    for name in ("voorbeeld.scenarios.json", "mijn-regio.gpkg.lock", "mijn-regio-x.gpkg"):
        (state / name).write_text("x")

    assert copies() == []


def test_copy_that_cannot_be_made_gives_a_sentence_and_leaves_nothing(monkeypatch, tmp_path, state):
    with pytest.raises(StoreError, match="Er kan geen kopie worden gemaakt"):
        make_copy(tmp_path / "weg.gpkg")
    assert list(state.iterdir()) == []

    (tmp_path / "bestand").write_text("x")
    monkeypatch.setenv("MAPPING_STATE", str(tmp_path / "bestand"))
    with pytest.raises(StoreError):
        make_copy(EXAMPLE_FILE)
    assert copies() == []


def test_example_is_known_by_its_file_and_a_copy_or_a_database_is_not(tmp_path):
    assert is_example(str(EXAMPLE_FILE))
    assert is_example(str(EXAMPLE_FILE.parent / ".." / "data" / EXAMPLE_FILE.name))
    assert not is_example(str(shutil.copy(EXAMPLE_FILE, tmp_path / "voorbeeld.gpkg")))
    assert not is_example("postgresql://a:b@server/zin")
