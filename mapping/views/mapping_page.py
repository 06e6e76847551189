"""The parts of the map page: what to show, the map itself, the profile beside it, and the same facts as a table."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mapping.analysis.offer import landelijk, only_remote
from mapping.model import Gebiedsniveau, WerkgebiedStand
from mapping.views import cached, profile, tables, url_state, webmap
from mapping.views.cached import Region
from mapping.views.filters import Choice, gebied_names, group_names
from mapping.views.indicators import INDICATORS, MapLook, look_of, values_of, werkgebied_look
from mapping.views.legend import legend
from mapping.views.sources import plain
from mapping.words import N_, _, number

MAP_KEY = "kaart"
AREA = "werkgebied"
"""The choice of indicator that shows the werkgebied of one initiatief."""

ATTRIBUTION = N_("Bron: CBS, Kadaster")


@dataclass(frozen=True)
class Layers:
    """What the user wants to see: a figure, points, and the initiatief whose werkgebied is shown."""

    indicator: str
    points: tuple[str, ...]
    initiatief: str | None
    basemap: bool


def choose(where: Region, choice: Choice) -> Layers:
    """Draw the choices of the map page; all of them live in the URL."""
    first, second = st.columns([3, 2])
    names = {key: _(indicator.name) for key, indicator in INDICATORS.items()} | {
        AREA: _("Werkgebied van een initiatief")
    }
    indicator = url_state.select(_("Toon op de kaart"), names, "indicator", place=first)
    points = url_state.several(_("Punten"), point_names(), "punten", place=second, default=("initiatief",))
    initiatief = _choose_initiatief(where, choice) if indicator == AREA else None
    basemap = url_state.switch(
        _("Achtergrondkaart (PDOK)"), "achtergrond", place=second,
        help=_("Dan vraagt uw browser kaartbeelden op bij PDOK, een dienst van het Kadaster; die ziet waar u kijkt."),
    )  # fmt: skip
    return Layers(indicator, points, initiatief, basemap)


def point_names() -> dict[str, str]:
    """Return what the kinds of point are called."""
    return {"initiatief": _("Initiatieven"), "vindplaats": _("Vindplaatsen")}


def _choose_initiatief(where: Region, choice: Choice) -> str | None:
    """Draw the choice of an initiatief; None where there is none."""
    rows = cached.outcome(where, choice.question).initiatief
    names = dict(zip(rows["initiatief"], rows["naam"], strict=True))
    return url_state.select(_("Initiatief"), names, "initiatief") if names else None


def _rows(where: Region, choice: Choice) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return exact and public gap rows per gebied of the chosen groep and regio."""
    found = []
    for table in (cached.exact_gaps, cached.shown_gaps):
        rows = table(where, choice.question, Gebiedsniveau.WIJK.value)
        kept = rows["subgroep"] == choice.groep
        if choice.regio is not None:
            kept &= rows["regio"] == choice.regio
        found.append(rows[kept].reset_index(drop=True))
    return found[0], found[1]


def draw(where: Region, choice: Choice, layers: Layers) -> MapLook:
    """Draw the map with its legend; a click on a gebied becomes the choice of every page."""
    exact, shown = _rows(where, choice)
    run = cached.outcome(where, choice.question)
    if layers.indicator == AREA:
        look = werkgebied_look(run, layers.initiatief, exact["gebiedcode"]) if layers.initiatief else None
        look = look or MapLook({}, {}, [], pd.Series(dtype=float), _("Er is nog geen aanbod in dit bestand."))
    else:
        indicator = INDICATORS[layers.indicator]
        look = look_of(indicator, shown, values_of(indicator, exact, run))
    if look.refused:
        st.info(look.refused)
    group = group_names(cached.tables(where)["subgroep"])[choice.groep]
    webmap.region_map(
        outlines_url=cached.outlines(where, "gebied"),
        looks=look.looks,
        texts=look.texts,
        selected=choice.gebied,
        points=_points(where, layers.points),
        bounds=cached.bounds(where, choice.regio),
        key=MAP_KEY,
        alt=_("Kaart van {regio}: {groep}. Dezelfde cijfers staan in de tabel onder de kaart.").format(
            regio=choice.regio or _("alle regio’s"), groep=group
        ),
        attribution=_(ATTRIBUTION),
        basemap=layers.basemap,
        on_click=keep_click,
    )
    kinds = point_names()
    legend([*look.legend, *((kind, kinds[kind]) for kind in layers.points)], title=_("Legenda"))
    not_on_the_map(where, choice)
    return look


def not_on_the_map(where: Region, choice: Choice) -> None:
    """Name the offer that no point can show: without a known place, only at a distance, or with an unknown werkgebied."""
    run = cached.outcome(where, choice.question)
    offer = run.initiatief
    placeless = offer.geometry.isna() | offer.geometry.is_empty
    remote = landelijk(offer, cached.tables(where)["werkgebied"]) & only_remote(offer)
    unknown = (offer["werkgebied_stand"] == WerkgebiedStand.ONBEKEND).to_numpy()
    groups = (
        (placeless.to_numpy() & ~remote, _("Plaats onbekend, daarom niet op de kaart: {names}.")),
        (remote, _("Alleen op afstand, voor het hele land; telt niet als aanbod in de buurt: {names}.")),
        (unknown, _("Werkgebied onbekend; wij rekenen dan krap en vragen het na: {names}.")),
    )
    for which, sentence in groups:
        if which.any():
            st.caption(plain(sentence.format(names=", ".join(offer["naam"][which]))))


def keep_click(click: webmap.MapClick) -> None:
    """Make a clicked gebied the choice of every page, and remember a clicked point for the text beside the map."""
    if click.gebiedcode:
        st.session_state["gebied"] = click.gebiedcode
        st.session_state["_point"] = None
    elif click.point:
        st.session_state["_point"] = (click.kind, click.point)


def _points(where: Region, kinds: tuple[str, ...]) -> list[dict]:
    """Return the points of the chosen kinds, as the map wants them."""
    return [
        {"id": row.id, "x": row.x, "y": row.y, "label": row.naam, "kind": kind}
        for kind in sorted(kinds, reverse=True)  # what is drawn last lies on top: initiatieven over vindplaatsen
        for row in cached.places(where, kind).itertuples()
    ]


def show_choice(where: Region, choice: Choice) -> None:
    """Draw what was clicked: a point, or the short profile of a gebied."""
    point = st.session_state.get("_point")
    if point:
        profile.show_point(where, *point)
    if choice.gebied is None:
        st.info(
            _(
                "Klik op een gebied om te zien wie er steun wil en wat er is. Met het toetsenbord: kies links een gebied."
            )
        )
        return
    profile.short(where, choice)


def as_table(where: Region, choice: Choice, layers: Layers, look: MapLook) -> None:
    """Draw the figures of the map as a paragraph and a table."""
    if look.refused or not look.looks:
        return
    exact, _shown = _rows(where, choice)
    name = _("Werkgebied") if layers.indicator == AREA else _(INDICATORS[layers.indicator].name)
    gebied = cached.tables(where)["gebied"]
    names = gebied_names(gebied)
    st.header(_("Dezelfde cijfers als tabel"))
    rows = pd.DataFrame({_("Gebied"): exact["gebiedcode"].map(names), name: exact["gebiedcode"].map(look.texts)})
    rows[name] = rows[name].astype("str").str.removeprefix(f"{name}: ")
    known = int(look.values.notna().sum())
    st.markdown(
        plain(
            _(
                "De kaart toont {n} gebieden; van {k} is er een cijfer. Wijs een gebied aan om het cijfer te lezen."
            ).format(n=number(len(rows)), k=number(known))
        )
    )
    tables.show(
        rows, key="kaart-tabel", alt=name, file_name="kaart.csv", notes=tables.download_notes(where), height=320
    )
