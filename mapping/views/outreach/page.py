"""The page Bezoekplan: the choices, the plan and why, what one more adds, the second best, the visiting list."""

import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.vindplaats_plan import Obstacle, Plan
from mapping.views import cached, evidence, tables
from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.outreach import choices, curve, share, words
from mapping.views.outreach.cache import plan_of, route_of
from mapping.views.outreach.choices import PlanChoice
from mapping.views.outreach.rows import curve_rows, people, range_words, second_rows, site_rows, visit_rows
from mapping.views.vindplaats import cache
from mapping.views.vindplaats import map as place_map
from mapping.views.vindplaats.page import catchment_words
from mapping.words import _, ngettext, number


def draw(where: Region, choice: Choice) -> None:
    """Draw the page; where there is no plan it says what to change."""
    asked = choices.choose(where, choice)
    found = plan_of(where, choice.question, asked.asked)
    if isinstance(found, Obstacle):
        choices.say_obstacle(found)
        return
    place = words.place_words(where, choice)
    st.markdown(f"**{words.headline(found, place)}**")
    _fewer(found, asked)
    _numbers(found)
    counts = words.may_count(where, asked)
    _why(where, found, counts)
    chosen = cache.places(where).iloc[[site.place for site in found.sites]].reset_index(drop=True)
    place_map.draw(where, choice, chosen, of_plan=True)
    _one_more(where, found)
    _second(where, found)
    _visits(where, choice, asked, found)
    share.draw(where, choice, asked, found, counts=counts)
    _doubt(where, found, asked)
    _evidence(where, choice)


def _fewer(plan: Plan, asked: PlanChoice) -> None:
    """Say where fewer places do as much, or there are no more."""
    if len(plan.sites) >= asked.asked.p:
        return
    if plan.enough is not None:
        said = ngettext(
            "U vroeg om {p} plaatsen. Met {k} plaats is al iedereen bereikt die vanuit een bekende vindplaats te bereiken is.",
            "U vroeg om {p} plaatsen. Met {k} plaatsen is al iedereen bereikt die vanuit een bekende vindplaats te bereiken "
            "is.",
            len(plan.sites),
        )
    else:
        said = ngettext(
            "U vroeg om {p} plaatsen; er is er maar {k} waar deze groepen komen. Voeg vindplaatsen toe of kies een groter "
            "gebied.",
            "U vroeg om {p} plaatsen; er zijn er maar {k} waar deze groepen komen. Voeg vindplaatsen toe of kies een groter "
            "gebied.",
            len(plan.sites),
        )
    st.info(said.format(p=number(asked.asked.p), k=number(len(plan.sites))))


def _numbers(plan: Plan) -> None:
    """Draw the key figures, each with its range."""
    first, second, third = st.columns(3)
    first.metric(_("Mensen bereikt door dit plan"), range_words(min(plan.total), max(plan.total)),
                 help=_("Een aanname: niemand heeft dit gemeten. Wij rekenen met ongeveer {n}.").format(
                     n=number(people(plan.total[1]))))  # fmt: skip
    second.metric(_("Mensen zonder plaats, samen"), range_words(min(plan.open_people), max(plan.open_people)),
                  help=_("Elk mens telt één keer, ook wie in meer van de gekozen groepen valt."))  # fmt: skip
    third.metric(_("Met alle vindplaatsen te bereiken"), number(people(plan.reachable)),
                 help=_("Wie nergens in de buurt van een bekende vindplaats woont, bereikt geen enkel plan."))  # fmt: skip
    if plan.visited >= 1:
        st.caption(_("Waar u al komt, bereikt u er ongeveer {n}; die tellen hierboven niet mee.").format(
            n=number(people(plan.visited))))  # fmt: skip


def _why(where: Region, plan: Plan, counts: bool) -> None:
    """Draw why each place is in the plan."""
    st.header(_("Waarom deze plaatsen?"))
    loaded = cached.tables(where)
    tables.show(
        site_rows(plan, cache.places(where), loaded, counts=counts), key="plan-waarom",
        alt=_("De plaatsen van het plan, en wie elke plaats toevoegt"), file_name="bezoekplan.csv",
        notes=tables.download_notes(where),
    )  # fmt: skip
    st.caption(
        _(
            "Bovenaan staat de plaats die de meeste mensen bereikt. Elke volgende rij telt alleen wie nog niet bereikt was. "
            "‘Alleen hier "
            "te bereiken’: wie u mist als u deze ene plaats overslaat."
        )
    )
    if not counts:
        st.caption(_("Deze groepen tonen wij alleen per gemeente. Daarom staat er per plaats geen aantal."))


def _one_more(where: Region, plan: Plan) -> None:
    """Draw the curve as a picture and as a table."""
    st.header(_("Wat voegt één plaats meer toe?"))
    rows = curve_rows(plan)
    shares = rows[_("Van elke 100 die te bereiken zijn")].tolist()
    spoken = "; ".join(f"{number(k)}: {number(share)}" for k, share in enumerate(shares, start=1))
    curve.draw(
        shares,
        chosen=len(plan.sites),
        alt=_("Van elke 100 mensen die te bereiken zijn, per aantal plaatsen: {waarden}.").format(waarden=spoken),
    )
    st.caption(_("Van elke 100 mensen zonder plaats die vanuit een vindplaats te bereiken zijn, per aantal plaatsen."))
    with st.expander(_("Dezelfde feiten als tabel")):
        tables.readable(rows, alt=_("Mensen bereikt per aantal plaatsen"))
    if len(plan.curve) > len(plan.sites):
        st.write(_("Eén plaats meer bereikt nog ongeveer {n} mensen erbij.").format(
            n=number(people(plan.curve[len(plan.sites)] - plan.total[1]))))  # fmt: skip
    st.caption(
        _(
            "Voor elk aantal is het beste plan opnieuw gezocht; de plaatsen kunnen dus anders zijn. Afgerond op één cijfer."
        )
    )


def _second(where: Region, plan: Plan) -> None:
    """Draw the next best other set of places."""
    st.header(_("Het op een na beste plan"))
    st.write(words.second_words(plan))
    if plan.second is not None:
        tables.readable(second_rows(plan, cache.places(where)), alt=_("Wat er verandert in het op een na beste plan"))


def _visits(where: Region, choice: Choice, asked: PlanChoice, plan: Plan) -> None:
    """Draw the visiting list in the order of the route."""
    st.header(_("De bezoeklijst"))
    route = route_of(where, choice.question, [site.place for site in plan.sites], closed=asked.closed)
    st.write(words.route_words(route, asked.closed))
    loaded = cached.tables(where)
    tables.show(
        visit_rows(route, cache.places(where), cache.visits(where), loaded, asked.asked.subgroepen), key="plan-route",
        alt=_("Bezoeklijst in de volgorde van de route"), file_name="bezoeklijst.csv", notes=tables.download_notes(where),
    )  # fmt: skip
    st.caption(
        _(
            "‘Wie vragen’ is een functie of organisatie, nooit een persoon; het is een voorstel. Een plaats die alleen per "
            "wijk bekend is, "
            "staat in de route op het midden van haar wijk."
        )
    )


def _doubt(where: Region, plan: Plan, asked: PlanChoice) -> None:
    """Say whether the plan changes with what is assumed."""
    st.header(_("Hoe zeker is dit plan?"))
    st.markdown("\n".join(f"- {line}" for line in words.doubt_lines(where, plan, asked)))


def _evidence(where: Region, choice: Choice) -> None:
    """Draw how the plan was made."""
    reach = cached.outcome(where, choice.question).settings.reach
    evidence.show(
        where,
        formula=_(
            "Per stukje gebied en groep: wie steun wil min wie plaats krijgt. Wie in meer gekozen groepen valt, telt één "
            "keer (n × (1 − "
            "Π(1 − q)), met q het deel dat om die groep steun wil). Een vindplaats bereikt wie in haar omgeving woont en "
            "hoort bij een "
            "groep die er komt. Daaruit kiezen wij de plaatsen die samen de meeste mensen bereiken (maximal covering, "
            "Church en ReVelle "
            "1974), precies en zonder toeval."
        ) + " " + catchment_words(reach.town_km, reach.country_km, reach.factor),
        inputs=evidence.question_inputs(where, choice.question),
        kind=_(
            "aanname: de steunvraag heeft niemand gemeten. Laag: laagste steunvraag, groepen overlappen zo veel mogelijk en "
            "plaats is er waar wij dat niet weten; hoog: hoogste steunvraag zonder overlap"
        ),
        basis=("vindplaats", "vindplaats_subgroep", *evidence.BASIS),
        about=subject_of(choice.groep, zin=("bereik",)),
    )  # fmt: skip
