"""The figures of the page Zekerheid: ranges of ranks as bars, and what stands firm and what moves as tables."""

from html import escape

import pandas as pd
import streamlit as st

from mapping.analysis.chance.sensitivity import BEST, firm, swing
from mapping.analysis.uncertainty import ALL
from mapping.reports.sentences import PART_WORDS, of_hundred
from mapping.views import cached, certainty_cache, tables
from mapping.views.cached import Region
from mapping.views.certainty_page import Asked
from mapping.views.filters import Choice, gebied_names
from mapping.views.palette import GAP, INK
from mapping.words import N_, _, number

MOST_BARS = 40
"""Gebieden in the figure; with more nobody reads it, and the table has them all."""

UNKNOWN_WORDS = {
    "steunvraag": N_("Steunvraag: hoeveel mensen steun willen"),
    "aandeel": N_("Grootte van de groepen"),
    "capaciteit": N_("Plaats per initiatief (20% minder of meer)"),
    "bereik": N_("Afstand die mensen gaan (20% minder of meer)"),
}
MOVED_PARTS = ("uitgesloten", "buiten_bereik", "geen_plaats", "onbekend", "bediend")


def rank_figure(where: Region, rows: pd.DataFrame, asked: Asked) -> None:
    """Draw the range of ranks of each gebied as a bar with its middle; the table beside it says the same."""
    ranked = rows[rows[f"rang_midden_{asked.by}"].notna()].head(MOST_BARS)
    if len(ranked) < 2:
        return
    names = gebied_names(cached.tables(where)["gebied"]).to_dict()
    last = int(ranked[f"rang_hoog_{asked.by}"].max())
    bars = "".join(_bar(row, str(names.get(row["gebiedcode"], row["gebiednaam"])), asked.by, last)
                   for row in ranked.to_dict("records"))  # fmt: skip
    st.subheader(_("Plek in de volgorde, van … tot …"))
    st.html(f'<ul style="list-style:none;margin:0;padding:0;font-size:.9rem">{bars}</ul>')
    st.caption(
        _(
            "Elke balk loopt van de hoogste tot de laagste plek in 90 van de 100 berekeningen; de streep is de middelste. Plek "
            "1: de meeste mensen (of het grootste deel) zonder plaats. Overlappen balken, dan staat de volgorde niet vast."
        )
    )
    if len(ranked) == MOST_BARS:
        st.caption(_("De eerste {n} gebieden; de tabel heeft ze allemaal.").format(n=number(MOST_BARS)))


def _bar(row: dict, name: str, by: str, last: int) -> str:
    """Return one row of the figure as HTML: the name, the bar for the eye and the range in words."""
    low, middle, high = (int(row[f"rang_{step}_{by}"]) for step in ("laag", "midden", "hoog"))
    left, width = (low - 1) / last * 100, (high - low + 1) / last * 100
    mark = (middle - 0.5) / last * 100
    span = _("plek {laag} tot {hoog}").format(laag=number(low), hoog=number(high))
    if low == high:
        span = _("plek {n}").format(n=number(low))
    return (
        '<li style="display:flex;flex-wrap:wrap;gap:0 .6rem;align-items:center;margin:.15rem 0">'
        f'<span style="flex:1 1 13rem">{escape(name)}</span>'
        f'<span aria-hidden="true" style="flex:3 1 12rem;position:relative;height:1rem;background:#eef0f2">'
        f'<span style="position:absolute;top:0;bottom:0;left:{left:.2f}%;width:{width:.2f}%;background:{GAP[1]}"></span>'
        f'<span style="position:absolute;top:0;bottom:0;left:{mark:.2f}%;width:2px;background:{INK}"></span></span>'
        f'<span style="flex:0 0 8rem">{escape(span)}</span></li>'
    )


def firm_and_sensitive(where: Region, choice: Choice) -> None:
    """Draw which shares stay when the steunvraag goes from laag to hoog, and which unknown moves the outcome most."""
    moved = certainty_cache.moved(where, choice.question, choice.groep)
    moved = moved[moved["gebiedcode"] == (choice.regio or ALL)]
    st.header(_("Wat staat stevig, en wat is gevoelig?"))
    if choice.question.steunvraag is not None:
        st.info(
            _(
                "U hebt de steunvraag zelf gekozen; daarom staat zij hier vast. Zet haar links terug om te zien wat zij "
                "verandert."
            )
        )
    else:
        _firm(moved)
    _moves(moved)


def _firm(moved: pd.DataFrame) -> None:
    """Draw the parts at the lowest, middle and highest steunvraag."""
    stands = firm(moved)
    ends = moved[moved["onbekende"] == "steunvraag"].set_index("uiterste")
    middle = moved[moved["onbekende"] == ""].iloc[0]
    st.write(
        _(
            "Van elke 100 mensen die steun willen, bij de laagste, de middelste en de hoogste steunvraag van alle groepen "
            "tegelijk. Stevig: het getal verschuift hoogstens één."
        )
    )
    tables.readable(
        pd.DataFrame(
            {
                _("Deel"): [_(PART_WORDS[part]) for part in MOVED_PARTS],
                _("Steunvraag laag"): [of_hundred(ends.loc["laag", part]) for part in MOVED_PARTS],
                _("Steunvraag midden"): [of_hundred(middle[part]) for part in MOVED_PARTS],
                _("Steunvraag hoog"): [of_hundred(ends.loc["hoog", part]) for part in MOVED_PARTS],
                _("Oordeel"): [_("stevig") if stands[part] else _("gevoelig") for part in MOVED_PARTS],
            }
        ),
        alt=_("Welke delen veranderen met de steunvraag"),
    )


def _moves(moved: pd.DataFrame) -> None:
    """Draw how far each unknown moves the outcome, the largest first."""
    moves = swing(moved)
    st.subheader(_("Wat verandert de uitkomst het meest?"))
    columns = {_("Wat wij niet weten"): [_(UNKNOWN_WORDS[name]) for name in moves["onbekende"]]}
    columns[_("Hoogstens plaats voor")] = _spans(moves, BEST)
    for part in ("uitgesloten", "buiten_bereik", "bediend"):
        columns[_(PART_WORDS[part])] = _spans(moves, part)
    tables.readable(pd.DataFrame(columns), alt=_("Hoe ver elk deel verschuift als één ding van laag naar hoog gaat"))
    st.caption(
        _(
            "Van elke 100 mensen die steun willen, als één ding van laag naar hoog gaat en de rest in het midden blijft. "
            "Bovenaan staat wat het gunstigste geval het meest verandert."
        )
    )


def _spans(moves: pd.DataFrame, part: str) -> list[str]:
    """Write the ends of a share as `12–18`."""
    pairs = zip(moves[f"{part}_laag"], moves[f"{part}_hoog"], strict=True)
    words = [(of_hundred(low), of_hundred(high)) for low, high in pairs]
    return [low if low == high else f"{low}–{high}" for low, high in words]
