"""The catalogues of invoering in words: factoren, trainingsonderdelen, contexts, and the rules that match them.

They come from the handreiking PLOEG 3 in words of ours; each row names its paragraph. Unlike the lists of domain words
these are sentences, so each has an English text beside it.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mapping.reports.catalogue_words import CATALOGUE_FOLDER
from mapping.words import N_, _, language

ONDERDELEN = {
    "doelgroep": N_("Doelgroep: de zorgverleners die ermee gaan werken"),
    "draagvlak": N_("Draagvlak: wie er achter staat"),
    "duurzaam": N_("Duurzaam: hoe het daarna blijft"),
}
HELPS, HINDERS = "+", "−"
STAND_WORDS = {"ja": N_("ja"), "deels": N_("deels"), "nee": N_("nee"), "onbekend": N_("onbekend")}
TEKEN_WORDS = {HELPS: N_("helpt (+)"), HINDERS: N_("hindert (−)")}
"""The word first: a cell of a spreadsheet that begins with + would be run."""


@dataclass(frozen=True)
class Factor:
    """One + or − of the handreiking; its name in the language in use."""

    code: str
    onderdeel: str
    teken: str
    naam: str
    bron: str


@cache
def rows_of(catalogue: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a catalogue as they stand; raises FileNotFoundError for one that is not there."""
    with (CATALOGUE_FOLDER / f"{catalogue}.csv").open(encoding="utf-8", newline="") as source:
        return tuple(csv.DictReader(source))


def factors() -> dict[str, Factor]:
    """Return every factor by code, in the order of the catalogue."""
    return {
        row["code"]: Factor(row["code"], row["onderdeel"], row["teken"], said(row, "naam"), row["bron"])
        for row in rows_of("factor")
    }


def said(row: Mapping[str, str], column: str) -> str:
    """Return a text of a catalogue in the language in use."""
    return row[column] if language() == "nl" else row[f"{column}_en"]


def groups() -> dict[str, tuple[str, str]]:
    """Return factor → (onderdeel, teken)."""
    return {code: (factor.onderdeel, factor.teken) for code, factor in factors().items()}


def stand_word(stand: str) -> str:
    """Return a stand in the language in use."""
    return _(STAND_WORDS[stand])
