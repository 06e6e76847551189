"""From the answers of the services to the region that `build` reads from files: the same contracts, the same checks."""

from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

import geopandas as gpd
import pandas as pd

from mapping.contract import TableContract
from mapping.errors import Finding, SourceAbsent, SourceError, TableError
from mapping.model import Gebiedsniveau
from mapping.schema import checked
from mapping.schema_cbs import KERNCIJFERS, LEEFTIJDEN, POSTCODES, WIJK, WIJKEN
from mapping.sources.cbs import CbsFiles, CbsRegion, Days, Made, lay_out
from mapping.sources.codes import read_code_changes
from mapping.sources.official.archive import Archive
from mapping.sources.official.cbs_odata import Kerncijfers, read_kerncijfers
from mapping.sources.official.concordance import concordance, same_ground
from mapping.sources.official.pdok_areas import boxes_around, read_areas
from mapping.sources.official.postcodes import read_ages, read_outlines
from mapping.sources.official.rivm import HealthFigures, as_basis, read_health, read_indicators
from mapping.sources.official.services import Asked
from mapping.words import _, number

PREFIXES = {Gebiedsniveau.GEMEENTE: "GM", Gebiedsniveau.WIJK: "WK", Gebiedsniveau.BUURT: "BU"}
LEVEL_CODES = {Gebiedsniveau.GEMEENTE: r"GM\d{4}", Gebiedsniveau.WIJK: WIJK.pattern,
               Gebiedsniveau.BUURT: r"BU\d{4}[0-9A-Z]{4}"}  # fmt: skip


@dataclass(frozen=True)
class Fetched:
    """A region made from the services, and what its maker must know."""

    region: CbsRegion
    warnings: list[str] = field(default_factory=list)


def fetch_region(archive: Archive, asked: Asked, *, today: str) -> Fetched:
    """Ask the services for a region and lay the answers out; nothing is taken over where one of them cannot be used.

    Raises TableError for gemeenten that do not exist, columns that are gone and figures that cannot be; SourceError where
    a service gives no answer.
    """
    niveau = Gebiedsniveau(asked.niveau)
    gemeenten = read_areas(archive, asked.jaar, Gebiedsniveau.GEMEENTE)
    _refuse_unknown(gemeenten, asked, today)
    chosen = gemeenten[gemeenten["gemeentecode"].isin(asked.gemeenten)]
    boxes = boxes_around(chosen.geometry, asked.buffer_km)
    gebieden = _named(_gebieden(archive, asked, niveau, gemeenten, boxes), gemeenten)
    kern = read_kerncijfers(archive, asked.kerncijfers, sorted(set(gebieden["gemeentecode"])), PREFIXES[niveau])
    outlines, year_outlines = read_outlines(archive, asked.jaar, _grown(boxes, gebieden))
    ages, totals, year_ages, warnings = read_ages(archive, asked.leeftijden, asked.jaar, list(outlines["pc4"]))
    postcodes = outlines.assign(plaats=None, aantal_inwoners=totals.reindex(outlines["pc4"]).to_numpy())
    read = _checked({"wijken": gebieden, "kerncijfers": kern.table, "postcodes": postcodes, "leeftijden": ages},
                    asked, niveau, today=today)  # fmt: skip
    name = asked.regio or _joined(list(chosen.sort_values("gemeentecode")["gemeentenaam"]))
    read["regios"] = pd.DataFrame({"gemeentecode_2022": list(asked.gemeenten), "regio": name})
    made = Made(
        f"CBS {asked.kerncijfers}",
        f"PDOK postcode4 {year_outlines}; CBS {asked.leeftijden}",
        f"CBS {asked.leeftijden}",
        niveau,
    )
    days = Days(f"{asked.jaar}-01-01", f"{year_ages}-01-01", f"{year_ages}-01-01", [])
    region = lay_out(
        read, dict.fromkeys(asked.gemeenten, name), _names(asked, year_outlines, year_ages), days, made=made
    )
    region = replace(region, basis=_with_reasons(region.basis, kern))
    health, told = _health(archive, asked, niveau, gebieden, boxes, today=today)
    if health is not None:
        region = replace(region, basis=pd.concat([region.basis, health], ignore_index=True))
    return Fetched(region, [*_kern_warnings(kern, asked), *warnings, *told])


def _gebieden(
    archive: Archive, asked: Asked, niveau: Gebiedsniveau, gemeenten: gpd.GeoDataFrame, boxes: list[tuple[float, ...]]
) -> gpd.GeoDataFrame:
    """Return the gebieden in the boxes; the gemeenten were read already."""
    if niveau != Gebiedsniveau.GEMEENTE:
        return read_areas(archive, asked.jaar, niveau, boxes)
    near = gpd.GeoSeries.from_xy([], [], crs=gemeenten.crs)
    for west, south, east, north in boxes:
        near = pd.concat([near, gemeenten.geometry.cx[west:east, south:north]])
    return gemeenten[gemeenten.index.isin(near.index)].reset_index(drop=True)


def _grown(boxes: list[tuple[float, ...]], gebieden: gpd.GeoDataFrame) -> list[tuple[float, ...]]:
    """Return the boxes, each grown to hold the gebieden that touch it whole: their postcodes must cover all of them."""
    touching = (gebieden.cx[west:east, south:north] for west, south, east, north in boxes)
    return [tuple(float(round(edge)) for edge in found.total_bounds) for found in touching if len(found)]


def _named(gebieden: gpd.GeoDataFrame, gemeenten: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give each gebied the name of its gemeente, and leave those out whose gemeente PDOK does not list (abroad)."""
    names = gemeenten.set_index("gemeentecode")["gemeentenaam"]
    known = gebieden[gebieden["gemeentecode"].isin(names.index)]
    return known.assign(gemeentenaam=known["gemeentecode"].map(names)).reset_index(drop=True)


def _joined(names: list[str]) -> str:
    """Name a region after its gemeenten; of more than three only the first."""
    if len(names) > 3:
        return f"{names[0]} en {len(names) - 1} andere gemeenten"
    return " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _refuse_unknown(gemeenten: gpd.GeoDataFrame, asked: Asked, today: str) -> None:
    """Raise TableError for codes that this year does not have: merged ones with what they became, others with a guess."""
    known = dict(zip(gemeenten["gemeentecode"], gemeenten["gemeentenaam"], strict=True))
    if not known:
        text = _("PDOK heeft geen gemeenten van {year}. Kies een ander jaar.")
        raise SourceError(text.format(year=asked.jaar))
    changes = read_code_changes(today=today)
    findings = []
    for code in asked.gemeenten:
        if code in known:
            continue
        later, before = changes[changes["oud"] == code], changes[changes["nieuw"] == code]
        before = before[before["datum"] > f"{asked.jaar}-01-01"]
        if len(before):
            cure = _("In {year} waren dit nog: {codes}").format(
                year=asked.jaar, codes=", ".join(f"{row.oud} {row.naam_oud}" for row in before.itertuples())
            )
        elif len(later):
            new = ", ".join(f"{row.nieuw} {row.naam_nieuw}" for row in later.itertuples())
            cure = _("Deze gemeente is per {day} opgegaan in {new}; gebruik die code").format(
                day=later["datum"].iloc[-1], new=new
            )
        else:
            close = get_close_matches(code, list(known), n=3)
            guess = ", ".join(f"{one} {known[one]}" for one in close)
            cure = _("Bedoelt u: {codes}?").format(codes=guess) if close else _("Een code is GM met vier cijfers")
        message = _("Deze gemeente bestaat niet in {year}").format(year=asked.jaar)
        findings.append(Finding(message, "--gemeente", value=code, cure=cure))
    if findings:
        raise TableError("--gemeente", findings)


def _checked(
    raw: dict[str, pd.DataFrame], asked: Asked, niveau: Gebiedsniveau, *, today: str
) -> dict[str, pd.DataFrame]:
    """Hold the answers against the contracts of the files; raises TableError with all findings of all."""
    contracts = {"wijken": _of_level(WIJKEN, niveau), "kerncijfers": _of_level(KERNCIJFERS, niveau),
                 "postcodes": POSTCODES, "leeftijden": LEEFTIJDEN}  # fmt: skip
    tables, findings = {}, []
    for name, contract in contracts.items():
        columns = [column for column in contract.columns if column in raw[name].columns]
        tables[name], found = checked(raw[name][columns], contract, file=f"{name} {asked.jaar}", today=today)
        findings += found
    if findings:
        raise TableError("official", findings)
    return tables


def _of_level(contract: TableContract, niveau: Gebiedsniveau) -> TableContract:
    """Return a contract whose column wijkcode holds the codes of a level."""
    code = replace(contract.columns["wijkcode"], pattern=LEVEL_CODES[niveau])
    return replace(contract, columns={**contract.columns, "wijkcode": code})


def _names(asked: Asked, year_outlines: str, year_ages: str) -> CbsFiles:
    """Return what findings and warnings call the answers: names, not files."""
    return CbsFiles(
        Path(f"PDOK {asked.niveau} {asked.jaar}"),
        Path(f"CBS {asked.kerncijfers}"),
        Path(f"PDOK postcode4 {year_outlines}"),
        Path(f"CBS {asked.leeftijden} {year_ages}"),
        Path("--gemeente"),
    )


def _with_reasons(basis: pd.DataFrame, kern: Kerncijfers) -> pd.DataFrame:
    """Write in `bron` why a figure is missing, where CBS says so."""
    why = dict(
        zip(zip(kern.reasons["gebiedcode"], kern.reasons["kenmerk"], strict=True), kern.reasons["reden"], strict=True)
    )
    told = [
        f"{row.bron} (geen cijfer: {why[row.gebiedcode, row.kenmerk]})"
        if pd.isna(row.waarde) and (row.gebiedcode, row.kenmerk) in why
        else row.bron
        for row in basis.itertuples()
    ]
    return basis.assign(bron=told)


def _kern_warnings(kern: Kerncijfers, asked: Asked) -> list[str]:
    """Say which columns the table lacks, and of how many gebieden the inhabitants are missing, with the reasons."""
    warnings = []
    if kern.absent:
        text = _("CBS {table} heeft geen kolom voor: {names}. Die cijfers ontbreken.")
        warnings.append(text.format(table=asked.kerncijfers, names=", ".join(kern.absent)))
    nobody = kern.reasons[kern.reasons["kenmerk"] == "aantal_inwoners"]
    for reason, rows in nobody.groupby("reden", sort=True):
        why = str(reason)
        text = _("Aantal inwoners ontbreekt in {n} gebieden van de regio en de rand ({reason})")
        warnings.append(text.format(n=number(len(rows)), reason=_(why)))
    return warnings


def _health(
    archive: Archive, asked: Asked, niveau: Gebiedsniveau, now: gpd.GeoDataFrame, boxes: list, *, today: str
) -> tuple[pd.DataFrame | None, list[str]]:
    """Return rows of basis with the modelled figures of the region, and warnings; None where the table is not there.

    Without these a region is whole: the shares of the country hold then, and the warning says so.
    """
    indicators = read_indicators(today=today)
    try:
        known = sorted({*asked.gemeenten, *_older_codes(asked, today)})
        figures = read_health(
            archive, asked.gezondheid, known, PREFIXES[niveau], jaar=asked.jaar, indicators=indicators
        )
        same = _same(archive, asked, niveau, figures, now, boxes)
    except SourceAbsent as error:
        return None, [_("Zonder cijfers van RIVM en GGD’en: {reason}").format(reason=str(error))]
    inside = now.loc[now["gemeentecode"].isin(asked.gemeenten), "wijkcode"]
    rows = as_basis(figures, same, pd.Index(inside))
    told = []
    if figures.absent:
        text = _("RIVM {table} heeft geen kolom voor: {names}")
        told.append(text.format(table=asked.gezondheid, names=", ".join(figures.absent)))
    bare = int((~inside.isin(rows["gebiedcode"])).sum())
    if bare:
        text = _("{n} van de {all} gebieden hebben geen cijfer van RIVM en GGD’en (te klein, of hertekend na {year})")
        told.append(text.format(n=number(bare), all=number(len(inside)), year=figures.indeling))
    return rows, told


def _older_codes(asked: Asked, today: str) -> set[str]:
    """Return the gemeenten that went up in those asked for: figures may still stand under their codes."""
    changes = read_code_changes(today=today)
    found = set(asked.gemeenten)
    while more := set(changes.loc[changes["nieuw"].isin(found), "oud"]) - found:
        found |= more
    return found


def _same(
    archive: Archive, asked: Asked, niveau: Gebiedsniveau, figures: HealthFigures, now: gpd.GeoDataFrame, boxes: list
) -> dict[str, str]:
    """Return code of the figures → code of now, for gebieden whose ground is the same in both years."""
    if figures.indeling == asked.jaar:
        return {code: code for code in now["wijkcode"]}
    then = read_areas(archive, figures.indeling, niveau, boxes)
    outlines = [
        table.rename(columns={"wijkcode": "code", "wijknaam": "naam"})[["code", "naam", "geometry"]]
        for table in (then, now)
    ]
    return same_ground(concordance(*outlines))
