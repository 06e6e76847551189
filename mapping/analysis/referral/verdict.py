"""Verdicts: per initiatief that suits someone, whether they may go there, by which rule not, how far it is, and how full.

The rules, the reach and the days are those of the engine (rules.py, reach.py, time_barriers.py), applied to the cellen and
groepen that a card asks about. A card adds what the engine has no groep for: the language that someone speaks and the
kind of support. What cannot be decided is never a yes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from mapping.analysis.barriers import FAR_KM
from mapping.analysis.model_run import ModelRun
from mapping.analysis.offer import (
    by_initiatief,
    full_on,
    gives_places,
    hours_hold,
    landelijk,
    only_remote,
    people_for_hours,
)
from mapping.analysis.overdue import overdue
from mapping.analysis.reach import distances_km, nearness, weights_of
from mapping.analysis.referral.asked import Asked, cells_of, groups_of
from mapping.analysis.rules import (
    FALSE,
    TRUE,
    UNDECIDED,
    PersonalRules,
    admits_place,
    person_rule,
    personal_rules,
    place_rule,
    suits,
)
from mapping.analysis.time_barriers import NotOpen, time_barriers
from mapping.model import WerkgebiedStand


class Answer(StrEnum):
    """An answer for everybody who is meant; MAYBE is for a part of them, or not known."""

    YES = "ja"
    MAYBE = "misschien"
    NO = "nee"


class Outcome(StrEnum):
    """What a card says of an initiatief: call it, ask first, or it lies just outside."""

    CALL = "bellen"
    ASK = "navragen"
    OUTSIDE = "buiten"


class Doubt(StrEnum):
    """Why an initiatief is one to ask first."""

    PERSON = "persoon"
    UNDECIDED = "niet_te_zeggen"
    PLACE = "deel"
    AREA_UNKNOWN = "werkgebied_onbekend"
    REACH = "deel_bereik"
    LANGUAGE = "taal_onbekend"
    KIND = "vraagtype_onbekend"


TOO_FAR, REMOTE_ONLY = "te_ver", "op_afstand"
"""Obstacles beside the rules and NotOpen: further than people are taken to travel; for the whole country, by phone or online."""

MARK = " + "
"""Between the codes of one cell."""


@dataclass(frozen=True)
class _Doors:
    """Which doors are open: reach, place (bool, cellen × initiatieven); personal, as the engine has it, and the truth of the
    language with what was asked (initiatieven × groepen)."""

    reach: np.ndarray
    place: np.ndarray
    personal: PersonalRules
    language: np.ndarray

    @property
    def truth(self) -> np.ndarray:
        """Return the personal rules and the language together (initiatieven × groepen)."""
        return np.minimum(self.personal.alternatives, self.language)


def verdicts(run: ModelRun, tables: Mapping[str, pd.DataFrame], asked: Asked, *, today: str) -> pd.DataFrame:
    """Return one row per initiatief that suits whom a card is about, those that take nobody today among them.

    The columns of `initiatief`, and: uitkomst (Outcome); belemmeringen and twijfels (codes joined with MARK: rules of
    `rules.py`, TOO_FAR, REMOTE_ONLY and NotOpen; Doubt); toegelaten (bool: the engine lets some of them in); plaats
    (Answer: is there a place); km (from where most people live; missing without a place), km_van, km_tot; op_afstand,
    speciaal (bool); spreekt (Answer, missing where no language was asked), past (Answer: the kind of support); postcodes
    (where they may come from, where that is a part), deel (the share of people there, 0 to 1); mensen_erbij (people that
    the hours left can help), uren_gelden (bool); te_lang (bool: not checked for a year); dicht (NotOpen, joined).
    An initiatief that is known to give another kind of support, or is of another niveau, is left out. `today` is ISO.
    """
    meant = groups_of(run, asked)
    groepen = run.people.groepen.iloc[meant].reset_index(drop=True)
    cellen = run.people.cellen.iloc[cells_of(run, asked)].reset_index(drop=True)
    offer = _suiting(run, tables, meant, asked)
    if offer.empty or cellen.empty:
        return offer.iloc[:0].assign(**{name: pd.Series(dtype="object") for name in ADDED})
    doors = _doors(run, tables, offer, cellen, groepen, asked)
    facts = {**_distances(run, tables, offer, cellen), **_state(tables, offer, asked, doors, today)}
    rows = range(len(offer))
    obstacles = [MARK.join(_obstacles(tables, offer, row, doors, facts)) for row in rows]
    doubts = [MARK.join(_doubts(offer, row, doors, facts)) for row in rows]
    facts |= {
        "belemmeringen": obstacles,
        "twijfels": doubts,
        "uitkomst": [_outcome(*codes).value for codes in zip(obstacles, doubts, strict=True)],
        "postcodes": [_postcodes(cellen, doors, row) for row in rows],
        "deel": _share(cellen, doors),
    }
    return offer.assign(**{name: facts[name] for name in ADDED})


ADDED = (
    "uitkomst", "belemmeringen", "twijfels", "toegelaten", "plaats", "km", "km_van", "km_tot", "op_afstand", "speciaal",
    "spreekt", "past", "postcodes", "deel", "mensen_erbij", "uren_gelden", "te_lang", "dicht",
)  # fmt: skip


def _outcome(obstacles: str, doubts: str) -> Outcome:
    """Return what a card says where these keep people out, and these are not sure."""
    if obstacles:
        return Outcome.OUTSIDE
    return Outcome.ASK if doubts else Outcome.CALL


def _suiting(run: ModelRun, tables: Mapping[str, pd.DataFrame], meant: np.ndarray, asked: Asked) -> pd.DataFrame:
    """Return the initiatieven that give places, suit the subgroep, and are of the niveau and vraagtype asked for.

    Whether one suits a kenmerk rests on all groepen: every initiatief for a levensvraag does.
    """
    offer = tables["initiatief"]
    kept = gives_places(offer)
    if asked.abc:
        kept &= (offer["abc"] == asked.abc).to_numpy(dtype=bool)
    offer = offer[kept].reset_index(drop=True)
    fits = suits(offer, tables["initiatief_subgroep"], run.people.groepen)[:, meant].any(axis=1)
    fits &= _kind(tables, offer, asked) > FALSE
    return offer[fits].reset_index(drop=True)


def _kind(tables: Mapping[str, pd.DataFrame], offer: pd.DataFrame, asked: Asked) -> np.ndarray:
    """Tell which initiatief gives the vraagtype asked for; one that names none is undecided."""
    return _named(tables["initiatief_vraagtype"], "vraagtype", offer, asked.vraagtype)


def _named(table: pd.DataFrame, column: str, offer: pd.DataFrame, wanted: str) -> np.ndarray:
    """Tell per initiatief whether a list names `wanted`: TRUE, FALSE, or UNDECIDED for an empty list; TRUE without a wish."""
    if not wanted:
        return np.full(len(offer), TRUE)
    lists = by_initiatief(table, column, offer)
    told = [{str(value).strip().lower() for value in lists[name]} for name in offer["initiatief"]]
    return np.array([UNDECIDED if not names else float(wanted.lower() in names) for names in told])


def _doors(
    run: ModelRun,
    tables: Mapping[str, pd.DataFrame],
    offer: pd.DataFrame,
    cellen: pd.DataFrame,
    groepen: pd.DataFrame,
    asked: Asked,
) -> _Doors:
    """Ask the engine which doors are open; the language asked for decides what the engine leaves open, and closes more."""
    personal = personal_rules(offer, tables["toegangsregel"], tables["initiatief_taal"], groepen)
    language = personal.language
    if asked.taal:
        spoken = _named(tables["initiatief_taal"], "taal", offer, asked.taal)
        language = np.where(language == FALSE, FALSE, spoken[:, None])
    return _Doors(
        reach=_reach(run, tables, offer, cellen),
        place=admits_place(cellen, offer, tables["werkgebied"]).toarray(),
        personal=personal,
        language=language,
    )


def _reach(run: ModelRun, tables: Mapping[str, pd.DataFrame], offer: pd.DataFrame, cellen: pd.DataFrame) -> np.ndarray:
    """Tell which initiatief is in reach of which cel; where an initiatief stands is looked up in the whole region."""
    settings, areas = run.settings.reach, tables["werkgebied"]
    near = nearness(cellen, offer, areas, settings=settings, water=run.water, gebied=run.people.cellen)
    return weights_of(near, gaussian=settings.gaussian).toarray() > 0


def _distances(
    run: ModelRun, tables: Mapping[str, pd.DataFrame], offer: pd.DataFrame, cellen: pd.DataFrame
) -> dict[str, np.ndarray]:
    """Return km from the cel with most people, and the least and most of all cellen; missing without a known place."""
    km = distances_km(cellen, offer, within_km=FAR_KM, settings=run.settings.reach, water=run.water).toarray()
    km[km == 0] = np.inf
    home = int(cellen["inwoners"].astype("float64").fillna(0.0).to_numpy().argmax())
    remote = only_remote(offer)
    found = {"km": km[home], "km_van": km.min(axis=0), "km_tot": km.max(axis=0)}
    return {name: np.where(np.isfinite(value) & ~remote, value, np.nan) for name, value in found.items()} | {
        "op_afstand": remote,
        "_landelijk": landelijk(offer, tables["werkgebied"]),
    }


def _state(
    tables: Mapping[str, pd.DataFrame], offer: pd.DataFrame, asked: Asked, doors: _Doors, today: str
) -> dict[str, object]:
    """Return what is known of languages, kind, places, days and checks of each initiatief."""
    closed = time_barriers(offer, today).groupby("initiatief")["reden"].agg(list).to_dict()
    special = tables["initiatief_subgroep"]
    special = special[(special["subgroep"] == asked.subgroep) & (special["nadruk"] == "speciaal voor")]
    open_pair = (doors.reach & doors.place).any(axis=0)
    told = hours_hold(offer, today).to_numpy(dtype=bool)
    spoken = _named(tables["initiatief_taal"], "taal", offer, asked.taal)
    return {
        "toegelaten": open_pair & doors.personal.admits.any(axis=1),
        "plaats": _place(offer, today),
        "speciaal": offer["initiatief"].isin(special["initiatief"]).to_numpy(),
        "spreekt": [_answer(one) if asked.taal else None for one in spoken],
        "past": [_answer(one) for one in _kind(tables, offer, asked)],
        "dicht": [MARK.join(closed.get(name, [])) for name in offer["initiatief"]],
        "mensen_erbij": people_for_hours(offer).where(told).to_numpy(dtype=float),
        "uren_gelden": told & offer["uren_over"].notna().to_numpy(dtype=bool),
        "te_lang": overdue(offer, "initiatief", today=today).to_numpy(),
    }


def _answer(truth: float) -> str:
    """Return the word of one of Kleene's values."""
    return {FALSE: Answer.NO, UNDECIDED: Answer.MAYBE, TRUE: Answer.YES}[truth].value


def _place(offer: pd.DataFrame, today: str) -> list[str]:
    """Tell whether there is a place: a known capacity or hours left are a yes, `vol` is a no, what is not known a maybe."""
    full = full_on(offer, today) | (offer["capaciteit_pj"] == 0).to_numpy(dtype=bool)
    left = ((offer["uren_over"] > 0) & hours_hold(offer, today)).to_numpy(dtype=bool)
    known = left | (offer["capaciteit_pj"] > 0).to_numpy(dtype=bool)
    return [
        (Answer.NO if no else Answer.YES if yes else Answer.MAYBE).value for no, yes in zip(full, known, strict=True)
    ]


def _share(cellen: pd.DataFrame, doors: _Doors) -> np.ndarray:
    """Return for which share of the inhabitants of the place each initiatief is open and near; 0 where nobody lives."""
    people = cellen["inwoners"].astype("float64").fillna(0.0).to_numpy()
    total = people.sum()
    return people @ (doors.reach & doors.place) / total if total > 0 else np.zeros(doors.reach.shape[1])


def _postcodes(cellen: pd.DataFrame, doors: _Doors, row: int) -> str:
    """Name the postcodes from which one may come and is near enough, where that is a part of the place; else nothing."""
    open_cells = doors.reach[:, row] & doors.place[:, row]
    if open_cells.all() or not open_cells.any():
        return ""
    return ", ".join(sorted(set(cellen.loc[open_cells, "pc4"])))


def _obstacles(
    tables: Mapping[str, pd.DataFrame], offer: pd.DataFrame, row: int, doors: _Doors, facts: Mapping
) -> list[str]:
    """List what keeps everybody out who is meant, rules first; empty where at least some may come."""
    name = offer["initiatief"].iat[row]
    found = []
    reach, place = doors.reach[:, row], doors.place[:, row]
    if not (place & reach).any() and (not place.any() or reach.any()):
        found.append(place_rule(name, tables["werkgebied"]))
    if not doors.truth[row].any():
        age, language = not doors.personal.alternatives[row].any(), not doors.language[row].any()
        found += person_rule(name, tables["toegangsregel"], language_bars=language, age_bars=age)
    if not reach.any():
        found.append(REMOTE_ONLY if facts["op_afstand"][row] and facts["_landelijk"][row] else TOO_FAR)
    closed = facts["dicht"][row].split(MARK) if facts["dicht"][row] else []
    if not closed and facts["plaats"][row] == Answer.NO:
        closed = [NotOpen.FULL.value]
    return found + closed


def _doubts(offer: pd.DataFrame, row: int, doors: _Doors, facts: Mapping) -> list[str]:
    """List why what the engine admits is not yet a yes for everybody who is meant."""
    truth, reach, place = doors.truth[row], doors.reach[:, row], doors.place[:, row]
    cases = {
        Doubt.PERSON: (truth == FALSE).any() and (truth > FALSE).any(),
        Doubt.UNDECIDED: (doors.personal.alternatives[row] == UNDECIDED).any(),
        Doubt.PLACE: place.any() and not place.all(),
        Doubt.AREA_UNKNOWN: offer["werkgebied_stand"].iat[row] == WerkgebiedStand.ONBEKEND,
        Doubt.REACH: reach.any() and not reach.all(),
        Doubt.LANGUAGE: facts["spreekt"][row] == Answer.MAYBE
        or (facts["spreekt"][row] is None and (doors.personal.language[row] == UNDECIDED).any()),
        Doubt.KIND: facts["past"][row] == Answer.MAYBE,
    }
    return [doubt.value for doubt, holds in cases.items() if holds]
