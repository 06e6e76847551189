"""The fifth sentence of the start page in figures: referrals inside the own circle, who has no verbinding, where to begin."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from mapping.analysis.model_run import ModelRun
from mapping.analysis.network.isolation import ALONE, standing
from mapping.analysis.network.links import first_to_meet, links_worth_making
from mapping.analysis.network.nodes import nodes
from mapping.analysis.network.ties import circles, in_area, ties


@dataclass(frozen=True)
class NetworkSummary:
    """What is known of the connections of one regio, or of all.

    verbindingen: rows of the table that touch the regio, those with nooit too. circles: see ties.circles. initiatieven:
    those that run there; standen: how many of them per stand. Where to begin: the gebied and two organisaties, empty
    where there is no such link.
    """

    verbindingen: int
    circles: Mapping[str, int]
    initiatieven: int
    standen: Mapping[str, int]
    gebiedcode: str = ""
    organisaties: tuple[str, str] = ("", "")

    @property
    def alone(self) -> int:
        """Return how many initiatieven have no known verbinding."""
        return sum(self.standen.get(stand, 0) for stand in ALONE)


def network_summary(run: ModelRun, tables: Mapping[str, pd.DataFrame], regio: str | None) -> NetworkSummary:
    """Sum the connections of a regio up; None takes all regions of the file together."""
    known = nodes(tables)
    found = ties(tables, known)
    here = in_area(found, known, regio=regio)
    stand = standing(tables["initiatief"], known, found)
    if regio is not None:
        stand = stand[stand["regio"] == regio]
    first = first_to_meet(links_worth_making(run, tables, known, found), regio=regio) if len(found) else None
    begin = {} if first is None else {
        "gebiedcode": str(first["gebiedcode"]),
        "organisaties": (str(first["van_organisatie"]), str(first["naar_organisatie"])),
    }  # fmt: skip
    return NetworkSummary(len(here), circles(here), len(stand), stand["stand"].value_counts().to_dict(), **begin)
