"""What of each table may be read by who may not edit: one place for Bewerken, Versies and every list of differences.

Rows about people are not read at all. Some columns never are: they may hold a name, or what was said in confidence. Of
others a reader sees what may be shown of them as they stand now, but never old beside new: two states of a count could be
subtracted, and the old address of a place where people must be safe still leads there. The owner of the file sees all.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from mapping.analysis.bewijs_public import FIGURES, public_bewijs
from mapping.analysis.open_tables import BY_NAME

PEOPLE = (
    "gebruik", "passendheid", "passendheid_reden", "passendheid_regie", "gesprek", "gesprek_code", "signalering",
)  # fmt: skip
"""Tables whose rows are people, or few of them: of these a reader is told nothing but that they changed."""

AS_SHOWN = {
    "vindplaats": ("adres", "pc4"), "vindplaats_subgroep": ("bereik_personen",),
    "bewijs": (*FIGURES, "uitspraak", "toelichting"),
}  # fmt: skip
"""Columns that a reader sees as they may be shown now: places that must be safe, people counted, evidence of our own."""


@dataclass(frozen=True)
class MayRead:
    """What a reader may not see of a table: nothing of it, columns that are never shown, columns shown in part."""

    nothing: bool
    never: tuple[str, ...]
    partly: tuple[str, ...]

    @property
    def unchanged(self) -> tuple[str, ...]:
        """Return the columns whose old and new values are not told, nor whether a file says the same."""
        return (*self.never, *self.partly)


def may_read(table: str) -> MayRead:
    """Return what someone who may not edit does not read of a table."""
    return MayRead(table in PEOPLE, BY_NAME.get(table, ()), AS_SHOWN.get(table, ()))


def judged_beside(tables: Mapping[str, pd.DataFrame], table: str) -> Mapping[str, pd.DataFrame]:
    """Return the tables that a file of a reader is judged beside: without the rows of `table` where they are about people.

    A fault says which stored value is wrong beside a new one, and whether there is a fault tells what was stored.
    """
    return {**tables, table: tables[table].iloc[:0]} if table in (*PEOPLE, "bewijs") else tables


def readable_bewijs(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the evidence of a region as it may be shown, with `verborgen` (bool), as on the page Bewijs."""
    return public_bewijs(tables["bewijs"].reset_index(drop=True), tables["subgroep"])
