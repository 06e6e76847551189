"""Fetch the wijken of another year onto a region that is there, as a new version: its offer and its history stay."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import geopandas as gpd
import pandas as pd

from mapping.analysis.need import fingerprint, vraag_table
from mapping.errors import MappingError, TableError
from mapping.fetch import Progress, Wanted, fetched
from mapping.model import NEDERLAND
from mapping.schema import cast, check
from mapping.sources.codes import read_code_changes
from mapping.sources.official.archive import Archive
from mapping.sources.official.concordance import concordance, merged_gemeenten, moved
from mapping.sources.official.recode import OF_SERVICES, codes_of, recode, report_sentences
from mapping.store import history
from mapping.store.protocol import Store, Tables
from mapping.words import _

FETCHED = ("gebied", "basis", "postcode", "postcode_leeftijd", "cel", "leeftijd", "rand", "rand_leeftijd")
"""Tables that come whole from the services; the others are the region's own."""


@dataclass(frozen=True)
class Onto:
    """What came of it: the number of the new version (None: nothing differed), what moved, and warnings."""

    number: int | None
    moved: list[str]
    rows: pd.DataFrame
    warnings: list[str]


def gemeenten_of(gebied: pd.DataFrame, jaar: str, changes: pd.DataFrame) -> tuple[str, ...]:
    """Return the gemeenten of a region under their codes on 1 January of a year."""
    codes = set(gebied["gemeentecode"])
    for row in changes[changes["datum"] <= f"{jaar}-01-01"].itertuples():
        if row.oud in codes:
            codes = codes - {row.oud} | {row.nieuw}
    return tuple(sorted(codes))


def fetch_onto(
    store: Store, wanted: Wanted, *, archive: Archive | None = None, fresh: bool = False, progress: Progress
) -> Onto:
    """Fetch the gemeenten of a region (or those wanted) and store them as its next version, with its own tables recoded.

    Raises MappingError where the outlines of the region are schematic (nothing can be measured on those) and all that
    `fetched` raises; history.Conflict where somebody else changed the region meanwhile. Nothing is stored then.
    """
    today = date.today().isoformat()
    changes = read_code_changes(today=today)
    base = history.current(store)
    before = store.read()
    if bool(before["meta"].iloc[-1]["schematisch"]):
        raise MappingError(_("Dit bestand heeft getekende wijken. Maak een nieuw bestand: fetch zonder --op."))
    if not wanted.gemeenten:
        wanted = replace(wanted, gemeenten=gemeenten_of(before["gebied"], wanted.jaar, changes))
    wanted = replace(wanted, niveau=str(before["gebied"]["gebiedsniveau"].iloc[0]))
    built = fetched(wanted, archive=archive, fresh=fresh, progress=progress)
    found = concordance(_outlines(before["gebied"]), _outlines(built.tables["gebied"]))
    recoded = recode(before, codes_of(found, before["gebied"]), built.tables["gebied"])
    made: Tables = {name: built.tables[name] for name in FETCHED} | recoded.tables
    made["gebied"] = _with_regios(made["gebied"], before["gebied"], found)
    made["aandeel"] = _shares(before["aandeel"], built.tables["aandeel"])
    gone = merged_gemeenten(changes, set(before["gebied"]["gemeentecode"]), set(made["gebied"]["gemeentecode"]))
    progress(_("Opslaan"))
    author = history.Author(built.tables["meta"]["wie"].iloc[0], built.tables["meta"]["waarom"].iloc[0])
    sources = str(built.tables["meta"]["bronnen"].iloc[0])
    made = {name: cast(table, name) for name, table in made.items()}
    changed = history.change(store, made, author, base=base, derive=_finished(sources, store.name))
    told = [*moved(found, gone).sentences, *report_sentences(recoded.report)]
    return Onto(changed.number, told, recoded.report, built.warnings)


def _outlines(gebied: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return code, naam and outline of gebieden, for a concordance."""
    return gebied.rename(columns={"gebiedcode": "code", "gebiednaam": "naam"})[["code", "naam", "geometry"]]


def _with_regios(gebied: gpd.GeoDataFrame, before: pd.DataFrame, found: pd.DataFrame) -> gpd.GeoDataFrame:
    """Give each gebied the regio that its ground had before; new ground keeps the name that it was fetched under."""
    largest = found.dropna(subset=["oud", "nieuw"]).sort_values("aandeel_nieuw", ascending=False)
    old = largest.drop_duplicates("nieuw").set_index("nieuw")["oud"]
    known = gebied["gebiedcode"].map(old).map(before.set_index("gebiedcode")["regio"])
    return gebied.assign(regio=known.fillna(gebied["regio"]))


def _shares(before: pd.DataFrame, fetched_now: pd.DataFrame) -> pd.DataFrame:
    """Keep the shares of the region itself; those of the services are the ones that were fetched now."""
    of_services = before["gebiedcode"].ne(NEDERLAND) & before["bron"].astype("str").str.startswith(OF_SERVICES)
    own = before[~of_services]
    local = fetched_now[fetched_now["gebiedcode"] != NEDERLAND]
    key = ["subgroep", "leeftijdsband", "gebiedcode", "wat"]
    taken = pd.MultiIndex.from_frame(local[key]).isin(pd.MultiIndex.from_frame(own[key]))
    return pd.concat([own, local[~taken]], ignore_index=True)


def _finished(sources: str, name: str) -> Callable[[Tables], Tables]:
    """Return what makes vraag and the facts of the version, and refuses a region that does not keep its contracts."""

    def finish(fresh: Tables) -> Tables:
        complete = {**fresh, "vraag": cast(vraag_table(fresh), "vraag")}
        meta = fresh["meta"].copy()
        meta.loc[meta.index[-1], ["bronnen", "vingerafdruk"]] = [sources, fingerprint(complete)]
        complete["meta"] = cast(meta, "meta")
        findings = check(complete)
        if findings:
            raise TableError(name, findings)
        return complete

    return finish
