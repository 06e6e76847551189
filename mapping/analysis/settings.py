"""The settings of a calculation: what a user may choose, with the unit and the reason of each default."""

from dataclasses import dataclass, field

from mapping.model import AFSTANDSFACTOR, Niveau


@dataclass(frozen=True)
class ReachSettings:
    """How far people travel, in km of travelled distance (straight line × factor). Method.md section 2.

    A town (stedelijkheid 1-2) has shops and offer at hand, in a village people are used to travel; a worker who visits
    at home crosses about 15 km. `gaussian` lets reach fade with a bandwidth of a third of the limit.
    """

    town_km: float = 3.0
    country_km: float = 8.0
    home_visit_km: float = 15.0
    factor: float = AFSTANDSFACTOR
    gaussian: bool = False


@dataclass(frozen=True)
class Settings:
    """Everything that changes the outcome of one calculation on one region.

    `steunvraag` (0 to 1) replaces the three steunvragen of the data, None keeps them; `on` is the ISO date at which
    offer must be valid; with `day_view` it is the day on which someone asks, so that ceilings, hours left and the end
    of a subsidy count too (without it the offer counts for a whole year); `group_size` (subgroep, factor) makes one
    group larger or smaller than the data say, its range with it; `assume_capacity` draws unknown capacities from known
    ones with `seed`.
    """

    on: str
    day_view: bool = False
    niveau: Niveau = Niveau.ALLE
    steunvraag: float | None = None
    group_size: tuple[str, float] | None = None
    assume_capacity: bool = False
    seed: int = 2026
    reach: ReachSettings = field(default_factory=ReachSettings)
