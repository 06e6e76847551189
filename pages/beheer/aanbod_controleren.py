"""Page Aanbod controleren: werkgebieden that cannot be right, and offer that ends soon."""

from datetime import date
from functools import partial

import streamlit as st

from mapping.sources.codes import read_code_changes
from mapping.views import offer_check, sources
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Klopt ons aanbod nog?"))
st.write(_("Wat afloopt, wat op is, welk werkgebied niet klopt, en waar niemand werkt."))
sources.mark_example(where)
offer_check.draw(where, choice, partial(read_code_changes, today=date.today().isoformat()))
sources.show(where, kinds=(_("opgaven van aanbieders"), _("vraag en verdeling: aanname")))
