"""The order of a card: the first is the one to call; and of what lies just outside, the nearest to being an answer first."""

import numpy as np
import pandas as pd

from mapping.analysis.referral.verdict import MARK, REMOTE_ONLY, TOO_FAR, Answer, Outcome
from mapping.analysis.time_barriers import NotOpen

CLOSED = {reason.value for reason in NotOpen}
"""Obstacles of a day: no rule and no distance."""


HALF = 0.5
"""Share of the people of a place: what is for fewer of them comes later."""


def to_call(found: pd.DataFrame) -> pd.DataFrame:
    """Return the rows to call or to ask: sure before unsure, then what is for at least half of the people of the place, a
    known place before an unknown one, the shortest wait.

    An unknown waiting time comes after every known one: it is not 0. Then what is specially for the subgroep, the
    nearest, and the name, so that the order is always the same.
    """
    rows = found[found["uitkomst"] != Outcome.OUTSIDE]
    keys = pd.DataFrame(
        {
            "sure": rows["uitkomst"] != Outcome.CALL,
            "part": rows["deel"].astype("float64") < HALF,
            "place": rows["plaats"] != Answer.YES,
            "wait": rows["wachttijd_weken"].astype("float64").fillna(np.inf),
            "special": ~rows["speciaal"].astype(bool),
            "km": rows["km"].astype("float64").fillna(np.inf),
            "naam": rows["naam"].astype("str"),
            "initiatief": rows["initiatief"].astype("str"),
        },
        index=rows.index,
    )
    return rows.loc[keys.sort_values(list(keys.columns), kind="stable").index].reset_index(drop=True)


def just_outside(found: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are no answer: with the fewest kinds of obstacle first, near before far, then the nearest.

    A rule, the distance and the day are three kinds: two reasons of one day are one obstacle.
    """
    rows = found[found["uitkomst"] == Outcome.OUTSIDE]
    codes = rows["belemmeringen"].map(lambda text: text.split(MARK))
    keys = pd.DataFrame(
        {
            "kinds": codes.map(_kinds),
            "far": codes.map(lambda own: TOO_FAR in own),
            "km": rows["km"].astype("float64").fillna(np.inf),
            "naam": rows["naam"].astype("str"),
            "initiatief": rows["initiatief"].astype("str"),
        },
        index=rows.index,
    )
    return rows.loc[keys.sort_values(list(keys.columns), kind="stable").index].reset_index(drop=True)


def _kinds(codes: list[str]) -> int:
    """Count the obstacles, those of the day as one."""
    return len({"dag" if code in CLOSED else code for code in codes})


def nearest_that_admits(outside: pd.DataFrame) -> pd.Series | None:
    """Return the nearest of the rows that are only too far away; None where there is none."""
    rows = outside[(outside["belemmeringen"] == TOO_FAR) & outside["km"].notna()]
    return None if rows.empty else rows.sort_values("km", kind="stable").iloc[0]


def by_phone(outside: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that only the distance keeps out: for the whole country, by phone or online."""
    return outside[outside["belemmeringen"] == REMOTE_ONLY]
