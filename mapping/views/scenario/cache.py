"""Scenario calculations made once per region, question and scenario; keys are small, tables are loaded here."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from mapping.analysis.model_run import ModelRun
from mapping.analysis.need import STEPS
from mapping.analysis.scenario.apply import apply
from mapping.analysis.scenario.changes import Change, Scenario
from mapping.analysis.scenario.effect import MIDDLE, Effect, effect, runs_of, steunvraag_range
from mapping.analysis.scenario.options import suggestions
from mapping.analysis.scenario.text import decode
from mapping.store.scenarios import Kept, ScenarioStore, scenario_file
from mapping.views import cached
from mapping.views.cached import Question, Region, Tables


def questions(where: Region, question: Question) -> dict[str, Question]:
    """Return the question at the lowest, the asked and the highest steunvraag."""
    low, high = steunvraag_range(cached.tables(where), question.steunvraag)
    return {
        "laag": replace(question, steunvraag=low),
        MIDDLE: question,
        "hoog": replace(question, steunvraag=high),
    }


def changed_tables(where: Region, question: Question, scenario: Scenario) -> Tables:
    """Return the tables that a question is about as the scenario makes them; raises ScenarioError."""
    return apply(cached.asked_tables(where, question), scenario)


def found(where: Region, question: Question, scenario_text: str) -> Effect:
    """Return the effect of a scenario (in the text of a link), as of today where the question names no day.

    Raises ScenarioError where it does not fit. Shared: nobody may change its tables.
    """
    return _found(where, question, scenario_text, date.today().isoformat())


@st.cache_resource(max_entries=8, show_spinner=False)
def _found(where: Region, question: Question, scenario_text: str, today: str) -> Effect:
    scenario = decode(scenario_text)
    made = changed_tables(where, question, scenario)
    asked = questions(where, question)
    before: Mapping[str, ModelRun] = {step: cached.outcome(where, asked[step]) for step in STEPS}
    settings = {step: replace(asked[step].settings(), on=question.day or today) for step in STEPS}
    after = runs_of(made, settings, people_of=before)
    steps = (asked["laag"].steunvraag, asked["hoog"].steunvraag)
    return effect(cached.asked_tables(where, question), before, after, scenario, steps)


@st.cache_data(max_entries=16, show_spinner=False)
def suggested(where: Region, question: Question, regio: str | None, language: str) -> list[Change]:
    """Return changes that the data suggest; `language` is in the key, as a suggestion may have a name."""
    return suggestions(cached.outcome(where, question), cached.asked_tables(where, question), regio=regio)


def store(where: Region) -> ScenarioStore:
    """Return where the scenarios of this region are kept."""
    return ScenarioStore(scenario_file(where.path))


def kept(where: Region) -> dict[str, Kept]:
    """Return the kept scenarios by name; raises StoreError where their file is broken."""
    return store(where).all()
