"""What the pages about vindplaatsen calculate once: places, visits, catchments, and who finds nothing there."""

from datetime import date

import geopandas as gpd
import pandas as pd
import streamlit as st
from scipy.sparse import csr_array

from mapping.analysis.model_run import ModelRun
from mapping.analysis.need import STEPS
from mapping.analysis.vindplaats import catchment, shown_places
from mapping.analysis.vindplaats_unserved import public_unserved, unserved_here
from mapping.analysis.vindplaats_visits import published_visits
from mapping.views import cached
from mapping.views.cached import Question, Region
from mapping.views.scenario.cache import questions


@st.cache_resource(max_entries=4, show_spinner=False)
def places(where: Region) -> gpd.GeoDataFrame:
    """Return the vindplaatsen as they may be shown. Shared: nobody may change them."""
    return shown_places(cached.tables(where))


@st.cache_resource(max_entries=4, show_spinner=False)
def visits(where: Region) -> pd.DataFrame:
    """Return the visits that may be shown: of the data as stored, whatever is asked."""
    return published_visits(cached.tables(where))


def runs(where: Region, question: Question) -> dict[str, ModelRun]:
    """Return the calculation at the lowest, the asked and the highest steunvraag."""
    return {step: cached.outcome(where, asked) for step, asked in questions(where, question).items() if step in STEPS}


@st.cache_resource(max_entries=8, show_spinner=False)
def _inside(where: Region, question: Question, today: str) -> csr_array:
    run = cached.outcome(where, question)
    return catchment(places(where), run.people.cellen, settings=run.settings.reach, water=run.water)


def inside(where: Region, question: Question) -> csr_array:
    """Return which cellen lie in the catchment of which places (cells × places)."""
    return _inside(where, question, date.today().isoformat())


@st.cache_data(max_entries=16, show_spinner=False)
def _unserved(where: Region, question: Question, today: str) -> pd.DataFrame:
    found = unserved_here(
        runs(where, question), cached.tables(where), places(where), inside(where, question), visits(where)
    )
    return public_unserved(found)


def unserved(where: Region, question: Question) -> pd.DataFrame:
    """Return per vindplaats × subgroep who finds no place there, as it may be shown (public_unserved)."""
    return _unserved(where, question, date.today().isoformat())
