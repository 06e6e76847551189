"""Water: how far it is for people when a river lies in between (method.md section 2, table `overgang`).

A *water* is a line along its middle; an *overgang* (bridge, tunnel, ferry or dam) is a point on it. Whoever may not
draw a straight line travels in straight legs: over overgangen and, on the own bank, around the bends of the water. That
is the shortest path in a visibility graph. Nobody goes round the end of a line: it ends where we stopped drawing.
A ferry counts as its length; waiting for it does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
import shapely
from scipy.sparse.csgraph import shortest_path

BEND_M = 10.0
"""How far from a bend of the line people pass it, in metres: near enough not to matter, far enough to stay ashore."""

TOUCH_M = 1.0
"""Metres at both ends of a leg that touch no water: a place on the very line is open to both banks."""

HALF_TURN = np.pi

ROWS_AT_ONCE = 4096
"""How many pairs are worked out together: keeps memory under about 10 MB."""

TRIES = 30
"""How many nodes are tried one by one before all are: enough for nearly every pair, few enough for one on an island."""


@dataclass(frozen=True, eq=False)
class Waters:
    """Water of a region: `pieces` (k, 2, 2), each from a point to a point, and `nodes` (n, 2) where a path may turn."""

    pieces: np.ndarray
    nodes: np.ndarray

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Return the pieces, ready to be asked."""
        return shapely.STRtree(shapely.linestrings(self.pieces))

    @cached_property
    def between(self) -> np.ndarray:
        """Return the shortest way between any two nodes in metres (n × n), infinite where there is none."""
        if not len(self.nodes):
            return np.zeros((0, 0))
        one, other = np.triu_indices(len(self.nodes), k=1)
        seen = ~self.crossed(self.nodes[one], self.nodes[other])
        legs = np.full((len(self.nodes), len(self.nodes)), np.inf)
        legs[one[seen], other[seen]] = _metres(self.nodes[one[seen]], self.nodes[other[seen]])
        return shortest_path(np.minimum(legs, legs.T), directed=False)

    def crossed(self, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Tell for each leg (two arrays of (k, 2), RD New) whether it crosses water; touching with an end is not."""
        length = _metres(starts, ends)
        part = np.divide(TOUCH_M, length, out=np.full(len(length), 0.5), where=length > 2 * TOUCH_M)[:, None]
        legs = np.stack([starts + part * (ends - starts), ends - part * (ends - starts)], axis=1)
        leg, piece = self.tree.query(shapely.linestrings(legs))
        met = _meet(legs.reshape(-1, 4).T.take(leg, axis=1), self.pieces.reshape(-1, 4).T.take(piece, axis=1))
        crossed = np.zeros(len(length), dtype=bool)
        crossed[leg[met]] = True
        return crossed & (length > 2 * TOUCH_M)

    def metres(self, here: np.ndarray, there: np.ndarray, pairs: tuple[np.ndarray, np.ndarray], *, within_m: float):
        """Return the way for each pair (positions in `here` (n, 2) and `there` (m, 2)) in metres.

        Infinite where no overgang leads across, or only further than `within_m`.
        """
        rows, columns = pairs
        way = _metres(here[rows], there[columns])
        over = np.flatnonzero(self.crossed(here[rows], there[columns]))
        if not len(over):
            return way
        cells, row = np.unique(rows[over], return_inverse=True)
        places, column = np.unique(columns[over], return_inverse=True)
        finish = _joined(self._to_nodes(there[places], within_m), self.between)
        way[over] = self._over(here[cells], finish, row.ravel(), column.ravel(), within_m)
        way[way > within_m] = np.inf
        return way

    def _over(self, here: np.ndarray, finish: np.ndarray, rows: np.ndarray, columns: np.ndarray, within_m: float):
        """Return the shortest way in metres over a node for each pair of `here` (n, 2) and `finish` (m × nodes).

        Looking along every leg from `here` to a node costs most, so each pair looks first at the node that would be best
        without water: seen, it is the best; not seen, the next one is tried. After TRIES the other legs are looked at
        together.
        """
        way = np.full(len(rows), np.inf)
        if not len(self.nodes):
            return way
        start = self._straight(here, within_m)
        looked = ~np.isfinite(start)
        left = np.arange(len(rows))
        tries = 0
        while len(left):
            way[left], node = _shortest(start, finish, rows[left], columns[left])
            unsure = np.isfinite(way[left]) & ~looked[rows[left], node]
            left, node = left[unsure], node[unsure]
            wanted = np.zeros_like(looked)
            wanted[rows[left], node if tries < TRIES else slice(None)] = True
            self._look(here, start, wanted & ~looked)
            looked |= wanted
            left = left[np.isinf(start[rows[left], node])]
            tries += 1
        return way

    def _look(self, here: np.ndarray, start: np.ndarray, wanted: np.ndarray) -> None:
        """Make `start` infinite where water crosses one of the `wanted` legs (bool) from `here` to the nodes."""
        row, node = np.nonzero(wanted)
        hidden = self.crossed(here[row], self.nodes[node])
        start[row[hidden], node[hidden]] = np.inf

    def _straight(self, points: np.ndarray, within_m: float) -> np.ndarray:
        """Return the straight metres from points to nodes (points × nodes), infinite beyond `within_m`."""
        straight = np.hypot(*(points[:, None, :] - self.nodes[None, :, :]).transpose(2, 0, 1))
        return np.where(straight <= within_m, straight, np.inf)

    def _to_nodes(self, points: np.ndarray, within_m: float) -> np.ndarray:
        """Return metres from points to the nodes that they see (points × nodes), else infinite."""
        table = self._straight(points, within_m)
        self._look(points, table, np.isfinite(table))
        return table


def waters(tables: Mapping[str, pd.DataFrame]) -> Waters | None:
    """Make the waters of a region from its tables `water` and `overgang` (absent or empty: None, nothing is crossed).

    Each overgang is moved to the nearest point of its own water; one whose water is not there is left out.
    """
    water, overgang = tables.get("water"), tables.get("overgang")
    if water is None or not len(water):
        return None
    crossings = np.zeros((0, 2)) if overgang is None else _on_the_line(overgang, water)
    return _network(tuple(shapely.to_wkb(water.geometry.to_numpy())), crossings.tobytes())


@lru_cache(maxsize=8)
def _network(lines: tuple[bytes, ...], crossings: bytes) -> Waters:
    """Make the waters of lines (WKB) and crossings (float64 x and y); kept, as one water serves many calculations."""
    coordinates, line = shapely.get_coordinates(shapely.from_wkb(list(lines)), return_index=True)
    first = np.flatnonzero(line[:-1] == line[1:])
    pieces = np.stack([coordinates[first], coordinates[first + 1]], axis=1)
    return Waters(pieces, np.concatenate([np.frombuffer(crossings).reshape(-1, 2), _bends(pieces)]))


def _on_the_line(overgang: pd.DataFrame, water: pd.DataFrame) -> np.ndarray:
    """Return where the overgangen lie on their own water (n, 2)."""
    line = pd.Series(water.geometry.to_numpy(), index=water["water"])
    known = overgang[overgang["water"].isin(line.index)]
    own, points = line.loc[known["water"]].to_numpy(), known.geometry.to_numpy()
    return shapely.get_coordinates(shapely.line_interpolate_point(own, shapely.line_locate_point(own, points)))


def _bends(ends: np.ndarray) -> np.ndarray:
    """Return the points where a path on one bank turns round a bend, from pieces (k, 2, 2).

    At a vertex that is where the land is wider than half a turn, BEND_M from it. Waters that meet in a point are one
    there; a loose end has no such point.
    """
    at, way = ends.reshape(-1, 2), (ends[:, ::-1] - ends).reshape(-1, 2)
    angle = np.arctan2(way[:, 1], way[:, 0])
    points, vertex = np.unique(at, axis=0, return_inverse=True)
    order = np.lexsort((angle, vertex.ravel()))
    vertex, angle = vertex.ravel()[order], angle[order]
    start = np.searchsorted(vertex, np.arange(len(points)))
    count = np.bincount(vertex, minlength=len(points))
    place = np.arange(len(vertex)) - start[vertex]
    following = start[vertex] + (place + 1) % count[vertex]
    gap = (angle[following] - angle) % (2 * HALF_TURN)
    turn = (gap > HALF_TURN + 1e-9) & (count[vertex] > 1)
    middle = angle[turn] + gap[turn] / 2
    return points[vertex[turn]] + BEND_M * np.stack([np.cos(middle), np.sin(middle)], axis=1)


def _shortest(
    start: np.ndarray, finish: np.ndarray, rows: np.ndarray, columns: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return for each pair the shortest start + finish over the nodes, and the node (n × nodes and m × nodes)."""
    length, node = np.empty(len(rows)), np.empty(len(rows), dtype=int)
    for first in range(0, len(rows), ROWS_AT_ONCE):
        part = slice(first, first + ROWS_AT_ONCE)
        ways = start[rows[part]] + finish[columns[part]]
        node[part] = ways.argmin(axis=1)
        length[part] = ways[np.arange(len(ways)), node[part]]
    return length, node


def _joined(to_nodes: np.ndarray, between: np.ndarray) -> np.ndarray:
    """Return the shortest way from points to every node when one may first go to another (points × nodes)."""
    best = to_nodes.copy()
    for node in range(len(between)):
        np.minimum(best, to_nodes[:, node, None] + between[node], out=best)
    return best


def _meet(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Tell for each two segments (columns of 4 × k: x, y, x, y), whose boxes overlap, whether they meet."""

    def apart(line: np.ndarray, points: np.ndarray) -> np.ndarray:
        x, y = line[2] - line[0], line[3] - line[1]
        first = x * (points[1] - line[1]) - y * (points[0] - line[0])
        return first * (x * (points[3] - line[1]) - y * (points[2] - line[0])) > 0

    met = np.flatnonzero(~apart(one, other))
    meet = np.zeros(one.shape[1], dtype=bool)
    meet[met[~apart(other[:, met], one[:, met])]] = True
    return meet


def _metres(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the straight distance between points (k, 2) in metres."""
    return np.hypot(*(ends - starts).T)
