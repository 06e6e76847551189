"""A copy of a region of which every free text field holds something that must stay text."""

from collections.abc import Mapping
from itertools import cycle

import pandas as pd

from mapping.contract import Kind, TableContract
from mapping.schema import TABLES

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`+alert(1)+`",
    "</script><script>alert(1)</script>",
    "{{ 7*7 }}",
    "=cmd|' /C calc'!A0",
    "[x](javascript:alert(1))",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "**vet** :material/home: $x^2$",
)
"""Markup, a template literal, a Jinja expression, formulas of a spreadsheet, Markdown."""

REGIO = "regio"

FILE_NAME = "${alert(1)} {{ 7*7 }} `x`.gpkg"
"""A file name is text of a user as well; these signs are allowed on every system."""


def free_columns(contract: TableContract) -> list[str]:
    """Return the columns in which a maker of data may write what comes to mind: text without list, form or reference."""
    return [
        name
        for name, column in contract.columns.items()
        if column.kind is Kind.TEXT
        and not (column.allowed or column.pattern or column.refers or column.many)
        and name not in contract.key
    ]


def hostile(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Replace every free text by a hostile one, equal texts by the same one; also a field that was empty gets one.

    A regio is called by its name: it is the same name in every table, and stays empty where it is.
    """
    regios = tables["gebied"]["regio"].drop_duplicates()
    renamed = dict(zip(regios, cycle(HOSTILE), strict=False))
    changed = {}
    for name, table in tables.items():
        changed[name] = _hostile_table(table, [one for one in free_columns(TABLES[name]) if one != REGIO])
        if REGIO in table:
            changed[name][REGIO] = table[REGIO].map(renamed).astype("str")
    return changed


def _hostile_table(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    changed = table.copy()
    for shift, column in enumerate(columns):
        values = changed[column].astype("object").fillna("")
        kept = {
            value: value for value in values if value.isdecimal()
        }  # an age of a toegangsregel stands in a text field
        start = HOSTILE[shift % len(HOSTILE) :] + HOSTILE[: shift % len(HOSTILE)]
        names = dict(zip(dict.fromkeys(values), cycle(start), strict=False)) | kept
        changed[column] = values.map(names).astype("str")
    return changed
