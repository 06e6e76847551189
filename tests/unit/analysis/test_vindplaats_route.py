"""The route: the shortest by hand and by trying every order, around water, and never worse than its start."""

from itertools import pairwise, permutations

import numpy as np
import pytest

from mapping.analysis.vindplaats_route import EXACT, road_km, shortest_route
from mapping.analysis.water import Waters


def length(order, km, closed):
    """Return the km of an order."""
    legs = list(pairwise(order)) + ([(order[-1], order[0])] if closed else [])
    return sum(km[a, b] for a, b in legs)


def test_places_on_a_road_are_visited_along_the_road():
    km = road_km(np.array([[2000.0, 0], [0, 0], [9000, 0], [4000, 0]]))
    found = shortest_route(km)
    assert found.order in ((1, 0, 3, 2), (2, 3, 0, 1))
    assert found.total_km == pytest.approx(9 * 1.3)
    assert found.exact
    assert shortest_route(km, closed=True).total_km == pytest.approx(2 * 9 * 1.3)


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_few_places_have_the_shortest_of_all_orders(seed, closed):
    points = np.random.default_rng(seed).uniform(0, 20_000, (6, 2))
    km = road_km(points)
    found = shortest_route(km, closed=closed)
    assert sorted(found.order) == list(range(6))
    assert found.total_km == pytest.approx(min(length(order, km, closed) for order in permutations(range(6))))
    assert len(found.legs_km) == (6 if closed else 5)


@pytest.mark.parametrize("closed", [False, True])
def test_many_places_on_a_circle_are_visited_around_it(closed):
    n = EXACT + 6
    angle = np.random.default_rng(3).permutation(n) * 2 * np.pi / n
    km = road_km(5000 * np.stack([np.cos(angle), np.sin(angle)], axis=1))
    found = shortest_route(km, closed=closed)
    side = 2 * 5 * np.sin(np.pi / n) * 1.3
    assert not found.exact
    assert sorted(found.order) == list(range(n))
    assert found.total_km == pytest.approx(side * (n if closed else n - 1))


def test_no_place_and_one_place_are_a_route_without_legs():
    assert shortest_route(np.zeros((0, 0))).order == ()
    assert shortest_route(np.zeros((1, 1)), closed=True).legs_km == ()


def test_river_makes_a_detour_over_the_bridge_and_without_a_bridge_the_straight_line_stands():
    points = np.array([[0.0, -500.0], [0.0, 500.0]])
    river = np.array([[[-9000.0, 0.0], [9000.0, 0.0]]])
    bridge = Waters(river, np.array([[1200.0, 0.0]]))
    assert road_km(points, water=bridge)[0, 1] == pytest.approx(2 * 1.3 * 1.3)
    assert road_km(points, water=Waters(river, np.zeros((0, 2))))[1, 0] == pytest.approx(1.3)
