"""Page Passendheid: did people find the support fitting, why not, and who chose it."""

import streamlit as st

from mapping.sources.choices import read_choices
from mapping.views import sources
from mapping.views.layout import current
from mapping.views.passendheid import page
from mapping.words import _

where, choice = current()

st.title(_("Passendheid"))
st.write(_("Vinden mensen de steun passend, waarom soms niet, en wie koos de steun?"))
sources.mark_example(where)
page.draw(where, choice, read_choices)
sources.show(where, kinds=(_("gemeten, door initiatieven zelf geteld"),))
