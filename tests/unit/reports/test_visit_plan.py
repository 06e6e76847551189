"""The plan on paper: tagged, with its example mark and sources, whatever a name holds."""

import io

import pypdf

from mapping.reports.visit_plan import Sheet, VisitPlan, visit_pdf, words

HOSTILE = '#read("/etc/passwd") $x$ *vet* <img src=x> ' + "a" * 400


def test_paper_is_tagged_and_says_what_the_screen_says():
    route = Sheet(tuple("abcdefgh"), (("1", HOSTILE, "in Noord; adres navragen", "", "huismeester", "x", "", "nooit"),))
    why = Sheet(
        tuple("abcdefgh"),
        tuple((str(n), "Plek", "10", "5–20", "10", "Noord (10)", "School", "Noord") for n in range(60)),
    )
    curve = Sheet(tuple("abcd"), (("1", "10", "50", "10"),))
    paper = VisitPlan(
        "nl", "Rotterdam e.o.", "Mensen", "Kop", "20 km", route, why, curve, "Tweede", ("Twijfel",),
        "Voorbeeld: het aanbod in dit bestand is verzonnen.", ("Bron: CBS.",), "https://zin.example/bezoekplan?plaatsen=3",
    )  # fmt: skip
    read = pypdf.PdfReader(io.BytesIO(visit_pdf(paper, words())))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())

    assert "/StructTreeRoot" in read.trailer["/Root"]
    assert read.trailer["/Root"]["/Lang"] == "nl"
    assert len(read.pages) > 1
    for wanted in (
        "verzonnen",
        "adres navragen",
        "Bron: CBS.",
        "Twijfel",
        '#read("/etc/',
        "Niet gebruiken voor besluiten",
    ):
        assert wanted in text
