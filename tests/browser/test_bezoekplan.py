"""Vindplaatsen and Bezoekplan in a real browser: the main task by keyboard, the paper as a file, and axe."""

import io

import pypdf
import pytest
from playwright.sync_api import expect

from tests.browser.app_steps import LOAD_MS, STEP_MS, map_frame, open_page, settled
from tests.browser.test_app_pages import serious_faults

pytestmark = pytest.mark.browser

ASKED = "bezoekplan?regio=Rotterdam%20e.o.&voor=eenzaam&plaatsen=3"


def test_one_more_place_by_keyboard_changes_plan_and_link(example, page, traffic):
    open_page(page, example, ASKED)
    expect(page.get_by_text("In de buurt van deze 3 plaatsen")).to_be_visible(timeout=LOAD_MS)

    page.get_by_role("slider", name="Hoeveel plaatsen kunt u bezoeken?").focus()
    page.keyboard.press("ArrowRight")

    expect(page.get_by_text("In de buurt van deze 4 plaatsen")).to_be_visible(timeout=LOAD_MS)
    page.wait_for_function("() => location.search.includes('plaatsen=4')", timeout=STEP_MS)
    traffic.assert_clean()


def test_plan_on_paper_is_a_tagged_file_with_the_example_mark(example, page):
    open_page(page, example, ASKED)
    with page.expect_download(timeout=LOAD_MS) as waiting:
        page.get_by_role("button", name="Heel het plan op papier (PDF)").click()
    read = pypdf.PdfReader(io.BytesIO(waiting.value.path().read_bytes()))

    assert "/StructTreeRoot" in read.trailer["/Root"]
    assert "verzonnen" in read.pages[0].extract_text()


@pytest.mark.parametrize("address", ["vindplaatsen?regio=Rotterdam%20e.o.", ASKED])
def test_page_has_its_map_and_no_serious_fault(example, page, traffic, address):
    open_page(page, example, address)
    map_frame(page)
    settled(page)
    assert serious_faults(page) == []
    traffic.assert_clean()
