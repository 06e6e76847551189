"""The picture of what one place more adds: a bar per number of places; the table beside it has the same facts."""

import base64
from collections.abc import Sequence
from html import escape

import streamlit as st

from mapping.views.palette import EDGE, INK, NEED
from mapping.words import number

WIDTH, HEIGHT, TOP, FOOT = 1000, 220, 26, 26
"""Units of the drawing; it scales to the width of the page. TOP and FOOT leave room for the numbers."""

MOST_LABELLED = 14
"""Bars that have their number written over them; more would touch."""


def draw(values: Sequence[float], *, chosen: int, alt: str) -> None:
    """Draw a bar per number of places (of every 100 who can be reached); that of the plan is dark."""
    svg = picture(values, chosen=chosen)
    data = base64.b64encode(svg.encode()).decode()
    st.html(f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" style="width:100%;max-height:260px">')


def picture(values: Sequence[float], *, chosen: int) -> str:
    """Return the drawing as SVG."""
    step = WIDTH / max(len(values), 1)
    shapes = []
    for place, value in enumerate(values):
        tall = value / 100 * (HEIGHT - TOP - FOOT)
        x, y, middle = place * step + step * 0.12, HEIGHT - FOOT - tall, place * step + step / 2
        fill = NEED[4] if place + 1 == chosen else NEED[1]
        shapes.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{step * 0.76:.1f}" height="{tall:.1f}" fill="{fill}" stroke="{EDGE}"/>'
        )
        shapes.append(_text(middle, HEIGHT - 8, number(place + 1), bold=place + 1 == chosen))
        if len(values) <= MOST_LABELLED:
            shapes.append(_text(middle, y - 6, number(value), bold=place + 1 == chosen))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(shapes)}</svg>'


def _text(x: float, y: float, text: str, *, bold: bool) -> str:
    look = f'text-anchor="middle" font-family="sans-serif" font-size="15" fill="{INK}"'
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}{weight}>{escape(text)}</text>'
