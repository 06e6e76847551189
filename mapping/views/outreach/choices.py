"""What is chosen on the page Bezoekplan, all of it in the URL; and what to change where there is no plan."""

from dataclasses import dataclass

import streamlit as st

from mapping.analysis.vindplaats_plan import Asked, Obstacle
from mapping.model import UNIEK, Rol
from mapping.views import cached, url_state
from mapping.views.cached import Region
from mapping.views.filters import Choice, group_names
from mapping.views.vindplaats import cache
from mapping.words import N_, _

MOST, USUAL = 30, 5
"""Places of the largest plan (as many as a route is made for), and of the first one a user sees."""

CURE_WORDS = {
    Obstacle.NO_GROUP: N_("U koos nog geen groep. Kies bij ‘Wie wilt u ontmoeten?’ een of meer groepen."),
    Obstacle.NO_PLACES: N_(
        "Hier is geen vindplaats bekend. Kies een andere regio of een ander gebied, of voeg vindplaatsen toe bij Gegevens "
        "toevoegen."
    ),
    Obstacle.NOWHERE: N_(
        "Van geen enkele vindplaats hier is bekend waar zij is. Zoek de adressen bij Bewerken, of kies een ander gebied."
    ),
    Obstacle.NOBODY_COMES: N_(
        "Op geen vindplaats hier is bekend dat deze groepen er komen. Kies andere groepen, zet ‘Ook plaatsen waarvan niet "
        "bekend is wie "
        "er komen’ aan, of vul het in bij Bewerken."
    ),
    Obstacle.NOBODY_UNSERVED: N_(
        "Volgens de berekening krijgt hier iedereen uit deze groepen een plaats, of zijn er te weinig mensen voor een "
        "schatting. Kies "
        "andere groepen, een ander gebied of een andere steunvraag."
    ),
    Obstacle.NOT_IN_REACH: N_(
        "Er zijn mensen zonder plaats, maar geen van hen woont in de buurt van een vindplaats waar deze groepen komen. Voeg "
        "vindplaatsen "
        "toe, of kies een groter gebied."
    ),
    Obstacle.ALL_COVERED: N_(
        "Wat u al bezoekt, bereikt iedereen die vanuit een bekende vindplaats te bereiken is. Haal er een weg, voeg nieuwe "
        "vindplaatsen "
        "toe, of kies andere groepen."
    ),
}


@dataclass(frozen=True)
class PlanChoice:
    """What the plan is asked for, and whether the route comes back to its start."""

    asked: Asked
    closed: bool


def choose(where: Region, choice: Choice) -> PlanChoice:
    """Draw the choices of this page."""
    loaded = cached.tables(where)
    names = {code: name for code, name in group_names(loaded["subgroep"]).items() if code != UNIEK}
    life = loaded["subgroep"].loc[loaded["subgroep"]["rol"] == Rol.LEVENSVRAAG, "subgroep"]
    usual = [choice.groep] if choice.groep != UNIEK else list(life)
    groups = url_state.many(
        _("Wie wilt u ontmoeten?"), names, "voor", default=usual,
        help=_("Iemand die in meer van deze groepen valt, telt één keer."),
    )  # fmt: skip
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    p = url_state.whole_number(
        _("Hoeveel plaatsen kunt u bezoeken?"), "plaatsen", least=1, most=MOST, default=USUAL, place=left
    )
    everywhere = cache.places(where)
    called = dict(zip(everywhere["vindplaats"], everywhere["naam"], strict=True))
    visited = url_state.many(
        _("Waar komt u al?"), dict(sorted(called.items(), key=lambda pair: pair[1].lower())), "al", place=right,
        help=_("Wie daar al te bereiken is, telt niet nog eens mee."),
    )  # fmt: skip
    left, right = st.columns(2)
    unknown = url_state.switch(_("Ook plaatsen waarvan niet bekend is wie er komen"), "onbekend_wie", place=left)
    closed = url_state.switch(_("Route terug naar het begin"), "rondrit", place=right)
    return PlanChoice(Asked(groups, p, visited, unknown, choice.regio, choice.gebied), closed)


def say_obstacle(obstacle: Obstacle) -> None:
    """Say why there is no plan and what to change."""
    st.info(_(CURE_WORDS[obstacle]))
