"""What one could change: the postcodes that an initiatief shuts out, and changes that the data themselves suggest."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mapping.analysis.access import check_offer, demand_per_initiatief
from mapping.analysis.model_run import ModelRun
from mapping.analysis.offer import landelijk
from mapping.analysis.scenario.changes import Add, AdmitPostcodes, Change, SetCapacity
from mapping.analysis.scenario.effect import HALF_A_PERSON
from mapping.model import IEDEREEN, Abc, Kanaal
from mapping.words import _

SUGGESTED_POSTCODES = 5
"""Postcodes in a suggestion: few enough to say in one sentence."""

MORE_PLACES = 2
"""A suggestion for more places doubles them: a change that everybody can picture."""

SUGGESTIONS = 2
"""How many are given; a third would be a menu."""


def shut_out_by_postcode(run: ModelRun, initiatief: str, *, regio: str | None = None) -> pd.Series:
    """Return the postcodes in reach of an initiatief that it does not admit (all of), with whom that would help.

    Values: people who want support, can go nowhere now by a rule, and could come here if their postcode were admitted;
    each person once; 0 where they have somewhere else to go. Indexed by pc4, most people first. Empty for an initiatief
    that is not in the calculation.
    """
    codes = list(run.initiatief["initiatief"])
    if initiatief not in codes:
        return pd.Series(dtype="float64")
    position = codes.index(initiatief)
    barred = (run.weight[:, [position]].toarray() > 0).ravel() & ~run.place[:, [position]].toarray().ravel()
    if regio is not None:
        barred &= (run.people.cellen["regio"] == regio).to_numpy(dtype=bool)
    welcome = run.suits[position] & run.personal.admits[position]
    helped = (run.people.omega * run.split.excluded)[:, welcome].sum(axis=1)
    found = pd.Series(helped[barred]).groupby(run.people.cellen["pc4"].to_numpy()[barred]).sum()
    return found.sort_values(ascending=False, kind="stable")


def suggestions(run: ModelRun, tables: Mapping[str, pd.DataFrame], *, regio: str | None = None) -> list[Change]:
    """Return at most SUGGESTIONS changes that would help most people, of different kinds.

    Admitting the postcodes with most people who can go nowhere; more places where most people share the fewest; and,
    where neither is there, a new initiatief where nothing suitable is known.
    """
    found = [_admit(run, regio), _more_places(run, tables, regio), _new(run, regio)]
    return [change for change in found if change is not None][:SUGGESTIONS]


def _admit(run: ModelRun, regio: str | None) -> AdmitPostcodes | None:
    """Return the initiatief and postcodes with most people who would no longer be shut out."""
    best, most = None, HALF_A_PERSON
    for name in run.initiatief["initiatief"]:
        people = shut_out_by_postcode(run, name, regio=regio).head(SUGGESTED_POSTCODES)
        people = people[people >= HALF_A_PERSON]
        if people.sum() > most:
            best, most = AdmitPostcodes(str(name), tuple(sorted(people.index))), float(people.sum())
    return best


def _more_places(run: ModelRun, tables: Mapping[str, pd.DataFrame], regio: str | None) -> SetCapacity | None:
    """Return the initiatief where most people have no place, with twice its places; landelijk offer is left out."""
    if run.initiatief.empty:
        return None
    offer = check_offer(
        run.capacity, run.weight, suits=run.suits, admits_person=run.personal.admits, admits_place=run.place
    )
    asked = run.people.demand
    if regio is not None:
        asked = np.where((run.people.cellen["regio"] == regio).to_numpy(dtype=bool)[:, None], asked, 0.0)
    known = np.isfinite(run.capacity) & ~run.assumed & (run.capacity > 0)
    known &= ~landelijk(run.initiatief, tables["werkgebied"])
    short = np.where(known, demand_per_initiatief(offer, asked) - run.capacity, 0.0)
    best = int(short.argmax())
    if short[best] < HALF_A_PERSON:
        return None
    return SetCapacity(str(run.initiatief["initiatief"].iloc[best]), float(round(MORE_PLACES * run.capacity[best])))


def _new(run: ModelRun, regio: str | None) -> Add | None:
    """Return an initiatief for everybody in the gebied where most people know of no offer; its places are unknown."""
    without = pd.Series((run.people.omega * run.split.out_of_reach).sum(axis=1))
    if regio is not None:
        without = without[(run.people.cellen["regio"] == regio).to_numpy(dtype=bool)]
    by_gebied = without.groupby(run.people.cellen["gebiedcode"]).sum()
    if by_gebied.empty or by_gebied.max() < HALF_A_PERSON:
        return None
    place = str(by_gebied.idxmax())
    return Add("nieuw-1", _("Nieuw initiatief"), place, (Kanaal.OP_LOCATIE.value,), Abc.B.value, (IEDEREEN,))


def free_identifier(taken: set[str]) -> str:
    """Return an identifier for an added initiatief that nothing has yet."""
    position = 1
    while f"nieuw-{position}" in taken:
        position += 1
    return f"nieuw-{position}"
