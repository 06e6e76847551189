"""What one gets per unit, made once per question; keys are small, tables are loaded here."""

import pandas as pd
import streamlit as st

from mapping.analysis.entitlement import admitting, entitlement
from mapping.model import Gebiedsniveau
from mapping.views import cached
from mapping.views.cached import Question, Region


def units(where: Region, question: Question, groep: str, niveau: str) -> pd.DataFrame:
    """Return the rows per regio or gemeente, as of the day of the question."""
    return _units(where, question, groep, niveau, cached.outcome(where, question).settings.on)


def offer(where: Region, question: Question, groep: str, niveau: str) -> pd.DataFrame:
    """Return the initiatieven that let somebody of a groep in, and where."""
    return _offer(where, question, groep, niveau, cached.outcome(where, question).settings.on)


@st.cache_data(max_entries=32, show_spinner=False)
def _units(where: Region, question: Question, groep: str, niveau: str, on: str) -> pd.DataFrame:
    return entitlement(cached.outcome(where, question), groep, Gebiedsniveau(niveau))


@st.cache_data(max_entries=32, show_spinner=False)
def _offer(where: Region, question: Question, groep: str, niveau: str, on: str) -> pd.DataFrame:
    return admitting(cached.outcome(where, question), groep, Gebiedsniveau(niveau))
