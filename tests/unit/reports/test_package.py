"""Everything of a region leaves in open formats, with its origin; what is hidden stays hidden."""

import io
import json
import zipfile

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from shapely.geometry import Point

from mapping.analysis.model_run import run
from mapping.analysis.need import with_vraag
from mapping.analysis.open_tables import OPEN_TABLES, open_tables, with_sheltered_places
from mapping.analysis.settings import Settings
from mapping.model import SHELTERED
from mapping.reports.dcat import Publisher
from mapping.reports.package import FORMATS, TITLES, about_region, bundle, datasets, export
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage

SMALL = ("gaten_regio", "organisatie", "vindplaats", "inventaris")


@pytest.fixture(scope="module")
def example():
    """Return the tables and the outcome of the example."""
    tables, _made = with_vraag(GeoPackage(EXAMPLE_FILE).read())
    return tables, run(tables, tables["vraag"], Settings(on="2026-11-01"))


@pytest.fixture(scope="module")
def packed(example):
    """Return the package of a few datasets in every format, opened."""
    tables, outcome = example
    about = about_region(tables, region="voorbeeld.gpkg", title="Pakket", choices=[("soort steun", "alle steun")])
    exported = [export(one, about, FORMATS) for one in datasets(outcome, tables, SMALL)]
    content = bundle(exported, made_on="2026-11-22", publisher=Publisher("X", "https://x.example"))
    return zipfile.ZipFile(io.BytesIO(content))


def test_every_dataset_that_may_leave_has_a_title():
    assert set(OPEN_TABLES) <= set(TITLES)


def test_each_dataset_is_there_in_each_format_that_fits(packed):
    names = set(packed.namelist())

    assert {f"{ending}/{name}.{ending}" for name in SMALL for ending in ("xlsx", "csv", "gpkg")} <= names
    assert {name for name in names if name.startswith("geojson/")} == {"geojson/vindplaats.geojson"}
    assert {"LEESMIJ.txt", "catalogus.jsonld"} <= names
    assert packed.testzip() is None


@pytest.mark.parametrize(
    "said", ["CBS 85318NED", "1-1-2022", "alle steun", "CC BY 4.0", "verzonnen", "voorbeeld.gpkg, 1"]
)
def test_every_file_says_where_it_comes_from(packed, said, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(packed.read("xlsx/organisatie.xlsx")))
    path = tmp_path / "x.gpkg"
    path.write_bytes(packed.read("gpkg/organisatie.gpkg"))
    texts = [
        " ".join(str(cell.value) for row in book["Verantwoording"].iter_rows() for cell in row),
        packed.read("csv/organisatie.csv").decode("utf-8-sig"),
        " ".join(gpd.read_file(path, layer="verantwoording")["tekst"]),
        json.dumps(json.loads(packed.read("geojson/vindplaats.geojson"))["verantwoording"], ensure_ascii=False),
        packed.read("LEESMIJ.txt").decode(),
        packed.read("catalogus.jsonld").decode(),
    ]

    assert [said in text for text in texts] == [True] * len(texts)


def test_place_that_is_known_by_wijk_only_has_no_point_and_no_address_in_any_file(example):
    tables, _outcome = example
    rows = open_tables(tables)["vindplaats"]
    hidden = (rows["precisie"] == "wijk") | rows["type"].isin(SHELTERED)

    assert hidden.any()
    assert rows.loc[hidden, ["adres", "pc4"]].isna().all(axis=None)
    assert rows.geometry[hidden].isna().all()
    assert rows.geometry[~hidden].notna().any()


def test_counts_of_people_that_the_region_made_itself_do_not_leave(example):
    tables, outcome = example
    names = {one.name for one in datasets(outcome, tables, [*TITLES, "gebruik", "vindplaats_subgroep", "vraag", "cel"])}

    assert not names & {"gebruik", "vindplaats_subgroep", "vraag", "cel", "leeftijd", "meta"}
    assert "door" not in open_tables(tables)["inventaris"].columns


def test_results_leave_as_they_may_be_shown(example):
    tables, outcome = example
    wijk = next(one for one in datasets(outcome, tables, ["gaten_wijk"]))

    blank = wijk.table["merk"] != ""
    assert blank.any()
    assert wijk.table.loc[blank, "vraag"].isna().all()
    assert (wijk.table["vraag"].dropna() % 1 == 0).all()
    assert wijk.drawn.crs == 28992
    assert len(wijk.drawn) == wijk.drawn[["gebiedcode", "subgroep"]].drop_duplicates().shape[0]
    assert wijk.drawn.geometry.notna().all()


def test_table_without_rows_is_left_out(example):
    tables, outcome = example
    without = {**tables, "verbinding": tables["verbinding"].iloc[:0]} if "verbinding" in tables else tables

    assert not [one for one in datasets(outcome, without, ["verbinding"]) if isinstance(one.table, pd.DataFrame)]


def test_sheltered_place_says_no_more_than_its_wijk_and_keeps_what_is_stored_when_it_comes_back(example):
    tables, _outcome = example
    stored = tables["vindplaats"].copy()
    hidden = (stored["precisie"] == "wijk") | stored["type"].isin(SHELTERED)
    stored.loc[hidden, ["adres", "pc4", "gebiedcode"]] = ["Weg 1", "3071", "BU05990110"]
    stored.loc[hidden, "geometry"] = Point(92_500, 437_500)

    left = open_tables({"vindplaats": stored})["vindplaats"]

    assert left.loc[hidden, ["adres", "pc4", "gebiedcode", "geometry"]].isna().all(axis=None)
    assert left.loc[~hidden, "gebiedcode"].equals(stored.loc[~hidden, "gebiedcode"])
    assert_geodataframe_equal(with_sheltered_places(left, stored), stored)


def test_wijk_of_a_sheltered_place_may_leave(example):
    tables, _outcome = example
    rows = open_tables({"vindplaats": tables["vindplaats"].assign(type="opvang", gebiedcode="WK059901")})["vindplaats"]

    assert set(rows["gebiedcode"]) == {"WK059901"}


def test_name_of_a_file_that_is_no_text_stops_no_format(example):
    tables, outcome = example
    about = about_region(tables, region="regio\udcff.gpkg", title="Pakket")
    exported = [export(one, about, FORMATS) for one in datasets(outcome, tables, ["organisatie", "vindplaats"])]

    assert bundle(exported, made_on="2026-11-22", publisher=Publisher("X", "https://x.example"))


def test_share_of_a_gebied_does_not_leave_where_the_figure_of_that_gebied_is_hidden(example):
    tables, _outcome = example
    local = tables["aandeel"]["gebiedcode"].str.startswith("WK")
    group = tables["aandeel"].loc[local, "subgroep"].iloc[0]
    levels = tables["subgroep"]["minimaal_niveau"].where(tables["subgroep"]["subgroep"] != group, "gemeente")

    left = open_tables({**tables, "subgroep": tables["subgroep"].assign(minimaal_niveau=levels)})["aandeel"]

    assert local.any()
    assert not left.loc[left["subgroep"] == group, "gebiedcode"].str.startswith("WK").any()
    assert (left["gebiedcode"] == "NL").sum() == (tables["aandeel"]["gebiedcode"] == "NL").sum()
    assert open_tables(tables)["aandeel"].equals(tables["aandeel"])
