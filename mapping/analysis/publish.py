"""What may be shown: exact tables turned into public ones by rounding, by too-small marks and by the coarsest level.

Our own estimates hide nobody; they are blanked where they would pretend to know (method.md section 7). A subgroep with
a minimaal_niveau is shown at that level or coarser only.
"""

import numpy as np
import pandas as pd

from mapping.analysis.disclosure import rounded, too_small
from mapping.analysis.gaps import NUMBERS
from mapping.model import UNIEK, Gebiedsniveau, Merk, Soort

_COARSENESS = {niveau: rank for rank, niveau in enumerate(Gebiedsniveau)}

OMVANG_COLUMNS = ("omvang", "omvang_laag", "omvang_hoog")
BARRIER_OMVANG = ("mensen", "mensen_laag", "mensen_hoog", "nergens_anders")
BARRIER_VRAAG = ("willen_steun",)


def too_fine(subgroepen: pd.Series, subgroep: pd.DataFrame, niveau: Gebiedsniveau) -> pd.Series:
    """Tell which rows are of a subgroep that may not be shown at this level; `uniek` always may."""
    least = subgroep.set_index("subgroep")["minimaal_niveau"].map(lambda value: _COARSENESS[Gebiedsniveau(value)])
    return subgroepen.map(least).fillna(-1) > _COARSENESS[niveau]


def sensitive(subgroepen: pd.Series, subgroep: pd.DataFrame) -> pd.Series:
    """Tell which rows are of a subgroep under article 9 AVG."""
    return subgroepen.map(subgroep.set_index("subgroep")["bijzonder"].astype("boolean")).fillna(False).astype(bool)


def public_gaps(gaps: pd.DataFrame, subgroep: pd.DataFrame, niveau: Gebiedsniveau) -> pd.DataFrame:
    """Return the gap table as it may be shown: whole people, rounded by soort; blanked rows say why in merk.

    A subgroep without people in a basis that is large enough keeps its zeros: that is known, not too small.
    """
    rows = gaps.copy()
    some = rows["omvang"].where(rows["omvang_hoog"] > 0)
    small = too_small(_basis(rows), some, sensitive=sensitive(rows["subgroep"], subgroep))
    rows.loc[(rows["merk"] == Merk.GEEN) & small, "merk"] = Merk.TE_KLEIN.value
    rows.loc[too_fine(rows["subgroep"], subgroep, niveau), "merk"] = Merk.VERBORGEN.value
    rows.loc[rows["merk"] != Merk.GEEN, list(NUMBERS)] = np.nan
    _round(rows, OMVANG_COLUMNS, "omvang_soort")
    _round(rows, [name for name in NUMBERS if name not in OMVANG_COLUMNS], "soort")
    return rows


def _basis(gaps: pd.DataFrame) -> pd.Series:
    """Return the inhabitants of gebied × leeftijdsband per row: the omvang of `uniek`, or all where it is absent."""
    keys = ["gebiedcode", "leeftijdsband"]
    unique = gaps[gaps["subgroep"] == UNIEK].set_index(keys)["omvang"]
    found = unique.reindex(pd.MultiIndex.from_frame(gaps[keys])).set_axis(gaps.index)
    return found.fillna(gaps["inwoners"].astype("float64"))


def public_barriers(barriers: pd.DataFrame, subgroep: pd.DataFrame, inwoners: pd.Series) -> pd.DataFrame:
    """Return the barriers as they may be shown; `inwoners` is indexed by pc4, adds the column merk.

    willen_steun rests on an aanname; the others are people of the group, rounded by its soort.
    """
    rows = barriers.copy()
    basis = np.fmin(rows["pc4"].map(inwoners.astype("float64")), rows["basis"])
    small = too_small(basis, rows["mensen"], sensitive=sensitive(rows["subgroep"], subgroep))
    rows["merk"] = absent(rows)
    rows.loc[small & (rows["merk"] == Merk.GEEN), "merk"] = Merk.TE_KLEIN.value
    rows.loc[too_fine(rows["subgroep"], subgroep, Gebiedsniveau.PC4), "merk"] = Merk.VERBORGEN.value
    rows.loc[rows["merk"] != Merk.GEEN, [*BARRIER_OMVANG, *BARRIER_VRAAG]] = np.nan
    _round(rows, BARRIER_OMVANG, "soort")
    rows[list(BARRIER_VRAAG)] = shown_people(rows[list(BARRIER_VRAAG)].to_numpy(dtype=float), Soort.AANNAME)
    return rows


def absent(barriers: pd.DataFrame) -> pd.Series:
    """Return the merk of exact barriers: onbekend where CBS gives no people for the postcode."""
    return barriers["mensen"].isna().map({True: Merk.ONBEKEND.value, False: Merk.GEEN.value}).astype("str")


def shown_people(values: np.ndarray, soort: str) -> np.ndarray:
    """Round people by soort and then to whole people: nobody is a fraction."""
    return np.floor(rounded(values, soort) + 0.5)


def _round(rows: pd.DataFrame, columns: list[str] | tuple[str, ...], soort: str) -> None:
    """Round columns in place, each row by its own kind of figure."""
    for kind in rows[soort].dropna().unique():
        which = rows[soort] == kind
        rows.loc[which, list(columns)] = shown_people(rows.loc[which, list(columns)].to_numpy(dtype=float), kind)
