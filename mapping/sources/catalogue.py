"""The catalogues that come with the product: subgroepen, shares and the lists of choices in `data/catalogus`."""

from pathlib import Path

import pandas as pd

from mapping.errors import TableError
from mapping.schema import TABLES
from mapping.sources.files import read_checked

DATA_FOLDER = Path(__file__).resolve().parents[2] / "data"
CATALOGUE_FOLDER = DATA_FOLDER / "catalogus"

HIGH_EDUCATION = "percentage_opleidingsniveau_hoog"
"""The kenmerk of CBS 85318NED that measures the subgroep below in each wijk."""

HIGH_EDUCATION_SUBGROEP = "opleiding_hoog"

ROUNDING = 0.005
"""CBS gives whole percentages: the real share lies half a percentage point to either side."""


def read_catalogue(*, today: str, folder: Path = CATALOGUE_FOLDER) -> dict[str, pd.DataFrame]:
    """Read `subgroep` and `aandeel`; raises TableError with all findings."""
    files = {"subgroep": "subgroep.csv", "aandeel": "aandelen.csv"}
    tables, findings = {}, []
    for name, file in files.items():
        tables[name], found = read_checked(folder / file, TABLES[name], today=today)
        findings += found
    if findings:
        raise TableError(str(folder), findings)
    return tables


def local_shares(basis: pd.DataFrame, aandeel: pd.DataFrame) -> pd.DataFrame:
    """Add to the shares those that CBS counted per wijk; the national ones stay for wijken without a figure.

    `basis` has gebiedcode, kenmerk, waarde (percentage), bron, peildatum. A figure of a kenmerk we have no subgroep for
    is left alone.
    """
    rows = basis[(basis["kenmerk"] == HIGH_EDUCATION) & basis["waarde"].notna()]
    if HIGH_EDUCATION_SUBGROEP not in set(aandeel["subgroep"]):
        return aandeel
    share = rows["waarde"] / 100
    local = pd.DataFrame(
        {
            "subgroep": HIGH_EDUCATION_SUBGROEP,
            "leeftijdsband": "alle",
            "gebiedcode": rows["gebiedcode"],
            "wat": "aandeel",
            "laag": (share - ROUNDING).clip(lower=0),
            "midden": share,
            "hoog": (share + ROUNDING).clip(upper=1),
            "soort": "gemeten",
            "lokaal": "ja",
            "bron": rows["bron"] + " " + HIGH_EDUCATION,
            "peildatum": rows["peildatum"],
        }
    )
    return pd.concat([aandeel, local], ignore_index=True)
