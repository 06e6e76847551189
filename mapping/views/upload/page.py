"""The page Gegevens toevoegen, step by step: a form, a file, what its columns are, a report, and then the good rows.

What was read and judged stays in the session of this user alone, until another file or choice; nothing is stored before
the last button.
"""

import hashlib
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from mapping.analysis.offer import capacity_per_year
from mapping.analysis.werkgebied.rows import FROM_TEXT
from mapping.errors import TableError
from mapping.store.difference import difference
from mapping.views import cached, editing, offer_check_cache
from mapping.views.cached import Region
from mapping.views.may_read import judged_beside
from mapping.views.sources import plain
from mapping.views.upload import columns, findings, forms, outcome, placing
from mapping.views.upload.area import read_area
from mapping.views.upload.tools import Tools
from mapping.words import _, ngettext, number

READ, JUDGED = "_toevoegen_gelezen", "_toevoegen_beoordeeld"
"""Session keys: the file as it was read with its mark, and the report with the mark of what was asked."""

ENDINGS = ["csv", "txt", "tsv", "xlsx", "geojson", "json", "gpkg"]


def draw(where: Region, tools: Tools) -> None:
    """Draw the whole page."""
    may_write = editing.draw_gate(where)
    only_check = not may_write or st.toggle(
        _("Alleen controleren"),
        key="toevoegen-alleen",
        help=_("Dan wordt er niets opgeslagen, ook niet met een druk op een knop."),
    )
    if not may_write:
        st.info(_("U kunt nu alleen controleren. Er wordt niets opgeslagen."), icon=":material/visibility:")
    forms.draw(where, tools, owner=not editing.closed_because())
    st.header(_("Kies een bestand"))
    read = _read(tools)
    if read is None:
        return
    table = _choose_table(tools, read)
    if table is None:
        return
    st.header(_("Wat staat in welke kolom?"))
    chosen = columns.draw(tools, table[1], key=hashlib.sha256(f"{read.mark}{table[0]}".encode()).hexdigest()[:12])
    if chosen is None:
        return
    name, cells = table
    first_row = read.uploaded.first_rows[name]
    cells, chosen = placing.draw(where, tools, cells, chosen, first_row=first_row, mark=(read.mark, name))
    st.header(_("Controle"))
    judged = _judge(where, tools, read, (name, cells), chosen)
    if judged is None:
        return
    asked, report, found = judged
    owner = not editing.closed_because()
    findings.draw(where, tools, asked, report)
    outcome.draw(asked, report, found, owner=owner)
    if not only_check and outcome.take_over(where, report, base=editing.base_of(where)):
        st.session_state.pop(JUDGED, None)
        st.rerun()


class _Read:
    """A file as it was read, with a mark of its content."""

    def __init__(self, mark: str, uploaded: Any) -> None:
        self.mark, self.uploaded = mark, uploaded


def _read(tools: Tools) -> _Read | None:
    """Draw the choice of a file and return it as read; a file that is refused is named with its cure, and forgotten."""
    given = st.file_uploader(_("Bestand (.csv, .xlsx, .geojson of .gpkg)"), type=ENDINGS, key="toevoegen-bestand")
    st.caption(
        _("Zet er geen namen, telefoonnummers of mailadressen van mensen in. Het bestand blijft op deze computer.")
    )
    if given is None:
        for key in (READ, JUDGED):
            st.session_state.pop(key, None)
        return None
    content = given.getvalue()
    mark = hashlib.sha256(given.name.encode() + content).hexdigest()
    kept = st.session_state.get(READ)
    if kept is None or kept.mark != mark:
        st.session_state.pop(JUDGED, None)
        try:
            kept = _Read(mark, tools.read(content, given.name))
        except TableError as error:
            st.session_state.pop(READ, None)
            st.error(_("Dit bestand is niet gelezen. Er is niets overgenomen."))
            findings.listed(error.findings)
            return None
        st.session_state[READ] = kept
    ours = tools.own_sheets if tools.fill_sheet in kept.uploaded.tables else ()
    for note in kept.uploaded.notes:
        if not any(sheet in note for sheet in ours):
            st.caption(plain(note))
    return kept


def _choose_table(tools: Tools, read: _Read) -> tuple[str, pd.DataFrame] | None:
    """Return the name and the cells of the sheet or layer; of more than one the user chooses."""
    ours = tools.own_sheets if tools.fill_sheet in read.uploaded.tables else ()
    filled = {
        name: cells
        for name, cells in read.uploaded.tables.items()
        if len(cells) and len(cells.columns) and name not in ours
    }
    if not filled:
        st.warning(_("Er staan geen rijen in dit bestand. Vul het formulier in en kies het opnieuw."))
        return None
    name = next(iter(filled))
    if len(filled) > 1:
        name = st.selectbox(_("Blad of laag"), list(filled), key=f"toevoegen-blad-{read.mark[:12]}")
    said = ngettext("{n} rij gelezen.", "{n} rijen gelezen.", len(filled[name]))
    st.caption(said.format(n=number(len(filled[name]))))
    return name, filled[name]


def _judge(
    where: Region, tools: Tools, read: _Read, table: tuple[str, pd.DataFrame], chosen: columns.Chosen
) -> tuple | None:
    """Draw the button that checks; return what was asked, its report and what would change, while they fit what is chosen."""
    mark = (read.mark, table[0], chosen, where, placing.turn())
    if st.button(_("Controleer het bestand"), type="primary", icon=":material/check:", key="toevoegen-controleer"):
        tools.remember(columns.memory(), dict(chosen.matches), chosen.profile)
        st.session_state[JUDGED] = (mark, *_judged(where, tools, read, table, chosen))
    kept = st.session_state.get(JUDGED)
    if kept is not None and kept[0] == mark:
        return kept[1:]
    if kept is not None:
        st.info(_("U koos iets anders. Controleer het bestand opnieuw."))
    return None


def _judged(where: Region, tools: Tools, read: _Read, table: tuple[str, pd.DataFrame], chosen: columns.Chosen) -> tuple:
    """Judge the file with a progress bar; returns what was asked, the report, and the differences that it would make."""
    name, cells = table
    uploaded = read.uploaded
    known = offer_check_cache.known(where, tools.code_changes)
    profile, loaded = tools.profiles()[chosen.profile], cached.tables(where)
    asked = tools.asked(
        profile=profile,
        cells=cells,
        matches=dict(chosen.matches),
        now=judged_beside(loaded, profile.table) if editing.closed_because() else loaded,
        file=uploaded.name,
        first_row=uploaded.first_rows[name],
        today=date.today().isoformat(),
        read_area=partial(read_area, known=known),
        fills=dict(chosen.fills),
        whole=chosen.whole,
        decimal=uploaded.decimal,
        from_text=FROM_TEXT,
        finish=_with_capacity,
        findings=tuple(uploaded.findings),
    )
    bar = st.progress(0.0, text=_("Controleren…"))
    report = tools.judge(asked, lambda share, text: bar.progress(share, text=text))
    found = difference({name: loaded[name] for name in report.tables}, report.tables)
    bar.empty()
    return asked, report, found


def _with_capacity(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Give initiatieven the people per year that follow from what is known of their capaciteit."""
    return rows.assign(capaciteit_pj=capacity_per_year(rows)) if name == "initiatief" and len(rows) else rows
