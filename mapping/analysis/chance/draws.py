"""Draws: what we do not know, as chance. One draw is one world that fits what is known (method.md section 6).

A share that was estimated or assumed is the same unknown everywhere: one quantile per subgroep places it between its
laag and hoog in the whole region. On top of that each gebied departs from it by itself. Capacity and reach vary too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapping.analysis.need import STEPS, shares_per_gebied
from mapping.analysis.population import Population
from mapping.model import Soort, Wat

DRAWS = 1000
"""Draws of one calculation: a chance of 50% is then known to within 3 points in 95 of 100 cases."""

LOCAL_DEPARTURE = 0.25
"""Standard deviation of the logarithm of a gebied's share around the common one, for geschat and aanname (method.md
section 6): two of three gebieden lie within a quarter of it."""

CAPACITY_PART = 0.2
"""Places per year may be this part more or fewer than an initiatief says (method.md section 6)."""

REACH_PART = 0.2
"""People may travel this part further or less far than the limits say (method.md section 6)."""

NORMAL_90 = 1.645
"""A normal variable lies within this many standard deviations of its mean in 90 of 100 cases: laag to hoog of a model."""

LEAST_LOW = 0.1
"""The laag of a modelled share counts as at least this part of its midden: a laag of 0 has no logarithm."""


@dataclass(frozen=True)
class Spread:
    """How far each unknown varies; the defaults are those of the method, a test may switch each off."""

    shares: bool = True
    local: float = LOCAL_DEPARTURE
    capacity: float = CAPACITY_PART
    reach: float = REACH_PART


@dataclass(frozen=True, eq=False)
class Chance:
    """The random part of one draw.

    aandeel, steunvraag: quantiles per subgroep (0 to 1); NaN stays at midden. local: standard normal (subgroepen ×
    gebieden). capacity: factors (initiatieven). reach: one factor on every limit.
    """

    aandeel: np.ndarray
    steunvraag: np.ndarray
    local: np.ndarray
    capacity: np.ndarray
    reach: float


@dataclass(frozen=True, eq=False)
class Shares:
    """The distinct shares of one kind (Wat) and where each holds.

    laag, midden, hoog: (shares). subgroep: number of its subgroep. common: bool, drawn between laag and hoog. tau:
    standard deviation of the local departure. place: (slots × gebieden) or, where gebieden do not differ, (slots × 1):
    which share; a slot is subgroep × band of the five. A share that is missing counts 0.
    """

    laag: np.ndarray
    midden: np.ndarray
    hoog: np.ndarray
    subgroep: np.ndarray
    common: np.ndarray
    tau: np.ndarray
    place: np.ndarray

    @property
    def reference(self) -> np.ndarray:
        """Return what a drawn share is compared with: midden, or hoog where midden is 0, or 1 where both are."""
        known = np.where(self.midden > 0, self.midden, self.hoog)
        return np.where(known > 0, known, 1.0)

    def drawn(self, quantiles: np.ndarray) -> np.ndarray:
        """Return the shares (shares) at the quantile of their subgroep: triangular(laag, midden, hoog)."""
        asked = quantiles[self.subgroep]
        moves = self.common & np.isfinite(asked) & (self.hoog > self.laag)
        return np.where(moves, triangular(np.where(moves, asked, 0.5), self.laag, self.midden, self.hoog), self.midden)


def triangular(quantile, low, middle, high) -> np.ndarray:
    """Return the value of the triangular distribution at a quantile (0 to 1); all arguments broadcast together."""
    width = high - low
    left = low + np.sqrt(quantile * width * (middle - low))
    right = high - np.sqrt((1 - quantile) * width * (high - middle))
    return np.where(quantile * width < middle - low, left, right)


def local_tau(soort: np.ndarray, low: np.ndarray, middle: np.ndarray, high: np.ndarray, departure: float) -> np.ndarray:
    """Return the standard deviation of ln(share) per gebied: none where counted, from its own range where modelled.

    `departure` is that of geschat and aanname; 0 switches modelled shares off as well.
    """
    least = np.maximum(low, LEAST_LOW * middle)
    ranged = (middle > 0) & (high > least)
    ratio = np.divide(high, least, out=np.ones_like(high), where=ranged)
    modelled = np.log(ratio) / (2 * NORMAL_90) if departure > 0 else np.zeros_like(high)
    return np.select([soort == Soort.GEMETEN, soort == Soort.GEMODELLEERD], [0.0, modelled], departure)


def shares_of(
    tables: Mapping[str, pd.DataFrame],
    people: Population,
    wat: Wat,
    *,
    spread: Spread,
    size: tuple[str, float] | None = None,
) -> Shares:
    """Collect the shares of one kind over the gebieden and slots of `people`.

    Gebieden stand in the order of their first cel, slots as subgroep × band. `size` multiplies those of one subgroep.
    A steunvraag has no local departure of its own: it is the common unknown.
    """
    gebieden = people.cellen.drop_duplicates("gebiedcode")
    codes, kinds = list(gebieden["gebiedcode"]), list(dict.fromkeys(people.groepen["subgroep"]))
    found = shares_per_gebied(
        tables["aandeel"],
        wat=wat,
        subgroepen=kinds,
        gebieden=codes,
        gemeenten=dict(zip(codes, gebieden["gemeentecode"], strict=True)),
    )
    bands = list(dict.fromkeys(people.groepen["vijf"]))
    rows = found[found.index.get_level_values("leeftijdsband").isin(bands)].reset_index()
    rows[list(STEPS)] = rows[list(STEPS)].fillna(0.0).astype("float64")
    rows["soort"] = rows["soort"].fillna(Soort.AANNAME.value).astype("str")
    rows["subgroep"] = rows["subgroep"].map({name: place for place, name in enumerate(kinds)})
    if size is not None:
        rows.loc[rows["subgroep"] == kinds.index(size[0]), list(STEPS)] *= size[1]
    distinct = rows.groupby(["subgroep", *STEPS, "soort"], sort=False)
    place = distinct.ngroup().to_numpy().reshape(len(kinds), len(codes), len(bands))
    place = place.transpose(0, 2, 1).reshape(-1, len(codes))
    return _shares(distinct.size().reset_index(), place, wat=wat, spread=spread)


def _shares(rows: pd.DataFrame, place: np.ndarray, *, wat: Wat, spread: Spread) -> Shares:
    """Lay the distinct shares out as arrays."""
    low, middle, high = (rows[step].to_numpy(dtype=float) for step in STEPS)
    soort = rows["soort"].to_numpy(dtype=object)
    common = np.isin(soort, [Soort.GESCHAT.value, Soort.AANNAME.value]) & spread.shares
    tau = local_tau(soort, low, middle, high, spread.local)
    if wat == Wat.STEUNVRAAG:
        common = (soort != Soort.GEMETEN.value) & spread.shares
        tau = np.zeros_like(low)
    if np.array_equal(place, np.broadcast_to(place[:, :1], place.shape)):
        place = place[:, :1]
    return Shares(low, middle, high, rows["subgroep"].to_numpy(dtype=int), common, tau, place)


def fixed_share(value: float, slots: int) -> Shares:
    """Return one share that holds everywhere and never varies: what a user has set."""
    one = np.array([float(value)])
    nothing = np.zeros(1)
    return Shares(one, one, one, np.zeros(1, int), np.zeros(1, bool), nothing, np.zeros((slots, 1), int))


def no_chance(subgroepen: int, gebieden: int, initiatieven: int) -> Chance:
    """Return the draw in which nothing varies: every share at midden, no departure."""
    middle = np.full(subgroepen, np.nan)
    return Chance(middle, middle, np.zeros((subgroepen, gebieden)), np.ones(initiatieven), 1.0)


def chance(seed: int, number: int, spread: Spread, *, subgroepen: int, gebieden: int, initiatieven: int) -> Chance:
    """Return the random part of draw `number`: the same for the same seed, whatever else was drawn before."""
    random = np.random.default_rng([seed, number])
    aandeel, steunvraag = random.random(subgroepen), random.random(subgroepen)
    reach = 1 + spread.reach * random.uniform(-1, 1)
    capacity = 1 + spread.capacity * random.uniform(-1, 1, initiatieven)
    return Chance(aandeel, steunvraag, random.standard_normal((subgroepen, gebieden)), capacity, reach)
