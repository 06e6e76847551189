"""The tables of a plan in the columns and words of the screen: why each place, what one more adds, and the visiting list."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import pandas as pd

from mapping.analysis.publish import shown_people
from mapping.analysis.vindplaats_plan import HALF_A_PERSON, Plan, Site
from mapping.analysis.vindplaats_route import Route
from mapping.model import IEDEREEN, MIN_OMVANG, Soort
from mapping.reports.catalogue_words import role_to_ask
from mapping.views.cached import Tables
from mapping.views.filters import gebied_names
from mapping.views.vindplaats.rows import address_words, kind_name, span_words, visitor_names
from mapping.words import _, day, number

GEBIEDEN_NAMED = 3
"""Gebieden that are named per place; the others are counted."""


def people(value: float) -> float:
    """Round people as an aanname: one digit, whole people."""
    return float(shown_people(pd.Series([value]).to_numpy(dtype=float), Soort.AANNAME)[0])


def range_words(low: float, high: float) -> str:
    """Write the range of a number of people, both ends rounded."""
    return span_words(people(low), people(high))


def site_rows(plan: Plan, places: gpd.GeoDataFrame, loaded: Tables, *, counts: bool) -> pd.DataFrame:
    """Return why each place is in the plan; without `counts` no figure per place or gebied (groups shown per gemeente)."""
    at = places.iloc[[site.place for site in plan.sites]]
    absent = float("nan")
    return pd.DataFrame(
        {
            _("Keuze"): range(1, len(plan.sites) + 1),
            _("Vindplaats"): at["naam"].to_numpy(),
            _("Mensen erbij"): [_shown(site.added[1]) if counts else absent for site in plan.sites],
            _("Mensen erbij (van–tot)"): [
                range_words(min(site.added), max(site.added)) if counts else _("alleen per gemeente")
                for site in plan.sites
            ],
            _("Alleen hier te bereiken"): [_shown(site.only_here) if counts else absent for site in plan.sites],
            _("Uit welke gebieden"): [
                origin_words(site, loaded) if counts else _("alleen per gemeente") for site in plan.sites
            ],
            _("Soort plaats"): at["type"].map(kind_name).to_numpy(),
            _("Gebied"): at["gebied"].fillna(_("niet bekend")).to_numpy(),
        }
    )


def _shown(value: float) -> float:
    """Round people; missing where they are too few for an estimate, but nobody is nobody."""
    return people(value) if value >= MIN_OMVANG or value < HALF_A_PERSON else float("nan")


def origin_words(site: Site, loaded: Tables) -> str:
    """Name the gebieden that most of the added people come from, and count the others."""
    names = gebied_names(loaded["gebied"])
    large = site.from_gebieden[site.from_gebieden >= MIN_OMVANG].head(GEBIEDEN_NAMED)
    first = [f"{names.get(code, code)} ({number(people(value))})" for code, value in large.items()]
    rest = len(site.from_gebieden) - len(first)
    more = [_("en {n} andere").format(n=number(rest))] if rest > 0 else []
    return "; ".join(first + more)


def curve_rows(plan: Plan) -> pd.DataFrame:
    """Return for 1, 2, … places how many people they reach together, and what each one more adds."""
    added = [value - before for value, before in zip(plan.curve, (0.0, *plan.curve), strict=False)]
    return pd.DataFrame(
        {
            _("Aantal plaatsen"): range(1, len(plan.curve) + 1),
            _("Mensen bereikt"): [people(value) for value in plan.curve],
            _("Van elke 100 die te bereiken zijn"): [
                float(round(100 * value / plan.reachable)) for value in plan.curve
            ],
            _("Eén plaats meer voegt toe"): [people(value) for value in added],
        }
    )


def second_rows(plan: Plan, places: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return which places the second-best plan leaves out and takes instead."""
    mine, other = {site.place for site in plan.sites}, set(plan.second.sites)
    rows = [(place, _("eruit")) for place in sorted(mine - other)] + [
        (place, _("erin")) for place in sorted(other - mine)
    ]
    at = places.iloc[[place for place, _word in rows]]
    return pd.DataFrame(
        {
            _("Verandert"): [word for _place, word in rows],
            _("Vindplaats"): at["naam"].to_numpy(),
            _("Gebied"): at["gebied"].fillna(_("niet bekend")).to_numpy(),
        }
    )


def visit_rows(
    route: Route, places: gpd.GeoDataFrame, visits: pd.DataFrame, loaded: Tables, chosen: Sequence[str]
) -> pd.DataFrame:
    """Return the visiting list in the order of the route: where, when open, whom to ask, whom you meet, how far."""
    at = places.iloc[list(route.order)]
    legs = [float("nan"), *route.legs_km[: len(route.order) - 1]]
    unknown = _("niet bekend")
    return pd.DataFrame(
        {
            _("Stop"): range(1, len(at) + 1),
            _("Vindplaats"): at["naam"].to_numpy(),
            _("Waar"): where_words(at),
            _("Openingstijden"): at["openingstijden"].fillna(unknown).to_numpy(),
            _("Wie vragen"): ask_words(at, loaded),
            _("Wie u er ontmoet"): at["vindplaats"].map(_meeting(visits, loaded, chosen)).fillna(unknown).to_numpy(),
            _("Km vanaf de vorige"): [round(km, 1) for km in legs],
            _("Laatst gecontroleerd"): [day(iso) or _("nooit") for iso in at["laatst_gecontroleerd"]],
        }
    )


def where_words(at: gpd.GeoDataFrame) -> list[str]:
    """Write where each place is: its address and gebied; of one that is known by wijk only the name of the wijk alone."""
    said = []
    for text, gebied, by_wijk in zip(address_words(at), at["gebied"], at["by_wijk"], strict=True):
        name = gebied if isinstance(gebied, str) else _("niet bekend")
        said.append(_("in {wijk}; adres navragen").format(wijk=name) if by_wijk else f"{text}, {name}")
    return said


def ask_words(at: pd.DataFrame, loaded: Tables) -> list[str]:
    """Write whom to ask at each place: the role for its kind, and organisations that are known to work with it."""
    known = _organisations(loaded)
    return [
        "; ".join(filter(None, [role_to_ask(kind), known.get(code, "")])) or _("niet bekend")
        for kind, code in zip(at["type"], at["vindplaats"], strict=True)
    ]


def _organisations(loaded: Tables) -> dict[str, str]:
    """Return per vindplaats which organisatie or initiatief has a verbinding with it."""
    names = {
        (kind, code): name
        for kind in ("organisatie", "initiatief")
        for code, name in zip(loaded[kind][kind], loaded[kind]["naam"], strict=True)
    }
    found: dict[str, list[str]] = {}
    for row in loaded["verbinding"].to_dict("records"):
        for end, other in (("van", "naar"), ("naar", "van")):
            name = names.get((row[f"{other}_soort"], row[other]))
            if row[f"{end}_soort"] == "vindplaats" and name and name not in found.setdefault(row[end], []):
                found[row[end]].append(name)
    return {code: _("via {namen}").format(namen=", ".join(some)) for code, some in found.items() if some}


def _meeting(visits: pd.DataFrame, loaded: Tables, chosen: Sequence[str]) -> Mapping[str, str]:
    """Return per vindplaats which of the chosen groups are known to come there."""
    rows = visits[visits["subgroep"].isin([*chosen, IEDEREEN])]
    names = visitor_names(loaded)
    return rows.groupby("vindplaats")["subgroep"].agg(lambda kinds: ", ".join(names.get(kind, kind) for kind in kinds))
