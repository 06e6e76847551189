"""Each table of the samenhang pages in a real browser: out as a form with what there is, back in unchanged, and editable."""

import shutil

import pytest
from playwright.sync_api import expect

from mapping.sources.upload.profiles import profiles
from mapping.store.address import EXAMPLE_FILE
from tests.browser.app_steps import LOAD_MS, open_page, settled
from tests.browser.conftest import ROOT
from tests.browser.test_app_pages import serious_faults, sideways
from tests.browser.test_toevoegen import PHONE, check, figure

pytestmark = pytest.mark.browser

TABLES = (
    "vindplaats", "vindplaats_subgroep", "verbinding", "signalering", "actie", "factor", "bewijs", "gesprek",
    "gesprek_code", "passendheid", "passendheid_reden", "passendheid_regie",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(serve, tmp_path_factory):
    """Serve a copy of the example for editing, by someone who gave a name before; no test here stores anything."""
    folder = tmp_path_factory.mktemp("desk")
    region = shutil.copy(EXAMPLE_FILE, folder / "regio.gpkg")
    (folder / "state").mkdir()
    (folder / "state" / "naam.txt").write_text("Planner", encoding="utf-8")
    env = {"MAPPING_DATA": str(region), "MAPPING_STATE": str(folder / "state"), "MAPPING_BEWERKEN": "1"}
    return serve(ROOT / "app.py", cwd=ROOT, env=env)


def choose(page, label: str, option: str) -> None:
    """Choose from a list by typing, as a long list draws only what is in sight."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.scroll_into_view_if_needed()
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


@pytest.mark.parametrize("table", TABLES)
def test_table_leaves_as_a_form_and_comes_back_without_a_fault_or_a_change(desk, page, traffic, table, tmp_path):
    label = profiles()[table].label
    open_page(page, desk, "toevoegen")
    page.get_by_text("Nog geen bestand? Download een formulier").click()
    choose(page, "Formulier", label)
    with page.expect_download(timeout=LOAD_MS) as waiting:
        page.get_by_role("button", name="Met wat er nu staat").click()
    path = tmp_path / f"{table}.xlsx"
    waiting.value.save_as(path)

    page.locator("input[type=file]").first.set_input_files(path)
    expect(page.get_by_role("button", name="Controleer het bestand")).to_be_visible(timeout=LOAD_MS)
    choose(page, "Waar gaat dit bestand over?", label)
    check(page, path)

    assert int(figure(page, "Rijen goed").replace(".", "")) > 0
    assert figure(page, "Rijen met een fout") == "0"
    assert figure(page, "Nieuw") == "0"
    assert figure(page, "Anders") == "0"
    traffic.assert_clean()


@pytest.mark.parametrize("table", TABLES)
def test_table_can_be_edited_is_sound_for_axe_and_fits_a_phone(desk, page, traffic, table):
    open_page(page, desk, f"bewerken?tabel={table}")

    expect(page.get_by_test_id("stDataFrame").first).to_be_visible(timeout=LOAD_MS)
    expect(page.get_by_text("U bewerkt als")).to_be_visible()
    assert serious_faults(page) == []
    page.set_viewport_size(PHONE)
    page.wait_for_timeout(500)
    assert sideways(page) == [0, 0]
    traffic.assert_clean()
