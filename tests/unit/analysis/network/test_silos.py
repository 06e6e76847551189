"""The E-I index beside chance: a small network by hand, four nodes in full, and what must not change it."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from mapping.analysis.network.silos import MIN_EDGES, ei_index, expected_index, silo


def pairs(*names: str) -> set[frozenset[str]]:
    """Return pairs written as `ab`."""
    return {frozenset(name) for name in names}


def test_index_of_a_network_by_hand():
    # a, b, c of one circle and d, e of another: ab, bc, de inside; cd outside
    found = silo(pairs("ab", "bc", "de", "cd"), pd.Series({"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}), min_edges=1)
    assert (found.edges, found.internal, found.external, found.left_out) == (4, 3, 1, 0)
    assert found.index == (1 - 3) / 4


@pytest.mark.parametrize(("internal", "external", "index"), [(5, 0, -1), (0, 5, 1), (2, 2, 0)])
def test_index_runs_from_all_inside_to_all_outside(internal, external, index):
    assert ei_index(internal, external) == index


def test_index_without_edges_is_not_known():
    assert np.isnan(ei_index(0, 0))


def test_chance_of_four_nodes_is_that_of_all_their_orders():
    values = pd.Series({"a": 1, "b": 1, "c": 2, "d": 2})
    edges = [("a", "b"), ("c", "d")]
    indices = []
    for order in permutations(values):
        dealt = dict(zip(values.index, order, strict=True))
        inside = sum(dealt[one] == dealt[other] for one, other in edges)
        indices.append(ei_index(inside, len(edges) - inside))
    assert expected_index(values) == pytest.approx(np.mean(indices)) == pytest.approx(1 / 3)
    found = silo(pairs("ab", "cd"), values, min_edges=1)
    assert (found.low, found.high) == (min(indices), max(indices)) == (-1, 1)


def test_permutations_lie_around_the_exact_mean():
    values = pd.Series({f"n{at}": at % 3 for at in range(12)})
    ring = {frozenset((f"n{at}", f"n{(at + 1) % 12}")) for at in range(12)}
    found = silo(ring, values)
    assert found.low <= found.expected <= found.high
    assert found.verdict == "minder"


def test_an_unknown_end_leaves_an_edge_out_and_is_counted():
    found = silo(pairs("ab", "bc"), pd.Series({"a": 1, "b": 1, "c": None}, dtype="float64"), min_edges=1)
    assert (found.edges, found.left_out) == (1, 1)


def test_few_edges_give_counts_and_no_index():
    few = {frozenset(("a", f"b{at}")) for at in range(MIN_EDGES - 1)}
    values = pd.Series(1, index=["a", *(f"b{at}" for at in range(MIN_EDGES - 1))])
    found = silo(few, values)
    assert found.internal == MIN_EDGES - 1
    assert np.isnan(found.index)
    assert found.verdict == ""


def test_other_names_for_nodes_and_values_change_nothing():
    values = pd.Series({f"n{at}": ["x", "y"][at % 2] for at in range(10)})
    edges = {frozenset((f"n{at}", f"n{(at + 3) % 10}")) for at in range(10)}
    renamed = {frozenset(name.replace("n", "m") for name in edge) for edge in edges}
    other = pd.Series({name.replace("n", "m"): {"x": "q", "y": "p"}[value] for name, value in values[::-1].items()})
    one, two = silo(edges, values), silo(renamed, other)
    assert (one.index, one.expected, one.internal) == (two.index, two.expected, two.internal)
    assert silo(edges, values) == one
