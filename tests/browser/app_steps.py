"""Steps that the browser tests of the dashboard share: open a page, wait until it stands, use map, list and menu."""

from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import Served

FOOTER = "Niet gebruiken voor besluiten over personen of adressen"
ENGLISH_FOOTER = "Do not use for decisions about persons or addresses"
LOAD_MS = 120_000
"""The first page of a cold server on a busy machine; some calculate the region several times."""
STEP_MS = 20_000

PAGES = {
    "": "De regio in kaart",
    "verwijskaart": "Wie kunt u bellen?",
    "kaart": "Kaart",
    "wijkprofiel": "Wijkprofiel",
    "gatentabel": "Wie mist steun, en waardoor?",
    "barrieres": "Wie mag er niet heen?",
    "zekerheid": "Hoe zeker is dit?",
    "passendheid": "Passendheid",
    "gesprekken": "Gesprekken",
    "scenario": "Wat als?",
    "bezoekplan": "Waar gaan wij heen?",
    "vindplaatsen": "Waar zijn mensen te vinden?",
    "invoering": "Klaar om in te voeren?",
    "acties": "Wat doen we eraan?",
    "bewijs": "Wat is hierover gepubliceerd?",
    "aanspraak": "Wat krijgt iemand waar?",
    "netwerk": "Wie kent wie?",
    "signalering": "Wie hoort de vraag, en waar komt die terecht?",
    "eigen-regio": "Eigen regio openen",
    "aanbod": "Klopt ons aanbod nog?",
    "toevoegen": "Gegevens toevoegen",
    "bewerken": "Bewerken",
    "bijdragen": "Bijdragen",
    "redactie": "Redactie",
    "meenemen": "Meenemen",
    "versies": "Wat is er veranderd?",
    "verantwoording": "Verantwoording",
    "onderzoek": "Voor onderzoekers",
    "privacy": "Privacy",
}
"""Address → title."""

CHARLOIS, CHARLOIS_NAME = "WK059915", "Charlois"

COUNT_OUTLINES = """() => {
    let count = 0;
    window.map?.eachLayer(layer => { count += layer instanceof L.Polygon && layer.options.interactive; });
    return count;
}"""
FREE_PLACE = """code => {
    let place = null;
    window.map.eachLayer(layer => {
        if (layer.feature?.properties?.gebiedcode !== code || !layer.options.interactive) return;
        const box = layer._path.getBoundingClientRect();
        for (let down = 0.1; down < 1; down += 0.1) for (let right = 0.1; right < 1; right += 0.1) {
            const x = box.x + right * box.width, y = box.y + down * box.height;
            if (document.elementFromPoint(x, y) === layer._path) place ??= {x, y};
        }
    });
    return place;
}"""


def open_page(page: Page, served: Served, path: str = "") -> None:
    """Open a page and wait until Streamlit has drawn all of it."""
    page.goto(served.url + path)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the footer stands, as the last of the page, and the run is over."""
    main = page.locator("[data-testid=stMain]")
    main.get_by_text(FOOTER).or_(main.get_by_text(ENGLISH_FOOTER)).wait_for(timeout=LOAD_MS)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=LOAD_MS)
    expect(main.locator("[data-stale=true], [data-testid=stSkeleton]")).to_have_count(0, timeout=LOAD_MS)


def map_frame(page: Page) -> Frame:
    """Return the frame of the map once its outlines are drawn."""
    frame = page.wait_for_selector("iframe[title^='Kaart van']", timeout=LOAD_MS).content_frame()
    frame.wait_for_function(f"({COUNT_OUTLINES})() > 0", timeout=LOAD_MS)
    return frame


def click_gebied(frame: Frame, code: str) -> None:
    """Click with the mouse on a place of a gebied that no point covers."""
    place = frame.evaluate(FREE_PLACE, code)
    frame.locator("#map_div").click(position=place)


def focused_label(page: Page) -> str:
    """Return the name of what has the keyboard."""
    return page.evaluate("() => document.activeElement?.getAttribute('aria-label') ?? ''")


def menu(page: Page, address: str) -> None:
    """Go to another page through the menu, in Dutch."""
    page.locator(f"[data-testid=stSidebarNav] a[href$='/{address}']").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES[address], timeout=STEP_MS)
    settled(page)


def open_list(page: Page, label: str) -> None:
    """Open a list of choices with the mouse, as a reader does: in sight first, because a list closes when one scrolls."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.evaluate("node => node.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)  # the browser tells of a scroll a little later
    box.click()
    expect(page.get_by_role("option").first).to_be_visible(timeout=STEP_MS)


def chosen_gebied(page: Page) -> str:
    """Return what the list of gebieden shows."""
    return page.get_by_role("combobox", name="Gebied", exact=True).input_value()
