"""The names of gemeenten, to choose from before anything is asked; the services have the last word."""

import csv
from functools import cache

from mapping.contract import Column, Kind, TableContract
from mapping.contract_columns import GEMEENTECODE, TEXT
from mapping.sources.catalogue import CATALOGUE_FOLDER

GEMEENTE_FILE = CATALOGUE_FOLDER / "gemeente.csv"

GEMEENTE = TableContract(
    "gemeente",
    ("gemeentecode",),
    {
        "gemeentecode": Column(pattern=GEMEENTECODE, example="GM0599"),
        "gemeentenaam": TEXT,
        "bron": TEXT,
        "peildatum": Column(Kind.DATE, past=True),
    },
    may_be_empty=False,
)
"""The gemeenten of one year; later mergers stand in codewijziging."""


@cache
def gemeente_names() -> dict[str, str]:
    """Return gemeentecode → name in the order of names.

    Read without the checks of its contract, which a test makes: a page must not wait for the library that makes them.
    """
    with GEMEENTE_FILE.open(encoding="utf-8", newline="") as source:
        found = {row["gemeentecode"]: row["gemeentenaam"] for row in csv.DictReader(source)}
    return dict(sorted(found.items(), key=lambda pair: pair[1].lstrip("'").removeprefix("s-").lower()))
