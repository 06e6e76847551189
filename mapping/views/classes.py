"""Class borders for a map: few enough to tell the colours apart, and where the figures themselves leave room."""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

MOST_SORTED_VALUES = 300
"""Fisher-Jenks takes 0.07 s for 270 values and 10 s for 3,400 (measured, without numba): more are thinned to this."""

MISSING = -1


@dataclass(frozen=True)
class Classes:
    """Classes of a figure, from low to high: class i runs from above `breaks[i]` to `breaks[i + 1]`, the first from it.

    `breaks` has one border more than there are classes; without any figure it is empty. With `single_values` class i
    holds the value `breaks[i + 1]` and no other, and a legend says that value instead of a range.
    """

    breaks: tuple[float, ...]
    single_values: bool = False

    @property
    def count(self) -> int:
        """The number of classes."""
        return max(0, len(self.breaks) - 1)

    def classify(self, values: Iterable[float]) -> np.ndarray:
        """Return the class of each value, from 0, in the order given; a missing value is in class MISSING (-1)."""
        figures = np.asarray(list(values), dtype=float)
        if not self.count:
            return np.full(figures.shape, MISSING)
        found = np.searchsorted(self.breaks[1:-1], figures, side="left")
        return np.where(np.isfinite(figures), found, MISSING)


def class_breaks(values: Iterable[float], *, k: int = 5) -> Classes:
    """Return at most k classes for these values, missing ones left out.

    Fisher-Jenks natural breaks; equal intervals where nearly all values are the same; where there are no more than k
    distinct values, each is a class of its own. The same values always give the same classes.
    """
    if k < 1:
        raise ValueError(f"k must be at least 1, not {k}")
    figures = np.asarray(list(values), dtype=float)
    figures = np.sort(figures[np.isfinite(figures)])
    if not figures.size:
        return Classes(())
    distinct = np.unique(figures)
    single_values = distinct.size <= k
    upper = distinct if single_values else _natural_breaks(figures, k)
    return Classes((float(figures[0]), *map(float, upper)), single_values)


def _natural_breaks(figures: np.ndarray, k: int) -> np.ndarray:
    """Return the upper borders of k natural classes of sorted figures with more than k distinct values."""
    import mapclassify  # a second of import, with scikit-learn behind it: not at the start of the app

    every = np.linspace(0, figures.size - 1, min(figures.size, MOST_SORTED_VALUES)).round().astype(int)
    sample = figures[every]
    if np.unique(sample).size <= k:
        return np.unique(mapclassify.EqualInterval(figures, k=k).bins)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Numba not installed", category=UserWarning)
        return np.unique(mapclassify.FisherJenks(sample, k=k).bins)
