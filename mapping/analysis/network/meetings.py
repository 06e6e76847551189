"""Overleg: who sit together, how often, and whether zingeving is on the agenda; and who have no geestelijk verzorger."""

import pandas as pd

from mapping.analysis.network.nodes import ENDS
from mapping.analysis.network.ties import MEETING, asked_pairs, pairs, seats

TEAMS = ("huisartsenpraktijk", "gezondheidscentrum", "wijkteam", "thuis", "ggz")
"""Types of vindplaats that are a practice or a team of professionals: who could call a geestelijk verzorger."""

AGENDA = ("ja", "nee", "onbekend")

KNOWS, KNOWN_NOT_REFERRED, ASKED_NONE, NOT_KNOWN = (
    "verbonden",
    "bekend maar niet verwezen",
    "gevraagd geen",
    "niet bekend",
)
"""Of a practice or team and a geestelijk verzorger."""


def meetings(found: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the overleggen in order of their code: overleg, overlegvorm, frequentie, agenda, nodes (list), gv (bool).

    What the rows of one overleg say differently is `onbekend`; a meeting of which all rows say nooit is left out.
    """
    there = found[found["exists"] & (found["soort"] == MEETING)]
    rows = []
    for code, sitting in seats(there).items():
        of = there[there["overleg"] == code]
        rows.append(
            {
                "overleg": code,
                "overlegvorm": _agreed(of["overlegvorm"]),
                "frequentie": _agreed(of["frequentie"]),
                "agenda": _agreed(of["zingeving_op_agenda"]),
                "nodes": sitting,
                "gv": bool(known["gv"].reindex(sitting).fillna(False).any()),
            }
        )
    return pd.DataFrame(rows, columns=["overleg", "overlegvorm", "frequentie", "agenda", "nodes", "gv"])


def _agreed(values: pd.Series) -> str:
    """Return the one value that is said; `onbekend` where none is, or two are."""
    said = values.dropna().unique()
    return str(said[0]) if len(said) == 1 else "onbekend"


def without_gv(found: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the practices and teams with how they stand to a geestelijk verzorger: node, naam, type, gebiedcode, regio,
    stand, gv (the names of who they know, or know and do not refer to, joined).

    Who share an overleg are connected. Not known is no finding that there is none.
    """
    teams = known[(known["soort"] == "vindplaats") & known["type"].isin(TEAMS)]
    flagged = found[found["bekend_niet_verwezen"].fillna(False).astype(bool)]
    named = {frozenset(ends) for ends in zip(*(flagged[f"{end}_node"] for end in ENDS), strict=True)}
    spoken = ((KNOWS, pairs(found)), (KNOWN_NOT_REFERRED, named), (ASKED_NONE, asked_pairs(found)))
    gv = set(known.index[known["gv"]])
    of = {stand: _partners(links, set(teams.index), gv) for stand, links in spoken}
    rows = []
    for node, team in teams.iterrows():
        stand = next((name for name, _links in spoken if node in of[name]), NOT_KNOWN)
        names = sorted(known.loc[list(of[stand][node]), "naam"]) if stand in (KNOWS, KNOWN_NOT_REFERRED) else []
        rows.append(
            {"node": node, **team[["naam", "type", "gebiedcode", "regio"]], "stand": stand, "gv": ", ".join(names)}
        )
    return pd.DataFrame(rows, columns=["node", "naam", "type", "gebiedcode", "regio", "stand", "gv"])


def _partners(links: set[frozenset[str]], teams: set[str], gv: set[str]) -> dict[str, set[str]]:
    """Return per team the geestelijk verzorgers among whom it is linked with."""
    found: dict[str, set[str]] = {}
    for pair in links:
        for node in pair & teams:
            if others := (pair - {node}) & gv:
                found.setdefault(node, set()).update(others)
    return found
