"""The block of the research page that keeps settings: a file with a name and a hash, and the way back from such a file."""

import pandas as pd
import streamlit as st

from mapping.errors import MappingError
from mapping.reports import settings_file
from mapping.reports.settings_file import SettingsFile
from mapping.views import research_cache, tables, url_state
from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.sources import plain
from mapping.words import N_, _

UPLOAD = "instellingen-bestand"
TAKEN, PROBLEM = "_settings_taken", "_settings_problem"
"""Session keys: the file whose choices were taken over, and the sentence about one that was not."""

PATH_WORDS = {
    "rekenwijze.on": N_("dag van de berekening"),
    "gegevens.bestand": N_("regiobestand"),
    "gegevens.versie": N_("versie van het regiobestand"),
    "gegevens.vingerafdruk": N_("vingerafdruk van het regiobestand"),
    "gegevens.gemaakt_met": N_("programma dat het regiobestand maakte"),
    "gegevens.voorbeeld": N_("verzonnen aanbod"),
}
"""What the parts of the content are called; another part is named as it stands in the file."""


def current_file(where: Region, choice: Choice, name: str = "") -> SettingsFile:
    """Return the settings of this moment as a file."""
    return settings_file.settings_file(name, research_cache.settings_content(where, choice))


def draw(where: Region, choice: Choice) -> None:
    """Draw the hash, the download with its name, the upload, and what came of it."""
    st.write(
        _(
            "Bewaar alles wat deze cijfers bepaalt: uw keuzes links, de rekenwijze, het regiobestand en de peildata. Een "
            "ander die dit bestand kiest bij dezelfde gegevens, ziet dezelfde cijfers."
        )
    )
    left, right = st.columns(2, gap="large")
    with left:
        name = st.text_input(_("Naam van deze instellingen"), key="instellingen-naam", max_chars=60)
        now = current_file(where, choice, name)
        st.markdown(_("Hash van deze instellingen: {hash}").format(hash=f"**{now.hash}**"))
        st.download_button(
            _("Download instellingen"), settings_file.written(now), file_name=now.file_name, mime="application/json",
            key="instellingen-download", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
    with right:
        given = st.file_uploader(
            _("Instellingen uit een bestand (.json)"), type=["json"], key=UPLOAD, max_upload_size=1
        )
        if given is not None:
            st.button(_("Neem deze instellingen over"), icon=":material/check:", on_click=_take_given)
    _outcome(now)


def _take_given() -> None:
    """Take the file over that was just given; runs before the page is drawn again, so that the sidebar follows."""
    given = st.session_state.get(UPLOAD)
    if given is not None:
        take_over(given.getvalue())


def take_over(raw: bytes) -> None:
    """Make the choices of a file those of this session, each checked as if it came from a link; a faulty file changes nothing."""
    st.session_state[TAKEN], st.session_state[PROBLEM] = None, ""
    try:
        file = settings_file.read(raw)
    except MappingError as error:
        st.session_state[PROBLEM] = str(error)
        return
    for key in research_cache.CHOICE_KEYS:
        st.session_state.pop(key, None)
        st.session_state.get(url_state.WRITTEN, {}).pop(key, None)
        if key in file.choices:
            st.query_params[key] = file.choices[key]
        else:
            st.query_params.pop(key, None)
    st.session_state[TAKEN] = file


def _outcome(now: SettingsFile) -> None:
    """Say what came of a file: a problem, the same hash, or where it differs from this moment."""
    if st.session_state.get(PROBLEM):
        st.error(plain(st.session_state[PROBLEM]))
    taken = st.session_state.get(TAKEN)
    if taken is None:
        return
    called = plain(taken.name or _("zonder naam"))
    if taken.hash == now.hash:
        st.success(
            _("U rekent nu met de instellingen ‘{name}’: dezelfde hash, dus dezelfde cijfers.").format(name=called)
        )
        return
    st.warning(
        _(
            "De instellingen ‘{name}’ ({hash}) verschillen van wat u nu ziet; de cijfers kunnen dus anders zijn. Wilt u "
            "dezelfde cijfers, open dan hetzelfde regiobestand of kies links dezelfde waarden."
        ).format(name=called, hash=taken.hash)
    )
    rows = [
        {
            _("Instelling"): _(PATH_WORDS[path]) if path in PATH_WORDS else path,
            _("In het bestand"): then,
            _("Nu"): today,
        }
        for path, then, today in settings_file.differences(taken.content, now.content)
    ]
    tables.readable(pd.DataFrame(rows), alt=_("Wat er verschilt"))
