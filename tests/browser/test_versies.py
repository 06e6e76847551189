"""The page Versies in a real browser: another program saves while it is open, the keyboard, a phone, axe-core."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mapping.store import history
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from mapping.store.history import Author
from tests.browser.app_steps import LOAD_MS, STEP_MS, open_page, settled
from tests.browser.conftest import ROOT
from tests.browser.test_app_pages import serious_faults

pytestmark = pytest.mark.browser

NAMES = ("<img src=x onerror=alert(1)>${alert(2)}", "Wandelgroep", "Wandelgroep Zuid")
PHONE = {"width": 390, "height": 844}

SAVE_ELSEWHERE = """
import sys
from mapping.store import history
from mapping.store.geopackage import GeoPackage
store = GeoPackage(sys.argv[1])
table = store.read(["initiatief"])["initiatief"].copy()
table.loc[3, "wachttijd_weken"] = 7
print(history.change(store, {"initiatief": table}, history.Author("Ander", "Elders nagevraagd")).number)
"""


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """Return a copy of the example with four versions."""
    path = Path(shutil.copy(EXAMPLE_FILE, tmp_path / "regio.gpkg"))
    store = GeoPackage(path)
    for name in NAMES:
        table = store.read(["initiatief"])["initiatief"].copy()
        table.loc[0, "naam"] = name
        history.change(store, {"initiatief": table}, Author("Marieke", f"Heet nu {name}"))
    return path


@pytest.fixture
def dashboard(serve_here, region: Path, tmp_path: Path):
    """Serve that copy for editing, by someone who gave a name before."""
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "naam.txt").write_text("Coördinator", encoding="utf-8")
    env = {"MAPPING_DATA": str(region), "MAPPING_STATE": str(tmp_path / "state"), "MAPPING_BEWERKEN": "1"}
    return serve_here(**env)


def save_elsewhere(region: Path) -> None:
    """Make a version in another process."""
    subprocess.run([sys.executable, "-c", SAVE_ELSEWHERE, str(region)], cwd=ROOT, check=True, capture_output=True)


def undo_button(page: Page, version: int):
    """Return the button that takes a version back."""
    return page.get_by_role("button", name=f"Maak versie {version} ongedaan")


def test_version_that_another_program_made_meanwhile_is_told_before_anything_goes_back(
    dashboard, region, page, traffic
):
    open_page(page, dashboard, "versies?ongedaan_versie=4")
    page.get_by_role("textbox", name="Waarom verandert u dit?").fill("Was een vergissing")
    page.keyboard.press("Tab")
    settled(page)
    page.get_by_text("Ik heb gezien wat er verandert").click()
    settled(page)

    save_elsewhere(region)
    undo_button(page, 4).click()

    expect(page.get_by_text("Intussen is dit bestand veranderd")).to_contain_text("Elders nagevraagd", timeout=LOAD_MS)
    settled(page)
    assert history.current(GeoPackage(region)) == 5
    traffic.assert_clean()


def test_undo_by_keyboard_alone_makes_a_version_and_nothing_of_the_data_runs(dashboard, region, page, traffic):
    open_page(page, dashboard, "versies?ongedaan_versie=4")

    page.get_by_role("textbox", name="Waarom verandert u dit?").focus()
    page.keyboard.type("Toch niet Zuid")
    page.keyboard.press("Tab")
    settled(page)
    page.get_by_role("checkbox", name="Ik heb gezien wat er verandert").focus()
    page.keyboard.press("Space")
    settled(page)
    undo_button(page, 4).focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Opgeslagen als versie 5")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    assert GeoPackage(region).read(["initiatief"])["initiatief"]["naam"].iloc[0] == NAMES[1]
    expect(page.get_by_role("cell", name="Toch niet Zuid")).to_be_visible()
    assert page.locator("img[src=x]").count() == 0
    traffic.assert_clean()


def test_versions_are_sound_for_axe_and_fit_a_phone(dashboard, page):
    open_page(page, dashboard, "versies?van=1&naar=4")
    expect(undo_button(page, 4)).to_be_visible(timeout=STEP_MS)
    assert serious_faults(page) == []

    page.set_viewport_size(PHONE)
    settled(page)
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
