"""From sources to a region: the one place where what was read and what is calculated meet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from mapping.analysis.cells import ages_per_cel, fit_cells, misfit, postcode_targets
from mapping.analysis.need import fingerprint, vraag_table
from mapping.analysis.offer import capacity_per_year
from mapping.errors import Finding, TableError
from mapping.model import RD_NEW
from mapping.schema import TABLES, cast, check
from mapping.sources.catalogue import local_shares, read_catalogue
from mapping.sources.cbs import CbsRegion
from mapping.sources.offer import OFFER_TABLES, read_offer
from mapping.words import _, number, percent

PROGRAM = "Zin in kaart 0.1"

LARGE_MISFIT = 0.10
"""A postcode further than this from its CBS count is named: there the two CBS files do not agree."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """A region ready to be stored, with what its maker must know."""

    tables: dict[str, pd.DataFrame]
    warnings: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def build_region(
    source: CbsRegion,
    *,
    today: str,
    now: str,
    offer: Path | None = None,
    why: str,
    schematic: bool = False,
    with_vraag: bool = True,
    progress: Progress = lambda _text: None,
) -> Built:
    """Fit the cellen, add catalogues and offer, calculate vraag, and check everything.

    `today` is an ISO date, `now` an ISO time for meta. Raises TableError with all findings; nothing is returned then.
    """
    progress(_("Cellen passend maken"))
    tables: dict[str, pd.DataFrame] = {name: cast(getattr(source, name), name) for name in _CBS_TABLES}
    tables["cel"], off = _cellen(source, tables)
    tables["leeftijd"] = _leeftijd(tables)
    progress(_("Catalogus en aanbod lezen"))
    catalogue = read_catalogue(today=today)
    tables["subgroep"] = catalogue["subgroep"]
    tables["aandeel"] = cast(local_shares(tables["basis"], catalogue["aandeel"]), "aandeel")
    if offer is None:
        tables |= {name: TABLES[name].empty() for name in OFFER_TABLES}
    else:
        tables |= read_offer(offer, tables["gebied"], tables["subgroep"], today=today)
        tables["initiatief"]["capaciteit_pj"] = capacity_per_year(tables["initiatief"])
    if with_vraag:
        progress(_("Vraag berekenen"))
        tables["vraag"] = cast(vraag_table(tables), "vraag")
    tables["meta"] = _meta(tables, now=now, why=why, schematic=schematic)
    progress(_("Alles controleren"))
    findings = check(tables, today=pd.Timestamp(today).date())
    if findings:
        raise TableError("regio", findings)
    warnings = [*source.warnings, *_misfit_warnings(off)]
    return Built(tables, warnings, {name: len(table) for name, table in tables.items()})


_CBS_TABLES = ("gebied", "basis", "postcode", "postcode_leeftijd")


def _cellen(source: CbsRegion, tables: dict[str, pd.DataFrame]) -> tuple[gpd.GeoDataFrame, pd.Series]:
    """Return the table `cel` and the misfit per postcode; raises TableError for people without a place to live."""
    pieces = source.pieces[source.pieces["inside"]].reset_index(drop=True)
    gebied = tables["gebied"].set_index("gebiedcode")
    postcode = tables["postcode"].set_index("pc4")
    targets = postcode_targets(source.pieces, postcode["inwoners"]).reindex(postcode.index)
    _refuse_homeless(gebied, pieces)
    people = fit_cells(
        pieces["seed"].to_numpy(dtype=float),
        gebied.index.get_indexer(pieces["gebiedcode"]),
        postcode.index.get_indexer(pieces["pc4"]),
        gebied["inwoners"].astype("float64").fillna(0.0).to_numpy(),
        targets.to_numpy(dtype=float),
    )
    cel = gpd.GeoDataFrame(pieces[["gebiedcode", "pc4", "area_km2"]], geometry=np.asarray(pieces["point"]), crs=RD_NEW)
    cel = cel.assign(inwoners=people, bron=BRON_CEL, peildatum=tables["gebied"]["peildatum"].iloc[0])
    known = targets.dropna()
    scaled = known * (people.sum() / known.sum()) if known.sum() > 0 else known
    return cast(cel, "cel"), misfit(cel, scaled)


BRON_CEL = "Zin in kaart: CBS-wijken en -postcodes, iteratief passend gemaakt"
BRON_LEEFTIJD = "Zin in kaart: leeftijden van de postcode (CBS 83502NED)"


def _refuse_homeless(gebied: pd.DataFrame, pieces: pd.DataFrame) -> None:
    """Raise TableError for gebieden with people that no postcode touches."""
    placed = set(pieces.loc[pieces["seed"] > 0, "gebiedcode"])
    lost = [code for code in gebied.index[(gebied["inwoners"] > 0).fillna(False)] if code not in placed]
    if lost:
        cure = _("Gebruik postcodes die de hele regio bedekken")
        found = [
            Finding(_("Dit gebied heeft inwoners maar geen postcode"), "gebied", value=code, cure=cure) for code in lost
        ]
        raise TableError("postcodes", found)


def _leeftijd(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the table `leeftijd`: the ages of each cel."""
    counted = tables["postcode_leeftijd"]
    if not (counted["inwoners"] > 0).any():
        cure = _("Gebruik een leeftijdenbestand met de postcodes van deze regio")
        message = _("Van geen postcode van de regio zijn er leeftijden")
        raise TableError("leeftijden", [Finding(message, "leeftijden", column="aantal_inwoners", cure=cure)])
    ages = ages_per_cel(tables["cel"], counted)
    return cast(ages.assign(bron=BRON_LEEFTIJD, peildatum=tables["postcode_leeftijd"]["peildatum"].iloc[0]), "leeftijd")


def _meta(tables: dict[str, pd.DataFrame], *, now: str, why: str, schematic: bool) -> pd.DataFrame:
    """Return the first version of a region: who made it, when, why, from what."""
    named = ("gebied", "postcode", "postcode_leeftijd", "aandeel", "initiatief")
    sources = sorted({str(bron) for name in named for bron in tables[name]["bron"].dropna().unique()[:1]})
    invented = (
        tables["initiatief"]["voorbeeld"].fillna(False).any() or tables["vindplaats"]["voorbeeld"].fillna(False).any()
    )
    row = {
        "versie": 1,
        "wie": PROGRAM,
        "wanneer": now,
        "waarom": why,
        "bronnen": "; ".join(sources),
        "voorbeeld": bool(invented),
        "schematisch": schematic,
        "vingerafdruk": fingerprint(tables) if "vraag" in tables else None,
        "programma": PROGRAM,
    }
    return cast(pd.DataFrame([row]), "meta")


def _misfit_warnings(off: pd.Series) -> list[str]:
    """Say how well the postcodes fit, and name those that do not."""
    large = off[off.abs() > LARGE_MISFIT].sort_values(key=abs, ascending=False)
    if not len(large):
        return []
    shown = ", ".join(
        f"{code} {'+' if value > 0 else '−'}{percent(abs(value))}" for code, value in large.head(20).items()
    )
    text = _("{n} van de {all} postcodes wijken meer dan {limit} af van hun CBS-telling: {codes}")
    return [text.format(n=number(len(large)), all=number(len(off)), limit=percent(LARGE_MISFIT), codes=shown)]
