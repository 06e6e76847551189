"""The page Bijdragen: the form for a phone, or the screen for the room."""

import streamlit as st

from mapping.views import url_state
from mapping.views.bijdrage import form, room, share
from mapping.views.bijdrage.permission import closed_because
from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.sources import plain
from mapping.words import _

FORM, ROOM = "formulier", "zaal"


def draw(where: Region, choice: Choice, outside: form.Outside) -> None:
    """Draw the page; where bijdragen are closed only the sentence that says so."""
    closed = closed_because(where)
    if closed:
        st.info(plain(closed), icon=":material/lock:")
        return
    modes = {FORM: _("Doorgeven"), ROOM: _("Scherm voor de zaal")}
    if url_state.segments(_("Weergave"), modes, "weergave") == ROOM:
        room.draw(where)
        return
    form.draw(where, choice, outside)
    with st.expander(_("Anderen laten meedoen: link en QR-code"), icon=":material/qr_code_2:"):
        share.draw()
