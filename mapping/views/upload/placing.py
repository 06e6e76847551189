"""Put the rows of a list on the map by their address: asked when somebody presses the button, and said row by row."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from mapping.errors import MappingError
from mapping.views import cached, geocode, tables
from mapping.views.cached import Region
from mapping.views.sources import plain
from mapping.views.upload.columns import Chosen
from mapping.views.upload.tools import Tools
from mapping.words import _, ngettext, number

PLACED, TURN = "_toevoegen_plaatsen", "_toevoegen_plaatsen_keer"
"""Session keys: the places that were found with the mark of what was asked, and how often somebody searched."""

FOUND_HOW = ("gevonden", "buiten de regio")
"""Outcomes of a row that has a place."""


def turn() -> int:
    """Return how often somebody searched: a report from before a search no longer fits."""
    return st.session_state.get(TURN, 0)


def draw(
    where: Region, tools: Tools, cells: pd.DataFrame, chosen: Chosen, *, first_row: int, mark: tuple
) -> tuple[pd.DataFrame, Chosen]:
    """Draw the search for rows with an address and without a point; return the cells and columns with what was found."""
    profile, matches = tools.profiles()[chosen.profile], dict(chosen.matches)
    rows = tools.unplaced(cells, matches, profile, cached.tables(where))
    if rows.empty:
        return cells, chosen
    mark = (*mark, chosen.profile, chosen.matches)
    st.header(_("Waar is het?"))
    said = ngettext(
        "{n} rij heeft een adres of postcode, maar geen punt. Zonder punt telt het aanbod niet mee in de buurt.",
        "{n} rijen hebben een adres of postcode, maar geen punt. Zonder punt telt het aanbod niet mee in de buurt.",
        len(rows),
    )
    st.write(said.format(n=number(len(rows))))
    st.caption(geocode.said_before("type" in rows))
    label = ngettext("Zoek {n} plaats", "Zoek {n} plaatsen", len(rows)).format(n=number(len(rows)))
    if st.button(label, icon=":material/search:", key="toevoegen-zoek-plaatsen"):
        _search(tools, rows, mark)
    kept = st.session_state.get(PLACED)
    if kept is None or kept[0] != mark:
        return cells, chosen
    _say(kept[1], first_row)
    told, added = tools.laid(cells, matches, profile, kept[1].table)
    return told, replace(chosen, matches=tuple(added.items()))


def _search(tools: Tools, rows: pd.DataFrame, mark: tuple) -> None:
    """Search all places with a progress bar; a fault becomes a sentence and nothing is kept."""
    bar = st.progress(0.0, text=_("Zoeken…"))
    try:
        found = tools.places(rows, lambda done, total: bar.progress(done / total))
    except MappingError as error:
        st.error(plain(str(error)))
        return
    finally:
        bar.empty()
    st.session_state[PLACED] = (mark, found)
    st.session_state[TURN] = turn() + 1


def _say(found: Any, first_row: int) -> None:
    """Say what came of the search, and list the rows that need a person by their number in the file."""
    st.success("  \n".join(plain(line) for line in found.sentences()), icon=":material/location_on:")
    asks = found.table[~found.table["uitkomst"].isin(FOUND_HOW) | (found.table["melding"].fillna("") != "")]
    if asks.empty:
        return
    title = ngettext("{n} rij om na te kijken", "{n} rijen om na te kijken", len(asks)).format(n=number(len(asks)))
    with st.expander(title):
        shown = pd.DataFrame(
            {
                _("Rij in uw bestand"): [number(first_row + row) for row in asks.index],
                _("Uitkomst"): asks["uitkomst"].to_numpy(),
                _("Opmerking"): [str(text) if pd.notna(text) else "" for text in asks["melding"]],
            }
        )
        tables.readable(shown, alt=_("Rijen waarvan de plaats niet of niet precies is gevonden"))
