"""The PDOK Locatieserver v3_1: free (search), suggest (what may be meant) and lookup (one place by its id).

Documented at https://api.pdok.nl/bzk/locatieserver/search/v3_1/ui/; it refuses parameters that are not documented
there, so only q, fq, rows and id are used. Free of charge, no key, open data (CC0 / public domain mark of the Kadaster).
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache as cached_once
from pathlib import Path

from mapping.errors import SourceError
from mapping.sources.pdok.answers import KEY, SERVICE, Hit, Suggestion, hits, suggestions
from mapping.sources.web import Web
from mapping.words import _

BASE = "https://api.pdok.nl/bzk/locatieserver/search/v3_1"
BASE_SETTING = "MAPPING_PDOK"
"""Names another base address: a server of one's own, or that of a test."""

RATE_PER_S = 10.0
"""PDOK names no number but asks for fair use; ten per second is far below what its own viewers send."""

FRESH_DAYS = 90.0
"""Addresses change slowly; a kept answer of a season ago is asked again."""

MOST_ANSWER_BYTES = 2_000_000
"""An answer of ten addresses is about 15 kB."""

TIMEOUT_S = (3.05, 8.0)
ATTEMPTS = 3
"""Somebody sits waiting: with these a service that stays silent costs at most half a minute."""

KINDS = ("adres", "postcode", "weg", "woonplaats", "gemeente", "wijk", "buurt")
"""What we ask for; percelen, hectometerpalen and waterschappen are no address."""

ROWS = 10


@dataclass(frozen=True)
class Hits:
    """Places with how many the service found (often more than it gave) and the ISO date of the answer."""

    hits: tuple[Hit, ...]
    found: int
    peildatum: str


class Locatieserver:
    """Asks PDOK. `keep=False` leaves no trace of a question on this disk. Every method raises SourceError."""

    def __init__(self, web: Web, *, ask: bool = True) -> None:
        self._web, self._ask = web, ask

    def kept_only(self) -> "Locatieserver":
        """Return the same, but with the answers of before alone: any other question is SourceUnreachable."""
        return Locatieserver(self._web, ask=False)

    def free(self, text: str, *, gemeenten: Iterable[str] = (), rows: int = ROWS, keep: bool = True) -> Hits:
        """Search places; only those of some gemeenten (codes as GM0599) where these are given."""
        asked = f"type:({' OR '.join(KINDS)})"
        codes = sorted(code.removeprefix("GM") for code in set(gemeenten))
        if codes:
            asked += f" AND gemeentecode:({' OR '.join(codes)})"
        return self._hits("free", {"q": text, "fq": asked, "rows": rows}, keep)

    def suggest(self, text: str, *, rows: int = ROWS, keep: bool = True) -> list[Suggestion]:
        """Return what may be meant by a text with a typing error or without its end."""
        params = {"q": text, "fq": f"type:({' OR '.join(KINDS)})", "rows": rows}
        return suggestions(self._web.get("suggest", params, keep=keep, ask=self._ask).value)

    def lookup(self, key: str, *, keep: bool = True) -> Hits:
        """Return the place with an id; none where it is gone."""
        if not KEY.fullmatch(key):
            raise SourceError(_("Dit is geen plek die wij kennen. Zoek het adres opnieuw."))
        return self._hits("lookup", {"id": key}, keep)

    def _hits(self, path: str, params: dict[str, object], keep: bool) -> Hits:
        answer = self._web.get(path, params, keep=keep, ask=self._ask)
        found, number_found = hits(answer.value)
        return Hits(tuple(found), number_found, answer.fetched_at[:10])


@cached_once
def _server(base: str, cache: Path | None) -> Locatieserver:
    return Locatieserver(
        Web(
            base,
            service=SERVICE,
            cache=cache,
            rate_per_s=RATE_PER_S,
            timeout_s=TIMEOUT_S,
            attempts=ATTEMPTS,
            most_bytes=MOST_ANSWER_BYTES,
            fresh_days=FRESH_DAYS,
        )
    )


def locatieserver(cache: Path | None) -> Locatieserver:
    """Return the one Locatieserver of this program, so that its rate holds for all sessions together.

    `cache` is the folder for kept answers. The base address is MAPPING_PDOK, else that of PDOK.
    """
    return _server(os.environ.get(BASE_SETTING, "").strip() or BASE, cache)
