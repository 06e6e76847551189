"""The A4 for a raad: one page whatever comes in, with the facts, tagged for screen readers, and text that stays text."""

import dataclasses
import io

import pypdf
import pytest

from mapping.reports.council_page import CouncilPage, council_pdf, words
from mapping.words import use_language

PAGE = CouncilPage(
    language="nl",
    name="Meer plaats in Zuid",
    region="Rotterdam e.o.",
    changes=("Laat mensen uit de postcodes 3071, 3072 toe bij Maatje.", "Sluit Luisteruur."),
    headline="Naar schatting krijgen per jaar 300 mensen extra plaats (tussen 200 en 400).",
    parts=tuple((f"Deel {n}", f"{n}.000", f"{n}.100", "+100") for n in range(1, 6)),
    numbers=(
        ("Mogen door een regel nergens heen", "−8.000", "mensen (tussen 4.000 en 20.000)"),
        ("Kunnen meer worden geholpen", "+300", "hoogstens 3.000"),
        ("Laagste kans op een plaats", "0% → 0,3%", "voor wie het scenario raakt"),
        ("Euro per extra geholpen mens", "€ 370", "per jaar"),
    ),
    cost="Ongeveer € 370 per jaar voor ieder die extra plaats krijgt.",
    gainers=(("Feijenoord (Rotterdam)", "+100 krijgen plaats"),),
    losers=(("Noord (Rotterdam)", "−3 krijgen plaats"),),
    doubt=("Hoeveel mensen steun willen, heeft niemand gemeten.",),
    example="Voorbeeld: het aanbod in dit bestand is verzonnen.",
    sources=("CBS 85318NED (1-1-2022).", "Bestand regio.gpkg, versie 3; CC BY 4.0."),
    link="http://localhost:8501/scenario?scenario=abc",
)
HOSTILE = '#panic() $x^2$ *b* _i_ `c` ]] \\ " <label> @ref {{ }} = # ’ \u202e 日本 ☕'


def read(page: CouncilPage) -> pypdf.PdfReader:
    """Return the page as a reader opens it."""
    return pypdf.PdfReader(io.BytesIO(council_pdf(page, words())))


def text_of(page: CouncilPage) -> str:
    """Return the text of the only page, on one line."""
    opened = read(page)
    assert len(opened.pages) == 1
    return " ".join(opened.pages[0].extract_text().split())


def bare(text: str) -> str:
    """Return text without spaces and hyphens, as lines break at those."""
    return "".join(sign for sign in text if sign not in " -\xad\u200b")


def test_page_is_one_a4_with_every_fact():
    found = text_of(PAGE)
    size = read(PAGE).pages[0].mediabox

    assert (round(size.width), round(size.height)) == (595, 842)
    facts = [
        PAGE.name,
        PAGE.region,
        *PAGE.changes,
        PAGE.headline,
        PAGE.cost,
        *PAGE.doubt,
        PAGE.example,
        *PAGE.sources,
        PAGE.link,
    ]
    facts += [cell for row in (*PAGE.parts, *PAGE.numbers) for cell in row]
    facts += ["Keuze", "Effect", "Twijfel", "Feijenoord (Rotterdam)", "+100 krijgen plaats", "Noord (Rotterdam)"]
    facts += ["Schattingen over groepen. Niet gebruiken voor besluiten over personen of adressen."]
    assert [fact for fact in facts if bare(fact) not in bare(found)] == []


def test_page_is_tagged_and_says_its_title_and_language():
    root = read(PAGE).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("nl")
    assert "StructTreeRoot" in "".join(root.keys())
    assert PAGE.name in read(PAGE).metadata.title
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_hostile_text_stays_text_on_one_page():
    hostile = dataclasses.replace(
        PAGE, name=HOSTILE, region=HOSTILE, changes=(HOSTILE,) * 3, headline=HOSTILE, cost=HOSTILE, doubt=(HOSTILE,),
        gainers=((HOSTILE, HOSTILE),), losers=((HOSTILE, HOSTILE),), sources=(HOSTILE,), example=HOSTILE,
    )  # fmt: skip

    assert text_of(hostile).count("#panic()") >= 8


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "woord " * 2_000, "Voor\nbeeld\r\n" * 500], ids=["word", "words", "lines"]
)
def test_very_long_text_and_very_many_rows_still_fit_on_one_page(text):
    long = dataclasses.replace(
        PAGE, name=text, region=text, changes=(text,) * 40, headline=text, cost=text, doubt=(text,) * 4,
        gainers=((text, text),) * 500, losers=((text, text),) * 500, sources=(text,) * 4, example=text,
        link="https://x/" + "y" * 7000,
    )  # fmt: skip

    found = text_of(long)

    assert "andere" in found
    assert "Niet gebruiken voor besluiten" in found


def test_many_changes_are_cut_with_how_many_more():
    many = dataclasses.replace(PAGE, changes=tuple(f"Sluit initiatief {n}." for n in range(40)))

    assert "Sluit initiatief 7. • en 32 andere" in text_of(many)


def test_page_without_gain_loss_cost_link_or_example_says_nobody():
    bare = dataclasses.replace(PAGE, gainers=(), losers=(), cost="", link="", example="")

    assert text_of(bare).count("Niemand, voor zover wij kunnen rekenen.") == 2
    assert "Zelf narekenen" not in text_of(bare)


def test_page_is_also_there_in_english():
    use_language("en")
    try:
        found = text_of(dataclasses.replace(PAGE, language="en"))
    finally:
        use_language("nl")

    assert "For the council: what if?" in found
    assert "Do not use for decisions about persons or addresses" in found


def test_page_can_be_looked_at_as_a_picture():
    assert council_pdf(PAGE, words(), image=True).startswith(b"\x89PNG")
