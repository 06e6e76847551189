"""Tables that someone wants to store, before they are: what is wrong with them, and which of them may go in anyway.

A *proposal* is a handful of whole tables that would take the place of those of a region. It is judged as a part of that
region: a name that points nowhere is a fault, and so is a row taken away that another table still points to.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mapping.contracts_network import EINDSOORTEN
from mapping.errors import Finding
from mapping.persons import personal_data
from mapping.schema import TABLES, cast, check
from mapping.store.content import KEPT
from mapping.store.difference import comparable, keys_of, unequal
from mapping.store.protocol import Tables

BESIDE = (
    ("initiatief", "werkgebied"),
    ("gebied", "rand"),
    ("gebied", "actie"),
    *((name, "verbinding") for name in EINDSOORTEN),
    ("passendheid", "passendheid_reden"),
    ("passendheid", "passendheid_regie"),
    ("subgroep", "gesprek_code"),
)
"""Pairs of tables that check() lays beside one another without a column that refers."""


def proposal_findings(now: Mapping[str, pd.DataFrame], changed: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Return everything that is wrong with tables that would replace those of `now`; empty where they may be stored.

    A fault in a table that is not in the proposal counts only where the proposal causes it. Tables may be as read: text
    in every cell. A finding names the table as `file` and counts rows from 1, without the header.
    """
    beside = _neighbours(set(changed))
    whole = {name: now[name] for name in KEPT if name in beside and name in now} | dict(changed)
    found = [*check(whole), *_personal(now, changed)]
    elsewhere = [finding for finding in found if finding.file not in changed]
    known = set(check({name: now[name] for name in whole if name in now})) if elsewhere else set()
    return [finding for finding in found if finding.file in changed or finding not in known]


def text_findings(text: str) -> list[Finding]:
    """Return what points at a person in a text that stands with a version."""
    return personal_data(pd.DataFrame({"waarom": [text]}), "meta", file="", first_row=1)


def _personal(now: Mapping[str, pd.DataFrame], changed: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Find what points at a person in rows that are new or changed; what stands there already cannot be kept out."""
    findings = []
    for name, raw in changed.items():
        if name not in TABLES:
            continue
        table = raw.reset_index(drop=True)
        fresh = _differing(now[name] if name in now else empty_table(name), cast(table, name), name)
        found = personal_data(table, name, file=name, first_row=1)
        findings += [finding for finding in found if finding.row is None or fresh[finding.row - 1]]
    return findings


def _neighbours(names: set[str]) -> set[str]:
    """Name the tables that these refer to, or that refer to them."""
    beside = {name for pair in BESIDE if names & set(pair) for name in pair}
    for name, contract in TABLES.items():
        for column in contract.columns.values():
            other = column.refers.partition(".")[0]
            if name in names:
                beside.add(other)
            if other in names:
                beside.add(name)
    return beside - names


def typed(changed: Mapping[str, pd.DataFrame]) -> Tables:
    """Return tables without findings in the dtypes of their contracts, rows in their order, columns of others dropped."""
    return {name: cast(table.reset_index(drop=True), name) for name, table in changed.items()}


def without_conflicts(
    mine: Mapping[str, pd.DataFrame], theirs: Mapping[str, pd.DataFrame], cells: pd.DataFrame
) -> Tables:
    """Return our tables as they would be had we left the contradicting cells to the others; the rest stays ours.

    `cells` has merge.CONFLICT_COLUMNS; without a kolom the whole row is that of the others. Both hold typed tables.
    """
    return {
        name: _conceded(table, theirs[name], cells[cells["tabel"] == name], name)
        if name in set(cells["tabel"])
        else table
        for name, table in mine.items()
    }


def _conceded(mine: pd.DataFrame, theirs: pd.DataFrame, cells: pd.DataFrame, name: str) -> pd.DataFrame:
    """Take over the cells and rows of one table."""
    own, other = keys_of(mine, name), keys_of(theirs, name)
    given = mine.copy()
    whole_rows = [key for key, column in zip(cells["sleutel"], cells["kolom"], strict=True) if not column]
    for key, column in zip(cells["sleutel"], cells["kolom"], strict=True):
        if column:
            given[column] = _with_cell(given[column], own.get_loc(key), theirs[column].iloc[other.get_loc(key)])
    given = given[~own.isin(whole_rows)]
    return pd.concat([given, theirs[other.isin(whole_rows)]], ignore_index=True)


def _with_cell(values: pd.Series, place: int, value: object) -> pd.Series:
    """Return a column with one other value."""
    changed = values.copy()
    changed.iloc[place] = value
    return changed


def rows_of_change(base: pd.DataFrame, mine: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the rows of `mine` that are new or not the same in `base`, to keep them when they cannot be stored."""
    return mine[_differing(base, mine, name)]


def _differing(base: pd.DataFrame, mine: pd.DataFrame, name: str) -> np.ndarray:
    """Tell for each row of `mine` whether it is new or not the same in `base`."""
    before, after = comparable(base, name), comparable(mine, name)
    old = before.reindex(after.index)
    differs = ~after.index.isin(before.index)
    for column in after.columns:
        differs |= unequal(old[column], after[column])
    return differs


def empty_table(name: str) -> pd.DataFrame:
    """Return a table of the contract without rows."""
    return TABLES[name].empty()
