"""Page Scenario: what changes when a rule, a place or an initiatief changes."""

import streamlit as st

from mapping.views import sources
from mapping.views.layout import current
from mapping.views.scenario import page as scenario_page
from mapping.words import _

where, choice = current()

st.title(_("Wat als?"))
st.write(
    _(
        "Verander het aanbod op papier: een regel, een aantal plaatsen, een initiatief. U ziet wie er beter van wordt en waar "
        "plaatsen dunner worden. De gegevens zelf blijven zoals ze zijn."
    )
)
sources.mark_example(where)
scenario_page.draw(where, choice)
sources.show(where, kinds=(_("vraag en verdeling: aanname"),))
