"""The search box for an address, on a small page of its own, with a Locatieserver over loopback HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.loopback import Loopback, Reply, json_reply, loopback
from tests.unit.sources.pdok.served import made, value
from tests.unit.sources.pdok.test_geocode import SCRIPT


def page(sheltered: bool = False, language: str = "nl") -> None:
    """Draw the box as a page does, and write down what it returned."""
    import streamlit as st

    from mapping.sources.pdok.geocode import searcher
    from mapping.views import cached, geocode
    from mapping.words import use_language

    use_language(language)
    where = cached.region()
    st.session_state["uit"] = geocode.draw(
        where, key="proef", search=searcher(cached.tables(where), cache=None), sheltered=sheltered
    )


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, made_file: Path) -> Iterator[Loopback]:
    with loopback(SCRIPT) as running:
        monkeypatch.setenv("MAPPING_PDOK", running.base)
        monkeypatch.setenv("MAPPING_DATA", str(made_file))
        monkeypatch.delenv("MAPPING_OFFLINE", raising=False)
        yield running


def opened(**options: object) -> AppTest:
    return AppTest.from_function(page, kwargs=options, default_timeout=60).run()


def search(app: AppTest, text: str) -> AppTest:
    app.text_input(key="proef_adres").set_value(text).run()
    return app.button(key="proef_zoek").click().run()


def said(app: AppTest) -> str:
    parts = [*app.success, *app.warning, *app.info, *app.caption, *app.error]
    return " ".join(part.value for part in parts).replace("\\", "")


def test_nothing_is_asked_before_the_button_and_it_is_said_who_will_be_asked(server):
    app = opened()
    assert "Wij vragen PDOK (Kadaster) naar dit adres" in said(app)
    app.text_input(key="proef_adres").set_value("Molenstraat 1").run()
    assert server.asked == []
    assert app.session_state["uit"] is None


def test_address_is_found_and_said_with_its_gebied_and_how_exact(server):
    app = search(opened(), "Molenstraat 1")
    assert not app.exception
    assert app.session_state["uit"].gebiedcode == "WK900100"
    assert "Hoe precies: precies dit adres." in said(app)
    assert "Wijk 00 Centrum (WK900100)" in said(app)
    assert "PDOK Locatieserver" in said(app)


def test_found_place_stays_until_the_text_changes(server):
    app = search(opened(), "Molenstraat 1")
    count = len(server.asked)
    assert app.run().session_state["uit"].pc4 == "1001"
    app.text_input(key="proef_adres").set_value("iets anders").run()
    assert app.session_state["uit"] is None
    assert len(server.asked) == count


def test_of_several_the_user_chooses(server):
    app = search(opened(), "Kerkstraat")
    assert app.session_state["uit"] is None
    (radio,) = app.radio
    assert radio.value is None
    assert not [button for button in app.button if button.key == "proef_neem"]
    radio.set_value(app.session_state["proef_gevonden"][2].candidates[0].key).run()
    app.button(key="proef_neem").click().run()
    assert app.session_state["uit"].text == "Molenstraat 1, 1001AB Molendrecht"  # what the server looks up
    assert server.paths()[-1] == "/lookup"
    assert not app.radio


def test_new_search_forgets_the_choice_of_the_old_one(server):
    app = search(opened(), "Kerkstraat")
    app.radio[0].set_value(app.session_state["proef_gevonden"][2].candidates[1].key).run()
    app = search(app, "1002 CD")
    assert app.radio[0].value is None
    assert not app.exception


def test_without_pdok_the_postcode_serves_and_it_is_said(server):
    server.script["/free"] = Reply(400)
    app = search(opened(), "Molenstraat 1, 1002 AB")
    assert app.session_state["uit"].precisie == "pc4"
    assert "niet het adres zelf" in said(app)
    assert "het midden van de postcode" in said(app)


def test_sheltered_place_shows_its_wijk_alone(server):
    app = search(opened(sheltered=True), "Molenstraat 1, 1001 AB")
    place = app.session_state["uit"]
    assert (place.x, place.pc4, place.gebiedcode) == (None, "", "WK900100")
    assert "alleen de wijk" in said(app)
    assert "Molenstraat" not in said(app)


@pytest.mark.parametrize("text", ["", "***", "Molendrecht", "Onzinweg 3"])
def test_what_cannot_be_found_is_a_sentence(server, text):
    app = search(opened(), text)
    assert not app.exception
    assert app.session_state["uit"] is None
    assert len(app.warning) == 1


def test_hostile_name_is_shown_as_text(server):
    hostile = value("lookup_adres")
    hostile["response"]["docs"][0] |= {"weergavenaam": "[x](javascript:alert(1)) Molenstraat 1", "gemeentenaam": "<b>"}
    server.script["/free"] = json_reply(hostile)
    app = search(opened(), "Molenstraat 1")
    (shown,) = app.success
    assert r"\[x\](javascript\:alert(1))" in shown.value


def test_hostile_candidates_are_shown_as_text(server):
    hostile = value("suggest")
    hostile["response"]["docs"][0]["weergavenaam"] = "**[x](https://elders.nl)**"
    server.script |= {"/free": made("free_leeg"), "/suggest": json_reply(hostile)}
    app = search(opened(), "Mollenstraat")
    assert r"\*\*\[x\]" in app.radio[0].options[0]


def test_box_reads_in_english(server):
    app = search(opened(language="en"), "Molenstraat 1")
    assert not app.exception
    assert "We ask PDOK (Kadaster" in said(app)
    assert "How exact: exactly this address." in said(app)
    assert "Zoek" not in said(app) + "".join(button.label for button in app.button)
