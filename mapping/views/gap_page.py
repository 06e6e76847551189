"""The parts of the gap table page: level and rows to show, one headline, the table with its judgements."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mapping.analysis.judgement import Label, labels
from mapping.model import UNIEK, Gebiedsniveau, Merk
from mapping.reports.sentences import mark_words
from mapping.views import cached, charts, tables, url_state
from mapping.views.cached import Region
from mapping.views.filters import Choice, gebied_names, group_names
from mapping.words import _, number


@dataclass(frozen=True)
class TableQuestion:
    """Which rows: the level, every groep or only the chosen one, and only those that are judged short."""

    niveau: str
    every_group: bool
    only_short: bool


def choose(where: Region, choice: Choice) -> TableQuestion:
    """Draw the choices of this page; they live in the URL."""
    names = {"wijk": _("Wijk"), "pc4": _("Postcode (4 cijfers)"), "gemeente": _("Gemeente"), "regio": _("Regio")}
    first, second, third = st.columns(3, vertical_alignment="bottom")
    niveau = url_state.select(_("Per"), names, "gebiedsniveau", place=first)
    every = url_state.switch(
        _("Toon alle groepen"),
        "alle_groepen",
        place=second,
        help=_("Anders ziet u alleen de groep die links is gekozen."),
    )
    short = url_state.switch(
        _("Alleen waar aanbod tekortschiet"), "tekort", place=third,
        help=_("Onderbediend: ook in het gunstigste geval krijgt minder dan de helft plaats."),
    )  # fmt: skip
    return TableQuestion(niveau, every, short)


def _rows(where: Region, choice: Choice, question: TableQuestion) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return exact and public rows of this choice, in the same order."""
    exact = cached.exact_gaps(where, choice.question, question.niveau)
    shown = cached.shown_gaps(where, choice.question, question.niveau)
    kept = pd.Series(True, index=exact.index)
    if choice.regio is not None:
        kept &= exact["regio"] == choice.regio
    if choice.gebied is not None and question.niveau == Gebiedsniveau.WIJK:
        kept &= exact["gebiedcode"] == choice.gebied
    if not question.every_group:
        kept &= exact["subgroep"] == choice.groep
    if question.only_short:
        kept &= labels(exact) != Label.NONE
    return exact[kept], shown[kept]


def headline(where: Region, choice: Choice) -> None:
    """Draw the five parts of the chosen groep over the rows of one region, and how many rows fall short."""
    exact = cached.exact_gaps(where, choice.question, Gebiedsniveau.WIJK.value)
    rows = exact[exact["subgroep"] == choice.groep]
    if choice.regio is not None:
        rows = rows[rows["regio"] == choice.regio]
    if choice.gebied is not None:
        rows = rows[rows["gebiedcode"] == choice.gebied]
    if choice.gebied is not None and len(rows):
        shown = cached.shown_gaps(where, choice.question, Gebiedsniveau.WIJK.value).loc[rows.index]
        merk = shown["merk"].iloc[0]
        if merk != Merk.GEEN:
            st.info(_("Geen cijfer: {reden}.").format(reden=mark_words(merk)))
            return
    name = group_names(cached.tables(where)["subgroep"])[choice.groep]
    charts.split_bar(rows[list(charts.FIELDS)].sum(), title=name)
    judged = labels(rows)
    sentence = _(
        "In {short} van de {all} gebieden is het aanbod te klein, ook in het gunstigste geval; in {maybe} kan dat zo zijn."
    ).format(
        short=number((judged == Label.SHORT).sum()), all=number(len(rows)), maybe=number((judged == Label.MAYBE).sum())
    )
    if (rows["lokaal"] == "nee").all() and choice.groep != UNIEK:
        sentence = _("Over deze groep is niets bekend per gebied; daarom geven wij geen oordeel en geen volgorde.")
    st.write(sentence)


def table(where: Region, choice: Choice, question: TableQuestion) -> None:
    """Draw the table and what a reader must know to read it."""
    exact, shown = _rows(where, choice, question)
    names = group_names(cached.tables(where)["subgroep"])
    gebieden = gebied_names(cached.tables(where)["gebied"]).to_dict()
    rows = tables.gap_rows(exact, shown, names, gebieden) if len(exact) else exact
    notes = tables.download_notes(where)
    tables.show(
        rows, key="gaten", alt=_("Vijf delen van de vraag per gebied en groep"), file_name="gatentabel.csv", notes=notes,
        height=560, hide=() if question.every_group else (_("Groep"),),
    )  # fmt: skip
    st.caption(
        _(
            "Iemand kan in meer groepen vallen; tel deze rijen niet op. De rij ‘Alle levensvragen samen’ telt ieder mens één "
            "keer en is daarom kleiner dan de som van de andere."
        )
    )
    st.caption(
        _(
            "Door afronding kunnen rijen een beetje afwijken. Onderbediend: ook als alle onbekende plaatsen meetellen, krijgt "
            "minder dan de helft van de mensen die steun willen plaats. Mogelijk onderbediend: dat hangt af van wat nog niet "
            "bekend is."
        )
    )
