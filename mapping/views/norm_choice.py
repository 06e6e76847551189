"""The norm: which part of the people who want support should find a place; the same choice on every page that judges."""

import streamlit as st

from mapping.analysis.judgement import NORM
from mapping.views import url_state
from mapping.words import _

PERCENT = 100


def choose_norm(*, place=st) -> float:
    """Draw the norm and return it as a share (0 to 1)."""
    percent = url_state.whole_number(
        _("Norm: zoveel van elke 100 mensen moeten plaats vinden"),
        "norm",
        least=0,
        most=PERCENT,
        default=round(NORM * PERCENT),
        place=place,
        help=_("Onder deze norm noemen wij aanbod onderbediend. De helft is onze keuze; er is geen landelijke norm."),
    )
    return percent / PERCENT


def say_extreme(norm: float) -> None:
    """Say what a norm of none or of all means: every judgement then comes out the same."""
    if norm == 0:
        st.info(_("Bij een norm van 0 komt nergens aanbod tekort. Kies een norm boven 0 voor een oordeel."))
    if norm == 1:
        st.info(
            _(
                "Bij een norm van 100 komt aanbod tekort zodra één mens geen plaats vindt. Kies een lagere norm om verschil "
                "te zien."
            )
        )
