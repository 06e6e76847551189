"""A file from outside: whatever is wrong with it becomes a finding with its name and a cure."""

import zipfile

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from mapping.schema_cbs import KERNCIJFERS, POSTCODES, WIJKEN
from mapping.sources.files import read_checked, read_raw
from tests.formats import make

GPKG = (make.FOLDER / make.WIJKEN).read_bytes()
CSV = (make.FOLDER / make.KERNCIJFERS).read_bytes()


def zipped(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("wijken.csv", CSV)


def spread(path, text: str) -> pd.DataFrame:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    table, findings = read_raw(path)
    assert findings == []
    return table


BAD = {
    "csv named gpkg": ("wijken.gpkg", CSV, "Dit is geen GeoPackage"),
    "gpkg named csv": ("wijken.csv", GPKG, "Dit is geen CSV maar een GeoPackage"),
    "gpkg named CSV": ("wijken.CSV", GPKG, "Dit is geen CSV maar een GeoPackage"),
    "garbage named gpkg": ("wijken.gpkg", b"\x00\xff" * 900, "Dit is geen GeoPackage"),
    "garbage named csv": ("wijken.csv", b"\x00\xff" * 900, "Dit is geen tekstbestand"),
    "half a gpkg": ("wijken.gpkg", GPKG[: len(GPKG) // 2], "Dit bestand kan niet worden gelezen"),
    "empty gpkg": ("wijken.gpkg", b"", "Dit bestand is leeg"),
    "empty csv": ("wijken.csv", b"", "Dit bestand is leeg"),
    "csv of white space": ("wijken.csv", b" \r\n\n;;\n", "Dit bestand is leeg"),
    "csv of a mark alone": ("wijken.csv", b"\xef\xbb\xbf", "Dit bestand is leeg"),
    "quote that stays open": ("wijken.csv", b'a,b\n1,"2\n3,4\n', "Deze CSV kan niet worden gelezen"),
    "more cells than the head": ("wijken.csv", b"a,b\n1,2,3\n4,5,6\n", "De rijen hebben meer cellen dan de kop"),
}


@pytest.mark.parametrize(("name", "content", "message"), BAD.values(), ids=BAD)
def test_file_that_cannot_be_read_gives_one_finding(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    table, (finding,) = read_checked(tmp_path / name, WIJKEN, today="2026-11-01")
    assert (finding.file, finding.message) == (name, message)
    assert finding.cure
    assert table.empty


@pytest.mark.parametrize("name", ["wijken.gpkg", "wijken.csv"])
def test_zip_is_not_what_its_name_says(tmp_path, name):
    zipped(tmp_path / name)
    _table, (finding,) = read_raw(tmp_path / name)
    assert finding.message in ("Dit is geen GeoPackage", "Dit is geen tekstbestand")
    assert finding.cure


def test_absent_file_and_folder_give_a_finding(tmp_path):
    for path in (tmp_path / "weg.gpkg", tmp_path):
        assert read_raw(path)[1][0].message == "Dit bestand is er niet"


def test_row_with_too_many_cells_is_named(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n3,4,5\n")
    _table, (finding,) = read_raw(tmp_path / "a.csv")
    assert finding.row == 3
    assert "evenveel cellen" in finding.cure


def test_geopackage_with_two_layers_is_refused_with_their_names(tmp_path):
    table = gpd.read_file(make.FOLDER / make.WIJKEN)
    for layer in ("wijken", "buurten"):
        pyogrio.write_dataframe(table, tmp_path / "a.gpkg", layer=layer, append=layer == "buurten")
    _table, (finding,) = read_raw(tmp_path / "a.gpkg")
    assert finding.value == "wijken, buurten"


def test_table_without_shapes_misses_the_column_of_shapes(tmp_path):
    plain = pd.DataFrame(gpd.read_file(make.FOLDER / make.WIJKEN)).drop(columns="geometry")
    pyogrio.write_dataframe(plain, tmp_path / "a.gpkg", layer="a", driver="GPKG")
    (tmp_path / "a.csv").write_text(
        "wijkcode,wijknaam,gemeentecode,gemeentenaam,geometry\nWK900100,a,GM9001,b,POINT (1 2)\n"
    )
    for name in ("a.gpkg", "a.csv"):
        _table, findings = read_checked(tmp_path / name, WIJKEN, today="2026-11-01")
        assert [(f.column, f.message) for f in findings] == [("geometry", "De kolom ontbreekt")]


@pytest.mark.parametrize(
    "text", ["a,b\n1,é\n", "a;b\r\n1;é\r\n", "a\tb\n1\té\n", "\ufeffa,b\n1,é\n", "a,b\n1,é\n\n,\n"]
)
def test_csv_is_read_with_comma_semicolon_or_tab_and_with_empty_rows_at_the_end(tmp_path, text):
    table = spread(tmp_path / "a.csv", text)
    assert table.to_dict("list") == {"a": ["1"], "b": ["é"]}


def test_csv_of_windows_keeps_its_accents(tmp_path):
    assert spread(tmp_path / "a.csv", "naam\nÉén\n".encode("cp1252"))["naam"].tolist() == ["Één"]


def test_empty_row_in_the_middle_keeps_the_row_numbers(tmp_path):
    assert len(spread(tmp_path / "a.csv", "a,b\n1,2\n\n3,4\n")) == 3


def test_words_that_pandas_takes_for_missing_stay_words(tmp_path):
    assert spread(tmp_path / "a.csv", "naam,n\nNA,1\nnull,2\n")["naam"].tolist() == ["NA", "null"]


def test_cbs_codes_for_missing_are_missing_in_a_cbs_file_and_a_fault_elsewhere(tmp_path):
    path = make.FOLDER / make.KERNCIJFERS
    table, findings = read_checked(path, KERNCIJFERS, today="2026-11-01", cbs_missing=True)
    assert findings == []
    assert table.loc[table["wijkcode"] == make.UNKNOWN_WIJK, "aantal_inwoners"].isna().all()
    _table, findings = read_checked(path, KERNCIJFERS, today="2026-11-01")
    assert {(f.row, f.column) for f in findings} == {(11, "aantal_inwoners"), (12, "percentage_opleidingsniveau_hoog")}


def test_postcodes_are_text_whole_and_missing_where_cbs_says_nothing():
    table, findings = read_checked(make.FOLDER / make.POSTCODES, POSTCODES, today="2026-11-01", cbs_missing=True)
    assert [(f.message, f.value) for f in findings] == [("De vorm is leeg", make.HOLLOW_PC4)]
    assert table["pc4"].dtype == "str"
    assert table["aantal_inwoners"].dtype == "Int64"
    assert set(table.loc[table["aantal_inwoners"].isna(), "pc4"]) == {make.UNKNOWN_PC4, make.HOLLOW_PC4}
