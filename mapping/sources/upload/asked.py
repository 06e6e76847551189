"""What is asked of a file that was read: which kind it is, which column is what, and beside which region it is laid."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from mapping.errors import Finding
from mapping.sources.upload.lists import ReadArea
from mapping.sources.upload.profiles import Profile


@dataclass(frozen=True)
class Asked:
    """One table of a file with the choices of the user.

    cells: as read, headers as columns, index 0..n-1; row number of the user = first_row + place. matches: header → target,
    empty where it is not taken over. now: the tables of the region. fills: what holds for all rows where the file says
    nothing (target → text of the contract). whole: the file is the whole list. read_area reads a werkgebied in words,
    from_text begins the bron of what it made. finish fills columns that follow from others (typed rows in, the same out).
    findings: what the reader of the file found already.
    """

    profile: Profile
    cells: pd.DataFrame
    matches: Mapping[str, str]
    now: Mapping[str, pd.DataFrame]
    file: str
    first_row: int
    today: str
    read_area: ReadArea
    fills: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False
    decimal: str = ","
    from_text: str = ""
    finish: Callable[[str, pd.DataFrame], pd.DataFrame] = lambda _name, rows: rows
    findings: tuple[Finding, ...] = ()

    @property
    def headers(self) -> dict[str, str]:
        """Return target → header of the columns that are taken over."""
        return {target: header for header, target in self.matches.items() if target}

    def header(self, target: str) -> str:
        """Return the header that a user knows a target by; a key that was made is known by the name, else by itself."""
        known = self.headers
        if target in known:
            return known[target]
        if target == self.profile.table and "naam" in known:
            return known["naam"]
        return next((known[other] for other in _ELSEWHERE.get(target, ()) if other in known), target)


_ELSEWHERE = {
    "geometry": ("x", "y", "breedtegraad", "lengtegraad"),
    "werkgebied_stand": ("werkgebied_lijst", "werkgebied_tekst"),
    "naam": ("initiatief", "organisatie", "vindplaats"),
}
"""Where the cause of a fault in a column stands, when the file does not have that column itself."""


@dataclass(frozen=True)
class Fault:
    """A fault at a place of the file (None: the column as a whole), in a target of ours."""

    place: int | None
    target: str
    message: str
    value: str = ""
    cure: str = ""

    def finding(self, asked: Asked) -> Finding:
        """Say it as the user knows the file: row number and header."""
        row = None if self.place is None else asked.first_row + self.place
        return Finding(self.message, asked.file, row, asked.header(self.target), self.value, self.cure)
