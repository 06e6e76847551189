"""Calculations of the barriers page that are made once per question; keys are small, tables are loaded here."""

from datetime import date

import numpy as np
import pandas as pd
import streamlit as st

from mapping.analysis.barriers_by_gebied import barriers_per_gebied, public_barriers_per_gebied
from mapping.analysis.time_barriers import closed_to
from mapping.model import Gebiedsniveau
from mapping.views import cached
from mapping.views.cached import Question, Region


@st.cache_data(max_entries=32, show_spinner=False)
def exact_by_gebied(where: Region, question: Question, niveau: str) -> pd.DataFrame:
    """Return the people who are shut out per unit of a level × subgroep, exact."""
    asked = cached.asked_tables(where, question)
    known = cached.doors_of(where, question, date.today().isoformat())
    return barriers_per_gebied(cached.outcome(where, question), asked, Gebiedsniveau(niveau), known=known)


@st.cache_data(max_entries=32, show_spinner=False)
def shown_by_gebied(where: Region, question: Question, niveau: str) -> pd.DataFrame:
    """Return the rows of `exact_by_gebied` as they may be shown."""
    exact = exact_by_gebied(where, question, niveau)
    return public_barriers_per_gebied(exact, cached.tables(where)["subgroep"], Gebiedsniveau(niveau))


def not_open(where: Region, question: Question, groep: str, regio: str | None, gebied: str | None) -> pd.DataFrame:
    """Return what is meant for a groep, in reach of a gebied or regio, and takes nobody on the day of the question."""
    return _not_open(where, question, groep, regio, gebied, cached.outcome(where, question).settings.on)


@st.cache_data(max_entries=64, show_spinner=False)
def _not_open(
    where: Region, question: Question, groep: str, regio: str | None, gebied: str | None, on: str
) -> pd.DataFrame:
    run = cached.outcome(where, question)
    cellen = run.people.cellen
    inside = np.ones(len(cellen), dtype=bool)
    if gebied is not None:
        inside = (cellen["gebiedcode"] == gebied).to_numpy()
    elif regio is not None:
        inside = (cellen["regio"] == regio).to_numpy()
    return closed_to(run, cached.asked_tables(where, question), groep, on, cells=inside)
