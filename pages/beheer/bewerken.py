"""Page Bewerken: change initiatieven, organisaties, vindplaatsen, verbindingen and inventaris in place."""

from datetime import date
from functools import partial

import streamlit as st

from mapping.sources.choices import read_choices
from mapping.sources.codes import read_code_changes
from mapping.sources.offer import gebied_of
from mapping.sources.pdok.geocode import searcher
from mapping.store.scenarios import state_folder
from mapping.views import cached, sources
from mapping.views.edit import page
from mapping.views.layout import current
from mapping.words import _

where, choice = current()

st.title(_("Bewerken"))
st.write(_("Houd het aanbod bij: wie doet wat, voor wie, volgens welke regels, en wie kent wie."))
sources.mark_example(where)
page.draw(
    where,
    choice,
    page.Outside(
        gebied_of,
        read_choices,
        partial(read_code_changes, today=date.today().isoformat()),
        searcher(cached.tables(where), cache=state_folder() / "pdok"),
    ),
)
sources.show(where, kinds=(_("opgaven van aanbieders"),))
