"""Postcodes of four digits: outlines from PDOK (cbs/postcode4), inhabitants and ages from CBS OData (83502NED)."""

import re

import geopandas as gpd
import pandas as pd

from mapping.errors import Finding, SourceError, TableError
from mapping.model import VIJFJAARSGROEPEN
from mapping.sources.official.archive import Archive
from mapping.sources.official.cbs_odata import in_turn, keys_of, values
from mapping.sources.official.pdok_areas import RD_URI, features
from mapping.sources.official.services import CBS
from mapping.words import _

YEARS_BACK = 4
"""Outlines and ages of postcodes come later than those of wijken: we look this many years back."""

POSTCODES_PER_QUESTION = 20
"""Postcodes in one filter: 20 × 21 ages stays far under the rows of one answer, and the address stays short."""

BOTH_SEXES = "T001038"
"""Key of Geslacht for men and women together."""

ALL_AGES = "Totaal"
LAST_GROUP = VIJFJAARSGROEPEN[-1].label


def read_outlines(archive: Archive, jaar: str, boxes: list[tuple[float, ...]]) -> tuple[gpd.GeoDataFrame, str]:
    """Return the outlines of the postcodes in these boxes (pc4, geometry in RD New) and the year that they are of.

    The last year up to `jaar` that PDOK holds; raises SourceError where there is none in YEARS_BACK years.
    """
    for year in (str(int(jaar) - back) for back in range(YEARS_BACK + 1)):
        what = _("PDOK, postcodes {year}").format(year=year)
        found = []
        for box in boxes:
            params = {"jaarcode": year, "bbox": ",".join(f"{edge:.0f}" for edge in box), "bbox-crs": RD_URI}
            found.append(features(archive, "postcode4/ogc/v1/collections/postcode4/items", params, what))
        table = pd.concat(found, ignore_index=True)
        if len(table) and "postcode" not in table:
            raise TableError(what, [Finding(_("De kolom ontbreekt"), what, column="postcode")])
        if "jaarcode" in table:
            table = table[table["jaarcode"].astype("str").str[:4] == year]
        if len(table):
            table = table.assign(pc4=table["postcode"].astype("str").str.strip().str[:4])
            once = table[["pc4", "geometry"]].drop_duplicates("pc4").sort_values("pc4", ignore_index=True)
            return gpd.GeoDataFrame(once, geometry="geometry", crs=found[0].crs), year
    raise SourceError(_("PDOK heeft geen omtrekken van postcodes van {year} of kort daarvoor.").format(year=jaar))


def read_ages(
    archive: Archive, table: str, jaar: str, pc4: list[str]
) -> tuple[pd.DataFrame, pd.Series, str, list[str]]:
    """Return the inhabitants of these postcodes in five-year groups, their totals, the year, and warnings.

    The ages have pc4, leeftijd, aantal_inwoners; the totals are indexed by pc4, missing where CBS gives none. The last
    year up to `jaar`; raises SourceError where there is none, or where the ages are other groups.
    """
    year, period = _period(archive, table, jaar)
    ages, warnings = _age_keys(archive, table)
    codes = values(
        archive, CBS, f"{table}/Postcode", {"$select": "Key,Title"}, _("CBS {table}: postcodes").format(table=table)
    )
    keys = {
        found[1]: str(row["Key"]) for row in codes if (found := re.search(r"(\d{4})\s*$", str(row.get("Key") or "")))
    }
    rows: list[dict] = []
    groups = in_turn([keys[code] for code in pc4 if code in keys], POSTCODES_PER_QUESTION)
    for turn, group in enumerate(groups, start=1):
        asked = " or ".join(f"Postcode eq '{key}'" for key in group)
        params = {
            "$filter": f"Perioden eq '{period}' and Geslacht eq '{BOTH_SEXES}' and ({asked})",
            "$select": "Leeftijd,Postcode,Bevolking_1",
        }
        what = _("CBS {table}: leeftijden van {year}, deel {n} van {all}")
        what = what.format(table=table, year=year, n=turn, all=len(groups))
        rows += values(archive, CBS, f"{table}/TypedDataSet", params, what)
    counted = pd.DataFrame(rows, columns=["Leeftijd", "Postcode", "Bevolking_1"])
    counted["pc4"] = counted["Postcode"].astype("str").str.strip().str[-4:]
    counted["leeftijd"] = counted["Leeftijd"].astype("str").str.strip().map(ages)
    numbers = pd.to_numeric(counted["Bevolking_1"], errors="coerce").astype("float64")
    counted["aantal_inwoners"] = numbers.where(numbers >= 0)  # the codes for a missing figure are below zero
    known = counted[counted["leeftijd"].notna()].drop_duplicates(["pc4", "leeftijd"])
    totals = known[known["leeftijd"] == ALL_AGES].set_index("pc4")["aantal_inwoners"].reindex(pc4)
    fine = known[known["leeftijd"] != ALL_AGES][["pc4", "leeftijd", "aantal_inwoners"]].reset_index(drop=True)
    return fine, totals, year, warnings


def _period(archive: Archive, table: str, jaar: str) -> tuple[str, str]:
    """Return the last year up to `jaar` within YEARS_BACK, and its key."""
    keys = keys_of(values(archive, CBS, f"{table}/Perioden", {}, _("CBS {table}: jaren").format(table=table)))
    years = {title[:4]: key for title, key in keys.items() if re.fullmatch(r"\d{4}\*?", title)}
    fit = [year for year in years if int(jaar) - YEARS_BACK <= int(year) <= int(jaar)]
    if not fit:
        text = _("{table} heeft geen leeftijden van {year} of kort daarvoor.")
        raise SourceError(text.format(table=table, year=jaar))
    return max(fit), years[max(fit)]


def _age_keys(archive: Archive, table: str) -> tuple[dict[str, str], list[str]]:
    """Return key → our five-year group (or ALL_AGES), and warnings; groups of other widths are left out."""
    titles = keys_of(
        values(archive, CBS, f"{table}/Leeftijd", {}, _("CBS {table}: leeftijdsgroepen").format(table=table))
    )
    groups = {group.label: group for group in VIJFJAARSGROEPEN}
    found: dict[str, str] = {}
    open_ended: dict[int, str] = {}
    for title, key in titles.items():
        if closed := re.fullmatch(r"(\d+) tot (\d+) jaar", title):
            label = f"{closed[1]}-{int(closed[2]) - 1}"
            if label in groups:
                found[key.strip()] = label
        elif last := re.fullmatch(r"(\d+) jaar of ouder", title):
            open_ended[int(last[1])] = key.strip()
        elif title.lower().startswith("totaal"):
            found[key.strip()] = ALL_AGES
    return _with_the_oldest(found, open_ended, table)


def _with_the_oldest(found: dict[str, str], open_ended: dict[int, str], table: str) -> tuple[dict[str, str], list[str]]:
    """Add the open group that begins where the closed ones end; raises SourceError where they leave a gap."""
    ends = [int(label.split("-")[1]) + 1 for label in found.values() if label != ALL_AGES]
    start = max(ends, default=0)
    fit = start in open_ended and len(ends) * 5 == start
    if not fit or start not in (95, 90):
        raise SourceError(_("{table}: de leeftijdsgroepen zijn andere dan die van vijf jaar.").format(table=table))
    if start == 95:
        return {**found, open_ended[start]: LAST_GROUP}, []
    warning = _("{table} telt 90 jaar en ouder samen; wij zetten hen bij 90-94. In band 75+ verandert er niets.")
    return {**found, open_ended[start]: VIJFJAARSGROEPEN[-2].label}, [warning.format(table=table)]
