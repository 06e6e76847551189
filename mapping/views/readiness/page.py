"""The page Invoering in its three parts, with headings that a screen reader can jump between."""

import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.views import evidence
from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.readiness import checklist, contexts, plan
from mapping.views.sources import plain
from mapping.words import _


def draw(where: Region, choice: Choice) -> None:
    """Draw the page."""
    st.header(_("Welke geestelijk verzorger is er in de buurt?"))
    contexts.draw(where, choice)
    _evidence(where)
    st.header(_("Wat helpt, en wat hindert?"))
    chosen = checklist.choose(where, choice)
    if chosen is None:
        return
    subject, name = chosen
    st.subheader(plain(name))
    answered = checklist.draw(where, subject, name)
    st.header(_("Uw implementatieplan"))
    plan.draw(where, subject, name, answered)


def _evidence(where: Region) -> None:
    """Draw how the contexts were found, and what research says of what helps and hinders."""
    evidence.show(
        where,
        formula=contexts.counting_words(),
        inputs={},
        kind=_("afgeleid uit wat organisaties opgaven; factoren: opgaven van mensen die het invoeren"),
        basis=("initiatief", "organisatie", "werkgebied", "factor"),
        about=subject_of(barrieres=("professional_kennis", "professional_tijd"), verandering=("2",)),
    )
