"""A difference between two states tells all that changed: the new state can be made from the old one with it."""

import pandas as pd
from hypothesis import given

from mapping.schema import TABLES
from mapping.store.difference import ADDED, CHANGED, COLUMNS, REMOVED, cells_of, difference, keys_of
from tests.unit.store.region import import_of, small_tables
from tests.unit.store.states import STATES, few, state


def applied(old: pd.DataFrame, new: pd.DataFrame, rows: pd.DataFrame) -> dict[str, dict]:
    """Return the cells of `old` with the difference carried out; rows that are new come from `new`."""
    cells = cells_of(old, "initiatief").astype(object).to_dict("index")
    added = cells_of(new, "initiatief").astype(object).to_dict("index")
    for row in rows.itertuples():
        if row.soort == REMOVED:
            del cells[row.sleutel]
        elif row.soort == ADDED:
            assert row.sleutel not in cells
            cells[row.sleutel] = added[row.sleutel]
        else:
            assert missing(cells[row.sleutel][row.kolom]) == row.oud
            cells[row.sleutel][row.kolom] = row.nieuw
    return {key: {column: missing(value) for column, value in row.items()} for key, row in cells.items()}


def missing(value: object) -> object:
    return None if pd.isna(value) else value


@few
@given(STATES, STATES)
def test_difference_makes_the_new_state_from_the_old_one(old, new):
    one, other = state(old), state(new)
    rows = difference(one, other)
    assert list(rows.columns) == list(COLUMNS)
    wanted = applied(other["initiatief"], other["initiatief"], rows.iloc[:0])
    assert applied(one["initiatief"], other["initiatief"], rows) == wanted


@few
@given(STATES, STATES)
def test_the_way_back_is_the_mirror(old, new):
    there, back = difference(state(old), state(new)), difference(state(new), state(old))
    swap = {ADDED: REMOVED, REMOVED: ADDED, CHANGED: CHANGED}
    turned = back.assign(soort=back["soort"].map(swap), oud=back["nieuw"], nieuw=back["oud"])
    assert there.to_numpy().tolist() == turned.to_numpy().tolist()


@few
@given(STATES)
def test_a_state_does_not_differ_from_itself_in_any_order(one):
    tables = state(one)
    turned = {name: table.iloc[::-1].reset_index(drop=True) for name, table in tables.items()}
    assert difference(tables, tables).empty
    assert difference(tables, turned).empty


def test_values_are_written_the_shortest_way():
    old = small_tables()
    new = old["initiatief"].copy()
    new.loc[0, ["capaciteit", "wachttijd_weken"]] = [0.1 + 0.2, 12.0]
    new.loc[0, "telt_als_plaats"] = False
    rows = difference(old, {"initiatief": new} | {name: old[name] for name in old if name != "initiatief"})
    assert rows.set_index("kolom")[["oud", "nieuw"]].to_dict("index") == {
        "capaciteit": {"oud": None, "nieuw": "0.30000000000000004"},
        "wachttijd_weken": {"oud": None, "nieuw": "12"},
        "telt_als_plaats": {"oud": "ja", "nieuw": "nee"},
    }


def test_a_table_that_is_not_there_has_no_rows():
    offer = import_of(2, "x")
    assert set(difference({}, offer)["soort"]) == {ADDED}
    assert len(difference({}, offer)) == sum(len(table) for table in offer.values())
    assert set(difference(offer, {})["soort"]) == {REMOVED}


def test_a_file_of_before_a_column_came_does_not_differ():
    old = small_tables()["initiatief"].drop(columns="werkgebied_tekst")
    assert difference({"initiatief": old}, {"initiatief": small_tables()["initiatief"]}).empty


def test_keys_are_texts_of_all_their_columns_and_never_twice_the_same():
    rows = import_of(1, "x")["werkgebied"]
    assert list(keys_of(rows, "werkgebied")) == ["in-0 · pc4 · 1001", "in-0 · pc4 · 1002", "in-0 · pc4 · 1003"]
    doubled = pd.concat([rows, rows.assign(code="1001 (2)"), rows], ignore_index=True)
    keys = keys_of(doubled, "werkgebied")
    assert keys.is_unique
    assert len(keys) == len(doubled)


def test_empty_tables_of_every_contract_do_not_differ():
    for name, contract in TABLES.items():
        assert difference({name: contract.empty()}, {name: contract.empty()}).empty
