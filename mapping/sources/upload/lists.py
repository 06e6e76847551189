"""Cells that hold a list: doelgroepen, talen, vraagtypen, toegangsregels and werkgebieden become rows of their own tables.

How a werkgebied in words is read is not our concern: the reader of the region is handed in (`ReadArea`).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from mapping.model import WerkgebiedStand
from mapping.sources.upload.cells import says_unknown, uncovered
from mapping.sources.upload.choices import Choices
from mapping.sources.upload.folded import folded
from mapping.sources.upload.profiles import ListTarget
from mapping.sources.upload.rule_text import read_rules, rule_text
from mapping.words import _

SPECIAL, ALSO_FOR = "speciaal voor", "ook voor"
"""The two values of nadruk; what people write without more is `ook voor`."""

EMPHASIS = re.compile(r"\s*\((speciaal voor|speciaal|vooral|ook voor|ook)\)\s*$", re.IGNORECASE)

HARD_MARKS = re.compile(r"\s*[;|\n]\s*")
SOFT_MARKS = re.compile(r"\s*,\s*|\s*/\s*|\s+en\s+|\s*&\s*")
"""What stands between items: the first always, the second only where what they stand in is no item as a whole."""


class AreaRead(Protocol):
    """What was read of a werkgebied in words."""

    stand: str
    rows: tuple[tuple[str, str], ...]
    complete: bool
    faults: tuple[tuple[str, str], ...]
    """Parts that are certainly mistyped, each with its cure."""
    doubts: tuple[str, ...]
    """Parts that were not understood."""


ReadArea = Callable[[str], AreaRead]


@dataclass(frozen=True)
class ReadList:
    """One cell with a list: its items as rows (without the key of who they are of), or a fault; and what was doubted."""

    rows: tuple[dict[str, str | None], ...] = ()
    message: str = ""
    cure: str = ""
    value: str = ""
    stand: str = ""
    doubts: tuple[str, ...] = ()


def read_lists(
    cells: pd.Series, target: ListTarget, choices: Choices | None, read_area: ReadArea
) -> dict[object, ReadList]:
    """Read each cell that says something; returns place → ReadList. A text that stands in many cells is read once."""
    text = cells.dropna().map(uncovered)
    text = text[text != ""]
    read = {said: _read(said, target, choices, read_area) for said in text.unique()}
    return {place: read[said] for place, said in text.items()}


def _read(text: str, target: ListTarget, choices: Choices | None, read_area: ReadArea) -> ReadList:
    """Read one text as a list of the target."""
    if target.table == "werkgebied":
        return read_werkgebied(text, read_area, strict=True)
    if says_unknown(text):
        return ReadList()
    if target.table == "toegangsregel":
        return _rules(text)
    return _items(text, target, choices)


def _rules(text: str) -> ReadList:
    """Read toegangsregels; one part that is not understood makes the whole cell a fault."""
    rules, unread = read_rules(text)
    if unread:
        cure = _("Schrijf bijvoorbeeld ‘vanaf 50 jaar, of palliatief’. Iets anders schrijft u zo: ‘anders: …’")
        return ReadList(message=_("Deze regel begrijpen wij niet"), cure=cure, value=unread[0])
    return ReadList(
        tuple({"alternatief": str(number), "soort": kind, "waarde": value or None} for number, kind, value in rules)
    )


def _items(text: str, target: ListTarget, choices: Choices | None) -> ReadList:
    """Read items that are choices; each once, in the order in which they stand."""
    rows: dict[str, dict[str, str | None]] = {}
    for part, emphasis in _parts(text, choices):
        value = choices.value(part) if choices is not None else part
        if value is None and choices is not None and choices.closed:
            return ReadList(message=_("Deze waarde kennen wij niet"), cure=choices.cure(part), value=part)
        row: dict[str, str | None] = {target.item: value or part}
        if target.table == "initiatief_subgroep":
            row["nadruk"] = emphasis
        rows[str(row[target.item])] = row
    return ReadList(tuple(rows.values()))


def _parts(text: str, choices: Choices | None) -> Iterable[tuple[str, str]]:
    """Yield each item with its nadruk; a name with a comma in it stays whole."""
    for hard in (part for part in HARD_MARKS.split(text) if part):
        whole, emphasis = _emphasised(hard)
        if choices is not None and choices.value(whole) is not None:
            yield whole, emphasis
            continue
        for soft in (part for part in SOFT_MARKS.split(hard) if part):
            yield _emphasised(soft)


def _emphasised(part: str) -> tuple[str, str]:
    """Return an item without `(speciaal)` behind it, and its nadruk."""
    found = EMPHASIS.search(part)
    if not found:
        return part.strip(), ALSO_FOR
    special = folded(found[1]).startswith(("speciaal", "vooral"))
    return part[: found.start()].strip(), SPECIAL if special else ALSO_FOR


def read_werkgebied(text: str, read_area: ReadArea, *, strict: bool) -> ReadList:
    """Read a werkgebied in words. A mistyped part is a fault; one that is not understood is too, where `strict`.

    Otherwise nothing of such a text becomes rows, and its stand is onbekend: what was not read may shut people out.
    """
    if says_unknown(text):
        return ReadList(stand=WerkgebiedStand.ONBEKEND.value)
    read = read_area(text)
    if read.faults:
        value, cure = read.faults[0]
        return ReadList(message=_("Dit deel van het werkgebied klopt niet"), cure=cure, value=value)
    if not read.complete:
        if strict:
            cure = _("Schrijf postcodes, wijken of gemeenten met een komma ertussen, bijvoorbeeld 3071, 3072, Schiedam")
            return ReadList(message=_("Dit werkgebied begrijpen wij niet"), cure=cure, value="; ".join(read.doubts))
        return ReadList(stand=WerkgebiedStand.ONBEKEND.value, doubts=tuple(read.doubts))
    rows = tuple({"gebiedsoort": str(soort), "code": code} for soort, code in read.rows)
    return ReadList(rows, stand=str(read.stand))


def list_text(rows: pd.DataFrame, target: ListTarget, area_text: Callable[[list[tuple[str, str]]], str]) -> str:
    """Write the rows of one list as one cell that reads back the same; `area_text` writes a werkgebied."""
    if target.table == "toegangsregel":
        return rule_text(
            (int(row.alternatief), str(row.soort), "" if pd.isna(row.waarde) else str(row.waarde))
            for row in rows.itertuples()
        )
    if target.table == "werkgebied":
        return area_text(list(zip(rows["gebiedsoort"], rows["code"], strict=True)))
    if target.table == "initiatief_subgroep":
        marks = {SPECIAL: " (speciaal)", ALSO_FOR: ""}
        pairs = zip(rows["subgroep"], rows["nadruk"], strict=True)
        return "; ".join(f"{code}{marks[nadruk]}" for code, nadruk in pairs)
    return "; ".join(rows[target.item])
