"""Water and where one crosses it: our own coarse lines and points in `data/catalogus`, cut down to one region."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from mapping.errors import Finding, TableError
from mapping.model import RD_NEW
from mapping.schema import TABLES, checked
from mapping.sources.catalogue import CATALOGUE_FOLDER
from mapping.sources.files import read_raw
from mapping.words import _

AROUND_M = 20_000.0
"""How far round a region water is kept: more than the furthest reach (15 km for a home visit)."""


def read_water(gebied: gpd.GeoDataFrame, *, today: str, folder: Path = CATALOGUE_FOLDER) -> dict[str, pd.DataFrame]:
    """Read the tables `water` and `overgang` for a region (table `gebied`, RD New).

    A water that comes near the region is kept whole, with all its overgangen: cut off, it would open a way past its
    end. Raises TableError with all findings.
    """
    water = _drawn(folder / "water.csv", "water", _line, today)
    overgang = _drawn(folder / "overgang.csv", "overgang", _point, today)
    around = shapely.buffer(shapely.box(*gebied.total_bounds), AROUND_M)
    water = water[water.intersects(around)].reset_index(drop=True)
    overgang = overgang[overgang["water"].isin(water["water"])].reset_index(drop=True)
    return {"water": water, "overgang": overgang}


def _drawn(path: Path, name: str, draw, today: str) -> gpd.GeoDataFrame:
    """Read one CSV and draw the shape of each row from its coordinates."""
    raw, findings = read_raw(path)
    if findings:
        raise TableError(path.name, findings)
    shapes = []
    for number, row in enumerate(raw.to_dict("records")):
        try:
            shapes.append(draw(row))
        except (TypeError, ValueError, KeyError, shapely.GEOSException):
            cure = _("Schrijf de coördinaten in meters RD New, zoals de andere rijen")
            raise TableError(path.name, [Finding(_("Deze vorm kan niet worden gelezen"), path.name, number + 2,
                                                 "geometry", str(row.get(name)), cure)]) from None  # fmt: skip
    plain = raw.drop(columns=["x", "y", "punten"], errors="ignore")
    table, findings = checked(gpd.GeoDataFrame(plain, geometry=shapes, crs=RD_NEW), TABLES[name], file=path.name,
                              today=today)  # fmt: skip
    if findings:
        raise TableError(path.name, findings)
    return table


def _line(row: dict) -> shapely.LineString:
    """Return the line of `punten`: `x y; x y; …`."""
    return shapely.LineString([[float(part) for part in point.split()] for point in row["punten"].split(";")])


def _point(row: dict) -> shapely.Point:
    """Return the point of `x` and `y`."""
    return shapely.Point(float(row["x"]), float(row["y"]))
