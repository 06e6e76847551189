"""The embedded example: real names, codes and counts of three regions, schematic outlines, an invented offer."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from mapping.errors import Finding, TableError
from mapping.model import RD_NEW, VIJFJAARSGROEPEN, Soort
from mapping.sources.catalogue import DATA_FOLDER
from mapping.sources.cbs import BASIS_KENMERKEN, CbsRegion
from mapping.sources.files import read_raw
from mapping.sources.pieces import M2_PER_KM2, overlaps
from mapping.sources.schematic import mask, outlines

EXAMPLE_FOLDER = DATA_FOLDER / "voorbeeld"
EXAMPLE_FILE = DATA_FOLDER / "voorbeeld.gpkg"


def read_example(folder: Path = EXAMPLE_FOLDER) -> CbsRegion:
    """Read the facts and draw the outlines; raises TableError where a file cannot be read."""
    raw = {name: _read(folder / f"{name}.csv") for name in ("gebied", "postcode", "postcode_leeftijd")}
    gebied, postcode = (_points(raw[name]) for name in ("gebied", "postcode"))
    area = mask(pd.concat([gebied.geometry, postcode.geometry]))
    gebied = gebied.set_geometry(outlines(gebied.geometry, area))
    postcode = postcode.set_geometry(outlines(postcode.geometry, area))
    basis = gebied.melt(["gebiedcode", "bron", "peildatum"], list(BASIS_KENMERKEN), "kenmerk", "waarde")
    basis = pd.DataFrame(basis).assign(soort=Soort.GEMETEN.value)
    pieces = _pieces(gebied, postcode)
    ages = raw["postcode_leeftijd"].melt(
        ["pc4", "bron", "peildatum"], [band.label for band in VIJFJAARSGROEPEN], "leeftijdsband", "inwoners"
    )
    return CbsRegion(gebied.drop(columns=["oppervlakte_km2", *BASIS_KENMERKEN]), basis, postcode, ages, pieces)


def _read(path: Path) -> pd.DataFrame:
    """Read one CSV as text."""
    table, findings = read_raw(path)
    if findings:
        raise TableError(path.name, findings)
    return table


def _points(table: pd.DataFrame) -> gpd.GeoDataFrame:
    """Turn x and y (RD New, metres) into points; raises TableError where one is no number."""
    numbers = table[["x", "y"]].apply(pd.to_numeric, errors="coerce")
    if numbers.isna().any(axis=None):
        raise TableError("voorbeeld", [Finding("x, y: geen getal", "voorbeeld")])
    points = gpd.points_from_xy(numbers["x"], numbers["y"], crs=RD_NEW)
    return gpd.GeoDataFrame(table.drop(columns=["x", "y"]), geometry=points)


def _pieces(gebied: gpd.GeoDataFrame, postcode: gpd.GeoDataFrame) -> pd.DataFrame:
    """Overlay the schematic outlines; every piece is inside the region."""
    gebieden = gebied.set_index("gebiedcode")
    frame = overlaps(gebieden.geometry, postcode.set_index("pc4").geometry, inside=gebieden.geometry.notna().to_numpy())
    density = gebieden["inwoners"].astype("float64") / (gebieden.geometry.area / M2_PER_KM2)
    return frame.assign(seed=frame["area_km2"] * frame["gebiedcode"].map(density).fillna(0.0), inside=True)
