"""Bijdragen in a real browser: a phone contributes, the room sees it without a reload, the redactie takes it over; axe."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mapping.store.address import EXAMPLE_FILE
from mapping.store.contributions import ContributionQueue, contribution_file, now_utc
from mapping.store.geopackage import GeoPackage
from tests.browser.app_steps import LOAD_MS, map_frame, open_list, open_page, settled
from tests.browser.conftest import Traffic, watched_page
from tests.browser.test_app_pages import serious_faults

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
NAME = "Koffie <img src=x onerror=alert(1)>${alert(2)}{{7*7}}"


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLE_FILE, tmp_path / "regio.gpkg"))


@pytest.fixture
def dashboard(serve_here, region: Path, tmp_path: Path):
    """Serve a copy of the example where bijdragen are open, to a redacteur who gave a name before."""
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "naam.txt").write_text("Planner", encoding="utf-8")
    state = {"MAPPING_DATA": str(region), "MAPPING_STATE": str(tmp_path / "state")}
    return serve_here(**state, MAPPING_BIJDRAGEN="1", MAPPING_BEWERKEN="1")


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport=PHONE, locale="nl-NL", has_touch=True, reduced_motion="reduce")
    yield watched_page(context.new_page(), Traffic())
    context.close()


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list with the mouse."""
    open_list(page, label)
    page.get_by_role("option", name=option, exact=True).click()


def contribute(phone: Page) -> None:
    """Tap on the map, give a name and a kind, and send."""
    frame = map_frame(phone)
    frame.locator("#map_div").scroll_into_view_if_needed()
    frame.locator("#map_div").click(position={"x": 240, "y": 110})
    expect(phone.get_by_text("Er staat een punt op de kaart in dit gebied.")).to_be_visible(timeout=LOAD_MS)
    settled(phone)
    phone.get_by_role("textbox", name="Hoe heet het?").fill(NAME)
    choose(phone, "Wie geeft de steun?", "Vrijwilligers")
    phone.get_by_role("button", name="Verstuur").click()
    expect(phone.get_by_text("Dank u wel. Uw bijdrage is binnen")).to_be_visible(timeout=LOAD_MS)
    settled(phone)


def test_phone_contributes_room_sees_it_and_redactie_takes_it_over(dashboard, region, page, phone, traffic):
    open_page(page, dashboard, "bijdragen?weergave=zaal")
    map_frame(page)
    expect(page.get_by_text("Er is nog niets binnengekomen.")).to_be_visible(timeout=LOAD_MS)
    open_page(phone, dashboard, "bijdragen")
    contribute(phone)
    assert phone.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0

    expect(page.get_by_role("cell", name="wacht op de redactie")).to_be_visible(timeout=LOAD_MS)
    expect(page.get_by_role("cell", name="Dit ontbreekt")).to_be_visible()
    assert "Koffie" not in page.content()

    desk = watched_page(page.context.new_page(), traffic)
    open_page(desk, dashboard, "redactie")
    choose(desk, "Hoe", "Op een plek")
    desk.keyboard.press("Escape")
    open_list(desk, "Niveau")
    desk.get_by_role("option").first.click()
    desk.get_by_role("textbox", name="Waarom verandert u dit?").fill("Nagebeld")
    desk.get_by_role("button", name="Neem op in de tabellen").click()
    expect(desk.get_by_text("Opgeslagen als versie")).to_be_visible(timeout=LOAD_MS)
    settled(desk)

    assert NAME in set(GeoPackage(region).read(["initiatief"])["initiatief"]["naam"])
    expect(page.get_by_role("cell", name=NAME)).to_be_visible(timeout=LOAD_MS)
    for frame in (*page.frames, *desk.frames, *phone.frames):
        assert frame.evaluate("() => document.querySelectorAll('img[src=x]').length") == 0
    traffic.assert_clean()


def test_without_the_map_the_keyboard_is_enough(dashboard, region, page, traffic):
    open_page(page, dashboard, "bijdragen?bijdrage=gestopt")
    box = page.get_by_role("combobox", name="Welk initiatief is gestopt?")
    box.focus()
    page.keyboard.type("Maatje in Noord")
    expect(page.get_by_role("option").first).to_contain_text("Maatje in Noord")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Verstuur").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Dank u wel. Uw bijdrage is binnen")).to_be_visible(timeout=LOAD_MS)

    row = ContributionQueue(contribution_file(region)).all().iloc[0]
    assert (row["initiatief"], row["stand"]) == ("maatje-noord", "nieuw")
    traffic.assert_clean()


def test_pages_are_sound_for_axe(dashboard, region, page):
    row = {"soort": "gestopt", "initiatief": "maatje-noord", "voorbeeld": True}
    ContributionQueue(contribution_file(region)).submit(row, "a", now=now_utc())
    for path in ("bijdragen", "redactie"):
        open_page(page, dashboard, path)
        assert serious_faults(page) == [], path
    open_page(page, dashboard, "bijdragen?weergave=zaal")
    map_frame(page)
    expect(page.get_by_role("cell", name="wacht op de redactie")).to_be_visible(timeout=LOAD_MS)
    assert page.get_by_role("img", name="QR-code naar").count() == 1
    assert serious_faults(page) == []
