"""Make the pictures of docs/beeld from the running dashboard: `python -m tests.browser.pictures`, or some by name behind it.

One picture per page of the embedded example at 1440 px, and of two pages at 390 px; whole pages, cut where they
are long. Colours are kept as they are: in this product they mean something.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser import conftest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "beeld"
WIDE, PHONE = (1440, 900), (390, 844)
PAGES = {
    "start": ("", WIDE),
    "verwijskaart": ("verwijskaart?pc4=3073&groep=eenzaam", WIDE),
    "kaart": ("kaart?regio=Rotterdam%20e.o.&gebied=WK059910&indicator=uitgesloten", WIDE),
    "wijkprofiel": ("wijkprofiel?gebied=WK059910", WIDE),
    "gatentabel": ("gatentabel?regio=Rotterdam%20e.o.&volgorde=mensen", WIDE),
    "barrieres": ("barrieres?groep=verlies", WIDE),
    "zekerheid": ("zekerheid?regio=Rotterdam%20e.o.&groep=verlies", WIDE),
    "scenario": ("scenario", WIDE),
    "bezoekplan": ("bezoekplan?regio=Rotterdam%20e.o.", WIDE),
    "vindplaatsen": ("vindplaatsen?regio=Rotterdam%20e.o.", WIDE),
    "invoering": ("invoering?over=gebied&gebied=WK059910", WIDE),
    "acties": ("acties", WIDE),
    "aanspraak": ("aanspraak", WIDE),
    "eigen-regio": ("eigen-regio", WIDE),
    "aanbod": ("aanbod", WIDE),
    "toevoegen": ("toevoegen", WIDE),
    "bewerken": ("bewerken", WIDE),
    "meenemen": ("meenemen", WIDE),
    "versies": ("versies", WIDE),
    "verantwoording": ("verantwoording", WIDE),
    "onderzoek": ("onderzoek", WIDE),
    "privacy": ("privacy", WIDE),
    "start-telefoon": ("", PHONE),
    "verwijskaart-telefoon": ("verwijskaart?pc4=3073&groep=eenzaam", PHONE),
    "kaart-telefoon": ("kaart?gebied=WK059910", PHONE),
}
LONGEST_PX = 3000
"""Pages that are longer are cut: a picture in a document is no page of prose."""
FOOTER = "text=Niet gebruiken voor besluiten"
BUSY = "volgt…"
"""Stands where the start page still makes its draws."""
SETTLE_MS = 1500


def take(browser: Browser, address: str, size: tuple[int, int]) -> bytes:
    """Open one page, make the window as high as it is, and return a PNG."""
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.goto(address)
    page.wait_for_selector(FOOTER, timeout=60_000)
    page.wait_for_function("word => !document.body.textContent.includes(word)", arg=BUSY, timeout=60_000)
    page.wait_for_timeout(SETTLE_MS)
    height = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": size[0], "height": min(height + 10, LONGEST_PX)})
    page.wait_for_timeout(SETTLE_MS)
    content = page.screenshot()
    page.context.close()
    return content


def main() -> None:
    """Take every picture, or those that are named."""
    asked = sys.argv[1:] or PAGES
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = conftest.start_server(ROOT / "app.py", log_path=Path(folder) / "log.txt", cwd=ROOT)
        try:
            conftest.wait_for_health(served)
            browser = conftest.launch_browser(playwright)
            for name, (address, size) in ((name, PAGES[name]) for name in asked):
                picture = Image.open(io.BytesIO(take(browser, served.url + address, size))).convert("RGB")
                picture.save(FOLDER / f"{name}.png", optimize=True)
                print(f"{name}.png")
        finally:
            conftest.stop_server(served)


if __name__ == "__main__":
    main()
