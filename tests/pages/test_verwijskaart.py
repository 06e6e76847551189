"""The verwijskaart: choices in the page and in the link, who is on it, what is unknown, and the page on paper."""

import io

import pandas as pd
import pypdf

from mapping.reports import referral_page
from mapping.views.referral_card import page, share
from tests.pages.test_every_page import all_text, assert_sound

PATH = "pages/regio/verwijskaart.py"
FEIJENOORD = "WK059910"


def headings(app) -> list[str]:
    return [str(one.value).replace("\\", "") for one in app.subheader]


def test_choices_in_the_page_are_those_of_every_page_and_stand_in_the_link(open_page):
    app = open_page(PATH)
    assert_sound(app)
    assert any("Kies waar iemand woont" in info.value for info in app.info)

    app.selectbox(key="kaart_plek").set_value("3073").run()
    app.selectbox(key="kaart_groep").set_value("eenzaam").run()

    assert_sound(app)
    assert app.query_params["pc4"] == "3073"
    assert app.session_state["gebied"] == FEIJENOORD
    assert app.session_state["groep"] == "eenzaam"
    text = all_text(app).replace("\\", "")
    assert "Mensen die zich alleen voelen in 3073" in text
    assert "Bel eerst" in "".join(headings(app))
    assert "Waarom dit bovenaan staat" in text
    assert "niet bekend" in text

    app.session_state["gebied"] = "WK059901"
    app.run()
    assert "pc4" not in app.query_params


def test_a_link_opens_exactly_one_card(open_page, monkeypatch):
    made = []
    gathered = share.referral_page
    monkeypatch.setattr(share, "referral_page", lambda *a, **k: made.append(gathered(*a, **k)) or made[-1])
    query = {"pc4": "3012", "groep": "verlies", "leeftijd": "18-27", "recht": "nee", "spreekt": "Engels", "abc": "C"}
    app = open_page("", query=query)
    app = app.switch_page(PATH).run()
    assert_sound(app)
    text = all_text(app).replace("\\", "")
    assert "Gesprek aan huis Maasoever" in text
    assert "Alleen voor mensen van 50 jaar en ouder" in text
    assert "Wat kunt u nog meer doen?" in text
    assert "Wie weet meer?" in text

    paper = made[-1]
    opened = pypdf.PdfReader(io.BytesIO(referral_page.referral_pdf(paper, referral_page.words())))
    found = " ".join(opened.pages[0].extract_text().split())
    assert len(opened.pages) == 1
    assert "verzonnen" in found
    assert "Engels" in found


def test_a4_names_the_sources_of_its_own_initiatieven_and_counts_what_is_more():
    offer = pd.DataFrame(
        {
            "initiatief": list("abcdefgh"),
            "bron": ["Elders", "Kerk", "Kerk", "Gemeente", "Welzijn", "Zorg", "Buurt", "Humanist"],
            "peildatum": ["2026-01-01", "2026-01-02", "2026-03-04", *["2026-01-05"] * 5],
        }
    )

    assert share.offer_sources(offer, ["d", "b", "c"]) == ("Aanbod: Gemeente (5-1-2026).", "Aanbod: Kerk (4-3-2026).")
    assert share.offer_sources(offer, list("bcdefgh"))[5:] == ("En nog 1 andere bron.",)
    assert share.offer_sources(offer, []) == ()


def test_hostile_contact_becomes_no_link_and_no_markup():
    facts = [
        ("Organisatie", "<b>x</b>"),
        ("Telefoon", "010 <img>"),
        ("Website", "javascript:alert(1)"),
        ("Adres", "'\"<"),
    ]
    made = page.contact_html(facts)
    assert "javascript:alert(1)" in made
    assert 'href="javascript' not in made
    assert "<img>" not in made
    assert "<b>x</b>" not in made


def test_region_without_offer_says_what_to_do(open_page, made_file, made, monkeypatch):
    monkeypatch.setenv("MAPPING_DATA", str(made_file))
    gebied = made.tables["gebied"]["gebiedcode"].iloc[0]
    groep = made.tables["subgroep"]["subgroep"].iloc[0]
    app = open_page(PATH, session={"gebied": gebied, "groep": groep})
    assert_sound(app)
    assert any("Wij kennen hier geen aanbod" in warning.value for warning in app.warning)
    assert "nog niet helemaal in kaart" in all_text(app)
