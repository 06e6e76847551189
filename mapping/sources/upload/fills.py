"""What holds for all rows where a file says nothing: harmless values that need no choice, and choices for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass

from mapping.contract import Kind
from mapping.sources.upload.identity import ONBEKENDE_ORGANISATIE
from mapping.sources.upload.profiles import Profile

HARMLESS = {
    "verwijzing_nodig": "onbekend",
    "werkgebied_stand": "onbekend",
    "leeftijdsband": "onbekend",
    "verwijzer": "onbekend",
    "nadruk": "ook voor",
    "voorbeeld": "nee",
    "telling": "ja",
}
"""Target → value of an empty cell: it says that nobody knows, or it is the strict side (a telling is kept hidden)."""

SUGGESTED = {"organisatie": ONBEKENDE_ORGANISATIE, "status": "actief", "telt_als_plaats": "ja", "precisie": "wijk"}
"""Target → the value that is proposed for a column that the file lacks; the user sees it and may choose another. Tables
have columns of one name with other values (`status`): there nothing is proposed."""


@dataclass(frozen=True)
class Needed:
    """A column that new rows need and the file lacks: what may be chosen (none: a free text), what is proposed."""

    target: str
    allowed: tuple[str, ...]
    suggested: str
    is_day: bool = False


def needed(profile: Profile, matches: Mapping[str, str]) -> list[Needed]:
    """Return the columns that the user must give one value for all rows, in the order of the table."""
    there = set(matches.values())
    found = []
    for target in profile.targets:
        column = profile.column(target)
        if column is None or target in there or target in HARMLESS or not profile.needed(target):
            continue
        allowed = ("ja", "nee") if column.kind == Kind.FLAG else tuple(column.allowed)
        if target == "organisatie" and profile.table == "initiatief":
            allowed = (ONBEKENDE_ORGANISATIE,)
        if not allowed and target not in ("bron", "peildatum"):
            continue  # nobody can give one name or number for all rows: the column must be in the file
        usual = SUGGESTED.get(target, "")
        found.append(Needed(target, allowed, usual if usual in allowed else "", column.kind == Kind.DATE))
    return found


def harmless(profile: Profile) -> dict[str, str]:
    """Return the values of empty cells that need no choice."""
    return {target: value for target, value in HARMLESS.items() if target in profile.targets and profile.needed(target)}
