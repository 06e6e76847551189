"""What follows from a printed figure: its count, its percentage, and how far chance can have moved it.

All of it is ours, derived, and named so on the screen: a source prints what it prints.
"""

from math import sqrt

import pandas as pd

from mapping.model import EXACT, BewijsEenheid, BewijsStatus

WILSON_Z = 1.959963984540054
"""Standard normal quantile of a two-sided interval of 95%."""

MIN_N_FOR_PERCENTAGE = 10
"""Under so many respondents a figure is shown as a count (domain.md section 9)."""

PERCENT = 100

TOTAAL = "totaal"
"""The answer that is the sum of the others: in the table, not in the picture."""


def wilson(count: float, n: float) -> tuple[float, float]:
    """Return the 95% interval of a share, both ends between 0 and 1 (E. B. Wilson, 1927, JASA 22: 209-212).

    Raises ValueError where `count` of `n` is no share.
    """
    if not 0 <= count <= n or n <= 0:
        raise ValueError(f"count must lie between 0 and n, and n above 0; not {count} of {n}")
    share, spread = count / n, WILSON_Z**2 / n
    middle = (share + spread / 2) / (1 + spread)
    half = WILSON_Z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def decimals_of(value: float) -> int:
    """Return how many decimals a printed number has: 49.02 has two, 50 has none."""
    text = f"{value:.6f}".rstrip("0")
    return len(text.partition(".")[2])


def count_behind(percentage: float, n: int) -> int | None:
    """Return the one whole count of n that is printed as this percentage; None where none is, or more than one."""
    digits = decimals_of(percentage)
    around = round(percentage * n / PERCENT)
    fits = [
        count for count in range(max(around - 1, 0), min(around + 1, n) + 1)
        if abs(round(PERCENT * count / n, digits) - percentage) < 10**-6
    ]  # fmt: skip
    return fits[0] if len(fits) == 1 else None


def with_derived(rows: pd.DataFrame) -> pd.DataFrame:
    """Add what follows from each row; missing where nothing does.

    telling_afgeleid: the count behind a percentage without one. percentage_afgeleid: the percentage of a count with N,
    from MIN_N_FOR_PERCENTAGE on. laag, hoog: Wilson interval in percent, where a printed percentage of known people is
    exact and undisputed; N under MIN_N_FOR_PERCENTAGE, and a total, have none.
    """
    found = [_derived(row) for row in rows.to_dict("records")]
    columns = ["telling_afgeleid", "percentage_afgeleid", "laag", "hoog"]
    return rows.join(pd.DataFrame(found, index=rows.index, columns=columns, dtype="float64"))


def _derived(row: dict) -> tuple[float | None, float | None, float | None, float | None]:
    value, n = row["waarde"], row["n"]
    if pd.isna(value) or pd.isna(n) or n < MIN_N_FOR_PERCENTAGE:
        return None, None, None, None
    if row["waardetype"] != EXACT or row["status"] not in (BewijsStatus.LETTERLIJK, BewijsStatus.AFGELEID):
        return None, None, None, None
    n = int(n)
    if row["eenheid"] != BewijsEenheid.PERCENTAGE:
        return None, PERCENT * value / n, None, None
    printed = None if pd.isna(row["aantal"]) else int(row["aantal"])
    count = count_behind(value, n) if printed is None else printed
    if count is None or row["antwoord"] == TOTAAL:
        return None, None, None, None
    low, high = wilson(count, n)
    return count if printed is None else None, None, PERCENT * low, PERCENT * high
