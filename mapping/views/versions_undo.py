"""The way back on the page Versies: take one version back, or return to one; with a preview, a reason and a yes."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
import streamlit as st

from mapping.store.history import Version
from mapping.views import editing, tables, url_state
from mapping.views.cached import Region, Tables
from mapping.views.cell_words import cell_words
from mapping.views.sources import plain
from mapping.views.versions_cache import NOW, changed_tables, differences, outside, tables_of, undone, versions
from mapping.views.versions_page import draw_differences
from mapping.views.versions_rows import state_label
from mapping.words import _, ngettext, number

UNDO, RESTORE = "ongedaan", "terug"
WHY, SEEN = "terug_waarom", "terug_gezien"
SEEN_AT = "_terug_gezien_bij"
"""Session key of the text that names the state of the region in which this reader last saw the page."""


@dataclass(frozen=True)
class WayBack:
    """One way back: what it is called, what would change, the cells that stay as later versions made them, the tables."""

    label: str
    found: pd.DataFrame
    kept: pd.DataFrame
    tables: Callable[[], Tables]


def draw(where: Region) -> None:
    """Draw the way back for who may change this region, and why not for who may not."""
    st.header(_("Iets terugdraaien"))
    st.write(_("Terugdraaien maakt een nieuwe versie. Er gaat niets weg: ook dat draait u weer terug."))
    if not editing.draw_gate(where):
        return
    _say_moved_on(where)
    ways = {UNDO: _("Eén versie ongedaan maken"), RESTORE: _("Terug naar een oudere versie")}
    way = url_state.segments(_("Wat wilt u doen?"), ways, "terug")
    possible = _undoable(where) if way == UNDO else _restorable(where)
    if not possible:
        st.info(_("Er is nog geen versie waarvoor dit kan."))
        return
    number_of = int(
        url_state.select(_("Welke versie?"), {str(one.number): state_label(one) for one in possible}, f"{way}_versie")
    )
    _draw_way(where, _undo(where, number_of) if way == UNDO else _restore(where, number_of))


def _say_moved_on(where: Region) -> None:
    """Say that somebody made a version since this reader last saw the page: what it would change is other now."""
    last = st.session_state.get(SEEN_AT)
    st.session_state[SEEN_AT] = where.version
    if last not in (None, where.version):
        told = _("Intussen is dit bestand veranderd. De laatste versie is {label}. Bekijk opnieuw wat er verandert.")
        st.warning(plain(told.format(label=state_label(versions(where)[0]))))


def before(where: Region) -> dict[int, int]:
    """Return for each version that can be taken back the one before it: both are recorded."""
    known = versions(where)
    return {one.number: older.number for one, older in pairwise(known) if one.stored and older.stored}


def _undoable(where: Region) -> list[Version]:
    return [version for version in versions(where) if version.number in before(where)]


def _restorable(where: Region) -> list[Version]:
    """Return the recorded versions but the present one, which is also one to return to where it was changed outside."""
    known = [version for version in versions(where) if version.stored]
    return known if outside(where) else known[1:]


def _undo(where: Region, version: int) -> WayBack:
    """Return the way that takes one version back and keeps what came later."""
    made = undone(where, before(where)[version], version)
    return WayBack(_("Maak versie {n} ongedaan").format(n=number(version)), made.found, made.kept, lambda: made.tables)


def _restore(where: Region, version: int) -> WayBack:
    """Return the way to an older version: what came between goes, and stays in the history."""
    present = NOW if outside(where) else str(versions(where)[0].number)
    names = changed_tables(where, str(version), present)
    found = differences(where, present, str(version))
    label = _("Zet terug naar versie {n}").format(n=number(version))
    return WayBack(label, found, pd.DataFrame(), lambda: tables_of(where, str(version), names))


def _draw_way(where: Region, way: WayBack) -> None:
    """Draw what would change, and the question why; store it when the reader says yes."""
    st.subheader(_("Wat er dan verandert"))
    if len(way.kept):
        told = ngettext(
            "Een latere versie veranderde ook deze {n} cel. Die blijft zoals zij nu is.",
            "Latere versies veranderden ook deze {n} cellen. Die blijven zoals ze nu zijn.",
            len(way.kept),
        )
        st.warning(told.format(n=number(len(way.kept))))
        tables.readable(kept_rows(way.kept), alt=_("Cellen die blijven zoals ze nu zijn"))
    if way.found.empty:
        st.info(_("Er verandert niets: de tabellen zijn al zo."))
        return
    draw_differences(where, way.found, key="terug", file_name="terugdraaien.csv")
    why = editing.ask_why(WHY)
    seen = st.checkbox(_("Ik heb gezien wat er verandert"), key=f"{SEEN}-{where.version}")
    if st.button(way.label, type="primary", icon=":material/undo:", key="terug-doen"):
        _take(where, way, why, seen=seen)


def kept_rows(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the cells that stay, in words of the screen."""
    return pd.DataFrame(
        {
            _("Tabel"): cells["tabel"].astype("str"),
            _("Rij"): cells["sleutel"].astype("str"),
            _("Kolom"): cells["kolom"].astype("str"),
            _("Nu"): cells["van_anderen"].map(cell_words),
            _("Voor die versie"): cells["van_u"].map(cell_words),
        }
    )


def _take(where: Region, way: WayBack, why: str, *, seen: bool) -> None:
    """Go the way back; the page then starts afresh on the new version."""
    if not seen:
        st.error(_("Bekijk eerst wat er verandert en zet het vinkje. Er is nog niets veranderd."))
        return
    base = None if outside(where) else versions(where)[0].number
    if editing.save(where, way.tables(), why, base=base):
        for key in (WHY, SEEN_AT, "van", "naar", f"{UNDO}_versie", f"{RESTORE}_versie"):
            st.session_state.pop(key, None)
        st.rerun()
