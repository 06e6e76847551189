"""What follows from a change: a code for a new row, places per year, the werkgebied in words, rows that go along."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from mapping.analysis.offer import capacity_per_year
from mapping.analysis.werkgebied.known_areas import known_areas
from mapping.analysis.werkgebied.rows import FROM_TEXT, with_text
from mapping.model import SHELTERED
from mapping.store.difference import table_difference
from mapping.store.draft import edited, moved, new_code, without_row
from mapping.views.cached import Tables
from mapping.views.edit.records import CODE_FROM
from mapping.views.edit.rows import stored
from mapping.views.offer_check_cache import ReadChanges

CAPACITY = (
    "capaciteit", "capaciteit_eenheid", "duur_weken", "weken_per_jaar", "uren_per_gesprek", "gesprekken_per_persoon",
    "reeksen_per_jaar", "bezoeken_per_persoon",
)  # fmt: skip
"""Columns that places per year follow from."""


@dataclass(frozen=True)
class Edit:
    """Changes to one table, by the places of its rows; values as widgets give them."""

    changed: Mapping[int, Mapping[str, object]]
    added: Sequence[Mapping[str, object]] = ()
    gone: Sequence[int] = ()


def changed_tables(
    now: Tables, table: str, edit: Edit, begin: Mapping[str, object], read_changes: ReadChanges
) -> dict[str, pd.DataFrame]:
    """Return the tables that are other ones after an edit: the table itself, and what follows from it.

    `begin` are the values of an added row until it says otherwise; `read_changes` gives the list of dead codes.
    """
    before = now[table].reset_index(drop=True)
    added = _with_codes(before, table, [{**begin, **_said(row)} for row in edit.added])
    fresh = edited(
        before, table,
        changed={place: stored(table, values) for place, values in edit.changed.items()},
        added=[stored(table, row) for row in added], gone=edit.gone,
    )  # fmt: skip
    found = table_difference(before, fresh, table)
    tables: dict[str, pd.DataFrame] = {table: fresh}
    if table == "vindplaats":
        tables[table] = _hidden(fresh)
    if table == "initiatief":
        tables |= _follow_initiatief(now, fresh, found, read_changes)
    if edit.gone and table in CODE_FROM:
        lost = before.loc[list(edit.gone), table].dropna()
        tables |= without_row({**now, **tables}, table, set(lost) - set(fresh[table].dropna()))
    return tables


def _said(row: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a row that someone gave."""
    return {name: value for name, value in row.items() if value is not None}


def _with_codes(before: pd.DataFrame, table: str, added: Iterable[dict]) -> list[dict]:
    """Give each added row a code that no other row has."""
    if table not in CODE_FROM:
        return list(added)
    taken, rows = set(before[table].dropna()), []
    for row in added:
        text = " ".join(str(row.get(name) or "").rpartition("/")[2] for name in CODE_FROM[table])
        code = new_code(text, taken)
        taken.add(code)
        rows.append({**row, table: code})
    return rows


def must_hide(row: Mapping[str, object]) -> bool:
    """Tell whether a vindplaats may have no point: it is known by wijk, or people must be safe there."""
    return row.get("precisie") == "wijk" or row.get("type") in SHELTERED


def _hidden(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take the point away from each vindplaats that may not have one; its gebied stays."""
    hide = [must_hide(row) for row in pd.DataFrame(rows[["precisie", "type"]]).to_dict("records")]
    shapes = [None if hidden else shape for hidden, shape in zip(hide, rows.geometry, strict=True)]
    return rows.set_geometry(gpd.GeoSeries(shapes, index=rows.index, crs=rows.crs))


def _follow_initiatief(
    now: Tables, fresh: gpd.GeoDataFrame, found: pd.DataFrame, read_changes: ReadChanges
) -> dict[str, pd.DataFrame]:
    """Return initiatief and werkgebied with what follows from other cells."""
    new = set(found.loc[found["soort"] == "erbij", "sleutel"])
    counted = fresh["initiatief"].isin(new | set(found.loc[found["kolom"].isin(CAPACITY), "sleutel"]))
    if counted.any():
        bare = fresh[counted.to_numpy(dtype=bool)].assign(capaciteit_pj=float("nan"))
        fresh = fresh.assign(
            capaciteit_pj=capacity_per_year(bare).reindex(fresh.index).where(counted, fresh["capaciteit_pj"])
        )
    worded = set(fresh.loc[fresh["werkgebied_tekst"].notna().to_numpy(dtype=bool), "initiatief"])
    said = set(found.loc[found["kolom"] == "werkgebied_tekst", "sleutel"]) | (new & worded)
    if not said:
        return {"initiatief": fresh}
    return _read_texts(now, fresh, said, read_changes)


def _read_texts(
    now: Tables, fresh: gpd.GeoDataFrame, said: set[str], read_changes: ReadChanges
) -> dict[str, pd.DataFrame]:
    """Make the rows of werkgebied again that came from a description; rows that somebody typed stay."""
    rows = now["werkgebied"]
    made = rows["initiatief"].isin(said) & rows["bron"].str.startswith(FROM_TEXT).fillna(False).astype(bool)
    kept = rows[~made.to_numpy(dtype=bool)].reset_index(drop=True)
    about = fresh["initiatief"].isin(said).to_numpy(dtype=bool)
    bare = fresh[about & ~fresh["initiatief"].isin(kept["initiatief"]).to_numpy(dtype=bool)]
    if bare.empty:
        return {"initiatief": fresh, "werkgebied": kept}
    silent = bare["werkgebied_tekst"].isna() & (bare["werkgebied_stand"] == "lijst")
    read, werkgebied = with_text(
        pd.DataFrame(bare.drop(columns="geometry")), kept, known=known_areas(now, read_changes())
    )
    stands = read["werkgebied_stand"].where(~silent, "onbekend")
    fresh = fresh.copy()
    fresh.loc[bare.index, "werkgebied_stand"] = stands
    return {"initiatief": fresh, "werkgebied": edited(werkgebied, "werkgebied")}


def placed(now: Tables, table: str, place: int, point: object, gebiedcode: str | None) -> dict[str, pd.DataFrame]:
    """Return the table with one row at another point (RD New; None: at none) and in that gebied."""
    return {table: moved(now[table], place, point, gebiedcode)}
