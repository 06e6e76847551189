"""The names of choices: what `data/catalogus` calls each code, for lists to choose from."""

from functools import cache
from pathlib import Path

from mapping.errors import TableError
from mapping.sources.catalogue import CATALOGUE_FOLDER
from mapping.sources.files import read_raw

LISTS = (
    "aanbiederssoort", "abc", "barriere", "diepte", "factor", "formaliteit", "gericht_op", "kanaal", "overlegvorm",
    "passendheid_reden", "reden_mislukt", "regie", "signaleerder", "taal", "uitingsvorm", "veranderrichting",
    "vindplaatstype", "vorm", "vraagtype", "werkkring",
)  # fmt: skip
"""Files of the catalogue with the columns code and naam."""


@cache
def read_choices(folder: Path = CATALOGUE_FOLDER) -> dict[str, dict[str, str]]:
    """Return list → code → name, each in the order of its file; raises TableError where one cannot be read."""
    names = {}
    for name in LISTS:
        table, findings = read_raw(folder / f"{name}.csv")
        if findings:
            raise TableError(f"{name}.csv", findings)
        names[name] = dict(zip(table["code"], table["naam"], strict=True))
    return names
