"""The map of vindplaatsen: a point for what may be one, and its wijk for what may not."""

import geopandas as gpd
import pandas as pd
import streamlit as st

from mapping.model import WGS84
from mapping.views import cached, mapping_page, profile, webmap
from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.legend import legend
from mapping.views.palette import NEED, Absence
from mapping.words import _, ngettext, number

SOME, BY_WIJK = NEED[0], NEED[2]
"""Fill of a gebied with places, and of one with a place that is known by wijk only."""


def draw(where: Region, choice: Choice, places: gpd.GeoDataFrame, *, of_plan: bool = False) -> None:
    """Draw the map, its legend and what was clicked; the same facts stand in the list of the page.

    `of_plan`: the places are only those of a plan, so that a gebied without one says nothing of what is known there.
    """
    st.header(_("Op de kaart"))
    looks, texts = looks_of(places, cached.tables(where)["gebied"], choice.regio)
    if of_plan:
        looks = {code: look for code, look in looks.items() if look != Absence.ONBEKEND}
        texts = {code: texts[code] for code in looks}
    webmap.region_map(
        outlines_url=cached.outlines(where, "gebied"),
        looks=looks,
        texts=texts,
        selected=choice.gebied,
        points=points_of(places),
        bounds=cached.bounds(where, choice.regio),
        key="plan-kaart" if of_plan else "vindplaats-kaart",
        alt=_("Kaart van {n} vindplaatsen. Dezelfde plaatsen staan in de lijst onder de kaart.").format(
            n=number(len(places))
        ),
        attribution=_(mapping_page.ATTRIBUTION),
        on_click=mapping_page.keep_click,
    )
    names = {
        SOME: _("hier zijn vindplaatsen"),
        BY_WIJK: _("hier is ook een plaats die alleen per wijk bekend is"),
        Absence.ONBEKEND.value: _("hier is geen vindplaats bekend"),
    }
    used = set(looks.values())
    legend([(look, name) for look, name in names.items() if look in used] + [("vindplaats", _("vindplaats"))],
           title=_("Legenda"))  # fmt: skip
    point = st.session_state.get("_point")
    if point and point[0] == "vindplaats" and point[1] in set(places["vindplaats"]):
        profile.show_point(where, *point)


def points_of(places: gpd.GeoDataFrame) -> list[dict]:
    """Return the points that may be drawn, as the map wants them: never one of a place that is known by wijk only."""
    free = places[(~places["by_wijk"] & places.geometry.notna() & ~places.geometry.is_empty).to_numpy(dtype=bool)]
    at = free.to_crs(WGS84).geometry
    return [
        {"id": code, "x": point.x, "y": point.y, "label": name, "kind": "vindplaats"}
        for code, name, point in zip(free["vindplaats"], free["naam"], at, strict=True)
    ]


def looks_of(places: pd.DataFrame, gebied: pd.DataFrame, regio: str | None) -> tuple[dict[str, str], dict[str, str]]:
    """Return a look and a line of text per gebied of the regio."""
    codes = gebied["gebiedcode"] if regio is None else gebied.loc[gebied["regio"] == regio, "gebiedcode"]
    count = places.groupby("gebiedcode").size()
    hidden = places[places["by_wijk"].to_numpy(dtype=bool)].groupby("gebiedcode")["naam"].agg(", ".join)
    looks, texts = {}, {}
    for code in codes:
        n = int(count.get(code, 0))
        if not n:
            looks[code], texts[code] = Absence.ONBEKEND.value, _("geen vindplaats bekend")
            continue
        looks[code] = BY_WIJK if code in hidden else SOME
        texts[code] = ngettext("hier is {n} vindplaats", "hier zijn {n} vindplaatsen", n).format(n=number(n))
        if code in hidden:
            texts[code] += "; " + _("alleen per wijk bekend: {namen}").format(namen=hidden[code])
    return looks, texts
