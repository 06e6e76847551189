"""What someone changed and has not saved yet: kept in the session, per region, through page switches and reruns.

A draft remembers the version that it began with, and the tables of that version; what others save meanwhile is put
together with it on saving. The browser is asked to warn before the tab of an unsaved draft closes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from mapping.store.difference import difference
from mapping.views import cached, editing
from mapping.views.cached import Region, Tables
from mapping.words import _, ngettext, number

DRAFTS = "_drafts"
"""Session key of the drafts, by address of the region."""

NOTHING = difference({}, {})


@dataclass
class Draft:
    """Changes to a region that are not saved.

    base and before: the version it began with, and its tables. tables: the whole tables that are other ones now. found:
    the differences (difference.COLUMNS). turn: goes up when something else than the grid changed a table, so that the
    widgets take the new values.
    """

    version: str
    base: int
    before: Tables
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    found: pd.DataFrame = field(default_factory=lambda: NOTHING)
    turn: int = 0

    @property
    def now(self) -> Tables:
        """Return the tables as they would be."""
        return {**self.before, **self.tables}

    @property
    def count(self) -> int:
        """Return how many rows are new, other or gone."""
        return len(self.found.drop_duplicates(["tabel", "sleutel"]))


def draft_of(where: Region) -> Draft:
    """Return the draft of this region; where nothing is pending it begins with the region as it is now."""
    drafts = st.session_state.setdefault(DRAFTS, {})
    known = drafts.get(where.path)
    if known is None or (not known.count and known.version != where.version):
        turn = known.turn + 1 if known is not None else 0
        known = drafts[where.path] = Draft(where.version, editing.base_of(where), cached.tables(where), turn=turn)
    return known


def put(draft: Draft, tables: Mapping[str, pd.DataFrame], *, redraw: bool = True) -> None:
    """Take changed tables into the draft; one that equals that of before leaves it. `redraw` gives widgets new values."""
    whole = {**draft.tables, **tables}
    draft.found = difference({name: draft.before[name] for name in whole}, whole)
    other = set(draft.found["tabel"])
    draft.tables = {name: table for name, table in whole.items() if name in other}
    draft.turn += redraw


def forget(where: Region) -> None:
    """Drop what was not saved, or what was saved just now."""
    known = st.session_state.get(DRAFTS, {}).pop(where.path, None)
    if known is not None:  # the next one must not take over what the widgets of this one hold
        st.session_state[DRAFTS][where.path] = Draft("", 0, {}, turn=known.turn + 1)


def unsaved(where: Region) -> str:
    """Say in a sentence how much is not saved; empty where nothing is."""
    known = st.session_state.get(DRAFTS, {}).get(where.path)
    if known is None or not known.count:
        return ""
    count = known.count
    words = ngettext(
        "U hebt {n} wijziging die nog niet is opgeslagen.",
        "U hebt {n} wijzigingen die nog niet zijn opgeslagen.",
        count,
    )
    return words.format(n=number(count))


def remind(where: Region) -> None:
    """Say in the menu that something is not saved, and let the browser ask before its tab closes."""
    told = unsaved(where)
    if told:
        st.sidebar.warning(told + " " + _("U vindt ze onderaan de pagina Bewerken."), icon=":material/edit_note:")
    if told or "_asks_before_leaving" in st.session_state:
        st.session_state["_asks_before_leaving"] = True
        ask = json.dumps(bool(told))
        st.html(
            f"<script>window.onbeforeunload = {ask} ? (event => event.preventDefault()) : null;</script>",
            unsafe_allow_javascript=True,
        )
