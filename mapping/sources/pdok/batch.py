"""Geocode a table of addresses: each address once, with progress, and where a run stopped the next one goes on.

What was answered is kept by the client, so a second run asks only what is new. When PDOK does not answer a few times in
a row, the rest is placed by postcode without asking, and the report says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pandas as pd

from mapping.errors import MappingError
from mapping.model import SHELTERED, Found, Geocoded, Precisie
from mapping.sources.pdok.geocode import geocode
from mapping.sources.pdok.locatieserver import Locatieserver, locatieserver
from mapping.sources.pdok.query import ONLY_PC4, understood
from mapping.sources.pdok.surroundings import Surroundings
from mapping.words import _, ngettext, number

MOST_ADDRESSES = 20_000
"""Different addresses in one run: at ten a second more than half an hour."""

GIVE_UP_AFTER = 3
"""Addresses in a row that PDOK did not answer, each after all its attempts."""

ADDRESS_COLUMNS = ("adres", "postcode", "pc4", "plaats")
"""What is read of a row, joined in this order; a column that is absent or empty is left out."""

Progress = Callable[[int, int], None]

Question = tuple[str, bool, str]
"""What to search, whether it is a sheltered place, and its pc4 where that is known apart."""


class Outcome(StrEnum):
    """What became of one row."""

    GEVONDEN = "gevonden"
    BUITEN = "buiten de regio"
    KIEZEN = "zelf kiezen"
    NIETS = "niet gevonden"
    LEEG = "geen adres"


RESULT_COLUMNS = (
    "uitkomst",
    "gevonden",
    "precisie",
    "x",
    "y",
    "gebiedcode",
    "pc4",
    "score",
    "bron",
    "peildatum",
    "melding",
)


@dataclass(frozen=True)
class Batch:
    """The result per row, in the index of the input with RESULT_COLUMNS, and how it went."""

    table: pd.DataFrame
    different: int
    unanswered: int

    def sentences(self) -> list[str]:
        """Say how many rows came to what, most first, and whether PDOK gave up."""
        rows = len(self.table)
        counts = self.table["uitkomst"].value_counts()
        lines = [
            ngettext(
                "{n} rij, {different} verschillende adressen.", "{n} rijen, {different} verschillende adressen.", rows
            ).format(n=number(rows), different=number(self.different))
        ]
        lines += [f"{outcome_words()[Outcome(name)]}: {number(count)}" for name, count in counts.items()]
        exact = self.table["precisie"].value_counts()
        lines += [_("precisie {p}: {n}").format(p=name, n=number(count)) for name, count in exact.items() if name]
        if self.unanswered:
            sentence = _(
                "PDOK antwoordde niet bij {n} adressen. Daar staat het midden van de postcode. Probeer het later opnieuw."
            )
            lines.append(sentence.format(n=number(self.unanswered)))
        return lines


BatchSearch = Callable[[pd.DataFrame, Progress], Batch]


def batch_searcher(tables: Mapping[str, pd.DataFrame], *, cache: Path | None) -> BatchSearch:
    """Return the search of many addresses for one region; nothing is asked before it is called."""

    def search(addresses: pd.DataFrame, progress: Progress) -> Batch:
        return geocode_table(addresses, server=locatieserver(cache), region=Surroundings(tables), progress=progress)

    return search


def outcome_words() -> dict[Outcome, str]:
    """Return each outcome in the language in use."""
    return {
        Outcome.GEVONDEN: _("gevonden"),
        Outcome.BUITEN: _("buiten de regio"),
        Outcome.KIEZEN: _("zelf kiezen"),
        Outcome.NIETS: _("niet gevonden"),
        Outcome.LEEG: _("geen adres"),
    }


def geocode_table(
    addresses: pd.DataFrame,
    *,
    server: Locatieserver,
    region: Surroundings,
    progress: Progress = lambda done, total: None,
) -> Batch:
    """Return the place of every row of a table with some of ADDRESS_COLUMNS; `type` marks a sheltered vindplaats.

    Nothing of `addresses` is changed; raises MappingError for more than MOST_ADDRESSES different ones. `progress` is told
    how many different addresses are done.
    """
    asked = _questions(addresses)
    different = list(dict.fromkeys(asked))
    if len(different) > MOST_ADDRESSES:
        raise MappingError(
            _(
                "Dit zijn {n} verschillende adressen; wij zoeken er {most} in één keer. Knip de tabel in stukken."
            ).format(n=number(len(different)), most=number(MOST_ADDRESSES))
        )
    answers: dict[Question, Found] = {}
    kept, silent, unanswered = server.kept_only(), 0, 0
    for done, question in enumerate(different, start=1):
        text, sheltered, pc4 = question
        given_up = silent >= GIVE_UP_AFTER
        found = geocode(text, server=kept if given_up else server, region=region, sheltered=sheltered, pc4=pc4)
        silent = silent if given_up else silent + 1 if found.unanswered else 0
        unanswered += found.unanswered
        answers[question] = found
        progress(done, len(different))
    rows = [_row(question, answers[question]) for question in asked]
    return Batch(pd.DataFrame(rows, index=addresses.index, columns=list(RESULT_COLUMNS)), len(different), unanswered)


def _questions(addresses: pd.DataFrame) -> list[Question]:
    """Return per row what to search, whether the place is sheltered, and the postcode where a column holds one."""
    parts = [addresses[name].astype("string").fillna("") for name in ADDRESS_COLUMNS if name in addresses]
    texts = [" ".join(filter(None, row)) for row in zip(*parts, strict=True)] if parts else [""] * len(addresses)
    kinds = addresses["type"].isin(SHELTERED) if "type" in addresses else pd.Series(False, index=addresses.index)
    alone = addresses["pc4"].astype("string").fillna("") if "pc4" in addresses else [""] * len(addresses)
    codes = [code.strip() if ONLY_PC4.fullmatch(code.strip()) else "" for code in alone]
    return [(understood(text).text, bool(kind), code) for text, kind, code in zip(texts, kinds, codes, strict=True)]


def _row(question: Question, found: Found) -> Mapping[str, object]:
    """Write one answer as a row; what is not known is missing."""
    place = found.place
    if place is None:
        outcome = Outcome.LEEG if not question[0] else Outcome.KIEZEN if found.candidates else Outcome.NIETS
        return dict.fromkeys(RESULT_COLUMNS) | {"uitkomst": outcome.value, "precisie": "", "melding": _advice(found)}
    outcome = Outcome.GEVONDEN if place.gebiedcode else Outcome.BUITEN
    return {"uitkomst": outcome.value, "gevonden": place.text, "melding": place.note} | _facts(place)


def _facts(place: Geocoded) -> dict[str, object]:
    return {
        "precisie": Precisie(place.precisie).value,
        "x": place.x,
        "y": place.y,
        "gebiedcode": place.gebiedcode or None,
        "pc4": place.pc4 or None,
        "score": place.score,
        "bron": place.bron,
        "peildatum": place.peildatum,
    }


def _advice(found: Found) -> str:
    """Say what to do about a row without a place, naming the candidates."""
    names = "; ".join(candidate.text for candidate in found.candidates)
    return f"{found.message} {names}".strip()
