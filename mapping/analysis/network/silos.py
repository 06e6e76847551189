"""Verkokering: the E-I index of Krackhardt and Stern (1988), and what it would be if circles did not matter.

E-I = (external − internal) / (external + internal), from −1 (all inside the own circle) to 1 (all outside). A network
with one large circle has a low index without anybody avoiding the others, so it is set beside chance: the same edges,
with the values dealt anew over the nodes that have them.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

MIN_EDGES = 10
"""Edges: under this one more or less moves the index by a fifth, and chance can give nearly anything."""

PERMUTATIONS = 1_000
"""How many times the values are dealt anew."""

SEED = 2026

RANGE_PERCENT = (5, 95)
"""Between which percentiles of chance a real index says nothing."""


@dataclass(frozen=True)
class Silo:
    """The index of one attribute on one set of edges.

    edges: pairs of which both ends are known; left_out: pairs with an unknown end; internal and external add up to
    edges. index, expected, low, high: NaN under MIN_EDGES. expected: exactly what chance gives on average; low, high:
    RANGE_PERCENT of the permutations.
    """

    edges: int
    left_out: int
    internal: int
    external: int
    index: float = np.nan
    expected: float = np.nan
    low: float = np.nan
    high: float = np.nan

    @property
    def verdict(self) -> str:
        """Say where the real index lies: `meer` or `minder` verkokering than chance, `toeval`, or empty without index."""
        if self.index != self.index:
            return ""
        if self.index < self.low:
            return "meer"
        return "minder" if self.index > self.high else "toeval"


def ei_index(internal: float, external: float) -> float:
    """Return (external − internal) / (external + internal); NaN without edges."""
    total = internal + external
    return (external - internal) / total if total else np.nan


def expected_index(values: pd.Series) -> float:
    """Return the mean index over all ways to deal these values over their nodes; NaN for fewer than two.

    Each edge then has two nodes drawn without replacement: internal with Σ n(n−1) / N(N−1).
    """
    sizes = values.value_counts().to_numpy(dtype=float)
    total = sizes.sum()
    return 1 - 2 * float((sizes * (sizes - 1)).sum() / (total * (total - 1))) if total > 1 else np.nan


def silo(
    pairs: set[frozenset[str]],
    values: pd.Series,
    *,
    min_edges: int = MIN_EDGES,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> Silo:
    """Measure the verkokering of an attribute: `values` per node, missing is not known; each pair counts once."""
    edges = sorted(tuple(sorted(pair)) for pair in pairs)
    known = values.dropna()
    kept = [edge for edge in edges if edge[0] in known.index and edge[1] in known.index]
    dealt = known[sorted({node for edge in kept for node in edge})]
    codes, _names = pd.factorize(dealt)
    place = {node: number for number, node in enumerate(dealt.index)}
    ends = np.array([[place[one], place[other]] for one, other in kept], dtype=int).reshape(-1, 2)
    internal = int((codes[ends[:, 0]] == codes[ends[:, 1]]).sum())
    counts = Silo(len(kept), len(edges) - len(kept), internal, len(kept) - internal)
    if len(kept) < min_edges:
        return counts
    drawn = _by_chance(codes, ends, permutations=permutations, seed=seed)
    low, high = np.percentile(drawn, RANGE_PERCENT)
    index = ei_index(internal, len(kept) - internal)
    return Silo(counts.edges, counts.left_out, internal, counts.external, index, expected_index(dealt), low, high)


def _by_chance(codes: np.ndarray, ends: np.ndarray, *, permutations: int, seed: int) -> np.ndarray:
    """Return the index for each of so many deals of the values over the nodes."""
    rng = np.random.default_rng(seed)
    deals = rng.permuted(np.tile(codes, (permutations, 1)), axis=1)
    internal = (deals[:, ends[:, 0]] == deals[:, ends[:, 1]]).mean(axis=1)
    return 1 - 2 * internal
