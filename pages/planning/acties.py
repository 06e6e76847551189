"""Page Acties: what is done under the three veranderrichtingen, by whom, and whether the gap became smaller."""

import streamlit as st

from mapping.views import sources
from mapping.views.actie import page as actie_page
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Wat doen we eraan?"))
st.write(
    _(
        "Acties onder de drie veranderrichtingen: wie doet wat, voor wanneer, tegen welk gat, en is dat gat sinds het begin "
        "kleiner geworden?"
    )
)
sources.mark_example(where)
actie_page.draw(where, choice)
sources.show(where, kinds=(_("acties: opgaven van organisaties"), _("vraag en verdeling: aanname")))
