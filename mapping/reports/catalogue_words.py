"""The readable name of a code from the catalogues in `data/catalogus`; domain words stay Dutch in every language."""

import csv
from functools import cache
from pathlib import Path

CATALOGUE_FOLDER = Path(__file__).resolve().parents[2] / "data" / "catalogus"


@cache
def names_of(catalogue: str) -> dict[str, str]:
    """Return code → name of one catalogue, in its order; an unknown catalogue raises FileNotFoundError."""
    with (CATALOGUE_FOLDER / f"{catalogue}.csv").open(encoding="utf-8", newline="") as source:
        return {row["code"]: row["naam"] for row in csv.DictReader(source)}


def name_of(catalogue: str, code: str) -> str:
    """Return the name of a code; a code that is not in the catalogue stands for itself."""
    return names_of(catalogue).get(code, code)


@cache
def _roles() -> dict[str, str]:
    """Return kind of vindplaats → whom to ask there."""
    with (CATALOGUE_FOLDER / "vindplaatstype.csv").open(encoding="utf-8", newline="") as source:
        return {row["code"]: row["vraag_aan"] for row in csv.DictReader(source)}


def role_to_ask(kind: str) -> str:
    """Return the role to ask for at a kind of vindplaats, never a person; empty where the catalogue has none."""
    return _roles().get(kind, "")
