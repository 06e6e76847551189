"""A spreadsheet is read as a person sees it; what would run, reach out or grow is refused before it can."""

import datetime
import zipfile
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from mapping.sources.upload.limits import LIMITS
from mapping.sources.upload.reading import UploadRefused, read_upload
from tests.formats import hostile
from tests.formats.hostile import HEADER, ROW, sheet, xlsx


def refusal(content: bytes, limits=LIMITS):
    with pytest.raises(UploadRefused) as caught:
        read_upload(content, "lijst.xlsx", limits)
    assert all(finding.message and finding.cure for finding in caught.value.findings)
    return caught.value.findings


def book(*tables: list[list], change=None) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for number, rows in enumerate(tables, start=1):
        made = workbook.create_sheet(f"Blad{number}")
        for row in rows:
            made.append(row)
    if change:
        change(workbook)
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def rows(content: bytes, name: str = "Blad1") -> list[list]:
    table = read_upload(content, "lijst.xlsx").tables[name]
    return table.astype(object).where(table.notna(), None).to_numpy().tolist()


def test_values_are_text_as_a_person_sees_them():
    day, moment, hour = datetime.date(2026, 1, 31), datetime.datetime(2026, 1, 31, 9, 30), datetime.time(9, 30)
    values = [
        3071,
        12.5,
        0.1 + 0.2,
        1e-7,
        12345678901234,
        day,
        moment,
        hour,
        True,
        False,
        " tekst\u00a0",
        None,
        "1.240",
    ]
    expected = [
        "3071",
        "12,5",
        "0,3",
        "0,0000001",
        "12345678901234",
        "2026-01-31",
        "2026-01-31 09:30",
        "09:30",
        "ja",
        "nee",
        "tekst",
    ]
    assert rows(book([[f"k{i}" for i in range(len(values))], values])) == [[*expected, None, "1.240"]]


def test_every_visible_sheet_with_rows_is_a_table_and_the_others_are_named():
    def hide(workbook):
        workbook["Blad3"].sheet_state = "hidden"
        workbook["Blad4"].sheet_state = "veryHidden"

    content = book([["a"], [1]], [["b", "c"], [2, 3]], [["d"], [4]], [["e"], [5]], [], change=hide)
    read = read_upload(content, "lijst.xlsx")
    assert list(read.tables) == ["Blad1", "Blad2"]
    assert read.first_rows == {"Blad1": 2, "Blad2": 2}
    assert [note.split(" ")[2] for note in read.notes] == ["Blad3", "Blad4", "Blad5"]


def test_title_above_the_header_is_passed_over():
    read = read_upload(book([["Ons aanbod"], [], ["naam", "aantal"], ["De Brug", 2]]), "lijst.xlsx")
    assert (list(read.tables["Blad1"].columns), read.first_row) == (["naam", "aantal"], 4)


def test_value_of_a_formula_is_read_and_said():
    formula = '<row r="2"><c r="A2" t="str"><f>A1</f><v>Koffie</v></c><c r="B2"><f>6*2</f><v>12</v></c></row>'
    read = read_upload(xlsx(Blad1=sheet(HEADER + formula)), "lijst.xlsx")
    assert read.tables["Blad1"].to_numpy().tolist() == [["Koffie", "12"]]
    assert read.notes == ["Blad Blad1: 2 cellen met een formule; de waarde die erin stond, is gelezen."]


def test_formula_without_value_is_refused_with_its_place():
    (finding,) = refusal(book([["a", "b"], [1, "=A2*2"]]))
    assert finding.message == "De uitkomst van deze formule staat niet in het bestand"
    assert (finding.row, finding.column, finding.value) == (2, "Blad1, B", "=A2*2")


@pytest.mark.parametrize(
    "formula",
    ["cmd|' /C calc'!A0", "cmd|&apos; /C calc&apos;!A0", "WEBSERVICE(&quot;http://x&quot;)", "CALL(&quot;k&quot;)"],
)
def test_formula_that_starts_a_program_or_fetches_is_refused(formula):
    cells = f'<row r="2"><c r="A2"><f>{formula}</f><v>1</v></c></row>'
    (finding,) = refusal(xlsx(Blad1=sheet(HEADER + cells)))
    assert finding.message == "Deze formule start een programma of haalt iets op"


def test_cell_with_an_error_is_empty_and_named():
    cells = '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><v>#N/A</v></c></row>'
    read = read_upload(xlsx(Blad1=sheet(HEADER + cells)), "lijst.xlsx")
    assert read.tables["Blad1"]["aantal"].isna().all()
    (finding,) = read.findings
    assert (finding.row, finding.column, finding.value) == (2, "aantal", "#N/A")


def test_merged_cells_among_the_rows_are_said():
    content = book([["a", "b"], [1, 2], [3, 4]], change=lambda each: each["Blad1"].merge_cells("A2:A3"))
    assert "samengevoegde cellen" in read_upload(content, "lijst.xlsx").notes[0]


def test_coloured_column_of_empty_cells_does_not_make_a_sheet_too_large():
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert rows(xlsx(Blad1=sheet(HEADER + ROW + far))) == [["Koffie", "12"]]


def test_references_to_other_files_are_not_followed_and_said():
    content = hostile.zipped(hostile.parts() | {"xl/externalLinks/externalLink1.xml": "<x/>"})
    assert "niet gevolgd" in read_upload(content, "lijst.xlsx").notes[0]


def changed(**parts) -> bytes:
    return hostile.zipped(hostile.parts() | parts)


def twice() -> bytes:
    target = BytesIO(hostile.xlsx())
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", sheet())
    return target.getvalue()


def other_compression() -> bytes:
    target = BytesIO(hostile.xlsx())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/media/a.png", b"x" * 90)
    return target.getvalue()


def with_password() -> bytes:
    content = bytearray(hostile.xlsx())
    place = content.rfind(b"PK\x01\x02")
    content[place + 8] |= 1
    return bytes(content)


HOSTILE = {
    "zip bomb": (hostile.bomb, "Uitgepakt is dit bestand te groot"),
    "zip bomb that lies about its size": (hostile.lying_bomb, "kan niet worden gelezen"),
    "steep zip": (lambda: hostile.bomb(unpacked=30 * hostile.MEGABYTE), "keer zo groot"),
    "cells in opposite corners": (hostile.corners, "te veel kolommen"),
    "one text in every cell": (hostile.repeated_text, "Uitgepakt is dit bestand te groot"),
    "cells beyond the sheet": (
        lambda: xlsx(Blad1=sheet('<row r="1"><c r="ZZZZZZ99999999999"><v>1</v></c></row>')),
        "te veel kolommen",
    ),
    "cells without a place": (
        lambda: xlsx(Blad1=sheet("<row>" + "<c><v>1</v></c>" * 300 + "</row>")),
        "te veel kolommen",
    ),
    "rows without a place": (lambda: xlsx(Blad1=sheet("<row><c><v>1</v></c></row>" * 60_000)), "te veel rijen"),
    "sheets without end": (lambda: xlsx(**{f"B{i}": sheet() for i in range(60)}), "te veel bladen"),
    "parts without end": (
        lambda: changed(**{f"xl/media/{i}.png": "" for i in range(1_001)}),
        "te veel losse onderdelen",
    ),
    "macros": (lambda: changed(**{"xl/vbaProject.bin": "x"}), "macro"),
    "old macros": (lambda: changed(**{"xl/macrosheets/sheet1.xml": "x"}), "macro"),
    "zip in the zip": (lambda: changed(**{"xl/media/a.zip": "x"}), "ander bestand"),
    "name that leads out": (lambda: changed(**{"../../etc/passwd": "x"}), "naam die er niet hoort"),
    "name from the root": (lambda: changed(**{"/etc/passwd": "x"}), "naam die er niet hoort"),
    "name of a drive": (lambda: changed(**{"C:/windows/x": "x"}), "naam die er niet hoort"),
    "name that is there twice": (twice, "naam die er niet hoort"),
    "entities": (lambda: xlsx(Blad1='<!DOCTYPE x [<!ENTITY a "aa">]>' + sheet()), "niet in een spreadsheet hoort"),
    "another encoding": (
        lambda: changed(**{"xl/worksheets/sheet1.xml": sheet().encode("utf-16")}),
        "niet in een spreadsheet hoort",
    ),
    "another compression": (other_compression, "ongewone manier"),
    "password on a part": (with_password, "wachtwoord"),
    "a zip that is no spreadsheet": (lambda: hostile.zipped({"a.txt": "x"}), "geen spreadsheet"),
    "half a file": (lambda: hostile.xlsx()[:500], "kan niet worden gelezen"),
    "broken list of sheets": (lambda: changed(**{"xl/workbook.xml": "<a"}), "kan niet worden gelezen"),
    "broken sheet": (lambda: xlsx(Blad1="<worksheet><sheetData><row"), ""),
    "tags without end": (lambda: xlsx(Blad1=sheet('<c t="e" <f ' * 200_000)), ""),
    "shared texts without end": (lambda: changed(**{"xl/sharedStrings.xml": "<si " * 500_000}), ""),
    "merged cells without end": (lambda: xlsx(Blad1=sheet(after='<mergeCell ref="A1:B1"/>' * 60_000)), "samengevoegde"),
    "nothing on any sheet": (lambda: book([], []), "Geen zichtbaar blad"),
    "header alone": (lambda: book([["a", "b"]]), "geen rijen"),
    "a name twice": (lambda: book([["a", "A"], [1, 2]]), "twee keer"),
    "giant cell": (lambda: book([["a"], ["x" * 20_000]]), "te veel tekens"),
}


@pytest.mark.parametrize(("make", "message"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_spreadsheet_is_refused_with_a_sentence(make, message):
    assert message in refusal(make())[0].message


def test_old_excel_with_a_password_says_so():
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90) + "EncryptedPackage".encode("utf-16-le")
    assert refusal(content)[0].message == "Dit bestand is beveiligd met een wachtwoord"


def test_limits_hold_for_all_sheets_together():
    limits = replace(LIMITS, cells=6)
    assert read_upload(book([["a", "b"], [1, 2]]), "lijst.xlsx", limits).tables
    assert refusal(book([["a", "b"], [1, 2]], [["a", "b"], [1, 2]]), limits)
