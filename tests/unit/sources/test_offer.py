"""The offer of a folder: all findings of all its files at once, and each point in its gebied."""

import shutil

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from mapping.errors import TableError
from mapping.model import RD_NEW
from mapping.sources.example import EXAMPLE_FOLDER
from mapping.sources.offer import OFFER_TABLES, gebied_of, read_offer
from tests.conftest import TODAY


@pytest.fixture
def folder(tmp_path):
    """Return a copy of the offer of the example, to be spoilt."""
    for name in OFFER_TABLES:
        if (EXAMPLE_FOLDER / f"{name}.csv").exists():
            shutil.copy(EXAMPLE_FOLDER / f"{name}.csv", tmp_path)
    return tmp_path


def read(folder, made):
    return read_offer(folder, made.tables["gebied"], made.tables["subgroep"], today=TODAY)


def spoil(folder, file, row, column, value):
    table = pd.read_csv(folder / file, dtype=str)
    table.loc[row, column] = value
    table.to_csv(folder / file, index=False)


def found(folder, made):
    with pytest.raises(TableError) as caught:
        read(folder, made)
    assert all(f.cure for f in caught.value.findings)
    return [(f.file, f.row, f.column, f.value) for f in caught.value.findings]


def test_offer_of_the_example_is_read_on_any_region(folder, made):
    tables = read(folder, made)
    assert set(tables) == set(OFFER_TABLES)
    assert len(tables["initiatief"]) > 40
    assert len(tables["vindplaats"]) > 40
    assert set(tables["initiatief"]["gebiedcode"].dropna()) <= set(made.tables["gebied"]["gebiedcode"])
    assert tables["inventaris"].empty


FAULTS = {
    "negative capacity": ("initiatief.csv", "capaciteit", "-4", "-4.0"),
    "unknown subgroep": ("initiatief_subgroep.csv", "subgroep", "ruow", "ruow"),
    "date in the future": ("initiatief.csv", "laatst_gecontroleerd", "2027-01-01", "2027-01-01"),
    "-99997 as a number": ("initiatief.csv", "wachttijd_weken", "-99997", "-99997.0"),
    "postcode 3O71": ("vindplaats.csv", "pc4", "3O71", "3O71"),
    "unknown organisatie": ("initiatief.csv", "organisatie", "wie-dan", "wie-dan"),
    "unknown type": ("vindplaats.csv", "type", "kroeg", "kroeg"),
}


@pytest.mark.parametrize(("file", "column", "value", "shown"), FAULTS.values(), ids=FAULTS)
def test_fault_is_named_with_the_row_that_the_user_sees(folder, made, file, column, value, shown):
    spoil(folder, file, 3, column, value)
    assert found(folder, made) == [(file, 5, column, shown)]


def test_person_in_the_offer_is_refused_and_shown_masked(folder, made):
    spoil(folder, "initiatief.csv", 3, "naam", "Bel mevrouw Jansen 06-12345678, BSN 111222333, jan.jansen@gmail.com")
    refused = found(folder, made)
    assert {place[:3] for place in refused} == {("initiatief.csv", 5, "naam")}
    assert len(refused) == 3
    assert not any(secret in value for *_place, value in refused for secret in ("12345678", "111222333", "jan.jansen"))


def test_person_in_an_unknown_column_or_a_faulty_cell_is_shown_masked_only(folder, made):
    spoil(folder, "initiatief.csv", 3, "opmerking van ons", "bel 06-12345678")
    spoil(folder, "initiatief.csv", 4, "capaciteit", "bel 06-12345678")
    refused = found(folder, made)
    assert [place[:3] for place in refused] == [
        ("initiatief.csv", None, "opmerking van ons"),  # a column that we do not know
        ("initiatief.csv", 5, "opmerking van ons"),
        ("initiatief.csv", 6, "capaciteit"),
    ]
    assert not any("12345678" in value for *_place, value in refused)


def test_office_in_its_own_column_is_no_person(folder, made):
    spoil(folder, "organisatie.csv", 0, "telefoon", "010 414 14 14")
    spoil(folder, "organisatie.csv", 0, "website", "https://organisatie.example")
    assert len(read(folder, made)["organisatie"])


@pytest.mark.parametrize(("x", "y"), [("veel", "431000"), ("", "431000"), ("101000", "")])
def test_half_a_place_is_named(folder, made, x, y):
    spoil(folder, "initiatief.csv", 0, "x", x)
    spoil(folder, "initiatief.csv", 0, "y", y)
    assert [(file, row, column) for file, row, column, _value in found(folder, made)] == [("initiatief.csv", 2, "x, y")]


def test_missing_columns_of_place_are_named_as_the_user_knows_them(folder, made):
    table = pd.read_csv(folder / "vindplaats.csv", dtype=str).drop(columns=["x", "y"])
    table.to_csv(folder / "vindplaats.csv", index=False)
    assert found(folder, made) == [("vindplaats.csv", None, "x", ""), ("vindplaats.csv", None, "y", "")]


def test_column_too_many_is_named(folder, made):
    spoil(folder, "organisatie.csv", 0, "telefon", "010")
    assert found(folder, made) == [("organisatie.csv", None, "telefon", "")]


def test_all_faults_of_all_files_come_at_once(folder, made):
    spoil(folder, "initiatief.csv", 0, "x", "veel")
    spoil(folder, "initiatief.csv", 1, "capaciteit", "-4")
    spoil(folder, "organisatie.csv", 0, "naam", None)
    (folder / "werkgebied.csv").write_bytes(b"")
    assert {file for file, *_rest in found(folder, made)} == {"initiatief.csv", "organisatie.csv", "werkgebied.csv"}
    assert len(found(folder, made)) == 4


def test_absent_folder_is_named(tmp_path, made):
    assert found(tmp_path / "weg", made)[0][0].endswith("weg")


def test_folder_without_files_is_an_empty_offer(tmp_path, made):
    assert all(table.empty for table in read(tmp_path, made).values())


def test_other_files_in_the_folder_are_left_alone(folder, made):
    (folder / "aantekeningen.csv").write_bytes(b"\x00")
    assert len(read(folder, made)["initiatief"]) > 0


def test_point_gets_its_gebied_and_without_a_point_what_was_filled_in_stays():
    areas = gpd.GeoDataFrame(
        {"gebiedcode": ["WK900100", "WK900101"]}, geometry=[shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)],
        crs=RD_NEW,
    )  # fmt: skip
    points = gpd.GeoDataFrame(
        {"gebiedcode": [None, "WK900100", "WK900101", "WK999999", None]},
        geometry=[shapely.Point(5, 5), shapely.Point(99, 99), None, None, shapely.Point(10, 5)],
        crs=RD_NEW,
    )
    codes = gebied_of(points, areas)
    assert codes[0] == "WK900100"
    assert codes[2] == "WK900101"
    assert codes[4] in ("WK900100", "WK900101")
    assert codes[[1, 3]].isna().all()
