"""The parts of the scenario page: choose or start one, add and remove changes, see the result, keep and send it on."""

import streamlit as st

from mapping.analysis.scenario.apply import names_of, remarks
from mapping.analysis.scenario.changes import Scenario, ScenarioError
from mapping.reports.scenario_words import change_words
from mapping.views import cached
from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.scenario import cache as scenario_cache
from mapping.views.scenario import form as scenario_form
from mapping.views.scenario import kept as scenario_kept
from mapping.views.scenario import result as scenario_result
from mapping.views.scenario import share as scenario_share
from mapping.views.scenario import state as scenario_state
from mapping.views.sources import plain
from mapping.words import _, language


def draw(where: Region, choice: Choice) -> None:
    """Draw the page."""
    scenario_kept.draw(where)
    scenario = scenario_state.current()
    if scenario.changes:
        _changes(where, choice, scenario)
    else:
        _start(where, choice, scenario)
    with st.expander(_("Voeg een wijziging toe"), icon=":material/edit:", expanded=not scenario.changes):
        scenario_form.draw(where, choice, scenario)
    fits = scenario_state.publish(scenario)
    if not scenario.changes:
        return
    scenario_kept.name_and_save(where, scenario)
    try:
        with st.spinner(_("Berekenen…")):
            found = scenario_cache.found(where, choice.question, scenario_state.text_of(Scenario("", scenario.changes)))
    except ScenarioError as error:
        _refused(error)
        return
    for sentence in remarks(cached.asked_tables(where, choice.question), scenario):
        st.info(plain(sentence))
    scenario_result.draw(where, choice, scenario, found)
    scenario_share.draw(where, choice, scenario, found, link_fits=fits)


def _start(where: Region, choice: Choice, scenario: Scenario) -> None:
    """Say what to do, with changes that the data suggest."""
    st.info(_("Nog geen wijziging. Kies hieronder wat u wilt veranderen, of begin met een voorstel uit de gegevens."))
    found = scenario_cache.suggested(where, choice.question, choice.regio, language())
    if not found:
        return
    loaded = cached.asked_tables(where, choice.question)
    for position, change in enumerate(found):
        proposed = Scenario(scenario.name, (change,))
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.markdown(plain(change_words(change, names_of(loaded, proposed), loaded)))
        if right.button(_("Probeer dit"), key=f"scenario-voorstel-{position}", width="stretch"):
            scenario_state.keep(proposed)
            st.rerun()


def _changes(where: Region, choice: Choice, scenario: Scenario) -> None:
    """List the changes in words, each with a button that takes it out."""
    loaded = cached.asked_tables(where, choice.question)
    names = names_of(loaded, scenario)
    st.header(scenario_title(scenario))
    for position, change in enumerate(scenario.changes):
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.markdown(f"{position + 1}\\. {plain(change_words(change, names, loaded))}")
        help_ = _("Haal wijziging {n} weg").format(n=position + 1)
        if right.button(
            _("Haal weg"), key=f"scenario-weg-{position}-{len(scenario.changes)}", help=help_, width="stretch"
        ):
            scenario_state.keep(scenario.without(position))
            st.rerun()
    if st.button(_("Begin opnieuw"), icon=":material/restart_alt:", key="scenario-leeg"):
        scenario_state.keep(Scenario())
        st.rerun()


def scenario_title(scenario: Scenario) -> str:
    """Return the heading of a scenario, as Markdown that shows its name as it stands."""
    return plain(scenario.name) if scenario.name else _("Uw scenario")


def _refused(error: ScenarioError) -> None:
    """Say everything that does not fit these data, and what to do."""
    st.warning(_("Dit scenario past niet (meer) bij deze gegevens. Er is niets berekend."))
    for finding in error.findings:
        st.markdown(f"- {plain(finding.sentence())}")
