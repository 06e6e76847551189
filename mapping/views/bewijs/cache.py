"""All evidence of a region, read once: the published rows and those that the region brought, as they may be shown."""

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import gathered
from mapping.analysis.bewijs_figures import with_derived
from mapping.store.published import published_bewijs
from mapping.views.cached import Region, tables


@st.cache_resource(max_entries=4, show_spinner=False)
def rows(where: Region) -> pd.DataFrame:
    """Return the rows of `gathered` with what follows from each (analysis/bewijs_figures.py). Shared: never change it."""
    loaded = tables(where)
    return with_derived(gathered(published_bewijs(), loaded["bewijs"], loaded["subgroep"]))
