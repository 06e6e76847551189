"""What a reader takes home: a table that Dutch Excel opens by itself, marked as an example."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_steps import CHARLOIS, STEP_MS, open_page

pytestmark = pytest.mark.browser


def downloaded(page: Page, *, number: int = 0) -> bytes:
    """Press a download button of the page and return the file."""
    with page.expect_download(timeout=STEP_MS) as waiting:
        page.get_by_role("button", name="Download voor Excel").nth(number).click()
    return Path(waiting.value.path()).read_bytes()


def rows_of(content: bytes) -> list[dict[str, str]]:
    """Read a file as Dutch Excel does."""
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_gap_table_opens_in_dutch_excel_and_says_that_it_is_an_example(example, page, traffic):
    open_page(page, example, "gatentabel")

    content = downloaded(page)
    rows = rows_of(content)

    assert content.startswith(b"\xef\xbb\xbf")
    assert len(rows) == 270
    assert all(row["Toelichting"].startswith("Voorbeeld: het aanbod in dit bestand is verzonnen.") for row in rows)
    assert all("Niet gebruiken voor besluiten over personen" in row["Toelichting"] for row in rows)
    assert None not in rows[0]
    traffic.assert_clean()


def test_numbers_in_a_download_have_a_decimal_comma_and_no_point(example, page):
    open_page(page, example, f"gatentabel?gebied={CHARLOIS}")

    rows = rows_of(downloaded(page))

    figures = [row[name] for row in rows for name in ("Mensen in deze groep", "Willen steun per jaar") if row[name]]
    assert figures
    assert all(re.fullmatch(r"\d+(,\d+)?", figure) for figure in figures)


def test_shares_in_a_download_have_a_decimal_comma(example, page):
    open_page(page, example, "verantwoording")

    rows = rows_of(downloaded(page))

    assert any(re.fullmatch(r"\d+,\d", row["Midden (%)"]) for row in rows)
    assert not any("." in row["Midden (%)"] for row in rows)


def test_the_csv_of_streamlit_itself_is_not_offered(example, page):
    open_page(page, example, "gatentabel")

    page.get_by_test_id("stDataFrame").hover()

    toolbar = page.get_by_test_id("stElementToolbar")
    expect(toolbar.get_by_role("button").first).to_be_visible(timeout=STEP_MS)
    expect(toolbar.locator("button[aria-label^='Download as CSV']")).to_be_hidden()
