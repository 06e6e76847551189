"""What the reality check calculates once: the published counts of a region, and the comparison with the calculation."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from mapping.analysis.published_counts import PublishedCounts, published_counts
from mapping.analysis.usage import compared, served_per_initiatief
from mapping.model import Niveau
from mapping.views.cached import Question, Region, outcome, tables


@st.cache_resource(max_entries=8, show_spinner=False)
def published(where: Region) -> PublishedCounts:
    """Return the counts of gebruik that may be shown: of the data as stored, whatever is asked of the calculation.

    A question or a scenario must not enter here: two versions of the counts could be subtracted.
    """
    return published_counts(tables(where))


@st.cache_data(max_entries=16, show_spinner=False)
def _comparison(where: Region, question: Question, today: str) -> pd.DataFrame:
    """Compare once per region, question and day."""
    return compared(published(where), served_per_initiatief(outcome(where, question)))


def comparison(where: Region, question: Question) -> pd.DataFrame:
    """Return the rows of analysis/usage.compared for a whole year with all support."""
    return _comparison(where, usual(question), date.today().isoformat())


def usual(question: Question) -> Question:
    """Return the question that gebruik can answer: it counts a whole year, and support of every kind."""
    return replace(question, niveau=Niveau.ALLE.value, day="")
