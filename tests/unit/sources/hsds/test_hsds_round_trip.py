"""Any offer that meets its contract comes back from HSDS the same, whatever is missing in it, in both forms."""

import json

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from shapely.geometry import Point

from mapping.contract import Kind
from mapping.model import RD_NEW
from mapping.schema import TABLES, cast
from mapping.sources.hsds.forms import csv_files, from_csv, from_json, joined, json_files
from mapping.sources.hsds.inward import region_tables
from mapping.sources.hsds.outward import entities
from mapping.sources.hsds.terms import ENTITY, LISTS
from mapping.sources.hsds.tidy import NO_CHARACTER
from tests.conftest import TODAY

NAMES = (*ENTITY, *LISTS)
TEXT = st.text(min_size=1, max_size=12).map(str.strip).filter(lambda text: text and not NO_CHARACTER.search(text))
OF_KIND = {
    Kind.TEXT: TEXT,
    Kind.WHOLE: st.integers(1, 10**6),
    Kind.NUMBER: st.floats(0, 1e9),
    Kind.DATE: st.dates().map(lambda day: day.isoformat()).filter(lambda text: text >= "1700"),
    Kind.FLAG: st.booleans(),
    Kind.POINT: st.builds(Point, st.floats(0, 280_000), st.floats(300_000, 620_000)),
}
KEYS = ["a", "b-2", "c"]


def cell(column) -> st.SearchStrategy:
    """Return values of a column, missing where it may be."""
    values = st.sampled_from(column.allowed) if column.allowed else OF_KIND[column.kind]
    return st.none() | values if column.optional else values


@st.composite
def tables(draw) -> dict[str, pd.DataFrame]:
    """Return organisaties, initiatieven with their lists and vindplaatsen that point to one another."""
    keys = {name: draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=3)) for name in ENTITY}
    if not keys["organisatie"]:
        keys["initiatief"] = []
    made = {}
    for name in NAMES:
        columns = TABLES[name].columns
        rows = []
        for key in keys[name] if name in ENTITY else keys["initiatief"] * 3:
            row = {column: draw(cell(rule)) for column, rule in columns.items()}
            row["initiatief" if name in LISTS else name] = key
            row |= {"organisatie": draw(st.sampled_from(keys["organisatie"]))} if name == "initiatief" else {}
            rows.append(row)
        made[name] = typed_table(name, rows)
    return made


def typed_table(name: str, rows: list[dict]) -> pd.DataFrame:
    """Return rows in the types of the contract, each key once."""
    contract = TABLES[name]
    if not rows:
        return contract.empty()
    raw = pd.DataFrame(rows)
    if contract.geometry is not None:
        raw = gpd.GeoDataFrame(raw.drop(columns="geometry"), geometry=raw["geometry"].tolist(), crs=RD_NEW)
    table = cast(raw, name)
    return table[~table.duplicated(list(contract.key))].reset_index(drop=True)


def through(form: str, made: dict) -> dict:
    """Write and read the entities in one form."""
    if form == "csv":
        return from_csv(csv_files(made))
    files = json_files(made)
    return joined([from_json(json.loads(file), called=name.removesuffix(".json")) for name, file in files.items()])


@pytest.mark.parametrize("form", ["json", "csv"])
@settings(max_examples=20, deadline=None)
@given(offer=tables())
def test_any_offer_comes_back_the_same_and_nothing_is_listed(form, offer):
    read = region_tables(through(form, entities(offer)), today=TODAY)

    for name in NAMES:
        key = list(TABLES[name].key)
        before, after = (one.sort_values(key, ignore_index=True) for one in (offer[name], read.tables[name]))
        assert_frame_equal(pd.DataFrame(after), pd.DataFrame(before), check_exact=True)
    assert read.no_place.empty
