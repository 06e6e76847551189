"""What someone passes on, before it is kept: tidied, checked against its contract and the region, and without persons."""

import unicodedata
from collections.abc import Mapping

import pandas as pd

from mapping.contract import faults, typed
from mapping.contracts_bijdrage import BIJDRAGE, OWN_WORDS
from mapping.contracts_network import ENDS
from mapping.errors import Finding
from mapping.model import SHELTERED
from mapping.persons import personal_data
from mapping.words import _

PLACE_WORDS = ("naam", "adres")
"""Words about a place or an initiatief: a street with its number is fine there, a person is not."""


def tidied(given: Mapping[str, object]) -> dict[str, object]:
    """Return what was given with every text on one line and without signs that nobody sees; empty becomes missing.

    A place where people must be safe loses its point and address here, before anything is kept.
    """
    row = {name: _line(value) if isinstance(value, str) else value for name, value in given.items()}
    if row.get("type") in SHELTERED:
        row |= {"x": None, "y": None, "adres": None}
    return row


def _line(text: str) -> str | None:
    """Return a text on one line; signs that control, that turn text around or that have no width are dropped."""
    kinds = ((sign, unicodedata.category(sign)) for sign in text)
    seen = (" " if kind == "Cc" else sign for sign, kind in kinds if kind == "Cc" or kind[0] != "C")
    return " ".join("".join(seen).split()) or None


def contribution_findings(row: Mapping[str, object], now: Mapping[str, pd.DataFrame], *, today: str) -> list[Finding]:
    """Return everything that is wrong with one bijdrage; a value that may point at a person is masked.

    `row` has the columns of the contract and is tidied; `now` are the tables of the region that it speaks of.
    """
    raw = pd.DataFrame([dict(row)], columns=list(BIJDRAGE.columns)).astype(object)
    table, found = typed(raw, BIJDRAGE, file="")
    found += faults(table, BIJDRAGE, file="", today=today)
    return [*_persons(raw), *found, *_lost(row, now)]


def reason_findings(text: str) -> list[Finding]:
    """Return what points at a person in the reason of a decision."""
    return personal_data(pd.DataFrame({"reden": [text]}), "bijdrage", file="", first_row=1)


def _persons(raw: pd.DataFrame) -> list[Finding]:
    """Look at what was typed: names and addresses of places by their rules, a story by the strictest."""
    of_places = pd.DataFrame({name: raw[name] for name in PLACE_WORDS})
    story = pd.DataFrame({name: raw[name] for name in OWN_WORDS if name not in PLACE_WORDS})
    return [
        *personal_data(of_places, "initiatief", file="", first_row=1),
        *personal_data(story, "bijdrage", file="", first_row=1),
    ]


def _lost(row: Mapping[str, object], now: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Name each code that is not in the table that it points to."""
    pointing = [
        (name, *column.refers.split("."), column.also) for name, column in BIJDRAGE.columns.items() if column.refers
    ]
    pointing += [(end, kind, kind, ()) for end in ENDS if (kind := row.get(f"{end}_soort")) in now]
    return [
        Finding(_("Deze keuze staat niet (meer) in de lijst"), column=name, cure=_("Kies opnieuw"))
        for name, table, key, also in pointing
        if row.get(name) is not None and row[name] not in also and row[name] not in set(now[table][key].dropna())
    ]
