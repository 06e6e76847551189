"""The block on the start page of the example that fetches the real wijken and opens them in this session."""

import os
from collections.abc import Callable, Mapping, Sequence
from threading import Lock

import streamlit as st

from mapping.errors import MappingError
from mapping.views import cached
from mapping.views.cached import OWN_FILE, Region
from mapping.views.sources import plain
from mapping.words import _

MOST_GEMEENTEN = 30
"""Gemeenten in one go: the largest region of this project has 28, and a whole country takes too long on a page."""

NEWS = "_fetched"
"""Session key of the warnings about the region that was just fetched."""

OFFLINE_SETTING = "MAPPING_OFFLINE"

Fetch = Callable[[Sequence[str], str, Callable[[str], None]], tuple[str, list[str]]]
"""Fetches these gemeenten of this year, tells its progress, and returns where the file is and its warnings."""


@st.cache_resource(show_spinner=False)
def _turn() -> Lock:
    """Return the lock that lets one session fetch at a time: the services are everybody's."""
    return Lock()


def draw(where: Region, *, fetch: Fetch, names: Mapping[str, str], years: Sequence[str], usual: str) -> None:
    """Draw the choice of gemeenten and year and the button, where the outlines are schematic; else what came of it.

    `names` is gemeentecode → name; `usual` is the one of `years` that stands ready.
    """
    _say_news()
    if not cached.is_schematic(where):
        return
    st.subheader(_("De echte wijken"))
    st.write(
        _(
            "Dit voorbeeld tekent wijken in grote lijnen. Haal de echte grenzen en cijfers op bij PDOK, CBS en RIVM. "
            "Daarheen gaan alleen codes en grenzen van gebieden. Aanbod zit er niet bij."
        )
    )
    if os.environ.get(OFFLINE_SETTING, "").strip() == "1":
        st.info(
            _(
                "Dit programma vraagt nu niets op internet ({setting} staat op 1). Maak een regiobestand van bestanden "
                "die u zelf heeft; Eigen regio openen zegt hoe."
            ).format(setting=OFFLINE_SETTING)
        )
        return
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    chosen = left.multiselect(
        _("Gemeenten"), list(names), format_func=lambda code: f"{names[code]} ({code})", key="op_te_halen_gemeenten",
        max_selections=MOST_GEMEENTEN, placeholder=_("Kies gemeenten"),
    )  # fmt: skip
    year = right.selectbox(_("Jaar"), list(years), index=list(years).index(usual), key="op_te_halen_jaar")
    if st.button(_("Haal de echte wijken op"), icon=":material/download:", disabled=not chosen):
        _fetch(fetch, chosen, year)


def _fetch(fetch: Fetch, chosen: Sequence[str], year: str) -> None:
    """Fetch and open; where that fails, say why and leave what is open as it is."""
    turn = _turn()
    if not turn.acquire(blocking=False):
        st.info(_("Iemand anders haalt nu wijken op. Probeer het over een minuut opnieuw."))
        return
    try:
        with st.status(_("Wij vragen PDOK, CBS en RIVM…")) as status:
            path, warnings = fetch(chosen, year, lambda text: status.update(label=plain(text)))
            status.update(label=_("Opgehaald"), state="complete")
    except MappingError as error:
        st.error(plain(str(error)))
        st.caption(_("Wat al is opgehaald, blijft bewaard: een volgende keer gaat het verder waar het stopte."))
        return
    finally:
        turn.release()
    st.session_state[OWN_FILE] = path
    st.session_state[NEWS] = warnings
    for key in ("regio", "gebied", "groep"):
        st.session_state.pop(key, None)
    st.rerun()


def _say_news() -> None:
    """Say once that the fetched region is open, with what its user must know."""
    warnings = st.session_state.pop(NEWS, None)
    if warnings is None:
        return
    st.success(_("De echte wijken zijn opgehaald en open in deze sessie. Sluiten kan bij Eigen regio openen."))
    if warnings:
        with st.expander(_("Wat u moet weten van deze gegevens")):
            for warning in warnings:
                st.markdown(f"- {plain(warning)}")
