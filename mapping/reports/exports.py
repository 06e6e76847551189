"""The tables of `gaps` and `barriers` as they leave the product: fixed columns, marks, bron, peildatum, version."""

from collections.abc import Mapping

import pandas as pd

from mapping.analysis.barriers import barrier_table
from mapping.analysis.gaps import gap_table
from mapping.analysis.model_run import ModelRun
from mapping.analysis.need import BRON_VRAAG
from mapping.analysis.publish import public_barriers, public_gaps
from mapping.model import DELEN, UITGESLOTEN_DELEN, UNIEK, Gebiedsniveau, Merk

GAP_COLUMNS = [
    "gebiedcode", "gebiednaam", "regio", "subgroep", "leeftijdsband", "omvang", "omvang_laag", "omvang_hoog",
    "vraag", "vraag_laag", "vraag_hoog", *DELEN, *UITGESLOTEN_DELEN,
    "merk", "soort", "lokaal", "inventaris", "bron", "peildatum", "versie", "voorbeeld",
]  # fmt: skip

BARRIER_COLUMNS = [
    "initiatief", "pc4", "subgroep", "leeftijdsband", "regel", "mensen", "nergens_anders", "alternatief", "extra_km",
    "wachttijd_weken", "nagevraagd_op", "soort", "merk", "bron", "peildatum", "versie", "voorbeeld",
]  # fmt: skip

KM_DECIMALS = 1

CHILDREN = "0-17"
"""The band that reports leave out; its shares say nothing about adults."""


def gaps(run: ModelRun, tables: Mapping[str, pd.DataFrame], niveau: Gebiedsniveau, *, intern: bool) -> pd.DataFrame:
    """Return the table of `python -m mapping gaps`; `intern` is exact with nothing hidden."""
    exact = gap_table(run, tables, niveau)
    shown = exact if intern else public_gaps(exact, tables["subgroep"], niveau)
    rows = _noted(shown, tables)
    rows["bron"] = rows["subgroep"].map(_share_sources(tables)).fillna(BRON_VRAAG)
    return rows[GAP_COLUMNS]


def barriers(run: ModelRun, tables: Mapping[str, pd.DataFrame], *, intern: bool) -> pd.DataFrame:
    """Return the table of `python -m mapping barriers`; `intern` is exact with nothing hidden."""
    exact = barrier_table(run, tables)
    inwoners = tables["postcode"].set_index("pc4")["inwoners"]
    rows = exact.assign(merk=Merk.GEEN.value) if intern else public_barriers(exact, tables["subgroep"], inwoners)
    rows = _noted(rows, tables)
    ages = tables["postcode_leeftijd"]
    rows["bron"] = ages["bron"].iloc[0] + "; " + rows["subgroep"].map(_share_sources(tables)).fillna("")
    rows["peildatum"] = ages["peildatum"].iloc[0]
    if not intern:
        rows["extra_km"] = rows["extra_km"].astype("float64").round(KM_DECIMALS)
    return rows[BARRIER_COLUMNS]


def _noted(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Add peildatum, version, and whether the offer is an example."""
    meta = tables["meta"].iloc[-1]
    return rows.assign(
        peildatum=tables["gebied"]["peildatum"].min(),
        versie=int(meta["versie"]),
        voorbeeld="ja" if bool(meta["voorbeeld"]) else "nee",
    )


def _share_sources(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Return the bron of the share per subgroep; `uniek` rests on all levensvragen."""
    shares = tables["aandeel"]
    shares = shares[(shares["wat"] == "aandeel") & (shares["leeftijdsband"] != CHILDREN)]
    national = shares.drop_duplicates("subgroep").set_index("subgroep")["bron"].to_dict()
    return {**national, UNIEK: BRON_VRAAG}
