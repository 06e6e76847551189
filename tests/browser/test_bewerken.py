"""The page Bewerken in a real browser: a cell of the grid by keyboard, a click on the map, hostile names, axe-core, a phone."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mapping.store import history
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from mapping.store.history import Author
from tests.browser.app_steps import LOAD_MS, STEP_MS, map_frame, menu, open_page, settled
from tests.browser.test_app_pages import serious_faults

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>${alert(2)}{{7*7}} [x](javascript:alert(3))"
PHONE = {"width": 390, "height": 844}
COSTS_COLUMN = 2
"""Place of Kosten in the group Regels: behind Naam and Verwijzing nodig."""

ASKED_COLUMN = 4
"""Place of Nagevraagd bij, behind Kosten and Regels nagevraagd op."""


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """Return a copy of the example in which the first initiatief has a hostile name."""
    path = Path(shutil.copy(EXAMPLE_FILE, tmp_path / "regio.gpkg"))
    rows = GeoPackage(path).read(["initiatief"])["initiatief"].copy()
    rows.loc[0, "naam"] = HOSTILE
    history.change(GeoPackage(path), {"initiatief": rows}, Author("Marieke", "Vijandige naam"))
    return path


@pytest.fixture
def dashboard(serve_here, region: Path, tmp_path: Path):
    """Serve that copy for editing, by someone who gave a name before."""
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "naam.txt").write_text("Planner", encoding="utf-8")
    env = {"MAPPING_DATA": str(region), "MAPPING_STATE": str(tmp_path / "state"), "MAPPING_BEWERKEN": "1"}
    return serve_here(**env)


def offer(region: Path):
    """Return the table initiatief as it is stored."""
    return GeoPackage(region).read(["initiatief"])["initiatief"].set_index("initiatief")


def search(page: Page, name: str) -> None:
    """Narrow the rows to the one with this name, and wait until the grid holds that one."""
    page.get_by_role("textbox", name="Zoek op naam").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 rij past hierbij.")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    first_row = grid(page).locator("[id^=glide-cell-][id$='-0']")
    expect(first_row.filter(has_text=name).first).to_be_attached(timeout=LOAD_MS)
    expect(grid(page)).to_have_count(1)


def grid(page: Page):
    """Return the grid to edit in; what it draws on its canvas, it also says in a table for screen readers."""
    return page.get_by_test_id("stDataFrame")


def type_in_first_row(page: Page, column: int, text: str, *, first: int = 0) -> None:
    """Go to a cell of the first row with the keyboard and type in it; where boxes to tick stand first, `first` is 1.

    Returns when the grid has taken the text: each key waits for what the one before it did.
    """
    canvas = grid(page).locator("canvas").first
    canvas.focus()
    expect(canvas).to_be_focused()
    page.keyboard.press("Control+Home")  # the cell that had the keyboard before keeps it
    for step in range(first, column + 1):
        expect(grid(page).locator(f"#glide-cell-{step}-0")).to_have_attribute("aria-selected", "true", timeout=STEP_MS)
        if step < column:
            page.keyboard.press("ArrowRight")
    field = page.locator(".gdg-input").first
    page.keyboard.type(text[0])  # the first letter opens the cell, and takes the place of what was there
    expect(field).to_have_value(text[0], timeout=STEP_MS)
    expect(field).to_be_focused(timeout=STEP_MS)
    page.keyboard.type(text[1:])
    expect(field).to_have_value(text, timeout=STEP_MS)
    page.keyboard.press("Enter")
    expect(page.locator(".gdg-input")).to_have_count(0, timeout=STEP_MS)
    expect(grid(page).locator(f"#glide-cell-{column}-0")).to_have_text(text, timeout=STEP_MS)


def save(page: Page, why: str) -> None:
    """Say why, and save."""
    page.get_by_role("textbox", name="Waarom verandert u dit?").fill(why)
    page.keyboard.press("Tab")
    settled(page)
    page.get_by_role("button", name="Bewaar", exact=True).click()


def test_cell_typed_by_keyboard_survives_another_page_and_becomes_a_version(dashboard, region, page, traffic):
    open_page(page, dashboard, "bewerken?kolommen=regels")
    search(page, "Maatje in Noord")

    type_in_first_row(page, COSTS_COLUMN, "7")
    expect(page.get_by_text("Bekijk wat er verandert (1 rij)")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    expect(page.get_by_role("cell", name="Kosten (euro)")).to_be_visible()
    assert offer(region).at["maatje-noord", "kosten_euro"] == 0

    menu(page, "privacy")
    expect(page.get_by_text("U hebt 1 wijziging die nog niet is opgeslagen.")).to_be_visible()
    menu(page, "bewerken")
    expect(page.get_by_text("Bekijk wat er verandert (1 rij)")).to_be_visible(timeout=LOAD_MS)
    save(page, "Nagevraagd")

    expect(page.get_by_text("Opgeslagen als versie 3")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    assert offer(region).at["maatje-noord", "kosten_euro"] == 7
    assert history.versions(GeoPackage(region))[0].who == "Planner"
    expect(page.get_by_text("Er is nog niets veranderd.")).to_be_visible()
    expect(page.get_by_text("nog niet is opgeslagen")).to_have_count(0)
    traffic.assert_clean()


def test_second_cell_keeps_the_first_and_the_grid_keeps_both(dashboard, region, page, traffic):
    open_page(page, dashboard, "bewerken?kolommen=regels")
    search(page, "Maatje in Noord")

    type_in_first_row(page, COSTS_COLUMN, "7")
    expect(page.get_by_text("Bekijk wat er verandert (1 rij)")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    type_in_first_row(page, ASKED_COLUMN, "coördinator")
    expect(page.get_by_role("cell", name="coördinator").first).to_be_visible(timeout=LOAD_MS)
    settled(page)
    expect(page.get_by_role("cell", name="Kosten (euro)")).to_be_visible()
    save(page, "Twee cellen")

    expect(page.get_by_text("Opgeslagen als versie 3")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    row = offer(region).loc["maatje-noord"]
    assert (row["regel_nagevraagd_bij"], row["kosten_euro"]) == ("coördinator", 7)
    traffic.assert_clean()


def test_click_on_the_map_moves_the_point_and_the_gebied_follows(dashboard, region, page, traffic):
    before = offer(region).loc["kerk-goeree"]
    open_page(page, dashboard, "bewerken?werkwijze=een&rij=kerk-goeree")
    frame = map_frame(page)
    frame.locator("#map_div").scroll_into_view_if_needed()

    frame.locator("#map_div").click(position={"x": 60, "y": 40})

    expect(page.get_by_role("cell", name="Punt op de kaart")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    save(page, "Punt verplaatst")
    expect(page.get_by_text("Opgeslagen als versie 3")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    after = offer(region).loc["kerk-goeree"]
    assert 500 < before.geometry.distance(after.geometry) < 20_000
    assert after.geometry.x < before.geometry.x
    assert after.geometry.y > before.geometry.y
    traffic.assert_clean()


def test_hostile_name_stays_text_in_grid_form_map_and_differences(dashboard, page, traffic):
    open_page(page, dashboard, "bewerken")
    expect(page.locator("#glide-cell-1-0, #glide-cell-0-0").filter(has_text="<img").first).to_be_attached()

    open_page(page, dashboard, "bewerken?werkwijze=een&rij=zin-thuis-maas")
    map_frame(page)
    page.get_by_role("button", name="Vandaag gecontroleerd").click()
    expect(page.get_by_role("cell", name=HOSTILE).first).to_be_visible(timeout=LOAD_MS)
    settled(page)

    for frame in page.frames:
        assert frame.evaluate("() => document.querySelectorAll('img[src=x], a[href^=javascript]').length") == 0
    traffic.assert_clean()


@pytest.mark.parametrize("way", ["tabel", "een"])
def test_page_is_sound_for_axe_and_fits_a_phone(dashboard, page, way):
    open_page(page, dashboard, f"bewerken?werkwijze={way}&rij=maatje-noord")
    if way == "een":
        map_frame(page)
        page.get_by_role("button", name="Vandaag gecontroleerd").click()
        expect(page.get_by_text("Bekijk wat er verandert (1 rij)")).to_be_visible(timeout=LOAD_MS)
        settled(page)
    assert serious_faults(page) == []

    page.set_viewport_size(PHONE)
    settled(page)
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0


def test_name_is_typed_in_the_first_group(dashboard, page):
    open_page(page, dashboard, "bewerken?tabel=organisatie")
    search(page, "Taalhuis")

    type_in_first_row(page, 1, "Taalhuis Twee", first=1)

    expect(page.get_by_role("cell", name="Taalhuis Twee").first).to_be_visible(timeout=LOAD_MS)
