"""Every page in a real browser: nothing asked of others, a deep link, the language, a phone, axe-core."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.app_steps import (
    CHARLOIS,
    CHARLOIS_NAME,
    FOOTER,
    LOAD_MS,
    PAGES,
    STEP_MS,
    map_frame,
    menu,
    open_page,
    settled,
)
from tests.browser.conftest import ROOT, Traffic, watched_page

pytestmark = pytest.mark.browser

on_every_page = pytest.mark.parametrize("address", PAGES)

FRESH = ("", "gatentabel", "scenario", "vindplaatsen", "bijdragen", "eigen-regio", "verantwoording")
"""The first page of each section: Streamlit treats a link by its folder."""

WITH_MAP = ("kaart", "barrieres")


def one_of_each_kind(*more: str):
    """Try the first page of each section and some more; `make test-lang` tries every page."""
    few = {*FRESH, *more}
    return pytest.mark.parametrize(
        "address", [pytest.param(each, marks=() if each in few else pytest.mark.lang) for each in PAGES]
    )


PHONE_PX = 390
RESIZE_MS = 500
"""The page draws itself again in a narrower window."""
MENU = "[data-testid=stSidebarNav]"

KNOWN_FAULTS = {
    "list": "[data-testid=stSidebarNavItems]",
    "listitem": "[data-testid=stSidebarNavItems]",
    "scrollable-region-focusable": "[data-testid=stTable]",
}
"""Rule of axe → where Streamlit breaks it. It puts the sections of the menu between the list and its items; and the box in
which a wide table scrolls has no tabindex, though browsers themselves let the keyboard reach a box that scrolls."""

SERIOUS = {"serious", "critical"}


def query(address: str) -> str:
    """Return the address with a chosen gebied where that fills the page."""
    return f"{address}?gebied={CHARLOIS}" if address in ("kaart", "wijkprofiel") else address


@pytest.fixture
def phone(browser: Browser, traffic: Traffic) -> Iterator[Page]:
    """Open a window of a phone."""
    context = browser.new_context(
        viewport={"width": PHONE_PX, "height": 844}, is_mobile=True, has_touch=True, reduced_motion="reduce"
    )
    yield watched_page(context.new_page(), traffic)
    context.close()


@on_every_page
def test_page_is_quiet_sound_for_axe_and_fits_a_narrow_window(example, page, traffic, address):
    open_page(page, example, query(address))

    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES[address])
    expect(page.get_by_text(FOOTER)).to_be_visible()
    expect(page.get_by_text("Voorbeeld: het aanbod op deze pagina is verzonnen.")).to_be_visible()
    assert serious_faults(page) == []
    if address in WITH_MAP:
        assert serious_faults(map_frame(page)) == []
    page.set_viewport_size({"width": PHONE_PX, "height": 844})
    page.wait_for_timeout(RESIZE_MS)
    assert sideways(page) == [0, 0]
    traffic.assert_clean()


def test_walk_through_the_whole_menu_asks_nothing_of_another_host(example, page, traffic):
    open_page(page, example)

    for address in [*PAGES][::-1]:
        menu(page, address)

    traffic.assert_clean()


@one_of_each_kind()
def test_deep_link_on_a_fresh_server_keeps_menu_language_and_error_boundary(
    page, traffic, address, serve_here, made_file
):
    served = serve_here(MAPPING_DATA=str(made_file))

    open_page(page, served, f"{address}?taal=nl")

    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES[address])
    expect(page.locator(MENU).get_by_role("link")).to_have_count(len(PAGES))
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "Traceback" not in served.log()
    traffic.assert_clean()


@one_of_each_kind()
def test_deep_link_with_a_broken_region_gives_a_sentence_and_the_menu(broken, page, traffic, address):
    page.goto(broken.url + address)

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("geen GeoPackage", timeout=LOAD_MS)
    expect(page.locator(MENU).get_by_role("link")).to_have_count(len(PAGES))
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.get_by_test_id("stFileUploader")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    traffic.assert_clean()


@pytest.fixture(scope="module")
def broken(serve, tmp_path_factory):
    """Serve the dashboard on a file that is no region."""
    path = tmp_path_factory.mktemp("kapot") / "kapot.gpkg"
    path.write_text("dit is geen regio", encoding="utf-8")
    return serve(ROOT / "app.py", cwd=ROOT, env={"MAPPING_DATA": str(path)})


def language(page, group, name):
    """Return the button of a language in the choice with this label: while a page changes, the old choice stands too."""
    return page.get_by_role("radiogroup", name=group).get_by_role("radio", name=name)


def test_other_language_changes_words_and_html_lang_and_back(example, page, traffic):
    open_page(page, example, "gatentabel")
    dutch = page.get_by_role("heading", level=1).inner_text()

    language(page, "Taal", "English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en", timeout=STEP_MS)
    expect(page.get_by_role("heading", level=1)).not_to_have_text(dutch, timeout=STEP_MS)
    assert "taal=en" in page.url

    language(page, "Language", "Nederlands").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl", timeout=STEP_MS)
    expect(page.get_by_role("heading", level=1)).to_have_text(dutch, timeout=STEP_MS)
    traffic.assert_clean()


@one_of_each_kind(*WITH_MAP)
def test_phone_has_no_sideways_scroll_and_a_map_as_wide_as_the_page(example, phone, traffic, address):
    open_page(phone, example, query(address))

    assert sideways(phone) == [0, 0]
    if address in WITH_MAP:
        map_frame(phone)
        assert phone.locator("iframe[title^='Kaart van']").bounding_box()["width"] > 0.85 * PHONE_PX
    traffic.assert_clean()


def test_phone_reaches_the_menu_and_the_list_of_gebieden(example, phone):
    open_page(phone, example)

    phone.get_by_test_id("stExpandSidebarButton").click()

    expect(phone.locator(MENU).get_by_role("link").first).to_be_in_viewport()
    expect(phone.get_by_role("combobox", name="Gebied", exact=True)).to_be_visible()


def test_axe_finds_nothing_serious_in_an_opened_table_and_an_open_list(example, page):
    open_page(page, example, f"wijkprofiel?gebied={CHARLOIS}")
    expect(page.get_by_role("heading", name=CHARLOIS_NAME)).to_be_visible()

    page.get_by_text("Als gewone tabel (voor schermlezers)").first.click()
    expect(page.get_by_role("table").nth(1)).to_be_visible()
    settled(page)

    assert serious_faults(page) == []


def sideways(page: Page) -> list[int]:
    """Return how many pixels the page and its main part are wider than the window."""
    return page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
            .map(box => box.scrollWidth - box.clientWidth)"""
    )


def serious_faults(where) -> list[str]:
    """Return what axe calls serious or critical, but for the known faults of Streamlit."""
    found = []
    for fault in Axe().run(where).response["violations"]:
        known = KNOWN_FAULTS.get(fault["id"])
        for node in fault["nodes"] if fault["impact"] in SERIOUS else []:
            selector = node["target"][-1]
            inside = known and where.evaluate(
                "([selector, known]) => document.querySelector(selector)?.closest(known) !== null", [selector, known]
            )
            if not inside:
                found.append(f"{fault['id']}: {node['html'][:200]}")
    return found
