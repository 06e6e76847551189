"""The first row of a ranked gap table in words: which gebied, how many people, by which cause, and the page of that cause."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from mapping.analysis.judgement import bounds, main_cause, remedy
from mapping.analysis.uncertainty import ranked_rows
from mapping.model import UNIEK, Gebiedsniveau, Merk
from mapping.reports.sentences import PART_WORDS, REMEDY_WORDS, of_hundred, people
from mapping.views.filters import link_parameters
from mapping.views.sources import plain
from mapping.words import N_, _

CAUSE_PAGES = {
    "buiten_bereik": ("pages/regio/kaart.py", N_("Naar de kaart van dit gebied")),
    "uitgesloten": ("pages/gaten/postcodebarrieres.py", N_("Naar de regels die hier gelden")),
    "geen_plaats": ("pages/regio/wijkprofiel.py", N_("Naar het aanbod en de plaatsen hier")),
    "onbekend": ("pages/beheer/aanbod_controleren.py", N_("Naar het aanbod dat we moeten navragen")),
}
"""Largest cause → the page that shows it, and what the link is called."""


def first_row(exact: pd.DataFrame, shown: pd.DataFrame) -> pd.Series | None:
    """Return the first row that may be ranked and has a figure; None where there is none. Both have the same rows."""
    free = ranked_rows(exact) & (shown["merk"] == Merk.GEEN) & (exact["vraag"] > 0)
    return exact[free].iloc[0] if free.any() else None


def words(row: pd.Series, groep: str) -> str:
    """Say how many of a groep want support, how many of them lack a place even in the best case, and by what."""
    frame = row.to_frame().T.astype({"vraag": float})
    lack = 1 - float(bounds(frame)[1].iloc[0])
    cause, help_word = main_cause(frame).iloc[0], remedy(frame).iloc[0]
    said = _(
        "{groep}: ongeveer {vraag} mensen willen daar steun. Van elke 100 vinden er {lack} ook in het gunstigste geval geen "
        "plaats."
    ).format(groep=groep, vraag=people(float(row["vraag"])), lack=of_hundred(lack))
    if not cause:
        return said
    return (
        said
        + " "
        + _("Grootste oorzaak: {cause}. Wat kan helpen: {help}.").format(
            cause=_(PART_WORDS[cause]).lower(), help=_(REMEDY_WORDS[help_word]).lower() if help_word else _("onbekend")
        )
    )


def draw(
    exact: pd.DataFrame, shown: pd.DataFrame, names: Mapping[str, str], gebieden: Mapping[str, str], *, niveau: str
) -> None:
    """Draw the first row of a ranked table with links to its cause and to how firm its place is."""
    row = first_row(exact, shown)
    if row is None:
        return
    gebied = gebieden.get(row["gebiedcode"], row["gebiednaam"])
    at = {"gebied": row["gebiedcode"]} if niveau == Gebiedsniveau.WIJK else {}
    at |= {"groep": row["subgroep"]} if row["subgroep"] != UNIEK else {}
    with st.container(border=True):
        head = plain(_("Bovenaan: {gebied}.").format(gebied=gebied))
        st.markdown(f"**{head}** {plain(words(row, names[row['subgroep']]))}")
        links = st.container(horizontal=True)
        cause = main_cause(row.to_frame().T).iloc[0]
        if cause:
            page, label = CAUSE_PAGES[cause]
            _link(links, page, _(label), ":material/arrow_forward:", **at)
        _link(links, "pages/gaten/zekerheid.py", _("Hoe vast staat deze volgorde?"), ":material/rule:")


def _link(place: DeltaGenerator, page: str, label: str, icon: str, **extra: str) -> None:
    """Draw a link to a page with the choices of this one."""
    place.page_link(page, label=label, icon=icon, query_params=link_parameters(**extra))
