"""Duiding: five sentences about one regio for someone who decides, each traced to its numbers, with how sure each is.

A document in Markdown. Every sentence is one of the dashboard's own; under it stand the exact figures that it was rounded
from, how they were calculated, which kind of figure they are, and whether the sentence survives other assumptions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapping.analysis.judgement import CERTAIN
from mapping.analysis.model_run import ModelRun
from mapping.analysis.rule_cost import Lift, RuleFlows, region_identity, rule_cost
from mapping.analysis.summary import RegionSummary, region_summary
from mapping.analysis.uncertainty import Certainty, Sureness, sureness
from mapping.model import DELEN, UNIEK
from mapping.reports.rule_sentences import IDENTITY_WORDS, NOBODY, chance, cost_sentence, identity_sentence
from mapping.reports.sentences import (
    PART_WORDS,
    certain_words,
    of_hundred,
    range_words,
    sentence_need,
    sentence_places,
    sentence_reach,
    sentence_rules,
)
from mapping.words import _, day, number, percent

STEPS = ("midden", "laag", "hoog")
"""The calculation as it stands, and with the lowest and the highest steunvraag: in this order."""


@dataclass(frozen=True)
class Traced:
    """One sentence with its evidence: exact figures by name, the calculation in words, and how sure it is."""

    title: str
    sentence: str
    figures: dict[str, str]
    formula: str
    kind: str
    sure: str


def interpretation(
    runs: Mapping[str, ModelRun], tables: Mapping[str, pd.DataFrame], certain: Certainty, regio: str
) -> str:
    """Return the document for one regio.

    runs: a calculation for each of STEPS. tables: those of the region. certain: the draws of `uniek` on the run
    "midden". Raises KeyError for a regio that the tables do not know.
    """
    if regio not in set(tables["gebied"]["regio"]):
        raise KeyError(regio)
    summary = region_summary(runs["midden"], tables, regio)
    sure = sureness(certain, UNIEK, regio, summary.shares)
    traced = [
        _need(summary, regio),
        _rules(summary, sure),
        _reach(summary, sure),
        _places(runs, summary, certain, regio),
        _cost(runs, regio),
    ]
    parts = [
        _head(tables, regio, certain, on=runs["midden"].settings.on),
        *(_section(place + 1, each) for place, each in enumerate(traced)),
    ]
    return "\n\n".join([*parts, _regios(runs["midden"], tables, certain)]) + "\n"


def _head(tables: Mapping[str, pd.DataFrame], regio: str, certain: Certainty, *, on: str) -> str:
    """Say what this is about, from which data and of which day, and what may not be concluded."""
    meta, gebied = tables["meta"].iloc[-1], tables["gebied"]
    lines = [
        "# " + _("Duiding: {regio}").format(regio=regio),
        _(
            "Vijf zinnen voor wie over deze regio beslist. Onder elke zin staat waar zij vandaan komt en hoe zeker zij is. "
            "De cijfers onder de zinnen zijn niet afgerond: zo kan iedereen ze narekenen. Het zijn schattingen over groepen."
        ),
        _(
            "Gemaakt met de opdracht ‘duiding’, met het aanbod dat op {op} geldt. Gegevens: {bron}, peildatum {dag}; {n} gebieden "
            "in alle regio’s samen; {draws} berekeningen."
        ).format(
            op=day(on),
            bron=gebied["bron"].iloc[0],
            dag=day(gebied["peildatum"].min()),
            n=number(len(gebied)),
            draws=number(certain.draws),
        ),
    ]
    if bool(meta["voorbeeld"]):
        lines.insert(1, "**" + _("Voorbeeld: het aanbod in dit document is verzonnen. Beslis hier niets op.") + "**")
    return "\n\n".join(lines)


def _section(place: int, traced: Traced) -> str:
    """Write one sentence with its evidence."""
    figure, value = _("cijfer"), _("waarde")
    how, kind, sure = _("Zo rekenen wij"), _("Soort cijfer"), _("Hoe zeker")
    table = [
        f"| {figure} | {value} |",
        "| --- | ---: |",
        *(f"| {name} | {of} |" for name, of in traced.figures.items()),
    ]
    return "\n\n".join(
        [
            f"## {place}. {traced.title}",
            f"> {traced.sentence}",
            "\n".join(table),
            f"**{how}**: {traced.formula}",
            f"**{kind}**: {traced.kind}",
            f"**{sure}**: {traced.sure}",
        ]
    )


def _exact(value: float) -> str:
    """Write people with one decimal, for who wants to check; not for a screen."""
    return number(value, decimals=1)


def _need(summary: RegionSummary, regio: str) -> Traced:
    """Sentence 1: how many adults, and how many want support."""
    return Traced(
        title=_("Behoefte"),
        sentence=sentence_need(summary, regio),
        figures={
            _("volwassenen"): _exact(summary.volwassenen),
            _("willen steun, laag"): _exact(summary.vraag_laag),
            _("willen steun, midden"): _exact(summary.vraag),
            _("willen steun, hoog"): _exact(summary.vraag_hoog),
        },
        formula=_(
            "Per gebied en leeftijd: inwoners maal het deel in elke groep maal het deel dat steun wil, waarbij ieder mens één "
            "keer telt."
        ),
        kind=_("volwassenen: geteld door CBS; willen steun: aanname"),
        sure=_(
            "Hoeveel mensen steun willen heeft niemand gemeten: alleen de orde van grootte telt. De zinnen 2 en 3 hangen hier "
            "bijna niet van af."
        ),
    )


def _rules(summary: RegionSummary, sure: Sureness) -> Traced:
    """Sentence 2: who is kept out."""
    return Traced(
        title=_("Regels"),
        sentence=sentence_rules(summary, sure),
        figures={
            _("mensen die steun willen"): _exact(summary.vraag),
            _("van hen: mogen er niet heen"): _exact(summary.shares["uitgesloten"] * summary.vraag),
            _("deel"): percent(summary.shares["uitgesloten"], decimals=2),
            _("dezelfde regel is de belangrijkste in"): percent(sure.main_rule),
        },
        formula=_(
            "Mensen met passend aanbod in de buurt van wie geen enkel initiatief hen toelaat, gedeeld door de vraag."
        ),
        kind=_("geschat: de regels zijn die van het aanbod, de mensen zijn geschat"),
        sure=_(
            "{zeker}; {ruimte} van elke 100. Dit deel verandert bijna niet als meer of minder mensen steun willen."
        ).format(zeker=_capital(certain_words(sure.main_rule)), ruimte=range_words(sure.excluded)),
    )


def _reach(summary: RegionSummary, sure: Sureness) -> Traced:
    """Sentence 3: for whom nothing is known nearby."""
    return Traced(
        title=_("Bereik"),
        sentence=sentence_reach(summary, sure),
        figures={
            _("van hen: geen aanbod bekend in de buurt"): _exact(summary.shares["buiten_bereik"] * summary.vraag),
            _("deel"): percent(summary.shares["buiten_bereik"], decimals=2),
            _("gebieden"): number(summary.gebieden),
            _("van die gebieden: aanbod nog niet helemaal in kaart"): number(summary.not_complete),
        },
        formula=_(
            "Mensen zonder passend initiatief binnen de afstand die voor hun gebied geldt, gedeeld door de vraag."
        ),
        kind=_("geschat; waar het aanbod niet helemaal in kaart is, is dit hoogstens zo veel"),
        sure=_("{ruimte} van elke 100. Nagaan wat er al is, gaat hier voor nieuw aanbod.").format(
            ruimte=_capital(range_words(sure.out_of_reach))
        ),
    )


def _places(runs: Mapping[str, ModelRun], summary: RegionSummary, certain: Certainty, regio: str) -> Traced:
    """Sentence 4: places, and what of the shortage is truly too few of them."""
    steps = [region_identity(RuleFlows(runs[step]), regio) for step in STEPS]
    (row,) = certain.regios[(certain.regios["gebiedcode"] == regio) & (certain.regios["subgroep"] == UNIEK)].to_dict(
        "records"
    )
    served = (row["bediend_deel_p5"], row["bediend_deel_p95"])
    return Traced(
        title=_("Plaats"),
        sentence=f"{sentence_places(summary)} {identity_sentence(steps[0], others=steps[1:])}",
        figures={
            _("mogen ergens heen"): _exact(steps[0].toegelaten),
            **{_(words): _exact(getattr(steps[0], name)) for name, words in IDENTITY_WORDS.items()},
        },
        formula=_(
            "Wie ergens heen mag = krijgt plaats + verliest plaats door de verdeling + plaats niet bekend + te weinig plaatsen. "
            "Alleen dat laatste lost u op met meer plaatsen."
        ),
        kind=_("plaatsen: opgave van het aanbod, waar bekend; mensen: aanname"),
        sure=_(
            "Gevoelig: {ruimte} van elke 100 krijgen plaats, want dit hangt af van hoeveel mensen steun willen. Lees het als "
            "een ruimte, niet als een getal."
        ).format(ruimte=range_words(served)),
    )


def _cost(runs: Mapping[str, ModelRun], regio: str) -> Traced:
    """Sentence 5: what the rules cost, in three numbers."""
    lift = Lift(regio=regio)
    costs = [rule_cost(RuleFlows(runs[step]), lift) for step in STEPS]
    cost = costs[0]
    same = len({each.extra >= NOBODY for each in costs}) == 1
    return Traced(
        title=_("Wat de regels kosten"),
        sentence=cost_sentence(cost, several=True, others=costs[1:]),
        figures={
            _("mogen door een regel ergens niet heen"): _exact(cost.barred),
            _("kunnen nergens terecht"): _exact(cost.nowhere),
            _("extra mensen geholpen zonder de regels"): _exact(cost.extra),
            _("laagste kans op een plaats, met de regels"): chance(cost.chance),
            _("laagste kans op een plaats, zonder de regels"): chance(cost.chance_without),
            _("initiatieven met zo’n regel"): number(cost.initiatieven),
            _("van die initiatieven: aantal plaatsen niet bekend"): number(cost.unknown_places),
        },
        formula=_(
            "Drie getallen, nooit één: wie nergens terecht kan; hoeveel mensen meer geholpen worden (het verschil van twee "
            "beste verdelingen); en de laagste kans op een plaats als de plaatsen zo eerlijk mogelijk worden verdeeld."
        ),
        kind=_("mensen: aanname; regels en plaatsen: opgave van het aanbod"),
        sure=_cost_sure(costs, same=same),
    )


def _cost_sure(costs: Sequence, *, same: bool) -> str:
    """Say whether the same holds when fewer or more people want support."""
    nowhere = [each.nowhere for each in costs]
    firm = _(
        "Dat mensen nergens terecht kunnen, geldt bij elke steunvraag die wij kennen ({laag} tot {hoog} mensen)."
    ).format(laag=_exact(min(nowhere)), hoog=_exact(max(nowhere)))
    if min(nowhere) < NOBODY:
        firm = _("Of er mensen zijn die nergens terecht kunnen, hangt af van de steunvraag.")
    rest = (
        _("Of er extra mensen geholpen worden, is bij een lage en een hoge steunvraag hetzelfde.")
        if same
        else _("Of er extra mensen geholpen worden, hangt af van hoeveel mensen steun willen: dat is onzeker.")
    )
    return f"{firm} {rest}"


def _regios(run: ModelRun, tables: Mapping[str, pd.DataFrame], certain: Certainty) -> str:
    """Put the five parts of every regio beside one another, with the range of the draws."""
    rows = certain.regios[certain.regios["subgroep"] == UNIEK].set_index("gebiedcode")
    names = sorted(tables["gebied"]["regio"].unique())
    lines = [
        "## " + _("De regio’s naast elkaar"),
        _(
            "Van elke 100 mensen die steun willen, met tussen haakjes de ruimte van de berekeningen (90 van de 100 keer)."
        ),
    ]
    table = ["| " + " | ".join([_("deel"), *names]) + " |", "| --- |" + " ---: |" * len(names)]
    summaries = {name: region_summary(run, tables, name) for name in names}
    for part in DELEN:
        cells = [_with_range(summaries[name].shares[part], rows.loc[name], part) for name in names]
        table.append("| " + " | ".join([_(PART_WORDS[part]), *cells]) + " |")
    times = [sureness(certain, UNIEK, name, summaries[name].shares).main_rule for name in names]
    held = [certain_words(each) if np.isfinite(each) else _("niet bekend") for each in times]
    firm = _("belangrijkste regel staat vast ({n} van de 100)").format(n=number(100 * CERTAIN))
    table.append("| " + " | ".join([firm, *held]) + " |")
    return "\n\n".join([*lines, "\n".join(table)])


def _with_range(share: float, row: pd.Series, part: str) -> str:
    """Write a share of every hundred with the range of the draws."""
    low, high = (of_hundred(row[f"{part}_deel_{end}"]) for end in ("p5", "p95"))
    return of_hundred(share) if low == high == of_hundred(share) else f"{of_hundred(share)} ({low}–{high})"


def _capital(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]
