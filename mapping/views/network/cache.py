"""What the pages about connections work out once per region: nodes, ties, and what follows from them."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from mapping.analysis.network.isolation import standing
from mapping.analysis.network.layout import positions
from mapping.analysis.network.links import links_worth_making
from mapping.analysis.network.nodes import nodes
from mapping.analysis.network.places import places
from mapping.analysis.network.silos import Silo, silo
from mapping.analysis.network.summary import NetworkSummary, network_summary
from mapping.analysis.network.ties import ties
from mapping.model import WGS84
from mapping.views.cached import Question, Region, asked_tables, outcome, tables


@dataclass(frozen=True, eq=False)
class Network:
    """The whole network of a region file: nodes, ties, and how each initiatief stands; shared, nobody may change it."""

    known: pd.DataFrame
    found: pd.DataFrame
    stand: pd.DataFrame


@st.cache_resource(max_entries=4, show_spinner=False)
def network(where: Region) -> Network:
    """Return the network of a region."""
    loaded = tables(where)
    known = nodes(loaded)
    found = ties(loaded, known)
    return Network(known, found, standing(loaded["initiatief"], known, found))


@st.cache_data(max_entries=16, show_spinner=False)
def _links(where: Region, question: Question, today: str) -> pd.DataFrame:
    """Return the links worth making, for a question and the offer of a day."""
    whole = network(where)
    return links_worth_making(outcome(where, question), asked_tables(where, question), whole.known, whole.found)


def links(where: Region, question: Question) -> pd.DataFrame:
    """Return the links worth making in the whole file, best first."""
    return _links(where, question, date.today().isoformat())


@st.cache_data(max_entries=32, show_spinner=False)
def _summary(where: Region, question: Question, regio: str | None, today: str) -> NetworkSummary:
    """Return the figures of the fifth sentence once per question and day."""
    return network_summary(outcome(where, question), asked_tables(where, question), regio)


def summary(where: Region, question: Question, regio: str | None) -> NetworkSummary:
    """Return the figures of the fifth sentence for one regio, or for all (None)."""
    return _summary(where, question, regio, date.today().isoformat())


@st.cache_data(max_entries=64, show_spinner=False)
def measured(where: Region, axis: str, pairs: tuple[tuple[str, str], ...]) -> Silo:
    """Return the verkokering of one axis over these pairs of nodes."""
    return silo({frozenset(pair) for pair in pairs}, network(where).known[axis])


@st.cache_data(max_entries=32, show_spinner=False)
def laid_out(pairs: tuple[tuple[str, str], ...]) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Return where each node of a drawn network goes."""
    return positions(pairs)


@st.cache_resource(max_entries=4, show_spinner=False)
def where_drawn(where: Region) -> pd.DataFrame:
    """Return x and y in degrees (missing where nowhere) and `how`, per node."""
    found = places(tables(where), network(where).known)
    degrees = found.to_crs(WGS84)
    there = ~(degrees.geometry.isna() | degrees.geometry.is_empty)
    return pd.DataFrame(
        {"x": degrees.geometry.x.where(there), "y": degrees.geometry.y.where(there), "how": found["how"]}
    )
