"""Network and signals in a real browser: lines on the map, the drawings, hostile names, all without asking anyone else."""

import pandas as pd
import pytest
from playwright.sync_api import expect

from mapping.store.geopackage import GeoPackage
from tests.browser.app_steps import LOAD_MS, STEP_MS, map_frame, open_page, settled
from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>${alert(2)}{{7*7}}` https://kwaad.nl"
COUNT_LINES = """() => {
    let count = 0;
    window.map?.eachLayer(layer => {
        count += layer instanceof L.Polyline && !(layer instanceof L.Polygon) && layer.options.interactive;
    });
    return count;
}"""
DRAWN = "image => image.complete && image.naturalWidth > 0"


@pytest.fixture(scope="module")
def hostile(serve, tmp_path_factory):
    """Serve the example with names that try to run."""
    tables = GeoPackage(ROOT / "data" / "voorbeeld.gpkg").read()
    path = tmp_path_factory.mktemp("hostile") / "regio.gpkg"
    named = {}
    for name in ("initiatief", "organisatie", "vindplaats"):
        table = tables[name]
        named[name] = table.assign(naam=pd.Series(HOSTILE, index=table.index, dtype="str"))
    GeoPackage(path).write(tables | named)
    return serve(ROOT / "app.py", cwd=ROOT, env={"MAPPING_DATA": str(path)})


def test_lines_lie_on_the_map_and_the_drawing_is_chosen_by_keyboard(example, page, traffic):
    open_page(page, example, "netwerk")
    frame = map_frame(page)
    frame.wait_for_function(f"() => ({COUNT_LINES})() > 20", timeout=LOAD_MS)
    page.get_by_role("radio", name="Tekening").press("Space")
    picture = page.get_by_role("img", name="Tekening van")
    expect(picture).to_be_visible(timeout=LOAD_MS)
    assert picture.evaluate(DRAWN)
    assert "beeld=tekening" in page.url
    traffic.assert_clean()


def test_flow_is_drawn_with_its_facts_in_words_and_a_table(example, page, traffic):
    open_page(page, example, "signalering")
    picture = page.get_by_role("img", name="Signaleert: ")
    expect(picture).to_be_visible(timeout=LOAD_MS)
    assert picture.evaluate(DRAWN)
    assert "verborgen" in picture.get_attribute("alt")
    page.get_by_text("Als gewone tabel").first.click()
    expect(page.get_by_role("table").first).to_be_visible(timeout=STEP_MS)
    traffic.assert_clean()


def test_hostile_names_stay_text(hostile, page, traffic):
    open_page(page, hostile, "netwerk")
    map_frame(page).wait_for_function(f"() => ({COUNT_LINES})() > 20", timeout=LOAD_MS)
    page.goto(f"{hostile.url}netwerk?beeld=tekening")
    settled(page)
    expect(page.get_by_role("img", name="Tekening van")).to_be_visible(timeout=LOAD_MS)
    assert page.locator("img[src='x']").count() == 0
    assert page.locator("a[href*='kwaad.nl']").count() == 0
    traffic.assert_clean()
