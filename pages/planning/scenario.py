"""Page Scenario: what changes when a rule, a place or an initiatief changes."""

import streamlit as st

from mapping.views import sources
from mapping.views.layout import current
from mapping.words import _

where, _choice = current()

st.title(_("Wat als?"))
sources.mark_example(where)
sources.show(where)
