"""Where a bijdrage lies: tap on the map, or choose from a list; either is enough."""

from collections.abc import Sequence
from dataclasses import dataclass

import folium
import geopandas as gpd
import pandas as pd
import shapely
import streamlit as st
from streamlit_folium import st_folium

from mapping.model import RD_NEW
from mapping.views import assets, cached
from mapping.views.cached import Region
from mapping.views.edit.place import AROUND_DEGREES, GebiedOf, to_degrees, to_metres
from mapping.views.filters import gebied_names
from mapping.views.mapping_page import ATTRIBUTION
from mapping.views.webmap import Bounds, MapFrame, StaticOutlines, StaticPoints, empty_map
from mapping.words import _

MAP_PX = 320
"""Height of the map: on a phone the list under it stays in sight, so that nobody thinks the map is the only way."""

POINT, SEEN, MARK = "_bijdrage_punt", "_bijdrage_klik", "_bijdrage_punt_van"
"""Session keys of the point that was tapped, of the tap that was dealt with, and of the form that both belong to."""


@dataclass(frozen=True)
class Spot:
    """A place: a gebied, with a point in it (RD New, metres) where someone tapped; all None where nothing was said."""

    gebiedcode: str | None = None
    x: float | None = None
    y: float | None = None


def ask(where: Region, gebied_of: GebiedOf, mark: str, *, start: str | None, needed: bool) -> Spot:
    """Draw the map and the list, and return what was said; `start` is the gebied that the list begins with."""
    _begin(where, mark, start)
    label = _("Waar is het?") if needed else _("Waar is het? (mag u overslaan)")
    st.markdown(f"**{label}**")
    st.caption(_("Tik op de kaart; tik nog eens om preciezer te zijn. Of kies het gebied in de lijst."))
    _map(where, gebied_of, mark)
    return choose(where, mark)


def point(where: Region, gebied_of: GebiedOf, mark: str, kinds: Sequence[str], *, start: str | None) -> Spot | None:
    """Draw the map with what is known of these kinds (`initiatief`, `vindplaats`), and return the point of a tap.

    It only puts the nearest first in the lists under it: without the map everything can be chosen too.
    """
    _begin(where, mark, start)
    label = _("Wijs aan waar het is (mag u overslaan)")
    st.markdown(f"**{label}**")
    st.caption(_("Tik op de kaart of op een stip. Of kies meteen in de lijst; dat kan zonder kaart."))
    _map(where, gebied_of, mark, kinds)
    spot: Spot | None = st.session_state.get(POINT)
    if spot is not None:
        st.caption(_("Het dichtst bij uw punt staat bovenaan. Wat geen punt op de kaart heeft, staat daaronder."))
    return spot


def choose(where: Region, mark: str) -> Spot:
    """Draw the list of gebieden under a map, and return the gebied with the point that was tapped in it."""
    names = gebied_names(cached.tables(where)["gebied"]).sort_values(key=lambda values: values.str.lower()).to_dict()
    spot: Spot | None = st.session_state.get(POINT)
    chosen = st.selectbox(
        _("Gebied van de bijdrage"), list(names), key=_list_key(mark), index=None, format_func=names.get,
        placeholder=_("Kies of typ een deel van de naam"),
    )  # fmt: skip
    if spot is not None and spot.gebiedcode == chosen:
        st.caption(_("Er staat een punt op de kaart in dit gebied."))
        return spot
    if spot is not None:
        st.session_state[POINT] = None
        st.rerun()
    return Spot(chosen)


def forget() -> None:
    """Let go of the point, as for the next bijdrage."""
    st.session_state[POINT] = None
    st.session_state.pop(SEEN, None)


def _list_key(mark: str) -> str:
    return f"bijdrage-gebied-{mark}"


def _begin(where: Region, mark: str, start: str | None) -> None:
    """Let go of the point of another question, and begin the list with the gebied of the point, or with `start`."""
    if st.session_state.get(MARK) != mark:
        forget()
        st.session_state[MARK] = mark
    spot: Spot | None = st.session_state.get(POINT)
    code = spot.gebiedcode if spot is not None else start
    known = set(cached.tables(where)["gebied"]["gebiedcode"])
    st.session_state.setdefault(_list_key(mark), code if code in known else None)


def _map(where: Region, gebied_of: GebiedOf, mark: str, kinds: Sequence[str] = ()) -> None:
    """Draw the map with the point on it; a tap that is new becomes the point and the choice in the list."""
    key = _list_key(mark)
    spot: Spot | None = st.session_state.get(POINT)
    points, selected = _known(where, kinds), st.session_state.get(key)
    if spot is not None and spot.x is not None:
        x, y = to_degrees(shapely.Point(spot.x, spot.y))
        points += [{"id": "hier", "x": x, "y": y, "label": _("Hier"), "kind": "bijdrage"}]
        bounds = (x - 2 * AROUND_DEGREES, y - AROUND_DEGREES, x + 2 * AROUND_DEGREES, y + AROUND_DEGREES)
    else:
        bounds = _bounds(where, selected)
    group = folium.FeatureGroup(name="region", control=False)
    alt = _("Kaart van de plek van uw bijdrage. Kiezen kan ook in de lijst eronder.")
    MapFrame(bounds=bounds, alt=alt, attribution=_(ATTRIBUTION), basemap=False).add_to(group)
    StaticOutlines(cached.outlines(where, "gebied"), {}, {}, selected=selected).add_to(group)
    StaticPoints(points).add_to(group)
    answer = st_folium(
        empty_map(), key=f"bijdrage-kaart-{mark}", height=MAP_PX, use_container_width=True,
        returned_objects=["last_clicked"], feature_group_to_add=group,
    )  # fmt: skip
    clicked = (answer or {}).get("last_clicked")
    if clicked and clicked != st.session_state.get(SEEN):
        st.session_state[SEEN] = clicked
        _take(where, gebied_of, key, float(clicked["lng"]), float(clicked["lat"]))


def _known(where: Region, kinds: Sequence[str]) -> list[dict[str, object]]:
    """Return the points that anybody may see, to point at; what must be safe is not among them."""
    return [
        {"id": row["id"], "x": row["x"], "y": row["y"], "label": row["naam"], "kind": kind}
        for kind in kinds
        for row in cached.places(where, kind).to_dict("records")
    ]


def _bounds(where: Region, code: str | None) -> Bounds:
    """Return the extent of a gebied, or of the whole region."""
    if code is None:
        return cached.bounds(where, None)
    table = cached.tables(where)["gebied"]
    return assets.bounds_wgs84(table[table["gebiedcode"] == code])


def _take(where: Region, gebied_of: GebiedOf, key: str, longitude: float, latitude: float) -> None:
    """Make a tap the point and its gebied the choice; a tap beside every gebied is said and changes nothing."""
    point = to_metres(longitude, latitude)
    lone = gpd.GeoDataFrame({"gebiedcode": pd.Series([None], dtype="str")}, geometry=[point], crs=RD_NEW)
    code = gebied_of(lone, cached.tables(where)["gebied"]).iloc[0]
    if not isinstance(code, str):
        st.warning(_("Deze plek ligt buiten de gebieden van dit bestand. Tik binnen een gebied of kies uit de lijst."))
        return
    st.session_state[POINT] = Spot(code, point.x, point.y)
    st.session_state[key] = code
    st.rerun()
