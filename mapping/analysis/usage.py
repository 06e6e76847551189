"""Reality check: whom the calculation gives a place per initiatief, beside the people who really started there.

The engine divides people over initiatieven; gebruik says how many came. Where the two differ by more than FACTOR the
calculation does not hold there, or people come from elsewhere, or places stay empty: that is said, not mended.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from mapping.analysis.access import (
    Offer,
    access_score,
    check_offer,
    demand_per_initiatief,
    places_per_person,
)
from mapping.analysis.model_run import ModelRun
from mapping.analysis.published_counts import BEGUN, UNKNOWN, PublishedCounts
from mapping.model import Merk

FACTOR = 2
"""Real and calculated people may differ by less than this factor: steunvraag alone ranges from half to double."""

MIN_TO_COMPARE_PEOPLE = 20
"""The larger of the two must be this many: below it chance alone makes a factor of 2 (Poisson: 20 ± 9 is 95%)."""

SMALL_PART = 0.1
"""Share of all people: initiatieven without known places that had at most this many cannot turn a verdict on all."""


class Verdict(StrEnum):
    """What the comparison of one row says, or why there is none."""

    AGREES = "agrees"
    MORE = "more"
    LESS = "less"
    TOO_FEW = "too_few"
    HIDDEN = "hidden"
    NO_USAGE = "no_usage"
    NOT_COUNTED = "not_counted"
    CAPACITY_UNKNOWN = "capacity_unknown"
    PART_UNKNOWN = "part_unknown"
    NOT_LOCATED = "not_located"


@dataclass(frozen=True, eq=False)
class Served:
    """Whom the calculation gives a place, per initiatief.

    initiatieven: names, in the order of the run. bands: the labels of the five leeftijdsbanden in use. people: people
    per year (initiatieven × cellen × bands), each counted once; 0 where the capacity is not known. unknown: bool of
    that shape, where an initiatief may help people there with places that are not known. known: bool (initiatieven),
    whether the capacity is known.
    """

    initiatieven: list[str]
    cellen: pd.DataFrame
    bands: list[str]
    people: np.ndarray
    unknown: np.ndarray
    known: np.ndarray


def served_per_initiatief(run: ModelRun) -> Served:
    """Attribute the people who get a place to the initiatieven that give it.

    Initiatief j gives cel c and groep g weight·e·R[j] places per person; where all together exceed one place per
    person, each gives its share of that one. So the sum over initiatieven is demand · min(1, A): the people of `uniek`
    who are served. An initiatief without demand (for kenmerken only) counts the people of its own groups instead.
    """
    groepen = run.people.groepen
    offer = check_offer(
        run.capacity, run.weight, suits=run.suits, admits_person=run.personal.admits, admits_place=run.place
    )
    competing = demand_per_initiatief(offer, run.people.demand)
    no_demand = competing == 0
    competing = np.where(no_demand, demand_per_initiatief(offer, run.people.need), competing)
    decided = Offer(
        offer.capacity, offer.weight, offer.suits, offer.admits_person & ~run.personal.undecided, offer.admits_place
    )
    places = places_per_person(offer, competing)
    score = access_score(decided, places)
    kept = np.divide(1.0, score, out=np.ones_like(score), where=score > 1)
    open_places = offer.admitted & ~(decided.admitted & offer.known[:, None])
    wanted = [(no_demand, run.people.need), (~no_demand, run.people.demand)]
    bands = list(dict.fromkeys(groepen["vijf"]))
    people = np.zeros((len(places), len(run.people.cellen), len(bands)))
    unknown = np.zeros(people.shape, dtype=bool)
    weight = offer.admitted_weight.toarray().T
    for number, band in enumerate(bands):
        columns = (groepen["vijf"] == band).to_numpy()
        for these, seeking in wanted:
            served = decided.admitted[these][:, columns].astype(float) @ (kept * seeking)[:, columns].T
            people[these, :, number] = served * weight[these] * places[these, None]
            unsure = open_places[these][:, columns].astype(float) @ seeking[:, columns].T
            unknown[these, :, number] = unsure * weight[these] > 0
    return Served(list(run.initiatief["initiatief"]), run.people.cellen, bands, people, unknown, offer.known)


def compared(published: PublishedCounts, served: Served) -> pd.DataFrame:
    """Lay the published people who began beside the calculated ones.

    Columns: tabel (totaal, initiatief, gebied, pc4, leeftijdsband), code, echt (to 5 people, NaN hidden or absent),
    merk, berekend (people, exact, NaN unknown), verhouding (echt / berekend, NaN where not compared), oordeel
    (Verdict). Only initiatieven with gebruik count in berekend, but the table `initiatief` names the others too. What
    is real enters as it is shown, so that verhouding and oordeel tell nothing that is hidden.
    """
    parts = [
        _of_initiatieven(published, served),
        *(_of_labels(published, served, tabel) for tabel in ("totaal", "gebied", "pc4", "leeftijdsband")),
    ]
    rows = pd.concat(parts, ignore_index=True)
    rows["oordeel"] = _verdicts(rows)
    told = rows["oordeel"].isin([Verdict.AGREES, Verdict.MORE, Verdict.LESS]) & (rows["berekend"] > 0)
    rows["verhouding"] = (rows["echt"] / rows["berekend"].where(told)).where(told)
    return rows[["tabel", "code", "echt", "merk", "berekend", "verhouding", "oordeel"]]


def _of_initiatieven(published: PublishedCounts, served: Served) -> pd.DataFrame:
    """Return the rows of the table by initiatief: those with gebruik, then the others that the calculation counts."""
    real = published.table("initiatief", BEGUN).set_index("code")
    names = [*real.index, *(name for name in served.initiatieven if name not in real.index)]
    position = pd.Index(served.initiatieven).get_indexer(names)
    known = position >= 0
    total, partly = served.people.sum(axis=(1, 2)), served.unknown.any(axis=(1, 2))
    without = ~served.known | (partly & (total == 0))
    # position −1, an initiatief that does not count, finds what is appended
    total, partly, without = (np.append(facts, 0)[position] for facts in (total, partly, without))
    why = np.select(
        [~known, without == 1, partly == 1],
        [Verdict.NOT_COUNTED.value, Verdict.CAPACITY_UNKNOWN.value, Verdict.PART_UNKNOWN.value],
        "",
    )
    return pd.DataFrame(
        {
            "tabel": "initiatief",
            "code": names,
            "echt": real["aantal"].reindex(names).to_numpy(),
            "merk": real["merk"].reindex(names).fillna(Merk.ONBEKEND.value).to_numpy(),
            "berekend": np.where(known & (without == 0), total, np.nan),
            "why": why,
        }
    )


def _of_labels(published: PublishedCounts, served: Served, tabel: str) -> pd.DataFrame:
    """Return the rows of one of the other tables, with the calculated people of the initiatieven with gebruik."""
    real = published.table(tabel, BEGUN)
    codes = pd.Index(real["code"])
    berekend, part = np.zeros(len(codes)), np.zeros(len(codes), dtype=bool)
    position = {name: number for number, name in enumerate(served.initiatieven)}
    for name, how in published.recorded.iterrows():
        if name not in position:
            part[:] = True
            continue
        people, unknown = served.people[position[name]], served.unknown[position[name]]
        at = codes.get_indexer(_labels(served, published.home, tabel, how["plaats"], how["leeftijd"]))
        axis = 0 if tabel == "leeftijdsband" else 1
        np.add.at(berekend, at[at >= 0], people.sum(axis=axis)[at >= 0])
        np.logical_or.at(part, at[at >= 0], unknown.any(axis=axis)[at >= 0])
    if tabel in ("totaal", "leeftijdsband") and _share_without_places(published, served) <= SMALL_PART:
        part[:] = False
    located = codes != UNKNOWN
    why = np.select([~located, part], [Verdict.NOT_LOCATED.value, Verdict.PART_UNKNOWN.value], "")
    return real.rename(columns={"aantal": "echt"}).assign(
        tabel=tabel, berekend=np.where(located, berekend, np.nan), why=why
    )


def _share_without_places(published: PublishedCounts, served: Served) -> float:
    """Return the share of the people who began at initiatieven with places that are not known, 1 where one is hidden."""
    real = published.table("initiatief", BEGUN).set_index("code")["aantal"]
    settled = {
        name for name, open_ in zip(served.initiatieven, served.unknown.any(axis=(1, 2)), strict=True) if not open_
    }
    without = real[~real.index.isin(settled)]
    total = published.table("totaal", BEGUN)["aantal"].iloc[0]
    share = without.sum(skipna=False) / total if total > 0 else np.nan
    return float(share) if np.isfinite(share) else 1.0


def _labels(served: Served, home: pd.Series, tabel: str, plaats: str, leeftijd: bool) -> list[str]:
    """Return the code of each cel (of each band, by age) in a table, in the way the initiatief itself notes them.

    What it does not note has the code UNKNOWN: it is calculated for nobody in particular.
    """
    cellen = served.cellen
    if tabel == "leeftijdsband":
        return served.bands if leeftijd else [UNKNOWN] * len(served.bands)
    if tabel == "totaal":
        return [""] * len(cellen)
    if not plaats:
        return [UNKNOWN] * len(cellen)
    if plaats == "pc4":
        return list(cellen["pc4"] if tabel == "pc4" else cellen["pc4"].map(home))
    return list(cellen["gebiedcode"])


def _verdicts(rows: pd.DataFrame) -> np.ndarray:
    """Judge each row; where part of the places is unknown, only a calculation that is too high can be told."""
    real, model = rows["echt"].to_numpy(dtype=float), rows["berekend"].to_numpy(dtype=float)
    partly = (rows["why"] == Verdict.PART_UNKNOWN).to_numpy()
    few = ~(np.fmax(real, model) >= MIN_TO_COMPARE_PEOPLE)
    less = model >= FACTOR * real
    tests = [
        (rows["merk"] == Merk.ONBEKEND).to_numpy(), (rows["merk"] == Merk.VERBORGEN).to_numpy(),
        ((rows["why"] != "") & ~partly).to_numpy(), few & ~partly, less & ~few, partly, real >= FACTOR * model,
    ]  # fmt: skip
    answers = [
        Verdict.NO_USAGE.value, Verdict.HIDDEN.value, rows["why"].to_numpy(dtype=object), Verdict.TOO_FEW.value,
        Verdict.LESS.value, Verdict.PART_UNKNOWN.value, Verdict.MORE.value,
    ]  # fmt: skip
    return np.select(tests, answers, Verdict.AGREES.value)


def off_by_factor(rows: pd.DataFrame, tabel: str) -> pd.DataFrame:
    """Return the rows of one table that differ by FACTOR or more, the furthest apart first."""
    off = rows[(rows["tabel"] == tabel) & rows["oordeel"].isin([Verdict.MORE, Verdict.LESS])]
    return (
        off.assign(_apart=times_apart(off)).sort_values("_apart", ascending=False, kind="stable").drop(columns="_apart")
    )


def times_apart(rows: pd.DataFrame) -> pd.Series:
    """Return by which factor, 1 or more, real and calculated people differ; infinite where one of them is nobody."""
    real, model = rows["echt"].astype("float64"), rows["berekend"].astype("float64")
    least, most = np.minimum(real, model), np.maximum(real, model)
    factor = np.divide(most, least, out=np.full(len(rows), np.inf), where=(least > 0).to_numpy())
    return pd.Series(factor, index=rows.index)


def chosen_rows(rows: pd.DataFrame, tabel: str, codes: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows of one table with `naam` from code → name; a code without a name keeps its code."""
    found = rows[rows["tabel"] == tabel]
    return found.assign(naam=[codes.get(code, code) for code in found["code"]]).reset_index(drop=True)
