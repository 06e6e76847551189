"""The blocks of the page Versies that everyone sees: the list, and two states beside one another."""

from itertools import pairwise

import pandas as pd
import streamlit as st

from mapping.store.history import Version
from mapping.views import tables, url_state
from mapping.views.cached import Region
from mapping.views.editing_permission import closed_because
from mapping.views.sources import plain
from mapping.views.versions_cache import NOW, differences, outside, versions
from mapping.views.versions_rows import (
    COUNTS_PEOPLE,
    count_rows,
    counts,
    difference_rows,
    state_label,
    summary,
    version_rows,
)
from mapping.words import _, ngettext, number

LATEST = 20
"""Versions in the list until someone asks for all: each costs a comparison."""

ALL_TABLES = "alle"
ROWS_SHOWN = 2000
"""Changed cells in the grid; the download has them all."""


def draw_list(where: Region) -> None:
    """Draw the versions, the newest first, with what each changed."""
    known = versions(where)
    newest = known[0]
    st.write(
        plain(
            ngettext(
                "Dit bestand heeft {n} versie. De laatste is {label}.",
                "Dit bestand heeft {n} versies. De laatste is {label}.",
                len(known),
            ).format(n=number(len(known)), label=state_label(newest))
        )
    )
    if outside(where):
        st.warning(
            plain(
                _(
                    "Na versie {n} is dit bestand buiten dit programma om veranderd: {tables}. Bij de volgende wijziging "
                    "krijgt dat een eigen versie. U kunt het hieronder al vergelijken."
                ).format(n=number(newest.number), tables=", ".join(outside(where)))
            )
        )
    every = len(known) <= LATEST or url_state.switch(_("Toon alle versies"), "alle_versies")
    told = known if every else known[:LATEST]
    tables.readable(version_rows(told, _changes(where, told)), alt=_("Versies van dit regiobestand"))
    lost = [version.number for version in known if not version.stored]
    if lost:
        told = ngettext(
            "Van {n} versie is alleen bekend wie, wanneer en waarom: de tabellen van toen zijn niet bewaard. Die kunt u niet "
            "vergelijken of terugzetten.",
            "Van {n} versies is alleen bekend wie, wanneer en waarom: de tabellen van toen zijn niet bewaard. Die kunt u "
            "niet vergelijken of terugzetten.",
            len(lost),
        )
        st.caption(told.format(n=number(len(lost))))


def draw_comparison(where: Region) -> None:
    """Draw the choice of two states, what differs per table, the cells, and the download."""
    st.header(_("Twee versies vergelijken"))
    states = state_names(where)
    if len(states) < 2:
        st.info(
            _(
                "Er is nog maar één versie om te zien. Elke wijziging op de pagina’s Gegevens toevoegen en Bewerken maakt een "
                "versie erbij."
            )
        )
        return
    codes = list(states)
    left, right = st.columns(2)
    old = url_state.select(_("Van"), states, "van", place=left, default=codes[1])
    new = url_state.select(_("Naar"), states, "naar", place=right, default=codes[0])
    if old == new:
        st.info(_("U vergelijkt een versie met zichzelf. Kies twee verschillende versies."))
        return
    draw_differences(where, differences(where, old, new), key="verschil", file_name=f"verschil_{old}_{new}.csv")


def state_names(where: Region) -> dict[str, str]:
    """Return the states that can be looked at, the newest first, with what they are called."""
    now = {NOW: _("nu, met wat buiten dit programma om veranderde")} if outside(where) else {}
    return now | {str(version.number): state_label(version) for version in versions(where) if version.stored}


def draw_differences(where: Region, found: pd.DataFrame, *, key: str, file_name: str) -> None:
    """Draw differences: a sentence, counts per table, the cells of one table or all, a download."""
    if found.empty:
        st.info(_("Er is geen verschil."))
        return
    owner = not closed_because()
    counted = counts(found, owner=owner)
    tables.readable(count_rows(counted), alt=_("Verschillen per tabel, in rijen"))
    chosen = _of_chosen_table(found, key)
    warned = _people_words(chosen, owner=owner)
    notes = (*tables.download_notes(where), *warned)
    _draw_cells(chosen, owner=owner, key=key, file_name=file_name, notes=notes)
    for sentence in warned:
        st.caption(sentence)


def _of_chosen_table(found: pd.DataFrame, key: str) -> pd.DataFrame:
    """Draw the choice of a table where several changed, and return its differences."""
    changed = list(dict.fromkeys(found["tabel"]))
    if len(changed) < 2:
        return found
    names = {ALL_TABLES: _("Alle tabellen"), **{name: name for name in changed}}
    tabel = url_state.select(_("Toon de verschillen van"), names, f"{key}_tabel")
    return found if tabel == ALL_TABLES else found[found["tabel"] == tabel]


def _draw_cells(found: pd.DataFrame, *, owner: bool, key: str, file_name: str, notes: tuple[str, ...]) -> None:
    """Draw the first cells, shortened, with a download that has all of all."""
    shown = difference_rows(found.head(ROWS_SHOWN), owner=owner)
    tables.show(
        shown, key=key, alt=_("Wat er in de tabellen veranderde, oud en nieuw"), file_name=file_name, notes=notes,
        whole=difference_rows(found, owner=owner, whole=True),
    )  # fmt: skip
    if len(found) > ROWS_SHOWN:
        st.caption(
            _("Dit zijn de eerste {shown} van {n} verschillen; de download heeft ze allemaal.").format(
                shown=number(ROWS_SHOWN), n=number(len(found))
            )
        )


def _people_words(found: pd.DataFrame, *, owner: bool) -> tuple[str, ...]:
    """Say what is hidden, or to the owner what must not be shared."""
    if not found["tabel"].isin(COUNTS_PEOPLE).any():
        return ()
    if owner:
        return (_("Dit bevat kleine tellingen van mensen (gebruik of signalering). Deel dit niet."),)
    return (
        _(
            "Verborgen: de tabellen gebruik en signalering tellen mensen. Wie twee versies naast elkaar legt, zou iemand "
            "kunnen herkennen."
        ),
    )


def _changes(where: Region, told: list[Version]) -> dict[int, str]:
    """Say per version what it changed, where it and the one before are recorded."""
    known = versions(where)
    older = {one.number: other for one, other in pairwise(known)}
    owner = not closed_because()
    found = {}
    for version in told:
        before = older.get(version.number)
        if before is None:
            found[version.number] = _("het begin")
        elif version.stored and before.stored:
            pair = differences(where, str(before.number), str(version.number))
            found[version.number] = summary(counts(pair, owner=owner))
        else:
            found[version.number] = _("niet bekend")
    return found
