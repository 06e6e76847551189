"""Ranks that say how far they hold: a range per gebied, and groups that cannot be told apart (method.md section 6).

A rank from one calculation looks firm and is not. Over the draws each gebied has a range of ranks, and two gebieden are
told apart only where one stands before the other in most of them.
"""

import numpy as np
import pandas as pd
from scipy.stats import rankdata

RANGE = (0.05, 0.95)
"""A range leaves out the lowest and the highest 5% of the draws, as every range of the method."""

APART = 0.8
"""Two gebieden are told apart where one stands before the other in this share of the draws: the same bar as for a
headline (method.md section 6)."""

RANK_COLUMNS = ("rang_laag", "rang_midden", "rang_hoog", "rang_eerste", "rang_groep")


def rank_ranges(values: np.ndarray) -> pd.DataFrame:
    """Rank gebieden in every draw, 1 for the largest value, equals together at the best of their ranks.

    values: (gebieden × draws), finite. Returns RANK_COLUMNS in the order of the rows: the 5%, 50% and 95% rank, the
    share of the draws in which it is first (alone, or with equals), and the number of its group (1, 2, …).
    """
    if not values.size:
        return pd.DataFrame({name: np.zeros(len(values)) for name in RANK_COLUMNS})
    ranks = rankdata(-values, method="min", axis=0)
    low, high = np.quantile(ranks, RANGE, axis=1, method="inverted_cdf")
    return pd.DataFrame(
        {
            "rang_laag": low.astype(int),
            "rang_midden": np.quantile(ranks, 0.5, axis=1, method="inverted_cdf").astype(int),
            "rang_hoog": high.astype(int),
            "rang_eerste": (ranks == 1).mean(axis=1),
            "rang_groep": groups(values, order=np.argsort(ranks.mean(axis=1), kind="stable")),
        }
    )


def groups(values: np.ndarray, *, order: np.ndarray) -> np.ndarray:
    """Number the groups of gebieden that cannot be told apart, from the front (gebieden).

    Going down `order`, a gebied begins a new group where the first of the current group has a larger value than it in
    at least APART of the draws; a tie counts half. So whoever is in a group cannot be told apart from its first.
    """
    number = np.zeros(len(values), dtype=int)
    first, current = None, 0
    for place in order:
        if first is None or before(values[first], values[place]) >= APART:
            first, current = place, current + 1
        number[place] = current
    return number


def before(one: np.ndarray, other: np.ndarray) -> float:
    """Return the share of the draws in which one is larger than the other; a tie counts half."""
    return float(np.mean(one > other) + np.mean(one == other) / 2)
