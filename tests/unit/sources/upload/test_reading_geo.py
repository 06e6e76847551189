"""GeoJSON and GeoPackage become tables in RD New; what is too deep, too large or would run is refused first."""

import json
import sqlite3
import struct
from dataclasses import replace

import numpy as np
import pytest
import shapely

from mapping.model import RD_NEW
from mapping.sources.upload.geojson_reading import depth
from mapping.sources.upload.limits import LIMITS
from mapping.sources.upload.reading import UploadRefused, read_upload
from tests.formats import hostile
from tests.formats.hostile import feature, geojson, geopackage

AMERSFOORT_DEGREES, AMERSFOORT_RD = (5.38720621, 52.15517440), (155_000, 463_000)
"""The point that RD New is hung on, in both systems (NSGI)."""


def refusal(content: bytes, name: str, limits=LIMITS):
    with pytest.raises(UploadRefused) as caught:
        read_upload(content, name, limits)
    assert all(finding.message and finding.cure for finding in caught.value.findings)
    return caught.value.findings


def first_point(read) -> np.ndarray:
    (table,) = read.tables.values()
    assert table.crs == RD_NEW
    return shapely.get_coordinates(table.geometry.values)[0]


def test_geojson_is_wgs84_and_becomes_rd_new_with_properties_as_text():
    read = read_upload(
        geojson(feature(AMERSFOORT_DEGREES, naam="De Brug", aantal=12.5, open=True, leeg=None)), "plek.geojson"
    )
    assert first_point(read) == pytest.approx(AMERSFOORT_RD, abs=1)
    row = read.tables["plek"].iloc[0]
    assert (row["naam"], row["aantal"], row["open"]) == ("De Brug", "12,5", "ja")
    assert read.tables["plek"]["leeg"].isna().all()
    assert read.first_row == 1


@pytest.mark.parametrize(
    "name", ["EPSG:28992", "urn:ogc:def:crs:EPSG::28992", "http://www.opengis.net/def/crs/EPSG/0/28992"]
)
def test_old_member_for_the_coordinate_system_is_understood(name):
    member = {"type": "name", "properties": {"name": name}}
    read = read_upload(geojson(feature(AMERSFOORT_RD), crs=member), "plek.json")
    assert first_point(read) == pytest.approx(AMERSFOORT_RD)


def test_coordinates_that_can_only_be_rd_new_are_read_so_and_it_is_said():
    read = read_upload(geojson(feature(AMERSFOORT_RD)), "plek.json")
    assert first_point(read) == pytest.approx(AMERSFOORT_RD)
    assert "RD New" in read.notes[0]


def test_one_shape_outside_the_country_is_named_and_keeps_its_row():
    read = read_upload(geojson(feature(AMERSFOORT_DEGREES), feature((51.9, 4.4)), feature((2.35, 48.85))), "plek.json")
    assert len(read.tables["plek"]) == 3
    assert [(finding.row, finding.message) for finding in read.findings] == [
        (2, "Dit ligt niet in Nederland"),
        (3, "Dit ligt niet in Nederland"),
    ]
    assert read.findings[0].cure.startswith("Wissel de twee getallen om")


def test_feature_without_a_shape_stays_a_row():
    empty = {"type": "Feature", "properties": {"naam": "x"}, "geometry": None}
    read = read_upload(geojson(empty, feature(AMERSFOORT_DEGREES)), "plek.json")
    assert read.tables["plek"].geometry.isna().tolist() == [True, False]


def test_depth_counts_brackets_outside_strings_only():
    assert depth(b'{"a": [[1], "[[[[\\"[["]}') == 3
    assert depth(b'"[') == 0
    assert depth(b"[[[[") == 4


NESTED = b"[" * 10_000 + b"]" * 10_000
WORLD = {"type": "name", "properties": {"name": "EPSG:99999"}}
HOSTILE_JSON = {
    "10,000 deep": (b'{"type":"FeatureCollection","features":' + NESTED + b"}", "te diep"),
    "deep in a property": (geojson(feature()).replace(b'"properties": {}', b'"properties": {"a": ' + NESTED + b"}"), "te diep"),
    "never closed": (b"[" * 1_000_000, "te diep"),
    "quotes without end": (b'{"a": "' + b'\\"' * 500_000, "geen geldige GeoJSON"),
    "a million points": (geojson(feature([[4.4, 51.9]] * 1_000_000, "MultiPoint")), "te veel punten"),
    "NaN": (geojson(feature()).replace(b"4.48", b"NaN"), "geen geldige GeoJSON"),
    "Infinity": (geojson(feature()).replace(b"4.48", b"-Infinity"), "geen geldige GeoJSON"),
    "a number too large": (geojson(feature()).replace(b"4.48", b"1e999"), "geen getal"),
    "a number of many digits": (geojson(feature(a=1)).replace(b'"a": 1', b'"a": ' + b"9" * 10_000), "geen geldige GeoJSON"),
    "a text as coordinate": (geojson(feature(("4.4", "noord"))), "vorm kan niet"),
    "coordinates of one number": (geojson(feature((4.4,))), "vorm kan niet"),
    "no coordinates": (geojson({"type": "Feature", "properties": {}, "geometry": {"type": "Point"}}), "vorm kan niet"),
    "wrong kind of shape": (geojson(feature(kind="Curve")), "vorm kan niet"),
    "ring of two points": (geojson(feature([[[4.4, 51.9], [4.5, 51.9]]], "Polygon")), "vorm kan niet"),
    "a collection of shapes": (
        geojson({"type": "Feature", "geometry": {"type": "GeometryCollection", "geometries": []}}), "vorm kan niet",
    ),
    "features that are none": (geojson(1, "x"), "geen Feature"),
    "properties that are a list": (geojson({"type": "Feature", "properties": [1], "geometry": None}), "geen Feature"),
    "features that are no list": (b'{"type": "FeatureCollection", "features": {}}', "geen GeoJSON"),
    "a list": (b"[]", "geen GeoJSON"),
    "topojson": (b'{"type": "Topology"}', "geen GeoJSON"),
    "no features": (geojson(), "leeg"),
    "half a file": (geojson(feature())[:40], "geen geldige GeoJSON"),
    "no text": (b'{"a": "\xff"}', "geen geldige GeoJSON"),
    "unknown system": (geojson(feature(), crs=WORLD), "coördinatenstelsel kennen wij niet"),
    "system that is no object": (geojson(feature(), crs=[1]), "coördinatenstelsel kennen wij niet"),
    "all outside": (geojson(feature((2.35, 48.85))), "niet in Nederland"),
    "too many columns": (geojson(feature(**{f"k{i}": 1 for i in range(300)})), "te veel kolommen"),
    "giant cell": (geojson(feature(a="x" * 20_000)), "te veel tekens"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message"), HOSTILE_JSON.values(), ids=HOSTILE_JSON)
def test_hostile_geojson_is_refused_with_a_sentence(content, message):
    assert message in refusal(content, "plek.geojson")[0].message


@pytest.mark.parametrize("crs", ["EPSG:28992", "EPSG:4326", "EPSG:3857"])
def test_layers_of_a_geopackage_become_tables_in_rd_new(crs):
    read = read_upload(geopackage(crs=crs), "plekken.gpkg")
    table = read.tables["plekken"]
    assert first_point(read) == pytest.approx((92_000, 437_000), abs=1)
    assert table.drop(columns="geometry").to_numpy().tolist() == [["plek 0", "0"], ["plek 1", "1"], ["plek 2", "2"]]
    assert read.first_row == 1


def test_table_without_shapes_and_a_trigger_of_qgis_are_fine():
    statements = (
        "CREATE TABLE lijst (id INTEGER PRIMARY KEY, naam TEXT)",
        "INSERT INTO lijst (naam) VALUES ('x'), (NULL)",
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('lijst', 'attributes', 'lijst')",
        "CREATE TRIGGER later AFTER INSERT ON lijst BEGIN DELETE FROM lijst; END",
    )
    read = read_upload(geopackage(*statements), "plekken.gpkg")
    assert read.tables["lijst"]["naam"].isna().tolist() == [False, True]
    assert list(read.tables["lijst"].columns) == ["naam"]


def test_region_file_with_its_write_ahead_mark_is_read():
    content = bytearray(geopackage())
    content[18:20] = b"\x02\x02"
    assert len(read_upload(bytes(content), "plekken.gpkg").tables["plekken"]) == 3


def layer(name: str) -> str:
    return f"INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('{name}', 'attributes', '{name}')"


ENDLESS = "WITH RECURSIVE r(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM r) SELECT a AS id FROM r"


def with_shape(blob: bytes) -> bytes:
    return geopackage(f"UPDATE plekken SET geom = X'{blob.hex()}' WHERE fid = 2")


HOSTILE_GPKG = {
    "view that never ends": (lambda: geopackage(f"CREATE VIEW v AS {ENDLESS}", layer("v")), "weergave"),
    "view under a name of the standard": (
        lambda: geopackage("ALTER TABLE gpkg_contents RENAME TO x", f"CREATE VIEW gpkg_contents AS {ENDLESS}"), "weergave",
    ),
    "column that computes itself": (
        lambda: geopackage(
            "CREATE TABLE c (id INTEGER PRIMARY KEY, b BLOB AS (zeroblob(900000000)))", "INSERT INTO c DEFAULT VALUES", layer("c")
        ),
        "zichzelf uitrekent",
    ),
    "virtual table": (lambda: geopackage("CREATE VIRTUAL TABLE z USING rtree(id, a, b)", layer("z")), "laag die er niet is"),
    "layer that is not there": (lambda: geopackage(layer("weg")), "laag die er niet is"),
    "layers without end": (
        lambda: geopackage(*(q for i in range(60) for q in (f"CREATE TABLE t{i} (a)", layer(f"t{i}")))), "te veel lagen",
    ),
    "columns without end": (
        lambda: geopackage(
            f"CREATE TABLE w ({', '.join(f'k{i} TEXT' for i in range(300))})", layer("w"), "INSERT INTO w (k1) VALUES ('x')"
        ),
        "te veel kolommen",
    ),
    "huge blob": (
        lambda: geopackage("ALTER TABLE plekken ADD b BLOB", "UPDATE plekken SET b = zeroblob(3000000)"), "te veel tekens",
    ),
    "shape in shape in shape": (lambda: with_shape(hostile.nested_shape(500_000)), "vorm kan niet"),
    "shape of a billion points": (
        lambda: with_shape(b"GP\x00\x01" + bytes(4) + b"\x01" + struct.pack("<II", 2, 2**31)), "vorm kan niet",
    ),
    "shape that is text": (lambda: geopackage("UPDATE plekken SET geom = 'x'"), "vorm kan niet"),
    "shape that is cut off": (lambda: with_shape(b"GP\x00\x01" + bytes(4) + b"\x01\x01\x00"), "vorm kan niet"),
    "unknown system": (
        lambda: geopackage("UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 1"), "coördinatenstelsel",
    ),
    "no rows": (lambda: geopackage("DELETE FROM plekken"), "Geen laag heeft rijen"),
    "no standard tables": (lambda: geopackage("DROP TABLE gpkg_geometry_columns"), "geen volledig GeoPackage"),
    "half a file": (lambda: geopackage()[:30_000], "kan niet worden gelezen"),
    "head alone": (lambda: geopackage()[:100], "kan niet worden gelezen"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "message"), HOSTILE_GPKG.values(), ids=HOSTILE_GPKG)
def test_hostile_geopackage_is_refused_with_a_sentence(make, message):
    assert message in refusal(make(), "plekken.gpkg")[0].message


def test_database_that_is_no_geopackage_says_so(tmp_path):
    with sqlite3.connect(tmp_path / "x.db") as base:
        base.execute("CREATE TABLE a (b)")
    base.close()
    assert "iets anders" in refusal((tmp_path / "x.db").read_bytes(), "x.gpkg")[0].message


def test_more_rows_or_points_than_the_limit_are_refused():
    assert "te veel rijen" in refusal(geopackage(), "x.gpkg", replace(LIMITS, rows=2))[0].message
    assert "te veel punten" in refusal(geopackage(), "x.gpkg", replace(LIMITS, points=2))[0].message


def test_no_part_of_a_file_that_is_spoilt_gives_a_traceback():
    content = geopackage()
    rng = np.random.default_rng(4)
    for _time in range(60):
        spoilt = bytearray(content)
        for place in rng.integers(100, len(content), 40):
            spoilt[place] = rng.integers(256)
        try:
            read = read_upload(bytes(spoilt), "x.gpkg")
        except UploadRefused:
            continue
        assert read.tables


def test_text_of_a_list_or_object_is_its_json():
    read = read_upload(geojson(feature(AMERSFOORT_DEGREES, a=[1, "é"])), "x.json")
    assert json.loads(read.tables["x"]["a"].iloc[0]) == [1, "é"]
