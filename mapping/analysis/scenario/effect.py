"""The effect of a scenario: two calculations side by side, and what differs.

Before and after have the same people, cellen and groepen; only the offer differs. Nobody is counted twice: the figures of
the region are those of `uniek` (omega × the parts over the levensvragen).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapping.analysis.access import (
    access_score,
    any_in_reach,
    check_offer,
    demand_per_initiatief,
    places_per_person,
)
from mapping.analysis.flow import lowest_chance, most_served
from mapping.analysis.gaps import gap_table
from mapping.analysis.model_run import ModelRun, run
from mapping.analysis.need import STEPS
from mapping.analysis.scenario.changes import Scenario, costs
from mapping.analysis.settings import Settings
from mapping.model import DELEN, UNIEK, Gebiedsniveau, Wat

HALF_A_PERSON = 0.5
"""People; a smaller difference is nobody once it is rounded, and is not listed."""

MIDDLE = "midden"

Runs = Mapping[str, ModelRun]
"""A calculation per step: laag, midden, hoog."""


@dataclass(frozen=True)
class ThreeNumbers:
    """What rules and places cost, before and after; the whole file, each person once (method.md section 5).

    shut_out: people for whom something suitable is in reach and nothing admits. most_served: people helped when
    everybody goes where that helps most. lowest_chance: the least share (0 to 1) that all whom the scenario touches can
    have of a place, NaN where it touches nobody with known places.
    """

    shut_out: tuple[float, float]
    most_served: tuple[float, float]
    lowest_chance: tuple[float, float]


@dataclass(frozen=True)
class Effect:
    """What a scenario does. Exact; what may be shown of it is for views and reports to say.

    gebieden: one row per gebied × subgroep (and uniek), of adults together, with gebiedcode, gebiednaam, regio, inwoners,
    subgroep, leeftijdsband, omvang (and _laag, _hoog), vraag, merk, soort, lokaal, and each of DELEN as `<deel>_voor` and
    `<deel>_na`; numbers are missing where merk says why. offer: initiatief, naam, voor, na (people served per year,
    each once; missing where it is not in the offer then). range: gebiedcode, regio, stap (laag, midden, hoog), and
    bediend and uitgesloten of uniek as `_voor` and `_na`. steps: the steunvraag of laag and hoog (0 to 1).
    cost_pj: euro per year of the changes of which it is known, NaN where of none; priced, priceable: how many are known,
    and how many there are.
    """

    gebieden: pd.DataFrame
    offer: pd.DataFrame
    range: pd.DataFrame
    steps: tuple[float, float]
    numbers: ThreeNumbers
    cost_pj: float
    priced: int
    priceable: int


@dataclass(frozen=True)
class Span:
    """A difference in people at the middle, and at the lowest and highest steunvraag."""

    middle: float
    low: float
    high: float

    @property
    def least(self) -> float:
        """Return the smallest of the three."""
        return min(self.middle, self.low, self.high)

    @property
    def greatest(self) -> float:
        """Return the largest of the three."""
        return max(self.middle, self.low, self.high)

    @property
    def sure(self) -> bool:
        """Tell whether the three say the same: more people, fewer, or no difference."""
        return len({_sign(value) for value in (self.middle, self.low, self.high)}) == 1


def _sign(value: float) -> int:
    return 0 if abs(value) < HALF_A_PERSON else int(np.sign(value))


def steunvraag_range(tables: Mapping[str, pd.DataFrame], asked: float | None = None) -> tuple[float, float]:
    """Return the lowest and highest steunvraag (0 to 1): the medians of the data, stretched to the one that was asked."""
    rows = tables["aandeel"]
    middle = rows.loc[rows["wat"] == Wat.STEUNVRAAG, ["laag", "hoog"]].astype("float64").median()
    low, high = float(middle["laag"]), float(middle["hoog"])
    return (low, high) if asked is None else (min(low, asked), max(high, asked))


def runs_of(
    tables: Mapping[str, pd.DataFrame], settings: Mapping[str, Settings], *, people_of: Runs | None = None
) -> dict[str, ModelRun]:
    """Calculate once per step; `settings` has those of each, `people_of` earlier runs of other offer for the same people.

    Every step after the first takes over its reach and rules: a steunvraag changes neither.
    """
    made: dict[str, ModelRun] = {}
    for step, chosen in settings.items():
        first = next(iter(made.values()), None)
        same_people = None if people_of is None else people_of.get(step)
        made[step] = run(tables, tables["vraag"], chosen, people_of=same_people, offer_of=first)
    return made


def effect(
    tables: Mapping[str, pd.DataFrame], before: Runs, after: Runs, scenario: Scenario, steps: tuple[float, float]
) -> Effect:
    """Compare runs of the region with those of the scenario; both have laag, midden and hoog, with the same settings.

    `tables` are those of the region, `steps` the steunvraag of laag and hoog.
    """
    known = [cost for cost in costs(scenario) if cost is not None]
    touched = {change.initiatief for change in scenario.changes}
    return Effect(
        gebieden=_gebieden(tables, before[MIDDLE], after[MIDDLE]),
        offer=_offer(before[MIDDLE], after[MIDDLE]),
        range=pd.concat([_of_step(step, before[step], after[step]) for step in STEPS], ignore_index=True),
        steps=steps,
        numbers=three_numbers(before[MIDDLE], after[MIDDLE], touched),
        cost_pj=float(sum(known)) if known else float("nan"),
        priced=len(known),
        priceable=len(costs(scenario)),
    )


def _gebieden(tables: Mapping[str, pd.DataFrame], before: ModelRun, after: ModelRun) -> pd.DataFrame:
    """Lay the five parts before and after side by side, per gebied × subgroep."""
    old, new = (gap_table(chosen, tables, Gebiedsniveau.WIJK, together=True) for chosen in (before, after))
    keys = ["gebiedcode", "subgroep"]
    facts = ["gebiednaam", "regio", "inwoners", "leeftijdsband", "omvang", "omvang_laag", "omvang_hoog", "vraag"]
    facts += ["merk", "soort", "omvang_soort", "lokaal", "inventaris"]
    joined = old[[*keys, *facts, *DELEN]].merge(
        new[[*keys, *DELEN]], on=keys, suffixes=("_voor", "_na"), validate="1:1"
    )
    return joined


def _of_step(step: str, before: ModelRun, after: ModelRun) -> pd.DataFrame:
    """Return bediend and uitgesloten of `uniek` per gebied for one step."""
    cellen = before.people.cellen
    columns = {
        f"{part}_{when}": (chosen.people.omega * getattr(chosen.split, field)).sum(axis=1)
        for when, chosen in (("voor", before), ("na", after))
        for part, field in (("bediend", "served"), ("uitgesloten", "excluded"))
    }
    keys = [cellen["gebiedcode"].to_numpy(), cellen["regio"].to_numpy()]
    summed = pd.DataFrame(columns).groupby(keys).sum().rename_axis(["gebiedcode", "regio"]).reset_index()
    return summed.assign(stap=step)


def span(found: Effect, part: str, *, regio: str | None = None) -> Span:
    """Return how a part (bediend or uitgesloten) of `uniek` differs: after − before, in people per year."""
    rows = found.range if regio is None else found.range[found.range["regio"] == regio]
    change = (rows[f"{part}_na"] - rows[f"{part}_voor"]).groupby(rows["stap"]).sum()
    return Span(float(change[MIDDLE]), float(change["laag"]), float(change["hoog"]))


def euro_per_person(found: Effect) -> tuple[float, float, float]:
    """Return euro per extra person: middle, least, greatest; NaN where no cost is known or nobody more is helped.

    Over the whole file: the money is spent on the people of every regio, so those of one may not bear it alone. The
    greatest is infinite where at some steunvraag nobody more is helped.
    """
    helped = span(found, "bediend")
    if helped.middle < HALF_A_PERSON or np.isnan(found.cost_pj):
        return (float("nan"),) * 3
    most = found.cost_pj / helped.least if helped.least >= HALF_A_PERSON else float("inf")
    return found.cost_pj / helped.middle, found.cost_pj / helped.greatest, most


def parts(found: Effect, *, regio: str | None = None, subgroep: str | None = None) -> pd.DataFrame:
    """Add the gebieden up per subgroep: vraag and the parts before and after; a gebied without a figure counts 0.

    Index subgroep, in the order of the gap table; `uniek` first.
    """
    rows = found.gebieden if regio is None else found.gebieden[found.gebieden["regio"] == regio]
    if subgroep is not None:
        rows = rows[rows["subgroep"] == subgroep]
    numbers = ["omvang", "vraag", *(f"{part}_{when}" for part in DELEN for when in ("voor", "na"))]
    return rows.groupby("subgroep", sort=False)[numbers].sum()


def difference(rows: pd.DataFrame, part: str) -> pd.Series:
    """Return after − before of a part, in people."""
    return rows[f"{part}_na"] - rows[f"{part}_voor"]


def gains(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows where more people find a place, or fewer are shut out or without offer; most people first.

    Where more people lose a place than are let in, nobody would call that a gain: such a row is a loss only.
    """
    more = difference(rows, "bediend")
    let_in = -(difference(rows, "uitgesloten") + difference(rows, "buiten_bereik"))
    best = np.maximum(more.fillna(0.0), let_in.fillna(0.0))
    return (
        rows.assign(_best=best)[(best >= HALF_A_PERSON) & (best >= -more.fillna(0.0))]
        .sort_values("_best", ascending=False, kind="stable")
        .drop(columns="_best")
    )


def losses(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows where fewer people find a place: the same places for more people, or places that go."""
    fewer = -difference(rows, "bediend").fillna(0.0)
    kept = rows.assign(_fewer=fewer)[fewer >= HALF_A_PERSON]
    return kept.sort_values("_fewer", ascending=False, kind="stable").drop(columns="_fewer")


def served_per_initiatief(chosen: ModelRun) -> pd.Series:
    """Return the people that each initiatief helps in a year, each person once; they add up to Σ omega × served.

    A person who has places at several counts at each by its part of them. Indexed by initiatief; an unknown capacity
    helps 0 that we know of.
    """
    demand = chosen.people.demand
    undecided = chosen.personal.undecided & chosen.suits
    patterns, which = np.unique(undecided, axis=1, return_inverse=True)
    total = np.zeros(len(chosen.initiatief))
    for position in range(patterns.shape[1]):
        capacity = np.where(patterns[:, position], np.nan, chosen.capacity)
        offer = check_offer(
            capacity, chosen.weight, suits=chosen.suits, admits_person=chosen.personal.admits, admits_place=chosen.place
        )
        places = places_per_person(offer, demand_per_initiatief(offer, demand))
        score = access_score(offer, places)
        used = np.divide(demand, np.maximum(score, 1.0)) * (which.ravel() == position)[None, :]
        total += places * demand_per_initiatief(offer, used)
    return pd.Series(total, index=chosen.initiatief["initiatief"].to_numpy(dtype=object))


def _offer(before: ModelRun, after: ModelRun) -> pd.DataFrame:
    """List the initiatieven before and after with the people they help."""
    old, new = served_per_initiatief(before), served_per_initiatief(after)
    names = pd.concat([before.initiatief, after.initiatief]).drop_duplicates("initiatief")
    codes = names["initiatief"].to_numpy(dtype=object)
    columns = {"initiatief": codes, "naam": names["naam"].to_numpy(), "voor": old.reindex(codes).to_numpy()}
    return pd.DataFrame({**columns, "na": new.reindex(codes).to_numpy()})


def changed_offer(found: Effect) -> pd.DataFrame:
    """Return the initiatieven that help more or fewer people, or come or go; the largest difference first."""
    rows = found.offer
    change = (rows["na"].fillna(0.0) - rows["voor"].fillna(0.0)).abs()
    kept = (change >= HALF_A_PERSON) | (rows["na"].isna() != rows["voor"].isna())
    return (
        rows.assign(_change=change)[kept].sort_values("_change", ascending=False, kind="stable").drop(columns="_change")
    )


# --- the three numbers -----------------------------------------------------------------------------------------------


def three_numbers(before: ModelRun, after: ModelRun, touched: set[str]) -> ThreeNumbers:
    """Return the three numbers for the pairs of cel × groep that the initiatieven in `touched` can mean something for."""
    pairs = _touched_pairs(before, touched) | _touched_pairs(after, touched)
    return ThreeNumbers(
        shut_out=(_shut_out(before), _shut_out(after)),
        most_served=(_most_served(before), _most_served(after)),
        lowest_chance=_lowest_chances(before, after, pairs & (before.people.demand > 0)),
    )


def _shut_out(chosen: ModelRun) -> float:
    return float((chosen.people.omega * chosen.split.excluded).sum())


def _most_served(chosen: ModelRun) -> float:
    """Return the most that can be helped; whom the data cannot decide on takes no known place."""
    return most_served(
        chosen.people.demand, chosen.capacity, chosen.weight, suits=_decided(chosen), admits_person=chosen.personal.admits,
        admits_place=chosen.place,
    )  # fmt: skip


def _decided(chosen: ModelRun) -> np.ndarray:
    """Return whom an initiatief suits with places that we know of: what cannot be decided leaves them unknown."""
    return chosen.suits & ~chosen.personal.undecided


def _touched_pairs(chosen: ModelRun, touched: set[str]) -> np.ndarray:
    """Tell for whom (cells × groups) one of these initiatieven is in reach, suits and admits."""
    which = chosen.initiatief["initiatief"].isin(touched).to_numpy()
    open_to = (chosen.suits & chosen.personal.admits)[which]
    near = chosen.weight[:, which].multiply(chosen.place[:, which]) if which.any() else chosen.weight[:, which]
    return (near @ open_to.astype(float)) > 0 if which.any() else np.zeros(chosen.people.need.shape, dtype=bool)


def _lowest_chances(before: ModelRun, after: ModelRun, pairs: np.ndarray) -> tuple[float, float]:
    """Return the lowest chance before and after over the same pairs; a pair with nothing in reach in one of them has 0."""
    counted = [pairs & _countable(chosen) for chosen in (before, after)]
    either = counted[0] | counted[1]
    if not either.any():
        return float("nan"), float("nan")
    first, second = (
        lowest_chance(
            chosen.people.demand, chosen.capacity, chosen.weight, suits=_decided(chosen),
            admits_person=chosen.personal.admits, admits_place=chosen.place, pairs=either,
        )
        if (mine == either).all()
        else 0.0
        for chosen, mine in zip((before, after), counted, strict=True)
    )  # fmt: skip
    return first, second


def _countable(chosen: ModelRun) -> np.ndarray:
    """Tell for whom (cells × groups) something suitable with known places is in reach, whatever its rules."""
    return any_in_reach(chosen.weight, _decided(chosen) & ~np.isnan(chosen.capacity)[:, None])


def uniek_rows(found: Effect, *, regio: str | None = None) -> pd.DataFrame:
    """Return the rows of `uniek`, of one regio or all."""
    rows = found.gebieden[found.gebieden["subgroep"] == UNIEK]
    return rows if regio is None else rows[rows["regio"] == regio]
