"""The four ways to deal with a bijdrage: take it over, put it into a row that is there, put it aside, or refuse it."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from mapping.model import SHELTERED, Bijdragesoort, Bijdragestand
from mapping.reports.record_words import label_of
from mapping.store.contributions import ContributionQueue
from mapping.store.fields import fields
from mapping.views import editing, tables
from mapping.views.bijdrage import decide
from mapping.views.bijdrage.become import (
    FIELDS,
    GROUP,
    INITIATIEF,
    NEW_ORGANISATIE,
    PLACE,
    VINDPLAATS,
    Context,
    accepted,
    is_new_place,
    merged,
    table_of,
)
from mapping.views.bijdrage.words import names_in
from mapping.views.cached import Region, Tables
from mapping.views.edit.options import Lists, names_of, word_of
from mapping.words import N_, _

TAKE, MERGE, ASIDE, REFUSE = "aanvaarden", "samenvoegen", "afhandelen", "afwijzen"
WAYS = {TAKE: N_("Aanvaarden"), MERGE: N_("Samenvoegen"), ASIDE: N_("Zelf afhandelen"), REFUSE: N_("Afwijzen")}

SEEN = "_redactie_bijdrage"
"""Session key of the bijdrage that this reader has before them."""

BECOMES: Mapping[str, str] = {
    Bijdragesoort.GESTOPT: N_("Het initiatief krijgt de status ‘gestopt’ en telt dan niet meer mee."),
    Bijdragesoort.VERBINDING: N_(
        "Er komt een rij bij in de tabel met verbindingen: hoe vaak is ‘onbekend’ als zij elkaar kennen, en ‘nooit’ als zij elkaar "
        "zouden moeten kennen."
    ),
    INITIATIEF: N_(
        "Er komt een initiatief bij. Plaatsen, regels en werkgebied zijn dan nog onbekend: vul ze aan bij Bewerken."
    ),
    VINDPLAATS: N_(
        "Er komt een vindplaats bij, of een groep bij een vindplaats. Hoeveel mensen er komen, blijft onbekend."
    ),
}


def draw(
    where: Region, queue: ContributionQueue, row: pd.Series, found: pd.DataFrame, context: Context, lists: Lists
) -> None:
    """Draw the choice of a way and what it needs; a decision that was taken starts the page afresh."""
    st.subheader(_("Uw besluit"))
    ways = [TAKE, MERGE, ASIDE, REFUSE]
    if row["soort"] == Bijdragesoort.ANDERS:
        ways = [ASIDE, REFUSE]
    elif not is_new_place(row):
        ways.remove(MERGE)
    st.session_state[SEEN] = code = str(row["bijdrage"])
    way = st.segmented_control(
        _("Wat doet u ermee?"),
        ways,
        format_func=lambda way: _(WAYS[way]),
        default=ways[0],
        required=True,
        key=f"weg-{code}",
    )
    draws = {TAKE: _take, MERGE: _merge, ASIDE: partial(_aside, refused=False), REFUSE: partial(_aside, refused=True)}
    if draws[way](where, queue, row, found, context, lists):
        st.session_state.pop(SEEN, None)
        st.rerun()


def _take(where: Region, queue: ContributionQueue, row: pd.Series, _found, context: Context, lists: Lists) -> bool:
    """Draw what a row needs that the bijdrage does not say, and take it over."""
    code = str(row["bijdrage"])
    st.caption(_(BECOMES[row["soort"] if row["soort"] in BECOMES else table_of(row)]))
    with st.form(f"aanvaard-{code}"):
        given = _asked(row, context.now, lists, code)
        why = editing.ask_why(f"aanvaard-waarom-{code}")
        pressed = st.form_submit_button(_("Neem op in de tabellen"), type="primary", icon=":material/check:")
    if not pressed:
        return False
    empty = [name for name, value in given.items() if value is None or value == []]
    if empty:
        labels = ", ".join(label_of(table_of(row), name) for name in empty)
        st.error(_("Vul nog in: {names}.").format(names=labels))
        return False
    return decide.take_over(
        where, queue, code, Bijdragestand.AANVAARD, lambda fresh: accepted(fresh, given, context), why
    )


def _asked(row: pd.Series, now: Tables, lists: Lists, code: str) -> dict[str, object]:
    """Draw the fields that a new row must have and that nobody in a room is asked for."""
    table = table_of(row)
    if row["soort"] == Bijdragesoort.VERBINDING:
        return {"soort": _choice(table, "soort", {}, code, start="samenwerking")}
    if not is_new_place(row):
        return {}
    if table == VINDPLAATS:
        if row["type"] in SHELTERED:
            return {"precisie": "wijk"}
        return {"precisie": _choice(table, "precisie", {}, code, start="straat" if pd.notna(row["x"]) else "wijk")}
    known = {NEW_ORGANISATIE: _("Nieuwe organisatie met dezelfde naam"), **names_of("organisatie", now)}
    channels = {one: word_of(one, lists["kanaal"]) for one in fields(table)["kanaal"].choices}
    return {
        "organisatie": st.selectbox(_("Organisatie"), list(known), format_func=known.get, key=f"organisatie-{code}"),
        "kanaal": st.multiselect(
            label_of(table, "kanaal"),
            list(channels),
            format_func=channels.get,
            key=f"kanaal-{code}",
            placeholder=_("Kies"),
        ),
        "abc": _choice(table, "abc", lists["abc"], code),
    }


def _choice(table: str, name: str, named: Mapping[str, str], code: str, *, start: str | None = None) -> str | None:
    """Draw a choice from the list of a column."""
    options = list(fields(table)[name].choices)
    return st.selectbox(
        label_of(table, name), options, index=options.index(start) if start else None, key=f"{name}-{code}",
        format_func=lambda one: word_of(one, named), placeholder=_("Kies"),
    )  # fmt: skip


def _merge(
    where: Region, queue: ContributionQueue, row: pd.Series, found: pd.DataFrame, context: Context, _lists: Lists
) -> bool:
    """Draw a row that is there beside the bijdrage, field by field, and put the chosen fields into it."""
    table, code = table_of(row), str(row["bijdrage"])
    known = names_of(table, context.now)
    likely = [one for one in found.loc[found["tabel"] == table, "code"] if one in known]
    ordered = [*likely, *(one for one in known if one not in likely)]
    if not ordered:
        st.info(_("Er is nog geen rij om mee samen te voegen."))
        return False
    target = st.selectbox(
        _("Met welke rij?"),
        ordered,
        format_func=known.get,
        key=f"doel-{code}",
        help=_("Wat het meest lijkt, staat bovenaan."),
    )
    beside = _fields_beside(row, target, context.now)
    tables.readable(beside.drop(columns="kolom"), alt=_("De rij en de bijdrage naast elkaar"))
    with st.form(f"samen-{code}-{target}"):
        st.caption(
            _("Vink aan wat u uit de bijdrage overneemt. Niets aangevinkt: alleen vastleggen dat het er al was.")
        )
        taken = tuple(
            line.kolom
            for line in beside.itertuples(index=False)
            if st.checkbox(line[1], key=f"neem-{code}-{target}-{line.kolom}")
        )
        why = editing.ask_why(f"samen-waarom-{code}")
        pressed = st.form_submit_button(_("Voeg samen"), type="primary", icon=":material/merge:")
    if not pressed:
        return False
    return decide.take_over(
        where, queue, code, Bijdragestand.SAMENGEVOEGD, lambda fresh: merged(fresh, target, taken, context), why
    )


def _fields_beside(row: pd.Series, target: str, now: Tables) -> pd.DataFrame:
    """Return what a row and a bijdrage say of each field that differs and that can be taken over: kolom, veld, both."""
    table, names = table_of(row), names_in(now)
    rows = now[table]
    there = rows[rows[table] == target].iloc[0]
    lines = [
        (column, label_of(table, column), there[column], row[source])
        for column, source in FIELDS[table].items()
        if isinstance(row[source], str) and row[source] != there[column]
    ]
    if isinstance(row["gebiedcode"], str):
        lines.append((PLACE, _("Plek"), _place_words(there, names), _place_words(row, names)))
    if isinstance(row["subgroep"], str):
        known = now[f"{table}_subgroep"]
        has = names["subgroep"]
        groups = [has.get(one, one) for one in known.loc[known[table] == target, "subgroep"]]
        lines.append((GROUP, _("Groep erbij"), ", ".join(groups), has.get(row["subgroep"], row["subgroep"])))
    shown = [
        (column, label, "" if pd.isna(before) else str(before), str(after)) for column, label, before, after in lines
    ]
    return pd.DataFrame(shown, columns=["kolom", _("Veld"), _("Staat er nu"), _("In de bijdrage")], dtype="str")


def _place_words(row: pd.Series, names: Mapping[str, Mapping[str, str]]) -> str:
    """Return where a row or a bijdrage lies: its gebied, and whether a point is known."""
    shape = row.get("geometry")
    point = (shape is not None and not shape.is_empty) if "geometry" in row else pd.notna(row["x"])
    gebied, how = names["gebied"].get(row["gebiedcode"], ""), _("punt") if point else _("zonder punt")
    return f"{gebied} ({how})"


def _aside(
    where: Region, queue: ContributionQueue, row: pd.Series, _found, _context: Context, _lists: Lists, *, refused: bool
) -> bool:
    """Draw the question why, and refuse the bijdrage or put on record that it was dealt with."""
    code = str(row["bijdrage"])
    st.caption(
        _("De bijdrage komt niet in de tabellen. U kunt dit terugnemen zolang zij er nog is.")
        if refused
        else _(
            "Bijvoorbeeld als u zelf iets aanpaste op de pagina Bewerken, of iemand belde. De tabellen veranderen hier niet."
        )
    )
    with st.form(f"opzij-{code}-{refused}"):
        why = " ".join(st.text_input(_("Waarom?"), key=f"opzij-waarom-{code}-{refused}", max_chars=300).split())
        label = _("Wijs af") if refused else _("Leg vast")
        pressed = st.form_submit_button(
            label, type="primary", icon=":material/close:" if refused else ":material/check:"
        )
    return pressed and decide.set_aside(queue, code, why, refused=refused)
