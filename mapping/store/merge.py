"""Two people changed the same region: put both changes together, and name the cells where they contradict.

Three states are compared per row: the one that both started from (`base`), that of the others (`theirs`) and ours
(`mine`). What only one of them changed is taken over. Both changed it the same way: fine. Both in another way: a
conflict, and nothing is taken over. A change of a row that the other side removed is a conflict of the whole row.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapping.store.content import digest_of
from mapping.store.difference import cell_texts, comparable, difference, unequal
from mapping.words import N_, _

CONFLICT_COLUMNS = ("tabel", "sleutel", "kolom", "basis", "van_anderen", "van_u")

ROW_CHANGED, ROW_REMOVED = N_("rij gewijzigd"), N_("rij verwijderd")


@dataclass(frozen=True)
class Merged:
    """The merged tables (those of `mine`), what others changed meanwhile, and where both contradict."""

    tables: dict[str, pd.DataFrame]
    of_others: pd.DataFrame
    conflicts: pd.DataFrame


def merge(
    base: Mapping[str, pd.DataFrame], theirs: Mapping[str, pd.DataFrame], mine: Mapping[str, pd.DataFrame]
) -> Merged:
    """Put the changes of `mine` since `base` on top of `theirs`; only the tables of `mine` are looked at.

    All tables are in the dtypes of their contract. `of_others` has the columns of difference(); `conflicts` those of
    CONFLICT_COLUMNS, and is empty where both fit; where it is not, the tables are not to be used.
    """
    tables, conflicts = {}, [pd.DataFrame(columns=list(CONFLICT_COLUMNS))]
    for name, table in mine.items():
        start, other, own = (digest_of(one, name) for one in (base[name], theirs[name], table))
        if other in (start, own):
            tables[name] = table
        elif own == start:
            tables[name] = theirs[name]
        else:
            tables[name], found = _merged_table(base[name], theirs[name], table, name)
            conflicts += [part for part in found if len(part)]
    of_others = difference({name: base[name] for name in mine}, {name: theirs[name] for name in mine})
    return Merged(tables, of_others, pd.concat(conflicts[1:] or conflicts, ignore_index=True))


def _merged_table(
    base: pd.DataFrame, theirs: pd.DataFrame, mine: pd.DataFrame, name: str
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Merge one table; returns the rows of theirs in their order, then rows that are new with us, and the conflicts."""
    old, other, own = (comparable(table, name) for table in (base, theirs, mine))
    removed, lost, conflicts = _removed_rows(old, other, own, name)
    values = {column: theirs[column].array.copy() for column in theirs.columns}
    both = own.index.intersection(other.index)
    known = both.isin(old.index)
    theirs_there, ours_there, before_there = (side.reindex(both) for side in (other, own, old))
    for column in own.columns:
        they, we, before = theirs_there[column], ours_there[column], before_there[column]
        ours = unequal(we, they)
        if not ours.any():
            continue
        ours &= ~known | unequal(we, before)
        taken = ours & known & ~unequal(they, before)
        place, source = other.index.get_indexer(both[taken]), own.index.get_indexer(both[taken])
        if taken.any():
            values[column][place] = mine[column].array[source]
        against = ours & ~taken
        if against.any():
            texts = (cell_texts(side[against]).to_numpy() for side in (before, they, we))
            conflicts.append(_conflicts(name, both[against], column, *texts))
    kept = theirs.assign(**values)[~other.index.isin(removed)]
    added = mine[~own.index.isin(other.index) & ~own.index.isin(lost)]
    parts = [part for part in (kept, added) if len(part)] or [kept]
    return pd.concat(parts, ignore_index=True), conflicts


def _removed_rows(
    old: pd.DataFrame, other: pd.DataFrame, own: pd.DataFrame, name: str
) -> tuple[pd.Index, pd.Index, list[pd.DataFrame]]:
    """Return the keys that we removed, those that they removed, and the conflicts about rows that the other changed."""
    removed, lost = old.index.difference(own.index), old.index.difference(other.index)
    theirs = _differing(old, other, removed.intersection(other.index))
    ours = _differing(old, own, lost.intersection(own.index))
    found = [
        _conflicts(name, theirs, "", None, _(ROW_CHANGED), _(ROW_REMOVED)),
        _conflicts(name, ours, "", None, _(ROW_REMOVED), _(ROW_CHANGED)),
    ]
    return removed, lost, found


def _differing(one: pd.DataFrame, other: pd.DataFrame, keys: pd.Index) -> pd.Index:
    """Return those of the keys, which are in both, whose rows differ."""
    left, right = one.loc[keys], other.loc[keys]
    differs = np.zeros(len(keys), dtype=bool)
    for column in left.columns:
        differs |= unequal(left[column], right[column])
    return keys[differs]


def _conflicts(name: str, keys: pd.Index, column: str, before: object, they: object, we: object) -> pd.DataFrame:
    """Return rows of conflicts."""
    values = dict(zip(CONFLICT_COLUMNS, (name, keys, column, before, they, we), strict=True))
    return pd.DataFrame(values, index=range(len(keys)), columns=list(CONFLICT_COLUMNS), dtype=object)
