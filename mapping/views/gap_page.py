"""The parts of the gap table page: level and rows to show, one headline, the table with its judgements."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.judgement import Label, bounds, labels
from mapping.analysis.uncertainty import Certainty, ranked_rows
from mapping.model import UNIEK, Gebiedsniveau, Merk
from mapping.reports.sentences import mark_words, times_words
from mapping.views import cached, certainty_cache, charts, evidence, norm_choice, tables, url_state, worst_gap
from mapping.views.cached import Region
from mapping.views.filters import Choice, gebied_names, group_names, link_parameters
from mapping.words import _, number


@dataclass(frozen=True)
class TableQuestion:
    """Which rows: the level, every groep or only the chosen one, only those that are judged short; their order and norm.

    order: naam, or one of the two rankings: mensen or deel.
    """

    niveau: str
    every_group: bool
    only_short: bool
    order: str
    norm: float


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
        help=_("Onderbediend: ook in het gunstigste geval krijgt minder dan de norm plaats."),
    )  # fmt: skip
    left, right = st.columns(2, vertical_alignment="bottom")
    ways = {"naam": _("naam"), "mensen": _("aantal mensen"), "deel": _("deel van de vraag")}
    order = url_state.segments(_("Volgorde naar"), ways, "volgorde", place=left)
    norm = norm_choice.choose_norm(place=right)
    norm_choice.say_extreme(norm)
    return TableQuestion(niveau, every, short, order, norm)


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
        kept &= labels(exact, norm=question.norm) != Label.NONE
    exact = _ordered(exact[kept], question.order)
    return exact, shown.loc[exact.index]


def _ordered(exact: pd.DataFrame, order: str) -> pd.DataFrame:
    """Put those for whom most is lacking first: people without a place even in the best case, or their share.

    Only who may be ranked is (uncertainty.ranked_rows); the others follow in the order of the table.
    """
    if order == "naam":
        return exact
    lack = exact["vraag"] * (1 - bounds(exact)[1])
    value = (lack if order == "mensen" else lack / exact["vraag"]).where(ranked_rows(exact))
    return exact.loc[value.sort_values(ascending=False, na_position="last", kind="stable").index]


def headline(where: Region, choice: Choice, question: TableQuestion) -> None:
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
    judged = labels(rows, norm=question.norm)
    sentence = _(
        "In {short} van de {all} gebieden is het aanbod te klein, ook in het gunstigste geval; in {maybe} kan dat zo zijn."
    ).format(
        short=number((judged == Label.SHORT).sum()), all=number(len(rows)), maybe=number((judged == Label.MAYBE).sum())
    )
    if (rows["lokaal"] == "nee").all() and choice.groep != UNIEK:
        sentence = _("Over deze groep is niets bekend per gebied; daarom geven wij geen oordeel en geen volgorde.")
    st.write(sentence)


def worst(where: Region, choice: Choice, question: TableQuestion) -> None:
    """Draw the first row of the table in words, where the reader asked for an order."""
    if question.order == "naam":
        return
    exact, shown = _rows(where, choice, question)
    loaded = cached.tables(where)
    gebieden = gebied_names(loaded["gebied"]).to_dict()
    worst_gap.draw(exact, shown, group_names(loaded["subgroep"]), gebieden, niveau=question.niveau)


def table(where: Region, choice: Choice, question: TableQuestion) -> None:
    """Draw the table and what a reader must know to read it."""
    exact, shown = _rows(where, choice, question)
    names = group_names(cached.tables(where)["subgroep"])
    gebieden = gebied_names(cached.tables(where)["gebied"]).to_dict()
    certain = _certain(where, choice, question, exact)
    rows = exact
    if len(exact):
        rows = tables.gap_rows(exact, shown, names, gebieden, norm=question.norm, certain=certain)
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
            "minder dan {norm} van elke 100 mensen die steun willen plaats. Mogelijk onderbediend: dat hangt af van wat nog "
            "niet bekend is."
        ).format(norm=number(question.norm * norm_choice.PERCENT))
    )
    st.page_link(
        "pages/regio/verwijskaart.py", label=_("Wie kunt u bellen? Open de verwijskaart"), icon=":material/call:",
        query_params=link_parameters(),
    )  # fmt: skip
    if question.order != "naam":
        st.caption(
            _(
                "Bovenaan staat waar de meeste mensen (of het grootste deel) ook in het gunstigste geval geen plaats vinden. "
                "Zonder eigen cijfers, of waar het aanbod niet helemaal in kaart is, heeft een gebied geen plek. Hoe vast deze "
                "volgorde staat, leest u bij Zekerheid."
            )
        )


def show_evidence(where: Region, choice: Choice, question: TableQuestion) -> None:
    """Draw how the figures of the table were made."""
    evidence.show(
        where,
        formula=_(
            "Mensen in deze groep: inwoners van een leeftijd maal het deel dat bij de groep hoort. Willen steun: dat maal de "
            "steunvraag. Per postcode binnen het gebied kijken wij welk aanbod past, in de buurt is en hen toelaat, en verdelen "
            "wij de plaatsen. Zekerheid: in hoeveel van 1.000 berekeningen met andere waarden het oordeel gelijk blijft."
        ),
        inputs={
            **evidence.question_inputs(where, choice.question),
            _("norm"): _("{n} van elke 100").format(n=number(question.norm * norm_choice.PERCENT)),
        },
        kind=_("aanname: de steunvraag heeft niemand gemeten; de kolom Soort cijfer zegt het per rij"),
        about=subject_of(choice.groep, zin=("behoefte", "bereik")),
    )


def _certain(where: Region, choice: Choice, question: TableQuestion, exact: pd.DataFrame) -> pd.Series | None:
    """Return in how many draws the judgement of each row holds; None until it was drawn: a button does that."""
    groep = certainty_cache.EVERY if question.every_group else choice.groep
    found = certainty_cache.known(where, choice.question, question.niveau, groep)
    if found is None and len(exact) and st.button(_("Bereken hoe zeker dit is"), icon=":material/rule:"):
        text = _("Wij rekenen 1.000 keer, elke keer met andere waarden voor wat wij niet weten…")
        found = certainty_cache.with_bar(where, choice.question, question.niveau, groep, text)
    return None if found is None else certainty_rows(exact, found, question.norm)


def certainty_rows(exact: pd.DataFrame, found: Certainty, norm: float) -> pd.Series:
    """Word per row in how many draws it is onderbediend; without a label, in how many its main cause is the same."""
    keys = ["gebiedcode", "subgroep"]
    at = pd.MultiIndex.from_frame(found.rows[keys]).get_indexer(pd.MultiIndex.from_frame(exact[keys]))
    short = pd.Series(found.below[at, round(norm * norm_choice.PERCENT)], index=exact.index)
    same = pd.Series(found.rows["keer_oorzaak"].to_numpy(dtype=float)[at], index=exact.index)
    labelled = labels(exact, norm=norm) != Label.NONE
    under = short.map(lambda share: _("onderbediend {keer}").format(keer=times_words(share)) if share == share else "")
    cause = same.map(lambda share: _("zelfde oorzaak {keer}").format(keer=times_words(share)) if share == share else "")
    return under.where(labelled, cause).where(at >= 0, "")
