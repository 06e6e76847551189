"""How large and how strange a file from a user may be: every limit with its unit and its reason, in one place.

A file is refused before it is unpacked or parsed as soon as one of these is passed, so that no file can take the
memory or the time of the others who use the app. Each can be set for a server of one's own through the environment:
`MAPPING_MAX_` and the name of the limit in capitals (`MAPPING_MAX_ROWS=100000`); `MAPPING_MAX_MB` sets the size of a
file in megabytes. A value that is no whole number above 0 is passed over: a typing mistake must not take a limit away.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

MEGABYTE = 1024 * 1024
"""Bytes."""

ENVIRONMENT_START = "MAPPING_MAX_"
"""What the name of every limit begins with in the environment."""

IN_MEGABYTES = {"file_bytes": "MB", "unpacked_bytes": "UNPACKED_MB"}
"""Limits that people set in megabytes: name of the field → end of the name in the environment."""


def _limit(default: int, unit: str, reason: str) -> int:
    """Declare one limit with its unit and its reason, which the documentation repeats."""
    return field(default=default, metadata={"unit": unit, "reason": reason})


@dataclass(frozen=True)
class Limits:
    """The limits of one upload. Unit and reason of each stand beside it and in docs/bestanden.md."""

    file_bytes: int = _limit(25 * MEGABYTE, "bytes", "een blad van 20.000 rijen en 40 kolommen is 5 tot 10 MB")
    rows: int = _limit(50_000, "rijen per tabel", "meer dan elk aanbod of gebruik van een regio in een jaar")
    columns: int = _limit(200, "kolommen per tabel", "onze breedste tabel heeft er ruim 40")
    cells: int = _limit(4_000_000, "cellen per bestand", "een cel kost bij het lezen ongeveer 100 bytes geheugen")
    cell_characters: int = _limit(10_000, "tekens per cel", "een citaat of toelichting past er ruim in")
    unpacked_bytes: int = _limit(200 * MEGABYTE, "bytes", "een xlsx of gpkg van 20.000 rijen is uitgepakt 40 tot 60 MB")
    unpacked_ratio: int = _limit(100, "keer de ingepakte grootte", "een gewone xlsx krimpt 5 tot 30 keer")
    zip_entries: int = _limit(1_000, "bestanden in een xlsx", "een gewone xlsx heeft er 10 tot 50")
    sheets: int = _limit(50, "bladen of lagen", "elk blad kost een keer lezen")
    points: int = _limit(500_000, "punten per bestand", "de wijken van heel Nederland hebben er minder")
    nesting: int = _limit(20, "lagen haakjes in GeoJSON", "RFC 7946 heeft er hoogstens 8 nodig")


def limits_from(environment: Mapping[str, str]) -> Limits:
    """Return the limits with what the environment sets; what is no whole number above 0 keeps its default."""
    chosen = {}
    for each in fields(Limits):
        ending = IN_MEGABYTES.get(each.name, each.name.upper())
        text = environment.get(ENVIRONMENT_START + ending, "").strip()
        if text.isascii() and text.isdigit() and int(text[:18]) > 0:
            chosen[each.name] = int(text[:18]) * (MEGABYTE if each.name in IN_MEGABYTES else 1)
    return replace(Limits(), **chosen)


LIMITS = limits_from(os.environ)
"""The limits in use: those above, with what the environment sets when the app starts."""
