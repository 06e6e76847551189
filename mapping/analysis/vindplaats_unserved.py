"""Here to be found, but there is nothing: people at a vindplaats whose surroundings hold no place for them.

Of the visits per week of a group, the share of that group's vraag in the catchment (analysis/vindplaats.py) that is not
served: `bereik × (1 − bediend / vraag)`, and never more than the people of the group (omvang) who live in the catchment.
The group `iedereen` stands for all levensvragen, each person once (omega), and its omvang for all adults.

It is an aanname: the steunvraag is one, and a visit is not a person. Its range takes the lowest and the highest
steunvraag, and counts places of unknown capacity once as served and once as not.
"""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mapping.analysis.disclosure import too_small
from mapping.analysis.model_run import ModelRun
from mapping.analysis.need import STEPS
from mapping.analysis.population import levensvragen
from mapping.analysis.publish import sensitive, shown_people, too_fine
from mapping.model import IEDEREEN, UNIEK, Gebiedsniveau, Merk, Soort

MOSTLY = 0.5
"""Above this share of the vraag without a place the surroundings are called mostly unserved."""

Runs = Mapping[str, ModelRun]
"""A calculation per step of the steunvraag: laag, midden, hoog."""


class Reason(StrEnum):
    """Why there is no figure; empty where there is one."""

    NONE = ""
    HIDDEN = "verborgen"
    VISITS_UNKNOWN = "bereik onbekend"
    NOWHERE = "plaats onbekend"
    PER_GEMEENTE = "alleen per gemeente"
    TOO_SMALL = "te klein"
    NO_DEMAND = "geen vraag"


def unserved_here(
    runs: Runs, tables: Mapping[str, pd.DataFrame], places: pd.DataFrame, inside: csr_array, visits: pd.DataFrame
) -> pd.DataFrame:
    """Return per vindplaats × subgroep how many of its visitors find no place; the index is that of `visits`.

    `places` and `inside` as of vindplaats.shown_places and catchment (with the cellen of the runs), `visits` as of
    vindplaats_visits.published_visits: nothing here knows a hidden count. Columns: vindplaats, subgroep, bereik, reden
    (Reason), aandeel (0 to 1, of the vraag, not served), aandeel_laag, aandeel_hoog, mensen, mensen_laag, mensen_hoog
    (per week, exact), omvang (people of the group in the catchment). Numbers are missing where `reden` says why.
    """
    kinds = [UNIEK, *dict.fromkeys(runs["midden"].people.groepen["subgroep"])]
    sums = {step: _catchment_sums(run, kinds, inside) for step, run in runs.items()}
    place = pd.Index(places["vindplaats"]).get_indexer(visits["vindplaats"])
    kind = pd.Index(kinds).get_indexer(visits["subgroep"].replace(IEDEREEN, UNIEK))
    shares = _shares(sums, place, kind)
    omvang = [sums["midden"][f"omvang_{step}"][place, kind] for step in STEPS]
    bereik = visits["bereik"].to_numpy(dtype=float)
    people = [np.minimum(bereik * share, cap) for share, cap in zip(shares, omvang, strict=True)]
    columns = dict(zip(("aandeel_laag", "aandeel", "aandeel_hoog"), shares, strict=True))
    columns |= dict(zip(("mensen_laag", "mensen", "mensen_hoog"), people, strict=True))
    found = visits[["vindplaats", "subgroep", "bereik"]].assign(**columns, omvang=omvang[1])
    basis = sums["midden"]["inwoners"][place]
    found["reden"] = _reasons(found, visits["merk"], tables["subgroep"], basis, sums["midden"]["vraag"][place, kind])
    numbers = [*columns, "omvang"]
    found.loc[found["reden"] != Reason.NONE, numbers] = np.nan
    return found


def _catchment_sums(run: ModelRun, kinds: list[str], inside: csr_array) -> dict[str, np.ndarray]:
    """Add the people of a run up over each catchment: (places × kinds), `inwoners` (places)."""
    groepen, people = run.people.groepen, run.people
    member = np.stack([(groepen["subgroep"] == kind).to_numpy() for kind in kinds[1:]], axis=1).astype(float)
    life = levensvragen(groepen)
    parts = {"vraag": people.need, "bediend": run.split.served, "onbekend": run.split.unknown}
    per_place = inside.T.tocsr()
    found = {}
    for name, values in parts.items():
        unique = (people.omega * values)[:, life].sum(axis=1, keepdims=True)
        found[name] = per_place @ np.concatenate([unique, values @ member], axis=1)
    adults = people.people.sum(axis=1, keepdims=True)
    for step in STEPS:
        found[f"omvang_{step}"] = per_place @ np.concatenate([adults, people.omvang[step] @ member], axis=1)
    found["inwoners"] = per_place @ adults[:, 0]
    return found


def _shares(sums: Mapping[str, Mapping[str, np.ndarray]], place: np.ndarray, kind: np.ndarray) -> list[np.ndarray]:
    """Return the share not served, laag, midden and hoog, per row; NaN where nobody wants support."""
    most, least = [], []
    for step in STEPS:
        vraag, served, unknown = (sums[step][name][place, kind] for name in ("vraag", "bediend", "onbekend"))
        some = np.where(vraag > 0, vraag, np.nan)
        most.append(1 - served / some)
        least.append(1 - (served + unknown) / some)
    low, high = np.minimum.reduce(least), np.maximum.reduce(most)
    return [np.clip(share, 0.0, 1.0) for share in (low, most[STEPS.index("midden")], high)]


def _reasons(
    found: pd.DataFrame, merk: pd.Series, subgroep: pd.DataFrame, basis: np.ndarray, vraag: np.ndarray
) -> np.ndarray:
    """Say per row why it may have no figure; what comes first in the list of the code is said."""
    named = found["subgroep"].replace(IEDEREEN, UNIEK)
    fine = too_fine(named, subgroep, Gebiedsniveau.WIJK).to_numpy(dtype=bool)
    small = too_small(basis, found["omvang"], sensitive=sensitive(named, subgroep))
    tests = {
        Reason.HIDDEN: (merk == Merk.VERBORGEN).to_numpy(dtype=bool),
        Reason.VISITS_UNKNOWN: (merk == Merk.ONBEKEND).to_numpy(dtype=bool),
        Reason.PER_GEMEENTE: fine,
        Reason.NOWHERE: basis <= 0,
        Reason.TOO_SMALL: np.asarray(small, dtype=bool),
        Reason.NO_DEMAND: ~(vraag > 0),
    }
    return np.select(list(tests.values()), [reason.value for reason in tests], Reason.NONE.value)


def public_unserved(found: pd.DataFrame) -> pd.DataFrame:
    """Return the rows as they may be shown: people in one digit, shares as whole numbers of every hundred."""
    rows = found.copy()
    for column in ("mensen", "mensen_laag", "mensen_hoog"):
        rows[column] = shown_people(rows[column].to_numpy(dtype=float), Soort.AANNAME)
    for column in ("aandeel", "aandeel_laag", "aandeel_hoog"):
        rows[column] = np.round(100 * rows[column])
    return rows.drop(columns="omvang")
