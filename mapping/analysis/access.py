"""Two-step floating catchment areas with rules: how much capacity each person can reach and is let in to.

Axes: cellen (c) × initiatieven (j) × groepen (g). An initiatief suits a groep (subgroep and niveau), admits its people
(personal rules) and admits a cel (werkgebied); only where all three hold does it count. Nowhere is a table of cellen ×
initiatieven × groepen made: two sparse products do, over the distinct columns of the rules.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse
from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class Offer:
    """The checked initiatieven, as `check_offer` makes them: what they hold, whom they suit and whom they admit.

    capacity: people per year (initiatieven), NaN where unknown. weight: (cellen × initiatieven) in (0, 1], no entry is
    out of reach. suits, admits_person: bool (initiatieven × groepen). admits_place: sparse bool (cellen ×
    initiatieven), or None where no place rule exists anywhere.
    """

    capacity: np.ndarray
    weight: csr_array
    suits: np.ndarray
    admits_person: np.ndarray
    admits_place: csr_array | None

    @property
    def shape(self) -> tuple[int, int]:
        """Return (cellen, groepen), the shape of every table of people."""
        return self.weight.shape[0], self.suits.shape[1]

    @cached_property
    def admitted(self) -> np.ndarray:
        """Return where an initiatief suits a groep and admits its people, bool (initiatieven × groepen)."""
        return self.suits & self.admits_person

    @cached_property
    def admitted_columns(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the distinct columns of `admitted` and which of them each groep has."""
        return distinct_columns(self.admitted)

    @cached_property
    def admitted_weight(self) -> csr_array:
        """Return the weights of the pairs that no place rule bars, sparse (cellen × initiatieven)."""
        if self.admits_place is None:
            return self.weight
        return csr_array(self.weight.multiply(self.admits_place))

    @cached_property
    def known(self) -> np.ndarray:
        """Return which initiatieven have a known capacity, bool (initiatieven)."""
        return ~np.isnan(self.capacity)


def two_step_access(demand, capacity, weight, *, suits, admits_person=None, admits_place=None) -> np.ndarray:
    """Return the places within reach per person who seeks support, (cellen × groepen), in the order given.

    demand: people (cellen × groepen), finite and not negative. capacity: people per year (initiatieven); NaN is unknown
    and takes no part. weight: sparse or dense (cellen × initiatieven) in (0, 1]; no entry, or a stored 0, is out of
    reach. suits, admits_person: bool (initiatieven × groepen); admits_place: bool (cellen × initiatieven); None means
    that no such rule exists. Nothing in reach gives 0, never NaN. A groep with demand 0 gets its score all the same.
    The sum of score × demand is the capacity of the initiatieven that have any demand.
    Raises ValueError naming the argument that has a wrong shape or value.
    Source: Luo & Wang 2003, Luo & Qi 2009 (weights), with rules as in method.md section 3.
    """
    offer = check_offer(capacity, weight, suits=suits, admits_person=admits_person, admits_place=admits_place)
    demand = check_people("demand", demand, offer.shape)
    return access_score(offer, places_per_person(offer, demand_per_initiatief(offer, demand)))


def demand_per_initiatief(offer: Offer, people: np.ndarray) -> np.ndarray:
    """Return the weighted people whom each initiatief suits, reaches and admits (initiatieven)."""
    columns, group_column = offer.admitted_columns
    merged = people @ _membership(group_column, columns.shape[1])
    return np.einsum("jk,jk->j", offer.admitted_weight.T @ merged, columns)


def places_per_person(offer: Offer, demand: np.ndarray) -> np.ndarray:
    """Divide the known capacity of each initiatief by its demand (initiatieven); 0 where either is 0 or unknown."""
    shares = np.zeros_like(offer.capacity)
    return np.divide(offer.capacity, demand, out=shares, where=offer.known & (demand > 0))


def access_score(offer: Offer, places: np.ndarray) -> np.ndarray:
    """Sum the weighted `places` per person over the initiatieven that serve each pair, (cellen × groepen)."""
    columns, group_column = offer.admitted_columns
    return (offer.admitted_weight @ (columns * places[:, None]))[:, group_column]


def any_in_reach(weight: csr_array, rule: np.ndarray) -> np.ndarray:
    """Return where at least one initiatief with an entry in `weight` meets `rule`, bool (cellen × groepen).

    weight: sparse (cellen × initiatieven) without stored zeros; rule: bool (initiatieven × groepen).
    """
    columns, group_column = distinct_columns(rule)
    pairs = csr_array((np.ones(weight.nnz, dtype=bool), weight.indices, weight.indptr), shape=weight.shape)
    return (pairs @ columns)[:, group_column]


def distinct_columns(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct columns of a bool table and, for each column, its place among them."""
    packed = np.packbits(np.ascontiguousarray(table.T), axis=1)
    _, first, place = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    return table[:, first], place.ravel()


def _membership(group_column: np.ndarray, columns: int) -> csr_array:
    """Return the 0/1 table (groepen × columns) that adds up the groepen which share a column."""
    groups = group_column.size
    return csr_array((np.ones(groups), group_column, np.arange(groups + 1)), shape=(groups, columns))


def check_offer(capacity, weight, *, suits, admits_person=None, admits_place=None) -> Offer:
    """Check the arguments of `two_step_access` and return them as an Offer; raise ValueError naming the culprit."""
    capacity = np.asarray(capacity, dtype=float)
    if capacity.ndim != 1:
        raise ValueError(f"capacity must have one axis (initiatieven), not shape {capacity.shape}")
    if np.any(capacity < 0) or np.any(np.isinf(capacity)):
        raise ValueError("capacity must be finite and not negative, or NaN where it is unknown")
    weight = _check_weight(weight, initiatieven=capacity.size)
    suits = _check_rule("suits", suits, initiatieven=capacity.size)
    if admits_person is None:
        admits_person = np.ones_like(suits)
    admits_person = _check_rule("admits_person", admits_person, initiatieven=capacity.size)
    if admits_person.shape != suits.shape:
        raise ValueError(f"admits_person has shape {admits_person.shape}, but suits has {suits.shape}")
    if admits_place is not None:
        admits_place = _check_place_rule(admits_place, shape=weight.shape)
    return Offer(capacity, weight, suits, admits_person, admits_place)


def check_people(name: str, people, shape: tuple[int, int]) -> np.ndarray:
    """Return `people` as floats (cellen × groepen); raise ValueError with `name` if shape or a value is wrong."""
    people = np.asarray(people, dtype=float)
    if people.shape != shape:
        raise ValueError(f"{name} must have shape (cellen, groepen) = {shape}, not {people.shape}")
    if not np.all(np.isfinite(people)) or np.any(people < 0):
        raise ValueError(f"{name} must be finite and not negative; a missing estimate is 0 here")
    return people


def _check_weight(weight, *, initiatieven: int) -> csr_array:
    """Return the weights as a csr_array of floats without stored zeros or double entries."""
    weight = _without_zeros(_as_sparse("weight", weight).astype(float, copy=False))
    if weight.shape[1] != initiatieven:
        raise ValueError(f"weight must have a column per initiatief ({initiatieven}), not shape {weight.shape}")
    if not (weight.data.min(initial=1) > 0 and weight.data.max(initial=1) <= 1):  # NaN fails as well
        raise ValueError("weight must lie in (0, 1]; out of reach is no entry")
    return weight


def _check_place_rule(rule, *, shape: tuple[int, int]) -> csr_array:
    """Return the place rule as a csr_array of bool that stores only True."""
    rule = _as_sparse("admits_place", rule)
    if rule.shape != shape:
        raise ValueError(f"admits_place has shape {rule.shape}, but weight has {shape}")
    _check_truths("admits_place", rule.data)
    return _without_zeros(rule.astype(bool, copy=False))


def _check_rule(name: str, rule, *, initiatieven: int) -> np.ndarray:
    """Return a rule as a bool array (initiatieven × groepen)."""
    rule = rule.toarray() if sparse.issparse(rule) else np.asarray(rule)
    if rule.ndim != 2 or rule.shape[0] != initiatieven:
        raise ValueError(f"{name} must have a row per initiatief ({initiatieven}), not shape {rule.shape}")
    _check_truths(name, rule)
    return rule.astype(bool)


def _check_truths(name: str, values: np.ndarray) -> None:
    """Raise ValueError with `name` unless every value is true or false (or 1 or 0)."""
    if values.dtype != bool and not np.all((values == 0) | (values == 1)):
        raise ValueError(f"{name} must hold only true and false")


def _as_sparse(name: str, table) -> csr_array:
    """Return a list, an array or a sparse table of two axes as a csr_array, sharing data where it can."""
    if not sparse.issparse(table):
        table = np.asarray(table)
        if table.ndim != 2:
            raise ValueError(f"{name} must have two axes (cellen × initiatieven), not shape {table.shape}")
    return csr_array(table)


def _without_zeros(table: csr_array) -> csr_array:
    """Return the table without stored zeros and double entries; the one that was given stays as it is."""
    if table.has_canonical_format and np.count_nonzero(table.data) == table.nnz:
        return table
    table = table.copy()
    table.sum_duplicates()
    table.eliminate_zeros()
    return table
