"""From sources to a region: the one place where what was read and what is calculated meet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from mapping.analysis.cells import ages_per_cel, fit_cells, misfit, postcode_targets
from mapping.analysis.need import fingerprint, vraag_table
from mapping.analysis.offer import capacity_per_year
from mapping.analysis.werkgebied.known_areas import known_areas
from mapping.analysis.werkgebied.rows import with_text
from mapping.errors import Finding, TableError
from mapping.model import RD_NEW
from mapping.persons import with_persons
from mapping.schema import TABLES, cast, check
from mapping.sources.catalogue import local_shares, read_catalogue
from mapping.sources.cbs import CbsRegion
from mapping.sources.cbs_rand import CbsAround
from mapping.sources.codes import read_code_changes
from mapping.sources.offer import OFFER_TABLES, read_offer
from mapping.sources.official.rivm import modelled_shares, read_indicators
from mapping.sources.water import read_water
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
    tables |= _rand(source.rand, tables)
    progress(_("Catalogus en aanbod lezen"))
    tables |= read_water(tables["gebied"], today=today)
    catalogue = read_catalogue(today=today)
    tables["subgroep"] = catalogue["subgroep"]
    shares = local_shares(tables["basis"], catalogue["aandeel"])
    modelled = modelled_shares(tables["basis"], read_indicators(today=today))
    tables["aandeel"] = cast(pd.concat([shares, modelled], ignore_index=True) if len(modelled) else shares, "aandeel")
    if offer is None:
        tables |= {name: TABLES[name].empty() for name in OFFER_TABLES}
    else:
        known = known_areas(tables, read_code_changes(today=today))
        tables |= read_offer(
            offer, tables["gebied"], tables["subgroep"], today=today, understand=partial(with_text, known=known)
        )
        tables["initiatief"]["capaciteit_pj"] = capacity_per_year(tables["initiatief"])
    tables["gebruik"], elsewhere = _inside(tables["gebruik"], tables)
    tables["signalering"] = _known_gebied(tables["signalering"], tables["gebied"])
    if with_vraag:
        progress(_("Vraag berekenen"))
        tables["vraag"] = cast(vraag_table(tables), "vraag")
    tables["meta"] = _meta(tables, now=now, why=why, schematic=schematic)
    progress(_("Alles controleren"))
    findings = with_persons(check(tables, today=pd.Timestamp(today).date()), tables)
    if findings:
        raise TableError("regio", findings)
    warnings = [*source.warnings, *_misfit_warnings(off), *_elsewhere_warnings(elsewhere)]
    return Built(tables, warnings, {name: len(table) for name, table in tables.items()})


def _inside(gebruik: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, int]:
    """Return the gebruik of this region, and how many rows name a gebied or postcode outside it.

    The calculation knows no people from there, so their numbers could not be set beside it.
    """
    here = gebruik["gebiedcode"].isna() | gebruik["gebiedcode"].isin(tables["gebied"]["gebiedcode"])
    here &= gebruik["pc4"].isna() | gebruik["pc4"].isin(tables["postcode"]["pc4"])
    return gebruik[here.to_numpy(dtype=bool)].reset_index(drop=True), int((~here).sum())


def _known_gebied(table: pd.DataFrame, gebied: pd.DataFrame) -> pd.DataFrame:
    """Return the signalering with a gebied outside this region taken out: where it was heard is then not known."""
    return table.assign(gebiedcode=table["gebiedcode"].where(table["gebiedcode"].isin(gebied["gebiedcode"])))


def _elsewhere_warnings(rows: int) -> list[str]:
    """Say how many rows of gebruik are left out."""
    text = _("{n} rijen van gebruik gaan over een gebied of postcode buiten deze regio; zij tellen niet mee")
    return [text.format(n=number(rows))] if rows else []


_CBS_TABLES = ("gebied", "basis", "postcode", "postcode_leeftijd")


def _cellen(source: CbsRegion, tables: dict[str, pd.DataFrame]) -> tuple[gpd.GeoDataFrame, pd.Series]:
    """Return the table `cel` and the misfit per postcode; raises TableError for people without a place to live."""
    _refuse_homeless(tables["gebied"].set_index("gebiedcode"), source.pieces[source.pieces["inside"]])
    cel, targets = _fitted(source.pieces, tables["gebied"], tables["postcode"])
    cel = cel.assign(bron=BRON_CEL, peildatum=tables["gebied"]["peildatum"].iloc[0])
    known = targets.dropna()
    scaled = known * (cel["inwoners"].sum() / known.sum()) if known.sum() > 0 else known
    return cast(cel, "cel"), misfit(cel, scaled)


def _fitted(
    all_pieces: pd.DataFrame, gebied: pd.DataFrame, postcode: pd.DataFrame
) -> tuple[gpd.GeoDataFrame, pd.Series]:
    """Spread the people of gebieden over the pieces inside.

    Returns gebiedcode, pc4, area_km2, inwoners and the point of each, and what each postcode should hold inside.
    """
    pieces = all_pieces[all_pieces["inside"]].reset_index(drop=True)
    counted = gebied.set_index("gebiedcode")["inwoners"].astype("float64").fillna(0.0)
    known = postcode.set_index("pc4")["inwoners"]
    targets = postcode_targets(all_pieces, known).reindex(known.index)
    people = fit_cells(
        pieces["seed"].to_numpy(dtype=float),
        counted.index.get_indexer(pieces["gebiedcode"]),
        known.index.get_indexer(pieces["pc4"]),
        counted.to_numpy(),
        targets.to_numpy(dtype=float),
    )
    cel = gpd.GeoDataFrame(pieces[["gebiedcode", "pc4", "area_km2"]], geometry=np.asarray(pieces["point"]), crs=RD_NEW)
    return cel.assign(inwoners=people), targets


def _rand(source: CbsAround | None, tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables `rand` and `rand_leeftijd`: the people around the region, who only ask for places."""
    if source is None:
        return {name: TABLES[name].empty() for name in ("rand", "rand_leeftijd")}
    cel, _targets = _fitted(source.pieces, source.gebied, source.postcode)
    facts = source.gebied.rename(columns={"inwoners": "gebied_inwoners"}).set_index("gebiedcode")
    rand = cel.join(facts, on="gebiedcode")
    rand = rand.assign(bron=BRON_CEL, peildatum=tables["gebied"]["peildatum"].iloc[0])
    own = tables["postcode_leeftijd"]
    counted = pd.concat([source.leeftijd, own[~own["pc4"].isin(source.leeftijd["pc4"])]], ignore_index=True)
    ages = ages_per_cel(rand, counted)
    ages = ages.assign(bron=BRON_LEEFTIJD, peildatum=own["peildatum"].iloc[0])
    return {"rand": cast(rand, "rand"), "rand_leeftijd": cast(ages, "rand_leeftijd")}


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
