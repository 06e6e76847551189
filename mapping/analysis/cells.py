"""Cellen: the pieces where a gebied and a postcode overlap, and how many people live in each.

Both CBS files count people, by gebied and by postcode, but neither counts them by piece. Iterative proportional
fitting finds the counts that are closest to the seed (overlap km² × density of the gebied) and keep both margins;
the gebied comes last and is exact (method.md section 1; Deming & Stephan 1940).
"""

import numpy as np
import pandas as pd

ROUNDS = 100
"""Rounds of fitting: measured enough for the three regions (the misfit no longer changes)."""

SMALL_TARGET = 1e-9
"""People; stands for 0 as a target, so that the pieces of an empty postcode can still hold a gebied's people."""


GRAIN = 2.0**-20
"""People; a millionth of a person. Sums of such numbers are exact in floating point, in whatever order they are added."""


def fit_cells(
    seed: np.ndarray,
    gebied: np.ndarray,
    pc4: np.ndarray,
    gebied_totals: np.ndarray,
    pc4_totals: np.ndarray,
    *,
    rounds: int = ROUNDS,
) -> np.ndarray:
    """Spread the people of each gebied over its pieces so that the postcodes fit as well as they can.

    seed (pieces,) ≥ 0; gebied and pc4 (pieces,) are positions in the totals; a NaN among pc4_totals is unknown and
    takes no part. Postcode totals are rescaled to the sum of the gebieden. Returns people per piece; the sum per
    gebied equals its total. Raises ValueError where a gebied with people has no piece with a seed.
    """
    people = np.asarray(seed, dtype=float).copy()
    by_gebied, by_pc4 = np.asarray(gebied_totals, dtype=float), np.asarray(pc4_totals, dtype=float)
    seeded = np.bincount(gebied, people, minlength=len(by_gebied))
    without = np.flatnonzero((by_gebied > 0) & (seeded <= 0))
    if len(without):
        raise ValueError(f"gebied_totals: people but no piece to live in at positions {without.tolist()}")
    people = _scaled(people, gebied, by_gebied)
    known = np.isfinite(by_pc4)
    held = np.bincount(pc4, people, minlength=len(by_pc4))
    target = np.where(known, by_pc4, held)
    if target[known].sum() > 0:
        target[known] *= held[known].sum() / target[known].sum()
    target = np.maximum(target, SMALL_TARGET)
    for _round in range(rounds):
        people = _scaled(people, pc4, target)
        people = _scaled(people, gebied, by_gebied)
    return _exact(people, gebied, by_gebied)


def _exact(people: np.ndarray, group: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Round to GRAIN and give what is left to the largest piece, so that each group adds up to its total to the last bit."""
    grained = np.round(people / GRAIN) * GRAIN
    for number in np.flatnonzero(totals > 0):
        pieces = np.flatnonzero(group == number)
        grained[pieces[grained[pieces].argmax()]] += totals[number] - grained[pieces].sum()
    return grained


def _scaled(people: np.ndarray, group: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Scale each group of pieces to its total; a group without people stays without."""
    sums = np.bincount(group, people, minlength=len(totals))
    factor = np.divide(totals, sums, out=np.zeros_like(totals), where=sums > 0)
    return people * factor[group]


def postcode_targets(pieces: pd.DataFrame, inwoners: pd.Series) -> pd.Series:
    """Give each postcode the part of its people that lives inside the region, by the seed.

    `pieces` has pc4, seed, inside (bool) for every piece of a postcode that touches the region, outside it too;
    `inwoners` is indexed by pc4, missing = unknown. Returns people indexed by pc4 (NaN where unknown).
    """
    whole = pieces.groupby("pc4")["seed"].sum()
    inside = pieces[pieces["inside"]].groupby("pc4")["seed"].sum().reindex(whole.index, fill_value=0.0)
    share = (inside / whole).where(whole > 0, 0.0)
    return share * inwoners.reindex(whole.index).astype("float64")


def ages_per_cel(cel: pd.DataFrame, postcode_leeftijd: pd.DataFrame) -> pd.DataFrame:
    """Give each cel the age shares of its postcode (method.md section 1).

    Takes `cel` (gebiedcode, pc4, inwoners) and `postcode_leeftijd` (pc4, leeftijdsband, inwoners); a postcode without
    known ages takes the shares of the region together. Returns gebiedcode, pc4, leeftijdsband, inwoners; the bands of
    a cel add up to its inwoners. Raises ValueError where no age is known at all.
    """
    counts = postcode_leeftijd.pivot(index="pc4", columns="leeftijdsband", values="inwoners").astype("float64")
    counts = counts.fillna(0.0)
    region = counts.sum()
    if not region.sum() > 0:
        raise ValueError("postcode_leeftijd: no inhabitants of any age")
    counts = counts.reindex(sorted(set(cel["pc4"])))
    empty = ~(counts.sum(axis=1) > 0)
    counts.loc[empty] = region.to_numpy()
    shares = counts.div(counts.sum(axis=1), axis=0)
    wide = shares.loc[cel["pc4"]].to_numpy() * cel["inwoners"].to_numpy(dtype=float)[:, None]
    bands = list(shares.columns)
    return pd.DataFrame(
        {
            "gebiedcode": np.repeat(cel["gebiedcode"].to_numpy(), len(bands)),
            "pc4": np.repeat(cel["pc4"].to_numpy(), len(bands)),
            "leeftijdsband": np.tile(bands, len(cel)),
            "inwoners": wide.ravel(),
        }
    )


def misfit(cel: pd.DataFrame, targets: pd.Series) -> pd.Series:
    """Return per postcode how far its cellen are from its target, as a share of the target (0.1 = 10% too many)."""
    held = cel.groupby("pc4")["inwoners"].sum().reindex(targets.index, fill_value=0.0)
    return ((held - targets) / targets.where(targets > 0)).dropna()
