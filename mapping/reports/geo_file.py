"""Tables with shapes as files: GeoJSON for the web (WGS84) and GeoPackage for a GIS (RD New)."""

import json
import math
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from mapping.model import WGS84
from mapping.reports.csv_file import whole_numbers

DEGREES_DECIMALS = 6
"""Decimals of degrees: about 0.1 m; more is noise (RFC 7946 section 11.2)."""

ABOUT_LAYER = "verantwoording"

RESERVED = ("fid", "geom")
"""Columns that a GeoPackage makes itself."""


def geojson(table: gpd.GeoDataFrame, about: Sequence[tuple[str, str]]) -> str:
    """Write a table as GeoJSON (RFC 7946): WGS84, right-hand rule, and `about` as a member of its own.

    A row without a shape, or with one that has no place in degrees, stays with geometry null; missing values are null,
    and a number that JSON cannot hold is text.
    """
    shapes = table.geometry.to_crs(WGS84)
    rounded = shapely.orient_polygons(shapely.set_precision(shapes.to_numpy(), 10**-DEGREES_DECIMALS, mode="pointwise"))
    placed = np.isfinite(shapely.bounds(rounded)).all(axis=1)
    plain = whole_numbers(pd.DataFrame(table.drop(columns="geometry"))).astype(object)
    plain = plain.where(plain.notna(), None)
    records = [{name: _in_json(value) for name, value in row.items()} for row in plain.to_dict("records")]
    features = [
        {"type": "Feature", "properties": record, "geometry": shape.__geo_interface__ if there else None}
        for record, shape, there in zip(records, rounded, placed, strict=True)
    ]
    whole = {"type": "FeatureCollection", "verantwoording": dict(about), "features": features}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, default=str)


def geopackage(layers: Mapping[str, pd.DataFrame], about: Sequence[tuple[str, str]]) -> bytes:
    """Write tables as the layers of one GeoPackage, with `about` as the table `verantwoording`; returns its bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "uit.gpkg"
        told = pd.DataFrame(about, columns=["onderwerp", "tekst"])
        for name, table in {**layers, ABOUT_LAYER: told}.items():
            pyogrio.write_dataframe(_storable(table), path, layer=name, driver="GPKG", append=False)
        return path.read_bytes()


def _in_json(value: object) -> object:
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _storable(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table in types, and with names of columns, that a GeoPackage has.

    It counts its rows and keeps its shapes in columns of its own, and does not tell capitals apart.
    """
    plain, names = table.copy(), []
    for column in map(str, plain.columns):
        free = column
        while free.lower() in RESERVED or free.lower() in [name.lower() for name in names]:
            free += "_"
        names.append(free)
    plain = plain.rename(columns=dict(zip(plain.columns, names, strict=True)))
    for column in plain.columns:
        if plain[column].dtype == "boolean" or pd.api.types.is_bool_dtype(plain[column].dtype):
            plain[column] = plain[column].map({True: "ja", False: "nee"}).astype("str")
    return plain
