"""A scenario in a real browser: a proposal, its map and link, a second window with that link, the PDF, and hostile names."""

import io
import urllib.parse

import pypdf
import pytest
from playwright.sync_api import expect

from mapping.analysis.scenario.changes import Add, Close, LiftRules, Scenario, SetCapacity
from mapping.analysis.scenario.text import decode, encode
from tests.browser.app_steps import LOAD_MS, STEP_MS, map_frame, open_list, open_page, settled
from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>${alert(2)}{{7*7}}` https://kwaad.nl"
MORE = Scenario("Meer plaats in Zuid", (SetCapacity("zin-thuis-maas", 600.0, 120_000.0), Close("maatje-noord")))


@pytest.fixture(scope="module")
def dashboard(serve, tmp_path_factory):
    """Serve the example with the scenarios of its user in a folder of this test."""
    state = tmp_path_factory.mktemp("state")
    return serve(ROOT / "app.py", cwd=ROOT, env={"MAPPING_DATA": "", "MAPPING_STATE": str(state)})


def address(scenario: Scenario) -> str:
    """Return the address of the page with a scenario in it."""
    return f"scenario?scenario={encode(scenario)}"


def in_url(page) -> Scenario:
    """Return the scenario in the address of the page."""
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(page.url).query)
    return decode(query["scenario"][0])


def test_proposal_from_the_data_gives_a_result_that_a_link_brings_to_someone_else(dashboard, page, traffic, browser):
    open_page(page, dashboard, "scenario")
    page.get_by_role("button", name="Probeer dit").first.click()

    expect(page.get_by_role("heading", name="Wat doet dit scenario?")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    page.wait_for_function("() => location.search.includes('scenario=')", timeout=STEP_MS)
    headline = page.locator("[data-testid=stMarkdownContainer] strong").first.inner_text()
    link = page.get_by_test_id("stCode").inner_text().strip()
    assert link.startswith(dashboard.url)
    traffic.assert_clean()

    other = browser.new_page()
    other.goto(link)
    settled(other)
    assert in_url(other) == in_url(page)
    assert other.locator("[data-testid=stMarkdownContainer] strong").first.inner_text() == headline
    other.close()


def test_map_of_the_change_is_drawn_with_legend_and_table(dashboard, page, traffic):
    open_page(page, dashboard, address(MORE))

    frame = map_frame(page)
    assert frame.locator("#map_div").get_attribute("aria-label").startswith("Kaart van de verandering")
    expect(page.get_by_role("list", name="Verandering: Krijgen plaats")).to_be_visible()
    page.get_by_text("Dezelfde feiten als tabel").click()
    expect(page.get_by_text("Voor, na en verschil zijn elk apart afgerond.")).to_be_visible(timeout=STEP_MS)
    traffic.assert_clean()


def test_change_that_is_taken_out_leaves_the_link(dashboard, page):
    open_page(page, dashboard, address(MORE))

    page.get_by_role("button", name="Haal weg").last.click()

    page.wait_for_function("old => !location.search.includes(old)", arg=encode(MORE), timeout=STEP_MS)
    settled(page)
    assert in_url(page).changes == MORE.changes[:1]


def test_a4_is_one_page_with_the_figures_of_the_screen(dashboard, page, traffic):
    open_page(page, dashboard, address(MORE))

    with page.expect_download(timeout=LOAD_MS) as waiting:
        page.get_by_role("button", name="A4 voor de raad (PDF)").click()

    assert waiting.value.suggested_filename == "scenario-meer-plaats-in-zuid.pdf"
    opened = pypdf.PdfReader(io.BytesIO(waiting.value.path().read_bytes()))
    text = opened.pages[0].extract_text()
    assert len(opened.pages) == 1
    assert MORE.name in text
    assert page.get_by_test_id("stMetricValue").nth(1).inner_text() in text
    traffic.assert_clean()


def test_kept_scenario_is_there_in_a_new_window(dashboard, page, browser):
    open_page(page, dashboard, address(MORE))
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text("‘Meer plaats in Zuid’ is bewaard.")).to_be_visible(timeout=LOAD_MS)

    other = browser.new_page()
    other.goto(f"{dashboard.url}scenario")
    settled(other)
    other.get_by_text("Open een bewaard scenario (1)").click()
    other.get_by_role("button", name="Open dit scenario").click()

    expect(other.get_by_role("heading", name=MORE.name)).to_be_visible(timeout=LOAD_MS)
    other.close()


def test_form_that_is_opened_after_saving_stays_open(dashboard, page):
    open_page(page, dashboard, address(MORE.named("Blijft open")))
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text("‘Blijft open’ is bewaard.")).to_be_visible(timeout=LOAD_MS)
    settled(page)

    page.get_by_text("Voeg een wijziging toe").click()
    open_list(page, "Wat verandert er?")
    page.get_by_role("option").filter(has_text="sluiten").first.click(timeout=STEP_MS)

    expect(page.get_by_text("‘Blijft open’ is bewaard.")).to_have_count(0, timeout=LOAD_MS)
    settled(page)
    expect(page.get_by_role("button", name="Voeg toe aan het scenario")).to_be_visible()


def test_hostile_names_in_a_link_stay_text_everywhere(dashboard, page, traffic):
    added = Add("nieuw-1", HOSTILE, "3071", ("op locatie",), "B", ("iedereen",), 100.0)
    open_page(page, dashboard, address(Scenario(HOSTILE, (added, LiftRules("maatje-feijenoord", place=True)))))
    map_frame(page)

    expect(page.get_by_role("heading", name=HOSTILE.split(" https")[0])).to_be_visible()
    expect(page.locator("[data-testid=stMain] img[src=x]")).to_have_count(0)
    expect(page.locator("[data-testid=stMain] a[href*='//kwaad']")).to_have_count(0)
    traffic.assert_clean()


@pytest.mark.parametrize("text", ["%25%25", "AAAA", "x" * 5000])
def test_broken_link_is_a_sentence(dashboard, page, text):
    open_page(page, dashboard, f"scenario?scenario={text}")

    expect(page.get_by_role("alert").filter(has_text="scenario").first).to_be_visible()
    expect(page.get_by_text("Nog geen wijziging")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
