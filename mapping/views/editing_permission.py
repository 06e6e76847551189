"""Whether this visitor may change data: only where the owner switched it on, and only on the computer that runs it."""

import os
from collections.abc import Mapping

import streamlit as st

from mapping.words import _

SETTING = "MAPPING_BEWERKEN"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""The names of the computer itself."""

FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via")
"""Headers of a request that came through another computer or program (RFC 7239 and its forerunners)."""


def closed_because() -> str:
    """Return in a sentence why nobody may change data here and now, and what to do; empty where one may."""
    if os.environ.get(SETTING, "").strip() != "1":
        return _(
            "Bewerken staat uit; kijken en controleren kan wel. Zo zet u het aan: stop het programma en start het met "
            "‘MAPPING_BEWERKEN=1 make run’. Op Windows: ‘set MAPPING_BEWERKEN=1’ (PowerShell: ‘$env:MAPPING_BEWERKEN=1’) "
            "en dan ‘.venv\\Scripts\\streamlit run app.py’."
        )
    if not is_local(st.get_option("server.address"), st.context.headers, st.context.ip_address):
        return _(
            "Bewerken kan alleen op de computer waarop dit programma draait. Open het daar op adres localhost; kijken en "
            "controleren kan hier wel."
        )
    return ""


def is_local(bound: str | None, headers: Mapping[str, str], ip: str | None) -> bool:
    """Tell whether a request comes from this computer itself.

    `bound` is the address that the server listens on, `headers` those of the request, `ip` that of the visitor (None:
    this computer). What was forwarded is not local, as anyone can stand behind it, and neither is a page that a browser
    knows by another name.
    """
    if any(name.lower() in FORWARDED for name in headers):
        return False
    host = next((value for name, value in headers.items() if name.lower() == "host"), "")
    if host and _host_name(host) not in LOOPBACK:
        return False
    if bound in LOOPBACK:
        return True
    return bool(host) and (ip is None or ip in LOOPBACK)


def _host_name(host: str) -> str:
    """Return the name in a header Host, without the port: `localhost:8501`, `[::1]:8501`."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()
