"""Clusters: whether gebieden that lie together look alike, and which stand out with their neighbours.

Moran's I is one figure for the whole region; its local form (LISA) says it per gebied. Both are only asked of figures
that rest on what is known of the gebied itself: of a national share × inhabitants they would find the inhabitants.
Neighbours share a border or a corner (queen), each with the same weight, which add up to 1.
"""

import warnings
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

import geopandas as gpd
import numpy as np
import pandas as pd

from mapping.model import Lokaal, Merk

MIN_GEBIEDEN = 30
"""Fewer gebieden with a figure say nothing about clusters (method.md sections 6 and 8)."""

PERMUTATIONS = 9_999
"""Shuffles behind a p: with 999 the smallest p is .001, too coarse to tell one gebied in 270 apart."""

FALSE_DISCOVERIES = 0.05
"""Of the gebieden that we call a cluster, at most this share by chance (false discovery rate)."""

SAME = 1e-12
"""A spread below this is none: Moran's I divides by it."""

_random_state = Lock()
"""esda draws from numpy's one shared generator; two readers at once must not draw from each other's seed."""


class Refusal(StrEnum):
    """Why no clusters are asked for."""

    SCHEMATIC = "schematic"
    NOT_LOCAL = "not_local"
    TOO_FEW = "too_few"
    SAME_EVERYWHERE = "same_everywhere"


class Cluster(StrEnum):
    """What a gebied is with its neighbours: high among high, low among low, or the other way round; or nothing firm."""

    HIGH = "high_high"
    LOW_AMONG_HIGH = "low_high"
    LOW = "low_low"
    HIGH_AMONG_LOW = "high_low"
    NONE = "none"


QUADRANTS = {1: Cluster.HIGH, 2: Cluster.LOW_AMONG_HIGH, 3: Cluster.LOW, 4: Cluster.HIGH_AMONG_LOW}
"""The numbers of esda (Anselin 1995)."""


@dataclass(frozen=True, eq=False)
class Clusters:
    """What was found: Moran's I with what chance would give, and a row per gebied.

    expected: -1 / (n - 1). p: two-sided, from shuffles; p_analytic: two-sided, under randomisation. islands: gebieden
    with a figure but without a neighbour that has one, left out. rows: gebiedcode, value, local (local Moran), p
    (two-sided), cluster (Cluster). limit: a p below it counts (false discovery rate).
    """

    moran: float
    expected: float
    p: float
    p_analytic: float
    limit: float
    islands: tuple[str, ...]
    rows: pd.DataFrame


def local_rows(gaps: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a gap table of one groep that stand on what is known of the gebied itself, with a figure."""
    return gaps[(gaps["lokaal"] == Lokaal.JA) & (gaps["merk"] == Merk.GEEN) & (gaps["vraag"] > 0)]


def refusal(gaps: pd.DataFrame, *, schematic: bool) -> Refusal | None:
    """Say why clusters may not be asked of a groep (public gap rows, one per gebied); None where they may."""
    if not len(local_rows(gaps)):
        return Refusal.NOT_LOCAL
    if len(local_rows(gaps)) < MIN_GEBIEDEN:
        return Refusal.TOO_FEW
    return Refusal.SCHEMATIC if schematic else None


def queen(outlines: gpd.GeoSeries):
    """Return the libpysal graph of gebieden that share a border or a corner, each neighbour weighing 1.

    outlines: RD New, indexed by gebiedcode; a border may differ by its vertices but not by a gap.
    """
    from libpysal.graph import Graph  # a second of import, with scikit-learn behind it: not at the start of the app

    return Graph.build_contiguity(outlines, rook=False, strict=True)


def find_clusters(values: pd.Series, outlines: gpd.GeoSeries, *, seed: int) -> Clusters | Refusal:
    """Return Moran's I and the local clusters of one figure per gebied, or why there is no answer.

    values: indexed by gebiedcode, a missing one is left out. outlines: RD New, indexed by gebiedcode. The same seed
    gives the same answer. Sources: Moran 1950; Anselin 1995 (LISA); Benjamini & Hochberg 1995, Castro & Singer 2006
    (false discovery rate); esda.
    """
    known = values.dropna()
    graph = queen(outlines.reindex(known.index))
    islands = tuple(str(code) for code in graph.isolates)
    known = known.drop(list(islands))
    if len(known) < MIN_GEBIEDEN:
        return Refusal.TOO_FEW
    if known.max() - known.min() <= SAME * max(1.0, abs(known.max())):
        return Refusal.SAME_EVERYWHERE
    graph = queen(outlines.reindex(known.index)).transform("r") if islands else graph.transform("r")
    return _measured(known, graph, islands, seed)


def _measured(known: pd.Series, graph, islands: tuple[str, ...], seed: int) -> Clusters:
    """Measure global and local Moran of figures with a row-standardised graph."""
    from esda import fdr
    from esda.moran import Moran

    whole = Moran(known.to_numpy(), graph, permutations=0)
    local = _local(known.to_numpy(), graph, seed)
    p = np.minimum(1.0, 2 * local.p_sim)  # esda counts one side
    limit = float(fdr(p, alpha=FALSE_DISCOVERIES))
    kinds = [QUADRANTS[q].value if firm else Cluster.NONE.value for q, firm in zip(local.q, p < limit, strict=True)]
    rows = pd.DataFrame({"value": known.to_numpy(), "local": local.Is, "p": p, "cluster": kinds}, index=known.index)
    return Clusters(
        moran=float(whole.I),
        expected=float(whole.EI),
        p=_shuffled_p(known.to_numpy(), graph.sparse, float(whole.I), float(whole.EI), seed),
        p_analytic=float(whole.p_rand),
        limit=limit,
        islands=islands,
        rows=rows.rename_axis("gebiedcode").reset_index(),
    )


def _local(values: np.ndarray, graph, seed: int):
    """Return esda's local Moran, and leave numpy's shared generator as it was."""
    from esda.moran import Moran_Local

    with _random_state, warnings.catch_warnings():
        # esda 2.9 announces that it will count two sides; `alternative=` does not reach it from Moran_Local
        warnings.filterwarnings("ignore", message="The alternative hypothesis", category=DeprecationWarning)
        before = np.random.get_state()
        try:
            return Moran_Local(values, graph, permutations=PERMUTATIONS, seed=seed, keep_simulations=False)
        finally:
            np.random.set_state(before)


def _shuffled_p(values: np.ndarray, weights, moran: float, expected: float, seed: int) -> float:
    """Return the share of shuffles whose I lies at least as far from what chance gives, both sides; itself included.

    esda has this p too, but cannot be given a seed for it.
    """
    centred = values - values.mean()
    generator = np.random.default_rng(seed)
    scale = len(values) / weights.sum() / (centred @ centred)
    far = 1
    for _draw in range(PERMUTATIONS):
        shuffled = generator.permutation(centred)
        far += abs(scale * (shuffled @ (weights @ shuffled)) - expected) >= abs(moran - expected)
    return far / (PERMUTATIONS + 1)
