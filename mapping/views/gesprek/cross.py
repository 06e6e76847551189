"""Draw the cross table of gesprekken: two kenmerken at once, each cell as it may be shown."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from mapping.analysis.gesprek.counts import GesprekCounts
from mapping.views import count_bars, tables, url_state
from mapping.views.cached import Region
from mapping.views.gesprek.words import CROSSED, hidden_words
from mapping.words import _, number

Names = Mapping[str, Mapping[str, str]]


def draw(where: Region, counts: GesprekCounts, names: Names, words: Mapping[str, str]) -> None:
    """Draw the choice of rows and columns, the table of what may be shown, and what is left out."""
    st.header(_("Twee kenmerken tegelijk"))
    st.write(
        _(
            "Kies wat in de rijen staat en wat in de kolommen. De tabel telt alle gesprekken, ook buiten de regio van het "
            "menu. Drie of vier kenmerken tegelijk tellen wij niet: dan gaat elke cel over te weinig gesprekken, en kan "
            "iemand een verborgen aantal terugrekenen."
        )
    )
    left, right = st.columns(2)
    down = url_state.select(_("Rijen"), {code: words[code] for code in CROSSED}, "rij", place=left)
    others = {code: words[code] for code in CROSSED if code != down}
    across = url_state.select(
        _("Kolommen"), others, "kolom", place=right, default=_first_shown(counts, down, list(others))
    )
    found = counts.cross(down, across)
    if found.empty:
        st.info(
            _("In deze tabel is elke cel verborgen: het gaat steeds om te weinig gesprekken. Kies andere kenmerken.")
        )
        return
    _table(where, found, names[down], names[across], f"{down}-{across}", heads=(words[down], words[across]))
    told = _("Weggelaten, want alles is daar verborgen: {n} van de {m} rijen en {k} van de {l} kolommen.")
    st.write(
        told.format(
            n=number(len(names[down]) - len(found)), m=number(len(names[down])),
            k=number(len(names[across]) - len(found.columns)), l=number(len(names[across])),
        )
    )  # fmt: skip
    st.caption(hidden_words())


def _first_shown(counts: GesprekCounts, down: str, others: list[str]) -> str:
    """Return what the columns are at first: whatever gives most cells, so that the table does not open empty."""
    return max(others, key=lambda code: int(counts.cross(down, code).notna().to_numpy().sum()))


def _table(
    where: Region, found: pd.DataFrame, rows: Mapping, columns: Mapping, key: str, *, heads: tuple[str, str]
) -> None:
    """Draw the cells in the order of the lists, those that are hidden with the word, and a row per cell to take along."""
    head, other_head = heads
    down = [code for code in rows if code in found.index]
    across = [code for code in columns if code in found.columns]
    told = {columns[code]: [_cell(found.at[row, code]) for row in down] for code in across}
    shown = pd.DataFrame({head: [rows[code] for code in down], **told})
    long = shown.melt(head, var_name=other_head, value_name=_("Gesprekken"))
    tables.readable(shown, alt=_("Aantallen gesprekken per twee kenmerken"))
    with st.expander(_("Tabel en download")):
        tables.show(
            long, key=f"gesprek-kruis-{key}", alt=_("Aantallen gesprekken per twee kenmerken"),
            file_name=f"gesprekken_{key}.csv", notes=(*tables.download_notes(where), hidden_words()),
        )  # fmt: skip


def _cell(people: float) -> str:
    """Write a cell: its count, or that it is hidden."""
    return count_bars.count_words(people, "") if people == people else _("verborgen")
