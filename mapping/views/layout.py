"""The pages in their sections, and what every page has in common: language of the document, style, title, choice."""

import json
from pathlib import Path
from urllib.parse import urlparse

import streamlit as st

from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.sources import plain
from mapping.words import N_, _, language

ICON = Path(__file__).parent / "icon.png"
"""The mark in the tab: a file of our own, as the icons by name come from a host outside."""

PAGES = {
    N_("Regio"): [
        ("pages/regio/regio_in_kaart.py", N_("De regio in kaart"), ":material/home:", "", True),
        ("pages/regio/verwijskaart.py", N_("Verwijskaart"), ":material/call:", "verwijskaart", False),
        ("pages/regio/kaart.py", N_("Kaart"), ":material/map:", "kaart", False),
        ("pages/regio/wijkprofiel.py", N_("Wijkprofiel"), ":material/location_on:", "wijkprofiel", False),
    ],
    N_("Gaten"): [
        ("pages/gaten/gatentabel.py", N_("Gatentabel"), ":material/table_chart:", "gatentabel", False),
        ("pages/gaten/postcodebarrieres.py", N_("Postcodebarrières"), ":material/block:", "barrieres", False),
        ("pages/gaten/zekerheid.py", N_("Zekerheid"), ":material/rule:", "zekerheid", False),
    ],
    N_("Planning"): [
        ("pages/planning/scenario.py", N_("Scenario"), ":material/alt_route:", "scenario", False),
        ("pages/planning/bezoekplan.py", N_("Bezoekplan"), ":material/route:", "bezoekplan", False),
        ("pages/planning/invoering.py", N_("Invoering"), ":material/checklist:", "invoering", False),
        ("pages/planning/acties.py", N_("Acties"), ":material/flag:", "acties", False),
    ],
    N_("Samenhang"): [
        ("pages/samenhang/vindplaatsen.py", N_("Vindplaatsen"), ":material/pin_drop:", "vindplaatsen", False),
        ("pages/samenhang/netwerk.py", N_("Netwerk"), ":material/hub:", "netwerk", False),
        ("pages/samenhang/signalering.py", N_("Signalering"), ":material/hearing:", "signalering", False),
        ("pages/samenhang/passendheid.py", N_("Passendheid"), ":material/thumbs_up_down:", "passendheid", False),
        ("pages/samenhang/gesprekken.py", N_("Gesprekken"), ":material/forum:", "gesprekken", False),
        ("pages/samenhang/bewijs.py", N_("Bewijs"), ":material/fact_check:", "bewijs", False),
        ("pages/samenhang/aanspraak.py", N_("Wat krijgt iemand waar?"), ":material/balance:", "aanspraak", False),
    ],
    N_("Presentatie"): [
        ("pages/presentatie/bijdragen.py", N_("Bijdragen"), ":material/add_comment:", "bijdragen", False),
    ],
    N_("Beheer"): [
        ("pages/beheer/eigen_regio.py", N_("Eigen regio openen"), ":material/folder_open:", "eigen-regio", False),
        ("pages/beheer/aanbod_controleren.py", N_("Aanbod controleren"), ":material/fact_check:", "aanbod", False),
        ("pages/beheer/gegevens_toevoegen.py", N_("Gegevens toevoegen"), ":material/upload_file:", "toevoegen", False),
        ("pages/beheer/bewerken.py", N_("Bewerken"), ":material/edit_note:", "bewerken", False),
        ("pages/beheer/redactie.py", N_("Redactie"), ":material/inbox:", "redactie", False),
        ("pages/beheer/meenemen.py", N_("Meenemen"), ":material/inventory_2:", "meenemen", False),
        ("pages/beheer/versies.py", N_("Versies"), ":material/history:", "versies", False),
    ],
    N_("Over"): [
        ("pages/over/verantwoording.py", N_("Verantwoording"), ":material/menu_book:", "verantwoording", False),
        ("pages/over/onderzoek.py", N_("Onderzoek"), ":material/science:", "onderzoek", False),
        ("pages/over/privacy.py", N_("Privacy"), ":material/shield:", "privacy", False),
    ],
}
"""Section → (file, title, icon, address, first page); the first page lives at the root, whatever address it is given."""


KEPT = "_run"
"""Session key of the region and choice of this run."""

STYLE = """
.block-container {max-width: 1280px; padding-top: 2.5rem}
[data-testid='stMain'] [data-testid='stHeading'] h1 {font-size: 1.9rem; line-height: 1.2; padding-bottom: .3rem}
[data-testid='stMain'] [data-testid='stHeading'] h2 {font-size: 1.35rem}
[data-testid='stMain'] [data-testid='stHeading'] h3 {font-size: 1.1rem}
[data-testid='stMetricValue'] {font-size: 1.6rem}
[data-testid='stCaptionContainer'], [data-testid='stCaptionContainer'] p, blockquote, blockquote p {
  color: #5a5468 !important; opacity: 1 !important
}
[data-testid='stElementToolbarButton']:has(button[aria-label^='Download as CSV']) {display: none}
@media (hover: none) {[data-testid='stElementToolbar'] {display: none}}
@media (max-width: 640px) {
  .block-container {padding-left: 1rem; padding-right: 1rem}
  [data-testid='stMain'] [data-testid='stHeading'] h1 {font-size: 1.5rem}
}
@media (prefers-reduced-motion: reduce) {* {animation: none !important; transition: none !important}}
"""
"""Selectors outweigh those of Streamlit. Its captions and quotes are too pale to read (contrast 4.5 to 1). Its own CSV of a
grid is hidden: it would leave without source and example mark, and with cells that a spreadsheet runs; our download has
neither fault. On a touch screen its toolbar never goes away and covers the line above a grid.
"""


CLOSE_FALSE_ALARM = """
const stop = Date.now() + 8000;
const watch = setInterval(() => {
  for (const box of document.querySelectorAll("[role=dialog]"))
    if (box.textContent.startsWith("Page not found")) box.querySelector("button")?.click();
  if (Date.now() > stop) clearInterval(watch);
}, 50);
"""
"""Beside a folder `pages`, Streamlit calls the first deep link after a start unknown, in English, and then draws the page
all the same; it learns the pages of st.navigation only while app.py runs. Addresses that really are unknown are said by
`say_unknown_page`."""


def say_language() -> None:
    """Tell the browser and screen readers which language the page is in; Streamlit itself always says English."""
    code = json.dumps(language())
    script = f"document.documentElement.lang={code};"
    if "_greeted" not in st.session_state:
        st.session_state["_greeted"] = True
        script += CLOSE_FALSE_ALARM
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def say_unknown_page() -> None:
    """Say in words of ours that an address is no page; the start page is drawn under it."""
    address = urlparse(st.context.url or "").path.rstrip("/").rpartition("/")[2]
    base = (st.get_option("server.baseUrlPath") or "").strip("/").rpartition("/")[2]
    known = {entry[3] for entries in PAGES.values() for entry in entries}
    if address and address != base and address not in known:
        st.warning(plain(_("De pagina ‘{address}’ is er niet. U ziet de startpagina.").format(address=address)))


def page_style() -> None:
    """Give pages a calm width and let figures and lists breathe; no value from data enters here."""
    st.html(f"<style>{STYLE}</style>")


def pages() -> dict[str, list]:
    """Return the pages per section, named in the language in use, as st.navigation wants them."""
    return {
        _(section): [
            st.Page(path, title=_(title), icon=icon, url_path=address, default=first)
            for path, title, icon, address, first in entries
        ]
        for section, entries in PAGES.items()
    }


def keep(where: Region, choice: Choice) -> None:
    """Keep the region and the choice of this run for the page."""
    st.session_state[KEPT] = (where, choice)


def current() -> tuple[Region, Choice]:
    """Return the region and the choice that app.py kept for this run."""
    return st.session_state[KEPT]
