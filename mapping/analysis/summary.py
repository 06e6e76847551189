"""The figures behind the start page: one region in a handful of numbers, each of which a page proves."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapping.analysis.gaps import NUMBERS, gap_table
from mapping.analysis.model_run import ModelRun
from mapping.model import DELEN, UNIEK, Gebiedsniveau, Stand

EXCLUSION_RULES = {
    "uitgesloten_plaats": "plaats",
    "uitgesloten_persoon": "persoon",
    "uitgesloten_een_van_beide": "een_van_beide",
    "uitgesloten_beide": "beide",
}
"""Column of the gap table → the rule that keeps people out there."""


@dataclass(frozen=True)
class RegionSummary:
    """Numbers of one region; people, or shares of the vraag (0 to 1; NaN where nobody wants support)."""

    volwassenen: float
    vraag: float
    vraag_laag: float
    vraag_hoog: float
    shares: dict[str, float]
    main_rule: str
    gebieden: int
    not_complete: int
    initiatieven: int
    known_capacity: int
    capacity: float

    @property
    def served_low(self) -> float:
        """Return the least share that gets a place: over known capacities."""
        return self.shares["bediend"]

    @property
    def served_high(self) -> float:
        """Return the most it can be: as if every unknown place were there."""
        return self.shares["bediend"] + self.shares["onbekend"]


def unique_row(run: ModelRun, tables: Mapping[str, pd.DataFrame], regio: str | None) -> pd.Series:
    """Return the row `uniek` of a region, or of all regions together (None): NUMBERS, exact."""
    rows = gap_table(run, tables, Gebiedsniveau.REGIO, together=True)
    rows = rows[rows["subgroep"] == UNIEK]
    if regio is not None:
        rows = rows[rows["gebiedcode"] == regio]
    return rows[list(NUMBERS)].sum()


def region_summary(run: ModelRun, tables: Mapping[str, pd.DataFrame], regio: str | None) -> RegionSummary:
    """Sum a region up; `regio` None takes all regions of the file together.

    Initiatieven count for a region when they reach someone who lives there.
    """
    row = unique_row(run, tables, regio)
    vraag = float(row["vraag"])
    shares = {part: float(row[part]) / vraag if vraag > 0 else np.nan for part in DELEN}
    excluded = row[list(EXCLUSION_RULES)]
    gebied = tables["gebied"] if regio is None else tables["gebied"][tables["gebied"]["regio"] == regio]
    stand = gebied["gebiedcode"].map(tables["inventaris"].set_index("gebiedcode")["stand"])
    here = _reaching(run, regio)
    known = np.isfinite(run.capacity) & ~run.assumed & here
    return RegionSummary(
        volwassenen=float(row["omvang"]),
        vraag=vraag,
        vraag_laag=float(row["vraag_laag"]),
        vraag_hoog=float(row["vraag_hoog"]),
        shares=shares,
        main_rule=EXCLUSION_RULES[excluded.idxmax()] if excluded.sum() > 0 else "",
        gebieden=len(gebied),
        not_complete=int((stand != Stand.VOLLEDIG).sum()),
        initiatieven=int(here.sum()),
        known_capacity=int(known.sum()),
        capacity=float(run.capacity[known].sum()),
    )


def _reaching(run: ModelRun, regio: str | None) -> np.ndarray:
    """Tell which initiatieven reach at least one cel of the region (bool array)."""
    inside = (
        np.ones(len(run.people.cellen), bool) if regio is None else (run.people.cellen["regio"] == regio).to_numpy()
    )
    return np.asarray(run.weight[inside].sum(axis=0)).ravel() > 0
