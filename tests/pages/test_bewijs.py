"""The page Bewijs and the evidence under the figures of other pages."""

import pytest

from mapping.reports.codebook import undescribed
from mapping.views.bewijs.page import IN_FILE, _label
from mapping.views.bewijs.subjects import KEYS
from tests.pages.test_every_page import all_text, assert_sound

PAGE = "pages/samenhang/bewijs.py"


def titles(app) -> list[str]:
    return [box.label.replace("\\", "") for box in app.main.expander]


def html(app) -> str:
    return "\n".join(str(element.proto.body) for element in app.main.get("html"))


def test_page_shows_every_document_all_contradictions_and_the_figures_as_printed(open_page):
    app = open_page(PAGE)

    assert_sound(app)
    text = html(app)
    for value in ("12,3% (8)", "bijna 45%", "ruim 23%", "49,02% – onduidelijk in bron", "geen cijfers in bron"):
        assert value in text, value
    for value in ("312", "322", "<b>17</b>", "<b>15</b>", "zo’n 5", "niet meer dan 10", "<b>41</b>", "51 (afgeleid"):
        assert value in text, value
    assert "verborgen: te weinig mensen" in text  # an own count of three people
    assert ">3<" not in text
    assert {metric.label: metric.value for metric in app.main.metric}["Tegenspraken"] == "4"
    assert undescribed(_label(name) for name in IN_FILE) == []


def test_link_chooses_and_a_published_table_is_shown_whole(open_page):
    app = open_page(PAGE, query={"over_barriere": "niet_weten_netwerk", "wie": "poh", "document": "003"})

    assert_sound(app)
    assert any("Waarin zorgverleners zich verder willen bekwamen" in title for title in titles(app))
    assert "Niet verder bekwamen" in html(app)
    assert "huisartsen</span>" not in html(app)


def test_choice_without_evidence_says_what_to_do_and_contradictions_stay(open_page):
    app = open_page(PAGE, query={"over_groep": "vluchteling", "document": "001"})

    assert_sound(app)
    assert any("Zet een keuze terug" in info.value for info in app.main.info)
    assert "312" in html(app)


def test_unknown_choice_in_a_link_is_said(open_page):
    app = open_page(PAGE, query={"over_barriere": "<b>x</b>"})

    assert_sound(app)
    assert any("niet" in warning.value for warning in app.warning)


@pytest.mark.parametrize(
    ("path", "query", "said"),
    [
        ("", {}, ["Alle bewijs over: Wie er door een regel niet heen mag"]),
        ("", {"groep": "mantelzorg"}, ["Alle bewijs over: Mantelzorgers", "veranderrichtingen, nummer 1"]),
        ("pages/gaten/postcodebarrieres.py", {"regels": "alle"}, ["Alle bewijs over: Regel: leeftijd", "voetnoot 6"]),
        ("pages/gaten/gatentabel.py", {"groep": "inspiratie"}, ["juist anonieme steun"]),
        ("pages/regio/verwijskaart.py", {"pc4": "3073", "groep": "eenzaam"}, ["Alle bewijs over: Regel: verwijzing"]),
        ("pages/planning/acties.py", {}, ["Alle bewijs over: ", "veranderrichting"]),
        ("pages/planning/invoering.py", {}, ["Alle bewijs over: Professionals: kennis en hulpmiddelen"]),
        ("pages/planning/bezoekplan.py", {}, ["Alle bewijs over: Waar geen aanbod bekend is"]),
        ("pages/samenhang/vindplaatsen.py", {}, ["Alle bewijs over: Waar geen aanbod bekend is"]),
        ("pages/samenhang/netwerk.py", {}, ["Alle bewijs over: Verkokering: geloof", "over: Niet weten: netwerk"]),
        ("pages/samenhang/signalering.py", {}, ["Alle bewijs over: Niet weten: netwerk"]),
        ("pages/samenhang/gesprekken.py", {}, ["Alle bewijs over: Of initiatieven elkaar kennen en verwijzen"]),
        ("pages/samenhang/passendheid.py", {}, ["Alle bewijs over: Te weinig gesprekken"]),
        ("pages/samenhang/aanspraak.py", {}, ["Alle bewijs over: Te weinig gesprekken"]),
    ],
)
def test_evidence_of_figures_lists_what_research_says(open_page, path, query, said):
    app = open_page(path, query=query)

    assert_sound(app)
    labels = [link.proto.label for link in app.main.get("page_link")]
    text = (all_text(app) + "\n".join(labels)).replace("\\", "")
    for words in ("Bewijs uit onderzoek", *said):
        assert words in text, words
    assert "verzonnen mantelzorgers" not in text  # what is invented supports nothing


def test_subject_without_evidence_says_so(open_page):
    app = open_page("pages/gaten/zekerheid.py", query={"groep": "relatie"})

    assert_sound(app)
    assert "kennen wij geen gepubliceerd bewijs" in all_text(app)


def test_every_subject_has_its_own_parameter():
    assert len(set(KEYS.values())) == len(KEYS) == 4
