"""Open, keep and remove scenarios: those beside the region file, and a small file of one's own."""

import re

import streamlit as st

from mapping.analysis.scenario.changes import LONGEST_NAME, Scenario, ScenarioError
from mapping.analysis.scenario.text import as_dict, from_dict, from_json, to_json
from mapping.errors import StoreError
from mapping.store.scenarios import Kept, NameTaken
from mapping.views.cached import OWN_FILE, Region
from mapping.views.scenario import cache as scenario_cache
from mapping.views.scenario import state as scenario_state
from mapping.views.sources import plain
from mapping.words import _, day

ASKED = "_scenario_asked"
"""Session key of what waits for a second click: (what, name)."""

DONE = "_scenario_done"
"""Session key of a sentence to say once, after the page has started anew."""


def draw(where: Region) -> None:
    """Draw the choice of a kept scenario and of a file; an opened one replaces what is on the page."""
    said = st.empty()  # keeps its place when the sentence goes: else all below moves up, and an opened form closes
    if st.session_state.get(DONE):
        said.success(plain(st.session_state.pop(DONE)))
    try:
        kept = scenario_cache.kept(where)
    except StoreError as error:
        st.warning(plain(str(error)))
        kept = {}
    label = _("Open een bewaard scenario ({n})").format(n=len(kept)) if kept else _("Open een scenario uit een bestand")
    with st.expander(label, icon=":material/folder_open:"):
        if kept:
            _choose(where, kept)
        given = st.file_uploader(_("Scenario uit een bestand (.json)"), type=["json"], key="scenario-bestand")
        if given is not None and st.button(_("Open dit bestand"), key="scenario-bestand-open"):
            _open(lambda: from_json(given.getvalue()))


def _choose(where: Region, kept: dict[str, Kept]) -> None:
    """Draw the kept scenarios with open and remove."""
    name = st.selectbox(
        _("Bewaarde scenario’s"), list(kept), key="scenario-bewaard",
        format_func=lambda one: f"{one} ({day(kept[one].kept_at[:10])})" if one in kept else one,
    )  # fmt: skip
    left, right = st.columns(2)
    if left.button(_("Open dit scenario"), icon=":material/open_in_new:", key="scenario-open"):
        _open(lambda: from_dict(kept[name].content))
    if right.button(_("Verwijder"), icon=":material/delete:", key="scenario-weg"):
        st.session_state[ASKED] = ("delete", name)
    if st.session_state.get(ASKED) == ("delete", name):
        st.warning(plain(_("‘{name}’ verwijderen? Dat kan niet ongedaan worden gemaakt.").format(name=name)))
        if st.button(_("Ja, verwijder dit scenario"), key="scenario-weg-ja"):
            _delete(where, name)


def _delete(where: Region, name: str) -> None:
    st.session_state.pop(ASKED, None)
    try:
        scenario_cache.store(where).delete(name)
    except StoreError as error:
        st.warning(plain(str(error)))
        return
    st.session_state[DONE] = _("‘{name}’ is verwijderd.").format(name=name)
    st.rerun()


def _open(read) -> None:
    """Make what `read` returns the scenario of the page; what is no scenario gives its sentence."""
    try:
        scenario_state.keep(read())
    except ScenarioError as error:
        for finding in error.findings:
            st.warning(plain(finding.sentence()))
        return
    st.rerun()


def name_and_save(where: Region, scenario: Scenario) -> None:
    """Draw the name of the scenario, the button that keeps it, and its download."""
    version = abs(hash(scenario_state.text_of(scenario)))  # another scenario has another field, with its own name in it
    left, middle, right = st.columns([3, 1, 1], vertical_alignment="bottom")
    typed = left.text_input(
        _("Naam van het scenario"), value=scenario.name, max_chars=LONGEST_NAME, key=f"scenario-naam-{version}"
    )
    named = scenario.named(typed)
    if named.name != scenario.name:
        scenario_state.keep(named)
        st.rerun()
    if middle.button(_("Bewaar"), icon=":material/save:", key="scenario-bewaar", width="stretch"):
        _save(where, scenario)
    if st.session_state.get(ASKED) == ("replace", scenario.name):
        st.warning(plain(_("Er is al een scenario ‘{name}’. Wilt u het vervangen?").format(name=scenario.name)))
        if st.button(_("Ja, vervang het"), key="scenario-vervang"):
            _save(where, scenario, replace=True)
    right.download_button(
        _("Download"), to_json(scenario), file_name=f"{file_stem(scenario)}.json", mime="application/json", key="scenario-json",
        icon=":material/download:", on_click="ignore", width="stretch",
    )  # fmt: skip
    if st.session_state.get(OWN_FILE):
        st.caption(
            _(
                "U opende een eigen regiobestand: bewaarde scenario’s blijven tot het programma stopt. Download ze dus ook."
            )
        )


def _save(where: Region, scenario: Scenario, *, replace: bool = False) -> None:
    """Keep the scenario; without a name, or where it cannot be written, say what to do."""
    st.session_state.pop(ASKED, None)
    if not scenario.name:
        st.warning(_("Geef het scenario eerst een naam."))
        return
    try:
        scenario_cache.store(where).save(scenario.name, as_dict(scenario), replace=replace)
    except NameTaken:
        st.session_state[ASKED] = ("replace", scenario.name)
        st.rerun()
    except StoreError as error:
        st.warning(plain(str(error)))
        return
    st.session_state[DONE] = _("‘{name}’ is bewaard.").format(name=scenario.name)
    st.rerun()


def file_stem(scenario: Scenario) -> str:
    """Return a file name without ending: letters and digits of the name."""
    words = re.findall(r"[a-z0-9]+", scenario.name.lower())
    return "-".join(["scenario", *words])[:60]
