"""The parts of the page Signalering: the headline, the flow with its table, where it failed, and the evidence."""

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.disclosure import COUNT_STEP_PEOPLE, MIN_COUNT_BIJZONDER_PEOPLE, MIN_COUNT_PEOPLE
from mapping.analysis.network.nodes import JOINT
from mapping.analysis.signals.published import OTHERS, PLACE, STEPS, UNKNOWN, PublishedSignals, flows, published_signals
from mapping.analysis.signals.shares import CONFIDENCE, MIN_SHARE_N, share_tested
from mapping.reports.catalogue_words import name_of
from mapping.reports.signal_words import (
    HIDDEN_WORD,
    NO_PLACE,
    OUTCOME_WORDS,
    ROLE_WORDS,
    STEP_WORDS,
    code_word,
    headline,
    people_or_hidden,
    short_word,
    tested_sentence,
)
from mapping.views import cached, evidence, tables, url_state
from mapping.views.cached import Region
from mapping.views.filters import group_names
from mapping.views.signals.flow_picture import Flow, Node
from mapping.views.signals.flow_picture import draw as draw_flow
from mapping.views.sources import plain
from mapping.words import _, day, number

LOST = ("bekend", "geen")
"""Outcomes with which nobody was helped; drawn in the hue of a gap."""


@st.cache_resource(max_entries=4, show_spinner=False)
def published(where: Region) -> PublishedSignals:
    """Return the counts of signalering that may be shown: of the data as stored, whatever is asked."""
    return published_signals(cached.tables(where))


def empty(where: Region) -> bool:
    """Say which table to bring where nothing is counted; tells whether that is so."""
    if published(where).jaar is not None:
        return False
    st.info(
        _(
            "Nog niemand gaf door wie vragen hoort en waar die terechtkomen. Dat is iets anders dan dat het niet gebeurt. Vraag "
            "praktijken, wijkteams en het Centrum voor Levensvragen om hun aantallen van vorig jaar, zonder namen. Zet ze "
            "erin bij ‘Gegevens toevoegen’ (formulier Signalering) of bij ‘Bewerken’."
        )
    )
    return True


def top(where: Region) -> None:
    """Draw the sentence and the key figures."""
    found = published(where)
    st.markdown(plain(headline(found)))
    figures = (
        (_("Vragen gehoord"), found.count("totaal")),
        (_("Leidden tot een initiatief"), found.count("toegeleid")),
        (_("Bekend, maar niet verwezen"), found.count("uitkomst", "bekend")),
        (_("Niet herkend door een professional"), found.count("herkend_door_professional", "nee")),
    )
    for place, (label, count) in zip(st.columns(len(figures)), figures, strict=True):
        place.metric(label, people_or_hidden(count))
    st.markdown(plain(tested_sentence(share_tested(found))))
    st.caption(
        _("Deze cijfers gaan over alle regio’s van dit bestand: één regio ernaast zou kleine aantallen verraden.")
    )


def flow(where: Region) -> None:
    """Draw the flow from the chosen start, and the same facts as a table."""
    st.header(_("Van signaal naar steun"))
    found = published(where)
    starts = {STEPS[0]: _("rol"), PLACE: _("soort vindplaats")}
    start = url_state.segments(_("Begin bij"), starts, "stroom_vanaf")
    steps = (start, *STEPS[1:])
    drawn = [
        Flow(at, row.code, row.naar, row.aantal)
        for at, (tabel, _begin, _end) in enumerate(flows(start))
        for row in found.table(tabel).itertuples()
    ]
    columns = [(_(STEP_WORDS[step]), _nodes(found, step)) for step in steps]
    draw_flow(columns, drawn, alt=_alt(found, steps), hidden_word=_(HIDDEN_WORD))
    st.caption(
        _(
            "Hoe breder, hoe meer mensen. Stippellijn: verborgen, om hoeveel mensen het gaat tonen wij niet. Oranje: hier kreeg "
            "niemand steun."
        )
    )
    tables.show(
        flow_rows(found, start), key=f"stroom-{start}", alt=_flow_alt(start), file_name=f"signalering_stroom_{start}.csv",
        notes=(*tables.download_notes(where), hidden_words()), height=360,
    )  # fmt: skip
    st.caption(hidden_words())


def _flow_alt(start: str) -> str:
    """Say what the table of the flow is about."""
    if start == PLACE:
        return _("Van de soort vindplaats naar wie vertaalt, wie interpreteert en waar het toe leidt")
    return _("Van wie signaleert naar wie vertaalt, wie interpreteert en waar het toe leidt")


def _nodes(found: PublishedSignals, step: str) -> list[Node]:
    """Return the nodes of a step in the order of drawing."""
    rows = list(found.table(step).itertuples())
    order = list(OUTCOME_WORDS if step == "uitkomst" else ROLE_WORDS)
    if step == PLACE:
        order = [*sorted({row.code for row in rows} - set(NO_PLACE)), *NO_PLACE]
    rows.sort(key=lambda row: order.index(row.code) if row.code in order else len(order))
    return [
        Node(row.code, short_word(step, row.code), row.aantal, lost=step == "uitkomst" and row.code in LOST)
        for row in rows
    ]


def _alt(found: PublishedSignals, steps: tuple[str, ...]) -> str:
    """Say the flow in words: per step what was counted."""
    parts = []
    for step in steps:
        counts = ", ".join(
            f"{code_word(step, row.code)} {people_or_hidden(row.aantal)}" for row in found.table(step).itertuples()
        )
        parts.append(f"{_(STEP_WORDS[step])}: {counts}")
    return ". ".join(parts) + "."


def flow_rows(found: PublishedSignals, start: str = STEPS[0]) -> pd.DataFrame:
    """Return every flow from a start as a row: from which step and code to which, and how many."""
    rows = []
    for tabel, begin, end in flows(start):
        for row in found.table(tabel).itertuples():
            rows.append(
                {
                    _("Stap"): f"{_(STEP_WORDS[begin])} → {_(STEP_WORDS[end])}",
                    _("Van wie"): code_word(begin, row.code),
                    _("Naar wie of wat"): code_word(end, row.naar),
                    _("Aantal mensen"): row.aantal,
                    _("Geen cijfer, want"): _(HIDDEN_WORD) if row.merk else "",
                }
            )
    return pd.DataFrame(rows)


def parts(where: Region) -> None:
    """Draw one other table at a time: why it failed, where it led, how it showed, of whom, and who tested."""
    st.header(_("Waar gaat het mis, en waar gaat het goed?"))
    kinds = {
        "reden_mislukt": _("Waarom een verwijzing niet lukte"),
        "initiatief": _("Tot welk initiatief het leidde"),
        "getoetst": _("Nagevraagd of de steun paste"),
        "herkend_door_professional": _("Herkend door een professional"),
        "uitingsvorm": _("Hoe de vraag zich liet zien"),
        "subgroep": _("Van welke groep"),
        "regio": _("Regio"),
    }
    tabel = url_state.select(_("Toon per"), kinds, "signalering_per")
    rows = part_rows(where, tabel, kinds[tabel])
    tables.show(
        rows, key=f"signalering-{tabel}", alt=kinds[tabel], file_name=f"signalering_{tabel}.csv",
        notes=(*tables.download_notes(where), hidden_words()), height=420,
    )  # fmt: skip


def part_rows(where: Region, tabel: str, label: str) -> pd.DataFrame:
    """Return one published table in the columns of the screen, the most people first; label names its first column."""
    rows = published(where).table(tabel).sort_values(["aantal", "code"], ascending=[False, True], kind="stable")
    names = _names(where, tabel)
    return pd.DataFrame(
        {
            label: [names.get(code, code) for code in rows["code"]],
            _("Aantal mensen"): rows["aantal"],
            _("Geen cijfer, want"): [_(HIDDEN_WORD) if merk else "" for merk in rows["merk"]],
        }
    ).reset_index(drop=True)


def _names(where: Region, tabel: str) -> dict[str, str]:
    """Return code → name for one table."""
    codes = list(published(where).table(tabel)["code"])
    known = {OTHERS: _("anderen samen"), UNKNOWN: _("niet bekend"), "ja": _("ja"), "nee": _("nee")}
    if tabel == "subgroep":
        return group_names(cached.tables(where)["subgroep"]) | known
    if tabel == "initiatief":
        offer = cached.tables(where)["initiatief"]
        named = dict(zip(offer["initiatief"], offer["naam"], strict=True))
        return {code: _offer_name(code, named) for code in codes}
    if tabel in ("reden_mislukt", "uitingsvorm"):
        return {code: name_of(tabel, code) for code in codes} | known
    return known


def _offer_name(code: str, named: dict[str, str]) -> str:
    """Return the name of an initiatief, or that of the small ones of its box together."""
    box, _joint, initiatief = code.partition(JOINT)
    if initiatief == OTHERS:
        return _("andere initiatieven samen ({soort})").format(soort=_(OUTCOME_WORDS[box]))
    return named.get(initiatief, initiatief)


def hidden_words() -> str:
    """Say what hidden means, from which number on a count is shown, and what is taken together."""
    return _(
        "Verborgen: het gaat om te weinig mensen. Zo kan niemand herkend worden. Wij tonen een aantal vanaf {n} mensen (bij "
        "gezondheid, geloof of afkomst vanaf {m}) en ronden af op {step}. Kleine rollen, vindplaatsen, groepen en "
        "initiatieven staan samen onder ‘anderen samen’. Soms is een groter getal verborgen, omdat het een klein getal zou "
        "verraden."
    ).format(n=number(MIN_COUNT_PEOPLE), m=number(MIN_COUNT_BIJZONDER_PEOPLE), step=number(COUNT_STEP_PEOPLE))


def show_evidence(where: Region) -> None:
    """Draw how the figures came about."""
    found = published(where)
    evidence.show(
        where,
        formula=_(
            "Opgeteld per stap, zoals het is doorgegeven: wie signaleert of bij welke soort vindplaats, wie vertaalt, wie "
            "interpreteert, en waar het toe leidt. Een rij zonder initiatief telt als ‘geen aanbod’, of als ‘bekend, maar "
            "niet verwezen’. Het deel dat is nagevraagd rekent met de getoonde, afgeronde aantallen: ja gedeeld door ja en "
            "nee; met een ruimte volgens Wilson ({zeker}%). Onder de {least} mensen geven wij aantallen en geen deel."
        ).format(zeker=number(CONFIDENCE * 100), least=number(MIN_SHARE_N)),
        inputs={
            _("jaar"): str(found.jaar),
            _("niet bekend of het is nagevraagd"): people_or_hidden(found.count("getoetst", UNKNOWN)),
            _("gegevens"): where.name,
        },
        kind=_("gemeten: geteld door wie het doorgaf; wie niets doorgaf, telt niet mee"),
        basis=("signalering",),
        about=subject_of(barrieres=("niet_weten_netwerk", "regel_verwijzing"), zin=("aansluiting",)),
        sources=(
            _(
                "Linking-Zin factsheet Rotterdam e.o. (2020), vraag 3b: waar, hoe en door wie een behoefte wordt gesignaleerd"
            ),
            _(
                "Kennissynthese Ruimte voor zingeving (2024), §3.4 en §4.2: naar wie huisartsen en POH verwijzen, en waarom niet"
            ),
            _("Kennissynthese zorg voor zingeving in de ambulante GGZ (Windesheim), §4.5.1: wie men kent om te vragen"),
        ),
    )


def source_line(where: Region) -> None:
    """Say where the counts come from and of which day they are."""
    rows = cached.tables(where)["signalering"]
    if len(rows):
        names = "; ".join(sorted(rows["bron"].dropna().unique())[:3])
        st.caption(plain(_("Signalering: {bron} ({dag}).").format(bron=names, dag=day(rows["peildatum"].max()))))
