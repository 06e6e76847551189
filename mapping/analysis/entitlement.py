"""Entitlement: what somebody of a groep gets per regio or gemeente, and how many places there are for who wants support.

An initiatief counts for a place where it suits the groep, is in reach of some of its people and lets them in, as in the
engine. Of each figure stands how many initiatieven have told it: what is not told is not known, and never 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapping.analysis.access import two_step_access
from mapping.analysis.model_run import ModelRun
from mapping.analysis.population import levensvragen
from mapping.analysis.rules import TRUE
from mapping.model import UNIEK, Gebiedsniveau

TOLD = ("max_gesprekken", "gesprek_minuten", "wachttijd_weken", "kosten_euro")
"""Columns of initiatief of which the least and the most are shown."""

PER = 1000
"""People who want support, that places are counted for."""

UNIT = {Gebiedsniveau.REGIO: "regio", Gebiedsniveau.GEMEENTE: "gemeentecode"}
"""Column of the cellen that says in which unit each lies."""

STEPS = {"laag": "hoog", "midden": "midden", "hoog": "laag"}
"""Places per person are least where vraag is most."""


def entitlement(run: ModelRun, subgroep: str, niveau: Gebiedsniveau) -> pd.DataFrame:
    """Return one row per regio or gemeente, in the order of its name; `uniek` stands for every levensvraag.

    gebiedcode, gebiednaam; initiatieven (that let somebody there in); per column of TOLD its _laag and _hoog (missing where
    nobody told) and _bekend (how many told); verwijzing_nee, verwijzing_ja, verwijzing_bekend; plaats_bekend (with a known
    capacity, and a rule that can be decided); per_1000, per_1000_laag, per_1000_hoog: known places in reach per 1,000
    people who want support, fairly divided as in access.py over all who may come. Missing where nobody wants
    support, or where no place is known.
    """
    who, cellen = _groups(run, subgroep), run.people.cellen
    admits = _admits(run, who)
    access = {step: _access(run, who, step) for step in STEPS}
    column = UNIT[niveau]
    sure = ~np.isnan(run.capacity) & ~run.assumed & (run.suits & (run.personal.truth == TRUE))[:, who].any(axis=1)
    rows = []
    for code, at in cellen.groupby(column, sort=False).indices.items():
        here = admits[at].any(axis=0)
        name = code if niveau == Gebiedsniveau.REGIO else cellen["gemeentenaam"].iat[at[0]]
        known = here & sure
        rows.append(
            {"gebiedcode": code, "gebiednaam": name, **_told(run.initiatief[here]), "plaats_bekend": int(known.sum())}
            | {
                f"per_{PER}{_suffix(STEPS[step])}": _rate(run, who, at, step, values, known)
                for step, values in access.items()
            }
        )
    return pd.DataFrame(rows).sort_values(["gebiednaam", "gebiedcode"], kind="stable").reset_index(drop=True)


def admitting(run: ModelRun, subgroep: str, niveau: Gebiedsniveau) -> pd.DataFrame:
    """Return the initiatieven that let somebody of the groep in, with a column `eenheden`: where (codes joined with ', ')."""
    admits = _admits(run, _groups(run, subgroep))
    units = run.people.cellen[UNIT[niveau]].to_numpy(dtype=object)
    where = [", ".join(sorted({str(unit) for unit in units[column]})) for column in admits.T]
    rows = run.initiatief.assign(eenheden=where)
    return rows[admits.any(axis=0)].sort_values(["naam", "initiatief"], kind="stable").reset_index(drop=True)


@dataclass(frozen=True)
class _Range:
    """The least and the most of what was told, and how many told it."""

    least: float
    most: float
    told: int


def _groups(run: ModelRun, subgroep: str) -> np.ndarray:
    """Return the positions of the groepen of a subgroep; those of every levensvraag for `uniek`."""
    groepen = run.people.groepen
    kept = levensvragen(groepen) if subgroep == UNIEK else (groepen["subgroep"] == subgroep).to_numpy()
    return np.flatnonzero(kept)


def _admits(run: ModelRun, who: np.ndarray) -> np.ndarray:
    """Tell which initiatief lets somebody of the groepen in from which cel (bool, cellen × initiatieven)."""
    open_pair = (run.weight.toarray() > 0) & run.place.toarray()
    fits = (run.suits & run.personal.admits)[:, who].any(axis=1)
    return open_pair & fits[None, :]


def _access(run: ModelRun, who: np.ndarray, step: str) -> np.ndarray:
    """Return known places per person (cellen × `who`); where a rule cannot be decided the places are not known."""
    undecided = (run.personal.undecided & run.suits)[:, who]
    patterns, which = np.unique(undecided, axis=1, return_inverse=True)
    demand = run.people.omega * run.people.vraag[step]
    found = np.zeros((len(run.people.cellen), len(who)))
    for number in range(patterns.shape[1]):
        capacity = np.where(patterns[:, number] | run.assumed, np.nan, run.capacity)
        columns = which.ravel() == number
        score = two_step_access(
            demand, capacity, run.weight, suits=run.suits, admits_person=run.personal.admits, admits_place=run.place
        )
        found[:, columns] = score[:, who[columns]]
    return found


def _rate(run: ModelRun, who: np.ndarray, at: np.ndarray, step: str, access: np.ndarray, known: np.ndarray) -> float:
    """Return known places per PER people who want support in these cellen; missing without people or known places."""
    need = run.people.vraag[step][np.ix_(at, who)]
    total = need.sum()
    return float(PER * (need * access[at]).sum() / total) if total > 0 and known.any() else np.nan


def _suffix(step: str) -> str:
    return "" if step == "midden" else f"_{step}"


def _told(offer: pd.DataFrame) -> Mapping[str, float]:
    """Return how many initiatieven there are, and of each figure its range and how many told it."""
    found: dict[str, float] = {"initiatieven": len(offer)}
    for name in TOLD:
        span = _range(offer[name].astype("float64"))
        found |= {f"{name}_laag": span.least, f"{name}_hoog": span.most, f"{name}_bekend": span.told}
    kinds = offer["verwijzing_nodig"]
    told = int((kinds != "onbekend").sum())
    without = int((kinds == "nee").sum())
    return found | {"verwijzing_nee": without, "verwijzing_ja": told - without, "verwijzing_bekend": told}


def _range(values: pd.Series) -> _Range:
    known = values.dropna()
    return _Range(known.min(), known.max(), len(known)) if len(known) else _Range(np.nan, np.nan, 0)
