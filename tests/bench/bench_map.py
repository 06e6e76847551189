"""Measure the map in a real browser: `python -m tests.bench.bench_map [--count 270] [--rounds 5]`.

Prints the median of: first map (from opening the page to all outlines drawn), switch of indicator (from the click to
the outlines drawn anew), click to text (from the click on a gebied to its code on the page), the bytes that the server
sends for a switch and for a click, and the server's CPU time for a switch.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from tests.browser import conftest
from tests.browser.test_webmap import COUNT_OUTLINES, DEMO, choose_indicator, click, open_map

NEW_INDICATORS = ("gat", "derde", "vierde", "vijfde", "zesde")
SETTLE_MS = 500
"""Until the last byte of a rerun is in."""

WATCH_PRESS = "() => addEventListener('click', () => { window.pressedAt = Date.now(); }, {capture: true, once: true})"
WATCH_FILLS = """() => {
    window.changedAt = null;
    const look = () => Object.values(window.map._layers).find(layer => layer.feature && layer.options.interactive);
    const before = look();
    const watch = () => { look() === before ? requestAnimationFrame(watch) : window.changedAt = Date.now(); };
    watch();
}"""
WATCH_TEXT = """code => {
    window.changedAt = null;
    const watch = new MutationObserver(() => {
        if (!document.body.innerText.includes(`Gekozen: ${code}`)) return;
        window.changedAt = Date.now();
        watch.disconnect();
    });
    watch.observe(document.body, {subtree: true, childList: true, characterData: true});
}"""
TICKS_PER_S = 100
"""Of the CPU times in Linux' /proc."""


@contextmanager
def running_demo(count: int) -> Iterator[conftest.Served]:
    """Serve the demo with this many gebieden."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        app = Path(shutil.copy(DEMO, folder))
        served = conftest.start_server(app, log_path=Path(folder) / "log.txt", env={"DEMO_COUNT": str(count)})
        try:
            conftest.wait_for_health(served)
            yield served
        finally:
            conftest.stop_server(served)


def opened(browser: Browser) -> tuple[Page, conftest.Traffic]:
    """Open a fresh window that counts what comes in."""
    traffic = conftest.Traffic()
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    return conftest.watched_page(context.new_page(), traffic), traffic


def elapsed_ms(start: float) -> float:
    """Return the milliseconds since `start`."""
    return (time.perf_counter() - start) * 1000


def cpu_ms(served: conftest.Served) -> float:
    """Return the CPU milliseconds that the server has used; NaN where there is no /proc."""
    stat = Path(f"/proc/{served.process.pid}/stat")
    if not stat.exists():
        return float("nan")
    fields = stat.read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / TICKS_PER_S


def first_map_ms(browser: Browser, served: conftest.Served, count: int) -> float:
    """Return how long a new visitor waits for the map."""
    page, _ = opened(browser)
    start = time.perf_counter()
    open_map(page, served, count=count)
    waited = elapsed_ms(start)
    page.context.close()
    return waited


def switches(page: Page, frame: Frame, served: conftest.Served, traffic: conftest.Traffic) -> list[tuple]:
    """Return (ms, bytes, CPU ms) of the switch to each indicator, all new: Streamlit sends little for a known one."""
    figures = []
    for name in NEW_INDICATORS:
        page.evaluate(WATCH_PRESS)
        before, used = traffic.received_bytes, cpu_ms(served)
        frame.evaluate(WATCH_FILLS)
        choose_indicator(page, frame, name)
        frame.wait_for_function("() => window.changedAt")
        page.wait_for_timeout(SETTLE_MS)
        waited = frame.evaluate("() => window.changedAt") - page.evaluate("() => window.pressedAt")
        figures.append((waited, traffic.received_bytes - before, cpu_ms(served) - used))
    return figures


def clicks(page: Page, frame: Frame, traffic: conftest.Traffic, rounds: int) -> list[tuple]:
    """Return (ms, bytes) of each click on a gebied."""
    figures = []
    for turn in range(rounds):
        code = f"WK{2 * turn + 3:06d}"
        frame.evaluate(WATCH_PRESS)
        page.evaluate(WATCH_TEXT, code)
        before = traffic.received_bytes
        click(frame, code)
        page.wait_for_function("() => window.changedAt")
        page.wait_for_timeout(SETTLE_MS)
        waited = page.evaluate("() => window.changedAt") - frame.evaluate("() => window.pressedAt")
        figures.append((waited, traffic.received_bytes - before))
    return figures


def medians(figures: list[tuple]) -> list[float]:
    """Return the median of each column."""
    return [statistics.median(column) for column in zip(*figures, strict=True)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=270, help="number of gebieden")
    parser.add_argument("--rounds", type=int, default=5, help="measurements per figure")
    asked = parser.parse_args()
    with running_demo(asked.count) as served, sync_playwright() as playwright:
        browser = conftest.launch_browser(playwright)
        cold = first_map_ms(browser, served, asked.count)
        warm = statistics.median(first_map_ms(browser, served, asked.count) for _ in range(asked.rounds))
        page, traffic = opened(browser)
        frame = open_map(page, served, count=asked.count)
        switch_ms, switch_bytes, switch_cpu = medians(switches(page, frame, served, traffic))
        click_ms, click_bytes = medians(clicks(page, frame, traffic, asked.rounds))
        drawn = frame.evaluate(COUNT_OUTLINES)
        browser.close()
    print(f"outlines drawn        {drawn}")
    print(f"first map, cold       {cold:8.0f} ms")
    print(f"first map, warm       {warm:8.0f} ms")
    print(f"switch of indicator   {switch_ms:8.0f} ms   {switch_bytes:8.0f} bytes   {switch_cpu:5.0f} ms server CPU")
    print(f"click to text         {click_ms:8.0f} ms   {click_bytes:8.0f} bytes")
    print(f"requests to other hosts {len(traffic.outside)}")


if __name__ == "__main__":
    main()
