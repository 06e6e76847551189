"""Isolation: which initiatieven have a known verbinding, which have none for sure, and of which nobody knows."""

import pandas as pd

from mapping.analysis.network.ties import OFTEN, SOORTEN, asked_pairs, pairs
from mapping.analysis.offer import NOT_NOW

LINKED, BY_ORGANISATIE, ASKED_NONE, NOT_KNOWN = "verbonden", "via organisatie", "gevraagd geen", "niet bekend"
STANDEN = (LINKED, BY_ORGANISATIE, ASKED_NONE, NOT_KNOWN)
"""Of an initiatief: a verbinding of its own; one of its organisatie only; asked, and there is none; not known."""

ALONE = (ASKED_NONE, NOT_KNOWN)
"""Without a known verbinding: two different things, counted apart and together."""


def standing(initiatief: pd.DataFrame, known: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return the initiatieven that run: node, naam, organisatie, gebiedcode, regio, verbindingen (pairs of its own), stand.

    A row that says nooit gives `gevraagd geen` only where there is no tie, of the initiatief or its organisatie. One that
    somebody proposed says nothing: nobody asked.
    """
    running = initiatief.loc[~initiatief["status"].isin(NOT_NOW).to_numpy(dtype=bool), "initiatief"]
    rows = known[(known["soort"] == "initiatief") & known["code"].isin(running)]
    linked = [node for pair in pairs(found) for node in pair]
    asked = {node for pair in asked_pairs(found) for node in pair}
    number = pd.Series(linked, dtype="str").value_counts().reindex(rows.index, fill_value=0)
    by_other = rows["organisatie"].isin(set(linked))
    told = pd.Series(rows.index.isin(asked), index=rows.index) | rows["organisatie"].isin(asked)
    stand = pd.Series(NOT_KNOWN, index=rows.index).mask(told, ASKED_NONE)
    stand = stand.mask(by_other, BY_ORGANISATIE).mask(number > 0, LINKED)
    kept = rows[["naam", "organisatie", "gebiedcode", "regio"]]
    return kept.assign(verbindingen=number.astype(int), stand=stand).reset_index()


def per_area(stand: pd.DataFrame, known: pd.DataFrame, found: pd.DataFrame, column: str) -> pd.DataFrame:
    """Count per gebied or regio (`column`: gebiedcode or regio), indexed by its code: verbindingen by soort, those of at
    least once a month, those of unknown frequency, and initiatieven by stand.

    A tie between two gebieden counts in both, so that columns do not add up to the whole.
    """
    there = found[found["exists"]]
    ends = [there.assign(area=there[f"{end}_node"].map(known[column])) for end in ("van", "naar")]
    each = pd.concat(ends).dropna(subset=["area"])
    each = each.drop_duplicates(["area", "verbinding"])
    counted = {soort: each[each["soort"] == soort].groupby("area").size() for soort in SOORTEN}
    counted["vaak"] = each[each["frequentie"].isin(OFTEN)].groupby("area").size()
    counted["onbekend_hoe_vaak"] = each[each["frequentie"] == "onbekend"].groupby("area").size()
    placed = stand.dropna(subset=[column])
    for name in STANDEN:
        counted[name] = placed[placed["stand"] == name].groupby(column).size()
    return pd.DataFrame(counted).fillna(0).astype(int).sort_index()
