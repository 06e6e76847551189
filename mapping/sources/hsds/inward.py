"""From HSDS to the tables of a region: our own exports come back the same; of others we take what we have a place for.

What had no place is listed, value by value: nothing of a file disappears in silence. The tables have the columns of
their contracts; what a foreign file cannot know (who offers it, whether places count) stays empty, so that the check
of the upload asks for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd
import shapely

from mapping.contract import typed
from mapping.model import RD_NEW
from mapping.schema import TABLES, cast
from mapping.sources.hsds.foreign import Beside, foreign_row
from mapping.sources.hsds.no_place import NoPlace
from mapping.sources.hsds.outward import Entities, entities
from mapping.sources.hsds.own import own_row
from mapping.sources.hsds.terms import ENTITY, LISTS, TAXONOMY


@dataclass(frozen=True)
class HsdsRead:
    """The tables that were read (dtypes of their contracts), and what had no place (columns NO_PLACE_COLUMNS)."""

    tables: dict[str, pd.DataFrame]
    no_place: pd.DataFrame


@dataclass
class _Rows:
    """Raw rows per table, and beside each the id of the thing in the package that it came from."""

    rows: dict[str, list[dict]] = field(default_factory=lambda: {name: [] for name in (*ENTITY, *LISTS)})
    ids: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in (*ENTITY, *LISTS)})

    def add(self, name: str, row: dict, thing: str) -> None:
        self.rows[name].append(row)
        self.ids[name].append(thing)


def region_tables(found: Entities, *, today: str) -> HsdsRead:
    """Return organisaties, initiatieven with their lists, and vindplaatsen from HSDS entities; `today` is an ISO day.

    Every value of `found` is text and every row has an id, as forms gives them.
    """
    codes = _codes(found)
    attributes: dict[tuple[str, str], list[dict]] = {}
    for one in found.get("attribute", []):
        for entity in [one["link_entity"]] if "link_entity" in one else ENTITY.values():
            attributes.setdefault((entity, one.get("link_id", "")), []).append(one)
    listed, made, beside = NoPlace(), _Rows(), Beside.of(found)
    own: dict[str, set[str]] = {name: set() for name in ENTITY}
    strange: list[tuple[str, dict]] = []
    for name, entity in ENTITY.items():
        for thing in found.get(entity, []):
            row, lists = own_row(thing, name, attributes.get((entity, thing["id"]), []), codes, listed)
            if row is None:
                strange.append((name, thing))
                continue
            own[name].add(row[name])
            _keep(made, name, row, lists, thing["id"])
    _add_foreign(strange, made, beside, listed, found, today)
    tables = {name: _table(name, made, listed) for name in made.rows}
    return HsdsRead(tables, listed.table(found, _said(tables, own)))


def _codes(found: Entities) -> dict[str, str]:
    """Return id of a term → its code in our taxonomy; a term of another taxonomy has no code, whatever it is called."""
    ours = {one["id"] for one in found.get("taxonomy", []) if one.get("name") == TAXONOMY}
    return {
        term["id"]: term.get("code", "") if term.get("taxonomy") == TAXONOMY or term.get("taxonomy_id") in ours else ""
        for term in found.get("taxonomy_term", [])
    }


def _keep(made: _Rows, name: str, row: dict, lists: list[tuple[str, dict]], thing: str) -> None:
    """Keep a row, and the rows of its lists: these are of no other initiatief, whatever they say."""
    made.add(name, row, thing)
    for table, one in lists:
        made.add(table, {**one, "initiatief": row["initiatief"]}, thing)


def _add_foreign(
    strange: list[tuple[str, dict]], made: _Rows, beside: Beside, listed: NoPlace, found: Entities, today: str
) -> None:
    """Add the organisations and services of somebody else; their locations only say where a service is."""
    used = {name: {row[name] for row in made.rows[name]} for name in ENTITY}
    owners = {
        thing: row["organisatie"] for row, thing in zip(made.rows["organisatie"], made.ids["organisatie"], strict=True)
    }
    for name, thing in strange:
        if name == "vindplaats":
            continue
        row, lists = foreign_row(thing, name, beside, listed, owners=owners, used=used[name], today=today)
        used[name].add(row[name])
        if name == "organisatie":
            owners[thing["id"]] = row[name]
        _keep(made, name, row, lists, thing["id"])


def _table(name: str, made: _Rows, listed: NoPlace) -> pd.DataFrame:
    """Return rows as the table of a contract; values that it cannot hold become missing, and are listed."""
    contract = TABLES[name]
    if not made.rows[name]:
        return contract.empty()
    raw = pd.DataFrame(made.rows[name])
    if contract.geometry is not None:
        texts = raw["geometry"] if "geometry" in raw else pd.Series([None] * len(raw))
        shapes = [shapely.from_wkt(text) if isinstance(text, str) else None for text in texts]
        raw = gpd.GeoDataFrame(raw.drop(columns="geometry", errors="ignore"), geometry=shapes, crs=RD_NEW)
    for finding in typed(raw, contract, file=name)[1]:
        if finding.row is not None:
            thing = made.ids[name][finding.row - 1]
            listed.unread(
                ENTITY.get(name, "service"), thing, f"{name}.{finding.column}", finding.value, finding.message
            )
    return cast(raw, name)


def _said(tables: Mapping[str, pd.DataFrame], own: Mapping[str, set[str]]) -> Entities:
    """Return what our own export says of the rows that came from one: in a file of ours that is no loss."""
    if not any(own.values()):
        return {}
    kept = {}
    for name, table in tables.items():
        owner = name if name in ENTITY else "initiatief"
        ours = table[owner].isin(own[owner]) & table[list(TABLES[name].key)].notna().all(axis=1)
        kept[name] = table[ours.to_numpy(dtype=bool)]
    return entities(kept)
