"""Overlap: one person may have several levensvragen, so subgroepen are never added up; these are the bounds on people.

A share q is aandeel × steunvraag: which part of the inhabitants wants support for that levensvraag in a year.
"""

import numpy as np


def unique_people(inhabitants, q_low, q_mid, q_high) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (low, mid, high): the people with at least one levensvraag, each of the shape of `inhabitants`.

    low: everyone who asks is in the largest subgroep. mid: the subgroepen are independent. high: nobody is in two.
    inhabitants: people (...). q_low, q_mid, q_high: shares (..., subgroepen of rol levensvraag), low ≤ mid ≤ high.
    A missing value (NaN) makes the outcomes that need it missing. No subgroepen at all gives 0.
    Raises ValueError if a share lies outside [0, 1], if the three are not in order or if inhabitants are negative.
    Source: method.md section 1 (the bounds are those of Fréchet).
    """
    inhabitants = np.asarray(inhabitants, dtype=float)
    if np.any(inhabitants < 0):
        raise ValueError("inhabitants must not be negative")
    q_low, q_mid, q_high = _shares("q_low", q_low), _shares("q_mid", q_mid), _shares("q_high", q_high)
    if np.any(q_low > q_mid) or np.any(q_mid > q_high):
        raise ValueError("q_low, q_mid and q_high must be in that order everywhere")
    return (
        inhabitants * q_low.max(axis=-1, initial=0),
        inhabitants * _any_of(q_mid),
        inhabitants * np.minimum(1, q_high.sum(axis=-1)),
    )


def omega(q_mid) -> np.ndarray:
    """Return the unique people per person counted once in every subgroep, (...) in (0, 1]; 0 where no share is above 0.

    q_mid: shares (..., subgroepen of rol levensvraag); a missing one (NaN) makes the outcome missing.
    Raises ValueError if a share lies outside [0, 1]. Source: method.md section 1.
    """
    q_mid = _shares("q_mid", q_mid)
    total = q_mid.sum(axis=-1)
    return np.divide(_any_of(q_mid), total, out=np.zeros_like(total), where=total != 0)


def _any_of(q: np.ndarray) -> np.ndarray:
    """Return the chance of at least one of independent events, exact for tiny chances as well."""
    with np.errstate(divide="ignore"):  # a share of 1 has logarithm -inf, which is right
        return -np.expm1(np.log1p(-q).sum(axis=-1))


def _shares(name: str, q) -> np.ndarray:
    """Return q as floats; raise ValueError with `name` if it has no axis or a value outside [0, 1]."""
    q = np.asarray(q, dtype=float)
    if q.ndim == 0:
        raise ValueError(f"{name} must have an axis of subgroepen")
    if np.any((q < 0) | (q > 1)):
        raise ValueError(f"{name} must lie in [0, 1]")
    return q
