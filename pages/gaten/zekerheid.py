"""Page Zekerheid: how far each figure and each ranking holds."""

import streamlit as st

from mapping.views import sources
from mapping.views.layout import current
from mapping.words import _

where, _choice = current()

st.title(_("Hoe zeker is dit?"))
sources.mark_example(where)
sources.show(where)
