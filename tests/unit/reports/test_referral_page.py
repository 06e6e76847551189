"""The verwijskaart on paper: one A4 whatever comes in, tagged, with how many it leaves out, and text that stays text."""

import dataclasses
import io

import pypdf

from mapping.reports.referral_page import Entry, ReferralPage, referral_pdf, words
from tests.unit.reports.test_council_page import HOSTILE, bare

ONE = Entry("Gesprek aan huis", "Steunpunt · 010 000 01 01", "Wachttijd: 2 weken · Kosten: gratis", "Niet nagevraagd.")
PAGE = ReferralPage(
    language="nl",
    subject="Mensen die zich alleen voelen, 3073 Rotterdam",
    choices=(("dag", "29-11-2026"), ("taal", "Turks")),
    lead="Waarom dit bovenaan staat: het is in de buurt.",
    entries=(ONE,),
    outside=(("Maatje in Noord", "Alleen voor postcode 3031."),),
    advice=("Wie weet meer? Het Buurtloket.",),
    example="Voorbeeld: het aanbod in dit bestand is verzonnen.",
    sources=("Aanbod: opgave (1-11-2026).",),
    link="http://localhost:8501/verwijskaart?pc4=3073",
)


def text_of(page: ReferralPage) -> str:
    opened = pypdf.PdfReader(io.BytesIO(referral_pdf(page, words())))
    assert len(opened.pages) == 1
    return " ".join(opened.pages[0].extract_text().split())


def test_page_is_one_tagged_a4_with_every_fact():
    opened = pypdf.PdfReader(io.BytesIO(referral_pdf(PAGE, words())))
    size = opened.pages[0].mediabox
    assert (round(size.width), round(size.height)) == (595, 842)
    assert opened.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert opened.metadata.title == f"Verwijskaart: {PAGE.subject}"
    found = bare(text_of(PAGE))
    facts = [
        PAGE.lead,
        ONE.name,
        ONE.contact,
        ONE.facts,
        ONE.notes,
        *PAGE.outside[0],
        *PAGE.advice,
        PAGE.example,
        "Turks",
    ]
    assert [fact for fact in facts if bare(fact) not in found] == []
    assert bare("Niet gebruiken voor besluiten over personen of adressen") in found


def test_long_lists_are_cut_and_counted_and_text_stays_text():
    long = dataclasses.replace(ONE, name=HOSTILE, facts="woord " * 200)
    many = dataclasses.replace(PAGE, entries=(long,) * 40, outside=(("x" * 500, "y " * 900),) * 40)
    found = text_of(many)
    assert "andere; zie het scherm" in found
    assert "#panic()" in found


def test_nobody_to_call_says_so():
    found = text_of(dataclasses.replace(PAGE, entries=(), outside=(), lead=""))
    assert "Wij kennen hier geen aanbod dat past" in found
    assert "Wij kennen niets dat er net buiten valt" in found
