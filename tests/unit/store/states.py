"""Random states of a small table, for tests of differences and merging: initiatieven with text, numbers, flags, points."""

from functools import cache

import geopandas as gpd
import hypothesis.strategies as st
import pandas as pd
import shapely
from hypothesis import settings

from tests.unit.analysis.small_region import initiatief, table

NAMES = ("a", "b", "c", "d", "e")

VALUES = st.fixed_dictionaries(
    {
        "naam": st.sampled_from(("een", "twee", "drie")),
        "capaciteit": st.sampled_from((None, 0.0, 0.1 + 0.2, 7.0)),
        "telt_als_plaats": st.sampled_from((True, False, None)),
        "adres": st.sampled_from((None, "Plein 1")),
        "geometry": st.sampled_from((None, shapely.Point(0, 0), shapely.Point(1, 2))),
    }
)

few = settings(max_examples=15, deadline=None)
"""A table of 43 columns takes some milliseconds: a few cases of each rule, and no limit of time on a busy machine."""

STATES = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=len(NAMES))
"""Which initiatieven there are, in which order, and what stands in them."""


EDITS = st.dictionaries(st.sampled_from(NAMES), st.none() | VALUES, max_size=2)
"""What somebody does with a state: rows that get other values or come new, and rows that go (None)."""


def edited(rows: dict[str, dict], edits: dict[str, dict | None]) -> dict[str, dict]:
    """Return the state after the edits."""
    return {name: values for name, values in (rows | edits).items() if values is not None}


@cache
def _template() -> gpd.GeoDataFrame:
    return table("initiatief", [initiatief(name, x=0) for name in NAMES])


def state(rows: dict[str, dict]) -> dict[str, pd.DataFrame]:
    """Return the table `initiatief` with these rows, in their order."""
    chosen = _template().iloc[[NAMES.index(name) for name in rows]].reset_index(drop=True)
    shapes = gpd.GeoSeries([values["geometry"] for values in rows.values()], crs=chosen.crs)
    plain = {
        column: pd.array([values[column] for values in rows.values()], dtype=chosen[column].dtype)
        for column in ("naam", "capaciteit", "telt_als_plaats", "adres")
    }
    return {"initiatief": chosen.assign(**plain, geometry=shapes)}


def rows_of(tables: dict[str, pd.DataFrame]) -> set[tuple]:
    """Return the rows as a set, so that order does not matter; missing is None."""
    plain = pd.DataFrame(tables["initiatief"]).astype(object)
    plain["geometry"] = shapely.to_wkt(tables["initiatief"].geometry.to_numpy())
    return set(plain.where(plain.notna(), None).itertuples(index=False, name=None))
