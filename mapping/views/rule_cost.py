"""What rules cost, on the screen: three numbers with their sentence, and a region in the four parts of who may come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.rule_cost import Lift, RegionIdentity, RuleCost, RuleFlows, region_identity, rule_cost
from mapping.analysis.scenario.effect import steunvraag_range
from mapping.model import UNIEK
from mapping.reports.rule_sentences import (
    IDENTITY_WORDS,
    NOBODY,
    chance,
    chance_range,
    cost_sentence,
    identity_sentence,
    people_range,
    rule_people,
)
from mapping.views import cached, charts, evidence, url_state
from mapping.views.cached import Question, Region
from mapping.views.filters import Choice, group_names
from mapping.views.palette import SPLIT, Part
from mapping.views.sources import plain
from mapping.words import _, number, percent

LOOKS = {
    "bediend": SPLIT["served"],
    "verdeelverlies": Part("#56B4E9", "diagonal", "//"),
    "plaats_onbekend": SPLIT["unknown"],
    "tekort": SPLIT["no_capacity"],
}
"""How the parts of those who may come are drawn: as in the split where they are the same thing."""


@st.cache_resource(max_entries=8, show_spinner=False)
def _flows(where: Region, question: Question, today: str) -> RuleFlows:
    """Make a calculation ready for flows once; `today` because offer is valid from and until a date."""
    return RuleFlows(cached.outcome(where, question))


@st.cache_data(max_entries=256, show_spinner=False)
def _cost(where: Region, question: Question, lift: Lift, today: str) -> RuleCost:
    """Return the three numbers of a lift."""
    return rule_cost(_flows(where, question, today), lift)


@st.cache_data(max_entries=64, show_spinner=False)
def _identity(where: Region, question: Question, regio: str | None, today: str) -> RegionIdentity:
    """Return the four parts of those who may come, in a regio or in all of the file."""
    return region_identity(_flows(where, question, today), regio)


def draw(where: Region, choice: Choice, initiatief: str | None) -> None:
    """Draw what rules cost: of one initiatief for everybody, or (None) of all for the chosen regio and groep."""
    known = set(cached.outcome(where, choice.question).initiatief["initiatief"])
    if initiatief is not None and initiatief not in known:
        st.info(_("Dit initiatief telt bij deze keuze niet mee. Kies een ander, of alle soorten steun."))
        return
    lift = _lift(choice, initiatief)
    today = date.today().isoformat()
    with st.spinner(_("Wij rekenen uit wat de regels kosten …")):
        costs = [_cost(where, question, lift, today) for question in _steps(where, choice.question)]
    st.caption(plain(_about(where, choice, initiatief)))
    if costs[0].barred >= NOBODY:
        _numbers(costs)
    st.markdown(plain(cost_sentence(costs[0], several=initiatief is None, others=costs[1:])))
    _evidence(where, choice, costs[0], initiatief)


def _about(where: Region, choice: Choice, initiatief: str | None) -> str:
    """Say whom the three numbers count: the rest of a page may be about one groep."""
    if initiatief is not None:
        return _("Dit gaat over alle mensen die steun willen, in alle regio’s. Ieder mens telt één keer.")
    groep = group_names(cached.tables(where)["subgroep"])[choice.groep]
    return _("Dit gaat over {groep}, {regio}; ieder mens telt één keer.").format(
        groep=groep, regio=choice.regio or _("alle regio’s")
    )


def _steps(where: Region, question: Question) -> list[Question]:
    """Return the question as asked, and with the lowest and the highest steunvraag."""
    steunvragen = steunvraag_range(cached.tables(where), question.steunvraag)
    return [question, *(replace(question, steunvraag=share) for share in steunvragen)]


def _lift(choice: Choice, initiatief: str | None) -> Lift:
    """Draw which rules are thought away, and return them."""
    kinds = {"alle": _("Alle regels"), "plaats": _("Regels over woonplaats"), "persoon": _("Regels over de persoon")}
    which = url_state.segments(_("Stel dat deze regels er niet waren"), kinds, "weg")
    place, person = which != "persoon", which != "plaats"
    if initiatief is not None:
        return Lift(place, person, initiatief=initiatief)
    return Lift(place, person, subgroep=choice.groep, regio=choice.regio)


def _numbers(costs: Sequence[RuleCost]) -> None:
    """Draw the three numbers beside each other, each with its range; none of them stands for the others."""
    cost = costs[0]
    first, second, third = st.columns(3)
    first.metric(
        _("Kunnen nu nergens terecht"),
        rule_people(cost.nowhere),
        help=_("Mensen met passend aanbod in de buurt die nu nergens heen mogen, en zonder deze regels wel."),
    )
    _range(first, people_range([each.nowhere for each in costs]))
    second.metric(
        _("Extra mensen met een plaats"),
        rule_people(cost.extra),
        help=_("Zoveel mensen meer kunnen de bekende plaatsen samen helpen zonder deze regels. Als er weinig "
               "plaatsen zijn, is dit vaak 0."),
    )  # fmt: skip
    _range(second, people_range([each.extra for each in costs]))
    third.metric(
        _("Laagste kans op een plaats"),
        _("{met} → {zonder}").format(met=chance(cost.chance), zonder=chance(cost.chance_without)),
        help=_("Met de regels → zonder de regels, als de plaatsen zo eerlijk mogelijk worden verdeeld."),
    )
    after = chance_range([each.chance_without for each in costs])
    _range(third, _("zonder de regels {bereik}").format(bereik=after) if after else "")


def _range(column, words: str) -> None:
    """Draw a range under its number; nothing where it has none."""
    if words:
        column.caption(words)


def _evidence(where: Region, choice: Choice, cost: RuleCost, initiatief: str | None) -> None:
    """Draw how the three numbers came about."""
    loaded = cached.tables(where)
    if initiatief is None:
        about = group_names(loaded["subgroep"])[choice.groep]
        place = choice.regio or _("alle regio’s")
    else:
        about = str(loaded["initiatief"].set_index("initiatief")["naam"][initiatief])
        place = _("iedereen in de gegevens, alle levensvragen samen")
    evidence.show(
        where,
        formula=_(
            "Nergens terecht: mensen die nu nergens worden toegelaten en zonder deze regels wel. Extra: hoeveel mensen de "
            "bekende plaatsen samen hoogstens kunnen helpen zonder de regels, min hoeveel met de regels. Laagste kans: de "
            "grootste kans die iedereen tegelijk kan krijgen, onder de mensen die de regels tegenhouden en de mensen die "
            "hetzelfde aanbod delen, waar bekende plaatsen in de buurt zijn. Een regel die wij met deze gegevens niet kunnen "
            "toetsen, blijft onbekend. Ieder mens telt één keer."
        ),
        inputs={
            _("Regels van"): about,
            _("Voor"): place,
            _("Initiatieven die meer mensen zouden toelaten"): number(cost.initiatieven),
            _("Daarvan met onbekende plaats"): number(cost.unknown_places),
            **_range_inputs(where, choice.question),
            **evidence.question_inputs(where, choice.question),
        },
        kind=_("aanname: het aantal mensen rust op een steunvraag die niemand heeft gemeten"),
        basis=(*evidence.BASIS, "toegangsregel", "werkgebied"),
        label=_("Hoe weten we wat de regels kosten?"),
        about=subject_of(choice.groep, zin=("regels",)),
    )


def _range_inputs(where: Region, question: Question) -> dict[str, str]:
    """Return over which steunvragen the ranges run, in words."""
    low, high = steunvraag_range(cached.tables(where), question.steunvraag)
    return {_("bereik van de steunvraag"): _("{laag} tot {hoog}").format(laag=percent(low), hoog=percent(high))}


def draw_identity(where: Region, choice: Choice) -> None:
    """Draw those who may come in a regio in four parts: bar, list, sentence and evidence; all levensvragen together."""
    today = date.today().isoformat()
    with st.spinner(_("Wij rekenen uit hoeveel de plaatsen samen kunnen helpen …")):
        found = [_identity(where, question, choice.regio, today) for question in _steps(where, choice.question)]
    identity = found[0]
    st.header(_("Zijn er genoeg plaatsen?"))
    if choice.groep != UNIEK or choice.gebied is not None:
        st.caption(
            _("Dit gaat over alle levensvragen samen en de hele regio: groepen en gebieden delen dezelfde plaatsen.")
        )
    parts = {name: getattr(identity, name) for name in IDENTITY_WORDS}
    shown = {name: people if people >= NOBODY else 0.0 for name, people in parts.items()}
    if sum(shown.values()) > 0:
        charts.parts_bar(
            shown,
            words={name: _(text) for name, text in IDENTITY_WORDS.items()},
            looks=LOOKS,
            heading=_("Van elke 100 mensen die ergens heen mogen"),
            title=choice.regio or _("Alle regio’s"),
        )
    st.markdown(plain(identity_sentence(identity, others=found[1:])))
    evidence.show(
        where,
        formula=_(
            "Wie ergens heen mag = krijgt plaats + plaats is er, maar niet waar zij zoeken + plaats niet bekend + te weinig "
            "plaatsen. Krijgt plaats: de verdeling in twee stappen, zoals in de tabel. Plaats is er: wat de bekende plaatsen "
            "meer kunnen helpen als iedereen gaat waar dat het meeste oplevert. Plaats niet bekend: wat er nog bij kan als "
            "elke onbekende plaats er is. Wat overblijft, is een tekort. Bij één regio telt van elk initiatief het deel van "
            "de plaatsen dat naar mensen in die regio gaat."
        ),
        inputs={
            _("Voor"): choice.regio or _("alle regio’s"),
            _("Mensen die ergens heen mogen"): rule_people(identity.toegelaten),
            **{_(text): rule_people(parts[name]) for name, text in IDENTITY_WORDS.items()},
            **_range_inputs(where, choice.question),
            **evidence.question_inputs(where, choice.question),
        },
        kind=_("aanname: het aantal mensen rust op een steunvraag die niemand heeft gemeten"),
        label=_("Hoe weten we of er genoeg plaatsen zijn?"),
        about=subject_of(zin=("plaats",)),
    )
