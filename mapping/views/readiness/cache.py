"""What the page Invoering calculates once per region: the contexts of every gebied, whatever the reader chose."""

from datetime import date

import streamlit as st

from mapping.analysis.invoering.context import Contexts, contexts
from mapping.views import cached
from mapping.views.cached import Question, Region


def found(where: Region) -> Contexts:
    """Return the contexts as of today; they depend on the offer alone, so not on the choices of the sidebar."""
    return _found(where, date.today().isoformat())


@st.cache_data(max_entries=4, show_spinner=False)
def _found(where: Region, today: str) -> Contexts:
    return contexts(cached.outcome(where, Question()), cached.tables(where))
