"""The implementatieplan in Word, read back with python-docx: headings, header rows, language, alt text, hostile text."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from mapping.reports.about import About
from mapping.reports.implementation_plan import PART_TITLES, Answer, Plan, Training, plan_docx
from mapping.reports.readiness_picture import in_words, picture
from mapping.words import use_language

HOSTILE = "<w:p>\x00\x0b=1+1 ]]>&amp; \ud800"
ROWS = ({"label": "Doelgroep +", "ja": 2, "deels": 0, "nee": 1, "onbekend": 5},)
ABOUT = About("Plan", "regio.gpkg", 3, "2022-01-01", ("CBS",), True, remarks=("PLOEG 3",))


def plan(**changes) -> Plan:
    given = {
        "subject": "Steunpunt", "summary": "Van de 29 factoren zijn er 3 beantwoord.", "contexts": ("Context 1",),
        "written": {"doel": "Iedereen kent de tool."},
        "answers": (Answer("doelgroep", "+", "Weten wat zingeving is", "ja", "Gevraagd."),),
        "counts": (("Doelgroep +", "2", "0", "1", "5"),),
        "trainings": (Training("Leren en oefenen", "Oefenen.", ("Antwoord ja.",), "GV", "Overal.", "12 van 26", "PLOEG 3"),),
        "about": ABOUT, "picture": picture(ROWS, {n: n for n in ("ja", "deels", "nee", "onbekend")}, "nl"),
        "picture_words": in_words(ROWS),
    }  # fmt: skip
    return Plan(**given | changes)


@pytest.fixture(scope="module")
def document():
    return docx.Document(io.BytesIO(plan_docx(plan())))


def styled(document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def test_parts_are_headings_in_the_order_of_the_handreiking(document):
    assert styled(document, "Title") == ["Implementatieplan: Steunpunt"]
    assert styled(document, "Heading 1") == ["Context", *PART_TITLES.values(), "Verantwoording"]
    assert styled(document, "Heading 3") == ["Leren en oefenen"]


def test_every_table_says_which_row_is_its_header_and_what_it_is(document):
    assert len(document.tables) == 3
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_document_says_its_language_title_example_version_and_use(document):
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = [cell.text for row in document.tables[-1].rows for cell in row.cells]

    assert defaults.find(qn("w:lang")).get(qn("w:val")) == "nl-NL"
    assert document.core_properties.title == "Implementatieplan: Steunpunt"
    assert document.core_properties.author == "Zin in kaart"
    assert "Voorbeeld: het aanbod in dit bestand is verzonnen." in text
    assert {"regio.gpkg, 3", "1-1-2022", "PLOEG 3"} <= set(cells)
    assert "Niet gebruiken voor besluiten over personen" in document.sections[0].footer.paragraphs[0].text


def test_picture_has_its_words(document):
    known = document.inline_shapes[0]._inline.docPr

    assert known.get("descr") == "Doelgroep +: 2 ja, 0 deels, 1 nee, 5 onbekend."


def test_part_that_nobody_wrote_says_so_and_nothing_is_made_up(document):
    text = [paragraph.text for paragraph in document.paragraphs]

    assert text.count("Nog niet ingevuld.") == 4
    assert "Iedereen kent de tool." in text


def test_hostile_text_stays_text_and_the_file_opens():
    made = plan(
        subject=HOSTILE,
        written={"doel": HOSTILE},
        answers=(Answer("doelgroep", "+", HOSTILE, "ja", HOSTILE),),
        picture=b"",
    )

    document = docx.Document(io.BytesIO(plan_docx(made)))

    assert any("<w:p>" in paragraph.text and "=1+1 ]]>&amp;" in paragraph.text for paragraph in document.paragraphs)


def test_document_in_english_says_so():
    use_language("en")
    try:
        document = docx.Document(io.BytesIO(plan_docx(plan(picture=b""))))
    finally:
        use_language("nl")

    assert document.core_properties.language == "en-GB"
    assert styled(document, "Title") == ["Implementation plan: Steunpunt"]
