"""Open a region file of the user's own: kept on this computer until the program stops, checked whole, then used."""

import atexit
import hashlib
import shutil
import tempfile
from functools import cache
from pathlib import Path

import streamlit as st

from mapping.errors import Finding, MappingError
from mapping.store.address import opened
from mapping.store.region_check import region_findings
from mapping.views.cached import OWN_FILE
from mapping.views.sources import plain
from mapping.words import _, number

FINDINGS_SHOWN = 50
"""Findings written out on the page; more would hide them."""


@cache
def folder() -> Path:
    """Make the folder for opened files, readable by this user only; it goes when the program stops."""
    made = Path(tempfile.mkdtemp(prefix="zin-in-kaart-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def draw() -> None:
    """Draw what is open now, the way back to it, and the choice of a file."""
    own = st.session_state.get(OWN_FILE)
    if own:
        st.success(_("Uw eigen regiobestand is open. Alle pagina’s tonen nu deze regio."))
        if st.button(_("Sluit mijn bestand"), icon=":material/close:"):
            st.session_state[OWN_FILE] = ""
            st.rerun()
    given = st.file_uploader(_("Regiobestand (.gpkg)"), type=["gpkg"], key="regiobestand")
    if given is not None and st.button(_("Controleer en open"), type="primary", icon=":material/check:"):
        _open(given.getvalue(), given.name)
    st.subheader(_("Zo maakt u een regiobestand"))
    st.write(_("Download de CBS-bestanden en geef deze opdracht. De README legt elk bestand uit."))
    st.code(
        "python -m mapping build --wijken wijken.gpkg --kerncijfers kerncijfers_2022.csv \\\n"
        "  --postcodes pc4_2020.gpkg --leeftijden leeftijd_2021.csv --postcode-gebied pc4_wijk.csv \\\n"
        "  --regios regios.csv --aanbod map-met-aanbod --out regio.gpkg",
        language=None,  # the colours of code are too pale to read
    )


def _open(content: bytes, name: str) -> None:
    """Check a file and make it the region of this session; a faulty one changes nothing."""
    try:
        with st.status(_("Controleren…")) as status:
            path = keep(content)
            findings = region_findings(opened(str(path)))
            status.update(label=_("Gecontroleerd"), state="complete" if not findings else "error")
    except MappingError as error:
        st.error(plain(str(error)))
        return
    if findings:
        _refuse(findings, name)
        return
    st.session_state[OWN_FILE] = str(path)
    for key in ("regio", "gebied", "groep"):
        st.session_state.pop(key, None)
    st.rerun()


def keep(content: bytes) -> Path:
    """Write the bytes to a file named by their content, readable by this user only, and return it."""
    path = folder() / f"regio-{hashlib.sha256(content).hexdigest()[:16]}.gpkg"
    if not path.exists():
        part = path.with_suffix(".part")
        part.write_bytes(content)
        part.replace(path)
    return path


def _refuse(findings: list[Finding], name: str) -> None:
    """List what is wrong; nothing was taken over."""
    st.error(
        plain(
            _("{file} is niet geopend: {n} fouten. Er is niets overgenomen.").format(file=name, n=number(len(findings)))
        )
    )
    for finding in findings[:FINDINGS_SHOWN]:
        st.markdown(f"- {plain(finding.sentence())}")
    if len(findings) > FINDINGS_SHOWN:
        st.caption(_("En nog {n} andere.").format(n=number(len(findings) - FINDINGS_SHOWN)))
