"""Bring the shapes of a file to RD New, and say which do not lie in the Netherlands."""

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from mapping.errors import Finding
from mapping.model import RD_NEW, WGS84
from mapping.sources.upload.refusal import MOST_FINDINGS, UploadRefused, refused
from mapping.words import _

RD_BOUNDS_M = (-7_000.0, 289_000.0, 300_000.0, 629_000.0)
"""The rectangle in which RD New holds (west, south, east, north; NSGI); all of the Netherlands lies in it."""

WGS84_BOUNDS = (3.2, 50.7, 7.3, 53.7)
"""Degrees: the Netherlands with a margin (west, south, east, north)."""

KNOWN_CRS = {"EPSG:28992", "EPSG:7415", "EPSG:4326", "EPSG:4258", "EPSG:3857", "OGC:CRS84", "EPSG:25831", "EPSG:25832"}
"""Systems in which Dutch data is exchanged; another is refused, as a typing mistake in its number moves every point."""


def crs_of(text: str, file: str) -> str:
    """Return the code of a coordinate system, from `EPSG:28992`, an OGC URN or URL. Raises UploadRefused if unknown."""
    code = text.strip()
    if code.lower().startswith(("urn:ogc:def:crs:", "http://www.opengis.net/", "https://www.opengis.net/")):
        parts = [part for part in code.replace("/", ":").split(":") if part]
        authority = next((part for part in reversed(parts) if part.upper() in ("EPSG", "OGC")), "")
        code = f"{authority.upper()}:{parts[-1]}"
    if code.upper() not in KNOWN_CRS:
        cure = _("Bewaar het in RD New (EPSG:28992) of in WGS84")
        raise refused(file, _("Dit coördinatenstelsel kennen wij niet"), cure, value=text[:80])
    return code.upper()


def looks_like_rd(shapes: np.ndarray) -> bool:
    """Tell whether every coordinate fits RD New and none can be a degree."""
    bounds = shapely.total_bounds(shapes)
    west, south, east, north = RD_BOUNDS_M
    fits = west <= bounds[0] and south <= bounds[1] and bounds[2] <= east and bounds[3] <= north
    return bool(fits and bounds[1] > 90)


def in_rd_new(table: gpd.GeoDataFrame, file: str, first_row: int) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Convert a table to RD New and name the shapes outside the Netherlands. Raises UploadRefused where all are outside.

    A shape outside keeps its place in the table: the user decides about the row.
    """
    shapes = table.geometry.values
    if not np.isfinite(shapely.get_coordinates(shapes)).all():
        raise refused(file, _("Er staan coördinaten in die geen getal zijn"), _("Geef elk punt twee gewone getallen"))
    try:
        moved = table.to_crs(RD_NEW) if CRS(table.crs) != CRS(RD_NEW) else table
    except CRSError as error:
        raise refused(
            file, _("Dit coördinatenstelsel kennen wij niet"), _("Bewaar het in RD New (EPSG:28992)")
        ) from error
    west, south, east, north = RD_BOUNDS_M
    bounds = moved.geometry.bounds.to_numpy()
    filled = ~np.isnan(bounds).any(axis=1)
    inside = (bounds[:, 0] >= west) & (bounds[:, 1] >= south) & (bounds[:, 2] <= east) & (bounds[:, 3] <= north)
    outside = np.flatnonzero(filled & ~inside)
    findings = [_outside(table.geometry.iloc[place], file, first_row + int(place)) for place in outside[:MOST_FINDINGS]]
    if len(outside) and len(outside) == filled.sum():
        raise UploadRefused(file, findings)
    return moved, findings


def _outside(shape: shapely.Geometry, file: str, row: int) -> Finding:
    """Word a shape outside the Netherlands; where longitude and latitude changed places, say so."""
    x, y = shapely.get_coordinates(shape)[0]
    west, south, east, north = WGS84_BOUNDS
    turned = south <= x <= north and west <= y <= east
    cure = (
        _("Wissel de twee getallen om: eerst de lengte (bijvoorbeeld 4.48), dan de breedte (51.92)")
        if turned
        else _("Controleer de coördinaten: in WGS84 eerst de lengte, dan de breedte")
    )
    return Finding(_("Dit ligt niet in Nederland"), file, row, "geometry", f"{x:.6g}, {y:.6g}", cure)


def columns_of(crs_code: str) -> str:
    """Return what GeoPandas calls the system; CRS84 is WGS84 with the longitude first, as GeoPandas always has it."""
    return WGS84 if crs_code in ("OGC:CRS84", "EPSG:4326") else crs_code
