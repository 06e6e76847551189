"""Rounding by soort, hiding small counts against an attack by subtraction, and estimates that are too small."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.sparse import csr_array

from mapping.analysis.disclosure import (
    MIN_COUNT_BIJZONDER_PEOPLE,
    MIN_COUNT_PEOPLE,
    hide_counts,
    interval_audit,
    rounded,
    sums_of_table,
    too_small,
    with_totals,
)
from mapping.model import Soort

HIDDEN = np.nan
TOLERANCE = 1e-6

# --- rounding ---


@pytest.mark.parametrize(
    ("soort", "shown"), [("gemeten", 1235), ("gemodelleerd", 1200), ("geschat", 1200), ("aanname", 1000)]
)
def test_a_figure_gets_the_digits_of_its_soort(soort, shown):
    assert rounded(1237, soort) == shown
    assert rounded(1237, Soort(soort)) == shown


@pytest.mark.parametrize(
    ("value", "soort", "shown"),
    [
        (2.5, "gemeten", 5),
        (12.5, "gemeten", 15),
        (-12.5, "gemeten", -15),
        (125, "geschat", 130),
        (145, "geschat", 150),
        (0.145, "geschat", 0.15),
        (25, "aanname", 30),
        (0.15, "aanname", 0.2),
        (-25, "aanname", -30),
        (9.6, "aanname", 10),
        (99.6, "geschat", 100),
        (1000, "aanname", 1000),
        (0, "aanname", 0),
        (0, "gemeten", 0),
    ],
)
def test_a_half_goes_up_and_never_to_the_even_neighbour(value, soort, shown):
    assert rounded(value, soort) == shown


@pytest.mark.parametrize("soort", Soort)
def test_an_array_keeps_its_shape_and_missing_stays_missing(soort):
    answer = rounded([[1237, np.nan], [0, 100]], soort)
    assert np.isnan(answer).tolist() == [[False, True], [False, False]]
    assert answer[1].tolist() == [0, 100]
    assert np.isnan(rounded(np.nan, soort))


def test_a_soort_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="geraden"):
        rounded(10, "geraden")


@given(st.floats(0.01, 1e7), st.sampled_from(["geschat", "aanname"]))
def test_rounding_twice_changes_nothing(value, soort):
    assert rounded(rounded(value, soort), soort) == rounded(value, soort)


# --- tables and their sums ---


@given(arrays(int, array_shapes(max_dims=3, max_side=4), elements=st.integers(0, 50)))
def test_the_sums_of_a_table_hold_for_every_table_with_totals(counts):
    table = with_totals(counts)
    assert table.shape == tuple(side + 1 for side in counts.shape)
    assert not (sums_of_table(table.shape) @ table.ravel()).any()
    assert table.flat[-1] == counts.sum()


# --- the attack ---


def test_hiding_only_the_small_count_gives_it_away():
    """The positive control: the audit must see the leak of 100 − 40 − 57."""
    least, greatest = interval_audit([HIDDEN, 40, 57, 100])
    assert (least[0], greatest[0]) == pytest.approx((3, 3))


def test_rounding_alone_does_not_protect_a_small_count():
    """Nine of 49, bijzonder, shown as 40 of 50 with only the nine hidden: less than ten people wide."""
    least, greatest = interval_audit([HIDDEN, 40, 50], step=5, smallest_shown=MIN_COUNT_BIJZONDER_PEOPLE)
    assert (least[0], greatest[0]) == pytest.approx((6, 14))
    assert greatest[0] - least[0] < MIN_COUNT_BIJZONDER_PEOPLE


def test_hiding_two_in_a_row_gives_them_away_by_their_columns():
    shown = [[HIDDEN, HIDDEN, 30], [20, 20, 40], [23, 47, 70]]
    least, greatest = interval_audit(shown)
    assert least[0, :2] == pytest.approx([3, 27])
    assert greatest[0, :2] == pytest.approx([3, 27])


def test_a_hidden_square_leaves_an_interval():
    least, greatest = interval_audit([[HIDDEN, HIDDEN, 10], [HIDDEN, HIDDEN, 40], [20, 30, 50]])
    assert least[:2, :2] == pytest.approx(np.array([[0, 0], [10, 20]]))
    assert greatest[:2, :2] == pytest.approx(np.array([[10, 10], [20, 30]]))


def test_what_nothing_bounds_is_infinite():
    least, greatest = interval_audit([HIDDEN, 40, HIDDEN])
    assert least.tolist() == pytest.approx([0, 40, 40])
    assert np.isinf(greatest).tolist() == [True, False, True]


def test_a_reader_who_knows_that_zeros_are_shown_knows_more():
    least, greatest = interval_audit([HIDDEN, HIDDEN, 40, 46], smallest_hidden=1)
    assert least[:2] == pytest.approx([1, 1])
    assert greatest[:2] == pytest.approx([5, 5])


def test_a_shown_number_tells_its_rounding_and_the_threshold():
    least, greatest = interval_audit([0, 5, 20, 25], step=5, smallest_shown=5)
    assert least.tolist() == [0, 5, 18, 23]
    assert greatest.tolist() == [0, 7, 22, 27]


@pytest.mark.parametrize("impossible", [[1, 2, 4], [HIDDEN, 10, 5]])
def test_shown_numbers_that_no_table_fits_are_refused(impossible):
    with pytest.raises(ValueError, match="no table of counts fits"):
        interval_audit(impossible)


# --- hiding ---


def test_a_second_cell_goes_where_a_total_would_give_the_first_away():
    answer = hide_counts([3, 40, 57])
    assert answer.hidden.tolist() == [True, True, False, False]
    assert np.isnan(answer.values[:2]).all()
    assert answer.values[2:].tolist() == [55, 100]


def test_counts_at_the_threshold_are_shown():
    answer = hide_counts([5, 40, 57])
    assert not answer.hidden.any()
    assert answer.values.tolist() == [5, 40, 55, 100]


def test_bijzonder_hides_up_to_ten_and_zeros_as_well():
    answer = hide_counts([9, 10, 0, 50], sensitive=True)
    assert answer.hidden[[0, 2]].all()
    assert not hide_counts([9, 10, 0, 50]).hidden.any()


def test_in_a_mixed_table_each_count_has_the_threshold_of_its_own_subgroep():
    assert not hide_counts([7, 40, 50], sensitive=[False, True, True]).hidden.any()
    assert hide_counts([7, 40, 50], sensitive=[True, False, False]).hidden.tolist() == [True, True, False, False]


def test_a_total_with_a_bijzonder_part_has_the_stricter_threshold():
    answer = hide_counts([[7, 0], [40, 50]], sensitive=[[False, True], [False, False]])
    assert answer.hidden[0].tolist() == [False, True, True]


def test_a_zero_is_shown_as_zero():
    answer = hide_counts([0, 3, 40, 57])
    assert not answer.hidden[0]
    assert answer.values[0] == 0


def test_two_small_counts_do_not_protect_each_other():
    answer = hide_counts([1, 2, 40, 57])
    assert answer.hidden.tolist() == [True, True, True, False, False]


def test_a_small_total_is_hidden_too():
    answer = hide_counts([[1, 2], [30, 40]])
    assert answer.hidden[0].all()


def test_sums_of_a_hierarchy_protect_a_wijk_of_a_small_gemeente():
    """Wijken a, b of gemeente ab and c of gemeente c; the region is ab + c."""
    wijk_a, wijk_b, ab, c, region = 2, 20, 22, 30, 52
    sums = csr_array([[1, 1, -1, 0, 0], [0, 0, 1, 1, -1]])
    answer = hide_counts([wijk_a, wijk_b, ab, c, region], sums=sums)
    assert answer.hidden.tolist() == [True, True, False, False, False]
    assert answer.values[2:].tolist() == [20, 30, 50]


@pytest.mark.parametrize("wrong", [[1.5, 2], [-1, 2], [np.nan, 2]])
def test_counts_that_are_no_whole_people_are_refused(wrong):
    with pytest.raises(ValueError, match=r"^counts "):
        hide_counts(wrong)


@pytest.mark.parametrize(("counts", "sums"), [([1, 2, 4], [[1, 1, -1]]), ([1, 2, 3], [[1, -1]])])
def test_sums_that_do_not_hold_are_refused(counts, sums):
    with pytest.raises(ValueError, match=r"^sums "):
        hide_counts(counts, sums=csr_array(sums))


TABLES = arrays(int, array_shapes(max_dims=2, max_side=5), elements=st.one_of(st.integers(0, 12), st.integers(0, 90)))


@settings(max_examples=60, deadline=None)
@given(TABLES, st.booleans())
def test_every_hidden_count_keeps_an_interval_as_wide_as_the_threshold(counts, sensitive):
    """Against a reader of the exact numbers, and against one of the rounded numbers who knows the rules."""
    threshold = MIN_COUNT_BIJZONDER_PEOPLE if sensitive else MIN_COUNT_PEOPLE
    answer, truth = hide_counts(counts, sensitive=sensitive), with_totals(counts)
    zeros_shown = int(not (truth[answer.hidden] == 0).any())
    exact = np.where(answer.hidden, HIDDEN, truth)
    attacks = (
        interval_audit(exact, smallest_hidden=zeros_shown),
        interval_audit(answer.values, step=5, smallest_shown=threshold, smallest_hidden=zeros_shown),
    )
    for least, greatest in attacks:
        assert (greatest - least >= threshold - TOLERANCE)[answer.hidden].all()
        assert (least <= truth + TOLERANCE).all()
        assert (truth <= greatest + TOLERANCE).all()


@settings(max_examples=60, deadline=None)
@given(TABLES, st.booleans())
def test_no_count_under_the_threshold_is_shown_and_the_rest_is_rounded(counts, sensitive):
    threshold = MIN_COUNT_BIJZONDER_PEOPLE if sensitive else MIN_COUNT_PEOPLE
    answer, truth = hide_counts(counts, sensitive=sensitive), with_totals(counts)
    assert answer.hidden[(truth > 0) & (truth < threshold)].all()
    assert np.array_equal(np.isnan(answer.values), answer.hidden)
    assert (np.abs(answer.values - truth)[~answer.hidden] <= 2).all()
    assert (answer.values[~answer.hidden] % 5 == 0).all()


# --- estimates ---


@pytest.mark.parametrize(
    ("basis", "omvang", "sensitive", "small"),
    [
        (49, 20, False, True),
        (50, 20, False, False),
        (99, 20, True, True),
        (100, 20, True, False),
        (1000, 9.9, False, True),
        (1000, 10, False, False),
        (np.nan, 20, False, False),
        (1000, np.nan, False, False),
        (49, np.nan, False, True),
    ],
)
def test_an_estimate_is_too_small_by_its_basis_or_by_its_omvang(basis, omvang, sensitive, small):
    assert too_small(basis, omvang, sensitive=sensitive) == small


def test_too_small_works_on_columns_of_a_table():
    answer = too_small([60, 60, 600], [20, 20, 5], sensitive=[False, True, True])
    assert answer.tolist() == [False, True, True]
