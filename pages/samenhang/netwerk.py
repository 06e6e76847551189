"""Page Netwerk: who is connected with whom, who is not, and who should meet."""

import streamlit as st

from mapping.views import sources
from mapping.views.layout import current
from mapping.views.network import blocks, page, silo_block
from mapping.words import _

where, choice = current()

st.title(_("Wie kent wie?"))
st.write(_("Wie verwijst naar wie, wie overlegt en werkt samen, en waar ontbreekt een verbinding?"))
sources.mark_example(where)
if not page.empty(where):
    page.headline(where, choice)
    asked = page.choose(where)
    found = page.kept(where, choice, asked)
    page.draw(where, choice, asked, found)
    page.table(where, found)
    blocks.to_make(where, choice)
    part = page.choose_part()
    if part == page.SILOS:
        silo_block.draw(where, found)
        blocks.forms(where, found)
    elif part == page.ALONE:
        blocks.alone(where, choice)
    elif part == page.MEETINGS:
        blocks.overleg(where, choice)
    else:
        blocks.teams(where, choice)
    page.show_evidence(where, choice)
page.source_line(where)
sources.show(where, kinds=(_("verbindingen: opgave"), _("mensen: aanname")))
