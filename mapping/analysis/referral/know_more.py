"""Who in the region knows more: the organisaties that most others are known to be connected with."""

from collections.abc import Mapping

import pandas as pd

MOST = 3
"""Organisaties that are named: more is no advice."""


def well_connected(tables: Mapping[str, pd.DataFrame], regio: str, *, most: int = MOST) -> pd.DataFrame:
    """Return the organisaties with most known verbindingen among those with an initiatief in a regio, most first.

    The columns of `organisatie` and verbindingen (how many others they are connected with); none without verbindingen.
    """
    offer, gebied = tables["initiatief"], tables["gebied"]
    inside = set(gebied.loc[gebied["regio"] == regio, "gebiedcode"])
    local = set(offer.loc[offer["gebiedcode"].isin(inside) & (offer["status"] != "gestopt"), "organisatie"])
    pairs = _pairs(tables)
    counted = pairs[pairs["organisatie"].isin(local)].groupby("organisatie")["ander"].nunique()
    rows = tables["organisatie"].set_index("organisatie", drop=False).rename_axis(None)
    rows = rows.assign(verbindingen=counted.reindex(rows.index))
    rows = rows[rows["verbindingen"].notna()]
    return rows.sort_values(["verbindingen", "naam"], ascending=[False, True], kind="stable").head(most)


def _pairs(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return each verbinding from both ends: the organisatie of one end, and the code of the other."""
    rows = tables["verbinding"]
    owner = tables["initiatief"].set_index("initiatief")["organisatie"].to_dict()
    frames = []
    for own, other in (("van", "naar"), ("naar", "van")):
        named = rows[own].where(rows[f"{own}_soort"] == "organisatie", rows[own].map(owner))
        frames.append(pd.DataFrame({"organisatie": named, "ander": rows[f"{other}_soort"] + ":" + rows[other]}))
    return pd.concat(frames).dropna()
