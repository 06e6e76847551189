"""What became of CBS codes that are gone: gemeenten that merged, were divided or got another number."""

from pathlib import Path

import pandas as pd

from mapping.contract import Column, Kind, TableContract
from mapping.contract_columns import GEMEENTECODE, TEXT
from mapping.errors import TableError
from mapping.sources.catalogue import CATALOGUE_FOLDER
from mapping.sources.files import read_checked

CODES_FILE = CATALOGUE_FOLDER / "codewijziging.csv"

CODEWIJZIGING = TableContract(
    "codewijziging",
    ("oud", "nieuw", "datum"),
    {
        "oud": Column(pattern=GEMEENTECODE, example="GM0530"),
        "naam_oud": TEXT,
        "nieuw": Column(pattern=GEMEENTECODE, example="GM1992"),
        "naam_nieuw": TEXT,
        "datum": Column(Kind.DATE),
        "soort": Column(allowed=("opgegaan", "hernummerd", "gesplitst")),
        "bron": TEXT,
    },
    may_be_empty=False,
)
"""One row per gemeente that went and per gemeente that it became (part of). A wijk follows its gemeente: the four digits
in its code are those of the gemeente."""


def read_code_changes(*, today: str, path: Path = CODES_FILE) -> pd.DataFrame:
    """Read the list of dead gemeentecodes, oldest change first; raises TableError with all findings."""
    table, findings = read_checked(path, CODEWIJZIGING, today=today)
    if findings:
        raise TableError(path.name, findings)
    return table.sort_values(["datum", "oud", "nieuw"], kind="stable").reset_index(drop=True)
