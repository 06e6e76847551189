"""Equity: how unevenly places are spread over the people who want support, and whether by the income of their gebied.

The Gini says how uneven, from 0 (everybody the same) to nearly 1 (all with one). The concentration index says in whose
favour: people stand in a row by income of their gebied, below 0 the places are with the poorest, above 0 with the
richest. A Gini is the concentration index of a row by access itself. Who is shut out or reaches nothing has access 0 and
counts: access is never told without the number of those who are excluded, as shutting others out raises the rest.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapping.analysis.access import access_score, check_offer, demand_per_initiatief, places_per_person
from mapping.analysis.model_run import ModelRun
from mapping.model import UNIEK

POOR_SHARE = "percentage_personen_laagste_40_inkomen"
"""Kenmerk in `basis`: percent of the people with an income among the lowest 40% of the country (CBS). High is poor."""

PARTS = 5
"""Fifths of the people: few enough to read, the usual cut of the field (O'Donnell et al. 2008, chapter 7)."""


@dataclass(frozen=True, eq=False)
class Equity:
    """How places are spread over the people of one groep in one region; shares are 0 to 1, NaN where undefined.

    people, excluded, out_of_reach: people who want support, exact. access: mean places per person, zeros included.
    by_access, by_income: tables as of `fifths`, the lowest or poorest first. gebieden: with people who want support;
    income_known: those of them of which the income is known. index_low, index_high: the concentration index when the
    gebieden without an income all stand among the poorest, or all among the richest.
    """

    people: float
    excluded: float
    out_of_reach: float
    access: float
    gini: float
    index: float
    index_low: float
    index_high: float
    gebieden: int
    income_known: int
    by_access: pd.DataFrame
    by_income: pd.DataFrame


def access_of(run: ModelRun) -> np.ndarray:
    """Return A, the places within reach per person who wants support (cells × groups), as the split of a run uses it.

    Where the data cannot decide on a personal rule the places of that initiatief are unknown for that groep, and take no
    part. An initiatief without demand (it names kenmerken only) shares its capacity over the need, as in `split_need`:
    people × min(1, A) is what the split calls served.
    """
    undecided = run.personal.undecided & run.suits
    patterns, which = np.unique(undecided, axis=1, return_inverse=True)
    score = np.zeros_like(run.people.need)
    for position in range(patterns.shape[1]):
        columns = which.ravel() == position
        known = np.where(patterns[:, position], np.nan, run.capacity)
        score[:, columns] = _score(run, known)[:, columns]
    return score


def _score(run: ModelRun, capacity: np.ndarray) -> np.ndarray:
    """Return access for one list of capacities."""
    offer = check_offer(
        capacity, run.weight, suits=run.suits, admits_person=run.personal.admits, admits_place=run.place
    )
    competing = demand_per_initiatief(offer, run.people.demand)
    if np.any(competing == 0):
        competing = np.where(competing == 0, demand_per_initiatief(offer, run.people.need), competing)
    return access_score(offer, places_per_person(offer, competing))


def people_of(run: ModelRun, groep: str) -> np.ndarray:
    """Return the people of a groep who want support (cells × groups); `uniek` counts each person once (omega)."""
    if groep == UNIEK:
        return run.people.demand
    inside = (run.people.groepen["subgroep"] == groep).to_numpy()
    return np.where(inside[None, :], run.people.need, 0.0)


def access_per_gebied(run: ModelRun, groep: str) -> pd.Series:
    """Return the mean access per gebied (places per person who wants support), missing where nobody does."""
    people = people_of(run, groep)
    codes = run.people.cellen["gebiedcode"].to_numpy()
    places = pd.Series((people * access_of(run)).sum(axis=1)).groupby(codes).sum()
    total = pd.Series(people.sum(axis=1)).groupby(codes).sum()
    return (places / total.where(total > 0)).rename_axis("gebiedcode")


def concentration_index(values, people, *, rank_by) -> float:
    """Return the concentration index of `values` over people in a row by `rank_by`, from low to high.

    All three have one axis; `values` (not negative) hold for each of `people`. People of one rank share its middle, so
    that the order of equals changes nothing. NaN where nobody is or all values are 0.
    Source: Kakwani, Wagstaff & van Doorslaer 1997; O'Donnell et al. 2008, eq. 8.3: C = 2·cov(value, rank) / mean.
    """
    values, people, rank_by = (np.asarray(array, dtype=float) for array in (values, people, rank_by))
    total = people.sum()
    if not total > 0 or not (people * values).sum() > 0:
        return float("nan")
    _ranks, place = np.unique(rank_by, return_inverse=True)
    in_rank = np.bincount(place, weights=people)
    middle = (np.cumsum(in_rank) - in_rank / 2) / total
    return float(2 * (people * values * middle[place]).sum() / (people * values).sum() - 1)


def gini(values, people) -> float:
    """Return the Gini coefficient of `values` (not negative) over people; NaN where nobody is or all values are 0.

    Everybody counts: no correction for small numbers. Equal to `inequality.gini.Gini` where each counts for one.
    """
    return concentration_index(values, people, rank_by=values)


def fifths(values, people, excluded, *, rank_by) -> pd.DataFrame:
    """Cut people in a row by `rank_by` into PARTS of equal size and return what each part has, low first.

    Columns: part (1 to PARTS), people, places (share of all, 0 to 1), cumulative (the same up to and including this
    part: the Lorenz or concentration curve), access (mean per person), excluded (share of the part, 0 to 1). A gebied on
    a border is split in proportion. Without people the table is empty.
    """
    arrays = [np.asarray(array, dtype=float) for array in (people, values, excluded, rank_by)]
    people, values, excluded, rank_by = arrays
    total, places = people.sum(), (people * values).sum()
    if not total > 0:
        return pd.DataFrame(columns=["part", "people", "places", "cumulative", "access", "excluded"], dtype=float)
    _ranks, place = np.unique(rank_by, return_inverse=True)
    borders = np.linspace(0, total, PARTS + 1)
    upto = np.concatenate([[0], np.cumsum(np.bincount(place, weights=people))])

    def per_part(amounts: np.ndarray) -> np.ndarray:
        curve = np.concatenate([[0], np.cumsum(np.bincount(place, weights=amounts))])
        return np.diff(np.interp(borders, upto, curve))

    here = per_part(people * values)
    share = here / places if places > 0 else np.full(PARTS, np.nan)
    size = total / PARTS
    return pd.DataFrame(
        {
            "part": np.arange(1, PARTS + 1),
            "people": size,
            "places": share,
            "cumulative": np.cumsum(share),
            "access": here / size,
            "excluded": per_part(excluded) / size,
        }
    )


def poor_share(basis: pd.DataFrame) -> pd.Series:
    """Return the percent of people with a low income per gebiedcode, from the table `basis`; missing where unknown."""
    rows = basis[basis["kenmerk"] == POOR_SHARE]
    return rows.set_index("gebiedcode")["waarde"].astype("float64")


def equity(run: ModelRun, groep: str, poor: pd.Series, *, regio: str | None = None) -> Equity:
    """Say how the places of a run are spread over the people of one groep.

    poor: percent with a low income per gebiedcode (`poor_share`), missing where CBS does not know. regio: one of the
    regions of the file, None for all. The row by income is one of gebieden: of single people nothing is known.
    """
    inside = (
        np.ones(len(run.people.cellen), bool) if regio is None else (run.people.cellen["regio"] == regio).to_numpy()
    )
    people = people_of(run, groep)[inside]
    score = access_of(run)[inside]
    split = run.split
    factor = run.people.omega[inside] if groep == UNIEK else (people > 0).astype(float)
    excluded = factor * split.excluded[inside]
    cells = pd.DataFrame(
        {
            "gebiedcode": run.people.cellen["gebiedcode"].to_numpy()[inside],
            "people": people.sum(axis=1),
            "places": (people * score).sum(axis=1),
            "excluded": excluded.sum(axis=1),
        }
    )
    gebieden = cells.groupby("gebiedcode").sum()
    gebieden = gebieden[gebieden["people"] > 0]
    income = -poor.reindex(gebieden.index).to_numpy(dtype=float)  # poorest first
    mean = (gebieden["places"] / gebieden["people"]).to_numpy()
    total = float(people.sum())
    return Equity(
        people=total,
        excluded=float(excluded.sum()),
        out_of_reach=float((factor * split.out_of_reach[inside]).sum()),
        access=float(gebieden["places"].sum()) / total if total > 0 else float("nan"),
        gini=gini(score.ravel(), people.ravel()),
        **_by_income(mean, gebieden["people"].to_numpy(), income),
        gebieden=len(gebieden),
        income_known=int(np.isfinite(income).sum()),
        by_access=fifths(score.ravel(), people.ravel(), excluded.ravel(), rank_by=score.ravel()),
        by_income=_fifths_by_income(mean, gebieden, income),
    )


def _by_income(mean: np.ndarray, people: np.ndarray, income: np.ndarray) -> dict[str, float]:
    """Return the concentration index over gebieden of known income, and its range over where the others may stand."""
    known = np.isfinite(income)
    found = concentration_index(mean[known], people[known], rank_by=income[known])
    if known.all() or not known.any():
        return {"index": found, "index_low": found, "index_high": found}
    ends = [
        concentration_index(mean, people, rank_by=np.where(known, income, end))
        for end in (np.min(income[known]) - 1, np.max(income[known]) + 1)
    ]
    return {"index": found, "index_low": min(found, *ends), "index_high": max(found, *ends)}


def _fifths_by_income(mean: np.ndarray, gebieden: pd.DataFrame, income: np.ndarray) -> pd.DataFrame:
    """Return the fifths in a row by income, over the gebieden of which it is known."""
    known = np.isfinite(income)
    people, excluded = gebieden["people"].to_numpy()[known], gebieden["excluded"].to_numpy()[known]
    return fifths(mean[known], people, excluded, rank_by=income[known])
