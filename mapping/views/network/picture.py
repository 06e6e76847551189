"""The network as a drawing: an SVG made in Python, inside an img with its facts in words; the table has them all."""

import base64
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from mapping.views.network.lines import LINE_LOOKS, OTHER_LINE
from mapping.views.palette import INK, OTHER_POINT, PAPER, POINTS

UNIT_PX = 46
"""Pixels per unit of the layout."""

MARGIN_PX = 40

ARROW_AT, ARROW_PX = 0.62, 7.0
"""Where on a line its arrow stands (0 to 1, clear of both ends), and how long the arrow is."""

LABEL_PX = 11
"""Size of a label; it scales with the drawing, which scrolls sideways on a phone."""

LONGEST_LABEL = 22
"""Characters of a label; the table has the whole name."""

MIN_LABELLED = 2
"""Lines that end at a node from which on its name is written; more names would lie over each other."""


@dataclass(frozen=True)
class Line:
    """One line of the drawing; richting as in the table: heen has one arrow, beide two, onbekend none."""

    van: str
    naar: str
    kind: str
    width: float
    richting: str = "onbekend"


def draw(
    spots: Mapping[str, tuple[float, float]],
    size: tuple[float, float],
    lines: Sequence[Line],
    *,
    kinds: Mapping[str, str],
    names: Mapping[str, str],
    alt: str,
) -> None:
    """Draw a network. spots: node → place in units; kinds: node → soort; names: node → label."""
    svg = network_svg(spots, size, lines, kinds=kinds, names=names, alt=alt)
    data = base64.b64encode(svg.encode()).decode()
    style = "min-width:760px;width:100%;height:auto;display:block;background:#fff"
    box = f'<div style="overflow-x:auto" tabindex="0" role="group" aria-label="{escape(alt)}">'
    st.html(f'{box}<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" style="{style}"></div>')


def network_svg(
    spots: Mapping[str, tuple[float, float]],
    size: tuple[float, float],
    lines: Sequence[Line],
    *,
    kinds: Mapping[str, str],
    names: Mapping[str, str],
    alt: str,
) -> str:
    """Return the drawing; every word in it is escaped."""
    width, height = (round(side * UNIT_PX + 2 * MARGIN_PX) for side in size)
    at = {node: (x * UNIT_PX + MARGIN_PX, y * UNIT_PX + MARGIN_PX) for node, (x, y) in spots.items()}
    degree = {node: sum(node in (line.van, line.naar) for line in lines) for node in spots}
    shapes = [_line(at[line.van], at[line.naar], line) for line in lines]
    shapes += [_node(at[node], kinds.get(node, "")) for node in spots]
    shapes += [_label(at[node], names.get(node, node), width) for node in spots if degree[node] >= MIN_LABELLED]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    return f"{head}<title>{escape(alt)}</title>{''.join(shapes)}</svg>"


def _line(one: tuple[float, float], other: tuple[float, float], line: Line) -> str:
    colour, dashes = LINE_LOOKS.get(line.kind, OTHER_LINE)
    ends = f'x1="{one[0]:.1f}" y1="{one[1]:.1f}" x2="{other[0]:.1f}" y2="{other[1]:.1f}"'
    arrows = [_arrow(one, other, colour)] if line.richting in ("heen", "beide") else []
    arrows += [_arrow(other, one, colour)] if line.richting == "beide" else []
    drawn = f'<line {ends} stroke="{colour}" stroke-width="{line.width:g}" stroke-dasharray="{dashes}"/>'
    return drawn + "".join(arrows)


def _arrow(one: tuple[float, float], other: tuple[float, float], colour: str) -> str:
    """Return the head of an arrow on the line that points to the other end; none where both are at one place."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    far = math.hypot(dx, dy)
    if not far:
        return ""
    dx, dy = dx / far * ARROW_PX, dy / far * ARROW_PX
    x, y = (begin + ARROW_AT * (end - begin) for begin, end in zip(one, other, strict=True))
    corners = (
        (x + dx, y + dy),
        (x - dx / 2 - dy * 0.7, y - dy / 2 + dx * 0.7),
        (x - dx / 2 + dy * 0.7, y - dy / 2 - dx * 0.7),
    )
    path = "L".join(f"{left:.1f} {top:.1f}" for left, top in corners)
    return f'<path d="M{path}Z" fill="{colour}" stroke="{PAPER}" stroke-width="1"/>'


def _node(spot: tuple[float, float], kind: str) -> str:
    """Return a node in the shape of its kind, as on the map."""
    x, y = spot
    look = POINTS.get(kind, OTHER_POINT)
    edge = look.edge if look.edge != PAPER else INK
    paint = f'fill="{look.fill}" stroke="{edge}" stroke-width="1.5"'
    if look.shape == "square":
        return f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" {paint}/>'
    if look.shape == "diamond":
        return f'<path d="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z" {paint}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" {paint}/>'


def _label(spot: tuple[float, float], name: str, width: float) -> str:
    """Return the name beside a node, on the side that has room."""
    short = name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"
    left = spot[0] > width * 0.7
    x, anchor = (spot[0] - 10, "end") if left else (spot[0] + 10, "start")
    text = f'x="{x:.1f}" y="{spot[1] + 4:.1f}" text-anchor="{anchor}" font-size="{LABEL_PX}" font-family="sans-serif"'
    halo = f'fill="none" stroke="{PAPER}" stroke-width="3"'
    return f'<text {text} {halo}>{escape(short)}</text><text {text} fill="{INK}">{escape(short)}</text>'
