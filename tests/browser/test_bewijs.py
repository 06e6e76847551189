"""The page Bewijs in a real browser: from the figures of another page to the table of a source, by keyboard, and axe-core."""

import pytest
from playwright.sync_api import expect

from tests.browser.app_steps import LOAD_MS, STEP_MS, open_page, settled
from tests.browser.test_app_pages import serious_faults

pytestmark = pytest.mark.browser


def test_figures_lead_to_the_research_behind_them(example, page, traffic):
    open_page(page, example, "barrieres?groep=verlies&regels=alle")

    page.get_by_text("Hoe weten we wie er niet heen mag?").click(timeout=LOAD_MS)
    page.get_by_role("link", name="Alle bewijs over: Regel: leeftijd").first.click(timeout=STEP_MS)
    settled(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Wat is hierover gepubliceerd?", timeout=STEP_MS)
    assert "over_barriere=regel_leeftijd" in page.url
    expect(page.get_by_text("Onder de 50 valt buiten de regeling").first).to_be_visible(timeout=STEP_MS)
    traffic.assert_clean()


@pytest.mark.parametrize("width", [1440, 390])
def test_table_of_a_source_opens_by_keyboard_is_sound_for_axe_and_fits(example, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, example, "bewijs")
    box = page.locator("summary").filter(has_text="Waarin zorgverleners zich verder willen bekwamen")
    box.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("12,3% (8)").first).to_be_visible(timeout=STEP_MS)
    assert serious_faults(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
