"""The outreach plan on the small road: people once, the best sites, why each, what hides, and why there is none."""

from itertools import combinations

import numpy as np
import pytest

from mapping.analysis.siting import reached
from mapping.analysis.vindplaats_plan import Asked, Obstacle, open_people, plan, problem
from mapping.analysis.vindplaats_visits import published_visits
from tests.unit.analysis.small_region import MIDDEN, NOORD, ZUID, initiatief, offered
from tests.unit.analysis.test_vindplaats import comes, inside_of, place, region

WEST, EAST = place("west", x=0.0), place("oost", x=13_000.0, gebied=ZUID)
MIDDLE = place("midden", x=7000.0, gebied=MIDDEN)
EVERYBODY = [comes(code, "iedereen", None) for code in ("west", "midden", "oost")]
BOTH = ("verlies", "ziekte")


def asked_of(tables: dict, asked: Asked):
    """Lay a question out on a region; returns the problem (or obstacle) and the runs."""
    places, runs, inside = inside_of(tables)
    return problem(runs, places, inside, published_visits(tables), asked), runs


@pytest.fixture(scope="module")
def three():
    return region([WEST, MIDDLE, EAST], EVERYBODY)


def test_person_in_two_groups_counts_once(three):
    """20% verlies and 10% ziekte, of both 10% want support: q .02 and .01, together 1 − .98 · .99 = .0298 of 940."""
    _found, runs = asked_of(three, Asked(BOTH, 1))
    both, one = open_people(runs, BOTH), open_people(runs, ("verlies",))
    noord = (runs["midden"].people.cellen["gebiedcode"] == NOORD).to_numpy()

    assert both["midden"][noord].sum() == pytest.approx(940 * 0.0298)
    assert one["midden"][noord].sum() == pytest.approx(940 * 0.02)
    assert both["hoog"][noord].sum() == pytest.approx(940 * 0.2 * (0.2 + 0.1))  # nobody in two, at 20%
    assert both["laag"][noord].sum() == pytest.approx(940 * 0.05 * 0.2)  # everybody in the largest, at 5%


def test_kenmerk_that_is_chosen_counts_too(three):
    _found, runs = asked_of(three, Asked(("taal",), 1))
    assert open_people(runs, ("taal",))["midden"].sum() == pytest.approx((940 + 470 + 188) * 0.1 * 0.1)


@pytest.mark.parametrize("p", [1, 2])
def test_plan_is_the_best_of_all_sets_and_says_what_each_adds(three, p):
    found, _runs = asked_of(three, Asked(BOTH, p))
    made = plan(found, p)
    every = {sites: reached(found.reach, found.weights["midden"], sites) for sites in combinations(range(3), p)}
    ranked = sorted(every.values(), reverse=True)

    assert made.total[1] == pytest.approx(ranked[0])
    assert made.second.value == pytest.approx(ranked[1])
    assert sum(site.added[1] for site in made.sites) == pytest.approx(made.total[1])
    assert made.total[0] <= made.total[1] <= made.total[2]
    assert all(site.from_gebieden.sum() == pytest.approx(site.added[1]) for site in made.sites)
    assert list(made.curve) == sorted(made.curve)
    assert [site.added[1] for site in made.sites] == sorted((site.added[1] for site in made.sites), reverse=True)


def test_steunvraag_scales_the_people_and_leaves_the_plan_where_nothing_is_offered(three):
    found, _runs = asked_of(three, Asked(BOTH, 1))
    made = plan(found, 1)
    assert set(made.same.values()) == {1}
    assert made.total[0] < made.total[1] < made.total[2]


def test_who_is_reached_already_is_not_counted_again(three):
    free, _runs = asked_of(three, Asked(BOTH, 3))
    found, _runs = asked_of(three, Asked(BOTH, 3, visited=("west",)))
    made, before = plan(found, 3), plan(free, 3)

    assert "west" not in [("midden", "oost", "west")[site.place] for site in made.sites]
    assert made.visited + made.total[1] == pytest.approx(before.total[1])


def test_fewer_sites_when_they_reach_all_that_can_be_reached(three):
    found, _runs = asked_of(three, Asked(BOTH, 3))
    made = plan(found, 3)
    assert made.enough == len(made.sites) == 2  # west and midden reach all six cellen
    assert made.total[1] == pytest.approx(made.reachable)


def test_only_the_groups_that_come_are_reached():
    tables = region([WEST, MIDDLE], [comes("west", "verlies", None), comes("midden", "ziekte", None)])
    found, _runs = asked_of(tables, Asked(("ziekte",), 2))
    assert [found.candidates.tolist(), found.reach[:, [1]].sum()] == [[0], 0]
    assert asked_of(tables, Asked(("taal",), 2))[0] is Obstacle.NOBODY_COMES


@pytest.mark.parametrize(
    ("places", "visits", "asked", "obstacle"),
    [
        ([WEST], EVERYBODY[:1], Asked((), 1), Obstacle.NO_GROUP),
        ([WEST], EVERYBODY[:1], Asked(BOTH, 1, regio="West"), Obstacle.NO_PLACES),
        ([], [], Asked(BOTH, 1), Obstacle.NO_PLACES),
        ([place("west", x=None)], EVERYBODY[:1], Asked(BOTH, 1), Obstacle.NOWHERE),
        ([WEST], [], Asked(BOTH, 1), Obstacle.NOBODY_COMES),
        ([WEST], EVERYBODY[:1], Asked(BOTH, 1, visited=("west",)), Obstacle.ALL_COVERED),
    ],
)
def test_why_there_is_no_plan(places, visits, asked, obstacle):
    assert asked_of(region(places, visits), asked)[0] is obstacle


def test_nobody_unserved_is_said():
    tables = region([WEST], EVERYBODY[:1], **offered(initiatief("i", x=0, capaciteit_pj=1e6)))
    assert asked_of(tables, Asked(("verlies",), 1, gebied=NOORD))[0] is Obstacle.NOBODY_UNSERVED


def test_place_nobody_knows_the_visitors_of_counts_only_when_asked():
    found, _runs = asked_of(region([WEST], []), Asked(BOTH, 1, unknown_too=True))
    assert plan(found, 1).total[1] > 0


def test_plan_does_not_move_with_the_point_of_a_place_of_shelter():
    """Wherever the data say that it is: it stands in its wijk."""
    totals = []
    for x in (0.0, 13_000.0):
        tables = region([place("west", x=x, type="opvang")], EVERYBODY[:1])
        found, _runs = asked_of(tables, Asked(BOTH, 1))
        totals.append(plan(found, 1).total)
    assert np.ptp(np.array(totals), axis=0).tolist() == [0, 0, 0]
