"""The outreach plan: at which few vindplaatsen a CvL meets the most people for whom there is no place now.

A *point* is a cel × chosen subgroep: the people there who want support and are not served. A vindplaats reaches a point
when the cel lies in its catchment (analysis/vindplaats.py) and people of that subgroep are known to come there (or
`iedereen`). The plan is the maximal covering (analysis/siting.py) of the points by p vindplaatsen, after those that are
visited already. It counts people, not gebieden.

*Each person once.* Someone may be in several of the chosen subgroepen. Per cel and leeftijdsband q_s = vraag_s /
inhabitants is the share that wants support for s. Of the chosen ones together that are n · (1 − Π(1 − q_s)) people, and
the share ω = that / (n · Σ q_s) of every row is counted (method.md section 1, over the chosen subgroepen alone, kenmerken
too when they are chosen). For the range: laag takes the largest overlap (max q / Σ q), the lowest steunvraag and counts
unknown places as served; hoog takes no overlap (min(1, Σ q) / Σ q) and the highest steunvraag.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, vstack

from mapping.analysis.model_run import ModelRun
from mapping.analysis.need import STEPS
from mapping.analysis.overlap import omega
from mapping.analysis.population import shares_of_people
from mapping.analysis.siting import NoSiting, Siting, covered, covering
from mapping.analysis.vindplaats import where_known
from mapping.model import IEDEREEN, Rol

HALF_A_PERSON = 0.5
"""People; fewer than this is nobody once it is rounded."""

AHEAD = 3
"""How many sites more than asked the curve goes on."""

LOW, HIGH, PLACES_FREE, SURE = "lage_steunvraag", "hoog", "plaats_bekend", "stevig"
VARIANTS = (LOW, HIGH, PLACES_FREE, SURE)
"""Other weights to try the plan with: the lowest and the highest steunvraag, places of unknown capacity counted as free,
and only who has nothing in reach or may not go there (places do not change those two)."""


class Obstacle(StrEnum):
    """Why there is no plan; each has its own cure."""

    NO_GROUP = "geen groep"
    NO_PLACES = "geen vindplaats"
    NOWHERE = "geen bekende plaats"
    NOBODY_COMES = "niemand komt"
    NOBODY_UNSERVED = "iedereen heeft plaats"
    NOT_IN_REACH = "niemand in bereik"
    ALL_COVERED = "alles al bereikt"


@dataclass(frozen=True)
class Asked:
    """What a plan is asked for: subgroepen, number of sites, vindplaatsen visited already, whether unknown visitors count.

    regio, gebied: where the people live whom the plan is for; None is everywhere.
    """

    subgroepen: tuple[str, ...]
    p: int
    visited: tuple[str, ...] = ()
    unknown_too: bool = False
    regio: str | None = None
    gebied: str | None = None


@dataclass(frozen=True)
class Problem:
    """The plan as siting wants it.

    reach: sparse (points × places). weights: as of open_people, per point. gebieden: gebiedcode
    (points). candidates: positions of the places that may be chosen. visited: positions of those that are visited.
    """

    reach: csr_array
    weights: Mapping[str, np.ndarray]
    gebieden: np.ndarray
    candidates: np.ndarray
    visited: np.ndarray


@dataclass(frozen=True)
class Site:
    """One chosen place: its position, people (laag, midden, hoog) not reached before it, and those only it reaches.

    from_gebieden: gebiedcode → people (midden) that it adds, most first.
    """

    place: int
    added: tuple[float, float, float]
    only_here: float
    from_gebieden: pd.Series


@dataclass(frozen=True)
class Plan:
    """A plan, exact; what may be shown of it is for views and reports to say.

    sites: in the order in which each adds most. total: people (laag, midden, hoog) whom they reach and nobody before.
    open_people: people without a place in all, visited: reached by what is visited already, reachable: by all places
    together (midden). enough: the number of sites after which no other adds anybody, None where that is more than
    asked. curve: total (midden) for 1, 2, … sites. second: the next best other set with its total, None without one.
    same: per variant (VARIANTS) how many of the sites are in its best plan too; one where nobody is open is left out.
    """

    sites: tuple[Site, ...]
    total: tuple[float, float, float]
    open_people: tuple[float, float, float]
    visited: float
    reachable: float
    enough: int | None
    curve: tuple[float, ...]
    second: Siting | None
    same: Mapping[str, int]


def problem(
    runs: Mapping[str, ModelRun], places: pd.DataFrame, inside: csr_array, visits: pd.DataFrame, asked: Asked
) -> Problem | Obstacle:
    """Lay the question out, or say why there is none to solve.

    `runs` (laag, midden, hoog) are of one region; `places` and `inside` as of vindplaats.shown_places and catchment;
    `visits` has vindplaats and subgroep (which groups are known to come; how many does not matter).
    """
    if not asked.subgroepen:
        return Obstacle.NO_GROUP
    cellen = runs["midden"].people.cellen
    lives = _chosen_cells(cellen, asked)
    near = np.asarray(inside.T @ lives.astype(float)) > 0
    here = near | ((places["regio"] == asked.regio) | (asked.regio is None)).to_numpy(dtype=bool)
    if not here.any():
        return Obstacle.NO_PLACES
    known = where_known(places)
    if not (here & known).any():
        return Obstacle.NOWHERE
    welcome = _who_comes(places, visits, asked)
    visited = places["vindplaats"].isin(asked.visited).to_numpy(dtype=bool)
    may_choose = near & known & welcome.any(axis=1) & ~visited
    if not (near & known & welcome.any(axis=1)).any():
        return Obstacle.NOBODY_COMES
    weights = {
        name: (values * lives[:, None]).T.ravel() for name, values in open_people(runs, asked.subgroepen).items()
    }
    if weights["midden"].sum() < HALF_A_PERSON:
        return Obstacle.NOBODY_UNSERVED
    reach = csr_array(vstack([inside.multiply(welcome[:, at][None, :]) for at in range(len(asked.subgroepen))]))
    gebieden = np.tile(cellen["gebiedcode"].to_numpy(dtype=object), len(asked.subgroepen))
    found = Problem(reach, weights, gebieden, np.flatnonzero(may_choose), np.flatnonzero(visited))
    return _obstacle(found) or found


def _chosen_cells(cellen: pd.DataFrame, asked: Asked) -> np.ndarray:
    """Tell in which cellen the people of the question live (bool array)."""
    if asked.gebied is not None:
        return (cellen["gebiedcode"] == asked.gebied).to_numpy(dtype=bool)
    return ((cellen["regio"] == asked.regio) | (asked.regio is None)).to_numpy(dtype=bool)


def _who_comes(places: pd.DataFrame, visits: pd.DataFrame, asked: Asked) -> np.ndarray:
    """Tell which of the subgroepen come to which place (bool, places × subgroepen)."""
    named = visits.groupby("vindplaats")["subgroep"].agg(set)
    comes = [named.get(code, set()) for code in places["vindplaats"]]
    return np.array(
        [
            [kind in kinds or IEDEREEN in kinds or (asked.unknown_too and not kinds) for kind in asked.subgroepen]
            for kinds in comes
        ],
        dtype=bool,
    ).reshape(len(places), len(asked.subgroepen))


def _obstacle(found: Problem) -> Obstacle | None:
    """Say why nobody can be added, if so."""
    people = found.weights["midden"]
    before = covered(found.reach, found.visited)
    reachable = covered(found.reach, found.candidates)
    if people[reachable & ~before].sum() >= HALF_A_PERSON:
        return None
    return Obstacle.ALL_COVERED if people[before].sum() >= HALF_A_PERSON else Obstacle.NOT_IN_REACH


def open_people(runs: Mapping[str, ModelRun], subgroepen: Sequence[str]) -> dict[str, np.ndarray]:
    """Return the people who want support and are not served, each once: name → cells × subgroepen.

    midden is what the plan counts, laag and hoog its range, and there is one for each of VARIANTS.
    """
    low, middle, high = (runs[step] for step in STEPS)
    parts = {
        "laag": (low, "laag", _unserved(low) - low.split.unknown),
        "midden": (middle, "midden", _unserved(middle)),
        HIGH: (high, "hoog", _unserved(high)),
        LOW: (low, "midden", _unserved(low)),
        PLACES_FREE: (middle, "midden", _unserved(middle) - middle.split.unknown),
        SURE: (middle, "midden", middle.split.out_of_reach + middle.split.excluded),
    }
    return {
        name: np.maximum(_per_subgroep(run, _once(run, subgroepen, overlap) * values, subgroepen), 0.0)
        for name, (run, overlap, values) in parts.items()
    }


def _unserved(run: ModelRun) -> np.ndarray:
    return run.people.need - run.split.served


def _once(run: ModelRun, subgroepen: Sequence[str], overlap: str) -> np.ndarray:
    """Return the share of each row that is counted, so that a person in several of the subgroepen counts once.

    overlap: laag (as much as can be), midden (by chance) or hoog (none). Of shape cells × groups.
    """
    people = run.people
    chosen = people.groepen[people.groepen["subgroep"].isin(subgroepen)].assign(rol=Rol.LEVENSVRAAG.value)
    shares = np.minimum(shares_of_people(chosen, people.need, people.people, len(people.bands)), 1.0)
    total = shares.sum(axis=-1)
    some = np.where(total > 0, total, 1.0)
    factor = {
        "laag": shares.max(axis=-1, initial=0.0) / some,
        "midden": omega(shares),
        "hoog": np.minimum(1.0, total) / some,
    }[overlap]
    return factor[:, people.groepen["band"].to_numpy()]


def _per_subgroep(run: ModelRun, values: np.ndarray, subgroepen: Sequence[str]) -> np.ndarray:
    """Add groups up to subgroepen (cells × subgroepen)."""
    kinds = run.people.groepen["subgroep"]
    return np.stack([values[:, (kinds == kind).to_numpy()].sum(axis=1) for kind in subgroepen], axis=1)


def plan(found: Problem, p: int) -> Plan:
    """Return the best plan of at most p sites and what is to be known of it; raises NoSiting where there are none."""
    before = covered(found.reach, found.visited)
    left = {name: np.where(before, 0.0, values) for name, values in found.weights.items()}
    reach = found.reach[:, found.candidates]
    most = min(p, len(found.candidates))
    reachable = float(left["midden"][covered(reach, range(reach.shape[1]))].sum())
    best = _sites(reach, left["midden"], min(p + AHEAD, reach.shape[1]), reachable)
    curve = tuple(one.value for one in best)
    enough = next((k for k, value in enumerate(curve[:most], start=1) if reachable - value < HALF_A_PERSON), None)
    kept = best[min(enough or most, len(best)) - 1]
    same = {
        name: len(set(kept.sites) & set(covering(reach, left[name], len(kept.sites)).sites))
        for name in VARIANTS
        if left[name].sum() >= HALF_A_PERSON
    }
    second = _second(reach, left["midden"], kept)
    sites = _explained(reach, left, found, kept.sites)
    chosen = covered(reach, kept.sites)
    return Plan(
        tuple(sites),
        tuple(float(left[step][chosen].sum()) for step in STEPS),
        tuple(float(found.weights[step].sum()) for step in STEPS),
        float(found.weights["midden"][before].sum()),
        reachable,
        enough,
        curve,
        None if second is None else Siting(tuple(int(found.candidates[one]) for one in second.sites), second.value),
        same,
    )


def _sites(reach: csr_array, weights: np.ndarray, most: int, reachable: float) -> list[Siting]:
    """Return the best plan of 1, 2, … sites; stops where all that can be reached is."""
    found: list[Siting] = []
    for count in range(1, most + 1):
        found.append(covering(reach, weights, count))
        if reachable - found[-1].value < HALF_A_PERSON:
            break
    return found


def _second(reach: csr_array, weights: np.ndarray, kept: Siting) -> Siting | None:
    """Return the best plan of as many sites that is another one."""
    try:
        return covering(reach, weights, len(kept.sites), other_than=[kept.sites])
    except NoSiting:
        return None


def _explained(reach: csr_array, left: Mapping[str, np.ndarray], found: Problem, sites: Sequence[int]) -> list[Site]:
    """Put the sites in the order in which each adds most to those before it, and say what it adds."""
    by_site = {site: covered(reach, [site]) for site in sites}
    times = np.sum(list(by_site.values()), axis=0)
    done, ordered, waiting = np.zeros(reach.shape[0], dtype=bool), [], sorted(sites)
    people = left["midden"]
    while waiting:
        best = max(waiting, key=lambda site: (people[by_site[site] & ~done].sum(), -site))
        fresh = by_site[best] & ~done
        gebieden = pd.Series(people[fresh], index=found.gebieden[fresh]).groupby(level=0).sum()
        ordered.append(
            Site(
                int(found.candidates[best]),
                tuple(float(left[step][fresh].sum()) for step in STEPS),
                float(people[by_site[best] & (times == 1)].sum()),
                gebieden[gebieden > 0].sort_values(ascending=False, kind="stable"),
            )
        )
        done |= fresh
        waiting.remove(best)
    return ordered
