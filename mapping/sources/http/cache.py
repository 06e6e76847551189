"""Answers kept on disk, so that the same question is asked once and works without internet.

One file per question, named by the hash of its address, so that a name tells nobody what was asked. The first line holds
the facts (address, when, hash of the answer), the rest is the answer as it came. A file that does not hold what its
facts say is no answer: it is fetched again.
"""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

MOST_FACTS_BYTES = 20_000
"""The first line of a kept answer is a few hundred bytes; more is no file of ours."""


@dataclass(frozen=True)
class Kept:
    """An answer with its facts: when it was fetched (ISO, UTC) and the hash of its bytes."""

    body: bytes
    fetched_at: str
    sha256: str

    @classmethod
    def of(cls, body: bytes, fetched_at: str) -> "Kept":
        """Return an answer that was just fetched."""
        return cls(body, fetched_at, hashlib.sha256(body).hexdigest())


@dataclass(frozen=True)
class _Facts:
    url: str
    fetched_at: str
    sha256: str


class Cache:
    """Kept answers in one folder; every fault of the disk counts as 'not kept', never as an error."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def get(self, url: str) -> Kept | None:
        """Return what is kept for an address, or None where nothing is, or where the file is damaged."""
        try:
            with self._path(url).open("rb") as source:
                first = source.readline(MOST_FACTS_BYTES)
                body = source.read()
            facts = _Facts(**json.loads(first))
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        if facts.url != url or hashlib.sha256(body).hexdigest() != facts.sha256:
            return None
        return Kept(body, facts.fetched_at, facts.sha256)

    def put(self, url: str, body: bytes, fetched_at: str) -> None:
        """Keep an answer, whole or not at all, readable by this user only; a full disk keeps nothing."""
        facts = _Facts(url, fetched_at, Kept.of(body, fetched_at).sha256)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._path(url), json.dumps(asdict(facts)).encode() + b"\n" + body)

    def _path(self, url: str) -> Path:
        return self.folder / f"{hashlib.sha256(url.encode()).hexdigest()}.antwoord"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all; raises OSError and leaves nothing behind."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name[:16], suffix=".tmp")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(name, path)
    except OSError:
        with suppress(OSError):
            os.unlink(name)
        raise
