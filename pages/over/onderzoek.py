"""Page Onderzoek: distribution, clusters, settings and codebook, for researchers."""

import streamlit as st

from mapping.views import sources
from mapping.views.layout import current
from mapping.words import _

where, _choice = current()

st.title(_("Voor onderzoekers"))
sources.mark_example(where)
sources.show(where)
