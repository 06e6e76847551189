"""What is chosen on the map or in the list: it opens the profile, stands in the URL, and stays."""

import pytest
from playwright.sync_api import expect

from tests.browser.app_steps import (
    CHARLOIS,
    CHARLOIS_NAME,
    COUNT_OUTLINES,
    STEP_MS,
    chosen_gebied,
    click_gebied,
    focused_label,
    map_frame,
    menu,
    open_list,
    open_page,
    settled,
)

pytestmark = pytest.mark.browser

GEBIEDEN, POSTCODES = 270, 299
"""Of the embedded example."""
EILANDEN = "Zuid-Hollandse eilanden"
MANY_TABS = 60
IN_URL = "([key, value]) => new URLSearchParams(location.search).get(key) === value"


def profile(page):
    """Return the heading of the profile beside the map."""
    return page.get_by_role("heading", name=f"Wijkprofiel: {CHARLOIS_NAME}")


@pytest.mark.parametrize(("address", "count"), [("kaart", GEBIEDEN), ("barrieres", POSTCODES)])
def test_map_draws_every_outline(example, page, traffic, address, count):
    open_page(page, example, address)
    frame = map_frame(page)

    assert frame.evaluate(COUNT_OUTLINES) == count
    assert frame.evaluate("() => window.map.getSize().x * window.map.getSize().y") > 100_000
    traffic.assert_clean()


def test_click_on_a_gebied_opens_its_profile_and_stands_in_the_url(example, page, traffic):
    open_page(page, example, "kaart")
    expect(profile(page)).to_have_count(0)

    click_gebied(map_frame(page), CHARLOIS)

    expect(profile(page)).to_be_visible(timeout=STEP_MS)
    page.wait_for_url(f"**gebied={CHARLOIS}*", timeout=STEP_MS)
    assert chosen_gebied(page) == "Charlois (Rotterdam)"
    traffic.assert_clean()


def test_keyboard_alone_reaches_the_same_gebied_through_the_list(example, page, traffic):
    open_page(page, example, "kaart")

    for _press in range(MANY_TABS):
        page.keyboard.press("Tab")
        if focused_label(page) == "Gebied":
            break
    assert focused_label(page) == "Gebied"
    page.keyboard.type(CHARLOIS_NAME)
    expect(page.get_by_role("option")).to_have_count(1, timeout=STEP_MS)
    page.keyboard.press("Enter")

    expect(profile(page)).to_be_visible(timeout=STEP_MS)
    page.wait_for_url(f"**gebied={CHARLOIS}*", timeout=STEP_MS)
    traffic.assert_clean()


def test_gebied_chosen_on_the_map_stays_on_every_page_and_after_a_reload(example, page):
    open_page(page, example, "kaart")
    click_gebied(map_frame(page), CHARLOIS)
    expect(profile(page)).to_be_visible(timeout=STEP_MS)

    for address in ("wijkprofiel", "gatentabel", "barrieres", "verantwoording", ""):
        menu(page, address)
        page.wait_for_url(f"**gebied={CHARLOIS}*", timeout=STEP_MS)
        assert chosen_gebied(page) == "Charlois (Rotterdam)"

    page.reload()
    settled(page)
    assert chosen_gebied(page) == "Charlois (Rotterdam)"


def test_regio_and_language_stay_on_another_page_and_after_a_reload(example, page):
    open_page(page, example, f"gatentabel?regio={EILANDEN.replace(' ', '%20')}&taal=en")

    for address in ("kaart", "privacy"):
        page.locator(f"[data-testid=stSidebarNav] a[href$='/{address}']").click()
        page.wait_for_url(f"**/{address}?*", timeout=STEP_MS)
        settled(page)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.wait_for_function(IN_URL, arg=["taal", "en"], timeout=STEP_MS)
        page.wait_for_function(IN_URL, arg=["regio", EILANDEN], timeout=STEP_MS)

    page.reload()
    settled(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.get_by_role("combobox").first.input_value() == EILANDEN


def test_regio_that_does_not_hold_the_gebied_lets_go_of_it(example, page):
    open_page(page, example, f"kaart?gebied={CHARLOIS}")
    expect(profile(page)).to_be_visible()

    open_list(page, "Regio")
    page.get_by_role("option", name=EILANDEN).click()

    expect(profile(page)).to_have_count(0, timeout=STEP_MS)
    page.wait_for_function("() => !location.search.includes('gebied=')", timeout=STEP_MS)


def test_back_button_returns_to_the_page_before(example, page):
    open_page(page, example, "kaart")
    menu(page, "privacy")

    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Kaart", timeout=STEP_MS)


def test_unknown_gebied_in_a_link_is_said_and_the_page_shows_the_whole(example, page, traffic):
    open_page(page, example, "kaart?gebied=WK999999")

    expect(page.get_by_role("alert").filter(has_text="De link vraagt bij ‘Gebied’ om ‘WK999999’")).to_be_visible()
    assert chosen_gebied(page) == "Hele regio"
    traffic.assert_clean()
