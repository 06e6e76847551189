"""What the official services answered: asked through the one HTTP client, kept per year, and listed for the record.

The client keeps every answer as a file with its address, the moment it came and its sha256 (mapping/sources/web.py).
What is there is not asked again, so that a fetch that was broken off goes on where it stopped.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from mapping.errors import SourceAbsent, SourceError
from mapping.sources.official.services import CBS, DERDEN, PDOK, Services
from mapping.sources.web import Web
from mapping.words import _

MOST_PAGES = 500
"""Pages of one question: a region has a few, so a service that goes on longer repeats itself."""

NAMES = {PDOK: "PDOK", CBS: "CBS StatLine", DERDEN: "RIVM StatLine (dataderden.cbs.nl)"}

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Used:
    """One answer that was used: its service, its address, the day it came (ISO), its sha256, and if it was kept."""

    service: str
    address: str
    day: str
    sha256: str
    kept: bool


class Archive:
    """The three services with their kept answers; `used` lists the answers that were used, in order."""

    def __init__(self, webs: Mapping[str, Web], *, progress: Progress = lambda _text: None) -> None:
        self.webs, self.progress = webs, progress
        self.used: list[Used] = []

    def json(self, service: str, path: str, params: Mapping[str, str], what: str) -> dict:
        """Return the JSON object that answers one question; `what` says in words what is asked, for progress.

        Raises SourceAbsent where the service does not have it, SourceError where it gives no usable answer.
        """
        try:
            answer = self.webs[service].get(path, params)
        except SourceAbsent as error:
            text = _("{what}: dit is er niet bij {service}. Kies een ander jaar of een andere tabel.")
            raise SourceAbsent(text.format(what=what, service=NAMES[service])) from error
        self.progress(_("{what}: stond er al").format(what=what) if answer.kept else what)
        address = f"{path}?{'&'.join(f'{key}={value}' for key, value in sorted(params.items()))}".rstrip("?")
        self.used.append(Used(service, address, _day(answer.fetched_at), answer.sha256, answer.kept))
        return answer.value

    def pages(self, service: str, path: str, params: Mapping[str, str], what: str) -> list[dict]:
        """Return the pages of an OGC API Features question, following each link `next` on the same server."""
        found: list[dict] = []
        seen = {path}
        while len(found) < MOST_PAGES:
            found.append(self.json(service, path, params, f"{what} ({len(found) + 1})" if found else what))
            following = _next(found[-1])
            if following is None:
                return found
            path, params = urljoin(f"{self.webs[service].base.rstrip('/')}/", following), {}
            if path in seen:
                break
            seen.add(path)
        raise SourceError(_("{what}: er komt geen einde aan de bladzijden. Er is niets overgenomen.").format(what=what))


def open_archive(
    services: Services, folder: Path, *, fresh: bool = False, progress: Progress = lambda _text: None, **options: Any
) -> Archive:
    """Return the archive in a folder, one folder inside per service; `fresh` asks again what is kept."""
    webs = {
        name: Web(services[name], service=NAMES[name], cache=folder / name, fresh_days=0 if fresh else None, **options)
        for name in NAMES
    }
    return Archive(webs, progress=progress)


def _next(page: Mapping[str, Any]) -> str | None:
    """Return the address of the page hereafter, or None on the last."""
    links = page.get("links")
    listed = links if isinstance(links, list) else []
    found = [link.get("href") for link in listed if isinstance(link, dict) and link.get("rel") == "next"]
    return found[0] if found and isinstance(found[0], str) and found[0] else None


def _day(moment: str) -> str:
    """Return the day of a moment in ISO; today where it cannot be read."""
    try:
        return datetime.fromisoformat(moment).date().isoformat()
    except ValueError:
        return date.today().isoformat()
