"""The acties of a region as rows to show: names for codes, what is late, and what became of the gap."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from mapping.analysis.invoering.effect import Goal, goal_of, late
from mapping.model import Merk
from mapping.reports.actie_words import STATUS_WORDS, Told, goal_words, told
from mapping.reports.catalogue_words import name_of
from mapping.reports.sentences import mark_words
from mapping.views import cached
from mapping.views.actie import cache
from mapping.views.cached import Question, Region
from mapping.views.filters import gebied_names, group_names
from mapping.words import _, day


@dataclass(frozen=True)
class Shown:
    """One actie in words of the screen; `late` is whether its streefdatum has passed."""

    naam: str
    omschrijving: str
    richting: str
    status: str
    eigenaar: str
    gebied: str
    groep: str
    doel: str
    start: str
    streef: str
    late: bool
    begin: cache.Begin
    told: Told
    bron: str
    gecontroleerd: str


def shown_rows(where: Region, actie: pd.DataFrame, question: Question, *, today: str) -> list[Shown]:
    """Return the acties in words, in the order of the table."""
    names = _names(where)
    too_late = late(actie, today=today).to_numpy(dtype=bool)
    return [
        _shown(where, row, question, names, behind)
        for row, behind in zip(actie.to_dict("records"), too_late, strict=True)
    ]


def _names(where: Region) -> Mapping[str, Mapping[str, str]]:
    """Return the names of what an actie points to, per kind."""
    loaded = cached.tables(where)
    gebied = loaded["gebied"]
    return {
        "eigenaar": dict(zip(loaded["organisatie"]["organisatie"], loaded["organisatie"]["naam"], strict=True)),
        "initiatief": dict(zip(loaded["initiatief"]["initiatief"], loaded["initiatief"]["naam"], strict=True)),
        "gebied": {
            **dict(zip(gebied["gemeentecode"], gebied["gemeentenaam"], strict=True)),
            **gebied_names(gebied).to_dict(),
        },
        "groep": group_names(loaded["subgroep"]),
    }


def _shown(where: Region, row: Mapping[str, object], question: Question, names, behind: bool) -> Shown:
    goal = goal_of(row)
    begin = cache.begin_of(where, row["begin_versie"])
    change = cache.change_of(where, begin, goal, question)
    found = told(change, goal, begin.known, begin.number, merk_of(where, goal, question))
    return Shown(
        naam=_text(row["naam"]),
        omschrijving=_text(row["omschrijving"]),
        richting=str(row["veranderrichting"]),
        status=_(STATUS_WORDS[str(row["status"])]),
        eigenaar=names["eigenaar"].get(row["eigenaar"], _text(row["eigenaar"])),
        gebied=place_words(goal, names["gebied"]),
        groep=names["groep"].get(goal.subgroep, goal.subgroep),
        doel=goal_words(goal, names["initiatief"].get(goal.initiatief, "")),
        start=day(_text(row["startdatum"])),
        streef=day(_text(row["streefdatum"])),
        late=behind,
        begin=begin,
        told=found,
        bron=_text(row["bron"]),
        gecontroleerd=day(_text(row["laatst_gecontroleerd"])),
    )


def _text(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)


def place_words(goal: Goal, gebieden: Mapping[str, str]) -> str:
    """Return what the area of a goal is called."""
    if goal.regio is not None:
        return goal.regio
    return _("Alle regio’s") if goal.gebiedcode is None else gebieden.get(goal.gebiedcode, goal.gebiedcode)


def merk_of(where: Region, goal: Goal, question: Question) -> str:
    """Say in words why the figures of a goal may not be shown: too few people, or a group that is shown coarser only."""
    if goal.gebiedcode is None and goal.regio is None:
        return ""
    rows = cached.shown_gaps(where, question, goal.niveau.value)
    code = goal.regio if goal.gebiedcode is None else goal.gebiedcode
    found = rows[(rows["gebiedcode"] == code) & (rows["subgroep"] == goal.subgroep)]
    if found.empty:
        return _("deze groep of dit gebied zit niet in de berekening")
    merk = found.iloc[0]["merk"]
    return "" if merk == Merk.GEEN else mark_words(merk)


def table_rows(shown: list[Shown]) -> pd.DataFrame:
    """Return the acties as a table for the screen and for a file."""
    return pd.DataFrame(
        {
            _("Actie"): row.naam,
            _("Veranderrichting"): f"{row.richting}: {name_of('veranderrichting', row.richting)}",
            _("Stand van de actie"): row.status,
            _("Te laat"): _("te laat") if row.late else "",
            _("Eigenaar"): row.eigenaar,
            _("Gebied"): row.gebied,
            _("Groep"): row.groep,
            _("Welk gat"): row.doel,
            _("Bij het begin"): row.told.begin,
            _("Nu"): row.told.now,
            _("Verschil"): row.told.difference,
            _("Wat wij kunnen zeggen"): row.told.sentence,
            _("Startdatum"): row.start,
            _("Streefdatum"): row.streef,
            _("Wat er gebeurt"): row.omschrijving,
            _("Laatst gecontroleerd"): row.gecontroleerd,
            _("Bron"): row.bron,
        }
        for row in shown
    )
