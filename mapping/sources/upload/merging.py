"""Lay the rows of a file on the rows that the region has: what the file leaves open stays as it was.

A cell that is empty keeps what stands there; *onbekend* empties it. A file that is the whole list empties what it leaves
empty. Columns that a new row needs and the file does not have get the value that the user chose for all rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from mapping.contract import Kind, TableContract

KEY_JOINT = "\x1f"
"""Stands between the parts of a key; no cell holds it."""

ROUNDED_AWAY = 1e-13
"""Share of a number that a spreadsheet loses: it keeps 15 digits."""

ORIGIN = ("bron", "peildatum")
"""Columns that say where a row comes from: where a row changes and the file does not say, they become those of the file."""


@dataclass(frozen=True)
class Laid:
    """The rows of a file as they would stand in the region, as text of the contract; index as given.

    `fresh`: rows that the region does not have. `changed`: rows of which a cell differs. `filled`: cells per column that
    got the value for all rows.
    """

    rows: pd.DataFrame
    fresh: pd.Series
    changed: pd.Series
    filled: dict[str, int]


def as_text(table: pd.DataFrame, contract: TableContract) -> pd.DataFrame:
    """Write a typed table as text of the contract, without shapes; missing stays missing. The index is 0..n-1."""
    columns = {}
    for name, column in contract.columns.items():
        if column.is_geometry:
            continue
        values = table[name].reset_index(drop=True) if name in table else pd.Series(pd.NA, index=range(len(table)))
        columns[name] = _column_text(values, column.kind)
    return pd.DataFrame(columns)


def _column_text(values: pd.Series, kind: Kind) -> pd.Series:
    """Write one column as text that reads back the same."""
    if kind == Kind.FLAG:
        return values.astype("boolean").map({True: "ja", False: "nee"}).astype("str")
    if kind == Kind.NUMBER:
        return values.astype("float64").map(_number, na_action="ignore").astype("str")
    return values.astype("str").where(values.notna())


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


def _as_before(value: pd.Series, before: pd.Series) -> pd.Series:
    """Return the numbers with those that differ by no more than a spreadsheet rounds away as they stood before."""
    new, old = (pd.to_numeric(text, errors="coerce").astype("float64") for text in (value, before))
    return value.where(~((new - old).abs() <= ROUNDED_AWAY * old.abs()), before)


def joined_key(rows: pd.DataFrame, key: tuple[str, ...]) -> pd.Series:
    """Return the key of each row as one text; a missing part is an empty text."""
    joined = rows[key[0]].fillna("").astype("str")
    for name in key[1:]:
        joined = joined + KEY_JOINT + rows[name].fillna("").astype("str")
    return joined


def laid(
    given: pd.DataFrame,
    unknown: pd.DataFrame,
    now: pd.DataFrame,
    contract: TableContract,
    *,
    fills: Mapping[str, str],
    whole: bool = False,
) -> Laid:
    """Lay `given` (text, with at least the key) on `now` (as_text of the region); see Laid.

    `unknown` tells for the columns of `given` where someone said onbekend. A column of the key that `given` lacks gets
    its fill first, so that it is part of the key.
    """
    given = given.assign(**{name: fills.get(name) for name in contract.key if name not in given})
    keys = joined_key(given, contract.key)
    stock = now.set_axis(joined_key(now, contract.key), axis=0) if len(now) else now.set_axis([], axis=0)
    stock = stock[~stock.index.duplicated(keep="last")]
    fresh = ~keys.isin(stock.index)
    old = stock.reindex(keys).set_axis(given.index, axis=0)
    rows, filled = {}, {}
    changed = pd.Series(False, index=given.index)
    for name, column in contract.columns.items():
        if column.is_geometry:
            continue
        before = old[name].astype("str")
        said = unknown[name] if name in unknown else pd.Series(False, index=given.index)
        value = before
        if name in given:
            stays = given[name].isna() & ~said & (fresh | (not whole) | (not column.optional))
            value = given[name].astype("str").where(~stays, before)
            value = _as_before(value, before) if column.kind == Kind.NUMBER else value
        bare = value.isna() & ~said
        if name in fills and bare.any():
            value = value.where(~bare, fills[name]).astype("str")
            filled[name] = int(bare.sum())
        if name not in ORIGIN:
            changed |= ~((value == before).fillna(False).astype(bool) | (value.isna() & before.isna()))
        rows[name] = value
    table = pd.DataFrame(rows)
    for name in ORIGIN:
        if name in table and name not in given and name in fills:
            table[name] = table[name].where(fresh | ~changed, fills[name])
        elif name in table and name in given:
            changed |= ~(
                (table[name] == old[name]).fillna(False).astype(bool) | (table[name].isna() & old[name].isna())
            )
    return Laid(table, fresh, changed & ~fresh, filled)
