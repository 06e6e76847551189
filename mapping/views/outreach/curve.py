"""The picture of what one place more adds: a bar per number of places; the table beside it has the same facts."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from mapping.views.palette import EDGE, INK, NEED
from mapping.words import number

TALL_PX = 160
"""Height of a bar that stands for all who can be reached; widths share the page, so that a phone shows the numbers whole."""

MOST_LABELLED = 14
"""Bars that have their number written over them; more would touch."""


def draw(values: Sequence[float], *, chosen: int, alt: str) -> None:
    """Draw a bar per number of places (of every 100 who can be reached); that of the plan is dark."""
    st.html(picture(values, chosen=chosen, alt=alt))


def picture(values: Sequence[float], *, chosen: int, alt: str) -> str:
    """Return the drawing as HTML."""
    labelled = len(values) <= MOST_LABELLED
    bars = "".join(
        _bar(place, value, number(value) if labelled else "", dark=place == chosen)
        for place, value in enumerate(values, start=1)
    )
    look = f"display:flex;align-items:flex-end;gap:2%;font-size:.85rem;text-align:center;color:{INK}"
    return f'<div role="img" aria-label="{escape(alt)}" style="{look}">{bars}</div>'


def _bar(place: int, value: float, label: str, *, dark: bool) -> str:
    """Return one bar with its number above it and the number of places below it."""
    fill, weight = (NEED[4], "bold") if dark else (NEED[1], "normal")
    box = f"height:{value / 100 * TALL_PX:.1f}px;background:{fill};border:1px solid {EDGE};box-sizing:border-box"
    return (
        f'<div style="flex:1;min-width:0;font-weight:{weight}">{escape(label)}<div style="{box}"></div>'
        f"{escape(number(place))}</div>"
    )
