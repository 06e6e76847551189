"""What the page Bezoekplan calculates once per question; keys are small, tables are loaded here."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
import shapely
import streamlit as st

from mapping.analysis.vindplaats_plan import Asked, Obstacle, Plan, plan, problem
from mapping.analysis.vindplaats_route import Route, road_km, shortest_route
from mapping.views import cached
from mapping.views.cached import Question, Region
from mapping.views.vindplaats import cache


@st.cache_resource(max_entries=16, show_spinner=False)
def _plan(where: Region, question: Question, asked: Asked, today: str) -> Plan | Obstacle:
    rows = cached.tables(where)["vindplaats_subgroep"][["vindplaats", "subgroep"]]
    runs = cache.runs(where, question)
    found = problem(runs, cache.places(where), cache.inside(where, question), pd.DataFrame(rows), asked)
    return found if isinstance(found, Obstacle) else plan(found, asked.p)


def plan_of(where: Region, question: Question, asked: Asked) -> Plan | Obstacle:
    """Return the plan, or why there is none, as of today where the question names no day."""
    return _plan(where, question, asked, date.today().isoformat())


@st.cache_data(max_entries=32, show_spinner=False)
def _route(where: Region, question: Question, places: tuple[int, ...], closed: bool) -> Route:
    run = cached.outcome(where, question)
    points = cache.places(where).geometry.to_numpy()[list(places)]
    km = road_km(shapely.get_coordinates(points), water=run.water, factor=run.settings.reach.factor)
    found = shortest_route(km, closed=closed)
    return Route(tuple(places[at] for at in found.order), found.legs_km, found.exact)


def route_of(where: Region, question: Question, places: Sequence[int], *, closed: bool) -> Route:
    """Return the tour past these places (positions in vindplaats.cache.places; its order too holds such positions)."""
    return _route(where, question, tuple(int(place) for place in np.sort(list(places))), closed)
