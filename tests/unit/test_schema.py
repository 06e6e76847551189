"""Contracts: every fault is a Dutch sentence with table, row, column, value and cure; all findings come at once."""

import ast
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from mapping.contract import DTYPES, LONG_TABLE_ROWS, typed
from mapping.model import RD_NEW, WGS84
from mapping.schema import DERIVED, NEEDED, TABLES, cast, check

TODAY = date(2026, 11, 1)

ORGANISATIE = {
    "organisatie": "cvl-test", "naam": "CvL Test", "werkkring": "zorg", "levensbeschouwing": None,
    "gemeentecode": "GM9001", "website": None, "laatst_gecontroleerd": "2026-01-01", "bron": "test",
    "peildatum": "2026-01-01",
}  # fmt: skip
INITIATIEF = dict.fromkeys(TABLES["initiatief"].columns) | {
    "initiatief": "koffie", "naam": "Koffie", "organisatie": "cvl-test", "aanbiederssoort": "vrijwilligers",
    "kanaal": "op locatie;telefonisch", "abc": "A", "telt_als_plaats": True, "verwijzing_nodig": "nee",
    "werkgebied_stand": "lijst", "status": "actief", "voorbeeld": True, "bron": "test", "peildatum": "2026-01-01",
}  # fmt: skip
NOTED = {"bron": "test", "peildatum": "2026-01-01"}


def offer(**changes: object) -> dict[str, pd.DataFrame]:
    """Return one organisatie with one initiatief, with these cells of the initiatief changed."""
    row = INITIATIEF | changes
    table = gpd.GeoDataFrame([row], geometry=[shapely.Point(101_000, 431_000)], crs=RD_NEW)
    return {"organisatie": pd.DataFrame([ORGANISATIE]), "initiatief": table}


def facts(findings) -> list[tuple]:
    return [(f.file, f.row, f.column, f.value) for f in findings]


@pytest.fixture
def tables(made):
    """Return copies of the tables of the made region that a test may spoil."""
    return {name: made.tables[name].copy() for name in ("gebied", "postcode", "cel", "subgroep", "aandeel", "basis")}


def test_long_table_is_read_as_a_short_one():
    cells = ["2026-01-01", "31-12-2026", None, "", "2026-02-30", "2026-03-01"]
    rows = {"organisatie": "a", "naam": "b", "bron": "test", "peildatum": cells}
    short, found = typed(pd.DataFrame(rows), TABLES["organisatie"], file="x")
    times = LONG_TABLE_ROWS
    long, many = typed(pd.DataFrame(rows | {"peildatum": cells * times}), TABLES["organisatie"], file="x")
    pd.testing.assert_series_equal(long["peildatum"][: len(cells)], short["peildatum"])
    broken = [(f.row, f.value) for f in found if f.column == "peildatum"]
    assert broken == [(2, "31-12-2026"), (5, "2026-02-30")]
    told = [(f.row, f.value) for f in many if f.column == "peildatum"]
    assert told[:2] == broken
    assert len(told) == times * len(broken)


def test_made_region_and_offer_have_no_fault(made):
    assert check(made.tables, today=TODAY) == []
    assert check(offer(), today=TODAY) == []


CELLS = {
    "percentage 130 as a share": ("aandeel", "hoog", 1.3, "Dit getal is te hoog", "Het mag niet hoger zijn dan 1"),
    "share below zero": ("aandeel", "laag", -0.1, "Dit getal is te laag", "Het moet 0 of hoger zijn"),
    "unknown subgroep": (
        "aandeel",
        "subgroep",
        "rauw",
        "Deze waarde staat niet in de tabel subgroep",
        "Kies een waarde",
    ),
    "postcode with a letter": ("postcode", "pc4", "3O71", "Deze code heeft niet de goede vorm", "Schrijf zo: 3071"),
    "postcode that begins with 0": (
        "postcode",
        "pc4",
        "0123",
        "Deze code heeft niet de goede vorm",
        "Schrijf zo: 3071",
    ),
    "-99997 as a number": ("gebied", "inwoners", -99997, "de code van CBS voor ‘onbekend’", "Laat de cel leeg"),
    "-99995 as a number": ("postcode", "inwoners", -99995, "de code van CBS voor ‘onbekend’", "Laat de cel leeg"),
    "-99997 as a percentage": ("basis", "waarde", -99997.0, "de code van CBS voor ‘onbekend’", "Laat de cel leeg"),
    "negative people": ("cel", "inwoners", -3.0, "Dit getal is te laag", "Het moet 0 of hoger zijn"),
    "a date in the future": (
        "gebied",
        "peildatum",
        "2026-11-02",
        "Deze datum ligt in de toekomst",
        "tot en met 2026-11-01",
    ),
    "a date that is none": ("gebied", "peildatum", "2026-02-30", "Dit is geen datum", "jaar-maand-dag"),
    "a gebied in lower case": ("gebied", "gebiedcode", "wk900100", "Deze code heeft niet de goede vorm", "WK059901"),
    "stedelijkheid 6": ("gebied", "stedelijkheid", 6, "Dit getal is te hoog", "Het mag niet hoger zijn dan 5"),
    "an unknown rol": ("subgroep", "rol", "kenmrk", "Deze waarde kennen wij niet", "levensvraag, kenmerk"),
    "an empty name": ("gebied", "gebiednaam", None, "Deze cel mag niet leeg zijn", "Vul de cel in"),
}


@pytest.mark.parametrize(("name", "column", "value", "message", "cure"), CELLS.values(), ids=CELLS)
def test_fault_in_a_cell_gives_its_sentence(tables, name, column, value, message, cure):
    tables[name].loc[2, column] = value
    found = [f for f in check(tables, today=TODAY) if (f.file, f.column) == (name, column)]
    assert len(found) == 1
    assert found[0].row == 3
    assert found[0].value == ("" if value is None else str(value))
    assert message in found[0].message
    assert cure in found[0].cure
    assert found[0].sentence().startswith(f"{name}, rij 3, {column}: ")


def test_percentage_130_and_minus_5_of_a_cbs_file_are_found_and_their_rows_count_the_header():
    from mapping.schema import checked
    from mapping.schema_cbs import KERNCIJFERS

    row = {"wijkcode": "WK900100", "aantal_inwoners": "10", "stedelijkheid_klasse": "1",
           "percentage_personen_laagste_40_inkomen": "130", "percentage_opleidingsniveau_hoog": "-5"}  # fmt: skip
    _table, found = checked(pd.DataFrame([row]), KERNCIJFERS, file="k.csv", today="2026-11-01")
    assert facts(found) == [
        ("k.csv", 2, "percentage_opleidingsniveau_hoog", "-5.0"),
        ("k.csv", 2, "percentage_personen_laagste_40_inkomen", "130.0"),
    ]


def test_cell_that_holds_no_number_is_named_as_it_stands_and_once(tables):
    tables["cel"]["inwoners"] = tables["cel"]["inwoners"].astype(object)
    tables["cel"].loc[4, "inwoners"] = "twaalf"
    found = check(tables, today=TODAY)
    assert facts(found) == [("cel", 5, "inwoners", "twaalf")]
    assert found[0].message == "Dit is geen getal"


OFFER_CELLS = {
    "negative capacity": ({"capaciteit": -4.0}, "capaciteit", "Dit getal is te laag"),
    "endless capacity": ({"capaciteit": float("inf")}, "capaciteit", "Dit is geen getal"),
    "zero weeks": ({"duur_weken": 0.0}, "duur_weken", "Dit getal is te laag"),
    "checked in the future": ({"laatst_gecontroleerd": "2027-01-01"}, "laatst_gecontroleerd", "Deze datum ligt in de"),
    "unknown channel in a list": ({"kanaal": "op locatie;rooksignaal"}, "kanaal", "Deze waarde kennen wij niet"),
    "unknown organisatie": ({"organisatie": "wie-dan"}, "organisatie", "staat niet in de tabel organisatie"),
    "postcode 3O71": ({"pc4": "3O71"}, "pc4", "Deze code heeft niet de goede vorm"),
    "name with a space": ({"initiatief": "met spatie"}, "initiatief", "Deze code heeft niet de goede vorm"),
    "neither ja nor nee": ({"telt_als_plaats": "misschien"}, "telt_als_plaats", "Dit is geen ja of nee"),
}


@pytest.mark.parametrize(("changes", "column", "message"), OFFER_CELLS.values(), ids=OFFER_CELLS)
def test_fault_in_an_initiatief_gives_its_sentence(changes, column, message):
    found = check(offer(**changes), files={"initiatief": "initiatief.csv"}, today=TODAY)
    assert [(f.file, f.row, f.column) for f in found] == [("initiatief.csv", 2, column)]
    assert message in found[0].message
    assert found[0].cure


def test_a_planned_date_may_lie_in_the_future():
    assert check(offer(einddatum="2030-01-01"), today=TODAY) == []


def test_iedereen_is_a_subgroep_of_an_initiatief_and_a_misspelt_one_is_not(made):
    rows = [("koffie", "iedereen"), ("koffie", "ruow")]
    listed = pd.DataFrame([{"initiatief": a, "subgroep": b, "nadruk": "ook voor", **NOTED} for a, b in rows])
    found = check({**offer(), "subgroep": made.tables["subgroep"], "initiatief_subgroep": listed}, today=TODAY)
    assert facts(found) == [("initiatief_subgroep", 2, "subgroep", "ruow")]


RULE_ROWS = {
    "age that is none": ("toegangsregel", {"alternatief": 1, "soort": "min_leeftijd", "waarde": "vijftig"}, "waarde"),
    "age left out": ("toegangsregel", {"alternatief": 1, "soort": "max_leeftijd", "waarde": None}, "waarde"),
    "postcode in werkgebied": ("werkgebied", {"gebiedsoort": "pc4", "code": "3O71"}, "code"),
    "gemeente in werkgebied": ("werkgebied", {"gebiedsoort": "gemeente", "code": "0599"}, "code"),
}


@pytest.mark.parametrize(("name", "row", "column"), RULE_ROWS.values(), ids=RULE_ROWS)
def test_value_that_does_not_fit_its_kind_of_rule_is_named(name, row, column):
    found = check({**offer(), name: pd.DataFrame([{"initiatief": "koffie", **row, **NOTED}])}, today=TODAY)
    assert [(f.file, f.row, f.column) for f in found] == [(name, 1, column)]


def test_laag_midden_hoog_must_rise(tables):
    tables["aandeel"].loc[0, ["laag", "midden", "hoog"]] = [0.3, 0.2, 0.4]
    found = check(tables, today=TODAY)
    assert facts(found) == [("aandeel", 1, "laag, midden, hoog", "0.3 / 0.2 / 0.4")]


def test_duplicate_code_is_named_at_its_second_row(tables):
    tables["gebied"].loc[5, "gebiedcode"] = "WK900100"
    found = [f for f in check(tables, today=TODAY) if f.file == "gebied"]
    assert facts(found) == [("gebied", 6, "gebiedcode", "WK900100")]
    assert found[0].message == "Deze sleutel staat er al"
    assert found[0].cure


def test_wrong_crs_is_one_finding_and_names_both(tables):
    tables["gebied"] = tables["gebied"].to_crs(WGS84)
    found = check(tables, today=TODAY)
    assert facts(found) == [("gebied", None, "geometry", "EPSG:4326")]
    assert "RD New" in found[0].message
    assert "EPSG:28992" in found[0].cure


def test_no_crs_is_found_as_well(tables):
    tables["cel"] = tables["cel"].set_crs(None, allow_override=True)
    assert [(f.file, f.column, f.value) for f in check(tables, today=TODAY)] == [("cel", "geometry", "geen")]


BOWTIE = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
SHAPES = {
    "missing": (None, "De vorm ontbreekt"),
    "empty": (shapely.MultiPolygon(), "De vorm is leeg"),
    "crossing itself": (BOWTIE, "De omtrek kruist zichzelf"),
    "a point for an area": (shapely.Point(1, 1), "Dit is niet de goede soort vorm"),
}


@pytest.mark.parametrize(("shape", "message"), SHAPES.values(), ids=SHAPES)
def test_shape_that_cannot_be_used_is_named_by_the_code_of_its_row(tables, shape, message):
    shapes = tables["gebied"].geometry.to_numpy().copy()
    shapes[3] = shape
    tables["gebied"] = tables["gebied"].set_geometry(gpd.GeoSeries(shapes, crs=RD_NEW))
    found = check(tables, today=TODAY)
    assert facts(found) == [("gebied", 4, "geometry", tables["gebied"].at[3, "gebiedcode"])]
    assert found[0].message == message
    assert "QGIS" in found[0].cure or "vlak" in found[0].cure


def test_column_too_many_is_named_and_the_known_ones_are_listed(tables):
    tables["gebied"]["inwonres"] = 1
    (found,) = check(tables, today=TODAY)
    assert (found.file, found.column) == ("gebied", "inwonres")
    assert "kennen wij niet" in found.message
    assert "inwoners" in found.cure


def test_column_that_came_later_may_be_absent_and_comes_back_empty():
    before = TABLES["initiatief"].empty().drop(columns="werkgebied_tekst")

    assert check({"initiatief": before}, today=TODAY) == []
    assert "werkgebied_tekst" in cast(before, "initiatief").columns


@pytest.mark.parametrize("name", [name for name in TABLES if name != "meta"])
def test_column_that_is_missing_is_named_whichever_it_is(name):
    contract = TABLES[name]
    for column in (name for name, rules in contract.columns.items() if not rules.may_be_absent):
        found = check({name: contract.empty().drop(columns=column)}, today=TODAY)
        assert (name, column) in [(f.file, f.column) for f in found if f.message == "De kolom ontbreekt"]


def test_missing_column_hides_no_other_fault(tables):
    tables["aandeel"] = tables["aandeel"].drop(columns="hoog")
    tables["aandeel"].loc[0, "laag"] = 2.0
    found = check(tables, today=TODAY)
    assert facts(found) == [("aandeel", None, "hoog", ""), ("aandeel", 1, "laag", "2.0")]


def test_text_where_shapes_should_be_is_a_missing_column(tables):
    tables["gebied"] = pd.DataFrame(tables["gebied"]).assign(geometry="POINT (1 2)")
    assert facts(check(tables, today=TODAY)) == [("gebied", None, "geometry", "")]


def test_table_without_rows_that_must_have_some_is_named(tables):
    tables["gebied"] = TABLES["gebied"].empty()
    found = [f for f in check(tables, today=TODAY) if f.file == "gebied"]
    assert [f.message for f in found] == ["Er staan geen rijen in deze tabel"]


def test_unknown_table_is_named():
    (found,) = check({"gebiet": pd.DataFrame()}, today=TODAY)
    assert found.value == "gebiet"
    assert "gebied" in found.cure


def test_all_faults_of_all_tables_come_at_once(tables):
    tables["gebied"].loc[0, ["gebiednaam", "stedelijkheid"]] = [None, 9]
    tables["gebied"].loc[4, "gemeentecode"] = "9001"
    tables["cel"].loc[1, "inwoners"] = -1.0
    tables["aandeel"]["extra"] = "x"
    assert sorted((f.file, f.row or 0, f.column) for f in check(tables, today=TODAY)) == [
        ("aandeel", 0, "extra"),
        ("cel", 2, "inwoners"),
        ("gebied", 1, "gebiednaam"),
        ("gebied", 1, "stedelijkheid"),
        ("gebied", 5, "gemeentecode"),
    ]


def test_checking_changes_nothing(tables):
    kept = {name: table.copy() for name, table in tables.items()}
    check(tables, today=TODAY)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, kept[name])


def test_cast_gives_dtypes_back_and_missing_columns_as_missing():
    table = cast(
        pd.DataFrame({"pc4": [3071], "leeftijdsband": ["0-4"], "inwoners": [5.0], "x": [1]}), "postcode_leeftijd"
    )
    assert list(table.columns) == list(TABLES["postcode_leeftijd"].columns)
    assert table.at[0, "pc4"] == "3071"
    assert table["inwoners"].dtype == "Int64"
    assert table["bron"].isna().all()


@pytest.mark.parametrize("name", TABLES)
def test_empty_table_has_the_dtypes_of_its_contract_and_no_fault_but_emptiness(name):
    empty = TABLES[name].empty()
    kinds = {c: DTYPES[column.kind] for c, column in TABLES[name].columns.items() if not column.is_geometry}
    assert {c: str(empty[c].dtype) for c in kinds} == kinds
    assert {f.message for f in check({name: empty}, today=TODAY)} <= {"Er staan geen rijen in deze tabel"}


def test_every_table_is_known_by_its_own_name_and_has_its_key():
    assert {name: contract.name for name, contract in TABLES.items()} == {name: name for name in TABLES}
    assert all(set(contract.key) <= set(contract.columns) for contract in TABLES.values())
    assert set(NEEDED) | set(DERIVED) <= set(TABLES)


def test_every_reference_points_to_a_column_that_is_there():
    pointers = [column.refers for contract in TABLES.values() for column in contract.columns.values() if column.refers]
    assert pointers
    for pointer in pointers:
        table, key = pointer.split(".")
        assert key in TABLES[table].columns


def test_choices_of_a_contract_are_those_of_the_catalogue():
    from mapping.sources.catalogue import CATALOGUE_FOLDER

    choices = {
        "vindplaatstype": ("vindplaats", "type"),
        "aanbiederssoort": ("initiatief", "aanbiederssoort"),
        "diepte": ("initiatief", "diepte"),
        "kanaal": ("initiatief", "kanaal"),
        "werkkring": ("organisatie", "werkkring"),
    }
    for file, (table, column) in choices.items():
        listed = pd.read_csv(CATALOGUE_FOLDER / f"{file}.csv")["code"]
        assert set(listed) == set(TABLES[table].columns[column].allowed), file


def test_contract_modules_stay_readable():
    folder = Path(__file__).resolve().parents[2] / "mapping"
    for path in [folder / "schema.py", *folder.glob("contracts_*.py"), folder / "contract_columns.py"]:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) < 300
        assert ast.get_docstring(ast.parse(text))


def test_whole_number_too_large_to_be_exact_is_refused(tables):
    tables["gebied"]["inwoners"] = tables["gebied"]["inwoners"].astype(object)
    tables["gebied"].loc[0, "inwoners"] = 10**23
    assert facts(check(tables, today=TODAY)) == [("gebied", 1, "inwoners", str(10**23))]


def test_werkgebied_that_says_list_and_has_none_is_named():
    tables = offer(werkgebied_stand="lijst") | {"werkgebied": TABLES["werkgebied"].empty()}
    assert ("initiatief", 1, "werkgebied_stand", "koffie") in facts(check(tables, today=TODAY))


def test_werkgebied_that_says_list_and_has_one_is_fine():
    row = {"initiatief": "koffie", "gebiedsoort": "pc4", "code": "3071", **NOTED}
    assert check(offer(werkgebied_stand="lijst") | {"werkgebied": pd.DataFrame([row])}, today=TODAY) == []
