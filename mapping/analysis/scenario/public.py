"""What of a scenario's effect may be shown: rounded people, and no figure where the estimate is too small or too fine."""

import numpy as np
import pandas as pd

from mapping.analysis.disclosure import too_small
from mapping.analysis.publish import sensitive, shown_people, too_fine
from mapping.model import DELEN, UNIEK, Gebiedsniveau, Merk

WHEN = ("voor", "na", "verschil")
"""What stands of each part: before, after, and the difference."""


def public_changes(gebieden: pd.DataFrame, subgroep: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of Effect.gebieden as they may be shown, in the same order.

    Adds `<deel>_verschil`. Each number is rounded by its own soort, the difference by itself: it need not be that of the
    rounded numbers. Rows that may not be shown have a merk and no numbers; the marks are those of the gap table.
    """
    rows = gebieden.copy()
    basis = rows["gebiedcode"].map(rows[rows["subgroep"] == UNIEK].set_index("gebiedcode")["omvang"])
    basis = basis.fillna(rows["inwoners"].astype("float64"))
    some = rows["omvang"].where(rows["omvang_hoog"] > 0)
    small = too_small(basis, some, sensitive=sensitive(rows["subgroep"], subgroep))
    rows.loc[(rows["merk"] == Merk.GEEN) & small, "merk"] = Merk.TE_KLEIN.value
    rows.loc[too_fine(rows["subgroep"], subgroep, Gebiedsniveau.WIJK), "merk"] = Merk.VERBORGEN.value
    return _rounded(rows)


def public_parts(found: pd.DataFrame, soort: str) -> pd.DataFrame:
    """Return the sums of scenario.effect.parts rounded by one soort, with `<deel>_verschil`; the index stays."""
    rows = _rounded(found.assign(soort=soort, merk=Merk.GEEN.value))
    return rows.drop(columns=["soort", "merk"])


def _rounded(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the differences, blank what has a merk, and round the rest row by row."""
    numbers = ["vraag", *(f"{part}_{when}" for part in DELEN for when in WHEN)]
    for part in DELEN:
        rows[f"{part}_verschil"] = rows[f"{part}_na"] - rows[f"{part}_voor"]
    values = rows[numbers].to_numpy(dtype=float)
    values[(rows["merk"] != Merk.GEEN).to_numpy()] = np.nan
    for kind in rows["soort"].dropna().unique():
        which = (rows["soort"] == kind).to_numpy()
        values[which] = shown_people(values[which], kind)
    rows[numbers] = values + 0.0
    return rows
