"""The verwijskaart in a real browser: three taps on a phone, the keyboard, paper, axe-core."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.app_steps import STEP_MS, open_page, settled
from tests.browser.conftest import Traffic, watched_page
from tests.browser.test_app_pages import serious_faults

pytestmark = pytest.mark.browser

PHONE_PX = 390
GROUP = "Mensen die zich alleen voelen"


@pytest.fixture
def phone(browser: Browser, traffic: Traffic) -> Iterator[Page]:
    """Open a window of a phone."""
    context = browser.new_context(viewport={"width": PHONE_PX, "height": 844}, is_mobile=True, has_touch=True)
    yield watched_page(context.new_page(), traffic)
    context.close()


def test_three_taps_on_a_phone_give_who_to_call(example, phone, traffic):
    open_page(phone, example, "verwijskaart")
    taps = 0

    place = phone.get_by_role("combobox", name="Waar woont iemand?", exact=True)
    place.tap()
    taps += 1
    place.press_sequentially("3073")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**pc4=3073*", timeout=STEP_MS)
    settled(phone)
    group = phone.get_by_role("combobox", name="Om wie gaat het?", exact=True)
    group.tap()
    taps += 1
    group.press_sequentially("alleen voelen")
    phone.get_by_role("option", name=GROUP).tap()
    taps += 1

    expect(phone.get_by_role("heading", level=2, name=f"{GROUP} in 3073")).to_be_visible(timeout=STEP_MS)
    expect(phone.get_by_role("heading", level=3).first).to_contain_text("eerst")
    assert phone.locator("a[href^='tel:']").first.bounding_box()["height"] >= 24
    assert taps == 3
    wide = phone.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= PHONE_PX
    traffic.assert_clean()


def test_card_is_sound_for_axe_and_comes_on_paper_without_choices(example, page, traffic):
    open_page(page, example, "verwijskaart?pc4=3073&groep=eenzaam")
    expect(page.get_by_role("heading", level=2, name=f"{GROUP} in 3073")).to_be_visible(timeout=STEP_MS)
    assert serious_faults(page) == []

    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_role("combobox", name="Om wie gaat het?", exact=True)).to_be_hidden()
    expect(page.get_by_role("heading", level=3).first).to_be_visible()
    traffic.assert_clean()
