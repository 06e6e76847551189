"""Capacity: from what an initiatief says it can do to people per year, and what to assume where it says nothing."""

import math
from enum import StrEnum

import numpy as np

WEEKS_PER_YEAR = 52
"""Weeks in a calendar year: a place that is taken for D weeks serves 52 / D people a year."""

INLOOP_WEEKS_PER_YEAR = 50
"""Weeks a year that an inloop is open: all but two weeks of holidays (method.md section 1)."""

WORKING_WEEKS_PER_YEAR = 46
"""Weeks a year that a counsellor works, holidays and training taken off; for a caller to pass, never assumed here."""

HOURS_PER_GESPREK = 2
"""Hours that one gesprek takes, travel included; for a caller to pass, never assumed here."""

MIN_KNOWN_TO_DRAW_FROM = 5
"""Fewer known capacities of an aanbiederssoort say too little about the unknown ones (method.md section 4)."""


class CapaciteitEenheid(StrEnum):
    """The units in which an initiatief may state its capacity."""

    PERSONEN_PER_JAAR = "personen per jaar"
    PLAATSEN_TEGELIJK = "plaatsen tegelijk"
    UREN_PER_WEEK = "uren per week"
    GESPREKKEN_PER_JAAR = "gesprekken per jaar"
    GROEPSGROOTTE = "groepsgrootte"
    BEZOEKEN_PER_WEEK = "bezoeken per week"


def people_per_year(
    amount: float | None,
    unit: CapaciteitEenheid | str,
    *,
    duration_weeks: float | None = None,
    weeks_per_year: float | None = None,
    hours_per_gesprek: float | None = None,
    gesprekken_per_person: float | None = None,
    series_per_year: float | None = None,
    visits_per_person: float | None = None,
) -> float:
    """Convert a stated capacity to people per year (capaciteit_pj).

    duration_weeks: how long one person keeps a place. weeks_per_year: weeks that are worked, for hours per week.
    visits_per_person: visits a year of one person to an inloop. The other factors are what their names say.
    A missing amount, or a missing factor that the unit needs, gives NaN: never a guess. Factors of other units are
    checked but not used. Raises ValueError for a negative amount, a factor of 0 or less, or a unit that does not exist.
    Source: method.md section 1.
    """
    amount = _number("amount", amount)
    duration = _factor("duration_weeks", duration_weeks)
    weeks = _factor("weeks_per_year", weeks_per_year)
    hours = _factor("hours_per_gesprek", hours_per_gesprek)
    gesprekken = _factor("gesprekken_per_person", gesprekken_per_person)
    series = _factor("series_per_year", series_per_year)
    visits = _factor("visits_per_person", visits_per_person)
    people_per_unit = {
        CapaciteitEenheid.PERSONEN_PER_JAAR: 1,
        CapaciteitEenheid.PLAATSEN_TEGELIJK: WEEKS_PER_YEAR / duration,
        CapaciteitEenheid.UREN_PER_WEEK: weeks / (hours * gesprekken),
        CapaciteitEenheid.GESPREKKEN_PER_JAAR: 1 / gesprekken,
        CapaciteitEenheid.GROEPSGROOTTE: series,
        CapaciteitEenheid.BEZOEKEN_PER_WEEK: INLOOP_WEEKS_PER_YEAR / visits,
    }
    return amount * people_per_unit[CapaciteitEenheid(unit)]


def assumed_capacity(capacity, provider_kind, *, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Fill unknown capacities by drawing from the known ones of the same aanbiederssoort.

    capacity: people per year (initiatieven), NaN where unknown. provider_kind: aanbiederssoort (initiatieven); None,
    NaN and "" are no kind and stay unknown, as do kinds with fewer than MIN_KNOWN_TO_DRAW_FROM known capacities.
    Returns (filled, assumed): the capacities in the same order, and where they were drawn; each is an aanname. The
    same arguments give the same draw. Raises ValueError for a negative capacity or if the two differ in length.
    """
    filled = np.array(capacity, dtype=float)
    if np.any(filled < 0):
        raise ValueError("capacity must not be negative")
    kinds = np.array([kind if isinstance(kind, str) else "" for kind in provider_kind], dtype=str)
    if filled.shape != kinds.shape:
        raise ValueError(f"provider_kind has {kinds.size} values, but capacity has shape {filled.shape}")
    random = np.random.default_rng(seed)
    unknown = np.isnan(filled)
    for kind in sorted(set(kinds) - {""}):
        known = filled[(kinds == kind) & ~unknown]
        asked = (kinds == kind) & unknown
        if known.size >= MIN_KNOWN_TO_DRAW_FROM:
            filled[asked] = random.choice(known, size=asked.sum())
    return filled, unknown & ~np.isnan(filled)


def regional_share(capacity, inhabitants_region: float, inhabitants_werkgebied: float):
    """Return the part of a capacity that falls to the region, by inhabitants; a scalar or an array as given.

    capacity: people per year in the whole werkgebied, NaN stays NaN. inhabitants_region: those of the werkgebied who
    live in the region. Raises ValueError if the werkgebied has no inhabitants or fewer than the region.
    """
    if not 0 <= inhabitants_region <= inhabitants_werkgebied or inhabitants_werkgebied == 0:
        raise ValueError(
            "inhabitants_region must lie between 0 and inhabitants_werkgebied, which must be above 0: "
            f"{inhabitants_region}, {inhabitants_werkgebied}"
        )
    capacity = np.asarray(capacity, dtype=float)
    if np.any(capacity < 0):
        raise ValueError("capacity must not be negative")
    return capacity * (inhabitants_region / inhabitants_werkgebied)


def _number(name: str, value: float | None) -> float:
    """Return a float, NaN where missing; raise ValueError if it is negative or infinite."""
    value = math.nan if value is None else float(value)
    if value < 0 or math.isinf(value):
        raise ValueError(f"{name} must be finite and not negative: {value}")
    return value


def _factor(name: str, value: float | None) -> float:
    """Return a float above 0, NaN where missing; raise ValueError otherwise."""
    value = _number(name, value)
    if value == 0:
        raise ValueError(f"{name} must be above 0")
    return value
