"""Page Invoering: which context is where, what helps or hinders, and an implementatieplan as a Word file."""

import streamlit as st

from mapping.views import sources
from mapping.views.layout import current
from mapping.views.readiness import page as readiness_page
from mapping.words import _

where, choice = current()

st.title(_("Klaar om in te voeren?"))
st.write(
    _(
        "Wilt u dat zorgverleners aandacht hebben voor zingeving? Hier ziet u welke geestelijk verzorger in de buurt is, wat "
        "helpt en hindert, en maakt u een plan. De indeling komt uit de handreiking van PLOEG 3."
    )
)
sources.mark_example(where)
readiness_page.draw(where, choice)
sources.show(where, kinds=(_("contexten: afgeleid uit het aanbod"), _("factoren: opgaven van organisaties")))
