"""Page Meenemen: every table and result of the region in open formats, with where it comes from."""

import streamlit as st

from mapping.sources.hsds.package import hsds_zip
from mapping.views import exchange_block, sources, take_page
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Meenemen"))
st.write(_("Neem de tabellen en de uitkomsten mee als bestand: voor Excel, voor een kaart of voor een dataportaal."))
sources.mark_example(where)
take_page.draw(where, choice)
exchange_block.draw_export(where, hsds_zip)
take_page.explain()
sources.show(where, kinds=(_("aantallen inwoners: gemeten"), _("vraag en verdeling: aanname")))
