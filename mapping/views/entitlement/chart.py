"""Places per 1,000 people as a range per regio or gemeente: a picture, of which the table below says the same."""

import base64
from html import escape

import pandas as pd
import streamlit as st

from mapping.views.palette import INK, SPLIT
from mapping.words import _, number

WIDTH, ROW, LEFT, RIGHT = 900, 30, 250, 110
"""Units of the drawing: whole width, height of a row, and room for the names and the figures."""

LONGEST_NAME = 32


def ranges(rows: pd.DataFrame, *, title: str) -> None:
    """Draw per row (naam, laag, midden, hoog; missing is not known) a line from low to high with a mark at the middle."""
    known = rows.dropna(subset=["midden"])
    if known.empty:
        st.info(_("Van geen enkel initiatief weten wij hier hoeveel plaats er is. Dat is iets anders dan nul."))
        return
    most = float(known["hoog"].max()) or 1.0
    shapes = [_line(place, row, most) for place, row in enumerate(rows.to_dict("records"))]
    height = ROW * len(rows) + 8
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif">{"".join(shapes)}</svg>'
    data = base64.b64encode(svg.encode()).decode()
    spoken = "; ".join(f"{row['naam']}: {figure(row)}" for row in rows.to_dict("records"))
    source, alt = f"data:image/svg+xml;base64,{data}", escape(f"{title}. {spoken}")
    picture = f'<img src="{source}" alt="{alt}" style="width:100%;max-width:900px">'
    st.html(f'<div style="font-weight:600;font-size:.95rem">{escape(title)}</div>{picture}')


def figure(row: dict) -> str:
    """Write the range of a row, or that it is not known."""
    if row["midden"] != row["midden"]:
        return _("niet bekend")
    low, high = number(row["laag"]), number(row["hoog"])
    return low if low == high else _("{laag} tot {hoog}").format(laag=low, hoog=high)


def _line(place: int, row: dict, most: float) -> str:
    """Return one row as SVG; what is not known has a dotted box and no line."""
    middle = place * ROW + ROW / 2 + 4
    name = str(row["naam"])
    shown = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
    text = f'<text x="0" y="{middle + 5}" font-size="15" fill="{INK}">{escape(shown)}</text>'
    room = WIDTH - LEFT - RIGHT
    said = f'<text x="{WIDTH - RIGHT + 8}" y="{middle + 5}" font-size="14" fill="{INK}">{escape(figure(row))}</text>'
    if row["midden"] != row["midden"]:
        box = f'<rect x="{LEFT}" y="{middle - 8}" width="{room}" height="16" fill="none" stroke="{INK}" stroke-dasharray="1.5 3"/>'
        return text + box + said
    low, mid, high = (LEFT + room * row[step] / most for step in ("laag", "midden", "hoog"))
    colour = SPLIT["served"].colour
    bar = f'<rect x="{low:.1f}" y="{middle - 7}" width="{max(high - low, 2):.1f}" height="14" fill="{colour}" stroke="{INK}"/>'
    mark = f'<path d="M{mid:.1f} {middle - 10}V{middle + 10}" stroke="{INK}" stroke-width="3"/>'
    return text + bar + mark + said
