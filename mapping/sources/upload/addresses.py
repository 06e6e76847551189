"""Places for the rows of a list that give an address and no point: which rows to search, and what was found beside them.

A row without a point has no reach by distance. What the file says itself stays: only empty cells are filled, but for
`precisie`, which says how exactly the point that we put there is known.
"""

from collections.abc import Mapping

import pandas as pd

from mapping.model import SHELTERED, Precisie
from mapping.sources.upload.choices import choices_of
from mapping.sources.upload.profiles import DEGREE_TARGETS, POINT_TARGETS, Profile

SEARCHED = ("adres", "pc4", "type")
"""What the search needs of a row; `type` is there for vindplaatsen only."""

LAID = (*POINT_TARGETS, "precisie", "pc4", "gebiedcode")
"""Targets that an answer fills; gebiedcode only where there is no point, as it follows from one."""


def unplaced(
    cells: pd.DataFrame, matches: Mapping[str, str], profile: Profile, now: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Return the rows with an address or postcode and without a point, in the index of `cells`: SEARCHED as text.

    Left out: a vindplaats that is known by wijk only, one that must be and has its gebied, and one whose type we do not
    know: nobody can tell whether its address may be asked of another. Empty for a file of shapes, which says where things
    are, and for a kind of file without addresses.
    """
    header = {target: name for name, target in matches.items() if target}
    if (
        "geometry" in cells
        or "adres" not in profile.targets
        or "x" not in profile.targets
        or not {"adres", "pc4"} & set(header)
    ):
        return pd.DataFrame(columns=list(SEARCHED), dtype="object")
    told = {name: _text(cells, header.get(name)) for name in ("adres", "pc4", "gebiedcode", "precisie", "type")}
    wanted = (told["adres"] != "") | (told["pc4"] != "")
    wanted &= ~_has_point(cells, header)
    rows = pd.DataFrame({"adres": told["adres"], "pc4": told["pc4"]})
    if "type" in profile.targets:
        known = choices_of(profile, now)["type"]
        rows["type"] = told["type"].map(lambda text: known.value(text) or "")
        by_wijk = told["precisie"].str.casefold() == Precisie.WIJK
        placed = rows["type"].isin(SHELTERED) & (told["gebiedcode"] != "")
        wanted &= (rows["type"] != "") & ~by_wijk & ~placed
    return rows[wanted]


def laid(
    cells: pd.DataFrame, matches: Mapping[str, str], profile: Profile, found: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Lay what was found (x, y in metres, precisie, pc4, gebiedcode; indexed as `cells`) beside the cells of the file.

    Returns new cells and matches; a target that the file does not have becomes a column of its own.
    """
    told, added = cells.copy(), dict(matches)
    for target in LAID:
        answers = _answers(target, found) if target in profile.targets else {}
        header = next((name for name, other in added.items() if other == target), None)
        if not answers:
            continue
        if header is None:
            header = _new_name(target, told.columns)
            told[header], added[header] = None, target
        column = told[header].astype("object")
        for row, value in answers.items():
            if target == "precisie" or _blank(column[row]):
                column[row] = value
        told[header] = column
    return told, added


def _answers(target: str, found: pd.DataFrame) -> dict[int, str]:
    """Return row → answer of one target, as the text of a cell.

    A point in whole metres; the gebied only where there is no point.
    """
    placed = found[found["x"].notna() | found["gebiedcode"].notna()]
    if target in POINT_TARGETS:
        return {row: f"{float(metres):.0f}" for row, metres in placed[target].dropna().items()}
    if target == "gebiedcode":
        placed = placed[placed["x"].isna()]
    return placed[target].dropna().to_dict()


def _has_point(cells: pd.DataFrame, header: Mapping[str, str]) -> pd.Series:
    """Tell which rows have a shape or two numbers of a point."""
    found = pd.Series(False, index=cells.index)
    for pair in (POINT_TARGETS, DEGREE_TARGETS):
        if set(pair) <= set(header):
            found |= (_text(cells, header[pair[0]]) != "") & (_text(cells, header[pair[1]]) != "")
    return found


def _text(cells: pd.DataFrame, header: str | None) -> pd.Series:
    """Return a column as trimmed text, empty where there is nothing."""
    if header is None:
        return pd.Series("", index=cells.index, dtype="object")
    return cells[header].map(lambda value: "" if _blank(value) else str(value).strip().removesuffix(".0"))


def _blank(value: object) -> bool:
    return bool(pd.isna(value)) or not str(value).strip()


def _new_name(target: str, taken: pd.Index) -> str:
    """Return a header for a target that no column of the file has."""
    name = target
    while name in taken:
        name += " (gezocht)"
    return name
