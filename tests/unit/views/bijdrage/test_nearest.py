"""Pointing: the nearest first, the list whole, and no place that must be safe at its own point."""

import geopandas as gpd
import pytest
import shapely

from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from mapping.views import cached
from mapping.views.bijdrage import nearest

NAMES = {"a": "Aan de Maas", "b": "Bij de kerk", "c": "Centrum"}


def test_nearest_stands_first_and_what_has_no_place_stays_after_the_others():
    far = {"initiatief/c": 10.0, "initiatief/b": 500.0, "vindplaats/a": 1.0}

    assert list(nearest.nearest_first(NAMES, far, "initiatief")) == ["c", "b", "a"]


def test_without_a_point_the_list_stays_as_it_was():
    assert list(nearest.nearest_first(NAMES, {}, "initiatief").items()) == list(NAMES.items())


def test_ends_of_two_kinds_stand_in_one_order():
    names = {"organisatie/x": "X", "initiatief/y": "Y", "vindplaats/z": "Z"}

    made = nearest.nearest_first(names, {"vindplaats/z": 5.0, "initiatief/y": 9.0})

    assert list(made) == ["vindplaats/z", "initiatief/y", "organisatie/x"]


def test_list_never_tells_the_point_of_a_place_that_must_be_safe(monkeypatch: pytest.MonkeyPatch):
    tables = dict(GeoPackage(EXAMPLE_FILE).read())
    rows = tables["vindplaats"].copy()
    place = rows.index[rows["precisie"] == "wijk"][0]
    rows.loc[[place], "geometry"] = gpd.GeoSeries([shapely.Point(80_000, 420_000)], index=[place], crs=rows.crs)
    tables["vindplaats"] = rows
    monkeypatch.setattr(cached, "tables", lambda where: tables)
    where = cached.Region(str(EXAMPLE_FILE), "with a hidden point")

    far = nearest.metres(where, 80_000, 420_000)

    assert f"vindplaats/{rows.at[place, 'vindplaats']}" not in far
    assert min(far.values()) > 0
