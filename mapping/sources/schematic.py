"""Schematic outlines: each place is the middle of its own piece of the plane; no border here is a real one."""

import geopandas as gpd
import numpy as np
import shapely

from mapping.model import RD_NEW

REACH_M = 2600.0
"""How far the drawing goes around a point: enough to join the wijken of a region, too little to fill the sea."""

CLOSING_M = 2200.0
"""Holes and bays narrower than twice this are filled."""


def mask(points: gpd.GeoSeries) -> shapely.Geometry:
    """Return the area to draw in: around every point, with every hole filled (RD New, metres)."""
    around = shapely.union_all(shapely.buffer(points.to_numpy(), REACH_M + CLOSING_M))
    drawn = shapely.get_parts(shapely.simplify(shapely.buffer(around, -CLOSING_M), 50.0))
    return shapely.union_all(shapely.polygons(shapely.get_exterior_ring(drawn)))


def outlines(points: gpd.GeoSeries, area: shapely.Geometry) -> gpd.GeoSeries:
    """Give each point the part of the area that is nearer to it than to any other (Voronoi), in the order given.

    Points are in RD New and differ from one another; returns polygons with the index of the points. Raises ValueError
    where two points coincide.
    """
    places = shapely.multipoints(points.to_numpy())
    if len(set(zip(points.x, points.y, strict=True))) < len(points):
        raise ValueError("points: two places have the same coordinates")
    cells = shapely.get_parts(shapely.voronoi_polygons(places, extend_to=shapely.buffer(area, 10_000), ordered=True))
    clipped = shapely.set_precision(shapely.intersection(cells, area), 1.0)
    return gpd.GeoSeries(np.asarray(clipped, dtype=object), index=points.index, crs=RD_NEW)
