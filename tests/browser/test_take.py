"""What a reader takes home besides CSV: a workbook of any table, and the package of the page Meenemen."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.app_steps import LOAD_MS, STEP_MS, open_page

pytestmark = pytest.mark.browser


def test_table_opens_as_a_workbook_with_its_choices_and_its_origin(example, page, traffic):
    open_page(page, example, "gatentabel?regio=Rotterdam+e.o.")

    with page.expect_download(timeout=STEP_MS) as waiting:
        page.get_by_role("button", name="Werkmap (.xlsx)").first.click()
    book = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))

    assert waiting.value.suggested_filename == "gatentabel.xlsx"
    assert book.sheetnames == ["Tabel", "Codeboek", "Verantwoording"]
    said = " ".join(str(cell.value) for row in book["Verantwoording"].iter_rows() for cell in row)
    assert "Regio: Rotterdam e.o." in said
    assert "verzonnen" in said
    assert all(isinstance(cell.value, (int, float, type(None))) for cell in book["Tabel"]["D"][1:])
    traffic.assert_clean()


def test_package_holds_every_chosen_file_and_a_text_to_read_first(example, page, traffic):
    open_page(page, example, "meenemen?wat=organisatie,vindplaats&vorm=xlsx,geojson")

    page.get_by_role("button", name="Maak het pakket").click()
    expect(page.get_by_text("Het pakket is klaar")).to_be_visible(timeout=LOAD_MS)
    with page.expect_download(timeout=STEP_MS) as waiting:
        page.get_by_role("button", name="Download het pakket").click()
    packed = zipfile.ZipFile(waiting.value.path())

    names = {"LEESMIJ.txt", "xlsx/organisatie.xlsx", "xlsx/vindplaats.xlsx", "geojson/vindplaats.geojson"}
    assert set(packed.namelist()) == names
    traffic.assert_clean()


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_words_of_the_downloads_under_a_table_are_not_cut_off(example, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, example, "gatentabel")
    words = page.get_by_role("button", name="Werkmap (.xlsx)").first
    words.scroll_into_view_if_needed(timeout=LOAD_MS)

    cut = page.locator("[data-testid=stDownloadButton] button:visible").evaluate_all(
        "all => all.filter(b => [...b.querySelectorAll('*')].some(x => x.scrollWidth > x.clientWidth + 1)).map(b => b.innerText)"
    )

    assert cut == []
