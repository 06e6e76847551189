"""Merging two changes: what one of them changed stays, what both changed in another way is named, dtypes stay."""

import pandas as pd
from hypothesis import assume, given
from hypothesis import strategies as st

from mapping.schema import TABLES
from mapping.store.content import digest_of
from mapping.store.difference import difference
from mapping.store.merge import CONFLICT_COLUMNS, merge
from tests.unit.store.region import import_of
from tests.unit.store.states import EDITS, STATES, edited, few, rows_of, state


def same(one: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame]) -> bool:
    return all(digest_of(one[name], name) == digest_of(other[name], name) for name in other)


@few
@given(STATES, STATES)
def test_what_only_we_changed_is_ours_to_the_last_row(base, mine):
    done = merge(state(base), state(base), state(mine))
    assert same(done.tables, state(mine))
    assert done.conflicts.empty
    assert done.of_others.empty


@few
@given(STATES, STATES)
def test_what_only_they_changed_stays_theirs(base, theirs):
    done = merge(state(base), state(theirs), state(base))
    assert same(done.tables, state(theirs))
    assert done.conflicts.empty


@few
@given(STATES, STATES)
def test_same_change_by_both_is_no_conflict(base, mine):
    done = merge(state(base), state(mine), state(mine))
    assert same(done.tables, state(mine))
    assert done.conflicts.empty


@few
@given(STATES, EDITS, EDITS)
def test_without_a_conflict_it_does_not_matter_who_is_first(base, they, we):
    theirs, mine = edited(base, they), edited(base, we)
    one, other = merge(state(base), state(theirs), state(mine)), merge(state(base), state(mine), state(theirs))
    assert one.conflicts.empty == other.conflicts.empty
    assume(one.conflicts.empty)
    assert rows_of(one.tables) == rows_of(other.tables)


@few
@given(STATES, EDITS, EDITS)
def test_every_cell_of_a_merge_is_of_one_who_changed_it(base, they, we):
    theirs, mine = edited(base, they), edited(base, we)
    done = merge(state(base), state(theirs), state(mine))
    assume(done.conflicts.empty)
    merged = done.tables["initiatief"].set_index("initiatief")
    order = list(dict.fromkeys([*theirs, *mine]))
    if theirs not in (base, mine) and mine != base:
        assert list(merged.index) == [name for name in order if name in merged.index]
    for name in set(base) | set(theirs) | set(mine):
        removed = name in base and (name not in theirs or name not in mine)
        assert (name in merged.index) is (not removed)
        for column in () if removed else ("naam", "adres"):
            before = base.get(name, {}).get(column)
            changed = [side[name][column] for side in (theirs, mine) if name in side and side[name][column] != before]
            value = merged.at[name, column]
            assert (None if pd.isna(value) else value) == (changed[0] if changed else before)


@few
@given(STATES, STATES, STATES)
def test_dtypes_and_columns_are_those_of_the_contract(base, theirs, mine):
    merged = merge(state(base), state(theirs), state(mine)).tables["initiatief"]
    empty = TABLES["initiatief"].empty()
    assert list(merged.columns) == list(empty.columns)
    assert list(merged.dtypes) == list(empty.dtypes)
    assert merged.crs == empty.crs
    assert type(merged) is type(empty)


@few
@given(STATES, st.sampled_from(("een", "twee", "drie")), st.sampled_from(("een", "twee", "drie")))
def test_a_conflict_names_table_row_column_and_the_three_values(base, they, we):
    assume(base)
    name = next(iter(base))
    before = base[name]["naam"]
    assume(len({before, they, we}) == 3)
    done = merge(
        state(base),
        state({**base, name: {**base[name], "naam": they}}),
        state({**base, name: {**base[name], "naam": we}}),
    )
    assert list(done.conflicts.columns) == list(CONFLICT_COLUMNS)
    assert done.conflicts.to_numpy().tolist() == [["initiatief", name, "naam", before, they, we]]


def test_two_new_rows_with_one_key_are_a_conflict_where_they_differ():
    row = {"naam": "een", "capaciteit": None, "telt_als_plaats": True, "adres": None, "geometry": None}
    done = merge(state({}), state({"a": row}), state({"a": {**row, "naam": "twee"}}))
    assert done.conflicts[["sleutel", "kolom", "basis", "van_anderen", "van_u"]].to_numpy().tolist() == [
        ["a", "naam", None, "een", "twee"]
    ]


def test_rows_that_share_a_key_all_stay():
    base = import_of(2, "x")
    double = pd.concat([base["werkgebied"]] * 2, ignore_index=True)
    theirs = base["werkgebied"].assign(bron="y")
    done = merge({"werkgebied": double}, {"werkgebied": double.assign(bron="y")}, {"werkgebied": double.iloc[1:]})
    assert len(done.conflicts) == 1
    kept = merge({"werkgebied": base["werkgebied"]}, {"werkgebied": theirs}, {"werkgebied": double})
    assert len(kept.tables["werkgebied"]) == len(double)


def test_a_large_table_is_merged_without_touching_the_rows_that_stay():
    base = import_of(5000, "x")
    theirs = {**base, "initiatief": base["initiatief"].assign(duur_weken=4.0)}
    mine = {**base, "initiatief": base["initiatief"].drop(index=7).reset_index(drop=True)}
    mine["initiatief"].loc[3, "naam"] = "van ons"
    done = merge(base, theirs, {"initiatief": mine["initiatief"]})
    assert done.conflicts[["sleutel", "van_u"]].to_numpy().tolist() == [["in-7", "rij verwijderd"]]
    rows = difference(theirs, {**theirs, **done.tables})
    assert rows[["sleutel", "soort", "nieuw"]].to_numpy().tolist() == [
        ["in-3", "anders", "van ons"],
        ["in-7", "weg", None],
    ]
