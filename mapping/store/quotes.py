"""Citaten that may be shown: with consent, and without anything that may point at a person."""

import pandas as pd

from mapping.persons import personal_data

TOLD = ("regio", "respondentsoort", "vraagtype", "uitingsvorm", "barrieres")
"""What may stand beside a citaat. No gebied: a regio is the finest; no subgroep: it may be health, faith or origin."""


def quotes(gesprek: pd.DataFrame) -> pd.DataFrame:
    """Return the citaten that may be shown: citaat, TOLD, bron and voorbeeld, in an order that says nothing of the table.

    A citaat needs toestemming, and must pass mapping/persons.py: what was stored before a rule was sharpened may not.
    """
    asked = gesprek[gesprek["toestemming"].fillna(False).astype(bool) & gesprek["citaat"].notna()].reset_index(
        drop=True
    )
    columns = ["citaat", *TOLD, "bron", "voorbeeld"]
    if asked.empty:
        return asked[columns]
    found = personal_data(asked[["citaat"]], "gesprek", file="", first_row=0)
    bad = {finding.row for finding in found if finding.row is not None}
    return asked.loc[[place for place in asked.index if place not in bad], columns].sort_values(
        "citaat", ignore_index=True
    )
