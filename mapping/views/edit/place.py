"""The point of an initiatief or vindplaats: click on the map, or type coordinates; the gebied follows from the map.

A vindplaats that is known by wijk only, or where people must be safe, gets no point: only its gebied is chosen.
"""

import math
from collections.abc import Callable, Mapping

import folium
import geopandas as gpd
import pandas as pd
import shapely
import streamlit as st
from streamlit_folium import st_folium

from mapping.model import RD_NEW, WGS84
from mapping.views import cached
from mapping.views.cached import Region, Tables
from mapping.views.edit import address
from mapping.views.edit.change import Edit, changed_tables, must_hide, placed
from mapping.views.edit.options import options_of
from mapping.views.edit.state import Draft, put
from mapping.views.geocode import Search
from mapping.views.mapping_page import ATTRIBUTION
from mapping.views.offer_check_cache import ReadChanges
from mapping.views.sources import plain
from mapping.views.webmap import MAX_ZOOM, MapFrame, StaticOutlines, StaticPoints
from mapping.words import _, number

GebiedOf = Callable[[gpd.GeoDataFrame, gpd.GeoDataFrame], pd.Series]
"""Tells in which gebied each point lies (sources.offer.gebied_of); the page hands it over, as views read no sources."""

AROUND_DEGREES = 0.02
"""Of the part of the world in view around a point: about 2 km, so that a few streets to each side are there."""

MAP_PX = 380
RD_METRES = {"x": (10_000, 280_000), "y": (305_000, 620_000)}
"""Between which metres the Netherlands lie in RD New (EPSG:28992)."""

DEGREES = {"x": (3.0, 7.5), "y": (50.5, 54.0)}
"""The same in degrees, longitude and latitude (WGS84)."""


def draw(
    where: Region, draft: Draft, table: str, place: int, gebied_of: GebiedOf, read_changes: ReadChanges, search: Search
) -> None:
    """Draw where a row lies, and the ways to say it: an address, the map, or coordinates in a form."""
    row = draft.now[table].iloc[place]
    st.subheader(_("Plaats op de kaart"))
    if table == "vindplaats" and must_hide(row.to_dict()):
        st.info(
            _("Van deze plaats tonen wij alleen het gebied, nooit een punt. Kies het gebied waarin zij ligt."),
            icon=":material/shield:",
        )
        address.draw(where, draft, table, place, search, read_changes)
        _choose_gebied(draft, table, place, read_changes)
        return
    point = row.geometry if row.geometry is not None and not row.geometry.is_empty else None
    st.write(plain(_said(draft.now, point, row["gebiedcode"])))
    address.draw(where, draft, table, place, search, read_changes)
    clicked = _map(where, point, str(row["naam"]), f"plaats-{table}-{row[table]}-{draft.turn}")
    if clicked is not None:
        _put(draft, table, place, clicked, gebied_of)
    with st.expander(_("Liever zonder kaart: typ coördinaten"), icon=":material/keyboard:"):
        _typed(draft, table, place, point, gebied_of)
    if point is None:
        _choose_gebied(draft, table, place, read_changes)
    elif st.button(_("Haal het punt weg"), key="punt-weg", icon=":material/location_off:"):
        put(draft, placed(draft.now, table, place, None, row["gebiedcode"]))
        st.rerun()


def _said(now: Tables, point: shapely.Point | None, code: object) -> str:
    """Say where the row lies now."""
    if point is None:
        return _("Er is nog geen punt. Klik op de kaart om er een te zetten.")
    names = now["gebied"].set_index("gebiedcode")["gebiednaam"]
    gebied = names.get(code) if isinstance(code, str) else None
    told = _("Het punt ligt op {x}, {y} (RD New, meter)").format(x=number(point.x), y=number(point.y))
    inside = _(", in {gebied}.").format(gebied=gebied) if gebied else _(", buiten de gebieden van dit bestand.")
    return told + inside + " " + _("Klik op de kaart om het te verplaatsen.")


def _map(where: Region, point: shapely.Point | None, name: str, key: str) -> shapely.Point | None:
    """Draw the map with the point on it and return the place of a click since the last run, in RD New."""
    group = folium.FeatureGroup(name="region", control=False)
    bounds, points = cached.bounds(where, None), []
    if point is not None:
        x, y = to_degrees(point)
        bounds = (x - 2 * AROUND_DEGREES, y - AROUND_DEGREES, x + 2 * AROUND_DEGREES, y + AROUND_DEGREES)
        points = [{"id": "hier", "x": x, "y": y, "label": name, "kind": "initiatief"}]
    MapFrame(bounds=bounds, alt=_("Kaart van de plaats"), attribution=_(ATTRIBUTION), basemap=False).add_to(group)
    StaticOutlines(cached.outlines(where, "gebied"), {}, {}).add_to(group)
    StaticPoints(points).add_to(group)
    empty = folium.Map(tiles=None, zoom_control=False, attribution_control=False, zoom_snap=0.25)
    empty.options["maxZoom"] = MAX_ZOOM
    answer = st_folium(
        empty, key=key, height=MAP_PX, use_container_width=True, returned_objects=["last_clicked"],
        feature_group_to_add=group,
    )  # fmt: skip
    clicked: Mapping | None = (answer or {}).get("last_clicked")
    return to_metres(float(clicked["lng"]), float(clicked["lat"])) if clicked else None


def _put(draft: Draft, table: str, place: int, point: shapely.Point, gebied_of: GebiedOf) -> None:
    """Lay the row at a point and in the gebied that it lies in; the page begins again."""
    spot = gpd.GeoDataFrame({"gebiedcode": pd.Series([None], dtype="str")}, geometry=[point], crs=RD_NEW)
    found = gebied_of(spot, draft.now["gebied"]).iloc[0]
    put(draft, placed(draft.now, table, place, point, found if isinstance(found, str) else None))
    st.rerun()


def _typed(draft: Draft, table: str, place: int, point: shapely.Point | None, gebied_of: GebiedOf) -> None:
    """Draw a form for coordinates, in metres or in degrees; what lies outside the country is refused in a sentence."""
    with st.form(f"coordinaten-{table}-{place}-{draft.turn}", border=False):
        st.caption(
            _("RD New in meters (x 92210, y 437280), of graden (x = lengte 4,47 en y = breedte 51,92). Beide kan.")
        )
        left, right = st.columns(2)
        x = left.number_input(_("x of lengte"), value=point.x if point is not None else None, format="%g", step=1.0)
        y = right.number_input(_("y of breedte"), value=point.y if point is not None else None, format="%g", step=1.0)
        pressed = st.form_submit_button(_("Zet het punt hier"), icon=":material/location_on:")
    if not pressed:
        return
    spot = point_of(x, y)
    if spot is None:
        st.error(_("Dit is geen plaats in Nederland. Vul x en y allebei in, in meters of in graden."))
        return
    _put(draft, table, place, spot, gebied_of)


def _choose_gebied(draft: Draft, table: str, place: int, read_changes: ReadChanges) -> None:
    """Draw the choice of a gebied for a row without a point."""
    options = options_of(table, "gebiedcode", draft.now, {})
    known = draft.now[table]["gebiedcode"].iloc[place]
    codes = [None, *options]
    chosen = st.selectbox(
        _("Ligt in gebied (zonder punt)"), codes, index=codes.index(known) if known in options else 0,
        format_func=lambda code: options.get(code, _("(leeg: onbekend)")), key=f"gebied-{table}-{place}-{draft.turn}",
    )  # fmt: skip
    if (chosen or None) != (known if isinstance(known, str) else None):
        put(draft, changed_tables(draft.now, table, Edit({place: {"gebiedcode": chosen}}), {}, read_changes))
        st.rerun()


def point_of(x: float | None, y: float | None) -> shapely.Point | None:
    """Return the point in RD New that two numbers mean, metres or degrees; None for what lies outside the country."""
    if x is None or y is None or not (math.isfinite(x) and math.isfinite(y)):
        return None
    if _within(x, y, RD_METRES):
        return shapely.Point(x, y)
    return to_metres(x, y) if _within(x, y, DEGREES) else None


def _within(x: float, y: float, limits: Mapping[str, tuple[float, float]]) -> bool:
    return limits["x"][0] <= x <= limits["x"][1] and limits["y"][0] <= y <= limits["y"][1]


def to_metres(longitude: float, latitude: float) -> shapely.Point:
    """Return a point in RD New, in whole metres: nobody clicks finer, and a whole number is easy to read and compare."""
    spot = gpd.GeoSeries([shapely.Point(longitude, latitude)], crs=WGS84).to_crs(RD_NEW).iloc[0]
    return shapely.Point(round(spot.x), round(spot.y))


def to_degrees(point: shapely.Point) -> tuple[float, float]:
    """Return longitude and latitude of a point in RD New."""
    spot = gpd.GeoSeries([point], crs=RD_NEW).to_crs(WGS84).iloc[0]
    return float(spot.x), float(spot.y)
