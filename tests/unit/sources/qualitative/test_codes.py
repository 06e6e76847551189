"""The code exports of packages for qualitative research: their columns, their codes, and persons kept out."""

import pandas as pd
import pytest

from mapping.sources.qualitative.codes import found_headers, gesprek_of, read_codes

NAMES = {
    "subgroep": {"verlies": "Mensen die iemand of iets verloren"},
    "vraagtype": {"gesprek": "Gesprek of luisterend oor", "contact": "Contact en ontmoeting"},
    "uitingsvorm": {"emotie": "Emotie", "zwijgt": "Zwijgt"},
    "barriere": {"bereik": "Te ver weg", "vorm": "De vorm past niet", "regel_postcode": "Regel: postcodegebied"},
}
ATLAS = {"Document": "een.docx", "Quotation Content": "Het was ver.", "Codes": "Barrière: Te ver weg\nEmotie"}
MAXQDA = {"Documentnaam": "een", "Code": "Barrières\\bereik", "Segment": "Het was ver.", "Gemaakt door": "MK"}
NVIVO = {"File": "een.txt", "Node": "Nodes\\\\Barriers\\\\vorm", "Coded text": "Aan de deur niet.", "Coded by": "JdB"}


def read(*rows: dict, known=("een",), coder="codeur-1"):
    """Read these rows as a file."""
    return read_codes(pd.DataFrame(rows), NAMES, known, file="export.csv", first_row=2, coder=coder)


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (ATLAS, [("barriere", "bereik"), ("uitingsvorm", "emotie")]),
        (MAXQDA, [("barriere", "bereik")]),
        (NVIVO, [("barriere", "vorm")]),
    ],
)
def test_each_package_is_read_with_its_own_columns(row, codes):
    found = read(row)

    assert not found.findings
    assert list(zip(found.rows["soort"], found.rows["code"], strict=True)) == codes
    assert set(found.rows["gesprek"]) == {"een"}
    assert found.new == ()


def test_names_of_coders_are_not_kept():
    found = read(MAXQDA, {**MAXQDA, "Gemaakt door": "AB"}, {**MAXQDA, "Gemaakt door": "codeur-1"})

    assert sorted(found.rows["codeur"]) == ["codeur-1", "codeur-2", "codeur-3"]
    assert set(read(ATLAS, coder="codeur-2").rows["codeur"]) == {"codeur-2"}


def test_a_code_that_we_do_not_know_is_listed_with_a_cure_and_the_others_stay():
    found = read(ATLAS, {**ATLAS, "Codes": "Weer zo'n muur"}, {**ATLAS, "Codes": "geen"})

    assert [(each.row, each.value) for each in found.findings] == [(3, "Weer zo'n muur"), (4, "geen")]
    assert all(each.cure for each in found.findings)
    assert len(found.rows) == 2
    assert list(read({**ATLAS, "Codes": "Barrière: geen"}).rows["code"]) == ["geen"]


def test_whole_code_with_a_colon_of_our_own_list_is_known():
    assert list(read({**ATLAS, "Codes": "Regel: postcodegebied"}).rows["code"]) == ["regel_postcode"]


def test_quotation_or_document_about_a_person_is_refused_masked_and_by_its_own_column():
    found = read({**ATLAS, "Quotation Content": "Bel mij op 06-12345678"}, ATLAS, known=("een",))

    assert [each.row for each in found.persons] == [2]
    assert found.persons[0].column == "Quotation Content"
    assert "12345678" not in found.persons[0].value
    assert set(found.rows["fragment"]) == {"Het was ver."}


def test_unknown_document_is_new_and_missing_columns_are_named():
    assert read(ATLAS, known=()).new == ("een",)
    assert len(read({"Iets": "1"}).findings) == 2
    assert gesprek_of("C:\\map\\Gesprek 12.DOCX") == "gesprek-12"
    assert found_headers(["Codes", "Document"]) == {"document": "Document", "code": "Codes"}
