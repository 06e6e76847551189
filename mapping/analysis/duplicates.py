"""Which rows may be the same as a new one: by name, by address and by distance, with the measure said.

`score` is a weighted mean: NAME_WEIGHT for the name, ADDRESS_WEIGHT for the address and DISTANCE_WEIGHT for the distance;
an address or distance that one of the sides does not know counts as UNKNOWN. Without a name there is no score (0). The
name counts by difflib's ratio (Ratcliff and Obershelp: twice the letters that match, over all letters) of the names in
small letters without accents and common words, and of the same words in order of the alphabet; the higher one holds. The
address counts by the same ratio. The distance counts 1 at 0 metres and 0 from FAR_M on. A person looks at both rows and
decides; a score decides nothing.
"""

import re
import unicodedata
from difflib import SequenceMatcher

import numpy as np
import pandas as pd

NAME_WEIGHT, ADDRESS_WEIGHT, DISTANCE_WEIGHT = 0.6, 0.2, 0.2
"""The name weighs most: a building houses several initiatieven, and a point on a phone is some streets off."""

UNKNOWN = 0.5
"""What an address or distance counts that is not known: neither for nor against."""

FAR_M = 1_000.0
"""Metres from which a distance says that it is another place: about what a finger misses on a map of a gemeente."""

LIKELY = 0.5
"""From this score on a row is shown: names that share half of their letters, or close by with a name that is not alien."""

MOST_SHOWN = 5
"""Rows to lay beside one new one; more cannot be compared by eye."""

SMALL_WORDS = frozenset(
    ("de", "het", "een", "en", "van", "voor", "in", "te", "op", "bij", "stichting", "vereniging", "voorbeeld")
)
"""Words that say nothing about which place it is."""

COLUMNS = ("tabel", "code", "naam", "adres", "naam_gelijk", "adres_gelijk", "afstand_m", "score")


def possible_duplicates(
    naam: str | None, adres: str | None, x: float | None, y: float | None, rows: pd.DataFrame
) -> pd.DataFrame:
    """Return the rows that may be the same as a new one, the most alike first; at most MOST_SHOWN, from LIKELY on.

    `rows` has tabel, code, naam, adres, x, y (RD New, metres; missing where not known). Returns COLUMNS; the two ratios
    and the score are 0 to 1, and what one of the sides does not know is missing.
    """
    found = rows.reset_index(drop=True).copy()
    found["naam_gelijk"] = [likeness(naam, other) for other in found["naam"]]
    found["adres_gelijk"] = [likeness(adres, other) for other in found["adres"]]
    found["afstand_m"] = np.nan
    if x is not None and y is not None and x == x and y == y:
        found["afstand_m"] = np.hypot(found["x"].astype("float64") - x, found["y"].astype("float64") - y)
    found["score"] = _score(found)
    alike = found[found["score"] >= LIKELY].sort_values(["score", "naam"], ascending=[False, True], kind="stable")
    return alike.head(MOST_SHOWN).reset_index(drop=True)[list(COLUMNS)]


def _score(found: pd.DataFrame) -> pd.Series:
    """Return the weighted mean per row; without a name 0."""
    near = (1 - found["afstand_m"] / FAR_M).clip(lower=0)
    beside = found["adres_gelijk"].fillna(UNKNOWN) * ADDRESS_WEIGHT + near.fillna(UNKNOWN) * DISTANCE_WEIGHT
    return (found["naam_gelijk"] * NAME_WEIGHT + beside).fillna(0.0)


def likeness(one: object, other: object) -> float:
    """Return how alike two texts are, 0 to 1; missing where one of them is."""
    words, others = folded(one), folded(other)
    if not words or not others:
        return float("nan")
    as_written = _ratio(" ".join(words), " ".join(others))
    return max(as_written, _ratio(" ".join(sorted(words)), " ".join(sorted(others))))


def folded(text: object) -> list[str]:
    """Return the words of a text in small letters, without accents, marks and words that say nothing."""
    if not isinstance(text, str):
        return []
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", bare)
    return [word for word in words if word not in SMALL_WORDS] or words


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
