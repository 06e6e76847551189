"""Page Gesprekken: what people told, in counts of gesprekken, with citaten of who consented."""

import streamlit as st

from mapping.sources.choices import read_choices
from mapping.sources.qualitative.codes import read_codes
from mapping.sources.upload.reading import read_upload
from mapping.views import sources
from mapping.views.gesprek import page, upload
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Gesprekken"))
st.write(_("Wat vertelden mensen: welke vraag, hoe zij die lieten merken, en wat in de weg stond?"))
sources.mark_example(where)
page.draw(where, choice, read_choices)
upload.draw(where, upload.Tools(read_upload, read_codes, read_choices))
sources.show(where, kinds=(_("aantallen gesprekken, geen steekproef"),))
