"""One calculation on one region: people, reach, rules and places brought together into the split per cel and groep."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mapping.analysis.need import cut_bands
from mapping.analysis.offer import capacities, counted
from mapping.analysis.outside import Outside, outside
from mapping.analysis.population import Population, population
from mapping.analysis.reach import nearness, weights_of
from mapping.analysis.rules import PersonalRules, admits_place, personal_rules, suits
from mapping.analysis.settings import Settings
from mapping.analysis.split import NeedSplit, split_need
from mapping.analysis.water import Waters, waters


@dataclass(frozen=True)
class ModelRun:
    """What one calculation knows; arrays are cells × groups or initiatieven × groups, as their names say.

    initiatief: the rows that count. capacity: people of the region per year (NaN unknown), what the rand takes left
    out. assumed: drawn, not known. people, nearness, weight, place, split: of the region alone. outside: who competes
    from the rand (None without). water: what lies in between (None without).
    """

    settings: Settings
    people: Population
    initiatief: pd.DataFrame
    capacity: np.ndarray
    assumed: np.ndarray
    nearness: csr_array
    weight: csr_array
    suits: np.ndarray
    personal: PersonalRules
    place: csr_array
    split: NeedSplit
    outside: Outside | None = None
    water: Waters | None = None


@dataclass(frozen=True)
class _Offer:
    """What a calculation knows of the offer, whoever asks for it; as in ModelRun."""

    initiatief: pd.DataFrame
    nearness: csr_array
    weight: csr_array
    suits: np.ndarray
    personal: PersonalRules
    place: csr_array
    water: Waters | None


def run(
    tables: Mapping[str, pd.DataFrame],
    vraag: pd.DataFrame,
    settings: Settings,
    *,
    people_of: ModelRun | None = None,
    offer_of: ModelRun | None = None,
) -> ModelRun:
    """Calculate the split of a region.

    `tables` are those of a region (mapping.schema), `vraag` the derived table. Changes nothing; raises ValueError
    where a capacity is negative. Two earlier runs save time and change no figure: the people of `people_of` are taken
    over (other offer, same tables else), and reach and rules of `offer_of` (same tables, other steunvraag). One that does
    not fit is left alone: other settings than that, or rules with other ages.
    """
    if people_of is not None and not _same_people(people_of, tables, settings):
        people_of = None
    if offer_of is not None and replace(offer_of.settings, steunvraag=settings.steunvraag) != settings:
        offer_of = None
    if people_of is not None:
        people = people_of.people
    else:
        people = population(tables, vraag, steunvraag=settings.steunvraag, group_size=settings.group_size)
    offer = _offer(tables, people, settings) if offer_of is None else _Offer(*(getattr(offer_of, n) for n in _OFFER))
    inwoners = float(tables["gebied"]["inwoners"].astype("float64").sum())
    capacity, assumed = capacities(offer.initiatief, tables["werkgebied"], inwoners, settings)
    around = outside(
        tables, people, offer.initiatief, offer.weight, offer.place, offer.suits, offer.personal, settings=settings,
        water=offer.water, people_of=people_of and people_of.outside, offer_of=offer_of and offer_of.outside,
    )  # fmt: skip
    if around is not None:
        capacity = capacity * around.share
    split = _split(people, capacity, offer.weight, offer.suits, offer.personal, offer.place)
    return ModelRun(
        settings, people, offer.initiatief, capacity, assumed, offer.nearness, offer.weight, offer.suits, offer.personal,
        offer.place, split, around, offer.water,
    )  # fmt: skip


_OFFER = tuple(field.name for field in fields(_Offer))


def _same_people(known: ModelRun, tables: Mapping[str, pd.DataFrame], settings: Settings) -> bool:
    """Tell whether the people of a run are laid out as these tables and settings ask: same sizes, same cut of ages."""
    wanted = (settings.steunvraag, settings.group_size, cut_bands(tables["toegangsregel"]))
    return (known.settings.steunvraag, known.settings.group_size, known.people.bands) == wanted


def _offer(tables: Mapping[str, pd.DataFrame], people: Population, settings: Settings) -> _Offer:
    """Work out which initiatieven count, whom they reach, whom they suit and whom their rules admit."""
    initiatief = counted(tables["initiatief"], settings)
    water = waters(tables)
    near = nearness(people.cellen, initiatief, tables["werkgebied"], settings=settings.reach, water=water)
    return _Offer(
        initiatief,
        near,
        weights_of(near, gaussian=settings.reach.gaussian),
        suits(initiatief, tables["initiatief_subgroep"], people.groepen),
        personal_rules(initiatief, tables["toegangsregel"], tables["initiatief_taal"], people.groepen),
        admits_place(people.cellen, initiatief, tables["werkgebied"]),
        water,
    )


def split_without(run: ModelRun, names: Collection[str]) -> NeedSplit:
    """Return the split of the same people when these initiatieven are gone; names that do not count change nothing."""
    kept = ~run.initiatief["initiatief"].isin(list(names)).to_numpy(dtype=bool)
    personal = PersonalRules(run.personal.alternatives[kept], run.personal.language[kept])
    columns = np.flatnonzero(kept)
    return _split(
        run.people, run.capacity[kept], run.weight[:, columns], run.suits[kept], personal, run.place[:, columns]
    )


def _split(
    people: Population,
    capacity: np.ndarray,
    weight: csr_array,
    fitting: np.ndarray,
    personal: PersonalRules,
    place: csr_array,
) -> NeedSplit:
    """Split the need, once per set of initiatieven that the data cannot decide on: there their places are unknown."""
    undecided = personal.undecided & fitting
    patterns, which = np.unique(undecided, axis=1, return_inverse=True)
    parts: dict[str, np.ndarray] = {part.name: np.zeros_like(people.need) for part in fields(NeedSplit)}
    for number in range(patterns.shape[1]):
        columns = which.ravel() == number
        known = np.where(patterns[:, number], np.nan, capacity)
        split = split_need(
            people.need,
            known,
            weight,
            suits=fitting,
            admits_person=personal.admits,
            admits_place=place,
            demand=people.demand,
        )
        for name, values in parts.items():
            values[:, columns] = getattr(split, name)[:, columns]
    return NeedSplit(**parts)
