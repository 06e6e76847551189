"""Page Bewijs: what is published about a subject, exact, with its place; and where sources contradict themselves."""

import streamlit as st

from mapping.views import sources
from mapping.views.bewijs import page
from mapping.views.layout import current
from mapping.words import _

where, _choice = current()

st.title(_("Wat is hierover gepubliceerd?"))
st.write(_("Cijfers en uitspraken uit onderzoek, precies overgenomen, met de plek waar u ze zelf kunt nalezen."))
sources.mark_example(where)
rows = page.choose(where)
page.figures(rows)
page.draw(where, rows)
page.contradictions(where)
page.download(rows)
sources.show(where, kinds=(_("cijfers uit onderzoek: gepubliceerd"), _("wat afgeleid heet: door ons berekend")))
