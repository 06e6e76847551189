"""Page Gatentabel: which groepen miss support in which gebied, and why."""

import streamlit as st

from mapping.views import gap_page, rule_cost, sources
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Wie mist steun, en waardoor?"))
st.write(_("Per gebied en groep: hoeveel mensen steun willen, en in welk van vijf delen hun vraag eindigt."))
sources.mark_example(where)
question = gap_page.choose(where, choice)
gap_page.worst(where, choice, question)
gap_page.headline(where, choice, question)
rule_cost.draw_identity(where, choice)
gap_page.table(where, choice, question)
gap_page.show_evidence(where, choice, question)
sources.show(where, kinds=(_("aantallen inwoners: gemeten"), _("vraag en verdeling: aanname")))
