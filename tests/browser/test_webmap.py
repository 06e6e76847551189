"""The map in a real browser: what it draws, what a click gives, and that nothing leaves this computer."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from mapping.views.webmap import script_json
from tests.browser.conftest import Served, Traffic, watched_page

pytestmark = pytest.mark.browser

DEMO = Path(__file__).with_name("webmap_demo.py")
SMALL, LARGE, CANVAS = 30, 270, 900
"""Numbers of gebieden: a city, a region, and more than SVG draws well."""

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`+alert(1)+`",
    "</script><script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{{ 'alert' }}",
    "{# weg #}",
    "'\"; alert(1); //",
    "\u2028alert(1)\u2029",
    "&lt;b&gt;",
)

COUNT_OUTLINES = """() => {
    let count = 0;
    window.map?.eachLayer(layer => { count += layer instanceof L.Polygon && layer.options.interactive; });
    return count;
}"""
PLACE_OF = """code => {
    let place = null;
    window.map.eachLayer(layer => {
        const properties = layer.feature?.properties ?? {};
        if (layer.options.interactive && [properties.gebiedcode, properties.id].includes(code))
            place = window.map.latLngToContainerPoint(layer.getLatLng?.() ?? layer.getCenter());
    });
    return place;
}"""
FILLS = """() => {
    const fills = [];
    window.map.eachLayer(layer => { if (layer.options.interactive) fills.push(layer.options.fillColor); });
    return fills;
}"""


@pytest.fixture(scope="module")
def demo(serve: Callable[..., Served], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Served]:
    """Return a function that starts the demo with so many gebieden, once for each number."""
    started: dict[tuple, Served] = {}

    def start(count: int, **options: str) -> Served:
        asked = (count, *options.items())
        if asked not in started:
            folder = tmp_path_factory.mktemp("demo")
            app = Path(shutil.copy(DEMO, folder))
            env = {"DEMO_COUNT": str(count), "DEMO_NAMES": json.dumps(HOSTILE)}
            named = {f"server.{name}": value for name, value in options.items()}
            started[asked] = serve(app, cwd=folder, env=env, options=named)
        return started[asked]

    return start


def open_map(page: Page, served: Served, *, count: int) -> Frame:
    """Open the demo, wait until the outlines are drawn, and return the frame of the map."""
    page.goto(served.url)
    frame = page.wait_for_selector("iframe[title^='Kaart van']").content_frame()
    frame.wait_for_function(f"({COUNT_OUTLINES})() === {count}")
    return frame


def place_of(frame: Frame, code: str) -> dict:
    """Return where a gebied or point is on the map, in pixels."""
    return frame.evaluate(PLACE_OF, code)


def click(frame: Frame, code: str) -> None:
    """Click on a gebied or point."""
    frame.locator("#map_div").click(position=place_of(frame, code))


def choose_indicator(page: Page, frame: Frame, name: str) -> None:
    """Switch the indicator and wait until the map has other colours."""
    before = frame.evaluate(FILLS)
    page.get_by_text(name, exact=True).click()
    frame.wait_for_function(f"before => JSON.stringify(({FILLS})()) !== JSON.stringify(before)", arg=before)


@pytest.mark.parametrize("count", [SMALL, LARGE, CANVAS])
def test_every_outline_is_drawn_and_nothing_is_asked_of_another_host(demo, page, traffic, count):
    frame = open_map(page, demo(count), count=count)

    assert frame.evaluate(COUNT_OUTLINES) == count
    assert (frame.locator(".leaflet-overlay-pane canvas").count() == 1) == (count == CANVAS)
    traffic.assert_clean()


@pytest.mark.parametrize("count", [SMALL, CANVAS])
def test_click_on_outline_gives_its_gebiedcode_once(demo, page, traffic, count):
    frame = open_map(page, demo(count), count=count)

    click(frame, "WK000012")
    expect(page.get_by_text("Gekozen: WK000012")).to_be_visible()
    expect(page.get_by_text("Nieuw: WK000012")).to_be_visible()
    choose_indicator(page, frame, "gat")
    expect(page.get_by_text("Nieuw: niets")).to_be_visible()
    expect(page.get_by_text("Gekozen: WK000012")).to_be_visible()

    click(frame, "WK000012")
    expect(page.get_by_text("Nieuw: WK000012")).to_be_visible()
    assert frame.locator(".leaflet-overlay-pane canvas").count() == (count == CANVAS)
    assert frame.evaluate(COUNT_OUTLINES) == count
    traffic.assert_clean()


def test_chosen_gebied_is_outlined_on_top(demo, page):
    frame = open_map(page, demo(SMALL), count=SMALL)

    click(frame, "WK000012")
    expect(page.get_by_text("Gekozen: WK000012")).to_be_visible()

    assert frame.locator(".leaflet-selected-pane path").count() == 2


def test_click_answers_without_geometry(demo, page):
    frame = open_map(page, demo(SMALL), count=SMALL)

    click(frame, "WK000012")
    expect(page.get_by_text("Gekozen: WK000012")).to_be_visible()

    drawing = frame.evaluate("() => window.__GLOBAL_DATA__.last_active_drawing")
    assert drawing["geometry"] is None
    assert drawing["properties"]["gebiedcode"] == "WK000012"


def test_click_on_point_gives_its_kind_and_id(demo, page, traffic):
    frame = open_map(page, demo(SMALL), count=SMALL)

    for point in ("initiatief P0", "initiatief P1", "vindplaats P2", "vindplaats P3"):
        click(frame, point.split()[1])
        expect(page.get_by_text(f"Punt: {point}")).to_be_visible()
        expect(page.locator("iframe[title^='Kaart van']")).to_be_visible()
    expect(page.get_by_text("Gekozen: niets")).to_be_visible()
    traffic.assert_clean()


def test_switch_of_indicator_keeps_zoom_and_frame(demo, page, traffic):
    frame = open_map(page, demo(LARGE), count=LARGE)
    frame.get_by_role("button", name="Inzoomen").click()
    page.wait_for_timeout(500)  # the zoom is animated
    frame.evaluate("() => { window.sameFrame = true; }")
    before = frame.evaluate("() => [window.map.getZoom(), window.map.getCenter().lat, window.map.getCenter().lng]")

    choose_indicator(page, frame, "gat")

    assert frame.evaluate("() => window.sameFrame === true")
    after = frame.evaluate("() => [window.map.getZoom(), window.map.getCenter().lat, window.map.getCenter().lng]")
    assert after == before
    expect(page.locator("iframe[title='Kaart van de voorbeeldregio: gat per wijk']")).to_be_visible()
    traffic.assert_clean()


def test_hostile_names_stay_text(demo, page, traffic):
    frame = open_map(page, demo(SMALL), count=SMALL)
    tooltip = frame.locator(".leaflet-tooltip")

    for number, name in enumerate(HOSTILE):
        code = f"WK{number:06d}"
        frame.locator("#map_div").hover(position=place_of(frame, code))
        expect(tooltip).to_have_count(1)
        assert tooltip.locator("b").evaluate("node => node.textContent") == name
        assert HOSTILE[0] in tooltip.evaluate("node => node.textContent")
        assert tooltip.locator("img, script").count() == 0

        click(frame, code)
        expect(page.get_by_text(f"Gekozen: {code}")).to_be_visible()
    traffic.assert_clean()


def test_hostile_label_of_point_stays_text(demo, page, traffic):
    frame = open_map(page, demo(SMALL), count=SMALL)

    frame.locator("#map_div").hover(position=place_of(frame, "P1"))

    expect(frame.locator(".leaflet-tooltip")).to_have_text(HOSTILE[0])
    traffic.assert_clean()


def test_legend_is_a_list_with_text_and_swatches(demo, page, traffic):
    open_map(page, demo(SMALL), count=SMALL)

    items = page.get_by_role("list", name="Mensen die steun willen").get_by_role("listitem")

    expect(items).to_have_count(11)
    expect(items.last).to_have_text(f"Vindplaats {HOSTILE[0]}")
    expect(items.locator("img")).to_have_count(11)
    assert all(items.locator("img").evaluate_all("images => images.map(image => image.naturalWidth > 0)"))
    traffic.assert_clean()


def test_basemap_asks_pdok_only_when_it_is_switched_on(demo, page, traffic):
    open_map(page, demo(SMALL), count=SMALL)
    assert traffic.outside == []

    page.get_by_text("Achtergrondkaart").click()
    page.frame_locator("iframe[title^='Kaart van']").get_by_text("Kaartgegevens © Kadaster").wait_for()
    page.wait_for_timeout(300)

    assert traffic.outside
    assert all(url.startswith("https://service.pdok.nl/brt/") for url in traffic.outside)


def test_map_says_so_when_the_outlines_do_not_come(demo, page):
    page.route("**/outlines-*.json", lambda route: route.fulfill(status=404))
    page.goto(demo(SMALL).url)

    notice = page.frame_locator("iframe[title^='Kaart van']").get_by_role("alert")

    expect(notice).to_contain_text("De kaart kan niet worden getekend")


def test_map_fills_a_phone_and_lets_a_finger_scroll_the_page(demo, browser: Browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    traffic = Traffic()
    page = watched_page(context.new_page(), traffic)
    frame = open_map(page, demo(SMALL), count=SMALL)

    room = page.locator("[data-testid=stMainBlockContainer] [data-testid=stVerticalBlock]").first.bounding_box()
    map_box = page.locator("iframe[title^='Kaart van']").bounding_box()
    assert map_box["width"] == pytest.approx(room["width"], abs=1)
    assert frame.evaluate("() => document.scrollingElement.scrollWidth <= window.innerWidth")
    assert frame.evaluate("() => window.map.dragging.enabled()") is False
    traffic.assert_clean()
    context.close()


def test_app_may_live_under_a_path_of_its_own(demo, page, traffic):
    open_map(page, demo(SMALL, baseUrlPath="zin/kaart"), count=SMALL)

    traffic.assert_clean()


@pytest.mark.parametrize("name", HOSTILE)
def test_script_json_is_inert_and_says_the_same(name):
    written = script_json({"naam": name, name: ["{", "{{", "{%", "{#", "{{{"]})

    assert json.loads(written) == {"naam": name, name: ["{", "{{", "{%", "{#", "{{{"]}
    assert not set(written) & set("<>&'`$\u2028\u2029")
    assert not any(opening in written for opening in ("{{", "{%", "{#"))
