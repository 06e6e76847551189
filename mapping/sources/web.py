"""The one HTTP client of the product: nothing asks the internet but through this, and only when a user asks for it.

    web = Web("https://api.pdok.nl/…", service="PDOK", cache=folder, rate_per_s=10)
    web.get_json("free", {"q": "…"})          the value of a JSON answer
    web.get_pages("collections/wijken/items")  one page after another
    web.download("bestand.gpkg", path)         a file, with its hash and where it came from

Every fault is a SourceError with a sentence. With MAPPING_OFFLINE=1 no request leaves; kept answers still come.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mapping.errors import SourceError, SourceUnreachable
from mapping.sources.http.address import Params, allowed, checked_base, full_url, host_of, target
from mapping.sources.http.cache import Cache, Kept
from mapping.sources.http.download import Downloaded, Progress, fetch_file, had_before, no_progress
from mapping.sources.http.json_text import read_json
from mapping.sources.http.rate import TokenBucket
from mapping.sources.http.transport import Limits, Transport
from mapping.words import _

USER_AGENT = "zin-in-kaart (+https://github.com/linking-zin/zin-in-kaart)"
RATE_PER_S = 5.0
"""Requests per second to one service, where it names no limit of its own."""

TIMEOUT_S = (5.0, 20.0)
"""To make the connection, and between two pieces of an answer."""

ATTEMPTS = 4
MOST_ANSWER_BYTES = 50_000_000
"""One page of outlines of 1,000 buurten is about 15 MB."""

MOST_FILE_BYTES = 2_000_000_000
"""The largest file that we know of, buurten of the whole country, is about 300 MB."""

MOST_PAGES = 2_000
NEXT_LINKS = ("@odata.nextLink", "odata.nextLink")
"""Where OData 4 and 3 name the next page; OGC API Features has it among `links`."""


@dataclass(frozen=True)
class Answer:
    """A JSON value with when it was fetched (ISO, UTC), the hash of its text, and whether it is a kept one."""

    value: Any
    fetched_at: str
    sha256: str
    kept: bool


def _utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Web:
    """One service on the internet, by its base address.

    `hosts` are the other servers that it may send us to; `fresh_days` is after how many days a kept answer is asked
    again (None: never; it is still used where the service cannot be reached). clock, sleep and now are for tests.
    """

    def __init__(
        self,
        base: str,
        *,
        service: str = "",
        cache: Path | None = None,
        rate_per_s: float = RATE_PER_S,
        timeout_s: tuple[float, float] = TIMEOUT_S,
        attempts: int = ATTEMPTS,
        most_bytes: int = MOST_ANSWER_BYTES,
        user_agent: str = USER_AGENT,
        hosts: tuple[str, ...] = (),
        fresh_days: float | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], str] = _utc_now,
    ) -> None:
        self.base = base.strip()
        self._parts = checked_base(base)
        self.service = service or host_of(base)
        self._cache = Cache(cache) if cache is not None else None
        self._fresh_days, self._now = fresh_days, now
        self._transport = Transport(
            self.base,
            service=self.service,
            hosts=hosts,
            limits=Limits(*timeout_s, attempts, most_bytes),
            bucket=TokenBucket(rate_per_s, clock=clock, sleep=sleep),
            user_agent=user_agent,
            clock=clock,
            sleep=sleep,
        )

    def get_json(self, path: str, params: Params | None = None, *, kind: type = dict, keep: bool = True) -> Any:
        """Return the JSON value of an answer, whose outermost value must be a `kind`; raises SourceError."""
        return self.get(path, params, kind=kind, keep=keep).value

    def get(
        self, path: str, params: Params | None = None, *, kind: type = dict, keep: bool = True, ask: bool = True
    ) -> Answer:
        """Return a JSON answer with its facts, a kept one where there is; raises SourceError.

        `keep=False` leaves no trace of the question on this disk; `ask=False` uses what is kept, however old, alone.
        """
        url = full_url(self.base, path, params)
        kept = self._cache.get(url) if self._cache and keep else None
        if kept and (self._is_fresh(kept) or not ask):
            return self._answer(kept, kind, kept=True)
        if not ask:
            raise SourceUnreachable(_("{service} is nu niet gevraagd.").format(service=self.service))
        try:
            body = self._transport.request(
                url, lambda _response, chunks: b"".join(chunks), headers=lambda: {"Accept-Encoding": "gzip"}
            )
        except SourceUnreachable:
            if kept is None:
                raise
            return self._answer(kept, kind, kept=True)
        fetched_at = self._now()
        answer = self._answer(Kept.of(body, fetched_at), kind, kept=False)  # only what can be read is kept
        if self._cache and keep:
            self._cache.put(url, body, fetched_at)
        return answer

    def get_pages(self, path: str, params: Params | None = None, *, keep: bool = True) -> Iterator[dict[str, Any]]:
        """Yield the pages of an answer, following `next` on the same server only; raises SourceError."""
        url, seen = full_url(self.base, path, params), set()
        while url:
            if url in seen or len(seen) >= MOST_PAGES:
                raise SourceError(
                    _("{service} verwijst steeds naar een volgende pagina. Wij stoppen; meld dit.").format(
                        service=self.service
                    )
                )
            seen.add(url)
            page = self.get_json(url, keep=keep)
            yield page
            url = self._next(url, page)

    def download(
        self,
        path: str,
        to: Path,
        params: Params | None = None,
        *,
        resume: bool = True,
        again: bool = False,
        progress: Progress | None = None,
        most_bytes: int = MOST_FILE_BYTES,
    ) -> Downloaded:
        """Fetch a file to `to`, or find it there from before; raises SourceError.

        Beside it stands `<name>.herkomst.json` with address, time and hash. A half stays as `<name>.part`, and the
        next call goes on with it. `again` asks even if the file is there.
        """
        url = full_url(self.base, path, params)
        before = None if again else had_before(url, to)
        return before or fetch_file(
            self._transport,
            url,
            to,
            service=self.service,
            resume=resume,
            progress=progress or no_progress,
            most_bytes=most_bytes,
            now=self._now(),
        )

    def _answer(self, found: Kept, kind: type, *, kept: bool) -> Answer:
        value = read_json(found.body, service=self.service, kind=kind)
        return Answer(value, found.fetched_at, found.sha256, kept)

    def _is_fresh(self, kept: Kept) -> bool:
        """Tell whether a kept answer is young enough to be used without asking."""
        if self._fresh_days is None:
            return True
        try:
            age = datetime.fromisoformat(self._now()) - datetime.fromisoformat(kept.fetched_at)
        except (ValueError, TypeError):
            return False
        return age <= timedelta(days=self._fresh_days)

    def _next(self, url: str, page: dict[str, Any]) -> str:
        """Return the address of the next page, empty at the last one; raises SourceError for another server."""
        links = page.get("links")
        listed = [link for link in links if isinstance(link, dict)] if isinstance(links, list) else []
        named = [link.get("href") for link in listed if link.get("rel") == "next"] + [
            page.get(key) for key in NEXT_LINKS
        ]
        asked = next((link for link in named if isinstance(link, str) and link), "")
        if not asked:
            return ""
        following = target(url, asked)
        if not allowed(following, self._parts, ()) or not urlsplit(following).netloc:
            raise SourceError(
                _("De volgende pagina van {service} staat op een andere server ({host}). Wij vragen er niets.").format(
                    service=self.service, host=host_of(following)
                )
            )
        return following
