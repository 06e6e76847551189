"""The parts of the page Meenemen: choose what to take and in which formats, then one package with all of it."""

from datetime import date

import streamlit as st

from mapping.reports.dcat import Publisher
from mapping.reports.package import TITLES, about_region, bundle, datasets, export
from mapping.views import cached, url_state
from mapping.views.cached import Region
from mapping.views.evidence import question_inputs
from mapping.views.filters import Choice
from mapping.views.sources import plain
from mapping.words import N_, _, day, number

USUAL = ("gaten_wijk", "barrieres", "organisatie", "initiatief", "vindplaats")
USUAL_FORMATS = ("xlsx", "csv")
KB = 1000

FORMAT_WORDS = {
    "xlsx": N_("Excel (.xlsx)"),
    "csv": N_("CSV voor Excel (.csv)"),
    "geojson": N_("Kaart voor internet (.geojson)"),
    "gpkg": N_("Kaart voor QGIS (.gpkg)"),
}
READY = "_package"
"""Session key of the package that was made: what it was made of, and its bytes."""


def draw(where: Region, choice: Choice) -> None:
    """Draw the choices and the button; a package that no longer fits the choices goes."""
    names = {name: _(title) for name, title in TITLES.items()}
    wanted = url_state.several(_("Wat neemt u mee?"), names, "wat", default=USUAL)
    words = {name: _(text) for name, text in FORMAT_WORDS.items()}
    formats = url_state.several(_("In welke vorm?"), words, "vorm", default=USUAL_FORMATS)
    publisher, base = _publisher()
    asked = (where, choice.question, wanted, formats, publisher, base)
    if not wanted or not formats:
        st.info(_("Kies minstens één tabel en één vorm."))
        return
    if st.button(_("Maak het pakket"), type="primary", icon=":material/inventory_2:"):
        st.session_state[READY] = (asked, _made(where, choice, wanted, formats, publisher, base))
    made = st.session_state.get(READY)
    if made is not None and made[0] == asked:
        _offer(where, made[1])


def _publisher() -> tuple[Publisher | None, str]:
    """Ask who gives the files out; without a name and a contact there is no catalogue."""
    with st.expander(_("Catalogus voor een dataportaal (DCAT-AP-NL)")):
        st.write(
            _("Vul dit in als u de bestanden openbaar maakt. Dan komt er een catalogus bij die een portaal kan lezen.")
        )
        name = st.text_input(_("Naam van uw organisatie"), key="uitgever")
        contact = st.text_input(
            _("Waar kan iemand vragen stellen? (webadres of algemeen e-mailadres)"), key="uitgever-contact"
        ).strip()
        base = st.text_input(_("Op welk webadres komen de bestanden? (mag leeg blijven)"), key="uitgever-adres").strip()
        if not name.strip() and not contact:
            return None, ""
        fault = _fault(name.strip(), contact, base)
        if fault:
            st.warning(fault)
            return None, ""
    address = contact if contact.startswith("https://") else f"mailto:{contact}"
    return Publisher(name.strip(), address), base


def _fault(name: str, contact: str, base: str) -> str:
    """Return what is wrong with the answers, or nothing."""
    if not name:
        return _("Vul ook de naam van uw organisatie in; anders komt er geen catalogus.")
    local, at, host = contact.partition("@")
    if not contact.startswith("https://") and not (local and at and "." in host and " " not in contact):
        return _("Schrijf een webadres dat begint met https://, of een e-mailadres; anders komt er geen catalogus.")
    if base and not base.startswith("https://"):
        return _("Schrijf een webadres dat begint met https://, of laat het leeg; anders komt er geen catalogus.")
    return ""


def _made(where: Region, choice: Choice, wanted, formats, publisher: Publisher | None, base: str) -> bytes:
    """Make the package, with a bar that says where it is."""
    tables = cached.asked_tables(where, choice.question)
    run = cached.outcome(where, choice.question)
    about = about_region(
        tables, region=where.name, title=_("Pakket"), choices=tuple(question_inputs(where, choice.question).items())
    )
    bar = st.progress(0.0, _("Wij maken de bestanden…"))
    exported = []
    for done, name in enumerate(wanted):
        bar.progress(done / len(wanted), _("Wij maken: {titel}").format(titel=_(TITLES[name])))
        exported += [export(one, about, formats) for one in datasets(run, tables, [name])]
    exported = [one for one in exported if one.files]
    bar.empty()
    return bundle(exported, made_on=date.today().isoformat(), publisher=publisher, base=base) if exported else b""


def _offer(where: Region, package: bytes) -> None:
    """Draw the download, or say why there is nothing."""
    if not package:
        st.info(_("Deze keuze geeft geen bestanden: een kaart kan alleen van tabellen met een plek. Kies er een bij."))
        return
    st.success(_("Het pakket is klaar ({n} kB).").format(n=number(len(package) / KB)))
    today = date.today().isoformat()
    st.download_button(
        _("Download het pakket (.zip)"), package, file_name=f"zin-in-kaart-{today}.zip", mime="application/zip",
        icon=":material/download:", on_click="ignore", type="primary",
    )  # fmt: skip
    st.caption(plain(_("Van {region}, {dag}.").format(region=where.name, dag=day(today))))


def explain() -> None:
    """Say what stays behind, and why."""
    st.subheader(_("Wat er niet in zit"))
    st.markdown(
        "\n".join(
            f"- {line}"
            for line in (
                _("Cijfers die op de pagina’s verborgen of te klein zijn. De kolom merk zegt dan waarom."),
                _("De plek van opvang, azc en verslavingszorg, en van plekken die alleen per wijk bekend zijn."),
                _(
                    "Evaluaties (passendheid), gesprekken en citaten: die staan op hun eigen pagina, zoals ze getoond mogen worden."
                ),
                _(
                    "Aanmeldingen (gebruik), signaleringen, en hoeveel mensen op een vindplaats komen: dat zijn aantallen van "
                    "mensen."
                ),
            )
        )
    )
