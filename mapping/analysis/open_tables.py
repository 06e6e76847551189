"""Which tables of a region may leave it as they are, and what stays behind in them."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mapping.analysis.publish import too_fine
from mapping.model import SHELTERED, Gebiedsniveau, Precisie

OPEN_TABLES = (
    "gebied", "postcode", "postcode_leeftijd", "basis", "subgroep", "aandeel", "organisatie", "initiatief",
    "initiatief_subgroep", "initiatief_taal", "initiatief_vraagtype", "toegangsregel", "werkgebied", "vindplaats",
    "verbinding", "inventaris", "bewijs", "factor", "actie",
)  # fmt: skip
"""Tables of open figures, of offer and places, and of evidence from public documents. Not: counts of people that the
region itself made (gebruik, bereik of vindplaatsen), and what is calculated per cel; the results hold those as they may
be shown."""

WHERE_COLUMNS = ("adres", "pc4")
"""Columns of a vindplaats that say where it is, beside its point."""

LEVEL_OF_CODE = {
    "WK": Gebiedsniveau.WIJK, "BU": Gebiedsniveau.BUURT, "GM": Gebiedsniveau.GEMEENTE, r"\d": Gebiedsniveau.PC4,
}  # fmt: skip
"""How a gebiedcode begins (a pattern) → the level that it is of; that of the country is of none."""

COARSE_CODES = ("WK", "GM")
"""How the gebiedcode of a wijk or a gemeente begins; that of a buurt or a postcode says more than the wijk."""

BY_NAME = {"inventaris": ("door",), "factor": ("door", "toelichting")}
"""Columns that may hold the name of someone who works on the region, or what an organisatie said in confidence."""


def open_tables(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the open tables that have rows, without what may not leave; the tables given are not changed.

    A vindplaats that is known by wijk only, or of a kind where people must be safe, has no point, no address and no
    gebiedcode of less than a wijk.
    """
    kept = {}
    for name in OPEN_TABLES:
        table = tables.get(name)
        if table is None or table.empty:
            continue
        kept[name] = table.drop(columns=[column for column in BY_NAME.get(name, ()) if column in table.columns])
    if "bewijs" in kept:
        public = ~kept["bewijs"]["telling"].fillna(True).astype(bool)
        kept["bewijs"] = kept["bewijs"][public].reset_index(drop=True)
        if kept["bewijs"].empty:
            del kept["bewijs"]
    if "aandeel" in kept:
        kept["aandeel"] = without_fine_shares(kept["aandeel"], tables["subgroep"])
    if "vindplaats" in kept:
        kept["vindplaats"] = without_sheltered_places(kept["vindplaats"])
    return kept


def without_fine_shares(aandeel: pd.DataFrame, subgroep: pd.DataFrame) -> pd.DataFrame:
    """Return the shares without those of a gebied that is finer than the minimaal_niveau of their subgroep.

    Such a share times the inhabitants beside it would be the figure that the results hide.
    """
    fine = pd.Series(False, index=aandeel.index)
    for begin, niveau in LEVEL_OF_CODE.items():
        of_level = aandeel["gebiedcode"].str.match(begin).fillna(False).astype(bool)
        fine |= of_level & too_fine(aandeel["subgroep"], subgroep, niveau)
    return aandeel[~fine].reset_index(drop=True)


def without_sheltered_places(vindplaats: pd.DataFrame) -> pd.DataFrame:
    """Return the vindplaatsen with the point and the address taken out where they may be known by wijk only."""
    rows = vindplaats.copy()
    hidden = sheltered_places(rows)
    for column in WHERE_COLUMNS:
        if column in rows.columns:
            rows[column] = rows[column].where(~hidden)
    fine = rows["gebiedcode"].notna() & ~rows["gebiedcode"].str.startswith(COARSE_CODES, na=False)
    rows["gebiedcode"] = rows["gebiedcode"].where(~(hidden & fine.to_numpy(dtype=bool)))
    rows["geometry"] = rows.geometry.where(~hidden, None)
    return rows


def sheltered_places(vindplaats: pd.DataFrame) -> np.ndarray:
    """Tell which vindplaatsen may be known by wijk only (bool array): by their precisie, or as people must be safe there."""
    return ((vindplaats["precisie"] == Precisie.WIJK) | vindplaats["type"].isin(SHELTERED)).to_numpy(dtype=bool)


def with_sheltered_places(vindplaats: pd.DataFrame, stored: pd.DataFrame) -> pd.DataFrame:
    """Return rows that come back from a file with the point and the address that stayed behind when they left.

    Where a row may be known by wijk only, and it says nothing of a column, what is stored stays: a file of ours leaves
    that out, so its silence does not mean that it is gone. Both tables meet their contract; nothing given is changed.
    """
    rows, before = vindplaats.copy(), stored.set_index("vindplaats")
    for column in (*WHERE_COLUMNS, "gebiedcode", "geometry"):
        silent = sheltered_places(rows) & rows[column].isna().to_numpy(dtype=bool)
        known = pd.Series(before[column].reindex(rows["vindplaats"]).to_numpy(), index=rows.index)
        rows[column] = rows[column].where(~silent, known)
    return rows
