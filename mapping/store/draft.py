"""Rows that someone adds, changes or takes away, before they are saved: tables in, tables out, nothing written.

Rows are known by their place (0, 1, …) in the table that was handed over. What is given is never changed. A value that
does not fit its column becomes missing, as everywhere on reading; what may not be is for check() to say.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import geopandas as gpd
import pandas as pd

from mapping.contracts_network import ENDS
from mapping.model import RD_NEW
from mapping.schema import TABLES, cast

LISTS = {
    "initiatief": (
        "initiatief_subgroep", "initiatief_taal", "initiatief_vraagtype", "toegangsregel", "werkgebied", "gebruik",
        "passendheid", "passendheid_reden", "passendheid_regie", "signalering",
    ),
    "gesprek": ("gesprek_code",),
    "vindplaats": ("vindplaats_subgroep", "signalering"),
}  # fmt: skip
"""Tables whose rows belong to one row of another table, and go with it."""

LONGEST_CODE = 60
"""Characters of a code that is made from a name; a contract allows 63, and two may be needed to tell equal names apart."""


def edited(
    table: pd.DataFrame,
    name: str,
    *,
    changed: Mapping[int, Mapping[str, object]] | None = None,
    added: Sequence[Mapping[str, object]] = (),
    gone: Iterable[int] = (),
) -> pd.DataFrame:
    """Return a table with cells changed, rows added at its end and rows taken away; dtypes are those of the contract.

    A list of values becomes the text of its column; a column of an added row that is not given is missing, as is its
    point. A changed row that is gone as well is gone.
    """
    rows = pd.DataFrame(table.drop(columns="geometry", errors="ignore")).reset_index(drop=True).astype(object)
    for place, values in (changed or {}).items():
        for column, value in values.items():
            rows.at[place, column] = _cell(value)
    new = [{column: _cell(value) for column, value in row.items()} for row in added]
    kept = ~rows.index.isin(list(gone))
    parts = [rows[kept], pd.DataFrame(new, columns=rows.columns, dtype=object)]
    whole = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    if TABLES[name].geometry is None:
        return cast(whole, name)
    shapes = [*table.geometry[kept], *([None] * len(new))]
    return cast(gpd.GeoDataFrame(whole, geometry=gpd.GeoSeries(shapes, crs=RD_NEW), crs=RD_NEW), name)


def moved(table: gpd.GeoDataFrame, place: int, point: object, gebiedcode: str | None) -> gpd.GeoDataFrame:
    """Return a table of which one row lies at another point (RD New; None: at none) and in that gebied."""
    shapes = list(table.geometry)
    shapes[place] = point
    fresh = table.reset_index(drop=True).set_geometry(gpd.GeoSeries(shapes, crs=RD_NEW))
    fresh["gebiedcode"] = [gebiedcode if at == place else code for at, code in enumerate(fresh["gebiedcode"])]
    return fresh.assign(gebiedcode=fresh["gebiedcode"].astype("str"))


def without_row(tables: Mapping[str, pd.DataFrame], name: str, codes: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Return the tables that lose rows when rows of `name` with these codes go, but for that table itself.

    These are its lists, and verbindingen with it. What else refers to it stays: check() then names it.
    """
    lost, fresh = set(codes), {}
    for other in LISTS.get(name, ()):
        fresh[other] = tables[other][~tables[other][name].isin(lost).to_numpy(dtype=bool)].reset_index(drop=True)
    rows = tables["verbinding"]
    cut = pd.Series(False, index=rows.index)
    for end in ENDS:
        cut |= (rows[f"{end}_soort"] == name) & rows[end].isin(lost)
    fresh["verbinding"] = rows[~cut.to_numpy(dtype=bool)].reset_index(drop=True)
    return {other: table for other, table in fresh.items() if len(table) < len(tables[other])}


def new_code(text: str, taken: Iterable[str]) -> str:
    """Make a code that no row has from a name: small letters, digits and hyphens; a name without any gives `nieuw`."""
    ascii_text = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode()
    code = re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")[:LONGEST_CODE].strip("-") or "nieuw"
    used, number = set(taken), 2
    if code not in used:
        return code
    while f"{code}-{number}" in used:
        number += 1
    return f"{code}-{number}"


def _cell(value: object) -> object:
    """Return a value as a cell holds it: a list as text, nothing as missing."""
    if isinstance(value, (list, tuple, set)):
        return ";".join(str(part) for part in value) or None
    return None if isinstance(value, str) and not value.strip() else value
