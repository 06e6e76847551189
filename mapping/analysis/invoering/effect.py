"""The gap that an actie aims at, at its start and now: two states of the data through one calculation, same settings.

A *state* is the set of tables of one version. Where not only the offer but also the figures about people or distances
changed, a third calculation (people of then, offer of now) tells how much of the difference comes from which.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from mapping.analysis.disclosure import rounded
from mapping.analysis.gaps import PARTS
from mapping.analysis.model_run import ModelRun
from mapping.analysis.need import STEPS
from mapping.analysis.population import levensvragen
from mapping.model import UNIEK, Gebiedsniveau, Soort

OFFER_TABLES = ("initiatief", "initiatief_subgroep", "initiatief_taal", "toegangsregel", "werkgebied")
"""Tables of offer that a calculation reads."""

GROUND_TABLES = (
    "gebied", "postcode", "postcode_leeftijd", "cel", "leeftijd", "subgroep", "aandeel", "rand", "rand_leeftijd",
    "water", "overgang",
)  # fmt: skip
"""Tables about people and distances that a calculation reads: where they change, the gap changes without new offer."""

REGEL = "regel"

HALF_A_PERSON = 0.5
"""People; less is nobody once it is rounded."""

MIDDLE = "midden"

BETTER_WHEN = {"bediend": 1, "geen_plaats": -1, "uitgesloten": -1, "buiten_bereik": -1, "onbekend": -1, REGEL: -1}
"""Whether more (1) or less (-1) of a part is what an actie wants."""


@dataclass(frozen=True)
class Goal:
    """What an actie aims at: a part (or regel, of one initiatief), for a subgroep, in a gebied, gemeente or regio.

    gebiedcode and regio None: the whole file.
    """

    deel: str
    subgroep: str = UNIEK
    gebiedcode: str | None = None
    regio: str | None = None
    initiatief: str | None = None

    @property
    def niveau(self) -> Gebiedsniveau:
        """Return the level at which the figure is shown."""
        if self.gebiedcode is None:
            return Gebiedsniveau.REGIO
        if self.gebiedcode.startswith("GM"):
            return Gebiedsniveau.GEMEENTE
        if self.gebiedcode.startswith("BU"):
            return Gebiedsniveau.BUURT
        return Gebiedsniveau.PC4 if self.gebiedcode.isdigit() else Gebiedsniveau.WIJK


def goal_of(actie: Mapping[str, object]) -> Goal:
    """Return the goal of a row of the table actie."""

    def text(name: str) -> str | None:
        value = actie.get(name)
        return None if value is None or pd.isna(value) else str(value)

    return Goal(
        str(actie["doel_deel"]), text("subgroep") or UNIEK, text("gebiedcode"), text("regio"), text("initiatief")
    )


def measured(run: ModelRun, goal: Goal) -> tuple[float, float]:
    """Return the people in the gap of a goal, and the people who want support there; each once for `uniek`.

    NaN for a rule whose initiatief does not count (it stopped, or is not there yet).
    """
    cells = _cells(run, goal)
    groups = _groups(run, goal)
    once = run.people.omega if goal.subgroep == UNIEK else np.ones_like(run.people.need)
    at = np.ix_(cells, groups)
    vraag = float((once * run.people.need)[at].sum())
    if goal.deel == REGEL:
        barred = _kept_out(run, goal.initiatief)
        return (float("nan") if barred is None else float((once * barred)[at].sum())), vraag
    return float((once * getattr(run.split, PARTS[goal.deel]))[at].sum()), vraag


def _cells(run: ModelRun, goal: Goal) -> np.ndarray:
    cellen = run.people.cellen
    if goal.regio is not None:
        return (cellen["regio"] == goal.regio).to_numpy(dtype=bool)
    if goal.gebiedcode is None:
        return np.ones(len(cellen), dtype=bool)
    return ((cellen["gebiedcode"] == goal.gebiedcode) | (cellen["gemeentecode"] == goal.gebiedcode)).to_numpy(
        dtype=bool
    )


def _groups(run: ModelRun, goal: Goal) -> np.ndarray:
    groepen = run.people.groepen
    if goal.subgroep == UNIEK:
        return np.asarray(levensvragen(groepen), dtype=bool)
    return (groepen["subgroep"] == goal.subgroep).to_numpy(dtype=bool)


def _kept_out(run: ModelRun, initiatief: str | None) -> np.ndarray | None:
    """Return the vraag (cells × groups) of whom an initiatief suits and reaches, and its rules keep out."""
    found = np.flatnonzero((run.initiatief["initiatief"] == initiatief).to_numpy(dtype=bool))
    if not len(found):
        return None
    at = int(found[0])
    near = run.weight[:, [at]].toarray()[:, 0] > 0
    welcome = run.place[:, [at]].toarray()[:, 0].astype(bool)
    admitted = welcome[:, None] & run.personal.admits[at][None, :]
    return run.people.need * (near[:, None] & run.suits[at][None, :] & ~admitted)


@dataclass(frozen=True)
class Amount:
    """People in a gap at the lowest, the middle and the highest steunvraag, and of how many who want support."""

    values: Mapping[str, float]
    vraag: Mapping[str, float]

    @property
    def middle(self) -> float:
        """Return the value at midden."""
        return self.values[MIDDLE]

    @property
    def share(self) -> float:
        """Return the part (0 to 1) of the vraag at midden; NaN where nobody wants support."""
        return self.middle / self.vraag[MIDDLE] if self.vraag[MIDDLE] > 0 else float("nan")


def amount(runs: Mapping[str, ModelRun], goal: Goal) -> Amount:
    """Measure a goal in the runs of one state, one per step."""
    found = {step: measured(runs[step], goal) for step in STEPS}
    return Amount({step: pair[0] for step, pair in found.items()}, {step: pair[1] for step, pair in found.items()})


class Verdict(StrEnum):
    """What can be said of the difference between start and now."""

    NO_BEGIN = "geen begin"
    SAME_DATA = "gegevens gelijk"
    UNKNOWN = "niet te meten"
    DOUBTFUL = "kleiner dan de twijfel"
    BETTER = "beter"
    WORSE = "slechter"
    BY_GROUND = "andere gegevens"


@dataclass(frozen=True)
class Change:
    """A gap at the start and now. `between` has the people of the start with the offer of now, where that differs.

    changed: the tables that the calculation reads and that differ.
    """

    now: Amount
    begin: Amount | None = None
    between: Amount | None = None
    changed: tuple[str, ...] = ()

    def difference(self, step: str = MIDDLE) -> float:
        """Return now − begin at a step; NaN without a begin."""
        return float("nan") if self.begin is None else self.now.values[step] - self.begin.values[step]

    @property
    def by_offer(self) -> float:
        """Return the part of the difference that comes from other offer; NaN where it cannot be told."""
        if self.begin is None:
            return float("nan")
        return (self.now if self.between is None else self.between).middle - self.begin.middle

    @property
    def by_ground(self) -> float:
        """Return the part that comes from other figures about people or distances; 0 where those are the same."""
        return 0.0 if self.between is None else self.now.middle - self.between.middle


def verdict(change: Change, deel: str) -> Verdict:
    """Say whether the gap became smaller (or the part that should grow larger), and whether that is more than doubt.

    The steunvraag is the great unknown and the same in both states: a difference counts where it has one direction at
    the lowest, the middle and the highest, is at least half a person at the middle, and does not vanish in the rounding
    of the two figures. Where most of it comes from other figures about people, the actie has not shown anything.
    """
    if change.begin is None:
        return Verdict.NO_BEGIN
    if not change.changed:
        return Verdict.SAME_DATA
    found = np.array([change.difference(step) for step in STEPS])
    if np.isnan(found).any():
        return Verdict.UNKNOWN
    same_way = len({int(np.sign(value)) for value in found}) == 1
    shown = [float(rounded(value, Soort.AANNAME)) for value in (change.begin.middle, change.now.middle)]
    if not same_way or abs(change.difference()) < HALF_A_PERSON or shown[0] == shown[1]:
        return Verdict.DOUBTFUL
    if abs(change.by_ground) > abs(change.by_offer):
        return Verdict.BY_GROUND
    return Verdict.BETTER if change.difference() * BETTER_WHEN[deel] > 0 else Verdict.WORSE


def read_by_calculation(names: Iterable[str]) -> tuple[str, ...]:
    """Keep the tables that a calculation reads, offer first."""
    wanted = set(names)
    return tuple(name for name in (*OFFER_TABLES, *GROUND_TABLES) if name in wanted)


def ground_changed(names: Iterable[str]) -> bool:
    """Tell whether figures about people or distances are among these tables."""
    return not set(names).isdisjoint(GROUND_TABLES)


def late(actie: pd.DataFrame, *, today: str) -> pd.Series:
    """Tell which acties are past their streefdatum and neither done nor stopped; without a streefdatum none is."""
    is_open = ~actie["status"].isin(["klaar", "gestopt"])
    return (is_open & (actie["streefdatum"] < today)).fillna(False).astype(bool)


def in_area(actie: pd.DataFrame, gebied: pd.DataFrame, *, regio: str | None, gebiedcode: str | None) -> pd.Series:
    """Tell which acties concern a regio or gebied: those for it, for a part of it, or for what it is a part of."""
    if regio is None and gebiedcode is None:
        return pd.Series(True, index=actie.index)
    chosen = gebied[gebied["gebiedcode"] == gebiedcode] if gebiedcode else gebied[gebied["regio"] == regio]
    codes = {*chosen["gebiedcode"], *chosen["gemeentecode"]}
    whole = actie["gebiedcode"].isna() & actie["regio"].isna()
    return (whole | actie["gebiedcode"].isin(codes) | actie["regio"].isin(set(chosen["regio"]))).astype(bool)
