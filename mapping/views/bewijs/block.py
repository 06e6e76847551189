"""One published table on the screen: what it is about, its bars, the same as the source lays it out, and its place."""

import pandas as pd
import streamlit as st

from mapping.reports.bewijs_words import day_words, n_words, source_line, value_and_status
from mapping.views import tables
from mapping.views.bewijs import chart
from mapping.views.sources import plain
from mapping.words import _


def draw(rows: pd.DataFrame) -> None:
    """Draw the rows of one `tabel`."""
    facts = rows.to_dict("records")
    first = facts[0]
    if first["voorbeeld"]:
        st.warning(_("Verzonnen voorbeeld: niemand heeft dit onderzocht."))
    if isinstance(first["uitspraak"], str):
        st.markdown(plain(first["uitspraak"]))
    st.markdown(plain(" · ".join(_answered(facts))))
    chart.bars(facts)
    tables.readable(as_printed(facts), alt=_("{titel}, zoals de bron het afdrukt").format(titel=first["titel"]))
    for note in dict.fromkeys(row["toelichting"] for row in facts if isinstance(row["toelichting"], str)):
        st.caption(plain(note))
    places = dict.fromkeys(source_line(row) for row in facts)
    st.caption(
        plain(
            _("Staat in: {places}. Bron: {bron}. Peildatum: {dag}.").format(
                places=" | ".join(places), bron=first["bron"], dag=day_words(first)
            )
        )
    )


def _answered(facts: list[dict]) -> list[str]:
    """Say per kind of respondents how many there were and how many did not answer, each once."""
    return list(dict.fromkeys(f"{row['respondenten']}: {n_words(row)}".rstrip(": ") for row in facts))


def as_printed(facts: list[dict]) -> pd.DataFrame:
    """Return the table as a source lays it out: answers as rows, respondents with their N as columns."""
    columns = list(dict.fromkeys(_column(row) for row in facts))
    answers = list(dict.fromkeys(row["antwoord"] for row in facts))
    cells = {(row["antwoord"], _column(row)): value_and_status(row) for row in facts}
    return pd.DataFrame(
        [[answer, *(cells.get((answer, column), "") for column in columns)] for answer in answers],
        columns=[_("Antwoord"), *columns],
    )


def _column(row: dict) -> str:
    """Name the column of a row: who answered, and their N."""
    told = n_words(row)
    return f"{row['respondenten']}, {told}" if told else str(row["respondenten"])
