"""Charts: the five parts of the vraag as one bar, with the same facts as a list beside it."""

import base64
from collections.abc import Mapping
from html import escape

import streamlit as st

from mapping.reports.sentences import PART_WORDS, of_hundred
from mapping.views.palette import INK, SPLIT, Part
from mapping.words import _

FIELDS = {
    "buiten_bereik": "out_of_reach",
    "uitgesloten": "excluded",
    "geen_plaats": "no_capacity",
    "onbekend": "unknown",
    "bediend": "served",
}
"""Column of the gap table → part of the palette, in the order of drawing."""

BAR_WIDTH, BAR_HEIGHT = 1000, 46
"""Units of the drawing; it scales to the width of the page."""

MARKS = {
    "diagonal": '<path d="M0 8L8 0" stroke="#fff" stroke-width="1.6"/>',
    "back_diagonal": '<path d="M0 0L8 8" stroke="#fff" stroke-width="1.6"/>',
    "cross": '<path d="M0 8L8 0M0 0L8 8" stroke="#000" stroke-opacity=".45" stroke-width="1"/>',
    "dots": '<circle cx="4" cy="4" r="1.4" fill="#000" fill-opacity=".55"/>',
    "plain": "",
}
"""What is drawn over the colour of a part, by the name of its pattern."""


def split_bar(parts: Mapping[str, float], *, title: str) -> None:
    """Draw the five parts (people, exact) as a bar of shares and as a list; draws a sentence where nobody wants support."""
    parts_bar(
        {name: parts[name] for name in FIELDS},
        words={name: _(PART_WORDS[name]) for name in FIELDS},
        looks={name: SPLIT[field] for name, field in FIELDS.items()},
        heading=_("Van elke 100 mensen die steun willen"),
        title=title,
    )


def parts_bar(
    parts: Mapping[str, float], *, words: Mapping[str, str], looks: Mapping[str, Part], heading: str, title: str
) -> None:
    """Draw parts of one whole (people, exact) as a bar of shares and as a list; draws a sentence where the whole is 0.

    words, looks: what each part is called and how it is drawn. heading: of which hundred people; title: of whom.
    """
    total = sum(parts.values())
    if not total > 0:
        st.write(_("Voor deze keuze is er geen vraag om te verdelen."))
        return
    shares = {name: value / total for name, value in parts.items()}
    spoken = "; ".join(f"{words[name]}: {of_hundred(share)}" for name, share in shares.items())
    alt = f"{title}. {heading}: {spoken}."
    items = "".join(
        f'<li style="display:flex;gap:.5rem;align-items:center">{_picture(_swatch(looks[name]), 26, 18, "")}'
        f"<span>{escape(words[name])}: <b>{escape(of_hundred(share))}</b></span></li>"
        for name, share in shares.items()
    )
    style = "list-style:none;padding:0;margin:.4rem 0 0;display:flex;flex-wrap:wrap;gap:.25rem 1.2rem;font-size:.95rem"
    st.html(
        f'<div style="font-size:.9rem;margin-bottom:.2rem">{escape(heading)}</div>'
        f'{_picture(_bar(shares, looks), BAR_WIDTH, BAR_HEIGHT, alt, wide=True)}<ul style="{style}">{items}</ul>'
    )


def _bar(shares: Mapping[str, float], looks: Mapping[str, Part]) -> str:
    """Return the bar as the inside of an SVG."""
    shapes, start = [_patterns()], 0.0
    for name, share in shares.items():
        width = share * BAR_WIDTH
        if width > 0:
            shapes.append(_rect(looks[name], start, width, BAR_HEIGHT))
        start += width
    return "".join(shapes)


def _swatch(look: Part) -> str:
    """Return a small sample of a part as the inside of an SVG."""
    return _patterns() + _rect(look, 0, 26, 18)


def _rect(part: Part, x: float, width: float, height: float) -> str:
    place = f'x="{x:.1f}" y="0" width="{width:.1f}" height="{height}"'
    over = f'<rect {place} fill="url(#{part.pattern})"/>' if MARKS[part.pattern] else ""
    return f'<rect {place} fill="{part.colour}" stroke="{INK}" stroke-width="1"/>{over}'


def _patterns() -> str:
    """Return the definitions of the patterns."""
    shapes = "".join(
        f'<pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse">{mark}</pattern>'
        for name, mark in MARKS.items()
        if mark
    )
    return f"<defs>{shapes}</defs>"


def _picture(shapes: str, width: int, height: int, alt: str, *, wide: bool = False) -> str:
    """Return an SVG inside an img, as st.html drops a bare svg."""
    box = f'viewBox="0 0 {width} {height}" preserveAspectRatio="none"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" {box}>{shapes}</svg>'
    data = base64.b64encode(svg.encode()).decode()
    size = f"width:100%;height:{height}px" if wide else f"width:{width}px;height:{height}px;flex:none"
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" style="{size}">'
