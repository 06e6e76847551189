"""The route past a few places: the shortest tour, exact for a few places and improved by exchange for more.

Distances are those of the house: straight × 1.3, around water over bridges (analysis/water.py). A *closed* tour comes
back to its first place, an *open* one ends at its last; both begin where the tour is shortest. Up to EXACT places every
order is weighed (Held & Karp 1962); beyond, each place is tried as the start of a nearest-neighbour tour, which 2-opt
improves until no exchange of two legs makes it shorter (Croes 1958): good, but not proven shortest.
"""

from dataclasses import dataclass

import numpy as np

from mapping.analysis.reach import M_PER_KM
from mapping.analysis.water import Waters
from mapping.model import AFSTANDSFACTOR

EXACT = 11
"""Places of which every order is weighed: 11 · 2^11 steps, a tenth of a second."""

SHORTER_KM = 1e-9
"""A tour must be shorter by more than this to be better: rounding is no gain."""


@dataclass(frozen=True)
class Route:
    """An order of the places (positions), the km of each leg (a closed tour has one more), and whether it is the shortest."""

    order: tuple[int, ...]
    legs_km: tuple[float, ...]
    exact: bool

    @property
    def total_km(self) -> float:
        """Return the length of the tour."""
        return float(sum(self.legs_km))


def road_km(points: np.ndarray, *, water: Waters | None = None, factor: float = AFSTANDSFACTOR) -> np.ndarray:
    """Return the travelled km between points (n, 2) in RD New metres (n × n).

    Where no bridge that we know leads across, the straight line × factor stands: too short, but a way there is.
    """
    straight = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    if water is not None and len(points) > 1:
        one, other = np.triu_indices(len(points), k=1)
        way = water.metres(points, points, (one, other), within_m=np.inf)
        way = np.where(np.isfinite(way), way, straight[one, other])
        straight[one, other] = straight[other, one] = way
    return straight * factor / M_PER_KM


def shortest_route(km: np.ndarray, *, closed: bool = False) -> Route:
    """Return the shortest tour past all places of a symmetric table of km (n × n)."""
    n = len(km)
    order = tuple(range(n)) if n < 2 else _exact(km, closed) if n <= EXACT else _improved(km, closed)
    ends = order[1:] + order[:1] if closed and n > 1 else order[1:]
    legs = tuple(float(km[a, b]) for a, b in zip(order, ends, strict=False))
    return Route(order, legs, n <= EXACT)


def _exact(km: np.ndarray, closed: bool) -> tuple[int, ...]:
    """Return the shortest order by dynamic programming over sets of places; a closed tour begins at place 0."""
    n = len(km)
    best = np.full((1 << n, n), np.inf)
    came = np.full((1 << n, n), -1)
    for start in range(1 if closed else n):
        best[1 << start, start] = 0.0
    for visited in range(1, 1 << n):
        ends = np.flatnonzero(np.isfinite(best[visited]))
        for place in range(n) if len(ends) else ():
            if visited >> place & 1:
                continue
            ways = best[visited, ends] + km[ends, place]
            at = int(ways.argmin())
            best[visited | 1 << place, place], came[visited | 1 << place, place] = ways[at], ends[at]
    full = (1 << n) - 1
    place = int((best[full] + (km[:, 0] if closed else 0.0)).argmin())
    order, visited = [], full
    while place >= 0:
        order.append(place)
        place, visited = int(came[visited, place]), visited ^ 1 << place
    return tuple(order[::-1])


def _improved(km: np.ndarray, closed: bool) -> tuple[int, ...]:
    """Return the best of the tours from each start, each improved by 2-opt; of equals the first."""
    tours = [_two_opt(_nearest(km, start), km, closed) for start in range(len(km))]
    return tuple(int(place) for place in min(tours, key=lambda tour: round(_length(tour, km, closed), 9)))


def _nearest(km: np.ndarray, start: int) -> np.ndarray:
    """Return the tour that always goes to the nearest place left."""
    order, left = [start], set(range(len(km))) - {start}
    while left:
        order.append(min(left, key=lambda place: (km[order[-1], place], place)))
        left.remove(order[-1])
    return np.array(order)


def _two_opt(order: np.ndarray, km: np.ndarray, closed: bool) -> np.ndarray:
    """Turn pieces of a tour around for as long as that makes it shorter."""
    improved = True
    while improved:
        improved = False
        for first in range(len(order) - 1):
            for last in range(first + 1, len(order)):
                turned = np.concatenate([order[:first], order[first : last + 1][::-1], order[last + 1 :]])
                if _length(turned, km, closed) < _length(order, km, closed) - SHORTER_KM:
                    order, improved = turned, True
    return order


def _length(order: np.ndarray, km: np.ndarray, closed: bool) -> float:
    return float(km[order[:-1], order[1:]].sum() + (km[order[-1], order[0]] if closed else 0.0))
