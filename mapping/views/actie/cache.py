"""What the page Acties calculates once: the gap of a goal now, and in the version of the data at its start."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from mapping.analysis.age_limit import with_age_limit
from mapping.analysis.invoering.effect import (
    OFFER_TABLES,
    Change,
    Goal,
    amount,
    ground_changed,
    read_by_calculation,
)
from mapping.analysis.model_run import ModelRun
from mapping.analysis.need import STEPS, vraag_table
from mapping.analysis.scenario.effect import runs_of
from mapping.store import history
from mapping.store.address import opened
from mapping.store.difference import difference
from mapping.views import cached, versions_cache
from mapping.views.cached import Question, Region, Tables
from mapping.views.scenario.cache import questions
from mapping.views.versions_cache import NOW

NOT_SAID, ONE_VERSION, GONE, FOUND = "niet gezegd", "een versie", "weg", "bekend"
"""What is known of the version at the start."""


@dataclass(frozen=True)
class Begin:
    """The version at the start of an actie: how much of it is known, and its number."""

    known: str
    number: int | None = None


def begin_of(where: Region, number: object) -> Begin:
    """Look up the version that an actie names."""
    known = versions_cache.versions(where)
    if number is None or pd.isna(number):
        return Begin(NOT_SAID)
    found = next((version for version in known if version.number == int(number)), None)
    if found is None or not found.stored:
        return Begin(GONE, int(number))
    if len(known) == 1 and not versions_cache.outside(where):
        return Begin(ONE_VERSION, int(number))
    return Begin(FOUND, int(number))


def begun_on(where: Region, begin: Begin) -> str:
    """Return when the version at the start was made, ISO time; empty where it is not known."""
    return next((v.when for v in versions_cache.versions(where) if v.number == begin.number), "")


def change_of(where: Region, begin: Begin, goal: Goal, question: Question) -> Change:
    """Return the gap now, and at the start where that version is kept; as of today in both."""
    return _change(where, begin, goal, question, date.today().isoformat())


@st.cache_data(max_entries=200, show_spinner=False)
def _change(where: Region, begin: Begin, goal: Goal, question: Question, today: str) -> Change:
    now = amount(_runs(where, NOW, None, question, today), goal)
    if begin.known == ONE_VERSION:
        return Change(now, now)
    if begin.known != FOUND:
        return Change(now)
    changed = changed_inputs(where, begin.number)
    if not changed:
        return Change(now, now)
    before = amount(_runs(where, "begin", begin.number, question, today), goal)
    if not ground_changed(changed):
        return Change(now, before, changed=changed)
    return Change(now, before, amount(_runs(where, "tussen", begin.number, question, today), goal), changed)


@st.cache_data(max_entries=16, show_spinner=False)
def changed_inputs(where: Region, number: int) -> tuple[str, ...]:
    """Name the tables that a calculation reads and that really differ between a version and now."""
    names = list(read_by_calculation(versions_cache.changed_tables(where, str(number), NOW)))
    old, new = (versions_cache.tables_of(where, state, names) for state in (str(number), NOW))
    return read_by_calculation(difference(old, new)["tabel"].unique())


@st.cache_data(max_entries=16, show_spinner=False)
def what_changed(where: Region, number: int) -> pd.DataFrame:
    """Return the differences in the tables that a calculation reads (difference.COLUMNS), from a version to now."""
    names = list(changed_inputs(where, number))
    old, new = (versions_cache.tables_of(where, state, names) for state in (str(number), NOW))
    return difference(old, new)


@st.cache_resource(max_entries=6, show_spinner=False)
def _runs(where: Region, state: str, number: int | None, question: Question, today: str) -> dict[str, ModelRun]:
    """Calculate one state at the lowest, the asked and the highest steunvraag; `tussen` has the offer of now."""
    asked = questions(where, question)
    if state == NOW:
        return {step: cached.outcome(where, asked[step]) for step in STEPS}
    tables = _tables_at(where, number)
    if state == "tussen":
        tables = _with_vraag(tables | {name: cached.tables(where)[name] for name in OFFER_TABLES})
    if question.age_limit is not None:
        tables = with_age_limit(tables, question.age_limit)
    settings = {step: replace(asked[step].settings(), on=question.day or today) for step in STEPS}
    return runs_of(tables, settings)


@st.cache_resource(max_entries=4, show_spinner=False)
def _tables_at(where: Region, number: int) -> Tables:
    """Return the tables of a version, with the vraag that follows from them. Shared: nobody may change these."""
    return _with_vraag({**cached.tables(where), **history.at(opened(where.path), number)})


def _with_vraag(tables: Tables) -> Tables:
    return {**tables, "vraag": vraag_table(tables)}
