"""Open Referral on the screen: the offer out as a package, and a package of others in, with what had no place."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

import pandas as pd
import streamlit as st

from mapping.analysis.open_tables import open_tables, with_sheltered_places
from mapping.errors import MappingError
from mapping.reports.csv_file import dutch_csv
from mapping.store.laid_over import laid_over, said
from mapping.store.proposal import proposal_findings
from mapping.views import cached, editing, tables
from mapping.views.cached import Region
from mapping.views.sources import plain
from mapping.words import _, language, number

READ = "_hsds_read"
"""Session key of the package that was read: what it was read from, and what it gave."""

COUNTED = ("organisatie", "initiatief", "vindplaats")


class Read(Protocol):
    """What reading a package gives."""

    tables: dict[str, pd.DataFrame]
    no_place: pd.DataFrame


def draw_export(where: Region, write: Callable[[Mapping[str, pd.DataFrame]], bytes]) -> None:
    """Draw the download of the offer for Open Referral; it is made when someone asks for it."""
    st.subheader(_("Uitwisselen met een sociale kaart"))
    st.write(_("Het aanbod in de vorm van Open Referral (HSDS 3): JSON en CSV in één zip."))
    loaded = cached.tables(where)
    st.download_button(
        _("Download voor Open Referral"), lambda: write(open_tables(loaded)), file_name="aanbod-hsds.zip",
        mime="application/zip", key="hsds-uit", icon=":material/sync_alt:", on_click="ignore",
    )  # fmt: skip


def draw_import(where: Region, read: Callable[[bytes, str, str], Read], lists: Mapping[str, str]) -> None:
    """Draw the choice of a package and what it holds; `lists` are tables of an owner (see laid_over)."""
    with st.expander(_("Aanbod uit een sociale kaart inlezen (Open Referral, HSDS 3)"), icon=":material/sync_alt:"):
        given = st.file_uploader(_("Pakket (.zip of .json)"), type=["zip", "json"], key="hsds-in")
        if given is None:
            return
        try:
            found = _read_once(given.getvalue(), given.name, read)
        except MappingError as error:
            st.error(plain(str(error)))
            return
        _report(where, found)
        _take(where, found, lists)


def _read_once(content: bytes, name: str, read: Callable[[bytes, str, str], Read]) -> Read:
    """Read a package when it is chosen, not at every click after: 2,000 initiatieven take seconds."""
    asked = (hashlib.sha256(content).hexdigest(), name, date.today().isoformat(), language())
    kept = st.session_state.get(READ)
    if kept is None or kept[0] != asked:
        with st.spinner(_("Wij lezen het pakket…")):
            kept = st.session_state[READ] = (asked, read(content, name, asked[2]))
    return kept[1]


def _report(where: Region, found: Read) -> None:
    """Say what the package holds, and what of it has no place."""
    counts = {name: number(len(found.tables[name])) for name in COUNTED}
    st.write(
        _("In dit pakket: {organisatie} organisaties, {initiatief} initiatieven en {vindplaats} vindplaatsen.").format(
            **counts
        )
    )
    if found.no_place.empty:
        return
    st.write(
        _("{n} waarden hebben bij ons geen plek; die worden niet overgenomen:").format(n=number(len(found.no_place)))
    )
    shown = found.no_place.rename(
        columns={
            "entiteit": _("Onderdeel van het pakket"),
            "id": _("Kenmerk in het pakket"),
            "veld": _("Veld in het pakket"),
            "waarde": _("Waarde in het pakket"),
            "reden": _("Waarom geen plek"),
        }
    )
    tables.show(
        shown, key="hsds-geen-plek", alt=_("Waarden zonder plek"), file_name="geen-plek.csv",
        notes=tables.download_notes(where), height=240,
    )  # fmt: skip


def _take(where: Region, found: Read, lists: Mapping[str, str]) -> None:
    """Offer to take the package over, or the rows to fill in first where they miss what only their maker knows."""
    base = editing.base_of(where)
    now = cached.tables(where)
    rows = said(found.tables, lists)
    if "vindplaats" in rows:
        rows["vindplaats"] = with_sheltered_places(rows["vindplaats"], now["vindplaats"])
    proposal = laid_over(now, rows, whole=lists)
    findings = proposal_findings(now, proposal)
    if findings:
        editing.refuse(findings, where.name)
        st.info(
            _(
                "Vul eerst aan wat ontbreekt: download de rijen, vul ze in en kies het bestand hierboven bij ‘initiatieven’."
            )
        )
        _offer_rows(where, found)
        return
    st.success(_("Alles klopt."))
    if not editing.draw_gate(where):
        return
    why = editing.ask_why("hsds-waarom")
    if st.button(_("Neem dit pakket over"), type="primary", key="hsds-over") and editing.save(
        where, proposal, why, base=base
    ):
        st.rerun()


def _offer_rows(where: Region, found: Read) -> None:
    """Draw the download of the initiatieven that were read, to fill in."""
    offer = pd.DataFrame(found.tables["initiatief"].drop(columns="geometry", errors="ignore"))
    st.download_button(
        _("Download de initiatieven om aan te vullen"), dutch_csv(offer), file_name="initiatieven-aanvullen.csv",
        mime="text/csv", key="hsds-rijen", icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    st.caption(plain(_("Bron: het pakket, bewerkt. Bestand: {file}.").format(file=where.name)))
