"""The tables of `gaps` and `barriers` as they leave the product: fixed columns, marks, bron, peildatum, version."""

from collections.abc import Mapping

import pandas as pd

from mapping.analysis.barriers import barrier_table
from mapping.analysis.gaps import gap_table
from mapping.analysis.model_run import ModelRun
from mapping.analysis.need import BRON_VRAAG
from mapping.analysis.publish import absent, public_barriers, public_gaps
from mapping.model import ALLE_LEEFTIJDEN, DELEN, NEDERLAND, UITGESLOTEN_DELEN, UNIEK, Gebiedsniveau, Wat

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


def gaps(
    run: ModelRun, tables: Mapping[str, pd.DataFrame], niveau: Gebiedsniveau, *, intern: bool, together: bool = False
) -> pd.DataFrame:
    """Return the table of `python -m mapping gaps`; `intern` is exact with nothing hidden.

    `together` has adults in one row instead of one per leeftijdsband.
    """
    exact = gap_table(run, tables, niveau, together=together)
    shown = exact if intern else public_gaps(exact, tables["subgroep"], niveau)
    rows = _noted(shown, tables)
    rows["bron"] = _share_sources(rows, tables).fillna(BRON_VRAAG)
    return rows[GAP_COLUMNS]


def barriers(run: ModelRun, tables: Mapping[str, pd.DataFrame], *, intern: bool) -> pd.DataFrame:
    """Return the table of `python -m mapping barriers`; `intern` is exact with nothing hidden."""
    exact = barrier_table(run, tables)
    inwoners = tables["postcode"].set_index("pc4")["inwoners"]
    rows = exact.assign(merk=absent(exact)) if intern else public_barriers(exact, tables["subgroep"], inwoners)
    rows = _noted(rows, tables)
    ages = tables["postcode_leeftijd"]
    rows["bron"] = ages["bron"].iloc[0] + "; " + _share_sources(rows, tables).fillna("")
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


def _share_sources(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return the bron of the share of each row by subgroep and band; `uniek` rests on all levensvragen.

    The band goes before all ages; a bron that counts single gebieden is named as well. Missing where there is no share.
    """
    shares = tables["aandeel"]
    shares = shares[shares["wat"] == Wat.AANDEEL]
    national = shares[shares["gebiedcode"] == NEDERLAND].set_index(["subgroep", "leeftijdsband"])["bron"]
    local = (
        shares[shares["gebiedcode"] != NEDERLAND]
        .groupby("subgroep")["bron"]
        .agg(lambda names: "; ".join(names.unique()))
    )
    keys = rows[["subgroep", "leeftijdsband"]]
    named = [
        national.reindex(pd.MultiIndex.from_frame(frame)).set_axis(rows.index)
        for frame in (keys, keys.assign(leeftijdsband=ALLE_LEEFTIJDEN))
    ]
    found = named[0].fillna(named[1])
    counted = rows["subgroep"].map(local).astype("str")
    both = found.str.cat(counted, sep="; ").fillna(found).fillna(counted)
    return both.where(rows["subgroep"] != UNIEK, BRON_VRAAG)
