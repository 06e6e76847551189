"""Places per 1,000 people as a range per regio or gemeente: a picture, of which the table below says the same."""

from html import escape

import pandas as pd
import streamlit as st

from mapping.views.palette import INK, SPLIT
from mapping.words import _, number

BAR_PX, MARK_PX = 14, 20
"""Heights of a bar and of the mark of the middle; widths are shares of the page, so that a phone shows the words whole."""


def ranges(rows: pd.DataFrame, *, title: str) -> None:
    """Draw per row (naam, laag, midden, hoog; missing is not known) a line from low to high with a mark at the middle."""
    known = rows.dropna(subset=["midden"])
    if known.empty:
        st.info(_("Van geen enkel initiatief weten wij hier hoeveel plaats er is. Dat is iets anders dan nul."))
        return
    most = float(known["hoog"].max()) or 1.0
    lines = "".join(_line(row, most) for row in rows.to_dict("records"))
    spoken = "; ".join(f"{row['naam']}: {figure(row)}" for row in rows.to_dict("records"))
    picture = f'<div role="img" aria-label="{escape(f"{title}. {spoken}")}" style="max-width:900px">{lines}</div>'
    st.html(f'<div style="font-weight:600;font-size:.95rem">{escape(title)}</div>{picture}')


def figure(row: dict) -> str:
    """Write the range of a row, or that it is not known."""
    if row["midden"] != row["midden"]:
        return _("niet bekend")
    low, high = number(row["laag"]), number(row["hoog"])
    return low if low == high else _("{laag} tot {hoog}").format(laag=low, hoog=high)


def _line(row: dict, most: float) -> str:
    """Return one row: its name and figure, and the range below it; what is not known has a dotted box and no range."""
    words = (
        '<div style="display:flex;justify-content:space-between;gap:1rem;font-size:.9rem">'
        f"<span>{escape(str(row['naam']))}</span><span><b>{escape(figure(row))}</b></span></div>"
    )
    if row["midden"] != row["midden"]:
        box = f'<div style="height:{BAR_PX}px;border:1px dotted {INK};margin:3px 0 .6rem"></div>'
        return words + box
    low, middle, high = (100 * row[step] / most for step in ("laag", "midden", "hoog"))
    bar = (
        f'<div style="position:absolute;box-sizing:border-box;left:{low:.2f}%;width:{high - low:.2f}%;min-width:2px;'
        f"top:{(MARK_PX - BAR_PX) // 2}px;height:{BAR_PX}px;"
        f'background:{SPLIT["served"].colour};border:1px solid {INK}"></div>'
    )
    at = f"position:absolute;left:{middle:.2f}%;margin-left:-1.5px;width:3px;height:{MARK_PX}px"
    mark = f'<div style="{at};background:{INK}"></div>'
    return f'{words}<div style="position:relative;height:{MARK_PX}px;margin:0 0 .6rem">{bar}{mark}</div>'
