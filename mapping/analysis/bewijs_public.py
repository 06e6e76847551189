"""What may be shown of evidence that a region brought itself and that stands in no public document (`telling`).

One small count can be found from the rest of its table: a total, the percentages of the others, N. So a table with any
small count loses all its figures together, and what stays is rounded, percentages too: they times N are the counts.
"""

import pandas as pd

from mapping.analysis.disclosure import MIN_COUNT_BIJZONDER_PEOPLE, MIN_COUNT_PEOPLE, rounded
from mapping.model import BewijsEenheid, Soort

FIGURES = ("waarde", "aantal", "n", "missing")
"""The columns with figures of a bewijs."""

PERCENT = 100


def public_bewijs(rows: pd.DataFrame, subgroep: pd.DataFrame) -> pd.DataFrame:
    """Return the rows as they may be shown, with `verborgen` (bool); rows without `telling` stay as they are.

    `subgroep` says which subgroepen are bijzonder. Hidden figures are missing, and the row says that it is hidden; a
    table whose counts cannot be told (a percentage without N) is hidden as well. Free text of a hidden row is left out.
    """
    shown = rows.copy()
    counted = rows["telling"].fillna(True).astype(bool)
    hidden = counted & rows["tabel"].isin(rows.loc[counted & _small(rows, subgroep), "tabel"])
    for column in FIGURES:
        values = shown[column].astype("float64")
        shown[column] = values.where(~counted, pd.Series(rounded(values, Soort.GEMETEN), index=rows.index)).where(
            ~hidden
        )
    for column in ("toelichting", "uitspraak"):
        shown[column] = shown[column].where(~hidden)
    whole = {column: "Int64" for column in FIGURES if column != "waarde"}
    return shown.astype(whole).assign(verborgen=hidden.to_numpy(dtype=bool))


def _small(rows: pd.DataFrame, subgroep: pd.DataFrame) -> pd.Series:
    """Tell per row whether its count, those who answered otherwise, or those who did not answer are too few."""
    n, missing = rows["n"].astype("float64"), rows["missing"].astype("float64")
    percent = rows["eenheid"] == BewijsEenheid.PERCENTAGE
    count = rows["aantal"].astype("float64").where(percent, rows["waarde"])
    count = count.fillna((rows["waarde"] * n / PERCENT).where(percent))
    least = _threshold(rows, subgroep)
    few = pd.Series(False, index=rows.index)
    for people in (count, n - count, missing, n):
        few |= (people > 0) & (people < least)
    untold = rows["waarde"].notna() & count.isna()
    return few | untold | (n.isna() & rows["waarde"].notna())


def _threshold(rows: pd.DataFrame, subgroep: pd.DataFrame) -> pd.Series:
    """Return the fewest people that a count of each row may be of."""
    special = set(subgroep.loc[subgroep["bijzonder"].astype("boolean").fillna(True), "subgroep"])
    sensitive = rows["subgroep"].map(lambda text: bool(special & _codes(text)))
    return pd.Series(MIN_COUNT_PEOPLE, index=rows.index).mask(sensitive.astype(bool), MIN_COUNT_BIJZONDER_PEOPLE)


def _codes(text: object) -> set[str]:
    return {part.strip() for part in str(text).split(";")} if pd.notna(text) else set()
