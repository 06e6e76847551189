"""A Locatieserver over loopback HTTP with the made answers of tests/formats/pdok, or recorded ones."""

import json
from collections.abc import Mapping
from pathlib import Path

from mapping.sources.pdok.locatieserver import Locatieserver
from mapping.sources.web import Web
from tests.conftest import REAL_FOLDER
from tests.loopback import Asked, FakeTime, Loopback, Reply

MADE = Path(__file__).resolve().parents[3] / "formats" / "pdok"
RECORDED = REAL_FOLDER / "pdok"
NOW = "2026-11-22T10:00:00+00:00"


def made(name: str) -> Reply:
    """Return a made answer as a reply; `fout` comes with its status 400."""
    return Reply(400 if name == "fout" else 200, (MADE / f"{name}.json").read_bytes())


def value(name: str) -> dict:
    """Return the value of a made answer, for a test to spoil."""
    return json.loads((MADE / f"{name}.json").read_text(encoding="utf-8"))


def by_word(words: Mapping[str, str], *, otherwise: str = "free_leeg"):
    """Return a script that gives the made answer of the first word that is in the question."""

    def reply(asked: Asked) -> Reply:
        question = asked.params.get("q", "")
        return made(next((name for word, name in words.items() if word in question), otherwise))

    return reply


def client(server: Loopback, cache: Path | None = None, **settings) -> Locatieserver:
    """Return a Locatieserver that asks a loopback server and never really sleeps."""
    time = FakeTime()
    options = {"clock": time.clock, "sleep": time.sleep, "now": lambda: NOW, "rate_per_s": 10.0} | settings
    return Locatieserver(Web(server.base, service="PDOK Locatieserver", cache=cache, **options))
