"""Class borders of a map: few classes, the same for the same figures, and a missing value in none of them."""

import numpy as np
import pytest

from mapping.views.classes import MISSING, MOST_SORTED_VALUES, Classes, class_breaks

NAN = float("nan")


def test_natural_groups_become_the_classes():
    figures = [1, 2, 3, 10, 11, 12, 50, 51, 52, 100, 101, 102, 200, 201]
    classes = class_breaks(figures)
    assert classes == Classes((1, 3, 12, 52, 102, 201))
    assert classes.classify(figures).tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4]


def test_few_distinct_values_are_a_class_each():
    classes = class_breaks([7, 3, 3, NAN, 5], k=5)
    assert classes == Classes((3, 3, 5, 7), single_values=True)
    assert classes.classify([3, 5, 7, NAN]).tolist() == [0, 1, 2, MISSING]


def test_one_value_is_one_class():
    assert class_breaks([4, 4]).count == 1
    assert class_breaks([4, 4]).classify([4]).tolist() == [0]


def test_one_class_holds_all_figures_from_the_least_to_the_greatest():
    classes = class_breaks([100, 101, 102, 103, 104, 105.5], k=1)
    assert classes == Classes((100, 105.5))
    assert classes.classify([100, 103, 105.5]).tolist() == [0, 0, 0]


@pytest.mark.parametrize("figures", [[], [NAN, NAN], [np.inf]])
def test_without_figures_there_is_no_class(figures):
    classes = class_breaks(figures)
    assert classes.count == 0
    assert not classes.breaks
    assert classes.classify([1, NAN]).tolist() == [MISSING, MISSING]


def test_nearly_equal_values_still_fall_in_a_class():
    figures = [1] * 1000 + [2, 3, 4, 5, 6, 7]
    classes = class_breaks(figures)
    assert 1 <= classes.count <= 5
    assert (classes.classify(figures) >= 0).all()


def test_classes_rise_with_the_figures_and_do_not_depend_on_their_order():
    figures = np.random.default_rng(7).lognormal(size=MOST_SORTED_VALUES + 150)
    classes = class_breaks(figures)
    assert classes == class_breaks(figures[::-1])
    assert (np.diff(classes.classify(np.sort(figures))) >= 0).all()
    assert set(classes.classify(figures)) == set(range(classes.count))


def test_no_class_at_all_is_refused():
    with pytest.raises(ValueError, match="not 0"):
        class_breaks([1], k=0)
