"""The draws of a question, made once and kept; a page may ask whether they are there without waiting for them."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

import pandas as pd
import streamlit as st

from mapping.analysis.chance.prepared import prepare
from mapping.analysis.chance.sensitivity import one_at_a_time
from mapping.analysis.uncertainty import Certainty, Progress, certainty, simulate
from mapping.model import Gebiedsniveau
from mapping.views import cached
from mapping.views.cached import Question, Region

EVERY = ""
"""Stands for every groep at once."""

KEPT = 32
"""Answers kept in memory; one is about 2 MB for a groep and 30 MB for every groep of 270 gebieden."""


@dataclass(eq=False)
class Shelf:
    """The last answers, by region, question, day, level and groep. `busy`: one set of draws at a time, as they share cores."""

    answers: OrderedDict = field(default_factory=OrderedDict)
    busy: Lock = field(default_factory=Lock)

    def get(self, key: tuple) -> Certainty | None:
        """Return an answer and mark it as used; None where it is not there."""
        answer = self.answers.get(key)
        if answer is not None:
            self.answers.move_to_end(key)
        return answer

    def put(self, key: tuple, answer: Certainty) -> None:
        """Keep an answer; the one that was not used for longest makes room."""
        self.answers[key] = answer
        while len(self.answers) > KEPT:
            self.answers.popitem(last=False)


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf:
    """Return the shelf that all sessions share."""
    return Shelf()


def _key(where: Region, question: Question, niveau: str, groep: str) -> tuple:
    """Name an answer; offer is valid from and until a date, so the day belongs to it."""
    return where, question, date.today().isoformat(), Gebiedsniveau(niveau), groep


def known(where: Region, question: Question, niveau: str, groep: str) -> Certainty | None:
    """Return the answer where it is there already: that of the groep, or of every groep; else None. Never waits."""
    shelf = _shelf()
    return shelf.get(_key(where, question, niveau, groep)) or shelf.get(_key(where, question, niveau, EVERY))


def computed(
    where: Region, question: Question, niveau: str, groep: str, *, progress: Progress | None = None
) -> Certainty:
    """Return the answer for one groep (or EVERY), drawn now where it is not there yet; seconds for a region."""
    found = known(where, question, niveau, groep)
    if found is not None:
        return found
    shelf = _shelf()
    with shelf.busy:
        found = known(where, question, niveau, groep)  # another session may have made it while we waited
        if found is None:
            loaded = cached.asked_tables(where, question)
            kinds = None if groep == EVERY else [groep]
            prepared = prepare(cached.outcome(where, question), loaded, Gebiedsniveau(niveau), kinds=kinds)
            drawn = simulate(prepared, progress=progress)
            found = certainty(prepared, loaded, Gebiedsniveau(niveau), drawn)
            shelf.put(_key(where, question, niveau, groep), found)
    return found


def with_bar(where: Region, question: Question, niveau: str, groep: str, text: str) -> Certainty:
    """Return the answer, and show how far the draws are while they are made."""
    found = known(where, question, niveau, groep)
    if found is not None:
        return found
    bar = st.progress(0.0, text=text)
    found = computed(where, question, niveau, groep, progress=lambda done, all_: bar.progress(done / all_, text=text))
    bar.empty()
    return found


@st.cache_data(max_entries=32, show_spinner=False)
def _one_at_a_time(where: Region, question: Question, groep: str, today: str) -> pd.DataFrame:
    """Move one unknown at a time, once per region, question, groep and day."""
    loaded = cached.asked_tables(where, question)
    return one_at_a_time(prepare(cached.outcome(where, question), loaded, Gebiedsniveau.REGIO, kinds=[groep]))


def moved(where: Region, question: Question, groep: str) -> pd.DataFrame:
    """Return the shares with one unknown at a time at its low and high end (sensitivity.one_at_a_time)."""
    return _one_at_a_time(where, question, groep, date.today().isoformat())
