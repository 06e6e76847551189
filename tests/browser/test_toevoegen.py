"""The page Gegevens toevoegen in a real browser: a real spreadsheet from file to version, hostile names, a phone."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from mapping.store.history import current
from tests.browser.app_steps import LOAD_MS, open_page, settled
from tests.browser.test_app_pages import serious_faults
from tests.formats import initiatieven

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>${alert(2)}{{7*7}} [x](javascript:alert(3))"
PHONE = {"width": 390, "height": 844}
FAULTS = len(initiatieven.FAULTS) * initiatieven.EACH_FAULT
ROWS = 200


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """Return a copy of the example."""
    return Path(shutil.copy(EXAMPLE_FILE, tmp_path / "regio.gpkg"))


@pytest.fixture
def dashboard(serve_here, region: Path, tmp_path: Path):
    """Serve that copy for editing, by someone who gave a name before."""
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "naam.txt").write_text("Planner", encoding="utf-8")
    env = {"MAPPING_DATA": str(region), "MAPPING_STATE": str(tmp_path / "state"), "MAPPING_BEWERKEN": "1"}
    return serve_here(**env)


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Path:
    """Return a real spreadsheet with planted faults, and one hostile name in a good row."""
    made = initiatieven.sheet(rows=ROWS)
    wrong = {row - initiatieven.FIRST_ROW for row, _header in made.planted}
    good = next(place for place in range(ROWS) if place not in wrong)
    made.cells.loc[good, ["Naam initiatief", "Naam organisatie"]] = HOSTILE
    path = tmp_path / "aanbod.xlsx"
    initiatieven.write_xlsx(made, path)
    return path


def check(page: Page, spreadsheet: Path) -> None:
    """Choose the file and check it."""
    page.locator("input[type=file]").first.set_input_files(spreadsheet)
    button = page.get_by_role("button", name="Controleer het bestand")
    expect(button).to_be_visible(timeout=LOAD_MS)
    button.click()
    expect(page.get_by_role("heading", name="Wat er verandert", exact=True)).to_be_visible(timeout=LOAD_MS)
    settled(page)


def figure(page: Page, label: str) -> str:
    """Return the value of a figure by its label."""
    box = page.get_by_test_id("stMetric").filter(has_text=label).first
    return box.get_by_test_id("stMetricValue").inner_text()


def test_spreadsheet_goes_from_file_to_version_and_the_faulty_rows_stay_out(page: Page, dashboard, region, spreadsheet):
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    open_page(page, dashboard, "toevoegen")

    check(page, spreadsheet)

    assert figure(page, "Rijen met een fout") == str(FAULTS)
    assert figure(page, "Nieuw") == str(ROWS - FAULTS)
    assert current(GeoPackage(region)) == 1
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Foute rijen voor Excel").click()
    assert waiting.value.suggested_filename == "foute-rijen.xlsx"
    why = page.get_by_role("textbox", name="Waarom verandert u dit?")
    why.fill("Lijst van november")
    why.press("Enter")
    settled(page)
    page.get_by_role("button", name=f"Neem {ROWS - FAULTS} rijen over").click()
    expect(page.get_by_text("Opgeslagen als versie 2.")).to_be_visible(timeout=LOAD_MS)
    names = set(GeoPackage(region).read(["initiatief"])["initiatief"]["naam"])
    assert HOSTILE in names
    assert alerts == []


def test_page_with_a_report_has_no_serious_faults_for_screen_readers(page: Page, dashboard, spreadsheet):
    open_page(page, dashboard, "toevoegen")

    check(page, spreadsheet)

    assert serious_faults(page) == []


def test_page_fits_a_phone(page: Page, dashboard, spreadsheet):
    page.set_viewport_size(PHONE)
    open_page(page, dashboard, "toevoegen")

    check(page, spreadsheet)

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_file_that_is_refused_leaves_the_page_and_the_others(page: Page, dashboard, tmp_path):
    bomb = tmp_path / "bom.xlsx"
    bomb.write_bytes(b"PK\x03\x04" + b"\x00" * 10_000)
    open_page(page, dashboard, "toevoegen")

    page.locator("input[type=file]").first.set_input_files(bomb)

    expect(page.get_by_text("Dit bestand is niet gelezen. Er is niets overgenomen.")).to_be_visible(timeout=LOAD_MS)
    other = page.context.new_page()
    open_page(other, dashboard, "versies")
