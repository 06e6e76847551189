"""The link and the QR code to the form, made on this computer; and why a phone may not be able to open it."""

import os
from html import escape
from urllib.parse import urlsplit

import segno
import streamlit as st

from mapping.views.editing_permission import LOOPBACK
from mapping.views.sources import plain
from mapping.words import N_, _

ADDRESS_SETTING = "MAPPING_BIJDRAGEN_ADRES"
"""The address under which others reach this dashboard, as `http://192.168.1.20:8501`; the owner knows it, we do not."""

ONLY_HERE = N_("Dit adres werkt alleen op deze computer, niet op een telefoon.")
HOW_TO_SERVE = N_(
    "Stop het programma en start het met "
    "‘MAPPING_BIJDRAGEN=1 STREAMLIT_SERVER_ADDRESS=0.0.0.0 MAPPING_BIJDRAGEN_ADRES=http://192.168.1.20:8501 make run "
    "PORT=8501’, met het adres van uw eigen computer. Iedereen op dat netwerk kan dan het hele dashboard bekijken."
)

PAGE = "bijdragen"
QR_MODULE_PX = 6
"""Pixels per square of the code: some 200 px in all, which a phone reads from the back of a small room."""


def form_address(seen_at: str | None) -> str:
    """Return the address of the form: under the setting where it is one, else where this page itself was opened."""
    asked = os.environ.get(ADDRESS_SETTING, "").strip().rstrip("/")
    base = _base_of(asked) if asked else ""
    return f"{base or _base_of(seen_at or '') or 'http://localhost:8501'}/{PAGE}"


def _base_of(address: str) -> str:
    """Return what stands before the page in an address of the web; empty where it is none."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    path = parts.path.rstrip("/").removesuffix(f"/{PAGE}")
    return f"{parts.scheme}://{host}{port}{path}"


def only_here(address: str) -> bool:
    """Tell whether an address works on this computer alone."""
    return (urlsplit(address).hostname or "") in LOOPBACK


def qr_html(address: str) -> str:
    """Return the QR code of an address as a picture with words for who cannot see it."""
    picture = segno.make(address, error="m").svg_data_uri(scale=QR_MODULE_PX, border=4, light="#ffffff")
    alt = escape(_("QR-code naar {address}").format(address=address))
    return f'<img src="{escape(picture)}" alt="{alt}" style="max-width:100%;height:auto">'


def draw() -> None:
    """Draw the QR code with the address to type, and a warning where it only works on this computer."""
    address = form_address(st.context.url)
    st.html(qr_html(address))
    st.markdown(_("Of typ dit adres:"))
    st.code(address, language=None, wrap_lines=True)
    if only_here(address):
        st.warning(_(ONLY_HERE))
        with st.expander(_("Zo opent u het voor de zaal")):
            st.write(plain(_(HOW_TO_SERVE)))
