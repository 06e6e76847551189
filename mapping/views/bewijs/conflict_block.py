"""What sources say twice and differently: both values with both places, side by side; nothing is settled in silence."""

from html import escape

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import conflicts
from mapping.model import BewijsStatus
from mapping.reports.bewijs_words import STATUS_WORDS, source_line, value_words
from mapping.views import tables
from mapping.views.sources import plain
from mapping.words import _

BOX = "flex:1 1 14rem;border:1px solid #5a5a5a;border-radius:6px;padding:.5rem .7rem"


def draw(rows: pd.DataFrame) -> None:
    """Draw every conflict among the rows, and all of them as one table; says so where there is none."""
    pairs = conflicts(rows)
    if not pairs:
        st.info(_("In deze keuze spreekt geen bron zichzelf tegen."))
        return
    st.write(_("Deze cijfers staan twee keer in een bron, en verschillen. Wij kiezen niet: u ziet ze allebei."))
    for one, other in pairs:
        st.markdown(f"**{plain(one['titel'])}**")
        st.html(
            f'<div style="display:flex;flex-wrap:wrap;gap:.6rem;margin-bottom:.6rem">{_box(one)}{_box(other)}</div>'
        )
    tables.readable(as_table(pairs), alt=_("Cijfers die in een bron twee keer en verschillend staan"))


def as_table(pairs: list[tuple[dict, dict]]) -> pd.DataFrame:
    """Return a row per conflict: what it is about, both values, both places."""
    return pd.DataFrame(
        [
            {
                _("Gaat over"): one["titel"],
                _("Eerste cijfer"): _value(one),
                _("Waar het eerste staat"): source_line(one),
                _("Tweede cijfer"): _value(other),
                _("Waar het tweede staat"): source_line(other),
            }
            for one, other in pairs
        ]
    )


def _box(row: dict) -> str:
    """Return one side of a conflict."""
    note = row["toelichting"] if isinstance(row["toelichting"], str) else ""
    return (
        f'<div style="{BOX}"><div style="font-size:1.15rem"><b>{escape(_value(row))}</b></div>'
        f"<div>{escape(row['antwoord'])}</div>"
        f'<div style="font-size:.88rem">{escape(source_line(row))}</div>'
        f'<div style="font-size:.88rem">{escape(note)}</div></div>'
    )


def _value(row: dict) -> str:
    """Return one of the two values; that we derived it is said, that they differ the heading says."""
    words = value_words(row)
    derived = _(STATUS_WORDS[BewijsStatus.AFGELEID])
    return f"{words} ({derived})" if row["status"] == BewijsStatus.AFGELEID else words
