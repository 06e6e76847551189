"""A save that contradicts what others saved meanwhile: nothing is lost, and the reader decides."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

import pandas as pd
import streamlit as st

from mapping.errors import StoreError
from mapping.reports.csv_file import dutch_csv
from mapping.store import history
from mapping.store.address import opened
from mapping.store.proposal import rows_of_change, without_conflicts
from mapping.views import tables as tables_view
from mapping.views.cached import Region, Tables
from mapping.views.cell_words import cell_words
from mapping.views.editing_news import others_sentence
from mapping.views.sources import plain
from mapping.words import _, ngettext, number

KEPT = "_editing_conflict"
"""Session key of the save that was refused."""

_numbers = count()
"""A number per refused save: the keys of its buttons, as two may be drawn in one run."""


@dataclass
class Refused:
    """A save that was refused: of which region, what it would have stored, where it contradicts, and what to do after."""

    address: str
    tables: Tables
    why: str
    base: int
    conflict: history.Conflict
    done: Callable[[], None] | None = None
    number: int = field(default_factory=lambda: next(_numbers))


def keep(refused: Refused) -> None:
    """Keep a refused save until the reader decides."""
    st.session_state[KEPT] = refused


def forget() -> None:
    """Let go of a refused save."""
    st.session_state.pop(KEPT, None)


def draw_kept(where: Region, save: Callable[..., bool]) -> None:
    """Draw a refused save of this region: base, theirs and ours, the own rows to keep, and what one can do."""
    refused: Refused | None = st.session_state.get(KEPT)
    if refused is None or refused.address != where.path:
        return
    cells = refused.conflict.cells
    told = ngettext(
        "Het gaat om {n} cel; uw werk staat nog hier.", "Het gaat om {n} cellen; uw werk staat nog hier.", len(cells)
    )
    st.error(plain(f"{refused.conflict} {told.format(n=number(len(cells)))}"))
    if len(refused.conflict.of_others):
        st.caption(plain(others_sentence(refused.conflict.of_others)))
    tables_view.readable(conflict_rows(cells), alt=_("Wat u en een ander allebei veranderden"))
    _draw_downloads(refused)
    left, right = st.columns(2)
    if left.button(
        _("Bewaar mijn wijzigingen die niet botsen"), key=f"botst-bewaar-{refused.number}", icon=":material/merge:",
        help=_("In de cellen hierboven blijft staan wat de ander schreef."),
    ):  # fmt: skip
        _save_rest(where, refused, save)
    if right.button(
        _("Laat mijn wijzigingen vallen"), key=f"botst-weg-{refused.number}", icon=":material/close:",
        help=_("Download eerst uw rijen als u ze nog nodig hebt."),
    ):  # fmt: skip
        _end(refused)


def conflict_rows(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the contradictions (merge.CONFLICT_COLUMNS) in words of the screen."""
    return pd.DataFrame(
        {
            _("Tabel"): cells["tabel"],
            _("Rij"): cells["sleutel"],
            _("Kolom"): cells["kolom"],
            _("Eerst"): cells["basis"].map(cell_words),
            _("Van anderen"): cells["van_anderen"].map(cell_words),
            _("Van u"): cells["van_u"].map(cell_words),
        }
    )


def _draw_downloads(refused: Refused) -> None:
    """Offer the rows that the reader changed, whole, per table."""
    for name, rows in own_rows(refused).items():
        st.download_button(
            plain(_("Download uw rijen van {table}").format(table=name)), dutch_csv(rows), file_name=f"{name}-van-u.csv",
            mime="text/csv", key=f"botst-{refused.number}-{name}", icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def own_rows(refused: Refused) -> Tables:
    """Return the rows that are new or changed since the version they were made from; a shape as well-known text."""
    try:
        base = history.at(opened(refused.address), refused.base, refused.tables)
    except StoreError:
        base = {}
    found = {}
    for name, table in refused.tables.items():
        rows = rows_of_change(base.get(name, table.iloc[:0]), table, name)
        if "geometry" in rows:
            rows = pd.DataFrame(rows).assign(geometry=[None if one is None else one.wkt for one in rows.geometry])
        if len(rows):
            found[name] = rows
    return found


def _save_rest(where: Region, refused: Refused, save: Callable[..., bool]) -> None:
    """Save again with what the others wrote in the contradicting cells."""
    try:
        theirs = opened(where.path).read(list(refused.tables))
    except StoreError as error:
        st.error(plain(str(error)))
        return
    rest = without_conflicts(refused.tables, theirs, refused.conflict.cells)
    if save(where, rest, refused.why, base=refused.base, done=refused.done):
        _end(refused)


def _end(refused: Refused) -> None:
    """Let go of a refused save, and start the page afresh."""
    forget()
    if refused.done is not None:
        refused.done()
    st.rerun()
