"""What changed between two states of a region: rows added, removed, changed, with the old and the new value.

A row is known by the key of its table. A difference is a table with one row per changed cell, and one per added or
removed row: `tabel`, `sleutel` (the key values joined by " · "), `soort` (erbij, weg, anders), `kolom` (empty for a
whole row), `oud` and `nieuw` (text as in `content.py`; missing is missing).
"""

from collections.abc import Mapping

import pandas as pd
import shapely

from mapping.schema import TABLES
from mapping.store.content import KEPT

COLUMNS = ("tabel", "sleutel", "soort", "kolom", "oud", "nieuw")
ADDED, REMOVED, CHANGED = "erbij", "weg", "anders"
KEY_JOINT = " · "


def cells_of(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table as text, one row per key (the index, joined), in the columns of its contract.

    A missing value stays missing; a shape becomes WKB in hexadecimal digits. Of rows that share a key the last stays.
    """
    contract = TABLES[name]
    columns = {}
    for column, rule in contract.columns.items():
        if column not in table.columns:
            columns[column] = pd.Series(pd.NA, index=table.index, dtype="str")
        elif rule.is_geometry:
            columns[column] = pd.Series(shapely.to_wkb(table.geometry.to_numpy(), hex=True), table.index, dtype="str")
        elif table[column].dtype == "boolean":
            columns[column] = table[column].map({True: "ja", False: "nee"}).astype("str")
        elif pd.api.types.is_float_dtype(table[column].dtype):
            columns[column] = table[column].map(_number).astype("str")
        else:
            columns[column] = table[column].astype("str").where(table[column].notna())
    cells = pd.DataFrame(columns, index=table.index)
    key = cells[list(contract.key)].fillna("").agg(KEY_JOINT.join, axis=1) if len(cells) else pd.Series(dtype="str")
    cells.index = pd.Index(key, dtype="str", name="sleutel")
    return cells[~cells.index.duplicated(keep="last")]


def _number(value: float) -> str | None:
    """Write a number the shortest way that reads back the same; whole numbers without their .0."""
    if pd.isna(value):
        return None
    return str(int(value)) if value == int(value) else repr(float(value))


def table_difference(old: pd.DataFrame, new: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the differences between two states of one table (see the module), in order of key."""
    before, after = cells_of(old, name), cells_of(new, name)
    rows = [(name, key, REMOVED, "", None, None) for key in before.index.difference(after.index)]
    rows += [(name, key, ADDED, "", None, None) for key in after.index.difference(before.index)]
    both = before.index.intersection(after.index)
    left, right = before.loc[both], after.loc[both]
    for column in before.columns:
        one, other = left[column], right[column]
        unequal = ~((one == other).fillna(False) | (one.isna() & other.isna()))
        rows += [(name, key, CHANGED, column, one[key], other[key]) for key in both[unequal.to_numpy(dtype=bool)]]
    return pd.DataFrame(rows, columns=list(COLUMNS)).sort_values(["sleutel", "kolom"], ignore_index=True)


def difference(old: Mapping[str, pd.DataFrame], new: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the differences between two states of a region, tables in the order of the contract."""
    parts = []
    for name in KEPT:
        one, other = old.get(name), new.get(name)
        if one is other or (one is None and other is None):
            continue
        empty = TABLES[name].empty()
        parts.append(table_difference(empty if one is None else one, empty if other is None else other, name))
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(COLUMNS))
