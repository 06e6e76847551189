"""A CSV is read as people make it; one that is broken or hostile is refused with sentences, all at once."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.sources.upload.limits import LIMITS, MEGABYTE, Limits, limits_from
from mapping.sources.upload.reading import UploadRefused, read_upload

TEXT = "naam;aantal\nCafé Zin;12,5\nDe Brug;3\n"


def refusal(content: bytes, name: str = "lijst.csv", limits=LIMITS):
    with pytest.raises(UploadRefused) as caught:
        read_upload(content, name, limits)
    assert all(finding.message and finding.cure for finding in caught.value.findings)
    return caught.value.findings


def rows(content: bytes | str, name: str = "lijst.csv") -> list[list]:
    read = read_upload(content.encode() if isinstance(content, str) else content, name)
    (table,) = read.tables.values()
    return [list(table.columns), *table.astype(object).where(table.notna(), None).to_numpy().tolist()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_any_usual_encoding_and_delimiter_gives_the_same_table(encoding, mark):
    text = 'naam;aantal\n"Café; Zin";"12"\nDe Brug;3\n'.replace(";", mark)
    expected = [["naam", "aantal"], [f"Café{mark} Zin", "12"], ["De Brug", "3"]]
    assert rows(text.encode(encoding)) == expected


def test_how_it_was_read_is_said():
    read = read_upload(TEXT.encode("cp1252"), "map/lijst.csv")
    assert read.notes == ["Gelezen als Windows-1252, met puntkomma tussen de cellen."]
    assert (read.name, list(read.tables), read.first_row, read.decimal) == ("lijst.csv", ["lijst"], 2, ",")


def test_comma_between_cells_leaves_the_point_for_decimals():
    assert read_upload(b"a,b\n1.125,2\n", "x.csv").decimal == "."


def test_remarks_and_a_title_above_the_header_are_passed_over_and_rows_keep_their_number():
    read = read_upload(b"# Bron: wij\n# Versie 3\n\nAanbod;\nnaam;aantal\nDe Brug;3\n", "x.csv")
    assert list(read.tables["x"].columns) == ["naam", "aantal"]
    assert read.first_row == 6
    assert read.notes[-1] == "De namen van de kolommen staan op rij 5; wat erboven staat is overgeslagen."


def test_line_that_tells_excel_its_delimiter_counts_for_no_row():
    read = read_upload(b"sep=;\na,x;b\n1,5;2\n", "x.csv")
    assert list(read.tables["x"].columns) == ["a,x", "b"]
    assert read.first_row == 2


def test_empty_row_between_stays_so_that_numbers_are_right_and_at_the_end_goes():
    assert rows("a;b\n1;2\n;\n\n3;4\n;;\n\n") == [["a", "b"], ["1", "2"], [None, None], [None, None], ["3", "4"]]


def test_guard_against_formulas_of_our_own_downloads_is_taken_off():
    assert rows("a;b\n'=1+1;'t Hof\n")[1] == ["=1+1", "'t Hof"]


def test_line_end_inside_quotes_belongs_to_the_cell():
    assert rows('a;b\n"een\ntwee";3\n4;5\n')[1:] == [["een\ntwee", "3"], ["4", "5"]]


def test_column_without_a_name_gets_one_and_an_empty_one_at_the_end_goes():
    assert rows("a;;b;\n1;2;3;\n")[0] == ["a", "kolom 2", "b"]


def test_all_rows_that_do_not_fit_are_named_at_once():
    found = refusal(b"a;b\n1;2;3\n4;5\n6\n")
    assert [(finding.row, finding.message) for finding in found] == [
        (2, "Deze rij heeft 3 cellen, de kop heeft er 2"),
        (4, "Deze rij heeft 1 cel, de kop heeft er 2"),
    ]


HOSTILE = {
    "nothing": (b"", "leeg"),
    "white space": (b" \r\n\n;;\n", "leeg"),
    "a mark alone": (b"\xef\xbb\xbf", "leeg"),
    "remarks alone": (b"# a\n# b\n", "leeg"),
    "header alone": (b"a;b\n", "geen rijen"),
    "NULs": (b"a;b\n1;\x002\n", "geen tekstbestand"),
    "bytes of no text": (b"a;b\n\x81\x8d;\x8f\n", "geen tekstbestand"),
    "half of a UTF-16": ("a;b\n1;2".encode("utf-16")[:-1], "geen tekstbestand"),
    "a name twice": (b"a;b;A\n1;2;3\n", "twee keer"),
    "quote that stays open": (b'a;b\n1;"2\n3;4\n', "niet meer sluit"),
    "quote that stays open for long": (b'a;b\n1;"' + b"x\n" * 200_000, "niet meer sluit"),
    "quote in the middle": (b'a;b\n"1"x;2\n', "los aanhalingsteken"),
    "a billion columns": (b"a;" * 10_000_000 + b"\n1;2\n", "te veel kolommen"),
    "too many columns": (b";".join(b"k%d" % i for i in range(201)) + b"\n1\n", "te veel kolommen"),
    "wide rows only": (b"a;b\n" + b"1;" * 5_000_000, "te veel"),
    "a million rows": (b"a;b\n" + b"1;2\n" * 1_000_000, "te veel rijen"),
    "a million empty lines": (b"a;b\n" + b"\n" * 1_000_000 + b"1;2", "te veel rijen"),
    "giant cell": (b"a;b\n1;" + b"x" * 20_000 + b"\n", "te veel tekens"),
    "zip": (b"PK\x03\x04" + b"x" * 90, "iets anders dan zijn naam zegt"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 90, "oude soort spreadsheet"),
}


@pytest.mark.parametrize(("content", "message"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_csv_is_refused_with_a_sentence(content, message):
    assert message in refusal(content)[0].message


def test_file_over_the_limit_is_refused_before_it_is_read():
    limits = replace(LIMITS, file_bytes=MEGABYTE)
    (finding,) = refusal(b"x" * (2 * MEGABYTE), limits=limits)
    assert finding.message == "Dit bestand is te groot: het mag 1 MB zijn"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("aanbod.xlsm", "macro"),
        ("aanbod.xls", "oude soort"),
        ("aanbod.ods", "spreadsheet lezen wij niet"),
        ("aanbod.zip", "zip lezen wij niet"),
        ("aanbod.exe", "Deze soort bestand"),
        ("aanbod", "Deze soort bestand"),
        ("", "Deze soort bestand"),
        ("a.xlsx", "Dit is geen .xlsx-bestand"),
        ("a.gpkg", "Dit is geen .gpkg-bestand"),
    ],
)
def test_other_kinds_of_file_are_refused_with_what_to_do(name, message):
    assert message in refusal(TEXT.encode(), name)[0].message


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "C:\\temp\\passwd.csv", "a/\x00passwd.csv"])
def test_name_never_leads_to_a_folder(name):
    assert read_upload(TEXT.encode(), name).name == "passwd.csv"


@given(st.binary(max_size=300))
def test_no_bytes_give_anything_but_a_table_or_a_refusal(content):
    for name in ("x.csv", "x.xlsx", "x.geojson", "x.gpkg"):
        try:
            read = read_upload(content, name)
        except UploadRefused:
            continue
        assert read.tables


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=5), min_size=2, max_size=2
        ),
        min_size=1,
    )
)
def test_written_and_read_again_is_the_same(cells):
    lines = ["kop1;kop2", *('"{}";"{}"'.format(*(text.replace('"', '""') for text in row)) for row in cells)]
    expected = [[text.strip() or None for text in row] for row in cells]
    while expected and not any(expected[-1]):
        expected.pop()
    if expected and not any("'" in (text or "") for row in cells for text in row):
        assert rows("\n".join(lines))[1:] == expected


def test_limits_are_set_through_the_environment_and_a_typing_mistake_takes_none_away():
    given_limits = {
        "MAPPING_MAX_MB": "5",
        "MAPPING_MAX_ROWS": "100",
        "MAPPING_MAX_SHEETS": "veel",
        "MAPPING_MAX_POINTS": "-1",
    }
    limits = limits_from(given_limits)
    assert (limits.file_bytes, limits.rows) == (5 * MEGABYTE, 100)
    assert (limits.sheets, limits.points) == (Limits().sheets, Limits().points)
    assert limits_from({}) == Limits()
