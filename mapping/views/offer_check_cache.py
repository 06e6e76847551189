"""What the page Aanbod controleren calculates, kept per region, question and day; loaded here, shown elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import streamlit as st

from mapping.analysis.disclosure import too_small
from mapping.analysis.expiry import ending, loss_table, losses
from mapping.analysis.publish import sensitive, shown_people, too_fine
from mapping.analysis.scenario.effect import steunvraag_range
from mapping.analysis.werkgebied.check import werkgebied_check, white_spots
from mapping.analysis.werkgebied.known_areas import KnownAreas, known_areas
from mapping.model import Gebiedsniveau, Merk, Soort
from mapping.views import cached
from mapping.views.cached import Question, Region

ReadChanges = Callable[[], pd.DataFrame]
"""Reads the list of dead codes (sources.codes); the page hands it over, as views read no sources."""

LOSSES = ("plaats", "mogelijk", "nergens")
STEPS = ("laag", "midden", "hoog")
TOGETHER = ""
"""Index of the row of all initiatieven together in `ending_losses`."""


def day_of(question: Question) -> str:
    """Return the day that the page is about: the one that was asked, else today."""
    return question.day or date.today().isoformat()


def ending_losses(where: Region, question: Question, days: int) -> pd.DataFrame:
    """Return what goes with each initiatief that ends within so many days, exact people per year.

    Index: initiatief, in the order in which they end, and TOGETHER last; those that give no places at this question are
    left out. Columns: <loss>_<step> for LOSSES and STEPS: the steunvraag at its lowest, as asked, and at its highest.
    """
    return _ending_losses(where, question, days, day_of(question))


@st.cache_data(max_entries=16, show_spinner=False)
def _ending_losses(where: Region, question: Question, days: int, day: str) -> pd.DataFrame:
    """Calculate for one day; see ending_losses."""
    loaded = cached.asked_tables(where, question)
    low, high = steunvraag_range(loaded, question.steunvraag)
    names = list(ending(loaded["initiatief"], day, days=days)["initiatief"])
    frames = []
    for step, share in zip(STEPS, (low, question.steunvraag, high), strict=True):
        run = cached.outcome(where, replace(question, steunvraag=share))
        rows = loss_table(run, names)
        rows.loc[TOGETHER] = losses(run, names)
        frames.append(rows.add_suffix(f"_{step}"))
    return pd.concat(frames, axis=1)


@st.cache_data(max_entries=8, show_spinner=False)
def _findings(where: Region, question: Question, today: str, _read: ReadChanges) -> pd.DataFrame:
    return werkgebied_check(cached.tables(where), _read(), run=cached.outcome(where, question))


def findings(where: Region, question: Question, read: ReadChanges) -> pd.DataFrame:
    """Return what is wrong with the werkgebieden, as werkgebied_check does."""
    return _findings(where, question, day_of(question), read)


@st.cache_resource(max_entries=8, show_spinner=False)
def known(where: Region, _read: ReadChanges) -> KnownAreas:
    """Return the gebieden that a text may name in this region."""
    return known_areas(cached.tables(where), _read())


@st.cache_data(max_entries=8, show_spinner=False)
def _white_spots(where: Region, question: Question, today: str) -> pd.DataFrame:
    return white_spots(cached.outcome(where, question))


def shown_white_spots(where: Region, question: Question, groep: str) -> pd.DataFrame:
    """Return the white spots of a groep as they may be shown: people rounded, or missing with the reason in merk.

    Columns: pc4, omvang, vraag, wit, wit_regel, aandeel (0 to 1, exact share of the vraag), merk. Most people first.
    """
    exact = _white_spots(where, question, day_of(question))
    subgroep = cached.tables(where)["subgroep"]
    rows = exact[exact["subgroep"] == groep].copy()
    inwoners = rows["pc4"].map(cached.tables(where)["postcode"].set_index("pc4")["inwoners"].astype("float64"))
    small = too_small(inwoners, rows["omvang"], sensitive=sensitive(rows["subgroep"], subgroep).to_numpy())
    rows["merk"] = np.where(small, Merk.TE_KLEIN.value, Merk.GEEN.value)
    rows.loc[too_fine(rows["subgroep"], subgroep, Gebiedsniveau.PC4), "merk"] = Merk.VERBORGEN.value
    rows["aandeel"] = rows["wit"] / rows["vraag"]
    people = ["omvang", "vraag", "wit", "wit_regel"]
    rows = rows.sort_values("wit", ascending=False, kind="stable")
    rows[people] = shown_people(rows[people].to_numpy(dtype=float), Soort.AANNAME)
    rows.loc[rows["merk"] != Merk.GEEN, [*people, "aandeel"]] = np.nan
    return rows.reset_index(drop=True)
