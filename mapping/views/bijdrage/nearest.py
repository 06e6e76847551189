"""Point instead of search: what lies nearest to a tapped point stands first in a list.

What is not or may not be a point (analysis/network/places.py) stays after the others in the old order: a list says no
more than the map of the network does.
"""

from collections.abc import Mapping
from math import inf

import shapely
import streamlit as st

from mapping.analysis.network.nodes import JOINT, nodes
from mapping.analysis.network.places import places
from mapping.views import cached
from mapping.views.cached import Region


@st.cache_resource(max_entries=4, show_spinner=False)
def _points(where: Region) -> dict[str, shapely.Point]:
    """Return the point (RD New) of each end that has one, by `soort/code`. Shared: never change it."""
    loaded = cached.tables(where)
    found = places(loaded, nodes(loaded))
    return {node: point for node, point in zip(found.index, found.geometry, strict=True) if point is not None}


def metres(where: Region, x: float, y: float) -> dict[str, float]:
    """Return how far each initiatief, vindplaats and organisatie lies from a point, by `soort/code`."""
    here = shapely.Point(x, y)
    return {node: point.distance(here) for node, point in _points(where).items()}


def nearest_first(names: Mapping[str, str], far: Mapping[str, float], soort: str = "") -> dict[str, str]:
    """Return code → name with the nearest first, and in the old order what has no place.

    `soort` is that of all codes; without it the codes are `soort/code` already.
    """
    before = soort + JOINT if soort else ""
    return {code: names[code] for code in sorted(names, key=lambda code: far.get(before + code, inf))}
