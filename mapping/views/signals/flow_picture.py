"""The flow of signals as a Sankey drawing: an SVG made in Python from published counts only, inside an img with its facts.

A hidden flow is a thin dotted line of one width, whatever it holds: its width would tell what its number may not.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from mapping.views.palette import EDGE, GAP, INK, NEED, PAPER

WIDTH, HEIGHT = 1000, 560
"""Units of the drawing."""

TOP, SIDE, BAR, GAP_PX = 34, 8, 14, 9
"""Units: above the first node, left and right, width of a node, between two nodes."""

LABEL_ROOM = 178
"""Units right of the last column for its names."""

HIDDEN_WIDTH = 3.0
"""Width of a hidden flow and least height of a node."""

FONT = 12


@dataclass(frozen=True)
class Flow:
    """One flow from a code of a step to one of the next; aantal NaN where it is hidden."""

    step: int
    code: str
    naar: str
    aantal: float

    @property
    def hidden(self) -> bool:
        """Tell whether its count may not be shown."""
        return self.aantal != self.aantal


@dataclass(frozen=True)
class Node:
    """One code of one step with its published count (NaN hidden) and its words."""

    code: str
    word: str
    aantal: float
    lost: bool = False


Columns = Sequence[tuple[str, Sequence[Node]]]
"""The title of each step and its nodes, in order."""


def draw(columns: Columns, flows: Sequence[Flow], *, alt: str, hidden_word: str) -> None:
    """Draw the flow; on a phone it scrolls sideways."""
    data = base64.b64encode(flow_svg(columns, flows, alt=alt, hidden_word=hidden_word).encode()).decode()
    style = "min-width:820px;width:100%;height:auto;display:block;background:#fff"
    box = f'<div style="overflow-x:auto" tabindex="0" role="group" aria-label="{escape(alt)}">'
    st.html(f'{box}<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" style="{style}"></div>')


def flow_svg(columns: Columns, flows: Sequence[Flow], *, alt: str, hidden_word: str) -> str:
    """Return the drawing with its description; every word in it is escaped."""
    scale = _scale(columns, flows)
    spots = [_spots(nodes, step, flows, scale) for step, (_title, nodes) in enumerate(columns)]
    x = [SIDE + step * (WIDTH - 2 * SIDE - BAR - LABEL_ROOM) / (len(columns) - 1) for step in range(len(columns))]
    lost = {node.code for node in columns[-1][1] if node.lost}
    shapes = _bands(flows, spots, x, scale, lost)
    for step, (title, nodes) in enumerate(columns):
        shapes.append(_text(x[step], 18, title, bold=True))
        shapes += [_node(node, x[step], *spots[step][node.code], hidden_word) for node in nodes]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
    title = f"{columns[0][0]} → {columns[-1][0]}"
    return f"{head}<title>{escape(title)}</title><desc>{escape(alt)}</desc>{''.join(shapes)}</svg>"


def _through(node: Node, step: int, flows: Sequence[Flow], scale: float) -> float:
    """Return the height of a node: its count, or the flows that are shown, whichever is more."""
    out = [flow for flow in flows if flow.step == step and flow.code == node.code]
    into = [flow for flow in flows if flow.step == step - 1 and flow.naar == node.code]
    known = 0.0 if node.aantal != node.aantal else node.aantal * scale
    sides = (sum(HIDDEN_WIDTH if flow.hidden else flow.aantal * scale for flow in side) for side in (out, into))
    return max(known, HIDDEN_WIDTH, *sides)


def _scale(columns: Columns, flows: Sequence[Flow]) -> float:
    """Return units per person, so that the fullest column fits."""
    room = HEIGHT - TOP - SIDE
    fits = []
    for step, (_title, nodes) in enumerate(columns):
        people = sum(_through(node, step, flows, 1.0) for node in nodes)
        fits.append((room - GAP_PX * len(nodes) - HIDDEN_WIDTH * len(nodes) * 2) / max(people, 1.0))
    return max(min(fits), 1e-6)


def _spots(nodes: Sequence[Node], step: int, flows: Sequence[Flow], scale: float) -> dict[str, tuple[float, float]]:
    """Return top and height of each node of a step."""
    found, top = {}, float(TOP)
    for node in nodes:
        height = _through(node, step, flows, scale)
        found[node.code] = (top, height)
        top += height + GAP_PX
    return found


def _bands(
    flows: Sequence[Flow],
    spots: Sequence[Mapping[str, tuple[float, float]]],
    x: Sequence[float],
    scale: float,
    lost: set[str],
) -> list[str]:
    """Return the flows, each beginning where the one above it ended."""
    left: dict[tuple[int, str], float] = {}
    right: dict[tuple[int, str], float] = {}
    last = max((flow.step for flow in flows), default=0)
    shapes = []
    for flow in sorted(
        flows, key=lambda one: (one.step, spots[one.step][one.code][0], spots[one.step + 1][one.naar][0])
    ):
        width = HIDDEN_WIDTH if flow.hidden else flow.aantal * scale
        begin, end = (flow.step, flow.code), (flow.step, flow.naar)
        y1 = spots[flow.step][flow.code][0] + left.get(begin, 0.0) + width / 2
        y2 = spots[flow.step + 1][flow.naar][0] + right.get(end, 0.0) + width / 2
        left[begin], right[end] = left.get(begin, 0.0) + width, right.get(end, 0.0) + width
        x1, x2 = x[flow.step] + BAR, x[flow.step + 1]
        middle = (x1 + x2) / 2
        path = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        colour = GAP[1] if flow.step == last and flow.naar in lost else NEED[1]
        look = (
            f'stroke="{EDGE}" stroke-width="1.2" stroke-dasharray="1.5 4"'
            if flow.hidden
            else f'stroke="{colour}" stroke-width="{max(width, 1):.1f}" stroke-opacity=".6"'
        )
        shapes.append(f'<path d="{path}" fill="none" {look}/>')
    return shapes


def _node(node: Node, x: float, top: float, height: float, hidden_word: str) -> str:
    """Return a node as a bar with its name and its count."""
    hidden = node.aantal != node.aantal
    fill = GAP[3] if node.lost else NEED[3]
    paint = f'fill="{PAPER}" stroke="{EDGE}" stroke-dasharray="2 2"' if hidden else f'fill="{fill}"'
    bar = f'<rect x="{x:.1f}" y="{top:.1f}" width="{BAR}" height="{height:.1f}" {paint}/>'
    count = hidden_word if hidden else f"{node.aantal:,.0f}".replace(",", ".")
    return bar + _text(x + BAR + 5, top + height / 2 + 4, f"{node.word}: {count}")


def _text(x: float, y: float, words: str, *, bold: bool = False) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{FONT + bold}" font-family="sans-serif"'
    weight = ' font-weight="600"' if bold else ""
    halo = f'<text {place}{weight} fill="none" stroke="{PAPER}" stroke-width="3">{escape(words)}</text>'
    return f'{halo}<text {place}{weight} fill="{INK}">{escape(words)}</text>'
