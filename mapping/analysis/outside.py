"""People outside: those of the rand, within 10 km of the region, who ask for the same places (method.md section 2).

They are never reported. What they take is taken from the capacity: a place that the region and its rand compete for is
worth the region's share of the people who compete, weighted as in the two-step method. With capacity × share the score
of every cel of the region is the same as with the cellen of the rand in the sum: capacity × share / demand of the region
= capacity / (demand of the region + demand of the rand).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mapping.analysis.access import check_offer, demand_per_initiatief
from mapping.analysis.need import vraag_table
from mapping.analysis.population import Population, levensvragen, population
from mapping.analysis.reach import nearness, weights_of
from mapping.analysis.rules import PersonalRules, admits_place
from mapping.analysis.settings import Settings
from mapping.analysis.water import Waters


@dataclass(frozen=True, eq=False)
class Outside:
    """Who competes from outside the region, for the engine only.

    people: of the cellen of the rand, as in a run. weight, place: cells of the rand × initiatieven.
    share: per initiatief the part of its places that is left for the region (0 to 1; 1 where nobody competes).
    """

    people: Population
    weight: csr_array
    place: csr_array
    share: np.ndarray


def people_outside(tables: Mapping[str, pd.DataFrame], settings: Settings) -> Population | None:
    """Lay out the people of the rand with the shares of the region's file; None where there is no rand."""
    rand = tables.get("rand")
    if rand is None or not len(rand):
        return None
    around = dict(tables) | {"cel": rand, "gebied": _gebieden(rand), "leeftijd": tables["rand_leeftijd"]}
    return population(around, vraag_table(around), steunvraag=settings.steunvraag, group_size=settings.group_size)


def outside(
    tables: Mapping[str, pd.DataFrame],
    people: Population,
    initiatief: pd.DataFrame,
    weight: csr_array,
    place: csr_array,
    suits: np.ndarray,
    personal: PersonalRules,
    *,
    settings: Settings,
    water: Waters | None = None,
    people_of: "Outside | None" = None,
    offer_of: "Outside | None" = None,
) -> Outside | None:
    """Return who competes from the rand, and what they leave; None where there is no rand.

    people, weight, place: of the region; suits, personal: of the offer (initiatieven × groups). The people of `people_of`
    and the weight and place of `offer_of` are taken over, as in a run.
    """
    around = people_outside(tables, settings) if people_of is None else people_of.people
    if around is None:
        return None
    if offer_of is None:
        places = people.cellen[["gebiedcode", "gemeentecode", "regio"]]
        near = nearness(
            around.cellen, initiatief, tables["werkgebied"], settings=settings.reach, water=water, gebied=places
        )
        far_weight = weights_of(near, gaussian=settings.reach.gaussian)
        far_place = admits_place(around.cellen, initiatief, tables["werkgebied"])
    else:
        far_weight, far_place = offer_of.weight, offer_of.place
    rules = {"suits": suits, "admits_person": personal.admits}
    asked = [
        competing(population_, weight_, place_, **rules)
        for population_, weight_, place_ in ((people, weight, place), (around, far_weight, far_place))
    ]
    together = asked[0] + asked[1]
    share = np.divide(asked[0], together, out=np.ones(len(initiatief)), where=together > 0)
    return Outside(around, far_weight, far_place, share)


def competing(
    people: Population, weight: csr_array, place: csr_array, *, suits: np.ndarray, admits_person: np.ndarray
) -> np.ndarray:
    """Return how many people compete for the places of each initiatief, weighted by reach (initiatieven).

    An initiatief for kenmerken only shares its places over their need (method.md section 1), here and in the rand alike.
    """
    offer = check_offer(np.zeros(len(suits)), weight, suits=suits, admits_person=admits_person, admits_place=place)
    demand = demand_per_initiatief(offer, people.demand)
    for_life = (suits & admits_person & levensvragen(people.groepen)).any(axis=1)
    return np.where(for_life, demand, demand_per_initiatief(offer, people.need))


def _gebieden(rand: pd.DataFrame) -> pd.DataFrame:
    """Return the gebieden of the rand as far as the calculation needs them."""
    known = rand.drop_duplicates("gebiedcode").drop(columns=["pc4", "inwoners", "area_km2", "geometry"])
    known = known.rename(columns={"gebied_inwoners": "inwoners"}).reset_index(drop=True)
    return pd.DataFrame(known).assign(gebiednaam=known["gebiedcode"], gemeentenaam=known["gemeentecode"])
