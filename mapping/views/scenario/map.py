"""The map of a change: per gebied how much larger or smaller a part of the vraag becomes, from worse to better."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mapping.model import Merk
from mapping.reports.sentences import mark_words
from mapping.views.palette import CHANGE, Absence
from mapping.words import N_, _, number

SMALL_POINTS, LARGE_POINTS = 1.0, 5.0
"""Percentage points of the vraag: from 1 a raad can speak of a difference, from 5 of a large one."""

NO_CHANGE_POINTS = 0.05
"""Percentage points; less than this is written as 0."""

BETTER_WHEN = {"bediend": 1, "uitgesloten": -1, "buiten_bereik": -1}
"""The parts that the map can show, and whether more (1) or less (-1) of them is better."""

PART_QUESTIONS = {
    "bediend": N_("Krijgen plaats"),
    "uitgesloten": N_("Mogen er niet heen"),
    "buiten_bereik": N_("Geen aanbod in de buurt"),
}


@dataclass(frozen=True)
class ChangeLook:
    """What the map draws: a look and a line per gebied, the legend, and the change in percentage points per row."""

    looks: dict[str, str]
    texts: dict[str, str]
    legend: list[tuple[str, str]]
    points: pd.Series


def change_look(rows: pd.DataFrame, part: str) -> ChangeLook:
    """Class the change of one part of one groep, in percentage points of its vraag.

    rows: exact rows of Effect.gebieden of one groep, with merk of the public ones. A share is shown, never a count: where
    nothing local is known a count would be a map of inhabitants (method.md section 6).
    """
    vraag = rows["vraag"].where(rows["vraag"] > 0)
    points = (100 * (rows[f"{part}_na"] - rows[f"{part}_voor"]) / vraag).where(rows["merk"] == Merk.GEEN)
    looks, texts = {}, {}
    for code, value, merk in zip(rows["gebiedcode"], points, rows["merk"], strict=True):
        looks[code], texts[code] = _one(value, merk, part)
    return ChangeLook(looks, texts, _legend(part, set(looks.values())), points)


def _one(value: float, merk: str, part: str) -> tuple[str, str]:
    """Return the look and the text of one gebied."""
    if merk != Merk.GEEN:
        return Absence(merk).value, mark_words(merk)
    if np.isnan(value):
        return Absence.NUL.value, _("niemand wil hier steun")
    return CHANGE[_class(value * BETTER_WHEN[part])], points_words(value)


def _class(better: float) -> int:
    """Return the place in CHANGE of an improvement in percentage points."""
    if abs(better) < NO_CHANGE_POINTS:
        return 3
    size = 1 if abs(better) < SMALL_POINTS else 2 if abs(better) < LARGE_POINTS else 3
    return 3 + size if better > 0 else 3 - size


def points_words(value: float) -> str:
    """Write a change as so many more or fewer of every hundred people who want support."""
    if value != value:
        return ""
    if abs(value) < NO_CHANGE_POINTS:
        return _("verandert niet")
    size = number(abs(value), decimals=0 if abs(value) >= LARGE_POINTS else 1)
    text = _("{n} van elke 100 meer") if value > 0 else _("{n} van elke 100 minder")
    return text.format(n=size)


def _legend(part: str, used: set[str]) -> list[tuple[str, str]]:
    """Return (look, label) of the classes that occur, from worse to better, and of the absences."""
    small, large = number(SMALL_POINTS), number(LARGE_POINTS)
    sizes = (
        _("minder dan {n} van elke 100").format(n=small),
        _("{n} tot {m} van elke 100").format(n=small, m=large),
        _("{m} of meer van elke 100").format(m=large),
    )
    better, worse = (_("meer"), _("minder")) if BETTER_WHEN[part] > 0 else (_("minder"), _("meer"))
    labels = (
        [f"{worse}: {size}" for size in reversed(sizes)]
        + [_("verandert niet")]
        + [f"{better}: {size}" for size in sizes]
    )
    entries = [(look, label) for look, label in zip(CHANGE, labels, strict=True) if look in used]
    words = {
        Absence.NUL.value: _("niemand wil hier steun"),
        Absence.TE_KLEIN.value: _("te klein voor een schatting"),
        Absence.VERBORGEN.value: _("alleen per gemeente"),
        Absence.ONBEKEND.value: _("niet bekend"),
    }
    return entries + [(look, label) for look, label in words.items() if look in used]
