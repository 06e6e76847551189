"""How a look is drawn, in the legend and on the map.

Streamlit draws the legend beside the map as a real list, so that a screen reader can read it.
"""

import base64
from collections.abc import Sequence
from html import escape

import streamlit as st

from mapping.views.palette import (
    ABSENCE_LOOKS,
    EDGE,
    INK,
    OTHER_POINT,
    POINTS,
    STRIPE_JOINT,
    STRIPED,
    Absence,
    AbsenceLook,
    PointLook,
    edge_on,
)
from mapping.words import _

WIDTH, HEIGHT = 30, 18
"""Size of a swatch in pixels."""

LIST_STYLE = "list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:0.25rem 1.1rem;font-size:0.9rem"
ITEM_STYLE = "display:flex;align-items:center;gap:0.45rem;margin:0;padding:0"


def legend(entries: Sequence[tuple[str, str]], *, title: str | None = None) -> None:
    """Draw a list of (look, label): a look is a colour, an Absence, or a kind of point such as `initiatief`."""
    st.html(legend_html(entries, title=title))


def legend_html(entries: Sequence[tuple[str, str]], *, title: str | None = None) -> str:
    """Return the legend as HTML, with every label escaped and every swatch hidden from screen readers."""
    named = escape(title or _("Legenda"))
    style = "font-weight:600;font-size:0.9rem;margin-bottom:0.25rem"
    heading = f'<div style="{style}">{escape(title)}</div>' if title else ""
    items = "".join(
        f'<li style="{ITEM_STYLE}">{swatch(look)}<span>{escape(label)}</span></li>' for look, label in entries
    )
    return f'{heading}<ul aria-label="{named}" style="{LIST_STYLE}">{items}</ul>'


def swatch(look: str) -> str:
    """Return a small picture of a look, hidden from screen readers: SVG inside an img, as st.html drops a bare svg."""
    if look in POINTS or not (look in ABSENCE_LOOKS or look.startswith("#")):
        shapes = _point(POINTS.get(look, OTHER_POINT))
    elif look in ABSENCE_LOOKS:
        shapes = _absence(ABSENCE_LOOKS[Absence(look)])
    elif STRIPE_JOINT in look:
        shapes = _stripes(look.split(STRIPE_JOINT))
    else:
        shapes = _box(escape(look))
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{shapes}</svg>'
    data = base64.b64encode(picture.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" width="{WIDTH}" height="{HEIGHT}" alt="" style="flex:none">'


def _box(fill: str, *, edge: str = EDGE, dash: str = "") -> str:
    """Return a rectangle that fills the swatch."""
    dotted = f' stroke-dasharray="{dash}" stroke-width="1.6"' if dash else ""
    return f'<rect x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" fill="{fill}" stroke="{edge}"{dotted}/>'


def _stripes(colours: Sequence[str]) -> str:
    """Return bands of these colours in one swatch, as on the map but upright."""
    wide = (WIDTH - 2) / (2 * len(colours))
    bands = "".join(
        f'<rect x="{1 + at * wide}" y="1" width="{wide}" height="{HEIGHT - 2}" fill="{escape(colours[at % len(colours)])}"/>'
        for at in range(2 * len(colours))
    )
    return bands + _box("none")


def _absence(look: AbsenceLook) -> str:
    """Return the swatch of an absence, marked as on the map."""
    box = _box(look.fill, edge=look.mark if look.dotted_edge else EDGE, dash="1.5 3" if look.dotted_edge else "")
    if look.pattern == "hatch":
        lines = "".join(f"M{x} {HEIGHT - 1}L{x + HEIGHT - 2} 1" for x in range(1, WIDTH - HEIGHT + 2, 6))
        corners = f"M1 {HEIGHT - 7}L{HEIGHT - 8} 1M{WIDTH - 11} {HEIGHT - 1}L{WIDTH - 1} 7"
        return f'{box}<path d="{lines}{corners}" stroke="{look.mark}" stroke-width="2" fill="none"/>'
    if look.pattern == "dots":
        places = [(x, y) for y in (5, 13) for x in range(5 + (y == 13) * 4, WIDTH - 2, 8)]
        return box + "".join(f'<circle cx="{x}" cy="{y}" r="1.5" fill="{look.mark}"/>' for x, y in places)
    return box


def _point(look: PointLook) -> str:
    """Return the swatch of a kind of point."""
    x, y, r = WIDTH / 2, HEIGHT / 2, 6
    edge = look.edge if look.fill == "#ffffff" else INK
    dashes = f' stroke-dasharray="{look.dashes}"' if look.dashes else ""
    paint = f'fill="{look.fill}" stroke="{edge}" stroke-width="2"{dashes}'
    if look.shape == "circle":
        return f'<circle cx="{x}" cy="{y}" r="{r}" {paint}/>'
    if look.shape == "square":
        return f'<rect x="{x - r}" y="{y - r}" width="{2 * r}" height="{2 * r}" {paint}/>'
    return f'<path d="M{x} {y - r - 1}L{x + r + 1} {y}L{x} {y + r + 1}L{x - r - 1} {y}Z" {paint}/>'


def path_style(look: str, *, opacity: float = 1, patterns: bool = True) -> dict[str, object]:
    """Return the Leaflet path options of a look; without patterns an absence is a plain grey."""
    style = {"fillOpacity": opacity, "weight": 0.8, "color": EDGE}
    if STRIPE_JOINT in look:
        return {**style, "fillColor": f"url(#{_stripes_id(look)})" if patterns else look.split(STRIPE_JOINT)[0]}
    if look not in ABSENCE_LOOKS:
        return {**style, "fillColor": look, "color": edge_on(look)}
    absence = ABSENCE_LOOKS[Absence(look)]
    if absence.dotted_edge:
        style |= {"color": absence.mark, "weight": 1.8, "dashArray": "1 4"}
    if patterns and absence.pattern != "none":
        return {**style, "fillColor": f"url(#zin-{look})"}
    return {**style, "fillColor": absence.fill if patterns else absence.plain}


def _pattern(absence: Absence) -> str:
    """Return the SVG pattern of an absence that has one."""
    look = ABSENCE_LOOKS[absence]
    marks = {
        "hatch": f'<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="{look.mark}" stroke-width="1.6"/>',
        "dots": f'<circle cx="2" cy="2" r="1.1" fill="{look.mark}"/><circle cx="6" cy="6" r="1.1" fill="{look.mark}"/>',
    }[look.pattern]
    return (
        f'<pattern id="zin-{absence}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{look.fill}"/>{marks}</pattern>'
    )


STRIPE_PX = 5
"""Width of one stripe on the map, in pixels: several in the smallest gebied that can be seen."""


def _stripes_id(look: str) -> str:
    return "zin-" + look.replace("#", "").replace(STRIPE_JOINT, "-")


def _striped_pattern(look: str) -> str:
    """Return the SVG pattern of a striped look, slanting."""
    colours = look.split(STRIPE_JOINT)
    bands = "".join(
        f'<rect x="{at * STRIPE_PX}" width="{STRIPE_PX}" height="8" fill="{colour}"/>'
        for at, colour in enumerate(colours)
    )
    return (
        f'<pattern id="{_stripes_id(look)}" width="{STRIPE_PX * len(colours)}" height="8" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)">{bands}</pattern>'
    )


PATTERNS = (
    '<svg id="zin-patterns" width="0" height="0" style="position:absolute" aria-hidden="true"><defs>'
    + "".join(_pattern(absence) for absence, look in ABSENCE_LOOKS.items() if look.pattern != "none")
    + "".join(map(_striped_pattern, STRIPED))
    + "</defs></svg>"
)
