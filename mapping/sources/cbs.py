"""The CBS files of a region, in the formats of CBS and PDOK: read, checked, cut down to the gemeenten asked for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd

from mapping.errors import Finding, TableError
from mapping.model import Gebiedsniveau, Soort
from mapping.schema_cbs import KERNCIJFERS, LEEFTIJDEN, POSTCODE_GEBIED, POSTCODES, REGIOS, WIJKEN
from mapping.sources.cbs_rand import CbsAround, around
from mapping.sources.files import layer_names, read_checked
from mapping.sources.pieces import cut_pieces
from mapping.words import _

BRON_KERNCIJFERS = "CBS 85318NED"
BRON_POSTCODE = "CBS 83503NED"
BRON_LEEFTIJD = "CBS 83502NED"
BASIS_KENMERKEN = ("percentage_opleidingsniveau_hoog", "percentage_personen_laagste_40_inkomen")
"""Percentages per wijk that are kept in the table `basis`."""

CODES_YEAR = "2022"
"""The year of the wijk- en gemeentecodes that the contracts ask for (column gemeentecode_2022)."""


@dataclass(frozen=True)
class CbsFiles:
    """Where the files of one region are; without `postcode_gebied` the overlaps are measured on the outlines."""

    wijken: Path
    kerncijfers: Path
    postcodes: Path
    leeftijden: Path
    regios: Path
    postcode_gebied: Path | None = None


@dataclass(frozen=True)
class CbsRegion:
    """What the files say of the region, in the tables of mapping.schema, and the pieces to fit people on.

    pieces: gebiedcode, pc4, area_km2, seed (km² × people per km²), inside (bool: a piece of the region), point.
    rand: what lies within 10 km around it, where the files hold that.
    """

    gebied: gpd.GeoDataFrame
    basis: pd.DataFrame
    postcode: gpd.GeoDataFrame
    postcode_leeftijd: pd.DataFrame
    pieces: pd.DataFrame
    warnings: list[str] = field(default_factory=list)
    rand: CbsAround | None = None


@dataclass(frozen=True)
class Made:
    """What the tables say that they were made from, and the level of their gebieden."""

    kerncijfers: str = BRON_KERNCIJFERS
    postcode: str = BRON_POSTCODE
    leeftijd: str = BRON_LEEFTIJD
    niveau: Gebiedsniveau = Gebiedsniveau.WIJK


@dataclass(frozen=True)
class Days:
    """The peildatum of each file with figures, and sentences about those that had to be assumed."""

    kerncijfers: str
    postcodes: str
    leeftijden: str
    assumed: list[str]


def read_region(files: CbsFiles, *, regios: Sequence[str], today: str) -> CbsRegion:
    """Read and check the files, and keep the regions asked for (all, where none is named).

    Raises TableError with every finding in every file; nothing is taken over then.
    """
    read, findings = _read_all(files, today)
    if findings:
        raise TableError("CBS", findings)
    chosen = _chosen(read["regios"], regios, files.regios.name)
    return lay_out(read, chosen, files, peildata(files))


def lay_out(
    read: Mapping[str, pd.DataFrame],
    chosen: Mapping[str, str],
    files: CbsFiles,
    days: Days,
    *,
    made: Made = Made(),
) -> CbsRegion:
    """Lay tables that passed their contracts (by the names of CbsFiles) out as the region of the gemeenten `chosen`.

    `chosen` is gemeentecode → regio; `files` only gives names for findings and warnings. The column wijkcode holds the
    code of a gebied of any level. Raises TableError for gemeenten without wijken and wijken without kerncijfers.
    """
    wijken = read["wijken"].merge(read["kerncijfers"].drop(columns=["gemeentecode"], errors="ignore"), on="wijkcode",
                                  how="left", indicator="_found")  # fmt: skip
    wijken["regio"] = wijken["gemeentecode"].map(chosen)
    inside = wijken[wijken["regio"].notna()]
    findings = _absences(inside, chosen, files)
    if findings:
        raise TableError("CBS", findings)
    gebied = _gebied(inside, made, peildatum=days.kerncijfers)
    chosen_ones = wijken["regio"].notna().to_numpy()
    pieces = cut_pieces(wijken, read["postcodes"], read.get("postcode_gebied"), inside=chosen_ones)
    touched = read["postcodes"]["pc4"].isin(pieces.loc[pieces["inside"], "pc4"])
    postcode = _postcode(read["postcodes"][touched], made, peildatum=days.leeftijden)
    ages = read["leeftijden"]
    leeftijd = _leeftijd(ages[ages["pc4"].isin(postcode["pc4"])], made, peildatum=days.leeftijden)
    warnings = _warnings(gebied, postcode, leeftijd, read, files, days)
    rand = around(wijken, read, inside=chosen_ones)
    return CbsRegion(gebied, _basis(inside, gebied, made), postcode, leeftijd, pieces, warnings, rand)


def _read_all(files: CbsFiles, today: str) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    """Read every file against its contract and collect the findings of all."""
    contracts = {
        "wijken": WIJKEN, "kerncijfers": KERNCIJFERS, "postcodes": POSTCODES, "leeftijden": LEEFTIJDEN,
        "regios": REGIOS, "postcode_gebied": POSTCODE_GEBIED,
    }  # fmt: skip
    tables, findings = {}, _yet_to_come(files, today)
    for name, contract in contracts.items():
        path = getattr(files, name)
        if path is not None:
            tables[name], found = read_checked(path, contract, today=today, cbs_missing=True)
            if name == "postcodes":
                tables[name], found = _without_hollow(tables[name], found)
            findings += found
    return tables, findings


def _without_hollow(postcodes: gpd.GeoDataFrame, findings: list[Finding]) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Drop postcodes that CBS lists without outline and without inhabitants (5028 in 2020): nobody is lost by it.

    A postcode without outline but with inhabitants stays, and so does its finding.
    """
    if postcodes.empty:
        return postcodes, findings
    hollow = postcodes.geometry.is_empty & ~(postcodes["aantal_inwoners"] > 0).fillna(False).astype(bool)
    rows = {int(place) + 1 for place in postcodes.index[hollow]}
    kept = [finding for finding in findings if not (finding.column == "geometry" and finding.row in rows)]
    return postcodes[~hollow].reset_index(drop=True), kept


def _chosen(regios: pd.DataFrame, names: Sequence[str], file: str) -> dict[str, str]:
    """Return gemeentecode → regio for the regions asked for; raises TableError for a name that is not there."""
    unknown = [name for name in names if name not in set(regios["regio"])]
    if unknown:
        cure = _("Kies uit: {values}").format(values=", ".join(dict.fromkeys(regios["regio"])))
        raise TableError(
            file, [Finding(_("Deze regio staat er niet in"), file, None, "regio", n, cure) for n in unknown]
        )
    kept = regios[regios["regio"].isin(names)] if names else regios
    return dict(zip(kept["gemeentecode_2022"], kept["regio"], strict=True))


def _absences(inside: pd.DataFrame, chosen: Mapping[str, str], files: CbsFiles) -> list[Finding]:
    """Name gemeenten without wijken and wijken without kerncijfers."""
    gone = sorted(set(chosen) - set(inside["gemeentecode"]))
    findings = [
        Finding(
            _("Deze gemeente heeft geen wijken in dit bestand"), files.wijken.name, None, "gemeentecode", code,
            _("Gebruik een wijkenbestand van hetzelfde jaar als de codes in {file}").format(file=files.regios.name),
        )
        for code in gone
    ]  # fmt: skip
    bare = inside.loc[inside["_found"] != "both", "wijkcode"]
    return findings + [
        Finding(
            _("Van deze wijk staan er geen kerncijfers in dit bestand"), files.kerncijfers.name, None, "wijkcode", code,
            _("Gebruik kerncijfers van hetzelfde jaar als {file}").format(file=files.wijken.name),
        )
        for code in bare
    ]  # fmt: skip


def peildata(files: CbsFiles) -> Days:
    """Return 1 January of the year of each file: CBS counts inhabitants on that day.

    The year stands in the file name, or in the name of its layer. Where neither says it, the year of the codes is taken
    (CODES_YEAR, as in the column gemeentecode_2022), and that assumption is said.
    """
    days, assumed = {}, []
    for name in ("kerncijfers", "postcodes", "leeftijden"):
        path = getattr(files, name)
        year = year_in(path.name) or year_in(" ".join(layer_names(path)))
        if year is None:
            year = CODES_YEAR
            sentence = _("Uit de naam van {file} blijkt geen jaar; wij nemen aan: {year}. Zet het jaar in de naam.")
            assumed.append(sentence.format(file=path.name, year=year))
        days[name] = f"{year}-01-01"
    return Days(**days, assumed=assumed)


def _yet_to_come(files: CbsFiles, today: str) -> list[Finding]:
    """Name the files of a year that has yet to come."""
    cure = _("Zet het jaar van de cijfers in de naam, bijvoorbeeld kerncijfers_2022.csv")
    days = peildata(files)
    return [
        Finding(_("Deze datum ligt in de toekomst"), getattr(files, name).name, value=getattr(days, name), cure=cure)
        for name in ("kerncijfers", "postcodes", "leeftijden")
        if getattr(days, name) > today
    ]


def year_in(name: str) -> str | None:
    """Return the last year that stands in a name by itself, or None."""
    years = re.findall(r"(?<!\d)(20\d{2}|19\d{2})(?!\d)", name)
    return years[-1] if years else None


def _gebied(inside: pd.DataFrame, made: Made, *, peildatum: str) -> gpd.GeoDataFrame:
    """Lay the wijken out as the table `gebied`."""
    columns = {
        "gebiedcode": inside["wijkcode"],
        "gebiednaam": inside["wijknaam"],
        "gebiedsniveau": made.niveau.value,
        "gemeentecode": inside["gemeentecode"],
        "gemeentenaam": inside["gemeentenaam"],
        "regio": inside["regio"],
        "inwoners": inside["aantal_inwoners"],
        "stedelijkheid": inside["stedelijkheid_klasse"],
        "bron": made.kerncijfers,
        "peildatum": peildatum,
    }
    table = gpd.GeoDataFrame(columns, geometry=inside.geometry, crs=inside.crs)
    return table.sort_values("gebiedcode").reset_index(drop=True)


def _basis(inside: pd.DataFrame, gebied: pd.DataFrame, made: Made) -> pd.DataFrame:
    """Lay the percentages out as the table `basis`, in the order of gebied; missing stays missing."""
    facts = pd.DataFrame(inside).set_index("wijkcode").loc[gebied["gebiedcode"], list(BASIS_KENMERKEN)]
    table = facts.rename_axis("gebiedcode").reset_index().melt("gebiedcode", var_name="kenmerk", value_name="waarde")
    return table.assign(soort=Soort.GEMETEN.value, bron=made.kerncijfers, peildatum=gebied["peildatum"].iloc[0])


def _postcode(postcodes: gpd.GeoDataFrame, made: Made, *, peildatum: str) -> gpd.GeoDataFrame:
    """Lay the postcodes out as the table `postcode`."""
    table = postcodes[["pc4", "plaats", "aantal_inwoners", "geometry"]].rename(columns={"aantal_inwoners": "inwoners"})
    return table.assign(bron=made.postcode, peildatum=peildatum).sort_values("pc4").reset_index(drop=True)


def _leeftijd(ages: pd.DataFrame, made: Made, *, peildatum: str) -> pd.DataFrame:
    """Lay the ages out as the table `postcode_leeftijd`."""
    table = ages.rename(columns={"leeftijd": "leeftijdsband", "aantal_inwoners": "inwoners"})
    table = table[["pc4", "leeftijdsband", "inwoners"]]
    return table.assign(bron=made.leeftijd, peildatum=peildatum).reset_index(drop=True)


def _warnings(
    gebied: pd.DataFrame,
    postcode: pd.DataFrame,
    leeftijd: pd.DataFrame,
    read: Mapping[str, pd.DataFrame],
    files: CbsFiles,
    days: Days,
) -> list[str]:
    """Say what a reader of the result must know: who is missing, and which years differ."""
    warnings = list(days.assumed)
    nobody = gebied[~(gebied["inwoners"] > 0).fillna(False)]
    if len(nobody):
        names = ", ".join(f"{row.gebiedcode} {row.gebiednaam}" for row in nobody.itertuples())
        warnings.append(_("{n} gebieden zonder inwoners: {names}").format(n=len(nobody), names=names))
    drawn = set(read["postcodes"]["pc4"])
    prefixes = {code[:2] for code in postcode["pc4"]}
    lost = sorted(code for code in set(read["leeftijden"]["pc4"]) - drawn if code[:2] in prefixes)
    if lost:
        warnings.append(
            _("Postcodes met inwoners maar zonder omtrek vallen nergens: {codes}").format(codes=", ".join(lost))
        )
    unknown = postcode.loc[postcode["inwoners"].isna(), "pc4"]
    if len(unknown):
        warnings.append(_("Postcodes met een onbekend aantal inwoners: {codes}").format(codes=", ".join(unknown)))
    ageless = sorted(set(postcode["pc4"]) - set(leeftijd["pc4"]))
    if ageless:
        warnings.append(
            _("Postcodes zonder leeftijden (zij krijgen die van de regio): {codes}").format(codes=", ".join(ageless))
        )
    years = {getattr(files, name).name: getattr(days, name) for name in ("kerncijfers", "leeftijden", "postcodes")}
    if len(set(years.values())) > 1:
        listed = ", ".join(f"{name} {day}" for name, day in years.items())
        warnings.append(_("De peildata verschillen: {days}").format(days=listed))
    return warnings
