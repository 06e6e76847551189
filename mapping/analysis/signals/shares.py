"""A share of a count with its interval: Wilson (1927), which holds for small numbers and near 0 and 1."""

from dataclasses import dataclass

from scipy.stats import norm

from mapping.analysis.signals.published import PublishedSignals

CONFIDENCE = 0.95

MIN_SHARE_N = 10
"""Under this number a share is not given, but the counts themselves (domain.md section 9)."""


@dataclass(frozen=True)
class Share:
    """How many of how many, with the interval of the share (0 to 1); hidden where a count may not be shown.

    few: too few for a share; then only the counts are said.
    """

    part: float
    total: float
    low: float
    high: float

    @property
    def hidden(self) -> bool:
        """Tell whether a count that it needs is hidden."""
        return self.part != self.part or self.total != self.total

    @property
    def few(self) -> bool:
        """Tell whether there are too few for a share."""
        return not self.hidden and self.total < MIN_SHARE_N


def wilson(part: float, total: float, *, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the interval of a share of `part` out of `total` (0 to 1); 0 to 1 where there is nobody.

    Raises ValueError unless 0 ≤ part ≤ total.
    """
    if not 0 <= part <= total:
        raise ValueError(f"part must lie between 0 and total, not {part} of {total}")
    if not total:
        return 0.0, 1.0
    z = float(norm.ppf((1 + confidence) / 2))
    share, spread = part / total, z * z / total
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * (share * (1 - share) / total + spread / (4 * total)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)


def share_tested(found: PublishedSignals) -> Share:
    """Return of how many it was asked whether the support fitted, among those of whom it is known whether it was asked.

    Made from the published counts, rounded and hidden as they are: an exact share would give a hidden count away.
    """
    yes, no = found.count("getoetst", "ja"), found.count("getoetst", "nee")
    total = yes + no
    if total != total:
        return Share(yes, total, 0.0, 1.0)
    return Share(yes, total, *wilson(yes, total))
