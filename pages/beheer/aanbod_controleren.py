"""Page Aanbod controleren: werkgebieden that cannot be right, and offer that ends soon."""

import streamlit as st

from mapping.views import sources
from mapping.views.layout import current
from mapping.words import _

where, _choice = current()

st.title(_("Klopt ons aanbod nog?"))
sources.mark_example(where)
sources.show(where)
