"""The page Invoering in its three parts, with headings that a screen reader can jump between."""

import streamlit as st

from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.readiness import checklist, contexts, plan
from mapping.views.sources import plain
from mapping.words import _


def draw(where: Region, choice: Choice) -> None:
    """Draw the page."""
    st.header(_("Welke geestelijk verzorger is er in de buurt?"))
    contexts.draw(where, choice)
    st.header(_("Wat helpt, en wat hindert?"))
    chosen = checklist.choose(where, choice)
    if chosen is None:
        return
    subject, name = chosen
    st.subheader(plain(name))
    answered = checklist.draw(where, subject, name)
    st.header(_("Uw implementatieplan"))
    plan.draw(where, subject, name, answered)
