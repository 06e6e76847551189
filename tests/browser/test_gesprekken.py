"""The pages Gesprekken and Passendheid in a real browser: the main choice by keyboard, a phone, axe-core, a code export."""

import pytest
from playwright.sync_api import expect

from tests.browser.app_steps import LOAD_MS, STEP_MS, open_list, open_page
from tests.browser.test_app_pages import serious_faults

pytestmark = pytest.mark.browser

EXPORT = "Document;Codes;Quotation Content\nvoorbeeld-burger-1.docx;Barrière: Te ver weg;Het was ver.\nx;Muur;Bel 06-12345678\n"


def test_choice_of_what_to_count_is_made_by_keyboard_and_stands_in_the_link(example, page, traffic):
    open_page(page, example, "gesprekken")

    open_list(page, "Tel per")
    page.keyboard.type("Met wie")
    page.keyboard.press("Enter")

    expect(page.get_by_role("list", name="Gesprekken per met wie gesproken is")).to_be_visible(timeout=LOAD_MS)
    page.wait_for_url("**tel=respondentsoort**", timeout=STEP_MS)
    traffic.assert_clean()


@pytest.mark.parametrize("address", ["gesprekken", "passendheid"])
def test_page_fits_a_phone_and_is_sound_for_axe(example, page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, example, address)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert serious_faults(page) == []


def test_code_export_is_reported_before_anything_is_stored(example, page):
    open_page(page, example, "gesprekken")
    page.get_by_text("Een export van ATLAS.ti, MAXQDA of NVivo toevoegen").click()

    page.locator("input[type=file]").set_input_files(
        {"name": "codes.csv", "mimeType": "text/csv", "buffer": EXPORT.encode()}
    )

    expect(page.get_by_text("In 1 cel staat iets over een persoon")).to_be_visible(timeout=LOAD_MS)
    expect(page.get_by_text("Codes die kloppen")).to_be_visible()
    assert "06-12345678" not in page.inner_text("[data-testid=stMain]")
