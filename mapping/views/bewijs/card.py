"""The evidence that belongs to a block of figures: what research says of its subject, where, and the way to all of it."""

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import Subject, about, hangs_under
from mapping.model import BewijsEenheid
from mapping.reports.bewijs_words import n_words, source_line, value_and_status
from mapping.views.bewijs import cache
from mapping.views.bewijs.subjects import KEYS, PAGE, names
from mapping.views.cached import Region
from mapping.views.filters import link_parameters
from mapping.views.sources import plain
from mapping.words import _, number

TABLES_SHOWN, ANSWERS_SHOWN = 2, 3
"""Published tables under one part of a subject, and answers of each, before it says how many more there are."""

PARTS_SHOWN = 6
"""Parts of a subject in one card: a groep, a few rules, a sentence."""


def draw(where: Region, subject: Subject) -> None:
    """Draw what supports the figures of a subject; that nothing is known is said. Invented rows are left out."""
    heading = _("Bewijs uit onderzoek")
    st.markdown(f"**{heading}**")
    if not subject.parts():
        st.markdown(_("Dit blok gaat over alle groepen samen. Kies links een groep om te zien wat daarover bekend is."))
        st.page_link(PAGE, label=_("Alle bewijs"), icon=":material/arrow_forward:", query_params=link_parameters())
        return
    known = cache.rows(where)
    known = known[~known["voorbeeld"].fillna(False).astype(bool)]
    found = about(known, subject)
    if found.empty:
        st.markdown(
            _("Over dit onderwerp kennen wij geen gepubliceerd bewijs. Dat is iets anders dan: het is niet zo.")
        )
        return
    parts = [part for part in subject.parts() if hangs_under(found, *part).any()]
    for column, code in parts[:PARTS_SHOWN]:
        _part(where, found[hangs_under(found, column, code)], column, code)


def _part(where: Region, found: pd.DataFrame, column: str, code: str) -> None:
    """Draw what hangs under one part of a subject, and the link to all of it."""
    name = names(where, column).get(code, code)
    st.markdown("\n".join([f"{plain(name)}:", "", *(f"- {plain(line)}" for line in lines(found))]))
    st.page_link(
        PAGE,
        label=plain(_("Alle bewijs over: {naam} ({n})").format(naam=name, n=number(found["tabel"].nunique()))),
        icon=":material/arrow_forward:",
        query_params=link_parameters(**{KEYS[column]: code}),
    )


def lines(found: pd.DataFrame) -> list[str]:
    """Return a line for each of the first published tables: its first answers, who gave them, and its place."""
    return [_line(rows.to_dict("records")) for _tabel, rows in list(found.groupby("tabel", sort=False))[:TABLES_SHOWN]]


def _line(facts: list[dict]) -> str:
    """Write one published table; who answered is said once where it is the same for every answer."""
    first = facts[0]
    place = source_line(first)
    if first["eenheid"] == BewijsEenheid.UITSPRAAK:
        return f"{str(first['antwoord']).rstrip('.')} ({place})."
    same = len({row["respondenten"] for row in facts}) == 1
    said = [_answer(row, same=same) for row in facts[:ANSWERS_SHOWN]]
    if len(facts) > ANSWERS_SHOWN:
        said.append(_("en {n} meer").format(n=number(len(facts) - ANSWERS_SHOWN)))
    who = f"{first['respondenten']}, {n_words(first)}; " if same else ""
    return f"{first['titel'].rstrip('?')}: {'; '.join(said)} ({who}{place})."


def _answer(row: dict, *, same: bool) -> str:
    """Write one answer with its value, and who gave it where they differ."""
    who = "" if same else f" ({row['respondenten']}, {n_words(row)})"
    return f"{row['antwoord']}{who}: {value_and_status(row)}"
