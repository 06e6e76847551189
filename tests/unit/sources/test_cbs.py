"""CBS files to a region: all findings of all files at once, the regions asked for, the warnings."""

import shutil
from dataclasses import fields
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from mapping.errors import TableError
from mapping.model import RD_NEW
from mapping.sources.cbs import CbsFiles, peildata, read_region, year_in
from mapping.sources.pieces import overlaps
from tests.conftest import TODAY, cbs_files
from tests.formats import make


@pytest.fixture
def files(tmp_path) -> CbsFiles:
    """Return the made files in a folder of their own, to be spoilt."""
    for field in fields(CbsFiles):
        path = getattr(cbs_files(make.FOLDER), field.name)
        shutil.copy(path, tmp_path / path.name)
    return cbs_files(tmp_path)


def spoil_csv(path: Path, change) -> None:
    table = pd.read_csv(path, dtype=str)
    changed = change(table)
    (table if changed is None else changed).to_csv(path, index=False)


def spoil_gpkg(path: Path, change) -> None:
    table = gpd.read_file(path)
    changed = change(table)
    path.unlink()
    (table if changed is None else changed).to_file(path, driver="GPKG", layer="a")


def found(files: CbsFiles, *regios: str) -> list[tuple]:
    with pytest.raises(TableError) as caught:
        read_region(files, regios=regios, today=TODAY)
    assert all(f.cure and f.file for f in caught.value.findings)
    return [(f.file, f.row, f.column, f.value) for f in caught.value.findings]


def cell(row: int, column: str, value: object):
    def change(table):
        table[column] = table[column].astype(object)
        table.loc[row, column] = value

    return change


def reshape(row: int, shape):
    def change(table):
        shapes = table.geometry.to_numpy().copy()
        shapes[row] = shape
        return table.set_geometry(gpd.GeoSeries(shapes, crs=RD_NEW))

    return change


CSV_FAULTS = {
    "percentage 130": (make.KERNCIJFERS, "percentage_opleidingsniveau_hoog", "130", "130.0"),
    "fewer than nobody": (make.KERNCIJFERS, "aantal_inwoners", "-5", "-5"),
    "stedelijkheid 7": (make.KERNCIJFERS, "stedelijkheid_klasse", "7", "7"),
    "half a person": (make.KERNCIJFERS, "aantal_inwoners", "10.5", "10.5"),
    "a word for a number": (make.KERNCIJFERS, "aantal_inwoners", "veel", "veel"),
    "postcode 3O71": (make.LEEFTIJDEN, "pc4", "3O71", "3O71"),
    "unknown age group": (make.LEEFTIJDEN, "leeftijd", "0-9", "0-9"),
    "share over 1": (make.POSTCODE_GEBIED, "aandeel_pc4_oppervlakte", "1.3", "1.3"),
    "gemeente without GM": (make.REGIOS, "gemeentecode_2022", "9003", "9003"),
    "regio left out": (make.REGIOS, "regio", None, ""),
}


@pytest.mark.parametrize(("name", "column", "value", "shown"), CSV_FAULTS.values(), ids=CSV_FAULTS)
def test_fault_in_a_csv_is_named_with_the_row_that_the_user_sees(files, name, column, value, shown):
    folder = files.wijken.parent
    spoil_csv(folder / name, cell(2, column, value))
    assert (name, 4, column, shown) in found(files)


BOWTIE = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
GPKG_FAULTS = {
    "wrong CRS": (make.WIJKEN, lambda t: t.to_crs(4326), (None, "geometry", "EPSG:4326")),
    "empty outline with people": (make.POSTCODES, reshape(3, shapely.MultiPolygon()), (4, "geometry", "1004")),
    "outline crossing itself": (make.WIJKEN, reshape(3, BOWTIE), (4, "geometry", "WK900103")),
    "duplicate code": (make.WIJKEN, cell(3, "wijkcode", "WK900100"), (4, "wijkcode", "WK900100")),
    "column missing": (make.WIJKEN, lambda t: t.drop(columns="gemeentecode"), (None, "gemeentecode", "")),
}


@pytest.mark.parametrize(("name", "change", "expected"), GPKG_FAULTS.values(), ids=GPKG_FAULTS)
def test_fault_in_a_geopackage_is_named(files, name, change, expected):
    spoil_gpkg(files.wijken.parent / name, change)
    assert found(files) == [(name, *expected)]


def test_all_faults_of_all_files_come_at_once(files):
    spoil_csv(files.kerncijfers, cell(0, "aantal_inwoners", "-5"))
    spoil_csv(files.leeftijden, cell(1, "pc4", "3O71"))
    spoil_gpkg(files.postcodes, reshape(3, BOWTIE))
    files.wijken.write_bytes(b"")
    files.regios.unlink()
    names = [file for file, *_rest in found(files)]
    assert set(names) == {make.KERNCIJFERS, make.LEEFTIJDEN, make.POSTCODES, make.WIJKEN, make.REGIOS}


def test_columns_of_cbs_that_we_do_not_use_may_be_there_or_not(files):
    spoil_csv(files.kerncijfers, lambda table: table.drop(columns="woningvoorraad").assign(nieuw="1"))
    assert len(read_region(files, regios=[], today=TODAY).gebied) == 16


def test_unknown_regio_is_named_with_the_known_ones(files):
    with pytest.raises(TableError, match=r"‘Nergens’.*Testregio Oost, Testeiland") as caught:
        read_region(files, regios=["Testeiland", "Nergens"], today=TODAY)
    assert [(f.file, f.column, f.value) for f in caught.value.findings] == [(make.REGIOS, "regio", "Nergens")]


def test_gemeente_without_wijken_and_wijk_without_kerncijfers_are_named(files):
    spoil_csv(files.regios, lambda table: pd.concat([table, table.iloc[:1].assign(gemeentecode_2022="GM1234")]))
    spoil_csv(files.kerncijfers, lambda table: table[table["wijkcode"] != "WK900301"])
    assert found(files) == [
        (make.WIJKEN, None, "gemeentecode", "GM1234"),
        (make.KERNCIJFERS, None, "wijkcode", "WK900301"),
    ]


def test_year_of_a_file_must_be_past(files):
    renamed = files.kerncijfers.rename(files.kerncijfers.with_name("kern_2099.csv"))
    changed = CbsFiles(**{**vars(files), "kerncijfers": renamed})
    with pytest.raises(TableError, match="toekomst") as caught:
        read_region(changed, regios=[], today=TODAY)
    assert len(caught.value.findings) == 1


def test_year_that_no_name_says_is_assumed_and_said(files):
    renamed = files.kerncijfers.rename(files.kerncijfers.with_name("kern.csv"))
    region = read_region(CbsFiles(**{**vars(files), "kerncijfers": renamed}), regios=[], today=TODAY)
    assert set(region.gebied["peildatum"]) == {"2022-01-01"}
    assert any("kern.csv" in warning and "nemen aan: 2022" in warning for warning in region.warnings)


def test_year_of_a_geopackage_may_stand_in_the_name_of_its_layer(files):
    renamed = files.postcodes.rename(files.postcodes.with_name("postcodes.gpkg"))
    days = peildata(CbsFiles(**{**vars(files), "postcodes": renamed}))
    assert days.postcodes == "2020-01-01"
    assert days.assumed == []


@pytest.mark.parametrize(("name", "year"), [("a_2022.csv", "2022"), ("b_2021_v1.csv", "2021"), ("a12022x.csv", None)])
def test_year_is_one_that_stands_by_itself(name, year):
    assert year_in(name) == year


@pytest.mark.parametrize(
    ("regios", "n"), [((), 16), (("Testregio Oost",), 11), (("Testeiland",), 5), (("Testeiland", "Testregio Oost"), 16)]
)
def test_region_holds_the_gemeenten_of_the_regios_asked_for(regios, n):
    region = read_region(cbs_files(make.FOLDER), regios=regios, today=TODAY)
    assert len(region.gebied) == n
    assert not regios or set(region.gebied["regio"]) == set(regios)
    assert set(region.pieces.loc[region.pieces["inside"], "gebiedcode"]) == set(region.gebied["gebiedcode"])
    assert make.LETTER_WIJK in set(region.gebied["gebiedcode"]) or regios == ("Testeiland",)


def test_warnings_say_who_is_missing_and_which_years_differ():
    warnings = "\n".join(read_region(cbs_files(make.FOLDER), regios=[], today=TODAY).warnings)
    for text in (
        f"2 gebieden zonder inwoners: {make.EMPTY_WIJK} Dokkenpolder, {make.UNKNOWN_WIJK}",
        f"zonder omtrek vallen nergens: {make.OUTLINELESS_PC4}",
        f"onbekend aantal inwoners: {make.UNKNOWN_PC4}",
        f"zonder leeftijden (zij krijgen die van de regio): {make.AGELESS_PC4}",
        "De peildata verschillen: cbs_kerncijfers_wijken_2022.csv 2022-01-01",
    ):
        assert text in warnings


def test_hollow_postcode_without_people_is_left_out_and_nobody_is_lost():
    region = read_region(cbs_files(make.FOLDER), regios=[], today=TODAY)
    assert make.HOLLOW_PC4 not in set(region.postcode["pc4"])


def test_areas_come_from_the_outlines_where_there_is_no_table_of_shares():
    given = read_region(cbs_files(make.FOLDER), regios=[], today=TODAY).pieces
    measured = read_region(cbs_files(make.FOLDER, postcode_gebied=False), regios=[], today=TODAY).pieces
    both = given.merge(measured, on=["gebiedcode", "pc4"])
    assert len(both) == len(given) == len(measured)
    assert both["area_km2_x"].to_numpy() == pytest.approx(both["area_km2_y"].to_numpy(), abs=0.001)


def test_overlaps_drop_slivers_but_not_the_last_piece_of_a_gebied():
    gebieden = gpd.GeoSeries({"A": shapely.box(0, 0, 1000, 1000), "B": shapely.box(1000, 0, 2000, 1000)}, crs=RD_NEW)
    postcodes = gpd.GeoSeries({"1001": shapely.box(0, 0, 1002, 1000)}, crs=RD_NEW)
    frame = overlaps(gebieden, postcodes, inside=np.array([True, True]))
    assert frame["gebiedcode"].tolist() == ["A", "B"]
    wide = gpd.GeoSeries({"1001": postcodes.iloc[0], "1002": shapely.box(1002, 0, 2000, 1000)}, crs=RD_NEW)
    frame = overlaps(gebieden, wide, inside=np.array([True, True]))
    assert list(zip(frame["gebiedcode"], frame["pc4"], strict=True)) == [("A", "1001"), ("B", "1002")]


def test_point_of_a_piece_lies_in_it():
    hollow = shapely.box(0, 0, 100, 100).difference(shapely.box(10, 0, 90, 90))
    frame = overlaps(gpd.GeoSeries({"A": hollow}, crs=RD_NEW), gpd.GeoSeries({"1001": shapely.box(0, 0, 100, 100)}),
                     inside=np.array([True]))  # fmt: skip
    assert hollow.covers(frame["point"].iloc[0])
