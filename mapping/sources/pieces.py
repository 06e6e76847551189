"""Pieces: where wijken and postcodes overlap, with what is needed to spread people over them."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

SMALLEST_OVERLAP = 0.005
"""Pieces under this part of both the postcode and the wijk are differences between two drawings, not places."""

M2_PER_KM2 = 1e6


def cut_pieces(
    wijken: pd.DataFrame, postcodes: gpd.GeoDataFrame, shares: pd.DataFrame | None, *, inside: np.ndarray
) -> pd.DataFrame:
    """Cut wijken and postcodes into pieces, with area, seed and a point inside each piece.

    Areas come from the table of shares where it is given, else from the outlines. Slivers are dropped, but not the last
    piece of a wijk. `inside` (bool per wijk) says which are asked for; pieces of other wijken are kept for the
    postcodes on the border: they say how much of those lies inside.
    """
    frame = overlaps(wijken.set_index("wijkcode").geometry, postcodes.set_index("pc4").geometry, inside=inside)
    if shares is not None:
        part = shares.set_index(["wijkcode", "pc4"])["aandeel_pc4_oppervlakte"]
        whole = postcodes.set_index("pc4").geometry.area / M2_PER_KM2
        keys = pd.MultiIndex.from_frame(frame[["gebiedcode", "pc4"]])
        listed = part.reindex(keys).to_numpy(dtype=float)
        frame["area_km2"] = np.where(np.isnan(listed), np.nan, listed * whole.reindex(frame["pc4"]).to_numpy())
        frame = frame[frame["area_km2"].notna()].reset_index(drop=True)
    density = wijken.set_index("wijkcode")
    density = density["aantal_inwoners"].astype("float64") / (density.geometry.area / M2_PER_KM2)
    frame["seed"] = frame["area_km2"] * frame["gebiedcode"].map(density).fillna(0.0)
    frame["inside"] = frame["gebiedcode"].isin(wijken.loc[inside, "wijkcode"])
    return frame


def overlaps(gebieden: gpd.GeoSeries, postcodes: gpd.GeoSeries, *, inside: np.ndarray) -> pd.DataFrame:
    """Overlay gebieden (indexed by code) and postcodes (by pc4), for the postcodes that touch a gebied `inside`.

    Returns gebiedcode, pc4, area_km2 and point (in the piece, RD New), ordered by code, without slivers
    (SMALLEST_OVERLAP).
    """
    touching = set(postcodes.sindex.query(gebieden[inside].to_numpy(), predicate="intersects")[1])
    near = postcodes.iloc[sorted(touching)]
    left, right = near.sindex.query(gebieden.to_numpy(), predicate="intersects")
    shapes = shapely.intersection(gebieden.to_numpy()[left], near.to_numpy()[right])
    area = shapely.area(shapes)
    of_gebied = area / gebieden.area.to_numpy()[left]
    of_pc4 = area / near.area.to_numpy()[right]
    frame = pd.DataFrame(
        {
            "gebiedcode": gebieden.index.to_numpy()[left],
            "pc4": near.index.to_numpy()[right],
            "area_km2": area / M2_PER_KM2,
        }
    )
    largest = frame.groupby("gebiedcode")["area_km2"].transform("max")
    kept = (area > 0) & (
        (of_gebied >= SMALLEST_OVERLAP) | (of_pc4 >= SMALLEST_OVERLAP) | (frame["area_km2"] == largest)
    )
    frame["point"] = _point_in(shapes)
    return frame[kept.to_numpy()].sort_values(["gebiedcode", "pc4"]).reset_index(drop=True)


def _point_in(shapes: np.ndarray) -> np.ndarray:
    """Return the centre of each shape, or a point on it where the centre lies outside."""
    centre = shapely.centroid(shapes)
    return np.where(shapely.covers(shapes, centre), centre, shapely.point_on_surface(shapes))
