"""The small region with a handful of ends: organisaties, initiatieven and vindplaatsen along its road."""

import pandas as pd
from shapely import Point

from tests.unit.analysis.small_region import initiatief, offered, small_region, table

TIE = {
    "soort": "verwijzing", "richting": "heen", "frequentie": "maandelijks", "bekend_niet_verwezen": "nee", "voorbeeld": "nee",
}  # fmt: skip


def end(name: str) -> tuple[str, str]:
    """Return kind and code of an end written as `i:koffie`."""
    kind, _colon, code = name.partition(":")
    return {"i": "initiatief", "o": "organisatie", "v": "vindplaats"}[kind], code


def tie(van: str, naar: str, **changes) -> dict:
    """Write one row of verbinding; ends as `i:koffie`, `o:kerk`, `v:praktijk`."""
    ends = dict(zip(("van_soort", "van", "naar_soort", "naar"), (*end(van), *end(naar)), strict=True))
    return TIE | {"verbinding": f"{end(van)[1]}-{end(naar)[1]}"} | ends | changes


def region(*rows: dict, **changes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the small region with these verbindingen.

    koffie (welzijn) and rouw (kerk) lie in Noord, praten (a geestelijk verzorger, steunpunt) in Zuid; stil has stopped.
    """
    offer = offered(
        initiatief("koffie", organisatie="welzijn", gebiedcode="WK000101", geometry=Point(0, 0)),
        initiatief("rouw", organisatie="kerk", gebiedcode="WK000101", geometry=Point(500, 0)),
        initiatief("praten", organisatie="steunpunt", gebiedcode="WK000201", geometry=Point(13_000, 0),
                   aanbiederssoort="gv bij organisatie"),
        initiatief("stil", organisatie="welzijn", status="gestopt", gebiedcode="WK000101", geometry=Point(0, 0)),
    )  # fmt: skip
    organisaties = [
        {"organisatie": "welzijn", "naam": "Welzijn", "werkkring": "welzijn", "gemeentecode": "GM0001"},
        {"organisatie": "kerk", "naam": "Kerk", "werkkring": "levensbeschouwelijk", "levensbeschouwing": "protestants",
         "gemeentecode": "GM0001"},
        {"organisatie": "steunpunt", "naam": "Steunpunt", "werkkring": "zorg", "gemeentecode": "GM0002"},
    ]  # fmt: skip
    places = [
        {"vindplaats": "praktijk", "naam": "Praktijk", "type": "huisartsenpraktijk", "gebiedcode": "WK000101",
         "precisie": "exact", "voorbeeld": "nee", "geometry": Point(100, 0)},
        {"vindplaats": "opvang", "naam": "Opvang", "type": "opvang", "gebiedcode": "WK000101", "precisie": "wijk",
         "voorbeeld": "nee", "geometry": None},
    ]  # fmt: skip
    tables = {
        "organisatie": table("organisatie", organisaties),
        "vindplaats": table("vindplaats", places),
        "verbinding": table("verbinding", list(rows)),
    }
    return small_region(**(offer | tables | changes))
