"""What people write for a value of ours: codes in another case, names from the catalogue, names of things in the region.

`Choices` maps the folded text of a cell to our value, per target. A text that two values share means neither: then the
cell stays as it is and becomes a finding.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

import pandas as pd

from mapping.contract import Kind
from mapping.model import IEDEREEN
from mapping.schema import TABLES
from mapping.sources.catalogue import CATALOGUE_FOLDER
from mapping.sources.upload.folded import folded
from mapping.sources.upload.profiles import Profile
from mapping.words import _

CATALOGUES = {
    "aanbiederssoort": "aanbiederssoort", "kanaal": "kanaal", "abc": "abc", "formaliteit": "formaliteit", "diepte": "diepte",
    "gericht_op": "gericht_op", "vorm": "vorm", "werkkring": "werkkring", "type": "vindplaatstype",
    "vraagtype": "vraagtype", "taal": "taal", "factor": "factor", "veranderrichting": "veranderrichting",
    "barriere": "barriere", "verandering": "veranderrichting", "uitingsvorm": "uitingsvorm", "barrieres": "barriere",
    "vindplaatstype": "vindplaatstype", "reden": "passendheid_reden", "regie": "regie", "signaleert": "signaleerder",
    "vertaalt": "signaleerder", "interpreteert": "signaleerder", "reden_mislukt": "reden_mislukt",
}  # fmt: skip
"""Target → the file of the catalogue that names its values."""

ALSO = {
    "kanaal": {"op locatie": ("locatie", "fysiek", "op kantoor", "inloop"), "huisbezoek": ("aan huis", "bij mensen thuis"),
               "telefonisch": ("bellen", "per telefoon"), "online": ("internet", "chat", "beeldbellen", "digitaal")},
    "verwijzing_nodig": {"nee": ("niet nodig", "geen", "geen verwijzing"), "poh": ("praktijkondersteuner", "poh ggz")},
    "status": {"actief": ("loopt", "actueel", "lopend"), "gestopt": ("beeindigd", "gesloten", "stop"),
               "gepland": ("in voorbereiding", "start later")},
    "werkgebied_stand": {"geen beperking": ("geen", "iedereen", "overal")},
    "capaciteit_eenheid": {"personen per jaar": ("mensen per jaar", "deelnemers per jaar", "personen", "clienten per jaar"),
                           "plaatsen tegelijk": ("plekken", "plaatsen", "plekken tegelijk"), "uren per week": ("uur per week",),
                           "bezoeken per week": ("bezoekers per week",), "groepsgrootte": ("personen per groep",)},
    "stand": {"volledig": ("helemaal", "ja"), "niet": ("nee", "nog niet"), "deels": ("gedeeltelijk",)},
    "nadruk": {"speciaal voor": ("speciaal",), "ook voor": ("ook",)},
    "subgroep": {IEDEREEN: ("alle", "allen", "alle doelgroepen", "voor iedereen")},
}  # fmt: skip
"""Words beside those of the catalogue: target → value → other words."""

CLOSE = 0.75
"""Ratio of difflib from which a value is worth asking `bedoelt u …?`; it is only asked, never taken."""


@dataclass(frozen=True)
class Choices:
    """The values of one target: folded text → value; `shown` are those to choose from, `closed` whether others are wrong."""

    values: Mapping[str, str]
    shown: tuple[str, ...]
    closed: bool = True

    def value(self, text: str) -> str | None:
        """Return our value for a text, or None where it is none."""
        return self.values.get(folded(text))

    def cure(self, text: str) -> str:
        """Say which values there are, and which of them looks like the text."""
        near = get_close_matches(folded(text), list(self.values), n=1, cutoff=CLOSE)
        listed = ", ".join(self.shown) if len(self.shown) <= MOST_LISTED else ""
        all_of_them = (
            _("Kies uit: {values}").format(values=listed) if listed else _("Kies een waarde uit het formulier")
        )
        meant = _("Bedoelt u ‘{value}’?").format(value=self.values[near[0]]) + " " if near else ""
        return meant + all_of_them


MOST_LISTED = 30
"""Values that a sentence can list; of more it says where they stand."""


@cache
def labels(catalogue: str) -> dict[str, str]:
    """Return code → name of a catalogue of ours."""
    with (CATALOGUE_FOLDER / f"{catalogue}.csv").open(encoding="utf-8-sig", newline="") as source:
        return {row["code"]: row["naam"] for row in csv.DictReader(source)}


def choices_of(profile: Profile, now: Mapping[str, pd.DataFrame]) -> dict[str, Choices]:
    """Return the choices of every target of a profile that has any; `now` are the tables of the region."""
    found = {}
    for target in profile.targets:
        made = _of_column(profile, target, now)
        if made is not None:
            found[target] = made
    for each in profile.lists:
        if each.item in ("subgroep", "vraagtype", "taal"):
            found[each.name] = _of_item(each.item, now)
    return found


def _of_item(item: str, now: Mapping[str, pd.DataFrame]) -> Choices:
    """Return the choices for the items of a list; a language that is not in the catalogue is a language all the same."""
    if item == "subgroep":
        return _of_reference("subgroep.subgroep", (IEDEREEN,), now, item)
    names = labels(CATALOGUES[item])
    used = now[f"initiatief_{item}"][item].dropna().unique() if f"initiatief_{item}" in now else ()
    return _made({code: (names.get(code, code),) for code in (*names, *used)}, item, closed=item != "taal")


def _of_column(profile: Profile, target: str, now: Mapping[str, pd.DataFrame]) -> Choices | None:
    """Return the choices of a column: its allowed values, rows that it refers to, or gebieden by their name."""
    column = profile.column(target)
    if column is None or column.kind not in (Kind.TEXT, Kind.WHOLE):
        return None
    if column.allowed:
        names = labels(CATALOGUES[target]) if target in CATALOGUES else {}
        return _made({code: (names.get(code, code),) for code in (*column.allowed, *column.also)}, target)
    if target == "gebiedcode":
        return _made(_gebieden(now, "gebiedcode", "gebiednaam"), target, closed=False)
    if target == "gemeentecode":
        return _made(_gebieden(now, "gemeentecode", "gemeentenaam"), target, closed=False)
    if target in ("taal", "vraagtype"):
        return _of_item(target, now)
    if target == "subgroep" and not column.refers:
        return _of_reference("subgroep.subgroep", (), now, target)
    other = column.refers.partition(".")[0]
    if other and other in now and "naam" in TABLES[other].columns:
        return _of_reference(column.refers, column.also, now, target)
    return None


def _of_reference(refers: str, also: Iterable[str], now: Mapping[str, pd.DataFrame], target: str) -> Choices:
    """Return the rows of another table by code and by name."""
    other, _dot, key = refers.partition(".")
    rows = now[other]
    called = {str(code): (str(naam),) for code, naam in zip(rows[key], rows["naam"], strict=True) if pd.notna(code)}
    return _made(called | {value: (value,) for value in also}, target)


def _gebieden(now: Mapping[str, pd.DataFrame], code: str, name: str) -> dict[str, tuple[str, ...]]:
    """Return the gebieden or gemeenten of the region by code with their names; CBS puts `Wijk 01` before some."""
    rows = now["gebied"][[code, name]].drop_duplicates().dropna()
    called = {}
    for value, naam in rows.itertuples(index=False):
        words = str(naam).split()
        bare = " ".join(words[2:]) if len(words) > 2 and words[0].casefold() in ("wijk", "buurt") else str(naam)
        called[str(value)] = (str(naam), bare)
    return called


def _made(called: Mapping[str, tuple[str, ...]], target: str, *, closed: bool = True) -> Choices:
    """Make choices of value → names; a name that two values share is left out, a code never is."""
    values: dict[str, str | None] = {}
    for value, names in called.items():
        for word in {folded(name) for name in (*names, *ALSO.get(target, {}).get(value, ()))} - {""}:
            values[word] = value if values.get(word, value) == value else None
    values |= {folded(value): value for value in called}
    return Choices({word: value for word, value in values.items() if value is not None}, tuple(called), closed)
