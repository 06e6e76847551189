"""The block on the start page that fetches the real wijken: for the example only, with services on this computer."""

from pathlib import Path

import pytest

from mapping.store.geopackage import GeoPackage
from mapping.views.cached import OWN_FILE
from tests.loopback import Reply
from tests.unit.sources.official.made_world import TABLE, YEAR, addresses, made_world, served

BUTTON = "Haal de echte wijken op"
NAMES = {"GM9001": "Molendrecht", "GM9003": "Schorreland"}


def button(app):
    found = [one for one in app.button if one.label == BUTTON]
    return found[0] if found else None


@pytest.fixture
def made_names(monkeypatch):
    """Let the made gemeenten be chosen."""
    monkeypatch.setattr("mapping.sources.official.gemeenten.gemeente_names", lambda: NAMES)


def ask(app, server, monkeypatch, codes=("GM9003",)):
    for setting, address in addresses(server).items():
        monkeypatch.setenv(setting, address)
    app.multiselect(key="op_te_halen_gemeenten").set_value(list(codes)).run()
    app.selectbox(key="op_te_halen_jaar").set_value(YEAR).run()
    return button(app).click().run()


def test_nothing_can_be_fetched_before_a_gemeente_is_chosen(open_page):
    assert button(open_page()).disabled


@pytest.mark.usefixtures("made_names")
def test_button_fetches_the_wijken_and_opens_them_in_this_session(open_page, monkeypatch):
    app = open_page()
    with served(made_world()) as server:
        ask(app, server, monkeypatch)
    assert not app.exception
    path = Path(app.session_state[OWN_FILE])
    assert set(GeoPackage(path).read(["gebied"])["gebied"]["gemeentecode"]) == {"GM9003"}
    assert any("opgehaald en open" in one.value for one in app.success)
    assert button(app) is None


@pytest.mark.usefixtures("made_names")
def test_service_that_fails_is_a_sentence_and_the_example_stays(open_page, monkeypatch):
    app = open_page()
    monkeypatch.setattr("mapping.sources.http.transport.FIRST_WAIT_S", 0.001)
    with served(made_world()) as server:
        server.script[f"/cbs/{TABLE}/DataProperties"] = Reply(status=500)
        ask(app, server, monkeypatch)
    assert not app.exception
    assert any("CBS StatLine is nu niet bereikbaar" in one.value for one in app.error)
    assert OWN_FILE not in app.session_state
    assert button(app) is not None


def test_offline_says_so_and_offers_no_button(open_page, monkeypatch):
    monkeypatch.setenv("MAPPING_OFFLINE", "1")
    app = open_page()
    assert button(app) is None
    assert any("MAPPING_OFFLINE" in one.value for one in app.info)


def test_region_with_real_outlines_has_no_such_block(open_page, made_file):
    app = open_page(session={OWN_FILE: str(made_file)})
    assert not app.exception
    assert button(app) is None
