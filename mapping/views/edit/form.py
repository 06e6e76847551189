"""One row in a form: the same fields as the grid in widgets that a keyboard and a screen reader can use."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from mapping.reports.record_words import label_of, meaning_of
from mapping.store.draft import LISTS, without_row
from mapping.store.fields import DATE, NUMBER, WHOLE, Field, fields
from mapping.views import url_state
from mapping.views.cached import Tables
from mapping.views.edit.change import Edit, changed_tables
from mapping.views.edit.options import Lists, options_of
from mapping.views.edit.records import CODE_FROM, DERIVED, RECORDS, beginning, columns_of
from mapping.views.edit.rows import cells
from mapping.views.edit.state import Draft, put
from mapping.views.offer_check_cache import ReadChanges
from mapping.views.sources import plain
from mapping.words import _, day, ngettext, number

NEW = "nieuw"
"""In the URL: a row that is not there yet."""

NEXT = "_next_row"
"""Session key of the row to show in the next run: the list of rows is drawn already when a new one gets its code."""

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
"""Days that can be chosen: the first Centra voor Levensvragen are younger, and no subsidy runs longer."""


def choose(table: str, now: Tables, places: list[int], names: pd.Series) -> int | None:
    """Draw the list of rows in sight and return the place of the chosen one; None for a new row."""
    record = RECORDS[table]
    codes = codes_of(table, now)
    known = {codes[place]: names[place] for place in places}
    new = {NEW: _("+ Nieuw: {one}").format(one=_(record.one))}
    if NEXT in st.session_state:
        st.session_state["rij"] = st.session_state.pop(NEXT)
    chosen = url_state.select(_("Welke?"), {**known, **new}, "rij")
    return None if chosen == NEW else codes.index(chosen)


def codes_of(table: str, now: Tables) -> list[str]:
    """Return what each row is known by in the URL: its code, or the parts of its key."""
    rows = now[table].reset_index(drop=True)
    keys = [name for name, field in fields(table).items() if field.key]
    return ["~".join(str(rows.at[place, name]) for name in keys) for place in rows.index]


def draw(
    draft: Draft, table: str, place: int | None, lists: Lists, read_changes: ReadChanges, *, today: str, example: bool
) -> None:
    """Draw the form of one row (None: a new one); its values go into the draft when the button is pressed."""
    now = draft.now
    begin = beginning(tuple(fields(table)), today=today, example=example, version=draft.base)
    values = dict(begin) if place is None else cells(table, now).loc[place].to_dict()
    mark = f"{table}-{NEW if place is None else codes_of(table, now)[place]}-{draft.turn}"
    with st.form(f"vorm-{mark}", border=True):
        st.caption(_("Velden met * zijn verplicht. Weet u het niet? Laat het veld leeg of kies ‘onbekend’: dat mag."))
        given = {}
        for group in RECORDS[table].groups:
            st.markdown(f"**{_(group)}**")
            given |= _group(table, group, values, given, now, lists, mark, today)
        pressed = st.form_submit_button(_("Neem over"), type="primary", icon=":material/edit:")
    if not pressed:
        return
    missing = [label_of(table, name) for name, value in given.items() if fields(table)[name].required and _empty(value)]
    if missing:
        st.error(plain(_("Vul nog in: {names}.").format(names=", ".join(missing))))
        return
    edit = Edit({}, [given]) if place is None else Edit({place: _others(given, values)})
    put(draft, changed_tables(now, table, edit, begin, read_changes))
    if place is None:
        st.session_state[NEXT] = codes_of(table, draft.now)[-1]
    st.rerun()


def _group(
    table: str, group: str, values: Mapping[str, object], drawn: Mapping[str, object], now: Tables, lists: Lists,
    mark: str, today: str,
) -> dict[str, object]:  # fmt: skip
    """Draw the fields of one group in two columns and return what they hold."""
    given = {}
    names = [name for name in columns_of(table, group) if name not in drawn]
    shown = [name for name in names if not _derived(table, name)]
    halves = st.columns(2)
    for at, name in enumerate(shown):
        field = fields(table)[name]
        options = options_of(table, name, now, lists)
        given[name] = _widget(halves[at % 2], table, field, values.get(name), options, f"{mark}-{name}", today)
    return given


def _derived(table: str, name: str) -> bool:
    return name in DERIVED and table in ("initiatief", "vindplaats")


def _widget(
    where: DeltaGenerator, table: str, field: Field, value: object, options: Mapping[str, str], key: str, today: str
) -> object:
    """Draw the widget of one field and return its value; None where nothing was filled in."""
    label = plain(label_of(table, field.name)) + (r" \*" if field.required else "")
    common = {"label": label, "key": key, "help": meaning_of(table, field.name)}
    if options and field.many:
        kept = [part for part in value if part in options] if isinstance(value, list) else []
        return (
            where.multiselect(
                **common, options=list(options), default=kept, format_func=options.get, placeholder=_("Kies")
            )
            or None
        )
    if options:
        codes = list(options) if field.required else [None, *options]
        at = codes.index(value) if value in codes else None
        names = {None: _("(leeg: onbekend)"), **options}
        placeholder = _("Kies")
        return where.selectbox(**common, options=codes, index=at, format_func=names.get, placeholder=placeholder)
    if field.kind == DATE:
        known = None if _empty(value) else pd.Timestamp(value).date()
        latest = date.fromisoformat(today) if field.past else LAST_DAY
        st.session_state.setdefault(key, known)  # not as `value`: then the field could not be emptied again
        limits = {"min_value": min(FIRST_DAY, known or FIRST_DAY), "max_value": max(latest, known or latest)}
        return where.date_input(**common, value=None, format="DD-MM-YYYY", **limits)
    if field.kind in (NUMBER, WHOLE):
        return _number(where, common, field, value)
    text = where.text_input(**common, value="" if _empty(value) else str(value))
    return text.strip() or None


def _number(where: DeltaGenerator, common: Mapping[str, object], field: Field, value: object) -> float | int | None:
    """Draw the widget of a number, whole or not."""
    sort = int if field.kind == WHOLE else float
    limits = {
        name: sort(limit)
        for name, limit in (("min_value", field.least), ("max_value", field.most))
        if limit is not None
    }
    st.session_state.setdefault(common["key"], None if _empty(value) else sort(value))  # see the dates
    return where.number_input(**common, value=None, step=sort(1), format="%d" if sort is int else "%g", **limits)


def _empty(value: object) -> bool:
    return value is None or (not isinstance(value, list) and bool(pd.isna(value))) or value == ""


def _others(given: Mapping[str, object], values: Mapping[str, object]) -> dict[str, object]:
    """Return only what is not as it was, so that a row that nobody changed stays as it stands."""
    return {name: value for name, value in given.items() if not _same(value, values.get(name))}


def _same(one: object, other: object) -> bool:
    if _empty(one) or _empty(other):
        return _empty(one) and _empty(other)
    if isinstance(other, pd.Timestamp):
        other = other.date()
    return one == other


def checked_today(draft: Draft, table: str, place: int, read_changes: ReadChanges, *, today: str) -> None:
    """Draw when a row was last checked and the button that says: today."""
    column = "datum" if table in ("inventaris", "factor") else "laatst_gecontroleerd"
    if column not in fields(table):
        return
    last = draft.now[table].reset_index(drop=True).at[place, column]
    left, right = st.columns([2, 1], vertical_alignment="center")
    told = (
        _("Laatst gecontroleerd: {day}.").format(day=day(last))
        if isinstance(last, str)
        else _("Nog nooit gecontroleerd.")
    )
    left.write(told)
    if right.button(
        _("Vandaag gecontroleerd"), icon=":material/event_available:", disabled=last == today, key="vandaag"
    ):
        put(draft, changed_tables(draft.now, table, Edit({place: {column: today}}), {}, read_changes))
        st.rerun()


def remove(draft: Draft, table: str, place: int, name: str, read_changes: ReadChanges) -> None:
    """Draw what goes along when a row is taken away, and the button that does it."""
    with st.expander(_("Weghalen"), icon=":material/delete:"):
        st.write(plain(goes_along(draft.now, table, place, name)))
        if st.button(_("Haal weg"), key="haal-weg"):
            put(draft, changed_tables(draft.now, table, Edit({}, (), (place,)), {}, read_changes))
            st.session_state[NEXT] = ""
            st.rerun()


def goes_along(now: Tables, table: str, place: int, name: str) -> str:
    """Say what else goes when a row goes, before anyone does it."""
    told = _("‘{name}’ verdwijnt uit de tabel. In Versies kunt u dat terugdraaien.").format(name=name)
    if table in CODE_FROM:
        code = now[table].reset_index(drop=True).at[place, table]
        lost = sum(len(now[other]) - len(rows) for other, rows in without_row(now, table, [code]).items())
        if lost:
            words = ngettext(
                "Ook {n} rij die erbij hoort gaat weg: lijsten, regels, gebruik, signaleringen en verbindingen.",
                "Ook {n} rijen die erbij horen gaan weg: lijsten, regels, gebruik, signaleringen en verbindingen.", lost,
            )  # fmt: skip
            told += " " + words.format(n=number(lost))
    if table in LISTS and table == "initiatief":
        told += " " + _("Is het gestopt? Kies dan liever de status ‘gestopt’: dan blijft bekend wat er was.")
    return told
