"""Edge: gebieden whose reach lies for a good part outside the data, so that there may be offer that we do not know.

Around each cel lies a circle as wide as people travel to a place. What of it lies in a gebied, in a cel of the rand or
in water is known; the rest is land without data: over the border of the country, or beyond the file. Measured on a grid.
The outlines of the rand are not kept: a cel of it counts as a disc around its point, somewhat larger than its area as
no disc covers another shape.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from mapping.analysis.reach import M_PER_KM, TOWN_CLASSES
from mapping.analysis.settings import ReachSettings

EDGE_SHARE = 0.25
"""Above this share of the reach outside the data a gebied is marked `rand` (issue, method.md section 2)."""

GRID_M = 500.0
"""Distance between the points of the grid: 66 points in the smallest circle (3 km travelled), 475 in the largest."""

DISC = 1.5
"""How much wider than a circle of its area the disc of a cel of the rand is drawn, so that its neighbours join."""


def share_outside(tables: Mapping[str, pd.DataFrame], cellen: pd.DataFrame, *, settings: ReachSettings) -> np.ndarray:
    """Return the share (0 to 1) of the reach of each cel that lies outside the data, in the order of `cellen`.

    `tables` are those of a region; `cellen` as of population.cell_frame. The reach is that of offer op locatie.
    """
    middles = shapely.get_coordinates(cellen.geometry.to_numpy())
    town = cellen["stedelijkheid"].isin(TOWN_CLASSES).to_numpy()
    radius = np.where(town, settings.town_km, settings.country_km) * M_PER_KM / settings.factor
    grid = _grid(middles, radius.max(initial=0.0))
    unknown = grid[~_known(grid, tables)]
    if not len(unknown):
        return np.zeros(len(cellen))
    outside, all_points = (cKDTree(points).query_ball_point(middles, radius, return_length=True)
                           for points in (unknown, grid))  # fmt: skip
    return outside / np.maximum(all_points, 1)


def at_the_edge(
    tables: Mapping[str, pd.DataFrame], cellen: pd.DataFrame, unit: pd.Series, *, settings: ReachSettings
) -> pd.Series:
    """Tell which units have more than EDGE_SHARE of their reach outside the data (bool, indexed by unit).

    `unit` names the unit of each cel; cellen count by their inhabitants, all alike where nobody lives in a unit.
    """
    share = share_outside(tables, cellen, settings=settings)
    people = cellen["inwoners"].to_numpy(dtype=float)
    sums = pd.DataFrame({"people": people, "outside": people * share, "share": share}).groupby(unit.to_numpy())
    found = sums[["people", "outside"]].sum()
    mean = (found["outside"] / found["people"]).where(found["people"] > 0, sums["share"].mean())
    return mean > EDGE_SHARE


def _grid(middles: np.ndarray, around_m: float) -> np.ndarray:
    """Return the points of a grid (n, 2) over all circles; it does not depend on which cel comes first."""
    low = np.floor((middles.min(axis=0) - around_m) / GRID_M) * GRID_M
    high = middles.max(axis=0) + around_m
    x, y = (np.arange(start, stop + GRID_M, GRID_M) for start, stop in zip(low, high, strict=True))
    return np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1).reshape(-1, 2)


def _known(grid: np.ndarray, tables: Mapping[str, pd.DataFrame]) -> np.ndarray:
    """Tell which points lie in a gebied, in water or in a cel of the rand."""
    points, known = shapely.points(grid), np.zeros(len(grid), dtype=bool)
    areas = [shapely.simplify(tables["gebied"].geometry.to_numpy(), GRID_M / 10)]
    water = tables.get("water")
    if water is not None and len(water):
        areas.append(shapely.buffer(water.geometry.to_numpy(), water["breedte_m"].to_numpy(dtype=float) / 2))
    known[shapely.STRtree(np.concatenate(areas)).query(points, predicate="intersects")[0]] = True
    rand = tables.get("rand")
    if rand is not None and len(rand):
        radius_m = DISC * np.sqrt(rand["area_km2"].to_numpy(dtype=float) / np.pi) * M_PER_KM
        discs = cKDTree(grid).query_ball_point(shapely.get_coordinates(rand.geometry.to_numpy()), radius_m)
        known[np.concatenate([np.asarray(found, dtype=int) for found in discs])] = True
    return known
