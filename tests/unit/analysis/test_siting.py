"""Siting: the oracles of method.md section 8, exhaustive search, and the field's own spopt."""

from itertools import combinations

import numpy as np
import pytest
from scipy.sparse import csr_array

from mapping.analysis.siting import NoSiting, covered, covering, p_median, reached

WEIGHTS = np.array([10.0, 40.0, 5.0, 30.0, 25.0])
COST = np.array([[0, 4, 9], [2, 2, 7], [5, 1, 4], [8, 4, 1], [10, 6, 1]], dtype=float)
WITHIN_2 = csr_array((COST <= 2).astype(float))


def exhaustive(reach: csr_array, weights: np.ndarray, p: int) -> list[tuple[float, tuple[int, ...]]]:
    """Return every set of p sites with what it reaches, most first."""
    sets = combinations(range(reach.shape[1]), p)
    return sorted(((reached(reach, weights, sites), sites) for sites in sets), reverse=True)


def random_case(seed: int) -> tuple[csr_array, np.ndarray, int]:
    """Return a small random case: up to 12 points, up to 7 sites, some points nobody reaches and some without people."""
    random = np.random.default_rng(seed)
    points, sites = int(random.integers(1, 13)), int(random.integers(1, 8))
    reach = csr_array((random.random((points, sites)) < random.uniform(0.1, 0.6)).astype(float))
    weights = np.where(random.random(points) < 0.2, 0.0, random.uniform(0, 100, points))
    return reach, weights, int(random.integers(1, sites + 1))


def test_covering_of_the_method_one_site():
    found = covering(WITHIN_2, WEIGHTS, 1)
    assert (found.value, found.sites) == (55.0, (2,))


def test_covering_of_the_method_two_sites():
    found = covering(WITHIN_2, WEIGHTS, 2)
    assert (found.value, found.sites) == (105.0, (0, 2))


def test_p_median_of_the_method():
    found = p_median(COST, WEIGHTS, 1)
    assert (found.value, found.sites) == (395.0, (1,))
    with pytest.raises(ValueError, match="1 … 3"):
        p_median(COST, WEIGHTS, 4)


@pytest.mark.parametrize("seed", range(15))
def test_covering_equals_exhaustive_search(seed):
    reach, weights, p = random_case(seed)
    found = covering(reach, weights, p)
    assert found.value == pytest.approx(exhaustive(reach, weights, p)[0][0], abs=1e-9)
    assert len(found.sites) == p


@pytest.mark.parametrize("seed", range(15))
def test_second_best_is_the_best_of_the_other_sets(seed):
    reach, weights, p = random_case(seed)
    best = covering(reach, weights, p)
    others = [value for value, sites in exhaustive(reach, weights, p) if sites != best.sites]
    if not others:
        with pytest.raises(NoSiting):
            covering(reach, weights, p, other_than=[best.sites])
        return
    second = covering(reach, weights, p, other_than=[best.sites])
    assert second.sites != best.sites
    assert second.value == pytest.approx(max(others), abs=1e-9)


@pytest.mark.parametrize("seed", range(40, 44))
def test_order_of_points_changes_no_value_and_one_more_site_never_reaches_fewer(seed):
    reach, weights, p = random_case(seed)
    turned = covering(csr_array(reach.toarray()[::-1]), weights[::-1], p)
    assert turned.value == pytest.approx(covering(reach, weights, p).value, abs=1e-9)
    assert covering(reach, weights, p + 1).value >= covering(reach, weights, p).value - 1e-9


def test_p_median_equals_exhaustive_search():
    random = np.random.default_rng(7)
    cost, weights = random.uniform(0, 10, (9, 6)), random.uniform(0, 5, 9)
    for p in (1, 2, 3):
        best = min(float(weights @ cost[:, list(sites)].min(axis=1)) for sites in combinations(range(6), p))
        assert p_median(cost, weights, p).value == pytest.approx(best)


def spopt_case() -> tuple[np.ndarray, np.ndarray]:
    """Return the costs and weights that spopt was asked about."""
    random = np.random.default_rng(11)
    return random.uniform(0, 10, (30, 12)), random.integers(1, 50, 30).astype(float)


@pytest.mark.parametrize(("p", "most", "least"), [(1, 270.0, 2507.962863141944), (3, 508.0, 821.8648666671801),
                                                  (5, 627.0, 512.1167664249303)])  # fmt: skip
def test_values_that_spopt_gave(p, most, least):
    """spopt 0.7.0 with CBC, written down: importing it takes half a minute on a cold machine."""
    cost, weights = spopt_case()
    assert covering(csr_array((cost <= 2.0).astype(float)), weights, p).value == most
    assert p_median(cost, weights, p).value == pytest.approx(least)


@pytest.mark.lang
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_spopt_still_gives_them():
    import pulp  # here: importing spopt takes half a minute, and the other tests do without
    from spopt import locate

    cost, weights = spopt_case()
    for p in (1, 3, 5):
        theirs = locate.MCLP.from_cost_matrix(cost, weights, service_radius=2.0, p_facilities=p)
        theirs = theirs.solve(pulp.PULP_CBC_CMD(msg=False, threads=1))
        ours = covering(csr_array((cost <= 2.0).astype(float)), weights, p)
        assert ours.value == pytest.approx(theirs.problem.objective.value())


def test_nobody_to_reach_is_a_plan_that_reaches_nobody():
    empty = csr_array((3, 2))
    assert covering(empty, np.ones(3), 1).value == 0
    assert covering(WITHIN_2, np.zeros(5), 2).value == 0


def test_written_zero_is_no_reach():
    reach = csr_array((np.array([0.0, 1.0, 1.0]), (np.array([0, 1, 0]), np.array([0, 0, 1]))), shape=(2, 2))
    assert covering(reach, np.array([10.0, 1.0]), 1).sites == (1,)


def test_more_sites_than_there_are_gives_all_and_bad_questions_are_refused():
    assert covering(WITHIN_2, WEIGHTS, 9).sites == (0, 1, 2)
    assert covered(WITHIN_2, (0,)).tolist() == [True, True, False, False, False]
    with pytest.raises(ValueError, match="p must be 1"):
        covering(WITHIN_2, WEIGHTS, 0)
    with pytest.raises(ValueError, match="negative"):
        covering(WITHIN_2, -WEIGHTS, 1)
