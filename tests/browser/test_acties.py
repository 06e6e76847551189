"""The page Acties in a real browser: a region with two versions shows the difference, and a filter works by keyboard."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from mapping.store import history
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from mapping.store.history import Author
from tests.browser.app_steps import LOAD_MS, STEP_MS, open_page, settled
from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

RULE = "maatje-feijenoord"


@pytest.fixture(scope="module")
def dashboard(serve, tmp_path_factory):
    """Serve a copy of the example whose second version lifts the rule that the first actie is about."""
    path = Path(shutil.copy(EXAMPLE_FILE, tmp_path_factory.mktemp("acties") / "regio.gpkg"))
    store = GeoPackage(path)
    tables = store.read(["initiatief", "werkgebied"])
    offer, areas = tables["initiatief"].copy(), tables["werkgebied"]
    offer.loc[offer["initiatief"] == RULE, "werkgebied_stand"] = "geen beperking"
    kept = areas[areas["initiatief"] != RULE].reset_index(drop=True)
    history.change(store, {"initiatief": offer, "werkgebied": kept}, Author("Planner", "Postcodes vrij"))
    return serve(ROOT / "app.py", cwd=ROOT, env={"MAPPING_DATA": str(path)})


def test_gap_that_became_smaller_is_told_with_its_start_and_what_changed(dashboard, page, traffic):
    open_page(page, dashboard, "acties?gebied=WK059910&eigenaar=maatjeshuis")

    expect(page.get_by_text("Begin: 300")).to_be_visible(timeout=LOAD_MS)
    expect(page.get_by_text("Dit gat is kleiner dan bij het begin.").first).to_be_visible()
    expect(page.get_by_text("Verschil: 300 minder")).to_be_visible()
    expect(page.get_by_text("werkgebied: 5 rijen")).to_be_visible()
    traffic.assert_clean()


def test_late_acties_are_found_by_keyboard_and_stand_in_the_link(dashboard, page):
    open_page(page, dashboard, "acties")
    switch = page.get_by_role("checkbox", name="Alleen te laat").or_(page.get_by_role("switch", name="Alleen te laat"))

    switch.focus()
    page.keyboard.press("Space")

    page.wait_for_function("() => location.search.includes('te-laat=ja')", timeout=LOAD_MS)
    settled(page)
    expect(page.get_by_text("Geestelijk verzorger in de PaTz-groepen").first).to_be_visible(timeout=STEP_MS)
    expect(page.get_by_text("Luisteruur in het Turks en Arabisch")).to_have_count(0)
