"""PDOK, CBS and RIVM as a script for the loopback server: answers in the documented formats, from tables of a test.

What a table holds is paged, filtered and cut as the services do it: OGC API Features with `limit`, `bbox`, `jaarcode`
and links `next`; OData 3 with `$filter` (eq, startswith, and, or), `$select`, `$skip` and at most `rows` rows.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

import geopandas as gpd
import pandas as pd
import shapely

from mapping.model import VIJFJAARSGROEPEN
from tests.loopback import Asked, Reply, json_reply

RD_URI = "http://www.opengis.net/def/crs/EPSG/0/28992"


@dataclass
class World:
    """What the services know. areas: (year, collection) → features; odata: service/table/list → rows."""

    areas: dict[tuple[str, str], gpd.GeoDataFrame] = field(default_factory=dict)
    postcodes: dict[str, gpd.GeoDataFrame] = field(default_factory=dict)
    lists: dict[str, list[dict]] = field(default_factory=dict)
    rows: int = 10_000
    page: int = 1_000
    degrees: bool = False

    def script(self) -> dict[str, Callable[[Asked], Reply]]:
        """Return the script: every path that the services have; the base of the server stands in the Host header."""
        made: dict[str, Callable[[Asked], Reply]] = {}
        for (year, collection), table in self.areas.items():
            path = f"/pdok/wijken-en-buurten-{year}/ogc/v1/collections/{collection}/items"
            made[path] = lambda asked, table=table: self._features(asked, table)
        if self.postcodes:
            every = pd.concat([table.assign(jaarcode=int(year)) for year, table in self.postcodes.items()])
            made["/pdok/postcode4/ogc/v1/collections/postcode4/items"] = lambda asked: self._features(asked, every)
        for path, found in self.lists.items():
            made[f"/{path}"] = lambda asked, found=found: self._values(asked, found)
        return made

    def _features(self, asked: Asked, table: gpd.GeoDataFrame) -> Reply:
        """Answer as PDOK: features within the box and of the year, a page at a time."""
        if "bbox" in asked.params:
            table = table[table.intersects(shapely.box(*map(float, asked.params["bbox"].split(","))))]
        if "jaarcode" in asked.params:
            table = table[table["jaarcode"] == int(asked.params["jaarcode"])]
        start = int(asked.params.get("offset", 0))
        size = min(int(asked.params.get("limit", 10)), self.page)
        part = table.iloc[start : start + size]
        if self.degrees:
            part = part.to_crs(4326)
        links = [{"rel": "self", "href": "x"}]
        if start + size < len(table):
            following = urlencode({**asked.params, "offset": str(start + size)})
            links.append({"rel": "next", "href": f"http://{asked.headers['host']}{asked.path}?{following}"})
        body = json.loads(part.to_json(show_bbox=False)) | {"links": links, "numberReturned": len(part)}
        return json_reply(body)

    def _values(self, asked: Asked, found: list[dict]) -> Reply:
        """Answer as CBS OData 3: rows that pass the filter, from `$skip` on, in the columns of `$select`."""
        kept = list(filter(filter_of(asked.params.get("$filter", "")), found))
        skip = int(asked.params.get("$skip", 0))
        select = asked.params.get("$select")
        part = kept[skip : skip + self.rows]
        if select:
            part = [{key: row[key] for key in select.split(",") if key in row} for row in part]
        body: dict[str, object] = {"odata.metadata": "x", "value": part}
        if skip + self.rows < len(kept):
            body["odata.nextLink"] = "more"
        return json_reply(body)


def filter_of(text: str) -> Callable[[dict], bool]:
    """Return what tells whether a row passes a filter of `a eq 'x'`, `startswith(a,'x')`, and, or, brackets."""
    if not text:
        return lambda _row: True
    terms = re.sub(r"startswith\((\w+),'([^']*)'\)", r"row['\1'].startswith('\2')", text)
    terms = re.sub(r"(\w+) eq '([^']*)'", r"row['\1'] == '\2'", terms)
    return eval(f"lambda row: {terms}")


def codes(titles: dict[str, str]) -> list[dict]:
    """Return a list of codes: Key with its trailing spaces, Title."""
    return [{"Key": key, "Title": title, "Description": ""} for key, title in titles.items()]


def columns(named: dict[str, tuple[str, str]]) -> list[dict]:
    """Return DataProperties: key → (title, unit)."""
    return [
        {"odata.type": "Cbs.OData.Topic", "ID": place, "Type": "Topic", "Key": key, "Title": title, "Unit": unit}
        for place, (key, (title, unit)) in enumerate(named.items())
    ]


KERN_COLUMNS = {
    "AantalInwoners_5": ("Aantal inwoners", "aantal"), "k_40PersonenMetLaagsteInkomen_79": ("x", "%"),
    "OpleidingsniveauLaag_64": ("Opleidingsniveau laag", "aantal"),
    "OpleidingsniveauMiddelbaar_65": ("Opleidingsniveau middelbaar", "aantal"),
    "OpleidingsniveauHoog_66": ("Opleidingsniveau hoog", "aantal"),
    "MateVanStedelijkheid_116": ("Mate van stedelijkheid", "code"),
}  # fmt: skip

AGE_TITLES = {
    "10000   ": "Totaal leeftijd",
    **{
        f"{70000 + 100 * (place + 1)}   ": (
            "95 jaar of ouder" if band.label.endswith("+") else f"{band.start} tot {band.stop} jaar"
        )
        for place, band in enumerate(VIJFJAARSGROEPEN)
    },
    "22000   ": "80 jaar of ouder",
}
"""The groups of 83502NED, an overlapping one among them."""


def kern_rows(table: pd.DataFrame) -> list[dict]:
    """Return rows of TypedDataSet from wijkcode, aantal_inwoners, stedelijkheid, laagste 40%, hoog; codes padded."""
    rows = []
    for row in table.itertuples():
        high = row.percentage_opleidingsniveau_hoog
        known = pd.notna(high) and high >= 0
        rows.append(
            {
                "ID": len(rows), "WijkenEnBuurten": f"{row.wijkcode:<10}",
                "AantalInwoners_5": _plain(row.aantal_inwoners),
                "MateVanStedelijkheid_116": _plain(row.stedelijkheid_klasse),
                "k_40PersonenMetLaagsteInkomen_79": _plain(row.percentage_personen_laagste_40_inkomen),
                "OpleidingsniveauLaag_64": round(10 * (100 - high) * 0.5, 1) if known else _plain(high),
                "OpleidingsniveauMiddelbaar_65": round(10 * (100 - high) * 0.5, 1) if known else _plain(high),
                "OpleidingsniveauHoog_66": round(10 * high, 1) if known else _plain(high),
            }
        )  # fmt: skip
    return rows


def _plain(value: object) -> float | None:
    """Return a number for JSON; null where it is missing."""
    return None if pd.isna(value) else float(value)


def age_rows(table: pd.DataFrame, year: str) -> list[dict]:
    """Return rows of 83502NED from pc4, leeftijd, aantal_inwoners: both sexes and men, each group and the total."""
    groups = {band.label: key for band, key in zip(VIJFJAARSGROEPEN, list(AGE_TITLES)[1:-1], strict=True)}
    rows = []
    for pc4, counted in table.groupby("pc4"):
        found = [(groups[row.leeftijd], row.aantal_inwoners) for row in counted.itertuples()]
        found.append(("10000   ", float(counted["aantal_inwoners"].sum())))
        rows += [
            {
                "Geslacht": sex,
                "Leeftijd": key,
                "Postcode": f"PC{pc4}",
                "Perioden": f"{year}JJ00",
                "Bevolking_1": _plain(n * part),
            }
            for key, n in found
            for sex, part in (("T001038", 1), ("3000   ", 0.5))
        ]
    return rows


HEALTH_COLUMNS = {
    "Gemeentenaam_1": ("Gemeentenaam", ""), "Eenzaam_27": ("Eenzaam", "%"),
    "ErnstigZeerErnstigEenzaam_28": ("Ernstig/zeer ernstig eenzaam", "%"),
    "MatigVeelRegieOverEigenLeven_26": ("Matig/veel regie over eigen leven", "%"),
    "Mantelzorger_31": ("Mantelzorger", "%"),
}  # fmt: skip


def health_rows(wijken: dict[str, float], period: str = "2022JJ00") -> list[dict]:
    """Return rows of 50120NED: per wijk (code → % strongly lonely of adults) three ages and three margins."""
    rows = []
    for code, lonely in wijken.items():
        for age, more in (("20300", 0.0), ("53115", -1.0), ("80200", 2.0)):
            for margin, off in (("MW00000", 0.0), ("MOG0095", -3.0), ("MBG0095", 4.0)):
                rows.append(
                    {
                        "Marges": margin, "Leeftijd": age, "WijkenEnBuurten": f"{code:<10}", "Perioden": period,
                        "Gemeentenaam_1": "x", "Eenzaam_27": 40 + more + off,
                        "ErnstigZeerErnstigEenzaam_28": lonely + more + off,
                        "MatigVeelRegieOverEigenLeven_26": 88 + off, "Mantelzorger_31": 14 + more + off,
                    }
                )  # fmt: skip
    return rows


def add_kerncijfers(
    world: World, table: str, rows: list[dict], known: dict[str, tuple[str, str]] | None = None
) -> None:
    """Add a table of Kerncijfers wijken en buurten."""
    world.lists[f"cbs/{table}/TypedDataSet"] = rows
    world.lists[f"cbs/{table}/DataProperties"] = columns(known or KERN_COLUMNS)


def add_ages(world: World, ages: pd.DataFrame, year: str, table: str = "83502NED") -> None:
    """Add the table of ages per postcode."""
    world.lists[f"cbs/{table}/TypedDataSet"] = age_rows(ages, year)
    world.lists[f"cbs/{table}/Perioden"] = codes({f"{int(year) - 9}JJ00": str(int(year) - 9), f"{year}JJ00": year})
    world.lists[f"cbs/{table}/Leeftijd"] = codes(AGE_TITLES)
    world.lists[f"cbs/{table}/Postcode"] = codes({f"PC{pc4}": str(pc4) for pc4 in ages["pc4"].unique()})


def add_health(world: World, rows: list[dict], *, table: str = "50120NED", indeling: str = "2022") -> None:
    """Add the table of health figures."""
    world.lists[f"derden/{table}/TypedDataSet"] = rows
    world.lists[f"derden/{table}/DataProperties"] = columns(HEALTH_COLUMNS)
    world.lists[f"derden/{table}/Perioden"] = codes({"2016JJ00": "2016", "2022JJ00": "2022"})
    world.lists[f"derden/{table}/Leeftijd"] = codes(
        {"20300   ": "18 jaar of ouder", "53115   ": "18 tot 65 jaar", "80200   ": "65 jaar of ouder"}
    )
    world.lists[f"derden/{table}/TableInfos"] = [
        {"Title": f"Gezondheid per wijk en buurt; 2016/2022 (indeling {indeling})"}
    ]
