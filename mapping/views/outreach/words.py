"""The sentences about a plan, on the page and on paper: what it reaches, its second best, its route, its doubt."""

import pandas as pd

from mapping.analysis.publish import too_fine
from mapping.analysis.vindplaats_plan import HIGH, LOW, PLACES_FREE, SURE, Plan
from mapping.analysis.vindplaats_route import Route
from mapping.model import Gebiedsniveau, Lokaal, Wat
from mapping.views import cached
from mapping.views.cached import Region
from mapping.views.filters import Choice, gebied_names
from mapping.views.outreach.choices import PlanChoice
from mapping.views.outreach.rows import people
from mapping.words import N_, _, ngettext, number

VARIANT_WORDS = {
    LOW: N_("bij de laagste steunvraag"),
    HIGH: N_("bij de hoogste steunvraag"),
    PLACES_FREE: N_("als overal plaats is waar wij dat niet weten"),
    SURE: N_("als alleen telt wie niets in de buurt heeft of er niet heen mag"),
}


def place_words(where: Region, choice: Choice) -> str:
    """Name where the people live whom the plan is for."""
    if choice.gebied is not None:
        return str(gebied_names(cached.tables(where)["gebied"])[choice.gebied])
    return choice.regio or _("alle regio’s")


def may_count(where: Region, asked: PlanChoice) -> bool:
    """Tell whether figures per place may be shown: not where every group is one that is shown per gemeente only."""
    named = pd.Series(list(asked.asked.subgroepen))
    return not too_fine(named, cached.tables(where)["subgroep"], Gebiedsniveau.WIJK).all()


def headline(plan: Plan, place: str) -> str:
    """Say in one sentence what the plan reaches, of how many."""
    words = ngettext(
        "In de buurt van deze ene plaats wonen ongeveer {n} mensen die steun willen en geen plaats krijgen (tussen {laag} en "
        "{hoog}), van ongeveer {alle} in {waar}.",
        "In de buurt van deze {k} plaatsen wonen ongeveer {n} mensen die steun willen en geen plaats krijgen (tussen {laag} en "
        "{hoog}), van ongeveer {alle} in {waar}.",
        len(plan.sites),
    )
    low, middle, high = min(plan.total), plan.total[1], max(plan.total)
    return words.format(
        k=number(len(plan.sites)), n=number(people(middle)), laag=number(people(low)), hoog=number(people(high)),
        alle=number(people(plan.open_people[1])), waar=place.rstrip("."),
    )  # fmt: skip


def second_words(plan: Plan) -> str:
    """Say how much the second-best plan reaches."""
    if plan.second is None:
        return _("Er is geen ander plan met zo veel plaatsen.")
    less = plan.total[1] - plan.second.value
    if less < 1:
        return _("Er is een ander plan dat even veel mensen bereikt. Kies wat u het best uitkomt.")
    share = 100 * less / plan.total[1] if plan.total[1] else 0.0
    return _("Een ander plan bereikt ongeveer {n} mensen minder ({deel}% minder).").format(
        n=number(people(less)), deel=number(share, decimals=1 if share < 1 else 0)
    )


def doubt_lines(where: Region, plan: Plan, asked: PlanChoice) -> list[str]:
    """Say per variant how many places stay, and what is not local."""
    count = len(plan.sites)
    lines = []
    for name, same in plan.same.items():
        text = (
            _("{Variant}: het plan blijft hetzelfde.")
            if same == count
            else _("{Variant}: {k} van de {n} plaatsen blijven.")
        )
        words = _(VARIANT_WORDS[name])
        lines.append(text.format(Variant=words[:1].upper() + words[1:], k=number(same), n=number(count)))
    lines.append(
        _(
            "Het plan telt wie in de buurt woont van een plaats waar zijn groep komt. Het weet niet wie er echt naar binnen "
            "gaat."
        )
    )
    if not _anything_local(where, asked):
        lines.append(
            _(
                "Over deze groepen is niets bekend per gebied; er is alleen een landelijk aandeel. Het plan volgt dan "
                "vooral waar veel "
                "mensen wonen en waar aanbod ontbreekt."
            )
        )
    return lines


def _anything_local(where: Region, asked: PlanChoice) -> bool:
    """Tell whether something local is known of at least one of the groups."""
    rows = cached.tables(where)["aandeel"]
    mine = rows[(rows["wat"] == Wat.AANDEEL) & rows["subgroep"].isin(asked.asked.subgroepen)]
    return bool((mine["lokaal"] != Lokaal.NEE).any())


def route_words(route: Route, closed: bool) -> str:
    """Say how long the tour is and whether it is proven to be the shortest."""
    if len(route.order) < 2:
        return _("Er is één plaats; er is geen route te kiezen.")
    km = number(route.total_km, decimals=0 if route.total_km >= 10 else 1)
    text = (
        _("De rondrit is ongeveer {km} km")
        if closed
        else _("De route is ongeveer {km} km van de eerste tot de laatste plaats")
    )
    how = _("de kortste die er is") if route.exact else _("kort, maar niet bewezen de kortste")
    return f"{text.format(km=km)} ({how}). " + _("Afstanden zijn geschat: een rechte lijn maal 1,3, en over bruggen.")
