"""The result of a scenario: one sentence, the numbers, the map of the change, the tables, and the evidence."""

import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.scenario.changes import Scenario
from mapping.analysis.scenario.effect import HALF_A_PERSON, Effect, ThreeNumbers, difference, euro_per_person, span
from mapping.analysis.scenario.public import public_changes
from mapping.model import WGS84
from mapping.reports.scenario_words import (
    between_words,
    chance_words,
    cost_scope_words,
    cost_words,
    fair_share_words,
    headline,
    signed_people,
)
from mapping.reports.sentences import people
from mapping.views import cached, evidence, url_state, webmap
from mapping.views.cached import Region
from mapping.views.filters import Choice, group_names
from mapping.views.legend import legend
from mapping.views.mapping_page import ATTRIBUTION
from mapping.views.palette import CHANGE
from mapping.views.scenario import cache as scenario_cache
from mapping.views.scenario import map as scenario_map
from mapping.views.scenario import tables as scenario_tables
from mapping.views.sources import plain
from mapping.words import _, number, percent


def draw(where: Region, choice: Choice, scenario: Scenario, found: Effect) -> None:
    """Draw the whole result."""
    st.header(_("Wat doet dit scenario?"))
    st.markdown(f"**{plain(headline(found, regio=choice.regio))}**")
    for sentence in (fair_share_words(found.numbers), cost_words(found, regio=choice.regio)):
        if sentence:
            st.markdown(plain(sentence))
    _metrics(choice, found)
    _evidence(where, choice, found)
    st.header(_("De vijf delen, nu en met dit scenario"))
    st.caption(plain(group_names(cached.tables(where)["subgroep"])[choice.groep]))
    scenario_tables.five_parts(where, choice, found, scenario)
    with st.expander(_("Wat er per groep verandert")):
        scenario_tables.per_groep(where, choice, found, scenario)
    _map(where, choice, scenario, found)
    st.header(_("Wie wordt er beter van?"))
    scenario_tables.who(where, choice, found, scenario, better=True)
    st.header(_("Waar worden plaatsen dunner?"))
    st.write(_("Hier krijgen minder mensen plaats: dezelfde plaatsen gaan naar meer mensen, of aanbod verdwijnt."))
    scenario_tables.who(where, choice, found, scenario, better=False)
    st.header(_("Welke initiatieven helpen meer of minder mensen?"))
    scenario_tables.per_initiatief(where, found, scenario)


def _metrics(choice: Choice, found: Effect) -> None:
    """Draw the three numbers and what each extra person costs."""
    numbers = found.numbers
    helped, shut_out = span(found, "bediend", regio=choice.regio), span(found, "uitgesloten", regio=choice.regio)
    first, second, third, fourth = st.columns(4)
    first.metric(_("Mogen door een regel nergens heen"), signed_people(shut_out.middle), help=_shut_out_help(numbers))
    most = numbers.most_served[1] - numbers.most_served[0]
    second.metric(
        _("Kunnen meer worden geholpen"), signed_people(most),
        help=_("Als iedereen gaat waar dat het meest helpt. Nu hoogstens {voor}, straks hoogstens {na} mensen per jaar.").format(
            voor=people(numbers.most_served[0]), na=people(numbers.most_served[1])
        ),
    )  # fmt: skip
    before, after = (chance_words(share) for share in numbers.lowest_chance)
    third.metric(
        _("Laagste kans op een plaats"), f"{before} → {after}",
        help=_("De kans die iedereen die dit scenario raakt ten minste kan krijgen, bij bekende plaatsen."),
    )  # fmt: skip
    cost = euro_per_person(found)[0]
    fourth.metric(
        _("Euro per extra geholpen mens"), f"€ {number(10 * round(cost / 10))}" if cost == cost else "–",
        help=_("Alleen als u kosten invulde en er meer mensen plaats krijgen. Wat een bezoeker betaalt, telt niet mee."),
    )  # fmt: skip
    said = [_("Krijgen plaats: {n}{tussen}.").format(n=signed_people(helped.middle), tussen=between_words(helped))]
    if not helped.sure or not shut_out.sure:
        said.append(_("Dit is onzeker: met een andere steunvraag draait de uitkomst om."))
    elif max(abs(helped.least), abs(shut_out.least)) >= HALF_A_PERSON:
        said.append(_("De richting blijft dezelfde bij een lage en een hoge steunvraag."))
    if choice.regio is not None:
        said.append(_("‘Kunnen meer worden geholpen’ en de laagste kans gaan over alle regio’s van het bestand samen."))
        if cost == cost:
            said.append(cost_scope_words())
    st.caption(plain(" ".join(said)))


def _shut_out_help(numbers: ThreeNumbers) -> str:
    return _(
        "Er is passend aanbod in de buurt, maar geen ervan laat hen toe. In het hele bestand nu {voor}, straks {na}."
    ).format(voor=people(numbers.shut_out[0]), na=people(numbers.shut_out[1]))


def _evidence(where: Region, choice: Choice, found: Effect) -> None:
    """Draw the evidence of every figure of the result."""
    low, high = found.steps
    evidence.show(
        where,
        formula=_(
            "Wij rekenen de regio twee keer door met dezelfde mensen: met het aanbod van nu en met dat van het scenario. Elk "
            "getal is het verschil. Ieder mens telt één keer. ‘Kunnen meer worden geholpen’ is het verschil van twee "
            "maximale stromen; de laagste kans is het grootste deel dat iedereen tegelijk kan krijgen."
        ),
        inputs={
            **evidence.question_inputs(where, choice.question),
            _("bandbreedte"): _("steunvraag {laag} en {hoog}").format(laag=percent(low), hoog=percent(high)),
            _("kosten"): _("alleen wat u zelf invulde: van {n} van de {m} wijzigingen").format(
                n=number(found.priced), m=number(found.priceable)
            ),
        },
        kind=_(
            "aanname: hoeveel mensen steun willen, heeft niemand gemeten; plaatsen zijn zoals initiatieven ze opgeven"
        ),
        basis=(*evidence.BASIS, "werkgebied", "toegangsregel"),
        about=subject_of(choice.groep, zin=("regels", "plaats")),
    )


def _map(where: Region, choice: Choice, scenario: Scenario, found: Effect) -> None:
    """Draw the map of the change of one groep and the same facts as a table."""
    st.header(_("Kaart van de verandering"))
    names = {part: _(text) for part, text in scenario_map.PART_QUESTIONS.items()}
    part = url_state.segments(_("Toon op de kaart"), names, "scenario_kaart", default=_most_changed(choice, found))
    loaded = cached.tables(where)
    exact = found.gebieden if choice.regio is None else found.gebieden[found.gebieden["regio"] == choice.regio]
    shown = public_changes(exact, loaded["subgroep"])
    of_groep = exact["subgroep"] == choice.groep
    look = scenario_map.change_look(exact[of_groep].assign(merk=shown["merk"][of_groep]), part)
    if not set(look.looks.values()) - {CHANGE[3]}:
        st.info(_("Voor deze groep verandert dit deel nergens. Kies een ander deel, of links een andere groep."))
    webmap.region_map(
        outlines_url=cached.outlines(where, "gebied"),
        looks=look.looks,
        texts=look.texts,
        selected=choice.gebied,
        points=_points(where, choice, scenario),
        bounds=cached.bounds(where, choice.regio),
        key="scenariokaart",
        alt=_("Kaart van de verandering: {deel}. Dezelfde feiten staan in de tabel eronder.").format(deel=names[part]),
        attribution=_(ATTRIBUTION),
        height=460,
    )
    legend(
        [*look.legend, ("initiatief", _("Initiatief dat verandert"))],
        title=_("Verandering: {deel}").format(deel=names[part]),
    )
    with st.expander(_("Dezelfde feiten als tabel")):
        scenario_tables.per_gebied(where, scenario, shown[of_groep], part, look.texts)


def _most_changed(choice: Choice, found: Effect) -> str:
    """Return the part of the chosen groep that changes for most people: what the map opens with."""
    rows = found.gebieden[found.gebieden["subgroep"] == choice.groep]
    sizes = {part: float(difference(rows, part).abs().sum()) for part in scenario_map.BETTER_WHEN}
    return max(sizes, key=sizes.get)


def _points(where: Region, choice: Choice, scenario: Scenario) -> list[dict]:
    """Return the initiatieven that the scenario changes, begins or closes and that have a place, as the map wants them."""
    offer = scenario_cache.changed_tables(where, choice.question, scenario)["initiatief"]
    changed = offer["initiatief"].isin({change.initiatief for change in scenario.changes})
    placed = offer[changed & ~(offer.geometry.isna() | offer.geometry.is_empty)].to_crs(WGS84)
    return [
        {"id": row.initiatief, "x": row.geometry.x, "y": row.geometry.y, "label": row.naam, "kind": "initiatief"}
        for row in placed.itertuples()
    ]
