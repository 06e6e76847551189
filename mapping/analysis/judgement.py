"""Judgements on a row of the gap table, by bounds: what keeps people from support, and whether the offer falls short.

A label needs the *upper* bound under the norm: (bediend + onbekend) / vraag, and where the offer is not fully looked up
what was found nowhere counts in the upper bound too (method.md section 6). Without any local knowledge no gebied has a
label; a regio can fall short all the same.
"""

from enum import StrEnum

import numpy as np
import pandas as pd

from mapping.model import Lokaal, Merk, Stand

NORM = 0.5
"""Share of the vraag that should find a place: half, the default of the method; a setting."""

BEHIND = 0.5
"""A gebied stays behind where its share is under this part of that of the region."""

CERTAIN = 0.8
"""A headline that holds in fewer of the draws is worded as uncertain (method.md section 6)."""


class Label(StrEnum):
    """What the bounds allow us to say of the offer for a row."""

    NONE = ""
    SHORT = "onderbediend"
    MAYBE = "mogelijk onderbediend"


def bounds(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the least and the greatest share of the vraag that finds a place; NaN where nobody wants support."""
    vraag = rows["vraag"].where(rows["vraag"] > 0)
    may_be = rows["bediend"] + rows["onbekend"]
    may_be = may_be + rows["buiten_bereik"].where(rows["inventaris"] != Stand.VOLLEDIG, 0.0)
    return rows["bediend"] / vraag, may_be / vraag


def judged(rows: pd.DataFrame) -> pd.Series:
    """Tell which rows may have a label: something local is known of them, and a figure stands."""
    return (rows["lokaal"] != Lokaal.NEE) & (rows["merk"] == Merk.GEEN)


def labels(rows: pd.DataFrame, *, norm: float = NORM) -> pd.Series:
    """Label each row of an exact gap table: onderbediend, mogelijk onderbediend, or nothing.

    No label where nothing local is known or a mark stands; where the norm is met for sure, nothing.
    """
    low, high = bounds(rows)
    known = judged(rows) & low.notna()
    answer = np.select([known & (high < norm), known & (low < norm)], [Label.SHORT, Label.MAYBE], Label.NONE)
    return pd.Series(answer, index=rows.index).astype("str")


def regional_labels(rows: pd.DataFrame, *, norm: float = NORM) -> pd.DataFrame:
    """Judge whether each regio falls short, from an exact gap table per gebied (wijk or buurt).

    What was found nowhere counts in the upper bound for the gebieden that are not fully looked up only. A national
    share is enough here: the people of a whole regio are not placed in one wijk. One row per regio × subgroep × band:
    regio, subgroep, leeftijdsband, laag, hoog (shares; NaN where nobody wants support), oordeel (Label),
    niet_volledig and gebieden (numbers of gebieden with a figure).
    """
    figured = rows[rows["merk"] == Merk.GEEN]
    open_ = figured["inventaris"] != Stand.VOLLEDIG
    parts = figured.assign(
        _best=figured["bediend"] + figured["onbekend"] + figured["buiten_bereik"].where(open_, 0.0),
        niet_volledig=open_.astype(int),
        gebieden=1,
    )
    columns = ["bediend", "vraag", "_best", "niet_volledig", "gebieden"]
    sums = parts.groupby(["regio", "subgroep", "leeftijdsband"])[columns].sum().reset_index()
    wanted = sums["vraag"].where(sums["vraag"] > 0)
    low, high = sums["bediend"] / wanted, sums["_best"] / wanted
    oordeel = np.select([high < norm, low < norm], [Label.SHORT, Label.MAYBE], Label.NONE)
    kept = sums[["regio", "subgroep", "leeftijdsband", "niet_volledig", "gebieden"]]
    return kept.assign(laag=low, hoog=high, oordeel=pd.Series(oordeel, index=sums.index).astype("str"))


def behind(rows: pd.DataFrame, *, part: float = BEHIND) -> pd.Series:
    """Tell which rows stay behind for sure: their upper bound is under `part` of the least share of their regio.

    Regional shares are those of the same subgroep and band over the rows given.
    """
    _low, high = bounds(rows)
    keys = ["regio", "subgroep", "leeftijdsband"]
    sums = rows.groupby(keys)[["bediend", "vraag"]].transform("sum")
    regional = sums["bediend"] / sums["vraag"].where(sums["vraag"] > 0)
    return (judged(rows) & (high < part * regional)).fillna(False)


CAUSES = ("buiten_bereik", "uitgesloten", "geen_plaats", "onbekend")
"""The parts of the vraag that do not surely end in a place."""


def main_cause(rows: pd.DataFrame) -> pd.Series:
    """Return the largest of CAUSES per row; empty where a mark stands or everybody finds a place."""
    parts = rows[list(CAUSES)]
    known = parts.notna().all(axis=1) & (parts.max(axis=1) > 0)
    cause = pd.Series("", index=rows.index, dtype="str")
    cause[known] = parts[known].idxmax(axis=1).astype("str")
    return cause


def remedy(rows: pd.DataFrame) -> pd.Series:
    """Return what may help against the main cause: regel, plaats, nagaan or verwijskaart.

    What was found nowhere must first be looked up (nagaan) unless the inventaris is complete: then a plaats lacks.
    """
    cause = main_cause(rows)
    complete = rows["inventaris"] == Stand.VOLLEDIG
    answers = [
        (cause == "uitgesloten", "regel"),
        (cause == "geen_plaats", "plaats"),
        (cause == "onbekend", "nagaan"),
        ((cause == "buiten_bereik") & complete, "plaats"),
        ((cause == "buiten_bereik") & ~complete, "nagaan"),
        ((cause == "") & (rows["merk"] == Merk.GEEN) & (rows["vraag"] > 0), "verwijskaart"),
    ]
    chosen = np.select([test.to_numpy(dtype=bool) for test, _word in answers], [word for _test, word in answers], "")
    return pd.Series(chosen, index=rows.index).astype("str")
