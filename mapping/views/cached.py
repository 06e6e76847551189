"""What pages share: a region read once, a calculation made once per setting; keys are small, tables are loaded here."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import streamlit as st

from mapping.analysis.age_limit import with_age_limit
from mapping.analysis.barriers import Doors, barrier_table, doors
from mapping.analysis.gaps import gap_table
from mapping.analysis.model_run import ModelRun, run
from mapping.analysis.need import with_vraag
from mapping.analysis.publish import public_gaps
from mapping.analysis.settings import Settings
from mapping.analysis.summary import RegionSummary, region_summary
from mapping.model import SHELTERED, WGS84, Gebiedsniveau, Niveau
from mapping.store.address import name_of, opened, region_address
from mapping.views import assets

STATIC_FOLDER = Path(__file__).resolve().parents[2] / "static"
OWN_FILE = "_own_region"
"""Session key of the region file that this user opened; empty means the one of the installation."""

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Region:
    """A region at one moment: the address of its store and a text that changes whenever the region does.

    The address (`path`) is the path of a file, or that of a database with its password: it is never shown.
    """

    path: str = field(repr=False)
    version: str

    @property
    def name(self) -> str:
        """Return the name of the file or the schema."""
        return name_of(self.path)


@dataclass(frozen=True)
class Question:
    """What is asked of the engine; small and hashable, so that it can be a cache key.

    `day` is the ISO date on which someone asks, empty for a whole year with the offer of today; `age_limit` replaces
    LEEFTIJDSGRENS, None keeps it.
    """

    niveau: str = Niveau.ALLE.value
    steunvraag: float | None = None
    group_size: tuple[str, float] | None = None
    assume_capacity: bool = False
    day: str = ""
    age_limit: int | None = None

    def settings(self) -> Settings:
        """Return the settings of the calculation, as of today or of the day that was asked."""
        return replace(
            Settings(on=self.day or date.today().isoformat(), day_view=bool(self.day)),
            niveau=Niveau(self.niveau),
            steunvraag=self.steunvraag,
            group_size=self.group_size,
            assume_capacity=self.assume_capacity,
        )


def region() -> Region:
    """Return the region of this session; raises StoreError where it is absent, broken or cannot be reached."""
    address = st.session_state.get(OWN_FILE) or region_address()
    return Region(address, opened(address).version())


@st.cache_resource(max_entries=4, show_spinner=False)
def tables(where: Region) -> Tables:
    """Read a region with its vraag, made again where it does not fit. Shared: nobody may change these tables."""
    complete, _made_again = with_vraag(opened(where.path).read())
    return complete


@st.cache_resource(max_entries=4, show_spinner=False)
def _tables_with_age(where: Region, age_limit: int) -> Tables:
    """Return the tables as if the disputed age were another one."""
    return with_age_limit(tables(where), age_limit)


def asked_tables(where: Region, question: Question) -> Tables:
    """Return the tables that a question is about: those of the region, with the age that was asked."""
    return tables(where) if question.age_limit is None else _tables_with_age(where, question.age_limit)


@st.cache_resource(max_entries=24, show_spinner=False)
def _model(where: Region, question: Question, today: str) -> ModelRun:
    """Calculate once per region, question and day (offer is valid from and until a date).

    Another steunvraag changes neither reach nor rules: those are taken from the calculation with that of the data.
    """
    loaded = asked_tables(where, question)
    usual = None if question.steunvraag is None else _model(where, replace(question, steunvraag=None), today)
    return run(loaded, loaded["vraag"], replace(question.settings(), on=question.day or today), offer_of=usual)


def outcome(where: Region, question: Question) -> ModelRun:
    """Return the calculation for a question, as of today where it names no day."""
    return _model(where, question, date.today().isoformat())


@st.cache_data(max_entries=64, show_spinner=False)
def exact_gaps(where: Region, question: Question, niveau: str, *, together: bool = True) -> pd.DataFrame:
    """Return the exact gap table of a level (adults together, or per band)."""
    return gap_table(outcome(where, question), asked_tables(where, question), Gebiedsniveau(niveau), together=together)


@st.cache_data(max_entries=64, show_spinner=False)
def shown_gaps(where: Region, question: Question, niveau: str, *, together: bool = True) -> pd.DataFrame:
    """Return the gap table of a level as it may be shown, in the rows of `exact_gaps`."""
    exact = exact_gaps(where, question, niveau, together=together)
    return public_gaps(exact, tables(where)["subgroep"], Gebiedsniveau(niveau))


@st.cache_data(max_entries=16, show_spinner=False)
def exact_barriers(where: Region, question: Question) -> pd.DataFrame:
    """Return every barrier of the file, exact."""
    known = doors_of(where, question, date.today().isoformat())
    return barrier_table(outcome(where, question), asked_tables(where, question), known=known)


@st.cache_resource(max_entries=8, show_spinner=False)
def doors_of(where: Region, question: Question, today: str) -> Doors:
    """Return which doors are open to whom, once for all barriers of a question; its distances go around water."""
    return doors(outcome(where, question))


@st.cache_data(max_entries=64, show_spinner=False)
def summary(where: Region, question: Question, regio: str | None) -> RegionSummary:
    """Return the figures of the start page for one regio, or for all (None)."""
    return region_summary(outcome(where, question), asked_tables(where, question), regio)


@st.cache_resource(max_entries=8, show_spinner=False)
def outlines(where: Region, kind: str) -> str:
    """Write the outlines of `gebied` or `postcode` to the static folder once and return their address."""
    table = tables(where)[kind]
    if kind == "postcode":
        names = (table["pc4"] + " " + table["plaats"].fillna("").astype("str")).str.strip()
        table = table.assign(gebiedcode=table["pc4"], gebiednaam=names)
    return assets.outlines_url(table, STATIC_FOLDER)


@st.cache_resource(max_entries=16, show_spinner=False)
def bounds(where: Region, regio: str | None) -> tuple[float, float, float, float]:
    """Return the extent of a regio, or of all, in degrees."""
    table = tables(where)["gebied"]
    return assets.bounds_wgs84(table if regio is None else table[table["regio"] == regio])


@st.cache_resource(max_entries=8, show_spinner=False)
def places(where: Region, kind: str) -> pd.DataFrame:
    """Return the points of `initiatief` or `vindplaats` that may be drawn, in degrees: id, naam, gebiedcode, x, y.

    A vindplaats known by wijk only is never a point, nor is one of a kind where people must be safe.
    """
    table: gpd.GeoDataFrame = tables(where)[kind]
    drawn = ~(table.geometry.isna() | table.geometry.is_empty)
    if kind == "vindplaats":
        drawn &= (table["precisie"] != "wijk") & ~table["type"].isin(SHELTERED)
    points = table[drawn.to_numpy(dtype=bool)].to_crs(WGS84)
    return pd.DataFrame(
        {
            "id": points[kind],
            "naam": points["naam"],
            "gebiedcode": points["gebiedcode"],
            "x": points.geometry.x,
            "y": points.geometry.y,
        }
    ).reset_index(drop=True)


def is_example(where: Region) -> bool:
    """Tell whether the offer of this region is invented."""
    return bool(tables(where)["meta"].iloc[-1]["voorbeeld"])


def is_schematic(where: Region) -> bool:
    """Tell whether the outlines of this region are schematic."""
    return bool(tables(where)["meta"].iloc[-1]["schematisch"])
