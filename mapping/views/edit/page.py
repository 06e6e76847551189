"""The page Bewerken: which table, which rows, edit them in a grid or one by one, see what changes and save."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from mapping.analysis.overdue import CHECKED_ON, overdue_counts
from mapping.analysis.vindplaats_visits import published_visits
from mapping.model import Merk
from mapping.reports.record_words import label_of
from mapping.store.fields import has_point
from mapping.views import cached, editing, tables, url_state
from mapping.views.cached import Region, Tables
from mapping.views.edit import form, grid, place, review
from mapping.views.edit.change import must_hide
from mapping.views.edit.options import Lists, options_of
from mapping.views.edit.place import GebiedOf
from mapping.views.edit.records import ABOUT_PEOPLE, RECORDS, columns_of
from mapping.views.edit.rows import Filter, cells, in_choice, names_of_rows, places
from mapping.views.edit.state import Draft, draft_of
from mapping.views.filters import Choice
from mapping.views.geocode import Search
from mapping.views.may_read import may_read, readable_bewijs
from mapping.views.offer_check_cache import ReadChanges
from mapping.views.sources import plain
from mapping.words import N_, _, day, ngettext, number

LONGEST_NAME = 100
"""Characters to search for; no name is longer."""

GRID, ONE = "tabel", "een"

COUNT_WORDS = {
    "initiatief": (N_("{n} initiatief"), N_("{n} initiatieven")),
    "organisatie": (N_("{n} organisatie"), N_("{n} organisaties")),
    "vindplaats": (N_("{n} vindplaats"), N_("{n} vindplaatsen")),
    "verbinding": (N_("{n} verbinding"), N_("{n} verbindingen")),
    "inventaris": (N_("{n} gebied in de inventaris"), N_("{n} gebieden in de inventaris")),
    "factor": (N_("{n} factor"), N_("{n} factoren")),
    "actie": (N_("{n} actie"), N_("{n} acties")),
}
"""Table → how one row and more rows are counted in a sentence."""


@dataclass(frozen=True)
class Outside:
    """What the page hands over from outside the views: the geo-join, the catalogue, the dead codes, and the search."""

    gebied_of: GebiedOf
    lists: Callable[[], Lists]
    changes: ReadChanges
    search: Search


def draw(where: Region, choice: Choice, outside: Outside) -> None:
    """Draw the page; where editing is closed the same tables can be read."""
    today = date.today().isoformat()
    is_open = editing.draw_gate(where)
    draft = draft_of(where) if is_open else None
    now = draft.now if draft is not None else cached.tables(where)
    _say_overdue(now, today)
    if draft is not None and draft.count and draft.version != where.version:
        st.info(_("Iemand anders bewaarde intussen een versie. Bij bewaren leggen wij uw werk daar bovenop."))
    table = url_state.select(_("Wat wilt u bewerken?"), _titles(editing_open=draft is not None), "tabel")
    lists = outside.lists()
    names = names_of_rows(table, now, lists)
    by = _filters(table, now, choice, names, today)
    shown = places(table, now, choice, by, names, today=today)
    words = ngettext("{n} rij past hierbij.", "{n} rijen passen hierbij.", len(shown))
    st.caption(words.format(n=number(len(shown))))
    if draft is None:
        _read_only(where, table, now, shown, lists)
        return
    modes = {GRID: _("In een tabel"), ONE: _("Eén tegelijk")}
    if url_state.segments(_("Hoe wilt u werken?"), modes, "werkwijze") == GRID:
        group = _group(table)
        mark = f"{by}{choice.regio}{choice.gebied}"
        grid.draw(
            draft, table, group, shown, lists, outside.changes, today=today, example=cached.is_example(where), mark=mark
        )
    else:
        _one(where, draft, table, shown, names, lists, outside, today)
    st.header(_("Bewaren"))
    review.draw(where, draft)


def _titles(*, editing_open: bool) -> dict[str, str]:
    """Name the tables to choose from; rows about people only where they may be edited."""
    return {name: _(record.title) for name, record in RECORDS.items() if editing_open or name not in ABOUT_PEOPLE}


def _group(table: str) -> str:
    """Draw the choice of a group of columns; returns its title in Dutch."""
    groups = {title.lower().replace(" ", "-"): title for title in RECORDS[table].groups}
    if len(groups) == 1:
        return next(iter(groups.values()))
    return groups[
        url_state.segments(_("Welke kolommen?"), {code: _(word) for code, word in groups.items()}, "kolommen")
    ]


def _say_overdue(now: Tables, today: str) -> None:
    """Say per kind of table how much nobody checked in the last year."""
    counts = overdue_counts(now, today=today)
    late = counts[counts["te_lang"] > 0]
    if late.empty:
        st.success(_("Alles is in de laatste 12 maanden gecontroleerd."))
        return
    parts = [
        _(COUNT_WORDS[name][n != 1]).format(n=number(int(n))) for name, n in late["te_lang"].items()
    ]  # fmt: skip
    st.write(_("Langer dan 12 maanden niet gecontroleerd, of nog nooit: {parts}.").format(parts=", ".join(parts)))


def _filters(table: str, now: Tables, choice: Choice, names: pd.Series, today: str) -> Filter:
    """Draw what narrows the rows; the label of the long unchecked counts them within the gebied of the sidebar."""
    text = st.text_input(_("Zoek op naam"), key="zoek-naam", max_chars=LONGEST_NAME)
    late = False
    left, right = st.columns(2)
    if table in CHECKED_ON:
        count = len(places(table, now, choice, Filter(overdue=True), names, today=today))
        label = _("Alleen langer dan 12 maanden niet gecontroleerd ({n})").format(n=number(count))
        late = url_state.switch(label, "te-lang", place=left)
    bare = url_state.switch(
        _("Alleen onvolledig"), "onvolledig", place=right,
        help=_("Rijen waarin iets ontbreekt dat een ander nodig heeft, zoals de plaatsen, de regels of de controle."),
    )  # fmt: skip
    if choice.gebied or choice.regio:
        total = int(in_choice(table, now, choice).sum())
        st.caption(_("Het gebied in het menu geldt ook hier: {n} rijen.").format(n=number(total)))
    return Filter(text, late, bare)


def _one(
    where: Region,
    draft: Draft,
    table: str,
    shown: list[int],
    names: pd.Series,
    lists: Lists,
    outside: Outside,
    today: str,
) -> None:
    """Draw one row: the form, when it was checked, its point, and taking it away."""
    chosen = form.choose(table, draft.now, shown, names)
    st.subheader(
        plain(_("Bewerken: {name}").format(name=names[chosen]) if chosen is not None
              else _("Nieuw: {one}").format(one=_(RECORDS[table].one)))
    )  # fmt: skip
    if chosen is not None:
        form.checked_today(draft, table, chosen, outside.changes, today=today)
    if table == "initiatief":
        st.caption(_("Groepen, talen, soorten steun, werkgebied en regels staan in eigen tabellen: kies ze bovenaan."))
    example = cached.is_example(where)
    form.draw(draft, table, chosen, lists, outside.changes, today=today, example=example)
    if chosen is None:
        return
    if has_point(table):
        place.draw(where, draft, table, chosen, outside.gebied_of, outside.changes, outside.search)
    form.remove(draft, table, chosen, str(names[chosen]), outside.changes)


def _read_only(where: Region, table: str, now: Tables, shown: list[int], lists: Lists) -> None:
    """Draw the rows to read, with names for codes; where a vindplaats is must not be found out here."""
    group = _group(table)
    rows = readable_rows(table, group, now, lists).iloc[shown].reset_index(drop=True)
    left_out = _left_out_words(table, group, now)
    tables.show(
        rows, key=f"lezen-{table}-{group}", alt=_(RECORDS[table].title), file_name=f"{table}.csv",
        notes=(*tables.download_notes(where), *left_out),
    )  # fmt: skip
    for sentence in left_out:
        st.caption(sentence)


def _left_out_words(table: str, group: str, now: Tables) -> tuple[str, ...]:
    """Say which columns a reader does not see here, and which figures are hidden."""
    said = []
    never = [label_of(table, name) for name in columns_of(table, group) if name in may_read(table).never]
    if never:
        said.append(_("Niet te zien voor wie niet mag bewerken: {columns}.").format(columns=", ".join(never)))
    if table == "bewijs" and readable_bewijs(now)["verborgen"].any():
        said.append(
            _(
                "Verborgen: deze tabel uit eigen onderzoek telt ergens te weinig mensen. Andere getallen uit eigen onderzoek "
                "zijn afgerond."
            )
        )
    return tuple(said)


def readable_rows(table: str, group: str, now: Tables, lists: Lists) -> pd.DataFrame:
    """Return the cells of a group of columns in words, under their labels; one row per row of the table."""
    values = cells(table, now)
    if table == "vindplaats":
        hidden = values.apply(lambda row: must_hide(row.to_dict()), axis=1) if len(values) else []
        values = values.assign(**{name: values[name].mask(hidden) for name in ("adres", "pc4")})
    if table == "bewijs":
        values = _shown_bewijs(now)
    if table == "vindplaats_subgroep":  # counts of people: to a reader only what may be shown of them
        values = values.assign(bereik_personen=_shown_visits(now))
    return pd.DataFrame(
        {
            label_of(table, name): values[name].map(_reader(options_of(table, name, now, lists)))
            for name in columns_of(table, group)
            if name not in may_read(table).never
        }
    )


def _shown_bewijs(now: Tables) -> pd.DataFrame:
    """Return the cells of the evidence as the page Bewijs shows it; where figures are hidden, each says so."""
    shown = readable_bewijs(now)
    values, hidden = cells("bewijs", {**now, "bewijs": shown}), shown["verborgen"]
    if hidden.any():
        for name in may_read("bewijs").partly:
            texts = values[name].map(lambda value: None if pd.isna(value) else _figure(value)).astype(object)
            values[name] = texts.mask(hidden, _("verborgen"))
    return values


def _figure(value: object) -> str:
    """Write a figure as text, with as many decimals as it has up to one; text stays as it is."""
    if isinstance(value, str):
        return value
    return number(float(value), decimals=0 if float(value).is_integer() else 1)


def _shown_visits(now: Tables) -> list[str]:
    """Return the visits per week of each row as they may be shown; hidden and unknown stay two things."""
    rows = published_visits(now)
    absent = {Merk.VERBORGEN: _("verborgen"), Merk.ONBEKEND: _("niet bekend")}
    return [absent.get(merk, number(bereik)) for bereik, merk in zip(rows["bereik"], rows["merk"], strict=True)]


def _reader(options: dict[str, str]) -> Callable[[object], object]:
    """Return a function from a cell to what a reader sees."""

    def read(value: object) -> object:
        if isinstance(value, list):
            return ", ".join(options.get(part, part) for part in value)
        if value is None or pd.isna(value):
            return None
        return day(str(value)[:10]) if isinstance(value, pd.Timestamp) else options.get(value, value)

    return read
