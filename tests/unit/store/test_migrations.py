"""A region file of a format before is read as it is and brought to ours by its first change; a newer one is refused.

tests/formats/regio_formaat_1.gpkg was made by the program of before there was a history, from an invented region.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mapping.store import history
from mapping.store.content import KEPT, digest_of
from mapping.store.geopackage import GeoPackage
from mapping.store.history import Author
from mapping.store.migrations import FORMAT, STEPS, NewerFormat, format_of
from mapping.store.rebuild import rebuild
from tests.unit.store.region import small_tables, with_value

OLD = Path(__file__).resolve().parents[2] / "formats" / "regio_formaat_1.gpkg"
ANNA = Author("Anna", "weekoverleg")


def format_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        return format_of(file)


def set_format(path: Path, number: int) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE versie_formaat SET nummer = ?", (number,))


@pytest.fixture
def old(tmp_path) -> GeoPackage:
    shutil.copy(OLD, tmp_path / "regio.gpkg")
    return GeoPackage(tmp_path / "regio.gpkg")


def test_steps_lead_one_by_one_to_our_format():
    assert sorted(STEPS) == list(range(2, FORMAT + 1))


def test_file_of_format_1_is_read_and_reading_does_not_change_it(old):
    before = old.path.read_bytes()
    assert format_in(old.path) == 1
    assert old.check() == []
    assert len(old.read()["initiatief"]) == 5
    assert [(version.number, version.stored) for version in history.versions(old)] == [(1, True)]
    assert len(history.at(old, 1)["werkgebied"]) == 2
    assert old.path.read_bytes() == before


def test_first_change_of_format_1_takes_the_steps_and_keeps_the_version_of_before(old):
    before = {name: digest_of(table, name) for name, table in old.read(KEPT).items()}
    history.change(old, {"initiatief": with_value(old.read(), "inloop", "naam", "Inloop Zuid")}, ANNA)
    assert format_in(old.path) == FORMAT
    assert {name: digest_of(table, name) for name, table in history.at(old, 1).items()} == before
    assert history.differences(old, 1, 2)["nieuw"].tolist() == ["Inloop Zuid"]
    history.undo(old, 2, ANNA)
    assert {name: digest_of(table, name) for name, table in old.read(KEPT).items()} == before
    assert old.check() == []


def test_file_that_we_write_has_our_format(tmp_path):
    store = GeoPackage(tmp_path / "regio.gpkg")
    store.write(small_tables())
    assert format_in(store.path) == FORMAT


def test_file_of_a_newer_program_is_refused_and_stays_as_it_is(old):
    history.record(old)
    set_format(old.path, FORMAT + 1)
    before = old.path.read_bytes()
    acts = (
        old.read,
        old.check,
        old.tables,
        lambda: history.versions(old),
        lambda: history.change(old, {}, ANNA),
        lambda: rebuild(old, small_tables(), ANNA),
    )
    for act in acts:
        with pytest.raises(NewerFormat, match=r"regio\.gpkg is gemaakt met een nieuwere versie van Zin in kaart"):
            act()
    assert old.path.read_bytes() == before
