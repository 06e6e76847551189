"""Versions on every store: change, compare, merge, undo, put back; nothing lost, whoever else writes."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from mapping.errors import StoreError, TableError
from mapping.store import history
from mapping.store.address import opened
from mapping.store.content import KEPT, digest_of
from mapping.store.difference import ADDED, CHANGED, REMOVED
from mapping.store.history import Author, Conflict
from tests.unit.store.region import import_of, small_tables, with_new, with_value, without

ROOT = Path(__file__).resolve().parents[3]
ANNA, BEN = Author("Anna", "weekoverleg"), Author("Ben", "gebeld")


def offer_of(store) -> pd.DataFrame:
    return store.read(["initiatief"])["initiatief"]


def names_of(store) -> list[str]:
    return offer_of(store)["naam"].tolist()


def rename(store, name: str, new: str, *, base: int | None = None, author: Author = ANNA) -> history.Changed:
    tables = history.at(store, base) if base else store.read()
    return history.change(store, {"initiatief": with_value(tables, name, "naam", new)}, author, base=base)


def patiently(act: Callable[[], history.Changed]) -> history.Changed:
    """Do what a user does who reads that somebody else is writing: try again."""
    for _turn in range(20):
        try:
            return act()
        except StoreError as error:
            if "Iemand anders schrijft nu" not in str(error):
                raise
    raise AssertionError("nobody else writes that long")


def digests(tables) -> dict[str, str]:
    return {name: digest_of(tables[name], name) for name in KEPT}


def test_change_is_a_version_with_who_when_and_why(store):
    assert rename(store, "inloop", "Inloop Zuid").number == 2
    newest, first = history.versions(store)
    assert (newest.number, newest.who, newest.why, newest.stored) == (2, "Anna", "weekoverleg", True)
    assert pd.Timestamp(newest.when).tzinfo is not None
    assert (first.number, first.who, first.stored) == (1, "test", True)
    assert names_of(store)[0] == "Inloop Zuid"
    assert store.check() == []


def test_every_version_comes_back_as_it_was(store):
    states = [digests(store.read())]
    for turn in range(3):
        rename(store, "inloop", f"Inloop {turn}")
        states.append(digests(store.read()))
    assert [digests(history.at(store, number)) for number in (1, 2, 3, 4)] == states
    assert [digests(opened_at) for opened_at in (history.at(store, 1, KEPT),)] == states[:1]


def test_tables_that_did_not_change_keep_their_hash_and_are_kept_once(store):
    rename(store, "inloop", "Inloop Zuid")
    rename(store, "inloop", "Inloop Noord")
    before, after = store.listed(2), store.listed(3)
    assert {name for name in before if before[name] != after[name]} == {"initiatief"}
    assert set(after) == set(KEPT)


def test_change_that_changes_nothing_makes_no_version(store):
    rename(store, "inloop", "Inloop Zuid")
    before = store.version()
    same = offer_of(store)
    assert history.change(store, {"initiatief": same}, ANNA).number is None
    assert history.change(store, {"initiatief": same.iloc[::-1]}, ANNA).number is None
    assert history.change(store, {}, ANNA).number is None
    assert store.version() == before
    assert history.current(store) == 2


def test_values_are_stored_as_they_come_back_so_that_no_change_from_outside_is_seen(store):
    messy = with_value(store.read(), "inloop", "naam", "  spaties \r\n en een NUL\0  ")
    messy["capaciteit"] = messy["capaciteit"].astype(object)
    history.change(store, {"initiatief": messy}, ANNA)
    rename(store, "koffie", "Koffie")
    assert [version.who for version in history.versions(store)] == ["Anna", "Anna", "test"]
    assert names_of(store)[0] == "spaties \n en een NUL"


def test_value_that_would_be_lost_is_refused(store):
    broken = offer_of(store).astype({"capaciteit": "str"})
    broken["capaciteit"] = "veel"
    before = store.version()
    with pytest.raises(TableError, match="Dit is geen getal"):
        history.change(store, {"initiatief": broken}, ANNA)
    assert store.version() == before


def test_differences_name_row_column_old_and_new_value(store):
    tables = store.read()
    changed = with_value(tables, "koffie", "capaciteit_pj", 12)
    changed = with_new({"initiatief": changed[changed["initiatief"] != "telefoon"]}, "tuin")
    history.change(store, {"initiatief": changed}, ANNA)
    rows = history.differences(store, 1, 2)
    assert rows.drop(columns="tabel").to_numpy().tolist() == [
        ["koffie", CHANGED, "capaciteit_pj", "10.5", "12"],
        ["telefoon", REMOVED, "", None, None],
        ["tuin", ADDED, "", None, None],
    ]
    assert set(rows["tabel"]) == {"initiatief"}
    assert history.differences(store, 2, 2).empty
    back = history.differences(store, 2, 1)
    assert back["soort"].tolist() == [CHANGED, ADDED, REMOVED]


def test_change_of_an_old_base_keeps_what_others_changed_meanwhile(store):
    rename(store, "inloop", "Inloop Zuid", author=BEN)
    done = rename(store, "koffie", "Koffie Zuid", base=1)
    assert done.number == 3
    assert names_of(store)[:2] == ["Inloop Zuid", "Koffie Zuid"]
    assert done.of_others[["sleutel", "kolom", "nieuw"]].to_numpy().tolist() == [["inloop", "naam", "Inloop Zuid"]]
    assert history.versions(store)[0].who == "Anna"


def test_same_cell_in_two_ways_is_a_conflict_and_nothing_is_written(store):
    rename(store, "inloop", "Inloop Zuid", author=BEN)
    before = store.version()
    with pytest.raises(Conflict, match="Er is niets opgeslagen") as refused:
        rename(store, "inloop", "Inloop Noord", base=1)
    assert refused.value.cells.to_numpy().tolist() == [
        ["initiatief", "inloop", "naam", "inloop", "Inloop Zuid", "Inloop Noord"]
    ]
    assert store.version() == before


def test_same_change_by_two_is_one_change(store):
    rename(store, "inloop", "Inloop Zuid", author=BEN)
    assert rename(store, "inloop", "Inloop Zuid", base=1).number is None


def test_row_that_one_removed_and_the_other_changed_is_a_conflict(store):
    before = small_tables()
    history.change(store, {"initiatief": without(before, "inloop")}, BEN)
    with pytest.raises(Conflict) as refused:
        rename(store, "inloop", "Inloop Noord", base=1)
    assert refused.value.cells["van_anderen"].tolist() == ["rij verwijderd"]


def test_place_of_others_and_value_of_ours_both_stay(store):
    tables = store.read()
    history.change(store, {"initiatief": with_value(tables, "inloop", "geometry", None)}, BEN)
    rename(store, "inloop", "Inloop Zuid", base=1)
    inloop = offer_of(store).iloc[0]
    assert inloop["geometry"] is None
    assert inloop["naam"] == "Inloop Zuid"


def test_base_that_is_not_kept_gives_a_sentence(store):
    with pytest.raises(StoreError, match="Versie 7 is niet bewaard"):
        rename(store, "inloop", "Inloop Zuid", base=7)


def test_undo_takes_one_version_back_and_keeps_what_came_later(store):
    rename(store, "inloop", "Inloop Zuid")
    rename(store, "koffie", "Koffie Zuid")
    done = history.undo(store, 2, BEN)
    assert done.number == 4
    assert done.of_others.empty
    assert names_of(store)[:2] == ["inloop", "Koffie Zuid"]
    history.undo(store, 4, BEN)
    assert names_of(store)[:2] == ["Inloop Zuid", "Koffie Zuid"]


def test_undo_of_what_changed_again_is_refused_with_the_cells(store):
    rename(store, "inloop", "Inloop Zuid")
    rename(store, "inloop", "Inloop Noord")
    with pytest.raises(Conflict, match="Latere versies hebben hetzelfde veranderd als versie 2") as refused:
        history.undo(store, 2, BEN)
    assert refused.value.cells["van_anderen"].tolist() == ["Inloop Noord"]
    assert names_of(store)[0] == "Inloop Noord"


def test_undo_of_the_last_version_gives_the_tables_of_before(store):
    before = digests(store.read())
    history.change(store, import_of(30, "bestand"), ANNA)
    assert digests(store.read()) != before
    history.undo(store, 2, ANNA)
    assert digests(store.read()) == before


def test_first_version_cannot_be_undone(store):
    rename(store, "inloop", "Inloop Zuid")
    with pytest.raises(StoreError, match="Versie 0 is niet bewaard"):
        history.undo(store, 1, BEN)


def test_restore_makes_a_version_that_equals_an_older_one(store):
    before = digests(store.read())
    rename(store, "inloop", "Inloop Zuid")
    history.change(store, import_of(3, "bestand"), BEN)
    assert history.restore(store, 1, ANNA).number == 4
    assert digests(store.read()) == before
    assert history.restore(store, 1, ANNA).number is None
    assert [version.number for version in history.versions(store)] == [4, 3, 2, 1]


def test_region_changed_outside_gets_a_version_of_its_own(engine, address):
    store = opened(address)
    rename(store, "inloop", "Inloop Zuid")
    engine.edit_outside(address, "initiatief", with_value(store.read(), "koffie", "naam", "Uit QGIS"))
    rename(store, "rouwgroep", "Rouw", base=2)
    assert [version.why for version in history.versions(store)][1] == history.OUTSIDE
    assert history.differences(store, 2, 3)["nieuw"].tolist() == ["Uit QGIS"]
    assert history.differences(store, 3, 4)["nieuw"].tolist() == ["Rouw"]
    assert names_of(store)[:3] == ["Inloop Zuid", "Uit QGIS", "Rouw"]


def test_region_that_was_looked_at_by_another_program_keeps_its_versions(engine, address):
    store = opened(address)
    rename(store, "inloop", "Inloop Zuid")
    engine.edit_outside(address, "initiatief", offer_of(store))
    rename(store, "koffie", "Koffie")
    assert [version.number for version in history.versions(store)] == [3, 2, 1]


def test_version_that_is_not_recorded_says_so_and_the_present_one_is_always_there(engine, address):
    store = opened(address)
    rename(store, "inloop", "Inloop Zuid")
    rename(store, "inloop", "Inloop Noord")
    engine.forget(address, 1)
    engine.forget(address, 3)
    assert [version.stored for version in history.versions(store)] == [True, True, False]
    assert digests(history.at(store, 3)) == digests(store.read())
    with pytest.raises(StoreError, match="Versie 1 is niet bewaard"):
        history.at(store, 1)


def test_record_puts_the_present_state_in_the_history_once(store):
    assert store.listed(1) == {}
    history.record(store)
    before = store.version()
    assert store.listed(1) == digests(store.read())
    history.record(store)
    assert store.version() == before


def test_damaged_content_gives_a_sentence_and_the_region_still_works(engine, address):
    store = opened(address)
    rename(store, "inloop", "Inloop Zuid")
    engine.damage_contents(address)
    with pytest.raises(StoreError, match="is beschadigd en kan niet terug"):
        history.at(store, 1)
    assert rename(store, "koffie", "Koffie").number == 3


def test_table_that_came_later_is_empty_in_older_versions(engine, address):
    engine.drop_outside(address, "verbinding")
    engine.drop_outside(address, "gebruik")
    store = opened(address)
    rename(store, "inloop", "Inloop Zuid")
    assert history.at(store, 1)["gebruik"].empty
    assert history.versions(store)[0].number == 2
    rename(store, "koffie", "Koffie", base=1)
    assert names_of(store)[:2] == ["Inloop Zuid", "Koffie"]


def test_numbers_are_not_given_twice_where_rows_of_meta_went(engine, address):
    store = opened(address)
    rename(store, "inloop", "Inloop Zuid")
    rename(store, "inloop", "Inloop Noord")
    meta = store.read(["meta"])["meta"]
    engine.edit_outside(address, "meta", meta[meta["versie"] == 1])
    rename(store, "koffie", "Koffie")
    assert [version.number for version in history.versions(store)] == [5, 4, 1]
    assert names_of(store)[:2] == ["Inloop Noord", "Koffie"]


def test_empty_meta_gives_a_sentence(engine, address):
    store = opened(address)
    engine.edit_outside(address, "meta", store.read(["meta"])["meta"].iloc[:0])
    for ask in (history.current, history.versions, lambda one: rename(one, "inloop", "x")):
        with pytest.raises(StoreError, match="tabel meta leeg"):
            ask(store)


def test_derived_tables_are_made_again_with_the_change(store):
    def derive(tables):
        assert tables["initiatief"]["naam"].iloc[0] == "Inloop Zuid"
        meta = tables["meta"].copy()
        meta.loc[meta.index[-1], "vingerafdruk"] = "nieuw"
        return {**tables, "meta": meta}

    changed = with_value(store.read(), "inloop", "naam", "Inloop Zuid")
    history.change(store, {"initiatief": changed}, ANNA, derive=derive)
    assert store.read(["meta"])["meta"]["vingerafdruk"].fillna("").tolist() == ["", "nieuw"]


def test_refusal_while_deriving_leaves_all_as_it_was(store):
    def refuse(_tables):
        raise TableError("regio", [])

    before = store.version()
    changed = with_value(store.read(), "inloop", "naam", "Inloop Zuid")
    with pytest.raises(TableError):
        history.change(store, {"initiatief": changed}, ANNA, derive=refuse)
    assert store.version() == before
    assert rename(store, "inloop", "Inloop Zuid").number == 2


NAMES = ("inloop", "koffie", "rouwgroep", "telefoon", "wandeling")


def test_four_threads_at_once_lose_nothing(address):
    def work(name: str) -> int | None:
        return patiently(lambda: rename(opened(address), name, f"{name} nieuw", base=1)).number

    history.record(opened(address))
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(work, NAMES[:4]))
    assert sorted(numbers) == [2, 3, 4, 5]
    assert names_of(opened(address)) == [*(f"{name} nieuw" for name in NAMES[:4]), "wandeling"]
    assert len(history.versions(opened(address))) == 5


WRITER = """
import sys
from mapping.store import history
from mapping.store.address import opened
from tests.unit.store.test_every_history import BEN, patiently, rename
store, name = opened(sys.argv[1]), sys.argv[2]
for turn in range(3):
    base = history.current(store)
    patiently(lambda: rename(store, name, f"{name} {turn}", base=base, author=BEN))
"""


def test_two_programs_at_once_lose_nothing(address):
    history.record(opened(address))
    programs = [
        subprocess.Popen([sys.executable, "-c", WRITER, address, name], cwd=ROOT, stderr=subprocess.PIPE)
        for name in NAMES[:2]
    ]
    said = [program.communicate(timeout=120)[1].decode() for program in programs]
    assert said == ["", ""]
    store = opened(address)
    assert names_of(store)[:2] == ["inloop 2", "koffie 2"]
    assert len(history.versions(store)) == 7
    assert store.check() == []
