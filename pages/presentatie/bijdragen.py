"""Page Bijdragen: someone in a meeting or behind a link says what is missing, what stopped, who is met where."""

import streamlit as st

from mapping.sources.choices import read_choices
from mapping.sources.offer import gebied_of
from mapping.views import sources
from mapping.views.bijdrage import form, page
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Bijdragen"))
st.write(
    _("Weet u iets dat hier niet staat? Geef het door: wat ontbreekt, wat gestopt is, en wie wie zou moeten kennen.")
)
sources.mark_example(where)
page.draw(where, choice, form.Outside(gebied_of, read_choices()))
sources.show(where, kinds=(_("bijdragen van mensen uit de regio"),))
