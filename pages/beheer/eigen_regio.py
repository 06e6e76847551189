"""Page Eigen regio openen: take a region file from this computer; it is checked whole before anything of it is shown."""

import streamlit as st

from mapping.views import own_region, sources
from mapping.views.layout import current
from mapping.words import _

where, _choice = current()

st.title(_("Eigen regio openen"))
st.write(_("Open een regiobestand dat met ‘build’ is gemaakt. Het blijft op deze computer."))
sources.mark_example(where)
own_region.draw()
sources.show(where)
