"""Rows from a file laid over the tables of a region: those with the same key take the place of the old ones."""

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from mapping.model import RD_NEW
from mapping.schema import TABLES
from mapping.store.protocol import Tables


def laid_over(now: Mapping[str, pd.DataFrame], rows: Mapping[str, pd.DataFrame], *, whole: Mapping[str, str]) -> Tables:
    """Return the tables of `rows` as they would stand in the region; rows that the file does not name stay.

    `whole` names tables that are lists of an owner (table → column of the owner): for each owner in the file its list is
    replaced as a whole, also by an empty one. Typed tables in, typed tables out; the others of the region are left out.
    Rows of the file with the same key, or without one, all stand in the answer: the check says what is wrong with them.
    """
    laid = {}
    for name, fresh in rows.items():
        old = now.get(name, TABLES[name].empty())
        if name in whole:
            owner = whole[name]
            old = old[~old[owner].isin(rows[owner][owner])]
            laid[name] = _joined([old, fresh], name)
            continue
        key = list(TABLES[name].key)
        both = _joined([old, fresh], name)
        place = pd.Series(range(len(both))).groupby([both[column] for column in key], dropna=False).transform("min")
        kept = (both.index >= len(old)) | ~both.duplicated(key, keep="last").to_numpy()
        laid[name] = both[kept].iloc[place[kept].argsort(kind="stable").to_numpy()].reset_index(drop=True)
    return laid


def said(tables: Mapping[str, pd.DataFrame], whole: Mapping[str, str]) -> Tables:
    """Return the tables that a file says something about: those with rows, and the lists of owners that it has."""
    return {name: table for name, table in tables.items() if len(table) or (name in whole and len(tables[whole[name]]))}


def _joined(parts: list[pd.DataFrame], name: str) -> pd.DataFrame:
    """Put typed tables under one another; those without rows add nothing."""
    filled = [part for part in parts if len(part)]
    if not filled:
        return TABLES[name].empty()
    both = pd.concat([pd.DataFrame(part) for part in filled], ignore_index=True)
    return both if TABLES[name].geometry is None else gpd.GeoDataFrame(both, geometry="geometry", crs=RD_NEW)
