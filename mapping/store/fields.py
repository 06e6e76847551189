"""What a form must know of the columns of a table: what may be in a cell, and what must be."""

from dataclasses import dataclass
from functools import cache

from mapping.contract import Column, Kind
from mapping.schema import TABLES

TEXT, NUMBER, WHOLE, DATE, FLAG = "tekst", "getal", "heel getal", "datum", "ja of nee"
"""Kinds of field, as `contract.Kind` calls them; shapes are no field."""


@dataclass(frozen=True)
class Field:
    """One column as a form shows it.

    kind: TEXT, NUMBER, WHOLE, DATE or FLAG. choices: the only values, empty where any is allowed; many: several of them.
    table: whose keys are the only values, and `also` what else is. least, most: limits of a number; past: no day to come.
    """

    name: str
    kind: str
    required: bool
    key: bool
    choices: tuple[str, ...]
    many: bool
    table: str
    also: tuple[str, ...]
    least: float | None
    most: float | None
    past: bool
    example: str


@cache
def fields(table: str) -> dict[str, Field]:
    """Return the fields of a table by column, in the order of its contract and without the column of shapes."""
    contract = TABLES[table]
    return {
        name: _field(name, column, key=name in contract.key)
        for name, column in contract.columns.items()
        if not column.is_geometry
    }


def has_point(table: str) -> bool:
    """Tell whether a row of the table can have a place on the map."""
    shape = TABLES[table].geometry
    return shape is not None and shape.kind == Kind.POINT


def _field(name: str, column: Column, *, key: bool) -> Field:
    least = column.at_least if column.at_least is not None else column.above
    return Field(
        name,
        column.kind.value,
        not column.optional,
        key,
        column.allowed,
        column.many,
        column.refers.partition(".")[0],
        column.also,
        least,
        column.at_most,
        column.past,
        column.example,
    )
