"""The scenario on the page: one text in the session and in the URL, so that a link and a reload show the same."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from mapping.analysis.scenario.changes import Scenario, ScenarioError
from mapping.analysis.scenario.text import MOST_PARAMETER, decode, encode
from mapping.views import url_state
from mapping.views.sources import plain

KEY = "scenario"
"""The parameter of the URL, and the session key of the same text."""


def current() -> Scenario:
    """Return the scenario of this session, from the link where there is a new one; broken text is said and let go."""
    url_state.adopt(KEY, "", lambda text: text)
    text = st.session_state[KEY]
    if not text:
        return Scenario()
    try:
        return decode(text)
    except ScenarioError as error:
        for finding in error.findings:
            st.warning(plain(finding.sentence()))
        st.session_state[KEY] = ""
        return Scenario()


def text_of(scenario: Scenario) -> str:
    """Return the text of a scenario; empty for one that says nothing."""
    return encode(scenario) if scenario != Scenario() else ""


def keep(scenario: Scenario) -> None:
    """Make this the scenario of the session; the URL follows at the end of the run."""
    st.session_state[KEY] = text_of(scenario)


def publish(scenario: Scenario) -> bool:
    """Write the scenario to the URL; returns False where it is too long for a link, and then leaves it out."""
    text = text_of(scenario)
    fits = len(text) <= MOST_PARAMETER
    url_state.publish(KEY, text if fits else "", "")
    return fits


def link() -> str:
    """Return the address of the page with every choice in it; only the query where the address is not known."""
    address = urlsplit(st.context.url or "")
    query = urlencode(st.query_params.to_dict())
    return address._replace(query=query, fragment="").geturl()
