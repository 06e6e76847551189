"""Page Wat krijgt iemand waar: gesprekken, wachttijd, kosten and places per regio or gemeente, side by side."""

import streamlit as st

from mapping.views import sources
from mapping.views.entitlement import page
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Wat krijgt iemand waar?"))
st.write(
    _("Hoeveel gesprekken, hoe lang wachten, wat het kost en hoeveel plaats er is: per regio of gemeente naast elkaar.")
)
sources.mark_example(where)
niveau = page.choose_level()
page.draw(where, choice, niveau)
sources.show(where, kinds=(_("opgave van aanbieders"), _("plaatsen per 1.000 mensen: aanname")))
