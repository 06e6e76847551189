"""The page Invoering in a real browser: the map of the contexts, and a plan written and taken along as a Word file."""

import docx
import pytest
from playwright.sync_api import expect

from tests.browser.app_steps import LOAD_MS, map_frame, open_page, settled

pytestmark = pytest.mark.browser

GOAL = "Alle wijkverpleegkundigen kennen de tool."


def test_contexts_are_on_the_map_striped_where_there_are_several(example, page, traffic):
    open_page(page, example, "invoering?regio=Rotterdam%20e.o.")

    frame = map_frame(page)
    assert frame.locator("#map_div").get_attribute("aria-label").startswith("Kaart van de contexten")
    fills = frame.evaluate("() => [...document.querySelectorAll('path')].map(path => path.getAttribute('fill'))")
    assert any(fill and fill.startswith("url(#zin-0072B2-E69F00") for fill in fills)
    assert frame.locator("#zin-0072B2-E69F00").count() == 1
    expect(page.get_by_role("list", name="Contexten: Alle drie samen")).to_contain_text("context 1 en 2")
    traffic.assert_clean()


def test_plan_is_written_and_leaves_as_a_word_file(example, page, traffic, tmp_path):
    open_page(page, example, "invoering?over=gebied&gebied=WK059910")

    page.get_by_role("textbox", name="Doel", exact=True).fill(GOAL)
    page.keyboard.press("Tab")
    settled(page)
    with page.expect_download(timeout=LOAD_MS) as waiting:
        page.get_by_role("button", name="Download het plan (Word)").click()
    waiting.value.save_as(tmp_path / "plan.docx")

    document = docx.Document(str(tmp_path / "plan.docx"))
    text = [paragraph.text for paragraph in document.paragraphs]
    assert waiting.value.suggested_filename == "implementatieplan-feijenoord-rotterdam.docx"
    assert text[0] == "Implementatieplan: Feijenoord (Rotterdam)"
    assert GOAL in text
    assert "Coachend leren" in text
    assert len(document.inline_shapes) == 1
    traffic.assert_clean()
