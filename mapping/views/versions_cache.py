"""What the page Versies calculates once: the versions of a region and the differences between two of its states.

A *state* is named by text: the number of a version, or NOW for the tables as they stand where someone changed them with
another program after the last version.
"""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mapping.store import history
from mapping.store.address import opened
from mapping.store.content import KEPT, digest_of, unpacked
from mapping.store.difference import difference
from mapping.store.history import Version
from mapping.store.merge import merge
from mapping.store.proposal import empty_table, without_conflicts
from mapping.views.cached import Region, Tables
from mapping.views.cached import tables as region_tables

NOW = "nu"


@st.cache_data(max_entries=16, show_spinner=False)
def versions(where: Region) -> list[Version]:
    """Return the versions, the newest first."""
    return history.versions(opened(where.path))


@st.cache_data(max_entries=16, show_spinner=False)
def outside(where: Region) -> tuple[str, ...]:
    """Name the tables that are not as the last version recorded them; none where it recorded nothing."""
    listed = _listed(where, str(history.current(opened(where.path))))
    loaded = region_tables(where) if listed else {}
    return tuple(
        name for name in KEPT if listed and _digest(loaded[name], name) != listed.get(name, _digest(None, name))
    )


@st.cache_data(max_entries=32, show_spinner=False)
def differences(where: Region, old: str, new: str) -> pd.DataFrame:
    """Return what changed from one state to another (columns of store/difference.COLUMNS), tables in order."""
    parts = [_of_table(where, name, old, new) for name in changed_tables(where, old, new)]
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else difference({}, {})


def changed_tables(where: Region, old: str, new: str) -> list[str]:
    """Name the tables that are not the same in both states; those that may not be where one is not recorded."""
    before, after = (_digests(where, state) for state in (old, new))
    if not before or not after:
        return list(KEPT)
    return [name for name in KEPT if before[name] != after[name]]


def tables_of(where: Region, state: str, names: list[str]) -> Tables:
    """Return tables of a state; raises StoreError where it is not recorded."""
    if state == NOW:
        return {name: region_tables(where)[name] for name in names}
    return history.at(opened(where.path), int(state), names)


@dataclass(frozen=True)
class Undone:
    """A region without what one version did: the tables, what changes in the region as it stands (columns of
    store/difference.COLUMNS), and the cells that later versions changed too and that stay (store/merge.CONFLICT_COLUMNS)."""

    tables: Tables
    found: pd.DataFrame
    kept: pd.DataFrame


@st.cache_resource(max_entries=4, show_spinner=False)
def undone(where: Region, before: int, number: int) -> Undone:
    """Take back what a version changed since the one before it, and keep what came later."""
    names = changed_tables(where, str(before), str(number))
    now = {name: region_tables(where)[name] for name in names}
    start, wanted = tables_of(where, str(number), names), tables_of(where, str(before), names)
    merged = merge(start, now, wanted)
    kept = merged.conflicts
    if len(kept):
        merged = merge(start, now, without_conflicts(wanted, now, kept))
    return Undone(merged.tables, difference(now, merged.tables), kept)


def _of_table(where: Region, name: str, old: str, new: str) -> pd.DataFrame:
    """Compare one table, once for as long as its contents are the same."""
    if NOW in (old, new) or not _listed(where, old) or not _listed(where, new):
        return difference(tables_of(where, old, [name]), tables_of(where, new, [name]))
    return _of_contents(where.path, name, _listed(where, old).get(name, ""), _listed(where, new).get(name, ""))


@st.cache_data(max_entries=400, show_spinner=False)
def _of_contents(address: str, name: str, old: str, new: str) -> pd.DataFrame:
    """Compare two contents, named by their hash (empty: a table without rows), of one table."""
    store = opened(address)
    one, other = (unpacked(store.content(part), part, name) if part else empty_table(name) for part in (old, new))
    return difference({name: one}, {name: other})


@st.cache_data(max_entries=400, show_spinner=False)
def _listed(where: Region, state: str) -> dict[str, str]:
    """Return the hash of each table in a version; empty where it is not recorded."""
    return opened(where.path).listed(int(state))


def _digests(where: Region, state: str) -> dict[str, str]:
    """Return the hash of every kept table in a state; empty where the version is not recorded."""
    if state == NOW:
        return {name: _digest(region_tables(where)[name], name) for name in KEPT}
    listed = _listed(where, state)
    return {name: listed.get(name, _digest(None, name)) for name in KEPT} if listed else {}


def _digest(table: pd.DataFrame | None, name: str) -> str:
    return digest_of(empty_table(name) if table is None else table, name)
