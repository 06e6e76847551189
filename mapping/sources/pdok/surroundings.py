"""Where a point lies in a region: its gebied by the outlines, and the point that stands for a whole postcode."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import Point

from mapping.model import Gebiedsniveau


@dataclass(frozen=True)
class PostcodePoint:
    """The point of a postcode in RD New, in metres, and the gebieden (codes) that its people live in."""

    x: float
    y: float
    gebieden: tuple[str, ...]
    bron: str
    peildatum: str


class Surroundings:
    """The gebieden, postcodes and cellen of a region, all in RD New; nothing of them is changed."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._gebied: gpd.GeoDataFrame = tables["gebied"]
        self._postcode: gpd.GeoDataFrame = tables["postcode"]
        self._cel: gpd.GeoDataFrame = tables["cel"]

    @property
    def gemeenten(self) -> tuple[str, ...]:
        """Return the codes of the gemeenten of the region."""
        return tuple(sorted(set(self._gebied["gemeentecode"])))

    @property
    def by_wijk(self) -> bool:
        """Tell whether the gebieden are wijken."""
        return bool((self._gebied["gebiedsniveau"] == Gebiedsniveau.WIJK).all())

    def name(self, gebiedcode: str) -> str:
        """Return the name of a gebied; empty for one outside the region."""
        names = self._gebied.loc[self._gebied["gebiedcode"] == gebiedcode, "gebiednaam"]
        return str(names.iloc[0]) if len(names) else ""

    def gebied_at(self, x: float, y: float) -> str:
        """Return the code of the gebied that a point lies in, on a border the first by code; empty outside all."""
        places = self._gebied.sindex.query(Point(x, y), predicate="intersects")
        return min(self._gebied["gebiedcode"].iloc[places], default="")

    def pc4_at(self, x: float, y: float) -> str:
        """Return the postcode area that a point lies in; empty where there is none."""
        places = self._postcode.sindex.query(Point(x, y), predicate="intersects")
        return min(self._postcode["pc4"].iloc[places], default="")

    def postcode_point(self, pc4: str) -> PostcodePoint | None:
        """Return the point for a postcode: the mean of its cellen by inwoners, else a point inside its area.

        None for a postcode that is not in the region.
        """
        cells = self._cel[(self._cel["pc4"] == pc4).to_numpy(dtype=bool)]
        areas = self._postcode[(self._postcode["pc4"] == pc4).to_numpy(dtype=bool)]
        area = areas.geometry.iloc[0] if len(areas) and not areas.geometry.is_empty.iloc[0] else None
        point = _mean(cells)
        if area is not None and (point is None or not area.covers(point)):
            point = area.representative_point()
        if point is None:
            return None
        noted = areas if len(areas) else cells
        people = cells[(cells["inwoners"] > 0).to_numpy(dtype=bool)]
        codes = tuple(sorted(set(people["gebiedcode"])))
        return PostcodePoint(point.x, point.y, codes, str(noted["bron"].iloc[0]), str(noted["peildatum"].iloc[0]))


def _mean(cells: gpd.GeoDataFrame) -> Point | None:
    """Return the mean place of cellen, weighted by inwoners where there are any."""
    if cells.empty:
        return None
    weights = cells["inwoners"].to_numpy(dtype=float)
    weights = weights if weights.sum() > 0 else np.ones(len(cells))
    return Point(np.average(cells.geometry.x, weights=weights), np.average(cells.geometry.y, weights=weights))
