"""The attacker on evaluations: from all that the page shows and downloads of the example no hidden count can be told.

The attacker shares nothing with the code under test but the published rows. It knows what the words mean: an initiatief
is part of its regio, a regio of the whole; who answered was asked; a reden or who chose is of somebody who answered; a
subgroep is part of everybody. A linear programme (HiGHS) then says how
small and how large each hidden count can be. It does not know that a hidden count is no 0: an answer that nobody gave is
hidden too where the threshold is that of article 9 AVG.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from mapping.analysis.disclosure import MIN_COUNT_BIJZONDER_PEOPLE, MIN_COUNT_PEOPLE
from mapping.analysis.passendheid.counts import Evaluations, evaluations
from mapping.analysis.published_counts import sensitive_initiatieven
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage

TOLERANCE = 1e-6
HALF_STEP = 2
"""What rounding to 5 whole people leaves on either side."""

ALL = "iedereen"
PER = ["wat", "code", "subgroep"]
COUNTED_IN = {
    "antwoorden": "passendheid",
    "gevraagd": "passendheid",
    "reden": "passendheid_reden",
    "regie": "passendheid_regie",
}


@pytest.fixture(scope="module")
def loaded() -> dict[str, pd.DataFrame]:
    return GeoPackage(EXAMPLE_FILE).read()


@pytest.fixture(scope="module")
def published(loaded) -> Evaluations:
    return evaluations(loaded)


def truth(found: Evaluations, loaded: dict[str, pd.DataFrame]) -> np.ndarray:
    """Count the people of each published row in the stored tables themselves."""
    last = loaded["passendheid"].groupby("initiatief")["jaar"].max()
    parts = []
    for wat, name in COUNTED_IN.items():
        rows = loaded[name]
        rows = rows[rows["jaar"] == rows["initiatief"].map(last)]
        people = rows["gevraagd" if wat == "gevraagd" else "aantal"].astype("float64")
        code = rows[wat] if wat in ("reden", "regie") else ""
        parts.append(pd.DataFrame({"wat": wat, "code": code, "subgroep": rows["subgroep"],
                                   "initiatief": rows["initiatief"], "people": people}))  # fmt: skip
    leaves = pd.concat(parts).dropna(subset="people")
    leaves["regio"] = leaves["initiatief"].map(found.home)
    counted = []
    for row in found.rows.itertuples(index=False):
        same = (leaves["wat"] == row.wat) & (leaves["code"] == row.code) & (leaves["subgroep"] == row.subgroep)
        of = True if row.niveau == "geheel" else leaves[row.niveau] == row.van
        counted.append(leaves.loc[same & of, "people"].sum())
    return np.array(counted)


def entry_of(rows: pd.DataFrame) -> dict[tuple, int]:
    """Return wat, code, subgroep, niveau, van → the place of a published row."""
    return {tuple(key): place for place, key in enumerate(rows[[*PER, "niveau", "van"]].to_numpy())}


def sums(found: Evaluations) -> Iterator[dict[int, float]]:
    """Yield what adds up: initiatieven to their regio, regio's to the whole; weights per row, together 0."""
    at = entry_of(found.rows)
    for (wat, code, subgroep, niveau, van), place in at.items():
        if niveau == "initiatief":
            continue
        finer = "initiatief" if niveau == "regio" else "regio"
        inside = [other for key, other in at.items() if key[:3] == (wat, code, subgroep) and key[3] == finer
                  and (finer == "regio" or found.home[key[4]] == van)]  # fmt: skip
        yield {**dict.fromkeys(inside, 1.0), place: -1.0}


def limits(found: Evaluations) -> Iterator[dict[int, float]]:
    """Yield what cannot be more than what: weights per row, together at most 0. Only for one initiatief."""
    at = {key: place for key, place in entry_of(found.rows).items() if key[3] == "initiatief"}
    chosen: dict[tuple, list[int]] = {}
    for (wat, code, subgroep, niveau, van), place in at.items():
        answered = at["antwoorden", "", subgroep, niveau, van]
        whole = at.get((wat, code, ALL, niveau, van))
        if wat == "gevraagd":
            yield {answered: 1.0, place: -1.0}
        if wat == "reden":
            yield {place: 1.0, answered: -1.0}
        if wat == "regie":
            chosen.setdefault((subgroep, van), []).append(place)
        if subgroep != ALL and whole is not None:
            yield {place: 1.0, whole: -1.0}
    for (subgroep, van), places in chosen.items():
        yield {**dict.fromkeys(places, 1.0), at["antwoorden", "", subgroep, "initiatief", van]: -1.0}


def matrix(lines: Iterator[dict[int, float]], size: int) -> np.ndarray:
    """Write lines as a table (lines × rows)."""
    return np.array([[line.get(place, 0.0) for place in range(size)] for line in lines])


def widths(found: Evaluations, true: np.ndarray, *, exact: bool) -> dict[tuple, float]:
    """Return how far apart the least and the greatest value of each hidden row lie; `exact` undoes the rounding."""
    rows, size = found.rows, len(found.rows)
    hidden = (rows["merk"] != "").to_numpy()
    even, most = matrix(sums(found), size), matrix(limits(found), size)
    assert not (even @ true).any()
    most = most[most @ true <= 0]
    shown = true if exact else rows["aantal"].to_numpy()
    half = 0 if exact else HALF_STEP
    bounds = [(0, None) if hides else (max(people - half, 0), people + half)
              for hides, people in zip(hidden, shown, strict=True)]  # fmt: skip
    answer = {}
    for place in np.flatnonzero(hidden):
        goal = np.zeros(size)
        goal[place] = 1
        ends = [linprog(sign * goal, A_ub=most, b_ub=np.zeros(len(most)), A_eq=even, b_eq=np.zeros(len(even)),
                        bounds=bounds, method="highs") for sign in (1, -1)]  # fmt: skip
        assert ends[0].success
        assert ends[1].status in (0, 3, 4)
        open_end = ends[1].status != 0
        answer[tuple(rows.loc[place, [*PER, "niveau", "van"]])] = np.inf if open_end else -ends[1].fun - ends[0].fun
    return answer


def leaks(found: Evaluations, loaded: dict[str, pd.DataFrame], *, exact: bool) -> dict[tuple, float]:
    """Return the hidden rows that the attacker knows to less than their threshold, with how wide they are known."""
    groups = loaded["subgroep"]
    special = set(groups.loc[groups["bijzonder"].fillna(False).astype(bool), "subgroep"])
    closed = sensitive_initiatieven(loaded)
    measured = widths(found, truth(found, loaded), exact=exact)
    wide = {
        key: MIN_COUNT_BIJZONDER_PEOPLE if key[2] in special or key[4] in closed else MIN_COUNT_PEOPLE
        for key in measured
    }
    return {key: width for key, width in measured.items() if width < wide[key] - TOLERANCE}


@pytest.mark.parametrize("exact", [True, False], ids=["rounding undone", "as shown"])
def test_no_hidden_count_of_evaluations_of_the_example_can_be_told_from_all_that_is_published(published, loaded, exact):
    assert (published.rows["merk"] != "").sum() > 50
    assert (published.rows["merk"] == "").sum() > 50
    assert leaks(published, loaded, exact=exact) == {}


def test_every_count_of_evaluations_that_is_shown_is_of_enough_people(published, loaded):
    people = truth(published, loaded)
    shown = (published.rows["merk"] == "").to_numpy()
    assert ((people[shown] == 0) | (people[shown] >= MIN_COUNT_PEOPLE)).all()
    assert (np.abs(published.rows.loc[shown, "aantal"] - people[shown]) <= HALF_STEP).all()


def test_one_hidden_count_of_evaluations_uncovered_gives_another_away_and_is_found(published, loaded):
    """Control: of a sum with two hidden parts one becomes known elsewhere."""
    hidden = (published.rows["merk"] != "").to_numpy()
    line = next(each for each in sums(published) if hidden[list(each)].sum() == 2)
    known, other = (place for place in line if hidden[place])
    rows = published.rows.copy()
    rows.loc[known, "merk"] = ""
    planted = Evaluations(rows, published.means, published.home)
    assert tuple(rows.loc[other, [*PER, "niveau", "van"]]) in leaks(planted, loaded, exact=True)
