"""Two people changed the same region: put both changes together, and name the cells where they contradict.

Three states are compared per row: the one that both started from (`base`), that of the others (`theirs`) and ours
(`mine`). What only one of them changed is taken over. Both changed it the same way: fine. Both in another way: a
conflict, and nothing is taken over.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from mapping.model import RD_NEW
from mapping.schema import TABLES
from mapping.store.difference import cells_of, difference

CONFLICT_COLUMNS = ("tabel", "sleutel", "kolom", "basis", "van_anderen", "van_u")


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

    `of_others` has the columns of difference(); `conflicts` those of CONFLICT_COLUMNS, and is empty where both fit.
    """
    tables, conflicts = {}, []
    for name, table in mine.items():
        tables[name], found = _merged_table(base[name], theirs[name], table, name)
        conflicts += found
    of_others = difference({name: base[name] for name in mine}, {name: theirs[name] for name in mine})
    return Merged(tables, of_others, pd.DataFrame(conflicts, columns=list(CONFLICT_COLUMNS)))


def _merged_table(base: pd.DataFrame, theirs: pd.DataFrame, mine: pd.DataFrame, name: str):
    """Merge one table; returns it in the order of theirs, then rows that are new, and the conflicts as tuples."""
    old, other, own = (cells_of(table, name) for table in (base, theirs, mine))
    rows_theirs, rows_mine = _by_key(theirs, name), _by_key(mine, name)
    kept, conflicts = [], []
    for key in [*other.index, *own.index.difference(other.index, sort=False)]:
        row, found = _merged_row(key, old, other, own, rows_theirs, rows_mine)
        conflicts += [(name, key, *one) for one in found]
        if row is not None:
            kept.append(row)
    return _as_table(kept, mine, name), conflicts


def _merged_row(key, old, other, own, rows_theirs, rows_mine):
    """Return the row that stays (None: it goes) and the contradictions (column, base, theirs, mine)."""
    in_old, in_other, in_own = key in old.index, key in other.index, key in own.index
    if not in_other:  # new with us, or gone with them
        if not in_old or _same(old.loc[key], own.loc[key]):
            return (None if in_old else rows_mine.loc[key]), []
        return None, [("", None, _gone(), _gone(there=True))]
    if not in_own:
        if not in_old or _same(old.loc[key], other.loc[key]):
            return (None if in_old else rows_theirs.loc[key]), []
        return rows_theirs.loc[key], [("", None, _gone(there=True), _gone())]
    row, found = rows_theirs.loc[key].copy(), []
    for column in own.columns:
        before = old.at[key, column] if in_old else None
        they, we = other.at[key, column], own.at[key, column]
        if _equal(we, they) or (in_old and _equal(we, before)):
            continue
        if in_old and _equal(they, before):
            row[column] = rows_mine.loc[key][column]
        else:
            found.append((column, before, they, we))
    return row, found


def _gone(*, there: bool = False) -> str:
    return "rij gewijzigd" if there else "rij verwijderd"


def _same(one: pd.Series, other: pd.Series) -> bool:
    return all(_equal(a, b) for a, b in zip(one, other, strict=True))


def _equal(one: object, other: object) -> bool:
    return (pd.isna(one) and pd.isna(other)) or (not pd.isna(one) and not pd.isna(other) and one == other)


def _by_key(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the rows by their joined key, values as they are."""
    rows = pd.DataFrame(table).astype(object)
    rows.index = cells_of(table, name).index if not rows.duplicated(list(TABLES[name].key)).any() else rows.index
    return rows


def _as_table(rows: list[pd.Series], like: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the rows as a table with the dtypes of the contract."""
    empty = TABLES[name].empty()
    if not rows:
        return empty
    table = pd.DataFrame([row.to_dict() for row in rows], columns=list(like.columns))
    for column in table.columns:
        if column != "geometry" and column in empty:
            table[column] = table[column].astype(empty[column].dtype)
    if TABLES[name].geometry is None:
        return table
    return gpd.GeoDataFrame(table, geometry="geometry", crs=RD_NEW)
