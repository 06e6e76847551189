"""A table to edit in place: `st.data_editor` with lists to choose from, days, limits, and rows to add or take away.

The grid keeps its own list of changes as long as it is handed the same rows. So the rows it began with (`Seed`) stand
still in the session, and each change is laid on the tables as they were then. When the page was left, or anything else
changed, it begins again with what the draft holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mapping.reports.record_words import label_of, meaning_of
from mapping.store.fields import DATE, NUMBER, WHOLE, Field, fields
from mapping.views.cached import Tables
from mapping.views.edit.change import Edit, changed_tables
from mapping.views.edit.options import Lists, options_of
from mapping.views.edit.records import BEGIN_WITH, DERIVED, RECORDS, beginning, columns_of
from mapping.views.edit.rows import cells
from mapping.views.edit.state import Draft, put
from mapping.views.offer_check_cache import ReadChanges
from mapping.views.tables import BORDER_PX, ROW_PX
from mapping.words import _

SEED = "_edit_seed"
"""Session key of what the grid on the screen began with."""

HEIGHT_PX = 480
NEW_ROWS = 3
"""Rows of room below the last one, where rows can be added: else a list of options has no place to open."""

LONG = ("naam", "van", "naar", "werkgebied_tekst", "website")
"""Columns that hold the longest texts."""


@dataclass(frozen=True)
class Seed:
    """What a grid began with: which (table, group, filter, turn), its cells, the places of its rows, and the tables."""

    signature: tuple
    frame: pd.DataFrame
    places: tuple[int, ...]
    tables: Tables


def draw(
    draft: Draft, table: str, group: str, places: Sequence[int], lists: Lists, read_changes: ReadChanges, *,
    today: str, example: bool, mark: str,
) -> None:  # fmt: skip
    """Draw the grid of one group of columns; what is changed in it goes into the draft at once. `mark` names the filters."""
    signature = (table, group, mark, draft.turn)
    key = "-".join(("raster", table, group, str(draft.turn), str(abs(hash(mark)))))
    seed = st.session_state.get(SEED)
    if seed is None or seed.signature != signature or key not in st.session_state:
        now = draft.now
        frame = cells(table, now)[list(columns_of(table, group))].iloc[list(places)].reset_index(drop=True)
        seed = st.session_state[SEED] = Seed(signature, frame, tuple(places), now)
    first = group == next(iter(RECORDS[table].groups))
    begin = beginning(tuple(fields(table)), today=today, example=example, version=draft.base)
    st.data_editor(
        seed.frame,
        key=key,
        hide_index=True,
        height=min(HEIGHT_PX, ROW_PX * (len(seed.frame) + 1 + NEW_ROWS * first) + BORDER_PX),
        num_rows="dynamic" if first else "fixed",
        column_config=_config(table, group, draft.now, lists, today),
        on_change=_keep,
        args=(key, draft, table, begin, read_changes),
        alt=_("Raster om te bewerken: {table}. Liever zonder raster? Kies ‘Eén tegelijk’.").format(
            table=_(RECORDS[table].title)
        ),
    )
    if first:
        st.caption(
            _(
                "Rij erbij: typ in de onderste, lege rij. Rij weg: vink haar links aan en druk op Delete. * is verplicht."
            )
        )
    else:
        first = next(iter(RECORDS[table].groups))
        st.caption(_("Rijen erbij of weg, en namen, doet u bij ‘{group}’. * is verplicht.").format(group=_(first)))


def _keep(key: str, draft: Draft, table: str, begin: Mapping[str, object], read_changes: ReadChanges) -> None:
    """Lay the changes that the grid holds on the tables that it began with."""
    seed: Seed = st.session_state[SEED]
    held = st.session_state[key]
    edit = Edit(
        {seed.places[int(place)]: values for place, values in held["edited_rows"].items()},
        held["added_rows"],
        [seed.places[int(place)] for place in held["deleted_rows"]],
    )
    fresh = changed_tables(seed.tables, table, edit, begin, read_changes)
    put(draft, {**_taken_back(draft, seed), **fresh}, redraw=False)


def _taken_back(draft: Draft, seed: Seed) -> dict[str, pd.DataFrame]:
    """Return the tables as the grid began with them: what an earlier step of it changed may no longer hold."""
    return {name: seed.tables[name] for name in draft.tables}


def _config(table: str, group: str, now: Tables, lists: Lists, today: str) -> dict[str, object]:
    """Return how each column is drawn."""
    record = RECORDS[table]
    return {
        name: _column(
            table,
            fields(table)[name],
            now,
            lists,
            today,
            pinned=name in record.first and group != next(iter(record.groups)),
        )
        for name in columns_of(table, group)
    }


def _column(table: str, field: Field, now: Tables, lists: Lists, today: str, *, pinned: bool) -> object:
    """Return the kind of column that fits a field; a pinned one stays in sight to read, as Streamlit lets nobody edit it."""
    label = label_of(table, field.name)
    derived = field.name in DERIVED and table in ("initiatief", "vindplaats")
    common = {
        "label": f"{label} *" if field.required else label,
        "help": meaning_of(table, field.name),
        "required": field.required,
        "pinned": pinned,
        "disabled": derived or pinned,
        "width": "large"
        if not pinned and field.name in LONG
        else None
        if field.kind in (NUMBER, WHOLE, DATE)
        else "medium",
    }
    options = options_of(table, field.name, now, lists)
    if options and field.many:
        return st.column_config.MultiselectColumn(**common, options=list(options), format_func=namer(options))
    if options:
        default = BEGIN_WITH.get(field.name)
        return st.column_config.SelectboxColumn(
            **common, options=list(options), format_func=namer(options), default=default if default in options else None
        )
    if field.kind == DATE:
        latest = pd.Timestamp(today).date() if field.past else None
        default = latest if field.name == "peildatum" else None
        return st.column_config.DateColumn(**common, format="DD-MM-YYYY", max_value=latest, default=default)
    if field.kind in (NUMBER, WHOLE):
        step = 1 if field.kind == WHOLE else None
        default = BEGIN_WITH.get(field.name)
        return st.column_config.NumberColumn(
            **common, min_value=field.least, max_value=field.most, step=step, default=default
        )
    return st.column_config.TextColumn(**common, default=BEGIN_WITH.get(field.name))


def namer(options: Mapping[str, str]):
    """Return a function from code to name; what it does not know it leaves as it is."""

    def name(code: object) -> str:
        return options.get(code, str(code))

    return name
