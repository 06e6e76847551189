"""What was read from a file: its tables as text, where their rows begin, and what the reader noticed."""

from dataclasses import dataclass, field

import pandas as pd

from mapping.errors import Finding


@dataclass(frozen=True)
class Uploaded:
    """One file that was read.

    `tables`: per sheet or layer (a CSV: its name without ending) a table whose cells are text or missing, with the
    header as columns; one with shapes is a GeoDataFrame in RD New. A row that is empty in the file stays, all missing,
    so that row number = first row + place. `first_rows`: per table the number that the user sees beside its first row.
    `decimal`: the mark between whole and decimals in text (`values.number_text` asks for it); a comma, but in a CSV with
    commas between its cells. `notes`: sentences on how it was read. `findings`: faults of single cells or rows that did
    not stop the reading.
    """

    name: str
    tables: dict[str, pd.DataFrame]
    first_rows: dict[str, int]
    notes: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    decimal: str = ","

    @property
    def first_row(self) -> int:
        """Return the number of the first row of the first table; of more than one, see `first_rows`."""
        return next(iter(self.first_rows.values()))


def plain_name(name: str) -> str:
    """Return the last part of a path, as a browser may send one: a name never leads to a folder."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "").strip() or "bestand"
