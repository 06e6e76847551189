"""The question for the name that stands with a change: asked once, kept, and changeable."""

import streamlit as st

from mapping.errors import StoreError
from mapping.store.editor_name import LONGEST, fault_of, keep_name, kept_name
from mapping.views.sources import plain
from mapping.words import _

NAME = "_editor_name"
"""Session key of the name."""

CHANGING = "_editor_name_changing"
"""Session key: the reader asked to give another name."""

FIELD = "_editor_name_field"
"""Key of the field in the form."""


def given() -> str:
    """Return the name of this session, else the one that was kept; empty where nobody gave one."""
    if not st.session_state.get(NAME):
        st.session_state[NAME] = kept_name()
    return st.session_state[NAME]


def ask() -> str:
    """Draw the name with a way to change it, or the question for it; return the name, empty while it is asked."""
    name = given()
    if not name or st.session_state.get(CHANGING):
        _form(name)
        return ""
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.caption(plain(_("U bewerkt als: {name}").format(name=name)))
    right.button(_("Andere naam"), key="_other_name", on_click=_change, icon=":material/edit:")
    return name


def _change() -> None:
    st.session_state[CHANGING] = True


def _form(name: str) -> None:
    """Draw the question; a name that cannot be one gets its sentence."""
    with st.form("_editor_name_form"):
        typed = st.text_input(
            _("Uw naam of functie"), value=name, key=FIELD, max_chars=LONGEST,
            help=_("Staat bij elke versie die u maakt. Geen e-mailadres of telefoonnummer."),
        )  # fmt: skip
        sent = st.form_submit_button(_("Ga verder"), type="primary")
    st.caption(_("Iedereen die dit regiobestand heeft, ziet deze naam bij uw wijzigingen. Wij vragen hem één keer."))
    if sent:
        _take(" ".join(typed.split()))


def _take(name: str) -> None:
    """Take a name over, or say why not; where it cannot be kept it holds for this session."""
    if fault_of(name):
        st.error(fault_of(name))
        return
    st.session_state[NAME] = name
    st.session_state[CHANGING] = False
    try:
        keep_name(name)
    except StoreError as error:
        st.warning(plain(str(error)))
        st.button(_("Ga verder"), key="_name_for_now")
        return
    st.rerun()
