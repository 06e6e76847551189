"""Siting: which few of many sites reach the most people, exactly.

*Maximal covering* (Church & ReVelle 1974; MCLP in PySAL's spopt): choose at most p sites so that the weight of the points
within reach of at least one of them is largest. *p-median* (Hakimi 1964): choose p sites so that the weighted cost from
each point to its nearest site is least. Both are mixed-integer programmes, solved by HiGHS, which is in SciPy: nothing is
downloaded, and the same question gives the same answer. Points that are in reach of the same sites are one point to the
solver: that changes no answer and makes it fast. spopt is the oracle in the tests.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, eye_array, hstack, vstack

WHOLE = 0.5
"""A binary variable of the solver above this is 1: it comes back within 1e-6 of a whole number."""

OPTIONS = {"mip_rel_gap": 0.0}
"""The best answer itself, not one that is nearly as good."""


@dataclass(frozen=True)
class Siting:
    """An answer: the positions of the chosen sites, from low to high, and its value (weight reached, or cost)."""

    sites: tuple[int, ...]
    value: float


class NoSiting(ValueError):
    """There is no set of sites that meets what was asked."""


def covering(reach: csr_array, weights: np.ndarray, p: int, *, other_than: Sequence[Collection[int]] = ()) -> Siting:
    """Return the p sites that together reach the most weight; with fewer than p sites all of them.

    reach: sparse (points × sites), above 0 where the site reaches the point. weights: (points), not negative.
    other_than: sets of sites that the answer may not be (a no-good cut for each). Raises NoSiting where nothing is left,
    ValueError for a p under 1 or a negative weight.
    """
    if p < 1 or np.any(weights < 0):
        raise ValueError("p must be 1 or more and weights must not be negative")
    points, weight = _joined(csr_array(reach), np.asarray(weights, dtype=float))
    count, forbidden = min(p, reach.shape[1]), [tuple(one) for one in other_than]
    chosen = _best_one(points, weight, forbidden) if count == 1 else _solve(points, weight, count, forbidden)
    return Siting(tuple(int(site) for site in chosen), reached(reach, weights, chosen))


def reached(reach: csr_array, weights: np.ndarray, sites: Collection[int]) -> float:
    """Return the weight of the points in reach of at least one of the sites."""
    return float(np.asarray(weights, dtype=float)[covered(reach, sites)].sum())


def covered(reach: csr_array, sites: Collection[int]) -> np.ndarray:
    """Tell which points are in reach of at least one of the sites (bool array)."""
    chosen = np.zeros(reach.shape[1])
    chosen[list(sites)] = 1.0
    return np.asarray(reach @ chosen) > 0


def _joined(reach: csr_array, weights: np.ndarray) -> tuple[csr_array, np.ndarray]:
    """Return the points with weight that some site reaches, those in reach of the same sites as one."""
    reach = reach.copy()
    reach.eliminate_zeros()
    reach.data = np.ones(reach.nnz)
    reach.sort_indices()
    groups: dict[bytes, int] = {}
    first, total = [], []
    for point in np.flatnonzero((weights > 0) & (np.diff(reach.indptr) > 0)):
        key = reach.indices[reach.indptr[point] : reach.indptr[point + 1]].tobytes()
        if key not in groups:
            groups[key] = len(first)
            first.append(point)
            total.append(0.0)
        total[groups[key]] += weights[point]
    return reach[first], np.array(total)


def _best_one(points: csr_array, weight: np.ndarray, other_than: list[tuple[int, ...]]) -> np.ndarray:
    """Return the position of the best single site, of equals the first: no solver needed, which takes longest over it."""
    values = np.asarray(points.T @ weight)
    values[[site for (site,) in other_than]] = -1.0
    if values.max() < 0:
        raise NoSiting("every site is forbidden")
    return np.array([values.argmax()])


def _solve(points: csr_array, weight: np.ndarray, p: int, other_than: list[tuple[int, ...]]) -> np.ndarray:
    """Return the positions of the best sites: x (sites, binary) and y (points, 0 to 1), y ≤ the sites that reach it."""
    n_points, n_sites = points.shape
    rows = [LinearConstraint(hstack([-points, eye_array(n_points)], format="csr"), ub=0)] if n_points else []
    count = np.concatenate([np.ones(n_sites), np.zeros(n_points)])
    rows.append(LinearConstraint(count[None, :], lb=p, ub=p))
    for forbidden in other_than:
        cut = np.zeros(n_sites + n_points)
        cut[list(forbidden)] = 1.0
        rows.append(LinearConstraint(cut[None, :], ub=len(forbidden) - 1))
    goal = np.concatenate([np.zeros(n_sites), -weight])
    whole = np.concatenate([np.ones(n_sites), np.zeros(n_points)])
    answer = milp(goal, constraints=rows, integrality=whole, bounds=Bounds(0, 1), options=OPTIONS)
    if answer.x is None:
        raise NoSiting(f"no set of {p} sites: {answer.message}")
    return np.flatnonzero(answer.x[:n_sites] > WHOLE)


def p_median(cost: np.ndarray, weights: np.ndarray, p: int) -> Siting:
    """Return the p sites with the least weighted cost from each point to its nearest site.

    cost: (points × sites), not negative; weights: (points). Raises ValueError for a p outside 1 … sites.
    """
    cost, weights = np.asarray(cost, dtype=float), np.asarray(weights, dtype=float)
    n_points, n_sites = cost.shape
    if not 1 <= p <= n_sites:
        raise ValueError(f"p must lie in 1 … {n_sites}, not {p}")
    pairs = n_points * n_sites
    pair, point, site = np.arange(pairs), np.repeat(np.arange(n_points), n_sites), np.tile(np.arange(n_sites), n_points)
    ones = np.ones(pairs)
    each_once = hstack([coo_array((n_points, n_sites)), coo_array((ones, (point, pair)), shape=(n_points, pairs))])
    only_open = hstack([coo_array((-ones, (pair, site)), shape=(pairs, n_sites)), eye_array(pairs)])
    count = hstack([coo_array(np.ones((1, n_sites))), coo_array((1, pairs))])
    rows = [
        LinearConstraint(vstack([each_once, count], format="csr"), lb=[1] * n_points + [p], ub=[1] * n_points + [p]),
        LinearConstraint(only_open.tocsr(), ub=0),
    ]
    goal = np.concatenate([np.zeros(n_sites), (weights[:, None] * cost).ravel()])
    whole = np.concatenate([np.ones(n_sites), np.zeros(pairs)])
    answer = milp(goal, constraints=rows, integrality=whole, bounds=Bounds(0, 1), options=OPTIONS)
    sites = np.flatnonzero(answer.x[:n_sites] > WHOLE)
    return Siting(tuple(int(one) for one in sites), float(weights @ cost[:, sites].min(axis=1)))
