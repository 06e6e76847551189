"""What a map can show per gebied: figures, their class, and the line of text, with an absence where there is no figure."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapping.analysis.model_run import ModelRun
from mapping.model import Lokaal, Merk, Stand
from mapping.reports.sentences import PART_WORDS, mark_words, of_hundred, people
from mapping.views.classes import Classes, class_breaks
from mapping.views.palette import GAP, NEED, Absence
from mapping.words import N_, _, number

UNSURE = Absence.VERBORGEN.value
"""Hatched: here nothing was found, but not everything was looked up (method.md section 4)."""

FLAT = 0.10
"""A range under a tenth of the middle figure gets one colour: the shares themselves are less sure than that."""

PER = 1000
"""Inhabitants for whom a rate is given."""


@dataclass(frozen=True)
class Indicator:
    """One figure per gebied: its name, hue, whether it counts people, and how a value is written."""

    key: str
    name: str
    hue: tuple[str, ...]
    counts_people: bool
    write: Callable[[float], str]


INDICATORS = {
    indicator.key: indicator
    for indicator in (
        Indicator("vraag", N_("Vraag: willen steun, aantal mensen"), NEED, True, lambda v: people(v)),
        Indicator("vraag_per_1000", N_("Vraag: willen steun, per 1.000 volwassenen"), NEED, True, lambda v: number(v)),
        Indicator("aanbod", N_("Aanbod: initiatieven die mensen kunnen bereiken en toelaten"), NEED, False,
                  lambda v: number(v, decimals=1)),
        Indicator("buiten_bereik", N_("Geen aanbod bekend in de buurt, van elke 100"), GAP, False, lambda v: of_hundred(v / 100)),
        Indicator("uitgesloten", N_("Mogen er niet heen, van elke 100"), GAP, False, lambda v: of_hundred(v / 100)),
        Indicator("onbekend", N_("Plaats niet bekend, van elke 100"), GAP, False, lambda v: of_hundred(v / 100)),
    )
}  # fmt: skip
"""What the map page offers, by key (the key stands in the URL)."""


@dataclass(frozen=True)
class MapLook:
    """What the map draws: a look and a line per gebied, and the entries of the legend."""

    looks: dict[str, str]
    texts: dict[str, str]
    legend: list[tuple[str, str]]
    values: pd.Series
    refused: str = ""


def look_of(indicator: Indicator, rows: pd.DataFrame, values: pd.Series) -> MapLook:
    """Class the values and choose a look per gebied.

    `rows` are public gap rows of one groep with gebiedcode, merk, lokaal, inventaris; `values` are in their order.
    Where nothing local is known people are not coloured: it would be a map of inhabitants (method.md section 6). What is
    hatched is not ranked: it takes no part in the classes.
    """
    codes = rows["gebiedcode"]
    national = (rows["lokaal"] == Lokaal.NEE).to_numpy() & indicator.counts_people
    if national.all():
        reason = _(
            "Over deze groep is niets bekend per gebied; er is alleen een landelijk aandeel. Een kaart zou dan alleen laten "
            "zien waar veel mensen wonen. Kies een verdeling (van elke 100), of een andere groep."
        )
        return MapLook({}, {}, [], values, reason)
    shown = values.where((rows["merk"] == Merk.GEEN).to_numpy() & ~national)
    hatched = (rows["inventaris"] != Stand.VOLLEDIG).to_numpy() & (indicator.key == "buiten_bereik")
    ranked = shown[(shown > 0).to_numpy() & ~hatched]
    classes = class_breaks(ranked, k=1 if _flat(ranked) else len(indicator.hue))
    looks, texts = {}, {}
    facts = zip(codes, shown, classes.classify(shown), rows["merk"], hatched, strict=True)
    for code, value, place, merk, unsure in facts:
        looks[code], texts[code] = _one(indicator, value, int(place), merk, unsure=bool(unsure))
    return MapLook(looks, texts, _legend(indicator, classes, set(looks.values())), shown)


def _flat(values: pd.Series) -> bool:
    """Tell whether figures differ less than our shares are sure of: colours would show a difference that is not there."""
    known = values[values > 0]
    return bool(len(known)) and known.max() - known.min() < FLAT * known.median()


def _one(indicator: Indicator, value: float, place: int, merk: str, *, unsure: bool) -> tuple[str, str]:
    """Return the look and the text of one gebied."""
    if merk != Merk.GEEN:
        return Absence(merk).value, mark_words(merk)
    if np.isnan(value):
        return Absence.ONBEKEND.value, mark_words(Merk.ONBEKEND)
    text = f"{_(indicator.name)}: {indicator.write(value)}"
    if unsure and value > 0:
        return UNSURE, _("{figure} (aanbod nog niet helemaal in kaart)").format(figure=text)
    return (indicator.hue[place] if value > 0 else Absence.NUL.value), text


def _legend(indicator: Indicator, classes: Classes, used: set[str]) -> list[tuple[str, str]]:
    """Return (look, label) of the classes and absences that occur."""
    entries = []
    for place in range(classes.count):
        low, high = indicator.write(classes.breaks[place]), indicator.write(classes.breaks[place + 1])
        if indicator.hue[place] in used:
            entries.append((indicator.hue[place], high if classes.single_values or low == high else f"{low} – {high}"))
    words = {
        Absence.NUL.value: _("0"),
        UNSURE: _("nog niet helemaal in kaart"),
        Absence.TE_KLEIN.value: _("te klein voor een schatting"),
        Absence.ONBEKEND.value: _("niet bekend"),
    }
    if indicator.key != "buiten_bereik":
        words[Absence.VERBORGEN.value] = _("alleen per gemeente")
    return entries + [(look, label) for look, label in words.items() if look in used]


def values_of(indicator: Indicator, rows: pd.DataFrame, run: ModelRun) -> pd.Series:
    """Return the figure per row of an exact gap table of one groep; missing where there is none."""
    if indicator.key == "aanbod":
        return rows["gebiedcode"].map(offer_in_reach(run, rows["subgroep"].iloc[0]))
    if indicator.key == "vraag":
        return rows["vraag"]
    if indicator.key == "vraag_per_1000":
        adults = rows["gebiedcode"].map(_adults(run))
        return PER * rows["vraag"] / adults.where(adults > 0)
    return 100 * rows[indicator.key] / rows["vraag"].where(rows["vraag"] > 0)


def _adults(run: ModelRun) -> pd.Series:
    """Return adults per gebied."""
    return pd.Series(run.people.people.sum(axis=1)).groupby(run.people.cellen["gebiedcode"].to_numpy()).sum()


def offer_in_reach(run: ModelRun, groep: str) -> pd.Series:
    """Return how many initiatieven a person who wants support can reach and enter, the mean per gebied.

    `uniek` weighs the groups of all levensvragen by omega × vraag.
    """
    groepen = run.people.groepen
    of_groep = (groepen["subgroep"] == groep).to_numpy() if groep in set(groepen["subgroep"]) else None
    weight = run.people.demand if of_groep is None else np.where(of_groep[None, :], run.people.need, 0.0)
    enter = (run.suits & run.personal.admits).astype(float)
    reached = (run.weight > 0).multiply(run.place).astype(float)
    counted = (reached @ enter) * weight
    codes = run.people.cellen["gebiedcode"].to_numpy()
    total = pd.Series(weight.sum(axis=1)).groupby(codes).sum()
    return pd.Series(counted.sum(axis=1)).groupby(codes).sum() / total.where(total > 0)


def werkgebied_look(run: ModelRun, initiatief: str, gebiedcodes: pd.Series) -> MapLook:
    """Colour each gebied by whether people there may go to an initiatief, whatever the distance."""
    position = list(run.initiatief["initiatief"]).index(initiatief)
    cellen = run.people.cellen
    admitted = run.place[:, [position]].toarray().ravel().astype(float)
    people_here = cellen["inwoners"].to_numpy(dtype=float)
    sums = pd.DataFrame(
        {"code": cellen["gebiedcode"], "in": admitted * people_here, "all": people_here, "any": admitted}
    )
    grouped = sums.groupby("code").agg({"in": "sum", "all": "sum", "any": "max"})
    share = (grouped["in"] / grouped["all"].where(grouped["all"] > 0)).fillna(grouped["any"]).reindex(gebiedcodes)
    words = {
        NEED[3]: _("mag erheen"),
        NEED[1]: _("mag er voor een deel heen"),
        Absence.NUL.value: _("mag er niet heen"),
    }
    looks = {
        code: NEED[3] if value > 0.999 else NEED[1] if value > 0.001 else Absence.NUL.value
        for code, value in zip(gebiedcodes, share, strict=True)
    }
    texts = {code: words[look] for code, look in looks.items()}
    return MapLook(looks, texts, [(look, word) for look, word in words.items() if look in looks.values()], share)


def part_words(name: str) -> str:
    """Return the words of a part of the split in the language in use."""
    return _(PART_WORDS[name])
