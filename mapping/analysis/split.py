"""The split: who of those seeking support get a place, and where not, whether reach, a rule or places fail them."""

from dataclasses import dataclass

import numpy as np

from mapping.analysis.access import (
    Offer,
    access_score,
    any_in_reach,
    check_offer,
    check_people,
    demand_per_initiatief,
    places_per_person,
)


@dataclass(frozen=True, eq=False)
class NeedSplit:
    """Need in parts, each in people (cellen × groepen), never NaN.

    served + no_capacity + excluded + out_of_reach + unknown = need;
    excluded_by_place + excluded_by_person + excluded_by_either + excluded_by_both = excluded.
    """

    served: np.ndarray
    no_capacity: np.ndarray
    excluded: np.ndarray
    out_of_reach: np.ndarray
    unknown: np.ndarray
    excluded_by_place: np.ndarray
    excluded_by_person: np.ndarray
    excluded_by_either: np.ndarray
    excluded_by_both: np.ndarray


def split_need(need, capacity, weight, *, suits, admits_person=None, admits_place=None, demand=None) -> NeedSplit:
    """Split `need` into the five parts of the gap table and `excluded` into its four causes.

    need: people (cellen × groepen). demand: the people who compete for places, of the same shape; need itself unless
    given. An initiatief that has no demand shares its capacity over the need that it suits, reaches and admits.
    The other arguments, and what raises ValueError, are as in `two_step_access`. An initiatief of unknown capacity is
    in reach and admits like any other; what it could serve is `unknown`.
    Source: method.md sections 1 and 4.
    """
    offer = check_offer(capacity, weight, suits=suits, admits_person=admits_person, admits_place=admits_place)
    need = check_people("need", need, offer.shape)
    demand = need if demand is None else check_people("demand", demand, offer.shape)

    in_reach = any_in_reach(offer.weight, offer.suits)
    admitted = any_in_reach(offer.admitted_weight, offer.admitted)
    served = need * np.minimum(1, access_score(offer, _places_shared(offer, demand, need)))
    rest = np.where(admitted, need - served, 0)
    may_have_place = _unknown_admits(offer)
    excluded = np.where(in_reach & ~admitted, need, 0)
    return NeedSplit(
        served=served,
        no_capacity=np.where(may_have_place, 0, rest),
        excluded=excluded,
        out_of_reach=np.where(in_reach, 0, need),
        unknown=np.where(may_have_place, rest, 0),
        **_causes(offer, excluded),
    )


def _places_shared(offer: Offer, demand: np.ndarray, need: np.ndarray) -> np.ndarray:
    """Return places per person (initiatieven), shared over demand or, where an initiatief has none, over need."""
    competing = demand_per_initiatief(offer, demand)
    if demand is not need and np.any(competing == 0):
        competing = np.where(competing == 0, demand_per_initiatief(offer, need), competing)
    return places_per_person(offer, competing)


def _unknown_admits(offer: Offer) -> np.ndarray:
    """Return where an initiatief of unknown capacity suits, reaches and admits, bool (cellen × groepen)."""
    return any_in_reach(offer.admitted_weight, offer.admitted & ~offer.known[:, None])


def _causes(offer: Offer, excluded: np.ndarray) -> dict[str, np.ndarray]:
    """Split the excluded people by which rules must be lifted before anyone admits them."""
    without_place_rules = any_in_reach(offer.weight, offer.admitted)
    without_personal_rules = any_in_reach(offer.admitted_weight, offer.suits)
    return {
        "excluded_by_place": np.where(without_place_rules & ~without_personal_rules, excluded, 0),
        "excluded_by_person": np.where(without_personal_rules & ~without_place_rules, excluded, 0),
        "excluded_by_either": np.where(without_place_rules & without_personal_rules, excluded, 0),
        "excluded_by_both": np.where(without_place_rules | without_personal_rules, 0, excluded),
    }
