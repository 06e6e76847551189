"""What rules cost: a region in four parts of those who may come, and three numbers for any set of rules lifted.

People are `demand`: those with a vraag, each counted once over the levensvragen, as only they take places. A personal rule
that the data cannot decide leaves the places unknown for that call, before and after: nobody knows whether it bars.
Only capacities that are known are places here (method.md section 5).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from mapping.analysis.access import any_in_reach, check_offer, demand_per_initiatief
from mapping.analysis.flow import Block, least_share, most_people, pools
from mapping.analysis.model_run import ModelRun
from mapping.analysis.population import levensvragen
from mapping.analysis.rules import FALSE, TRUE
from mapping.model import UNIEK


@dataclass(frozen=True)
class RegionIdentity:
    """Those whom somebody in reach admits, in people: toegelaten is the sum of the other four.

    bediend: the two-step split helps them. verdeelverlies: known places could help them as well, if everybody went where
    that helps most. plaats_onbekend: they can go where nobody knows how many places there are. tekort: all places together
    are too few for them; only this may be called "te weinig plaatsen".
    """

    toegelaten: float
    bediend: float
    verdeelverlies: float
    plaats_onbekend: float
    tekort: float


@dataclass(frozen=True)
class Lift:
    """Which rules are thought away: those over place, over the person, or both; of whom and for whom (None: all).

    A name that is not in the calculation raises ValueError where the lift is used.

    initiatief: of this one only. subgroep: for people of that subgroep only (`uniek` is everybody). regio: for people who
    live there only.
    """

    place: bool = True
    person: bool = True
    initiatief: str | None = None
    subgroep: str | None = None
    regio: str | None = None


@dataclass(frozen=True)
class RuleCost:
    """The three numbers, never one, and what they rest on.

    nowhere: people who by a rule can go nowhere now and could if it went. extra: more people helped then, by known places
    (NaN for a kenmerk: its people take places under their levensvragen). chance, chance_without: the lowest chance of a
    place (0 to 1) with and without the rule, over the pairs that it bars and those that share their initiatieven; NaN
    where none of these has known places in reach. barred: people whom a lifted rule keeps from at least one initiatief.
    unknown_places: initiatieven that people would be let in to, of which the capacity is not known. initiatieven: all that
    they would be let in to.
    """

    nowhere: float
    barred: float
    extra: float
    chance: float
    chance_without: float
    initiatieven: int
    unknown_places: int


@dataclass(frozen=True, eq=False)
class Openings:
    """Who may go where: bool (cells × initiatieven) and bool (initiatieven × groups), open where both hold."""

    cells: np.ndarray
    groups: np.ndarray

    def count(self, only: np.ndarray | None = None) -> np.ndarray:
        """Return how many initiatieven are open, of `only` (bool) or of all (cells × groups)."""
        cells = self.cells if only is None else self.cells & only
        return cells.astype(np.float32) @ self.groups.astype(np.float32)

    def passing(self, pairs: np.ndarray) -> np.ndarray:
        """Return for how many of these pairs (bool, cells × groups) each initiatief is open."""
        return np.einsum("jg,jg->j", self.cells.T.astype(np.float32) @ pairs.astype(np.float32), self.groups)


class RuleFlows:
    """A calculation made ready for flows: many lifts can be asked of it, each a merge and a few flows.

    Arrays are cells × groups, cells × initiatieven or initiatieven × groups, as in ModelRun. Changes nothing in the run.
    """

    def __init__(self, run: ModelRun) -> None:
        self.run = run
        self.demand = run.people.demand
        self.reach = run.weight.toarray() > 0
        self.place = run.place.toarray()
        self.known = np.isfinite(run.capacity)
        self.capacity = np.nan_to_num(run.capacity)
        self.useful = self.capacity > 0

    @cached_property
    def counted(self) -> np.ndarray:
        """Return where something that suits is in reach with places that are known for that call, bool (cells × groups)."""
        sure = self.run.suits & ~self.run.personal.undecided & self.known[:, None]
        return any_in_reach(self.run.weight, sure)

    @cached_property
    def served_now(self) -> float:
        """Return the most people whom known places can help, rules as they are."""
        return self.most(self.blocks(self.demand))

    def lifted(self, lift: Lift) -> tuple[np.ndarray, np.ndarray]:
        """Return cells open by place (cells × initiatieven) and the truth of the personal rules, with the rules gone."""
        chosen = _chosen(self.run.initiatief["initiatief"], lift.initiatief)
        place = self.place | chosen if lift.place else self.place
        truth = self.run.personal.truth
        if lift.person:
            truth = np.where(chosen[:, None] & (truth == FALSE), TRUE, truth)
        return place, truth

    def scope(self, lift: Lift) -> tuple[np.ndarray, np.ndarray]:
        """Return for whom the rules go: bool (cells) and bool (groups)."""
        cells = _chosen(self.run.people.cellen["regio"], lift.regio)
        groups = _chosen(self.run.people.groepen["subgroep"], None if lift.subgroep == UNIEK else lift.subgroep)
        return cells, groups

    def blocks(self, people: np.ndarray, lift: Lift | None = None) -> list[Block]:
        """Return the people in blocks, with the rules of `lift` gone for those whom it is for."""
        now = self._block(people, self.place, self.run.personal.truth)
        if lift is None:
            return [now]
        cells, groups = self.scope(lift)
        inside = cells[:, None] & groups[None, :]
        after = self._block(np.where(inside, people, 0.0), *self.lifted(lift))
        return [after] if inside.all() else [after, Block(np.where(inside, 0.0, people), now.cells, now.groups)]

    def _block(self, people: np.ndarray, place: np.ndarray, truth: np.ndarray) -> Block:
        """Return a block of who may surely go where: what is undecided is no known place."""
        return Block(people, self.reach & place, self.run.suits & (truth == TRUE))

    def openings(self, lift: Lift | None = None) -> Openings:
        """Return who may go where, for everybody alike, with the rules of `lift` gone; what is undecided lets in."""
        place, truth = (self.place, self.run.personal.truth) if lift is None else self.lifted(lift)
        return Openings(self.reach & place, self.run.suits & (truth > FALSE))

    @cached_property
    def open_now(self) -> np.ndarray:
        """Return how many initiatieven admit, rules as they are (cells × groups)."""
        return self.openings().count()

    @cached_property
    def undecided(self) -> np.ndarray:
        """Return the number of initiatieven of which nobody knows whether they admit (cells × groups)."""
        return Openings(self.reach & self.place, self.run.suits & self.run.personal.undecided).count()

    def most(self, blocks: list[Block], capacity: np.ndarray | None = None) -> float:
        """Return the maximum flow of the blocks, over known capacities unless others are given."""
        places = self.capacity if capacity is None else capacity
        return most_people(pools(blocks, places > 0), places)

    def least(self, people: np.ndarray, lift: Lift | None = None) -> float:
        """Return the lowest chance of a place over the pairs with `people`."""
        return least_share(pools(self.blocks(people, lift), self.useful), self.capacity)


def _chosen(names: pd.Series, name: str | None) -> np.ndarray:
    """Tell which rows have this name, bool; None is all. Raises ValueError where no row has it."""
    if name is None:
        return np.ones(len(names), dtype=bool)
    chosen = (names == name).to_numpy(dtype=bool)
    if not chosen.any():
        raise ValueError(f"no {names.name} is called {name!r} in this calculation")
    return chosen


def rule_cost(flows: RuleFlows, lift: Lift) -> RuleCost:
    """Return the three numbers for the rules of `lift`; zero for rules that bar nobody.

    People of a levensvraag, or of all, are counted once (demand). For a kenmerk they are those who want support (need):
    it takes no places of its own, so there `extra` and the chances are NaN.
    """
    cells, groups = flows.scope(lift)
    inside = cells[:, None] & groups[None, :]
    takes_places = bool(levensvragen(flows.run.people.groepen)[groups].any())
    people = np.where(inside, flows.demand if takes_places else flows.run.people.need, 0.0)
    before, after = flows.openings(), flows.openings(lift)
    barred = (people > 0) & (after.count() > flows.open_now)
    opening = after.passing(barred) > before.passing(barred)
    costs = {
        "nowhere": float(people[barred & (flows.open_now == 0)].sum()),
        "barred": float(people[barred].sum()),
        "initiatieven": int(opening.sum()),
        "unknown_places": int((opening & ~flows.known).sum()),
    }
    if not takes_places:
        return RuleCost(extra=np.nan, chance=np.nan, chance_without=np.nan, **costs)
    extra = max(flows.most(flows.blocks(flows.demand, lift)) - flows.served_now, 0.0) if barred.any() else 0.0
    sharing = np.where(inside, after.count(opening), before.count(opening)) > 0
    affected = np.where(sharing & flows.counted, flows.demand, 0.0)
    return RuleCost(extra=extra, chance=flows.least(affected), chance_without=flows.least(affected, lift), **costs)


def region_identity(flows: RuleFlows, regio: str | None = None) -> RegionIdentity:
    """Return the four parts of those who may come, for a regio or for all of the file (None).

    Initiatieven near a border help people of both sides. For one regio each has the part of its places that the two-step
    split gives to people who live there: then no place counts twice and no part is negative. Somebody with an initiatief
    of unknown capacity that admits them may all be helped: that is as much as we can say.
    """
    run = flows.run
    here, everybody = flows.scope(Lift(regio=regio))
    people = np.where(here[:, None] & everybody[None, :], flows.demand, 0.0)
    admitted = float((people - _part(run.split.excluded + run.split.out_of_reach, people, run)).sum())
    served = float(_part(run.split.served, people, run).sum())
    capacity = flows.capacity if regio is None else flows.capacity * _share_of_places(flows, people)
    most = flows.most(flows.blocks(people), capacity)
    unknown = flows.openings().count(~flows.known) + flows.undecided
    sure = np.where(unknown > 0, 0.0, people)
    at_best = float(people[unknown > 0].sum()) + flows.most(flows.blocks(sure), capacity)
    return RegionIdentity(
        toegelaten=admitted,
        bediend=served,
        verdeelverlies=_not_negative(most - served),
        plaats_onbekend=_not_negative(at_best - most),
        tekort=_not_negative(admitted - at_best),
    )


def _part(part: np.ndarray, people: np.ndarray, run: ModelRun) -> np.ndarray:
    """Return a part of the split with each person counted once, for the pairs with `people` only."""
    return np.where(people > 0, run.people.omega * part, 0.0)


def _share_of_places(flows: RuleFlows, people: np.ndarray) -> np.ndarray:
    """Return which part of the demand of each initiatief is of these people (0 to 1); 0 where it has no demand."""
    run = flows.run
    offer = check_offer(
        run.capacity, run.weight, suits=run.suits, admits_person=run.personal.admits, admits_place=run.place
    )
    everybody = demand_per_initiatief(offer, flows.demand)
    mine = demand_per_initiatief(offer, people)
    return np.divide(mine, everybody, out=np.zeros_like(mine), where=everybody > 0)


def _not_negative(people: float) -> float:
    """Return the people, without the last bits of a difference that is 0."""
    return max(float(people), 0.0)
