"""Flow: how many people all places together could help at best, and the lowest chance of a place when shared fairly.

People flow from pairs (cel × groep) to initiatieven that suit, reach and admit them; a pair sends at most its people, an
initiatief takes at most its places. Pairs with the same set of initiatieven are one (a *pool*), so that a region of a
thousand cellen and a hundred groepen is a network of about a thousand nodes. Weights play no part: whoever is in reach
can come.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from mapping.analysis.access import any_in_reach, check_offer, check_people, distinct_columns

WHOLE_UNITS = 2**29
"""How many units the largest possible flow is cut into: scipy's maximum_flow counts in whole numbers of 32 bits."""

ENDLESS_UNITS = 2 * WHOLE_UNITS
"""More than ever flows, hence never full; with what may be taken back still under 2**31."""

NOBODY = 1e-12
"""People: less than this is the rounding of a sum, and no unit is smaller."""

ROUNDS = 2
"""Runs of the integer flow: the second works on what the first rounded away, in units about a million times as small."""

SAME_RATIO = 1 - 1e-12
"""A ratio under this part of another is smaller; above it they differ by the last bits of a sum only."""


@dataclass(frozen=True, eq=False)
class Block:
    """Part of a region in which being let in is a matter of cel and of groep apart.

    need: people (cells × groups). cells: bool (cells × initiatieven), in reach and admitted by place. groups: bool
    (initiatieven × groups), suits and admits the person. A pair may go where both hold.
    """

    need: np.ndarray
    cells: np.ndarray
    groups: np.ndarray


@dataclass(frozen=True, eq=False)
class Pools:
    """People by the set of initiatieven that they may go to: people (pools), above 0, and open, bool (pools × initiatieven)."""

    people: np.ndarray
    open: np.ndarray


def most_served(need, capacity, weight, *, suits, admits_person=None, admits_place=None) -> float:
    """Return how many people find a place when everybody goes where that helps most.

    need: people (cellen × groepen); the other arguments, and what raises ValueError, are as in `two_step_access`. An
    unknown capacity (NaN) counts 0. Exact but for the last bits. Source: maximum flow, method.md section 5.
    """
    offer = check_offer(capacity, weight, suits=suits, admits_person=admits_person, admits_place=admits_place)
    need = check_people("need", need, offer.shape)
    places = np.nan_to_num(offer.capacity)
    block = Block(need, offer.admitted_weight.toarray() > 0, offer.admitted)
    return most_people(pools([block], places > 0), places)


def lowest_chance(need, capacity, weight, *, suits, admits_person=None, admits_place=None, pairs=None) -> float:
    """Return the largest share λ (0 to 1) such that all pairs together can each send λ of their people to a place.

    Arguments as in `most_served`. pairs: bool (cellen × groepen), the pairs that are asked for; all without. A pair counts
    where it has people and something that suits, with a known capacity, is in reach, whether or not a rule admits it: one
    that nobody admits makes λ 0. NaN where no pair counts. Source: method.md section 5.
    """
    offer = check_offer(capacity, weight, suits=suits, admits_person=admits_person, admits_place=admits_place)
    need = check_people("need", need, offer.shape)
    counted = any_in_reach(offer.weight, offer.suits & offer.known[:, None])
    if pairs is not None:
        pairs = np.asarray(pairs)
        if pairs.shape != offer.shape or pairs.dtype != bool:
            raise ValueError(f"pairs must be bool of shape (cellen, groepen) = {offer.shape}")
        counted &= pairs
    places = np.nan_to_num(offer.capacity)
    block = Block(np.where(counted, need, 0.0), offer.admitted_weight.toarray() > 0, offer.admitted)
    return least_share(pools([block], places > 0), places)


def pools(blocks: Iterable[Block], useful: np.ndarray) -> Pools:
    """Merge the pairs of all blocks that may go to the same initiatieven, of those that are `useful` (bool, initiatieven).

    Pairs without people are dropped; those that may go nowhere stay together as one pool with an empty set.
    """
    people, packed = [np.zeros(0)], [np.zeros((0, -(-useful.size // 8)), dtype=np.uint8)]
    for block in blocks:
        amounts, sets = _merged(block, useful)
        people.append(amounts)
        packed.append(sets)
    amounts, sets = np.concatenate(people), np.concatenate(packed)
    first, place = _distinct_rows(sets)
    opened = np.unpackbits(sets[first], axis=1, count=useful.size).astype(bool)
    return Pools(np.bincount(place, weights=amounts, minlength=len(first)), opened)


def _merged(block: Block, useful: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return people and packed sets of initiatieven per kind of cel × kind of groep, only those with people."""
    groups, group_kind = distinct_columns(block.groups & useful[:, None])
    cells, cell_kind = distinct_columns(block.cells.T & useful[:, None])
    amounts = np.zeros((cells.shape[1], groups.shape[1]))
    by_group = np.zeros((len(block.need), groups.shape[1]))
    np.add.at(by_group.T, group_kind, block.need.T)
    np.add.at(amounts, cell_kind, by_group)
    sets = np.packbits(cells.T, axis=1)[:, None, :] & np.packbits(groups.T, axis=1)[None, :, :]
    kept = amounts > 0
    return amounts[kept], sets[kept]


def _distinct_rows(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where each distinct row stands first, and for each row its place among them."""
    if not rows.size:  # without people one is absent, without initiatieven all rows are the same empty set
        return np.arange(min(len(rows), 1)), np.zeros(len(rows), dtype=int)
    _, first, place = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return first, place.ravel()


def most_people(pools_: Pools, capacity: np.ndarray) -> float:
    """Return the maximum flow from pools to the known `capacity` (people per year, initiatieven; unlimited is inf)."""
    unlimited = np.isinf(capacity)
    sure = (pools_.open & unlimited).any(axis=1)
    rest = Pools(pools_.people[~sure], pools_.open[~sure])
    left_out = min_cut(rest, np.where(unlimited, 0.0, capacity))
    return float(pools_.people[sure].sum() + _cut_value(rest, capacity, left_out))


def _cut_value(pools_: Pools, capacity: np.ndarray, left_out: np.ndarray) -> float:
    """Return what the other pools hold and what the pools `left_out` can at most find together."""
    reached = pools_.open[left_out].any(axis=0)
    return float(pools_.people[~left_out].sum() + capacity[reached].sum())


def least_share(pools_: Pools, capacity: np.ndarray) -> float:
    """Return the largest λ with a flow of at least λ × people out of every pool; 0 to 1, NaN without pools.

    λ is the least of (places that a set of pools can reach) / (its people) over all sets of pools. Newton: ask for λ,
    take the set that is worst off then (a minimum cut), and lower λ to its ratio, until no set is.
    Source: Dinkelbach 1967; sets only shrink as λ falls (Gallo, Grigoriadis & Tarjan 1989).
    """
    if not pools_.people.size:
        return float("nan")
    alone = np.where(pools_.open, capacity, 0.0).sum(axis=1) / pools_.people
    everyone = capacity[pools_.open.any(axis=0)].sum() / pools_.people.sum()
    share = float(min(1.0, alone.min(), everyone))
    while share > 0:
        asked = Pools(share * pools_.people, pools_.open)
        short = min_cut(asked, capacity)
        if not short.any():
            break
        ratio = float(capacity[pools_.open[short].any(axis=0)].sum() / pools_.people[short].sum())
        if ratio >= share * SAME_RATIO:
            break
        share, pools_ = ratio, Pools(pools_.people[short], pools_.open[short])
    return share


def min_cut(pools_: Pools, capacity: np.ndarray) -> np.ndarray:
    """Return which pools a minimum cut leaves out (bool): those that can still send people when the flow is at its most.

    Real numbers: the integer flow runs on whole units, then again on what was rounded away. capacity: finite.
    """
    pool, initiatief = np.nonzero(pools_.open & (capacity > 0))
    sent = np.zeros(pool.size)
    limit, nodes = np.inf, pools_.people.size + capacity.size
    residual = csr_array((nodes + 2, nodes + 2))
    for _round in range(ROUNDS):
        people = np.maximum(pools_.people - np.bincount(pool, sent, pools_.people.size), 0)
        places = np.maximum(capacity - np.bincount(initiatief, sent, capacity.size), 0)
        units = WHOLE_UNITS / max(min(people.sum(), places.sum(), limit), NOBODY)
        graph = _network(pool, initiatief, people * units, places * units, sent * units)
        flow = maximum_flow(graph, 0, nodes + 1).flow
        sent = np.maximum(sent + flow[1 + pool, 1 + people.size + initiatief] / units, 0)
        residual = graph - flow
        limit = 2 * nodes / units  # each node lost less than a unit: what is left to send is under half of this
    found = breadth_first_order(csr_array(residual > 0), 0, return_predecessors=False)
    left_out = np.zeros(nodes + 2, dtype=bool)
    left_out[found] = True
    return left_out[1 : 1 + pools_.people.size]


def _network(
    pool: np.ndarray, initiatief: np.ndarray, people: np.ndarray, places: np.ndarray, sent: np.ndarray
) -> csr_array:
    """Return the residual network in whole units: source 0, the pools, the initiatieven, and the sink last.

    pool, initiatief, sent: one entry per open pair. An open pair never fills up, and can take back what it `sent`.
    """
    source, sink = np.zeros(people.size, dtype=int), np.full(places.size, 1 + people.size + places.size)
    here, there = 1 + np.arange(people.size), 1 + people.size + np.arange(places.size)
    rows = np.concatenate([source, 1 + pool, 1 + people.size + initiatief, there])
    columns = np.concatenate([here, 1 + people.size + initiatief, 1 + pool, sink])
    units = np.minimum(np.concatenate([people, np.zeros(pool.size), sent, places]), ENDLESS_UNITS)
    units[people.size : people.size + pool.size] = ENDLESS_UNITS
    nodes = people.size + places.size + 2
    entries = (np.floor(units).astype(np.int32), (rows.astype(np.int32), columns.astype(np.int32)))
    return csr_array(coo_array(entries, shape=(nodes, nodes)))
