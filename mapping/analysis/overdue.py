"""Rows that nobody has checked for a long time: what an initiatief was a year ago may shut people out today."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

MONTHS = 12
"""Months after which a row must be checked again: subsidies and rules go by the year."""

CHECKED_ON = {
    "initiatief": "laatst_gecontroleerd",
    "organisatie": "laatst_gecontroleerd",
    "vindplaats": "laatst_gecontroleerd",
    "verbinding": "laatst_gecontroleerd",
    "inventaris": "datum",
    "factor": "datum",
    "actie": "laatst_gecontroleerd",
}
"""Table → the column with the day on which a human last looked."""


def limit(today: str) -> str:
    """Return the ISO date MONTHS before today; 29 February becomes 28."""
    day = date.fromisoformat(today)
    try:
        return day.replace(year=day.year - MONTHS // 12).isoformat()
    except ValueError:
        return day.replace(year=day.year - MONTHS // 12, day=28).isoformat()


def overdue(rows: pd.DataFrame, table: str, *, today: str) -> pd.Series:
    """Tell per row whether nobody checked it in the last MONTHS, in the index of `rows`; never checked is overdue."""
    if table not in CHECKED_ON:
        return pd.Series(False, index=rows.index)
    checked = rows[CHECKED_ON[table]]
    return (checked.isna() | (checked < limit(today))).fillna(True).astype(bool)


def overdue_counts(tables: Mapping[str, pd.DataFrame], *, today: str) -> pd.DataFrame:
    """Return per table how many rows it has (`rijen`) and how many are overdue (`te_lang`), in the order of CHECKED_ON.

    An initiatief that stopped needs no checking and is left out.
    """
    counted = {}
    for name in CHECKED_ON:
        rows = tables[name]
        if name == "initiatief":
            rows = rows[(rows["status"] != "gestopt").fillna(True).to_numpy(dtype=bool)]
        counted[name] = {"rijen": len(rows), "te_lang": int(overdue(rows, name, today=today).sum())}
    return pd.DataFrame.from_dict(counted, orient="index", columns=["rijen", "te_lang"])
