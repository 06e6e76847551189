"""Bars of published answers, each from 0 by itself: never stacked, and what has no figure has words and no bar.

A bar is drawn from 0 to 100% for percentages, from 0 to N for counts. Text says everything that a bar shows.
"""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs_figures import MIN_N_FOR_PERCENTAGE, PERCENT, TOTAAL
from mapping.model import EXACT, BewijsEenheid, BewijsStatus
from mapping.reports.bewijs_words import derived_words, value_and_status
from mapping.views.palette import INK, NEED
from mapping.words import _, number

PLAIN = f"background:{NEED[2]}"
ABOUT = f"background:repeating-linear-gradient(135deg,{NEED[2]} 0 5px,{NEED[1]} 5px 9px)"
"""A number that the source words as bijna, ruim, …: hatched, as its end is not exactly there."""

UNCLEAR = f"background:#ffffff;border:2px dashed {NEED[3]};box-sizing:border-box"
"""A number that cannot be right as it is printed: an outline, no fill."""

TRACK = "position:relative;flex:1 1 8rem;height:14px;background:#f0eef5;min-width:5rem"
ROW = "display:flex;flex-wrap:wrap;gap:.1rem .6rem;align-items:center;margin:.12rem 0"


def bars(rows: Sequence[dict]) -> None:
    """Draw the answers of one published table, respondents under each answer, and say how the bars are to be read."""
    shown = [row for row in rows if row["antwoord"] != TOTAAL]
    whole = _whole(shown)
    answers = list(dict.fromkeys(row["antwoord"] for row in shown))
    several = len({row["respondenten"] for row in shown}) > 1
    items = "".join(
        f'<li style="margin:0 0 .55rem"><div>{escape(answer)}</div>'
        + "".join(_bar(row, whole, several) for row in shown if row["antwoord"] == answer)
        + "</li>"
        for answer in answers
    )
    st.html(f'<ul style="list-style:none;padding:0;margin:.3rem 0 .2rem;font-size:.95rem">{items}</ul>')
    st.caption(" ".join(_how_to_read(shown, whole)))


def _whole(rows: Sequence[dict]) -> float:
    """Return what the bars of counts are measured against: the largest N, else the largest count; 0 where there is none."""
    counts = [row for row in rows if row["eenheid"] == BewijsEenheid.AANTAL]
    known = [float(row["n"]) for row in counts if pd.notna(row["n"])]
    return max(known or [float(row["waarde"]) for row in counts if pd.notna(row["waarde"])], default=0.0)


def has_bar(row: dict) -> bool:
    """Tell whether a row has a figure that a bar may show: under MIN_N_FOR_PERCENTAGE a count in words is enough."""
    few = pd.notna(row["n"]) and row["n"] < MIN_N_FOR_PERCENTAGE
    return pd.notna(row["waarde"]) and not row["verborgen"] and not few


def _bar(row: dict, whole: float, several: bool) -> str:
    """Return one bar with its respondents and its value in words."""
    who = f'<span style="flex:0 0 9rem;font-size:.85rem">{escape(row["respondenten"])}</span>' if several else ""
    value = f"<b>{escape(value_and_status(row))}</b>"
    derived = derived_words(row)
    if derived:
        told = _("(afgeleid: {words})").format(words=derived)
        value += f' <span style="font-size:.82rem">{escape(told)}</span>'
    if not has_bar(row):
        return f'<div style="{ROW}">{who}<span>{value}</span></div>'
    top = PERCENT if row["eenheid"] == BewijsEenheid.PERCENTAGE else whole
    width = PERCENT * float(row["waarde"]) / top if top else 0
    fill = f'<div style="position:absolute;left:0;top:0;bottom:0;width:{width:.2f}%;{_look(row)}"></div>'
    track = f'<div aria-hidden="true" style="{TRACK}">{fill}{_interval(row)}</div>'
    return f'<div style="{ROW}">{who}{track}<span style="flex:1 1 12rem">{value}</span></div>'


def _look(row: dict) -> str:
    if row["status"] == BewijsStatus.ONDUIDELIJK:
        return UNCLEAR
    return PLAIN if row["waardetype"] == EXACT else ABOUT


def _interval(row: dict) -> str:
    """Return the thin line of the Wilson interval; nothing where there is none."""
    if row["laag"] != row["laag"]:
        return ""
    place = f"left:{row['laag']:.2f}%;width:{row['hoog'] - row['laag']:.2f}%"
    return f'<div style="position:absolute;top:6px;height:2px;{place};background:{INK}"></div>'


def _how_to_read(rows: Sequence[dict], whole: float) -> list[str]:
    """Say from where to where a bar goes, that answers do not add up, and what the line in a bar is."""
    said = []
    drawn = [row for row in rows if has_bar(row)]
    if any(row["eenheid"] == BewijsEenheid.PERCENTAGE for row in drawn):
        said.append(_("Elke balk loopt van 0 tot 100%."))
    counts = [row for row in drawn if row["eenheid"] == BewijsEenheid.AANTAL]
    if counts and any(pd.notna(row["n"]) for row in counts):
        said.append(_("Elke balk loopt van 0 tot N = {n}.").format(n=number(whole)))
    elif counts:
        said.append(_("De langste balk is {n}; de bron noemt geen N.").format(n=number(whole)))
    if any(row["meer_antwoorden"] for row in rows):
        said.append(_("Mensen mochten meer dan één antwoord geven: tel de antwoorden niet op tot 100%."))
    if any(row["waardetype"] != EXACT and row["status"] != BewijsStatus.ONDUIDELIJK for row in drawn):
        said.append(_("Gestreept: de bron geeft geen precies getal."))
    if any(row["laag"] == row["laag"] for row in drawn):
        said.append(
            _(
                "De dunne lijn is van ons, niet uit de bron: het 95%-interval van Wilson, zo ver kan toeval het cijfer "
                "verschuiven. Wie meedeed is niet geloot; dat ziet u hier niet aan af."
            )
        )
    return said
