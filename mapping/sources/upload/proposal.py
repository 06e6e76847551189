"""The tables of the region as they would be with the good rows of a file; only those that change."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from mapping.contract import typed
from mapping.membership import among
from mapping.model import RD_NEW
from mapping.schema import TABLES
from mapping.sources.upload.asked import Asked
from mapping.sources.upload.children import Children
from mapping.sources.upload.merging import as_text, joined_key
from mapping.sources.upload.profiles import LISTS


@dataclass(frozen=True)
class Going:
    """What goes as the file is the whole list: joined keys, and how many rows stay as others still need them."""

    keys: tuple[str, ...] = ()
    held: int = 0


def whole_list(asked: Asked, rows: pd.DataFrame, *, complete: bool) -> Going:
    """Return what goes, where the user says that the file is the whole list.

    Nothing goes while a row of the file has a fault: nobody knows what it is about. A row that another table refers to
    stays, but for the lists that belong to it.
    """
    table = asked.profile.table
    if not (asked.whole and complete and asked.profile.whole):
        return Going()
    stock = joined_key(as_text(asked.now[table], TABLES[table]), TABLES[table].key)
    absent = stock[~among(stock, joined_key(rows, TABLES[table].key))]
    needed = _needed_by_others(asked, table)
    return Going(tuple(key for key in absent if key not in needed), int(among(absent, needed).sum()))


def _needed_by_others(asked: Asked, table: str) -> set[str]:
    """Return the keys of a table that rows of other tables refer to, without the lists that go with it."""
    own = {target.table for target in LISTS.get(table, ())}
    found: set[str] = set()
    for name, contract in TABLES.items():
        for column, rule in contract.columns.items():
            if rule.refers.partition(".")[0] == table and name not in own and name in asked.now:
                found |= set(asked.now[name][column].dropna())
    return found


def proposed(
    asked: Asked,
    touched: pd.DataFrame,
    lists: list[Children],
    good: set[int],
    organisaties: Mapping[str, str],
    gone: tuple[str, ...],
    parents: pd.DataFrame,
) -> dict[str, pd.DataFrame]:
    """Return the whole new tables.

    `touched`: typed rows that are new or changed. `lists`: rows of the lists; only those of `good` places count.
    `organisaties`: new ones, key → name. `gone`: joined keys that go. `parents`: rows as text, index: places.
    """
    table = asked.profile.table
    tables = {}
    if len(touched) or gone:
        tables[table] = _replaced(asked.now[table], touched, table, gone)
    for each in lists:
        differs = each.differs & good
        if differs:
            tables[each.table] = _list_table(asked, each, set(parents.loc[sorted(differs), table]), good)
    for target in LISTS.get(table, ()) if gone else ():
        rows = tables.get(target.table, asked.now[target.table])
        if among(rows[table], gone).any():
            tables[target.table] = rows[~among(rows[table], gone)].reset_index(drop=True)
    if organisaties:
        tables["organisatie"] = _with_organisaties(asked, organisaties, parents)
    return tables


def _replaced(now: pd.DataFrame, rows: pd.DataFrame, name: str, gone: tuple[str, ...]) -> pd.DataFrame:
    """Return a table with these rows in the place of those with their key, new ones at the end, without what goes."""
    both = _joined([now, rows], name)
    keys = joined_key(as_text(both, TABLES[name]), TABLES[name].key)
    order = keys.map({key: place for place, key in reversed(list(enumerate(keys)))})
    last = ~keys.duplicated(keep="last") & ~among(keys, gone)
    return both[last.to_numpy()].iloc[order[last].argsort(kind="stable").to_numpy()].reset_index(drop=True)


def _joined(parts: list[pd.DataFrame], name: str) -> pd.DataFrame:
    """Put typed tables under one another; those without rows add nothing."""
    filled = [part for part in parts if len(part)] or [TABLES[name].empty()]
    columns = [column for column in TABLES[name].columns if any(column in part for part in filled)]
    both = pd.concat(filled, ignore_index=True)[columns]
    return gpd.GeoDataFrame(both, geometry="geometry", crs=RD_NEW) if "geometry" in columns else pd.DataFrame(both)


def _list_table(asked: Asked, each: Children, owners: set[str], good: set[int]) -> pd.DataFrame:
    """Return a table of lists in which the lists of these owners are those of the file."""
    owner = asked.profile.table
    now = asked.now[each.table]
    mine = each.rows[(each.places.isin(good) & among(each.rows[owner], owners)).to_numpy(dtype=bool)]
    return _joined([now[~among(now[owner], owners)], mine], each.table)


def _with_organisaties(asked: Asked, fresh: Mapping[str, str], parents: pd.DataFrame) -> pd.DataFrame:
    """Return the organisaties with the new ones; they come from where the first row that names them comes from."""
    first = parents.drop_duplicates("organisatie").set_index("organisatie")
    rows = [
        {"organisatie": key, "naam": name, "bron": first.at[key, "bron"], "peildatum": first.at[key, "peildatum"]}
        for key, name in fresh.items()
    ]
    contract = TABLES["organisatie"]
    table, _findings = typed(pd.DataFrame(rows, columns=list(contract.columns)), contract, file="")
    return _joined([asked.now["organisatie"], table], "organisatie")
