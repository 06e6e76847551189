"""Page Eigen regio openen: take a region file from this computer; it is checked whole before anything of it is shown."""

import streamlit as st

from mapping.views import own_region, sources
from mapping.views.layout import current
from mapping.words import _

st.title(_("Eigen regio openen"))
st.write(_("Open een regiobestand dat met ‘build’ is gemaakt. Het blijft op deze computer."))
own_region.draw()
where, _choice = current()
sources.show(where)
