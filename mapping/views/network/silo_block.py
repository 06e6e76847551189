"""The block about verkokering: the E-I index per axis on a line with what chance gives, in words and as a table."""

import base64
from html import escape

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.network.nodes import AXES
from mapping.analysis.network.silos import MIN_EDGES, PERMUTATIONS, RANGE_PERCENT, Silo
from mapping.reports.network_words import AXIS_WORDS, index_words, silo_sentence
from mapping.views import evidence, tables
from mapping.views.cached import Region
from mapping.views.network import cache
from mapping.views.network.page import pair_list
from mapping.views.palette import EDGE, INK, PAPER, SPLIT
from mapping.views.sources import plain
from mapping.words import _, number

WIDTH, HEIGHT = 640, 64
"""Units of the drawing of one axis."""

SIDE = 30
"""Units left and right of the line from −1 to 1."""


def draw(where: Region, found: pd.DataFrame) -> None:
    """Draw the verkokering of the verbindingen that are kept, along each of the three axes."""
    st.header(_("Verkokering: blijft men in de eigen kring?"))
    pairs = pair_list(found)
    measured = {axis: cache.measured(where, axis, pairs) for axis in AXES}
    for axis, silo in measured.items():
        st.markdown(plain(_capital(silo_sentence(axis, silo))))
        if silo.index == silo.index:
            st.html(_strip(silo, _capital(silo_sentence(axis, silo))))
    tables.readable(silo_rows(measured), alt=_("Verkokering per kring, met wat bij toeval te verwachten is"))
    st.caption(
        _(
            "E-I loopt van −1 (alles binnen de eigen kring) tot 1 (alles daarbuiten). De balk is wat bij toeval gebeurt, de "
            "stip is het echte netwerk. Weggelaten: verbindingen waarvan een kant niet bekend is. Wie bij geen geloof hoort, "
            "telt bij geloof als één kring."
        )
    )
    _evidence(where)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def silo_rows(measured: dict[str, Silo]) -> pd.DataFrame:
    """Return the measures as a table."""
    rows = [
        {
            _("Kring"): _(AXIS_WORDS[axis]),
            _("Verbindingen"): silo.edges,
            _("Binnen eigen kring"): silo.internal,
            _("Buiten eigen kring"): silo.external,
            _("Weggelaten (niet bekend)"): silo.left_out,
            _("E-I"): index_words(silo.index),
            _("Gemiddeld bij toeval"): index_words(silo.expected),
            _("Bij toeval tussen"): f"{index_words(silo.low)} … {index_words(silo.high)}" if silo.verdict else "–",
        }
        for axis, silo in measured.items()
    ]
    return pd.DataFrame(rows)


def _strip(silo: Silo, alt: str) -> str:
    """Return the line from −1 to 1 with the range of chance and the real index, as an img."""
    span = WIDTH - 2 * SIDE
    at = {name: SIDE + (getattr(silo, name) + 1) / 2 * span for name in ("index", "low", "high", "expected")}
    middle, text = 26, f'font-size="12" font-family="sans-serif" fill="{INK}" text-anchor="middle"'
    ticks = "".join(
        f'<line x1="{SIDE + part * span:.0f}" x2="{SIDE + part * span:.0f}" y1="{middle - 5}" y2="{middle + 5}" stroke="{EDGE}"/>'
        f'<text x="{SIDE + part * span:.0f}" y="{HEIGHT - 8}" {text}>{label}</text>'
        for part, label in ((0, "−1"), (0.5, "0"), (1, "1"))
    )
    shapes = (
        f'<line x1="{SIDE}" x2="{WIDTH - SIDE}" y1="{middle}" y2="{middle}" stroke="{EDGE}"/>{ticks}'
        f'<rect x="{at["low"]:.1f}" y="{middle - 9}" width="{max(at["high"] - at["low"], 2):.1f}" height="18" '
        f'fill="{SPLIT["unknown"].colour}" fill-opacity=".55" stroke="{EDGE}"/>'
        f'<line x1="{at["expected"]:.1f}" x2="{at["expected"]:.1f}" y1="{middle - 9}" y2="{middle + 9}" stroke="{INK}"/>'
        f'<circle cx="{at["index"]:.1f}" cy="{middle}" r="8" fill="{SPLIT["out_of_reach"].colour}" '
        f'stroke="{PAPER}" stroke-width="2"/>'
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><title>{escape(alt)}</title>{shapes}</svg>'
    data = base64.b64encode(svg.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" style="width:100%;max-width:{WIDTH}px;display:block">'


def _evidence(where: Region) -> None:
    """Draw how the index is made and what chance means."""
    low, high = RANGE_PERCENT
    evidence.show(
        where,
        label=_("Hoe weten we dit? Verkokering"),
        formula=_(
            "E-I = (buiten − binnen) / (buiten + binnen). Twee kanten tellen één keer, hoe vaak zij ook samenwerken; wie in één "
            "overleg zit, kent elkaar. Bij toeval: wij delen het geloof, de werkkring of de gemeente {n} keer opnieuw uit over "
            "dezelfde kanten, met een vast begin, en laten de verbindingen staan. Onder de {least} verbindingen geven wij "
            "geen getal."
        ).format(n=number(PERMUTATIONS), least=number(MIN_EDGES)),
        inputs={
            _("herhalingen"): number(PERMUTATIONS),
            _("de balk loopt van en tot en met (percentiel)"): f"{low} – {high}",
            _("gegevens"): where.name,
        },
        kind=_("gemeten aan wat bekend is: wie niets doorgaf, telt niet mee"),
        basis=("verbinding", "organisatie"),
        sources=(_("Krackhardt en Stern (1988), Informal networks and organizational crises"),),
        about=subject_of(barrieres=("verkokering_geloof", "verkokering_werkkring", "verkokering_gemeente")),
    )
