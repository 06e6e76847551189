"""Page Redactie: what people passed on, and whether it comes into the tables."""

from datetime import date
from functools import partial

import streamlit as st

from mapping.sources.choices import read_choices
from mapping.sources.codes import read_code_changes
from mapping.views import sources
from mapping.views.bijdrage import queue_page
from mapping.views.layout import current
from mapping.words import _

where, _choice = current()

st.title(_("Redactie"))
st.write(_("Wat gaven mensen door, is het er al, en komt het in de tabellen?"))
sources.mark_example(where)
queue_page.draw(where, queue_page.Outside(read_choices, partial(read_code_changes, today=date.today().isoformat())))
sources.show(where, kinds=(_("bijdragen van mensen uit de regio"),))
