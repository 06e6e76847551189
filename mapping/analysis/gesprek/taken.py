"""What the codes of an export say of a gesprek itself: which of its empty columns they fill, so that they count.

Counts are taken from `gesprek`; `gesprek_code` keeps what each coder said. A cell that somebody filled in is never changed.
"""

from collections.abc import Mapping

import pandas as pd

from mapping.analysis.gesprek.agreement import GEEN
from mapping.analysis.gesprek.counts import COLUMN_OF, ONBEKEND, SEVERAL

Filled = dict[str, dict[str, str | list[str]]]
"""Gesprek → column of `gesprek` → its one code, or all its codes where the column can have several."""


def filled_columns(gesprek: pd.DataFrame, rows: pd.DataFrame) -> Filled:
    """Return the columns that the codes of a file fill: of a new gesprek each, of a known one only those that are empty.

    `rows` are the codes of the file (gesprek, codeur, soort, code), in its order. Of several coders the first in the
    alphabet tells what a gesprek is about; of several codes where the column has one, the first in the file.
    """
    known = gesprek.set_index("gesprek")
    found: Filled = {}
    for (name, soort), said in rows[rows["code"] != GEEN].groupby(["gesprek", "soort"], sort=False):
        column = COLUMN_OF.get(soort, soort)
        if not _is_empty(known, name, column):
            continue
        codes = list(dict.fromkeys(said.loc[said["codeur"] == said["codeur"].min(), "code"]))
        found.setdefault(str(name), {})[column] = codes if soort in SEVERAL else codes[0]
    return found


def counted_codes(filled: Mapping[str, Mapping[str, str | list[str]]]) -> int:
    """Return how many codes stand in the columns that are filled."""
    cells = (cell for columns in filled.values() for cell in columns.values())
    return sum(1 if isinstance(cell, str) else len(cell) for cell in cells)


def _is_empty(known: pd.DataFrame, name: str, column: str) -> bool:
    """Tell whether nobody filled in a column of a gesprek; so it is of a gesprek that is not there yet."""
    if name not in known.index:
        return True
    cell = known.at[name, column]
    return bool(pd.isna(cell)) or str(cell).strip() in ("", ONBEKEND)
