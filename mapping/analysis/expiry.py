"""What ends: initiatieven whose money or validity stops soon, what is nearly used up, and who then loses a place."""

from collections.abc import Collection
from datetime import date, timedelta

import numpy as np
import pandas as pd

from mapping.analysis.model_run import ModelRun, split_without
from mapping.analysis.offer import FULL, full_on, hours_hold, last_day, people_for_hours
from mapping.analysis.population import levensvragen
from mapping.analysis.split import NeedSplit

SOON_DAYS = 90
"""Days ahead that are looked at by default: a quarter, the least in which a subsidy can be asked for again."""

STOPPED = "gestopt"
LAST_DATE = date.max.isoformat()


def ending(initiatief: pd.DataFrame, day: str, *, days: int = SOON_DAYS) -> pd.DataFrame:
    """Return the initiatieven that have not stopped and whose last day lies in [day, day + days], first to end first.

    `day` is an ISO date. Adds the column laatste_dag (ISO text): geldig_tot or einddatum, whichever comes first.
    """
    rows = initiatief.assign(laatste_dag=last_day(initiatief))
    soon = rows["laatste_dag"].between(day, _later(day, days)) & (rows["status"] != STOPPED)
    return rows[soon.to_numpy(dtype=bool)].sort_values(["laatste_dag", "initiatief"], kind="stable")


def ended_but_active(initiatief: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return the initiatieven whose last day lies before the day and that are not said to have stopped."""
    rows = initiatief.assign(laatste_dag=last_day(initiatief))
    over = (rows["laatste_dag"] < day) & (rows["status"] != STOPPED)
    return rows[over.fillna(False).to_numpy(dtype=bool)].sort_values(["laatste_dag", "initiatief"], kind="stable")


def nearly_spent(initiatief: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return the initiatieven of which hours left, a ceiling of this calendar year or `vol` is known, full ones first.

    Adds mensen_erbij (people that the hours left can help; missing without its factors, or where the hours are of
    another year) and vol (bool): no place on the day.
    """
    people = people_for_hours(initiatief).where(hours_hold(initiatief, day))
    rows = initiatief.assign(mensen_erbij=people, vol=full_on(initiatief, day))
    ceiling = rows["plafond_bereikt_op"].fillna("").str[:4] == day[:4]
    told = (rows["uren_over"].notna() | ceiling | (rows["status"] == FULL)) & (rows["status"] != STOPPED)
    kept = rows[told.to_numpy(dtype=bool)]
    return kept.sort_values(["vol", "mensen_erbij", "initiatief"], ascending=[False, True, True], kind="stable")


def losses(run: ModelRun, names: Collection[str]) -> dict[str, float]:
    """Return what goes when these initiatieven go together: people per year, each once (omega × the levensvragen).

    plaats: had a place (served now, not served then). mogelijk: had perhaps one (places unknown). nergens: found
    something that admits in reach and then finds nothing. Who has a place elsewhere counts in none. Never below 0:
    others keep their places per person, so nobody's part grows but these.
    """
    after = split_without(run, names)
    weight = run.people.omega * levensvragen(run.people.groepen)
    return {
        "plaats": _less(run.split.served, after.served, weight),
        "mogelijk": _less(run.split.unknown, after.unknown, weight),
        "nergens": _less(_open(run.split), _open(after), weight),
    }


def loss_table(run: ModelRun, names: Collection[str]) -> pd.DataFrame:
    """Return the losses of each initiatief by itself, indexed by initiatief; those that do not count are left out."""
    counting = [name for name in names if name in set(run.initiatief["initiatief"])]
    rows = [losses(run, [name]) for name in counting]
    return pd.DataFrame(rows, index=counting, columns=["plaats", "mogelijk", "nergens"], dtype=float)


def _less(now: np.ndarray, then: np.ndarray, weight: np.ndarray) -> float:
    """Add up what is lost; what grows elsewhere is not taken off."""
    return float((weight * np.clip(now - then, 0, None)).sum())


def _open(split: NeedSplit) -> np.ndarray:
    """Return the people for whom something in reach admits."""
    return split.served + split.no_capacity + split.unknown


def _later(day: str, days: int) -> str:
    """Return the ISO date so many days later; the last date there is where the calendar ends."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return LAST_DATE
