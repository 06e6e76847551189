"""Page Signalering: who hears a question, who translates and interprets it, and where it leads."""

import streamlit as st

from mapping.views import sources
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Wie hoort de vraag, en waar komt die terecht?"))
sources.mark_example(where)
sources.show(where)
