"""A small app around the map of a made region: DEMO_COUNT gebieden, of which the first have the DEMO_NAMES."""

import json
import math
import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
import streamlit as st
from shapely.geometry import box

from mapping.views import assets, palette
from mapping.views.classes import Classes
from mapping.views.legend import legend
from mapping.views.webmap import MapClick, region_map

STATIC = Path(__file__).parent / "static"
COUNT = int(os.environ.get("DEMO_COUNT", "30"))
NAMES = json.loads(os.environ.get("DEMO_NAMES", "[]"))
SIDE_M = 1000
CORNER = (85_000, 430_000)  # in RD New, near Rotterdam

TAIL = "".join(NAMES[:1])
FACTORS = {"behoefte": 7, "gat": 11, "derde": 13, "vierde": 17, "vijfde": 19, "zesde": 23}


def wavy(places: np.ndarray) -> np.ndarray:
    """Move every place by where it is: borders become as long-winded as real ones, and stay shared."""
    x, y = places.T
    return np.column_stack([x + 90 * np.sin(y / 90) + 15 * np.sin(x / 31), y + 90 * np.sin(x / 70 + y / 400)])


def made_region(count: int) -> gpd.GeoDataFrame:
    """Return a coverage of wavy squares in RD New."""
    width = math.ceil(math.sqrt(count))
    places = [divmod(number, width) for number in range(count)]
    outlines = [
        box(CORNER[0] + x * SIDE_M, CORNER[1] + y * SIDE_M, CORNER[0] + (x + 1) * SIDE_M, CORNER[1] + (y + 1) * SIDE_M)
        for y, x in places
    ]
    outlines = shapely.transform(shapely.segmentize(outlines, 25), wavy)
    names = [*NAMES, *(f"Wijk {n:02d} in de gemeente Voorbeeld" for n in range(len(NAMES), count))]
    codes = [f"WK{n:06d}" for n in range(count)]
    return gpd.GeoDataFrame(
        {"gebiedcode": codes, "gebiednaam": names, "inwoners": 1}, geometry=outlines, crs=assets.RD_NEW
    )


@st.cache_resource
def region() -> tuple[str, tuple, list[str]]:
    """Write the static files once and return address, bounds and codes."""
    assets.prepare(STATIC)
    geometry = made_region(COUNT)
    return assets.outlines_url(geometry, STATIC), assets.bounds_wgs84(geometry), list(geometry["gebiedcode"])


def demo_points(bounds: tuple) -> list[dict]:
    """Return two initiatieven and two vindplaatsen inside the bounds."""
    west, south, east, north = bounds
    at = [(0.26, 0.5), (0.6, 0.52), (0.45, 0.3), (0.72, 0.72)]
    labels = ["Centrum voor levensvragen", *NAMES[:1], "Huisartsenpraktijk", *NAMES[1:2], "Inloophuis", "Kerk"]
    return [
        {
            "id": f"P{n}",
            "x": west + x * (east - west),
            "y": south + y * (north - south),
            "label": labels[n],
            "kind": "initiatief" if n < 2 else "vindplaats",
        }
        for n, (x, y) in enumerate(at)
    ]


def keep(click: MapClick) -> None:
    """Remember the chosen gebied or point."""
    if click.gebiedcode:
        st.session_state["gebied"] = click.gebiedcode
    if click.point:
        st.session_state["punt"] = f"{click.kind} {click.point}"


url, bounds, codes = region()
indicator = st.sidebar.radio("Indicator", FACTORS)
with_basemap = st.sidebar.toggle("Achtergrondkaart")
values = [n * FACTORS[indicator] % 50 for n in range(COUNT)]
classes = Classes((0, 9, 19, 29, 39, 49))
hue = palette.NEED if indicator == "behoefte" else palette.GAP
looks = {code: hue[number] for code, number in zip(codes, classes.classify(values), strict=True)}
looks |= dict(zip(codes[-8:], [absence.value for absence in palette.Absence] * 2, strict=True))
texts = {code: f"{indicator}: {value} mensen {TAIL}" for code, value in zip(codes, values, strict=True)}

st.title("Kaart")
st.markdown(f"Gekozen: {st.session_state.get('gebied', 'niets')}")
st.markdown(f"Punt: {st.session_state.get('punt', 'niets')}")
fresh = region_map(
    outlines_url=url,
    looks=looks,
    texts=texts,
    selected=st.session_state.get("gebied"),
    points=demo_points(bounds),
    bounds=bounds,
    height=520,
    key="kaart",
    alt=f"Kaart van de voorbeeldregio: {indicator} per wijk",
    attribution="Bron: CBS, Kadaster",
    basemap=with_basemap,
    on_click=keep,
)
st.markdown(f"Nieuw: {fresh.gebiedcode or fresh.point or 'niets'}")
borders = zip(classes.breaks, classes.breaks[1:], strict=False)
entries = [(hue[n], f"{low:.0f} tot {high:.0f}") for n, (low, high) in enumerate(borders)]
entries += [
    ("nul", "0, nagevraagd"),
    ("verborgen", "Verborgen: te weinig mensen"),
    ("te_klein", "Te weinig inwoners"),
    ("onbekend", "Niet bekend"),
    ("initiatief", "Initiatief"),
    ("vindplaats", f"Vindplaats {TAIL}"),
]
legend(entries, title="Mensen die steun willen")
