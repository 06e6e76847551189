"""Bars of counts of people, never shares: each with its number, a hidden one hatched with the word, and the same as a table."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from mapping.model import Merk
from mapping.views import tables
from mapping.views.palette import INK
from mapping.words import _, number

COLOUR = "#8fb3d9"
"""One hue for counts of what people said."""

HATCHED = f"repeating-linear-gradient(45deg,#eee 0 5px,#999 5px 7px);border:1px dotted {INK}"
HIDDEN_WIDTH = 12
"""Percent of the width for a hidden count: the same for all, so that its length tells nothing."""


def count_words(people: float, merk: str) -> str:
    """Write a count, or why it is not there."""
    if merk == Merk.VERBORGEN:
        return _("verborgen")
    return _("niet bekend") if merk == Merk.ONBEKEND or people != people else number(people)


def draw(rows: pd.DataFrame, *, head: str, counted: str, title: str) -> None:
    """Draw `rows` (naam, aantal, merk) as bars with the same facts as a real table under them.

    head, counted: the heads of the table. title: what the picture shows, for who does not see it.
    """
    told = [count_words(people, merk) for people, merk in zip(rows["aantal"], rows["merk"], strict=True)]
    st.html(_bars(list(rows["naam"]), list(rows["aantal"]), told, title))
    with st.expander(_("Als gewone tabel (voor schermlezers)")):
        tables.readable(pd.DataFrame({head: list(rows["naam"]), counted: told}), alt=title)


def _bars(names: Sequence[str], people: Sequence[float], told: Sequence[str], title: str) -> str:
    """Return the bars as HTML; every text is escaped."""
    most = max([each for each in people if each == each], default=0) or 1
    lines = []
    for name, count, words in zip(names, people, told, strict=True):
        known = count == count
        width = 60 * count / most if known else HIDDEN_WIDTH
        look = f"background:{COLOUR};border:1px solid {INK}" if known else f"background:{HATCHED}"
        lines.append(
            f'<li style="margin:.35rem 0"><div>{escape(str(name))}</div>'
            f'<div style="display:flex;align-items:center;gap:.5rem">'
            f'<span aria-hidden="true" style="display:inline-block;height:16px;width:{width:.1f}%;{look}"></span>'
            f"<b>{escape(words)}</b></div></li>"
        )
    style = "list-style:none;padding:0;margin:0;font-size:.95rem"
    return f'<ul aria-label="{escape(title)}" style="{style}">{"".join(lines)}</ul>'
