"""What is published on how many gesprekken somebody gets, as it stands in the evidence: the one copy is bewijs.csv."""

import pandas as pd

from mapping.analysis.bewijs import PUBLISHED
from mapping.reports.bewijs_words import value_words
from mapping.words import _

CONTRADICTION, NOT_ENOUGH = "003-aantal-gesprekken", "000-aantal-gesprekken"
"""The `tabel` of two figures that cannot both hold, and of what is said on how far the number reaches."""


def contradiction(rows: pd.DataFrame) -> pd.DataFrame:
    """Return both figures of the catalogue in words of the screen; `rows` are all evidence (views/bewijs/cache.py).

    Neither is chosen and neither is counted with.
    """
    facts = _of(rows, CONTRADICTION)
    return pd.DataFrame(
        [
            {
                _("Wat er staat"): f"{value_words(row)} {row['antwoord']}",
                _("Uitleg"): ". ".join(text for text in (row["titel"], row["toelichting"]) if isinstance(text, str)),
                _("Bron"): str(row["bron"]),
            }
            for row in facts
        ]
    )


def not_enough(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Return what the catalogue says on a number that is too small, each with its source."""
    return [(str(row["uitspraak"]), str(row["bron"])) for row in _of(rows, NOT_ENOUGH)]


def sources(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return each source of both, once, with its place in the document."""
    return tuple(dict.fromkeys(str(row["bron"]) for name in (CONTRADICTION, NOT_ENOUGH) for row in _of(rows, name)))


def _of(rows: pd.DataFrame, tabel: str) -> list[dict]:
    """Return the rows of a table of the catalogue; a region may use the same name for a table of its own."""
    return rows[(rows["tabel"] == tabel) & (rows["herkomst"] == PUBLISHED)].to_dict("records")
