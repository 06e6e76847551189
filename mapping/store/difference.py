"""What changed between two states of a region: rows added, removed, changed, with the old and the new value.

A row is known by the key of its table. A difference is a table with one row per changed cell, and one per added or
removed row: `tabel`, `sleutel` (the key values joined by " · "), `soort` (erbij, weg, anders), `kolom` (empty for a
whole row), `oud` and `nieuw` (text as in `content.py`; missing is missing).
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import shapely

from mapping.schema import TABLES
from mapping.store.content import KEPT

COLUMNS = ("tabel", "sleutel", "soort", "kolom", "oud", "nieuw")
ADDED, REMOVED, CHANGED = "erbij", "weg", "anders"
KEY_JOINT = " · "


def keys_of(table: pd.DataFrame, name: str) -> pd.Index:
    """Return the key of each row as one text; rows that share a key are numbered, so that none of them is lost."""
    parts = [table[column].astype("str").fillna("").astype(object) for column in TABLES[name].key]
    keys = parts[0]
    for part in parts[1:]:
        keys = keys + KEY_JOINT + part
    while keys.duplicated().any():
        turn = keys.groupby(keys).cumcount()
        keys = keys.where(turn == 0, keys + " (" + (turn + 1).astype(str) + ")")
    return pd.Index(keys, dtype="str", name="sleutel")


def comparable(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table by its keys, in the columns and dtypes of its contract, with shapes as WKB in hexadecimal digits."""
    empty = TABLES[name].empty()
    columns = {}
    for column, rule in TABLES[name].columns.items():
        if column not in table.columns:
            columns[column] = empty[column].reindex(range(len(table))) if not rule.is_geometry else [None] * len(table)
        elif rule.is_geometry:
            columns[column] = shapely.to_wkb(table.geometry.to_numpy(), hex=True, byte_order=1)
        else:
            columns[column] = table[column].array
    shapes = {column: "str" for column, rule in TABLES[name].columns.items() if rule.is_geometry}
    return pd.DataFrame(columns).astype(shapes).set_axis(keys_of(table, name))


def unequal(one: pd.Series, other: pd.Series) -> np.ndarray:
    """Tell for each row whether the values differ; two missing values do not."""
    same = pd.array(one.array == other.array, dtype="boolean").to_numpy(dtype=bool, na_value=False)
    return ~(same | (pd.isna(one.array) & pd.isna(other.array)))


def cell_texts(values: pd.Series) -> pd.Series:
    """Return values as text: numbers the shortest way, ja and nee; what is missing stays missing."""
    if values.dtype == "boolean":
        texts = values.map({True: "ja", False: "nee"})
    elif pd.api.types.is_float_dtype(values.dtype):
        texts = values.map(_number)
    else:
        texts = values.astype("str").where(values.notna())
    return texts.astype("str").astype(object).where(values.notna(), None)


def cells_of(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table as text by its keys, in the columns of its contract; what is missing stays missing."""
    cells = comparable(table, name)
    return pd.DataFrame({column: cell_texts(cells[column]) for column in cells.columns}).astype("str")


def _number(value: float) -> str | None:
    """Write a number the shortest way that reads back the same; whole numbers without their .0."""
    if pd.isna(value):
        return None
    return str(int(value)) if value == int(value) else repr(float(value))


def table_difference(old: pd.DataFrame, new: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the differences between two states of one table (see the module), in order of key."""
    before, after = comparable(old, name), comparable(new, name)
    parts = [
        _rows(name, before.index.difference(after.index), REMOVED),
        _rows(name, after.index.difference(before.index), ADDED),
    ]
    both = before.index.intersection(after.index)
    left, right = before.loc[both], after.loc[both]
    for column in before.columns:
        changed = unequal(left[column], right[column])
        if changed.any():
            texts = (cell_texts(side.loc[changed, column]).to_numpy() for side in (left, right))
            parts.append(_rows(name, both[changed], CHANGED, column, *texts))
    filled = [part for part in parts if len(part)] or parts[:1]
    return pd.concat(filled).sort_values(["sleutel", "kolom"], ignore_index=True)


def _rows(name: str, keys: pd.Index, kind: str, column: str = "", old: object = None, new: object = None):
    """Return rows of a difference."""
    values = {"tabel": name, "sleutel": keys, "soort": kind, "kolom": column, "oud": old, "nieuw": new}
    return pd.DataFrame(values, index=range(len(keys)), columns=list(COLUMNS), dtype=object)


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
