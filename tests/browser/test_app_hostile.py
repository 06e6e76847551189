"""A region of which every text field is hostile: nothing runs, all of it stays text, also in a download."""

import re

import pytest
from playwright.sync_api import Page, expect

from mapping.reports.csv_file import FORMULA_STARTS
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from tests.browser.app_steps import CHARLOIS, FREE_PLACE, PAGES, STEP_MS, map_frame, open_list, open_page
from tests.browser.conftest import Served, serve_dashboard
from tests.browser.hostile_region import FILE_NAME, HOSTILE, hostile
from tests.browser.test_app_download import downloaded, rows_of

pytestmark = pytest.mark.browser

MADE_BY_DATA = """() => ({
    images: document.querySelectorAll('img[src="x"]').length,
    handlers: document.querySelectorAll('[onerror], [onload], [onclick]').length,
    scripts: [...document.scripts].filter(script => script.textContent.trimStart().startsWith('alert')).length,
    links: document.querySelectorAll('a[href^="javascript"]').length,
})"""
NOTHING = {"images": 0, "handlers": 0, "scripts": 0, "links": 0}


NEGATIVE = re.compile(r"-\d+(,\d+)?")
"""A number of ours, such as a distance that is shorter; a spreadsheet reads it as that number."""


@pytest.fixture(scope="module")
def region(serve, tmp_path_factory) -> Served:
    """Serve the example with hostile text in every field, under a hostile file name; its contract still holds."""
    path = tmp_path_factory.mktemp("vijandig") / FILE_NAME
    tables = GeoPackage(EXAMPLE_FILE).read()
    GeoPackage(path).write(hostile(tables))
    assert GeoPackage(path).check() == []
    return serve_dashboard(serve, path)


def assert_inert(page: Page) -> None:
    """Fail where text from data became an element, in the page or in a frame."""
    for frame in page.frames:
        assert frame.evaluate(MADE_BY_DATA) == NOTHING, frame.name


def shown(page: Page) -> str:
    """Return the text of the page, whatever the menu."""
    return page.locator("[data-testid=stMain]").evaluate("node => node.textContent")


@pytest.mark.parametrize("address", PAGES)
def test_hostile_text_does_nothing_and_is_shown_as_it_stands(region, page, traffic, address):
    open_page(page, region, f"{address}?gebied={CHARLOIS}")
    if address in ("kaart", "barrieres"):
        map_frame(page)
    for label in ("Tabel en download", "Als gewone tabel (voor schermlezers)"):
        for opener in page.get_by_text(label).all():
            if opener.is_visible():  # not where it stands in a part of the page that is closed
                opener.click()
    page.wait_for_timeout(300)  # an onerror of an image that does not exist needs a moment

    text = shown(page)
    assert FILE_NAME in text
    assert any(name in text for name in HOSTILE)
    assert page.locator("[data-testid=stMain] strong", has_text="vet").count() == 0
    assert page.locator("[data-testid=stMain] .katex").count() == 0
    assert_inert(page)
    traffic.assert_clean()


def test_hostile_names_in_the_lists_stay_text(region, page, traffic):
    open_page(page, region)

    for label in ("Regio", "Gebied", "Groep"):
        open_list(page, label)
        assert_inert(page)
        assert any(name in " ".join(page.get_by_role("option").all_inner_texts()) for name in HOSTILE)
        page.keyboard.press("Escape")
    traffic.assert_clean()


def test_hostile_names_on_the_map_stay_text(region, page, traffic):
    open_page(page, region, "kaart")
    frame = map_frame(page)

    for code in (CHARLOIS, "WK059901", "WK059913"):
        frame.locator("#map_div").hover(position=frame.evaluate(FREE_PLACE, code))
        tooltip = frame.locator(".leaflet-tooltip b")
        expect(tooltip).to_have_count(1, timeout=STEP_MS)
        assert tooltip.evaluate("node => node.textContent") in HOSTILE
    frame.locator("#map_div").click(position=frame.evaluate(FREE_PLACE, CHARLOIS))
    expect(page.get_by_role("heading", name="Wijkprofiel: ")).to_be_visible(timeout=STEP_MS)

    assert_inert(page)
    traffic.assert_clean()


@pytest.mark.parametrize("address", ["gatentabel", "barrieres", "verantwoording", "kaart", "wijkprofiel"])
def test_no_cell_of_a_hostile_download_can_act_as_a_formula(region, page, traffic, address):
    query = f"?gebied={CHARLOIS}" if address == "wijkprofiel" else ""
    open_page(page, region, f"{address}{query}")
    buttons = page.get_by_role("button", name="Download voor Excel")
    expect(buttons.first).to_be_visible(timeout=STEP_MS)

    for number in range(buttons.count()):
        rows = rows_of(downloaded(page, number=number))
        cells = [*rows[0], *(cell for row in rows for cell in row.values())]
        assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS) and not NEGATIVE.fullmatch(cell)]
    traffic.assert_clean()


def test_hostile_offer_is_shown_as_it_stands_when_its_point_is_clicked(region, page, traffic):
    open_page(page, region, "kaart")
    frame = map_frame(page)

    place = frame.evaluate("""() => {
        let place = null;
        window.map.eachLayer(layer => {
            if (!layer.feature?.properties?.id || place) return;
            const box = layer._path.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
            if (document.elementFromPoint(x, y) === layer._path) place = {x, y};
        });
        return place;
    }""")
    frame.locator("#map_div").click(position=place)

    expect(page.get_by_text("Soort aanbieder: ")).to_be_visible(timeout=STEP_MS)
    assert_inert(page)
    traffic.assert_clean()
