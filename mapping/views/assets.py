"""What the browser fetches from our own `static/` folder: the map library, and the outlines of a region.

Static files are public, without login: outlines have a code and a name, never a figure about people.
"""

import hashlib
import json
import os
import tempfile
from pathlib import Path

import folium
import geopandas as gpd
import numpy as np
import shapely
import streamlit as st
from xstatic.pkg import jquery, leaflet

from mapping.errors import MappingError
from mapping.words import _

LIBRARIES = {"leaflet": leaflet, "jquery": jquery}
"""XStatic packages that hold what folium's page asks for."""
SCRIPTS = (("leaflet", "leaflet/leaflet.js"), ("jquery", "jquery/jquery.min.js"))
STYLES = (("leaflet_css", "leaflet/leaflet.css"),)

DECIMALS = 5
"""Of a degree: about a metre."""
TOLERANCE_M = 20
"""Less than a pixel of a map of one region; a map of the nation does with 50."""

RD_NEW = "EPSG:28992"
WGS84 = "EPSG:4326"


class AssetError(MappingError):
    """A file for the browser cannot be put in the static folder."""


def prepare(static_folder: Path) -> None:
    """Put the map library in `static_folder`/vendor and let folium take it from there instead of from the internet.

    A file that is there already stays, so that a second call is fast and a filled folder may be read-only. Raises
    AssetError where a file is lacking and cannot be written.
    """
    for library, package in LIBRARIES.items():
        source = Path(package.BASE_DIR)
        for path in source.rglob("*"):
            if path.is_file() and path.suffix != ".map":
                _copy(path, static_folder / "vendor" / library / path.relative_to(source))
    folium.Map.default_js = [(name, static_url(f"vendor/{path}")) for name, path in SCRIPTS]
    folium.Map.default_css = [(name, static_url(f"vendor/{path}")) for name, path in STYLES]


def outlines_url(geometry: gpd.GeoDataFrame, static_folder: Path, *, tolerance_m: float = TOLERANCE_M) -> str:
    """Write the outlines as a static GeoJSON file, named by its content, and return the address a browser fetches.

    `geometry` is a coverage in RD New with gebiedcode and gebiednaam; other columns stay behind, rows without geometry
    are left out. Borders stay shared after simplifying. Costs about a millisecond per gebied: cache it.
    """
    if geometry.crs is None or not geometry.crs.equals(RD_NEW):
        raise ValueError(f"geometry must be in RD New ({RD_NEW}), not {geometry.crs}")
    content = _geojson(geometry, tolerance_m)
    name = f"outlines-{hashlib.sha256(content).hexdigest()[:16]}.json"
    if not (static_folder / name).exists():
        _write(static_folder / name, content)
    return static_url(name)


def bounds_wgs84(geometry: gpd.GeoDataFrame) -> tuple[float, float, float, float]:
    """Return west, south, east and north of the geometry in degrees, for a map to fit to."""
    west, south, east, north = geometry.to_crs(WGS84).total_bounds
    return float(west), float(south), float(east), float(north)


def static_url(path: str) -> str:
    """Return the address of a static file, also where the app lives under a path of its own (server.baseUrlPath)."""
    base = (st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{'/' + base if base else ''}/app/static/{path}"


def _geojson(geometry: gpd.GeoDataFrame, tolerance_m: float) -> bytes:
    """Return the outlines as GeoJSON in WGS84, 5 decimals, with gebiedcode and gebiednaam only."""
    there = geometry[~(geometry.geometry.isna() | geometry.geometry.is_empty)]
    simple = shapely.coverage_simplify(there.geometry.to_numpy(), tolerance_m)
    degrees = gpd.GeoSeries(simple, crs=geometry.crs).to_crs(WGS84)
    rounded = shapely.transform(degrees.to_numpy(), lambda places: np.round(places, DECIMALS))
    features = [
        {
            "type": "Feature",
            "properties": {"gebiedcode": str(code), "gebiednaam": str(name)},
            "geometry": shapely.geometry.mapping(outline),
        }
        for code, name, outline in zip(there["gebiedcode"], there["gebiednaam"], rounded, strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def _copy(source: Path, target: Path) -> None:
    """Copy a file unless one of the same content is there."""
    content = source.read_bytes()
    if not (target.is_file() and target.read_bytes() == content):
        _write(target, content)


def _write(target: Path, content: bytes) -> None:
    """Write a file whole or not at all, also with another process doing the same; raise AssetError if it cannot be."""
    written = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".new-", delete=False) as file:
            written = Path(file.name)
            file.write(content)
        written.chmod(0o644)  # a temporary file is for its maker alone; the server may be another user
        os.replace(written, target)
    except OSError as error:
        if written is not None:
            written.unlink(missing_ok=True)
        if target.is_file() and target.read_bytes() == content:
            return  # on Windows a file that another process has just put there and opened cannot be replaced
        sentence = _(
            "De map ‘{folder}’ is niet te beschrijven; de kaart heeft haar nodig. Geef de app daar schrijfrecht."
        )
        raise AssetError(sentence.format(folder=target.parent)) from error
