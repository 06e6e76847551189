"""Verdicts that are made once per question and day; keys are small, tables are loaded here."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from mapping.analysis.referral.asked import Asked
from mapping.analysis.referral.verdict import verdicts
from mapping.model import Niveau
from mapping.views import cached
from mapping.views.cached import Question, Region


def day_of(question: Question) -> str:
    """Return the ISO day on which someone asks: the one that was chosen, or today."""
    return question.day or date.today().isoformat()


def found(where: Region, question: Question, asked: Asked) -> pd.DataFrame:
    """Return the verdicts on a question as of its day; the niveau is that of the card, not of the calculation."""
    return _found(where, replace(question, niveau=Niveau.ALLE.value), asked, day_of(question))


@st.cache_data(max_entries=256, show_spinner=False)
def _found(where: Region, question: Question, asked: Asked, today: str) -> pd.DataFrame:
    return verdicts(cached.outcome(where, question), cached.asked_tables(where, question), asked, today=today)
