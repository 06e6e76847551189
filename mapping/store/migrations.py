"""From the format of a region file of before to ours, one numbered step at a time; steps are never changed afterwards.

| format | what came with it |
|---|---|
| 1 | the tables of a region, and nothing else; the number stands nowhere |
| 2 | the history: which content each table had in each version (`versie_tabel`, `versie_inhoud`), and this number |

A file of an older format is read as it is; the first change to it takes the steps. A newer format is refused: this
program could lose what it does not know.
"""

import sqlite3

from mapping.errors import StoreError
from mapping.words import _

FORMAT = 2
"""The format that we write."""

STEPS = {
    2: """
CREATE TABLE versie_tabel (versie INTEGER, tabel TEXT, sha256 TEXT NOT NULL, PRIMARY KEY (versie, tabel));
CREATE TABLE versie_inhoud (sha256 TEXT PRIMARY KEY, inhoud BLOB NOT NULL);
CREATE TABLE versie_formaat (nummer INTEGER NOT NULL);
INSERT INTO versie_formaat VALUES (2);
""",
}
"""Number → the SQL that makes a file of the format before into one of this format."""


class NewerFormat(StoreError):
    """A region was made by a newer program than this one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("{name} is gemaakt met een nieuwere versie van Zin in kaart. Werk het programma bij.").format(name=name)
        )


def format_of(file: sqlite3.Connection) -> int:
    """Return the format of a region file."""
    if not file.execute("SELECT 1 FROM sqlite_master WHERE name = 'versie_formaat'").fetchall():
        return 1
    return int(file.execute("SELECT max(nummer) FROM versie_formaat").fetchone()[0] or 1)


def refuse_newer(number: int, name: str) -> None:
    """Raise NewerFormat for a format that came after ours; `name` is what the user knows the region by."""
    if number > FORMAT:
        raise NewerFormat(name)


def migrate(file: sqlite3.Connection, name: str) -> None:
    """Bring an open region file to our format; raises NewerFormat where it is beyond that."""
    found = format_of(file)
    refuse_newer(found, name)
    for number in range(found + 1, FORMAT + 1):
        file.executescript(STEPS[number])
