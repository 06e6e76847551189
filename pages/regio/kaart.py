"""Page Kaart: vraag, aanbod, vindplaatsen en werkgebieden of the region, with the profile of the gebied that is clicked."""

import streamlit as st

from mapping.views import mapping_page, sources
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Kaart"))
st.write(_("Waar willen mensen steun, en wat is daar? Klik op een gebied, of kies het in de lijst links."))
sources.mark_example(where)
layers = mapping_page.choose(where, choice)
left, right = st.columns([2, 1], gap="large")
with left:
    drawn = mapping_page.draw(where, choice, layers)
with right:
    mapping_page.show_choice(where, choice)
mapping_page.as_table(where, choice, layers, drawn)
sources.show(where, kinds=(_("aantallen inwoners: gemeten"), _("vraag en verdeling: aanname")))
