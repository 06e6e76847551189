"""Measure the dashboard itself: `python -m tests.bench.bench_app [--data regio.gpkg] [--rounds 5]`.

Prints how long a region file takes to become a gap table, and on the page Kaart in a real browser: the first map, cold and
warm; the switch of indicator (from choosing it to outlines in other colours); and the click on a gebied (to its profile
beside the map). Medians; a figure of one machine, with whatever else it was doing.
"""

import argparse
import os
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from mapping.analysis.gaps import gap_table
from mapping.analysis.model_run import run
from mapping.analysis.need import with_vraag
from mapping.analysis.settings import Settings
from mapping.model import Gebiedsniveau
from mapping.store.address import EXAMPLE_FILE
from mapping.store.geopackage import GeoPackage
from tests.bench.bench_map import WATCH_FILLS, WATCH_PRESS, elapsed_ms, medians, opened
from tests.browser import conftest

APP = Path(__file__).resolve().parents[2] / "app.py"
FIND_MAP = """() => {
    window.map ||= Object.values(window).find(value => value instanceof L.Map);
    return window.map ? Object.values(window.map._layers).filter(l => l.feature && l.feature.properties.gebiednaam).length : 0;
}"""
INDICATORS = ("Mogen er niet heen, van elke 100", "Plaats niet bekend, van elke 100", "Geen aanbod bekend in de buurt",
              "Vraag: willen steun, aantal mensen", "Aanbod: initiatieven")  # fmt: skip
WATCH_PROFILE = """() => {
    window.changedAt = null;
    const before = [...document.querySelectorAll("h3")].map(h => h.innerText).find(t => t.startsWith("Wijkprofiel")) ?? "";
    const watch = new MutationObserver(() => {
        const now = [...document.querySelectorAll("h3")].map(h => h.innerText).find(t => t.startsWith("Wijkprofiel"));
        if (!now || now === before) return;
        window.changedAt = Date.now();
        watch.disconnect();
    });
    watch.observe(document.body, {subtree: true, childList: true, characterData: true});
}"""
GEBIEDEN_TO_CLICK = 5
SETTLE_MS = 600


def file_to_gap_table_s(path: Path) -> float:
    """Return the seconds from a region file to its gap table per gebied, bands apart."""
    start = time.perf_counter()
    tables, _made_again = with_vraag(GeoPackage(path).read())
    outcome = run(tables, tables["vraag"], Settings(on=date.today().isoformat()))
    gap_table(outcome, tables, Gebiedsniveau.WIJK)
    return time.perf_counter() - start


def open_map(page: Page, served: conftest.Served) -> Frame:
    """Open the page Kaart and wait until outlines are drawn; returns the frame of the map."""
    page.goto(f"{served.url}kaart")
    frame = page.wait_for_selector("iframe[title^='Kaart']", timeout=20_000).content_frame()
    frame.wait_for_function(f"({FIND_MAP})() > 0", timeout=20_000)
    return frame


def first_map_ms(browser: Browser, served: conftest.Served) -> float:
    """Return how long a new visitor waits for the map."""
    page, _traffic = opened(browser)
    start = time.perf_counter()
    open_map(page, served)
    waited = elapsed_ms(start)
    page.context.close()
    return waited


def switches(page: Page, frame: Frame, traffic: conftest.Traffic) -> list[tuple[float, float]]:
    """Return (ms, bytes) of the switch to each indicator."""
    figures = []
    for name in INDICATORS:
        page.get_by_role("combobox", name="Toon op de kaart").click()
        option = page.get_by_role("option", name=name)
        page.evaluate(WATCH_PRESS)
        before = traffic.received_bytes
        frame.evaluate(WATCH_FILLS)
        option.click()
        frame.wait_for_function("() => window.changedAt")
        page.wait_for_timeout(SETTLE_MS)
        waited = frame.evaluate("() => window.changedAt") - page.evaluate("() => window.pressedAt")
        figures.append((waited, traffic.received_bytes - before))
    return figures


def clicks(page: Page, frame: Frame, traffic: conftest.Traffic) -> list[tuple[float, float]]:
    """Return (ms, bytes) from the click on a gebied to its profile."""
    figures = []
    for turn in range(GEBIEDEN_TO_CLICK):
        frame.evaluate(WATCH_PRESS)
        page.evaluate(WATCH_PROFILE)
        before = traffic.received_bytes
        frame.evaluate(f"() => document.querySelectorAll('path.leaflet-interactive')[{20 * turn + 7}]"
                       ".dispatchEvent(new MouseEvent('click', {bubbles: true, view: window}))")  # fmt: skip
        page.wait_for_function("() => window.changedAt")
        page.wait_for_timeout(SETTLE_MS)
        waited = page.evaluate("() => window.changedAt") - frame.evaluate("() => window.pressedAt")
        figures.append((waited, traffic.received_bytes - before))
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=EXAMPLE_FILE)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    seconds = statistics.median(file_to_gap_table_s(asked.data) for _ in range(3))
    print(f"file to gap table     {seconds:8.2f} s")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        env = {**os.environ, "MAPPING_DATA": str(asked.data.resolve())}
        served = conftest.start_server(APP, log_path=Path(folder) / "log.txt", cwd=APP.parent, env=env)
        try:
            conftest.wait_for_health(served)
            browser = conftest.launch_browser(playwright)
            print(f"first map, cold       {first_map_ms(browser, served):8.0f} ms")
            warm = statistics.median(first_map_ms(browser, served) for _ in range(asked.rounds))
            print(f"first map, warm       {warm:8.0f} ms")
            page, traffic = opened(browser)
            frame = open_map(page, served)
            print(f"outlines drawn        {frame.evaluate(FIND_MAP)}")
            switch_ms, switch_bytes = medians(switches(page, frame, traffic))
            print(f"switch of indicator   {switch_ms:8.0f} ms   {switch_bytes:8.0f} bytes")
            click_ms, click_bytes = medians(clicks(page, frame, traffic))
            print(f"click to profile      {click_ms:8.0f} ms   {click_bytes:8.0f} bytes")
            print(f"requests to other hosts {len(traffic.outside)}")
            browser.close()
        finally:
            conftest.stop_server(served)


if __name__ == "__main__":
    main()
