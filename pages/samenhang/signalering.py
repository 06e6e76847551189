"""Page Signalering: who hears a question, who translates and interprets it, and where it leads."""

import streamlit as st

from mapping.views import sources
from mapping.views.layout import current
from mapping.views.signals import page
from mapping.words import _

where, _choice = current()

st.title(_("Wie hoort de vraag, en waar komt die terecht?"))
st.write(
    _(
        "Wie een vraag signaleert, wie er woorden aan geeft en wie duidt wat nodig is. En of dat tot steun leidt die past."
    )
)
sources.mark_example(where)
if not page.empty(where):
    page.top(where)
    page.flow(where)
    page.parts(where)
    page.show_evidence(where)
page.source_line(where)
sources.show(where, kinds=(_("aantallen signalen: gemeten, zoals doorgegeven"),))
