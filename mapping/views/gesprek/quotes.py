"""The citaten of who consented, with a choice of regio, respondent, question, expression and barrier; never with a gebied."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from mapping.store.quotes import quotes
from mapping.views import cached, tables, url_state
from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.gesprek.words import KENMERK_WORDS, SORT_WORDS, code_names
from mapping.views.sources import plain
from mapping.words import _, ngettext, number

FILTERS = {"respondentsoort": "wie", "vraagtype": "vraag", "uitingsvorm": "uiting", "barriere": "drempel"}
"""Kenmerk → its key in the URL."""

EVERY = "alle"
LISTED = 6
"""Citaten written out; the table has them all."""


@st.cache_data(max_entries=8, show_spinner=False)
def _shown(where: Region) -> pd.DataFrame:
    """Return the citaten that may be shown, looked through for persons once per version."""
    return quotes(cached.tables(where)["gesprek"])


def draw(where: Region, choice: Choice, lists: Mapping[str, Mapping[str, str]]) -> None:
    """Draw the choices, the citaten and the table to take along."""
    st.header(_("Wat zeiden mensen?"))
    loaded, found = cached.tables(where), _shown(where)
    names = {kenmerk: code_names(kenmerk, loaded, lists) for kenmerk in FILTERS}
    chosen = _filtered(found, choice, names)
    told = ngettext("{n} citaat van wie dat goed vond.", "{n} citaten van wie dat goed vonden.", len(chosen))
    st.write(told.format(n=number(len(chosen))))
    st.caption(
        _(
            "Een citaat staat hier alleen met toestemming en zonder iets dat naar een mens wijst. Erbij staat de regio, nooit "
            "de wijk, en niet over welke groep het ging."
        )
    )
    if chosen.empty:
        st.info(_("Er is geen citaat dat bij deze keuze past. Kies bij één van de lijsten weer ‘Alle’."))
        return
    for row in chosen.head(LISTED).to_dict("records"):
        st.markdown(f"> {plain(row['citaat'])}\n>\n> — {plain(_beside(row, names))}")
    rows = _rows(chosen, names)
    with st.expander(_("Tabel en download")):
        tables.show(rows, key="citaten", alt=_("Citaten met toestemming"), file_name="citaten.csv",
                    notes=tables.download_notes(where))  # fmt: skip


def _filtered(found: pd.DataFrame, choice: Choice, names: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Draw the filters and return the citaten that fit."""
    if choice.regio is not None:
        found = found[found["regio"] == choice.regio]
    places = st.columns(2)
    for number_, (kenmerk, key) in enumerate(FILTERS.items()):
        known = {EVERY: _("Alle")} | {code: name for code, name in names[kenmerk].items() if code != "onbekend"}
        value = url_state.select(_(KENMERK_WORDS[kenmerk]), known, key, place=places[number_ % 2])
        if value != EVERY:
            column = "barrieres" if kenmerk == "barriere" else kenmerk
            has = (
                found[column]
                .fillna("")
                .map(lambda text, code=value: code in [part.strip() for part in text.split(";")])
            )
            found = found[has.astype(bool)]
    return found


def _beside(row: Mapping, names: Mapping[str, Mapping[str, str]]) -> str:
    """Say who spoke and in which regio."""
    return f"{_(SORT_WORDS[row['respondentsoort']])}, {row['regio']}"


def _rows(found: pd.DataFrame, names: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Return the citaten in words of the screen."""
    barriers = (
        found["barrieres"]
        .fillna("")
        .map(
            lambda text: ", ".join(
                names["barriere"].get(part.strip(), part) for part in text.split(";") if part.strip()
            )
        )
    )
    return pd.DataFrame(
        {
            _("Citaat"): found["citaat"].astype("str"),
            _("Met wie"): [_(SORT_WORDS[code]) for code in found["respondentsoort"]],
            _("Regio"): found["regio"].astype("str"),
            _("Soort vraag"): found["vraagtype"].map(names["vraagtype"]).fillna("").astype("str"),
            _("Hoe de vraag naar buiten kwam"): found["uitingsvorm"].map(names["uitingsvorm"]).fillna("").astype("str"),
            _("Wat in de weg stond"): barriers.astype("str"),
            _("Bron"): found["bron"].astype("str"),
        }
    ).reset_index(drop=True)
