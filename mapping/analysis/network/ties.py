"""Ties: the rows of verbinding with what is known of both ends, and which of them are there.

`frequentie` nooit says that somebody asked and there is none: such a row is no tie, and it is not the same as no row.
Unless it came from a bijdrage: then somebody said that these two should know each other, and nobody asked them.
Who share an overleg know each other, whichever of them the rows name first.
"""

from collections.abc import Mapping
from itertools import combinations

import pandas as pd

from mapping.analysis.network.nodes import AXES, ENDS, NO_FAITH, node_key, nodes

NEVER = "nooit"

FROM_BIJDRAGE = "bijdrage "
"""How the bron of a row begins that came from a bijdrage (store/contributions.origin_of)."""

REFERRAL, MEETING, TOGETHER = "verwijzing", "overleg", "samenwerking"
SOORTEN = (REFERRAL, MEETING, TOGETHER)

OFTEN = ("maandelijks", "wekelijks")
"""Frequencies of at least once a month."""

INSIDE, OUTSIDE, UNKNOWN, NO_CIRCLE = "binnen", "buiten", "onbekend", "geen"
"""How a tie lies on an axis: both ends the same, different, or not known of at least one; or neither has a faith, so that
there is no circle to stay inside of."""

Pair = frozenset[str]


def ties(tables: Mapping[str, pd.DataFrame], known: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the rows of verbinding with `van_node`, `naar_node`, `exists` and `proposed` (bool), and per axis INSIDE,
    OUTSIDE, UNKNOWN or NO_CIRCLE; `known` are the nodes, made from the tables where they are not given. Rows keep their
    order; index 0..n-1.
    """
    known = nodes(tables) if known is None else known
    rows = tables["verbinding"].reset_index(drop=True)
    at = {end: node_key(rows[f"{end}_soort"], rows[end]) for end in ENDS}
    exists = (rows["frequentie"] != NEVER).astype(bool)
    proposed = ~exists & rows["bron"].str.startswith(FROM_BIJDRAGE).fillna(False).astype(bool)
    found = rows.assign(van_node=at["van"], naar_node=at["naar"], exists=exists, proposed=proposed)
    for axis in AXES:
        found[axis] = _side(at["van"].map(known[axis]), at["naar"].map(known[axis]))
    return found


def _side(one: pd.Series, other: pd.Series) -> pd.Series:
    """Tell how a tie lies on an axis by the values of its ends."""
    unknown = one.isna() | other.isna()
    side = (one == other).fillna(False).map({True: INSIDE, False: OUTSIDE}).where(~unknown, UNKNOWN)
    return side.mask(((one == NO_FAITH) & (other == NO_FAITH)).fillna(False), NO_CIRCLE)


def in_area(found: pd.DataFrame, known: pd.DataFrame, *, regio: str | None, gebied: str | None = None) -> pd.DataFrame:
    """Keep the ties of which an end lies in the regio or gebied; one whose ends lie nowhere known is of every regio."""
    if regio is None and gebied is None:
        return found
    column, wanted = ("gebiedcode", gebied) if gebied is not None else ("regio", regio)
    of = {end: found[f"{end}_node"].map(known[column]) for end in ENDS}
    kept = (of["van"] == wanted).fillna(False) | (of["naar"] == wanted).fillna(False)
    if gebied is None:
        kept |= of["van"].isna() & of["naar"].isna()
    return found[kept.to_numpy(dtype=bool)]


def pairs(found: pd.DataFrame) -> set[Pair]:
    """Return which two nodes are connected: by a tie that is there, or by sitting in one overleg that is held."""
    there = found[found["exists"]]
    joined = {frozenset(ends) for ends in zip(there["van_node"], there["naar_node"], strict=True)}
    for _code, sitting in seats(there).items():
        joined |= {frozenset(two) for two in combinations(sitting, 2)}
    return {pair for pair in joined if len(pair) == 2}


def seats(found: pd.DataFrame) -> dict[str, list[str]]:
    """Return who sit in each overleg: its code → nodes in order of name; rows without a code are left out."""
    meeting = found[(found["soort"] == MEETING) & found["overleg"].notna()]
    return {
        str(code): sorted({*rows["van_node"], *rows["naar_node"]})
        for code, rows in meeting.groupby("overleg", sort=True)
    }


def asked_pairs(found: pd.DataFrame) -> set[Pair]:
    """Return the pairs of which somebody asked, and there is none."""
    asked = found[~found["exists"] & ~found["proposed"]]
    return {frozenset(ends) for ends in zip(asked["van_node"], asked["naar_node"], strict=True)}


def proposed_pairs(found: pd.DataFrame) -> set[Pair]:
    """Return the pairs that should know each other, as somebody said, and are not connected for all we know."""
    said = found[found["proposed"]]
    return {frozenset(ends) for ends in zip(said["van_node"], said["naar_node"], strict=True)} - pairs(found)


def circles(found: pd.DataFrame) -> dict[str, int]:
    """Count the referrals that are there, those inside the own circle on at least one axis, and per axis.

    Keys: `verwijzingen`, `binnen`, and axis + `_binnen`, `_buiten`, `_onbekend`, `_geen`. A tie is inside where both ends are
    known and the same on one of the three axes.
    """
    there = found[found["exists"] & (found["soort"] == REFERRAL)]
    counted = {"verwijzingen": len(there), "binnen": int((there[list(AXES)] == INSIDE).any(axis=1).sum())}
    for axis in AXES:
        for side in (INSIDE, OUTSIDE, UNKNOWN, NO_CIRCLE):
            counted[f"{axis}_{side}"] = int((there[axis] == side).sum())
    return counted
