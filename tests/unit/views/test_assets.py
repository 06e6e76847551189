"""What the browser fetches: outlines with a code and a name and nothing else, and a map library of our own."""

import json
from pathlib import Path

import folium
import geopandas as gpd
import pytest
import shapely
from shapely import box

from mapping.model import RD_NEW
from mapping.views import assets
from mapping.views.assets import AssetError, bounds_wgs84, outlines_url, prepare, static_url


def two_gebieden(**columns) -> gpd.GeoDataFrame:
    """Two squares of a kilometre beside one another, near the middle of the Netherlands."""
    facts = {"gebiedcode": ["WK1", "WK2"], "gebiednaam": ["Eén <b>", "Twee"]} | columns
    shapes = [box(155_000, 463_000, 156_000, 464_000), box(156_000, 463_000, 157_000, 464_000)]
    return gpd.GeoDataFrame(facts, geometry=shapes, crs=RD_NEW)


def written(url: str, folder: Path) -> dict:
    return json.loads((folder / url.rsplit("/", 1)[1]).read_text(encoding="utf-8"))


@pytest.fixture
def own_folium(monkeypatch):
    """Give folium its own lists back after the test."""
    monkeypatch.setattr(folium.Map, "default_js", list(folium.Map.default_js))
    monkeypatch.setattr(folium.Map, "default_css", list(folium.Map.default_css))


def test_outlines_hold_only_gebiedcode_and_gebiednaam(tmp_path):
    geometry = two_gebieden(inwoners=[123_456, 654_321], regio=["Oost", "Oost"])
    url = outlines_url(geometry, tmp_path)
    found = written(url, tmp_path)
    assert set(found) == {"type", "features"}
    assert all(set(feature) == {"type", "properties", "geometry"} for feature in found["features"])
    assert [feature["properties"] for feature in found["features"]] == [
        {"gebiedcode": "WK1", "gebiednaam": "Eén <b>"},
        {"gebiedcode": "WK2", "gebiednaam": "Twee"},
    ]
    content = (tmp_path / url.rsplit("/", 1)[1]).read_text(encoding="utf-8")
    assert "123456" not in content
    assert "Oost" not in content


def test_outlines_are_degrees_of_five_decimals_in_the_right_place(tmp_path):
    found = written(outlines_url(two_gebieden(), tmp_path), tmp_path)
    corners = shapely.get_coordinates([shapely.geometry.shape(f["geometry"]) for f in found["features"]])
    # RD (155000, 463000) is 52.15517440 N, 5.38720621 E
    assert corners.min(axis=0) == pytest.approx([5.38721, 52.15517], abs=3e-5)
    assert (corners == corners.round(5)).all()


def test_border_of_neighbours_stays_shared_after_simplifying(tmp_path):
    wavy = [(156_000 + 3 * (step % 2), 463_000 + 50 * step) for step in range(21)]
    left = shapely.Polygon([(155_000, 463_000), *wavy, (155_000, 464_000)])
    right = shapely.Polygon([(157_000, 463_000), *wavy, (157_000, 464_000)])
    geometry = two_gebieden().set_geometry(gpd.GeoSeries([left, right], crs=RD_NEW))
    found = written(outlines_url(geometry, tmp_path), tmp_path)
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in found["features"]]
    assert shapely.coverage_is_valid(shapes)
    assert sum(shapely.get_num_coordinates(shapes)) < sum(shapely.get_num_coordinates([left, right]))


def test_rows_without_geometry_are_left_out(tmp_path):
    geometry = two_gebieden()
    geometry.loc[0, "geometry"] = None
    (feature,) = written(outlines_url(geometry, tmp_path), tmp_path)["features"]
    assert feature["properties"]["gebiedcode"] == "WK2"


def test_name_follows_the_content_and_the_same_content_is_written_once(tmp_path):
    url = outlines_url(two_gebieden(), tmp_path)
    assert url == outlines_url(two_gebieden(inwoners=[1, 2]), tmp_path)
    assert url != outlines_url(two_gebieden(gebiednaam=["Anders", "Twee"]), tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    assert url.startswith("/app/static/outlines-")
    assert url.endswith(".json")


@pytest.mark.parametrize("crs", [None, "EPSG:4326", "EPSG:3857"])
def test_outlines_that_are_not_in_rd_new_are_refused(tmp_path, crs):
    with pytest.raises(ValueError, match="RD New"):
        outlines_url(two_gebieden().set_crs(crs, allow_override=True), tmp_path)
    assert not list(tmp_path.iterdir())


def test_bounds_are_west_south_east_north_in_degrees():
    west, south, east, north = bounds_wgs84(two_gebieden())
    assert (west, south) == pytest.approx((5.38721, 52.15517), abs=1e-4)
    assert 0.02 < east - west < 0.04
    assert 0.008 < north - south < 0.01


@pytest.mark.parametrize(("base", "start"), [("", ""), ("zin", "/zin"), ("/a/zin/", "/a/zin"), (None, "")])
def test_address_follows_the_path_of_the_app(monkeypatch, base, start):
    monkeypatch.setattr(assets.st, "get_option", lambda _name: base)
    assert static_url("vendor/x.js") == f"{start}/app/static/vendor/x.js"


@pytest.mark.usefixtures("own_folium")
def test_map_library_comes_from_our_own_folder_and_from_no_other_host(tmp_path):
    prepare(tmp_path)
    addresses = [url for _name, url in (*folium.Map.default_js, *folium.Map.default_css)]
    assert len(addresses) == 3
    for url in addresses:
        assert url.startswith("/app/static/vendor/")
        assert (tmp_path / url.removeprefix("/app/static/")).stat().st_size > 0


@pytest.mark.usefixtures("own_folium")
def test_filled_folder_is_left_alone_and_a_spoilt_file_is_mended(tmp_path):
    prepare(tmp_path)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    spoilt = tmp_path / "vendor" / "leaflet" / "leaflet.js"
    good = spoilt.read_bytes()
    prepare(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == files
    spoilt.write_bytes(good[:100])
    prepare(tmp_path)
    assert spoilt.read_bytes() == good


def test_folder_that_cannot_be_written_gives_a_sentence_with_its_name(tmp_path):
    (tmp_path / "static").write_text("a file stands where the folder should be")
    with pytest.raises(AssetError, match="static’ is niet te beschrijven"):
        outlines_url(two_gebieden(), tmp_path / "static")
    assert [path.name for path in tmp_path.iterdir()] == ["static"]
