"""A download that goes on where it stopped, and is there whole or not at all, with a note of where it came from."""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import requests

from mapping.errors import SourceError
from mapping.sources.http.cache import write_whole
from mapping.sources.http.transport import CHUNK_BYTES, Chunks, Transport
from mapping.words import _

Progress = Callable[[int, int | None], None]
"""Is told how many bytes are there and how many there will be, if that is known."""

ACCEPTED = frozenset({200, 206, 416})
"""The whole file, the rest of it, or 'there is no such rest' (RFC 9110, 14)."""


@dataclass(frozen=True)
class Origin:
    """The note beside a downloaded file: from where and when (ISO, UTC), its hash, size, and date at the source."""

    url: str
    fetched_at: str
    sha256: str
    bytes: int
    last_modified: str


@dataclass(frozen=True)
class Downloaded:
    """A file that was fetched: now (`asked`), or before."""

    path: Path
    sha256: str
    bytes: int
    fetched_at: str
    last_modified: str
    asked: bool


def origin_file(path: Path) -> Path:
    """Return where the note of a downloaded file stands."""
    return path.with_name(path.name + ".herkomst.json")


def had_before(url: str, path: Path) -> Downloaded | None:
    """Return a file that was downloaded before and is still what it was; None otherwise."""
    try:
        origin = Origin(**json.loads(origin_file(path).read_text(encoding="utf-8")))
        if origin.url != url or file_sha256(path) != origin.sha256:
            return None
    except (OSError, ValueError, TypeError):
        return None
    return _downloaded(path, origin, asked=False)


class Part:
    """The half of a download, beside its place; it is continued only if the source says that it is the same file."""

    def __init__(self, url: str, path: Path, *, resume: bool) -> None:
        self.url = url
        self.file = path.with_name(path.name + ".part")
        self._facts = path.with_name(path.name + ".part.json")
        if not resume:
            self.drop()

    def headers(self) -> dict[str, str]:
        """Return what to ask: the rest, if the file at the source is still the one of the half that we have."""
        plain = {"Accept-Encoding": "identity"}
        try:
            facts = json.loads(self._facts.read_text(encoding="utf-8"))
            size = self.file.stat().st_size
            if size and facts["url"] == self.url and isinstance(facts["validator"], str) and facts["validator"]:
                return plain | {"Range": f"bytes={size}-", "If-Range": facts["validator"]}
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return plain

    def begin(self, response: requests.Response) -> int:
        """Return from which byte the answer goes on; 0 begins anew, and remembers which version this is."""
        if response.status_code == 206:
            size = self.file.stat().st_size
            if response.headers.get("Content-Range", "").startswith(f"bytes {size}-"):
                return size
        if response.status_code != 200:
            self.drop()
            raise requests.exceptions.ChunkedEncodingError("the rest does not fit the half that we have")
        self.drop()
        tag = response.headers.get("ETag", "")
        packed = response.headers.get("Content-Encoding", "identity") != "identity"
        validator = "" if packed else tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified")
        self._facts.write_text(json.dumps({"url": self.url, "validator": validator or ""}), encoding="utf-8")
        return 0

    def drop(self) -> None:
        """Forget the half."""
        for path in (self.file, self._facts):
            path.unlink(missing_ok=True)

    def finish(self, path: Path) -> None:
        """Put the file in its place."""
        os.replace(self.file, path)
        self._facts.unlink(missing_ok=True)


def fetch_file(
    transport: Transport,
    url: str,
    path: Path,
    *,
    service: str,
    resume: bool,
    progress: Progress,
    most_bytes: int,
    now: str,
) -> Downloaded:
    """Download to `path`; raises SourceError, and then `path` is what it was, with the half kept for the next time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = Part(url, path, resume=resume)
    except OSError as error:
        raise _no_disk(service) from error

    def save(response: requests.Response, chunks: Chunks) -> str:
        try:
            _append(part, response, chunks, progress, most_bytes, service)
        except requests.exceptions.RequestException:
            raise
        except OSError as error:
            if error.errno is None:  # of the network, not of the disk
                raise
            raise _no_disk(service) from error
        return response.headers.get("Last-Modified", "")

    modified = transport.request(url, save, headers=part.headers, accept=ACCEPTED, most_bytes=most_bytes)
    try:
        origin = Origin(url, now, file_sha256(part.file), part.file.stat().st_size, modified)
        origin_file(path).unlink(missing_ok=True)
        part.finish(path)
        write_whole(origin_file(path), json.dumps(asdict(origin), indent=1).encode())
    except OSError as error:
        raise _no_disk(service) from error
    return _downloaded(path, origin, asked=True)


def _append(
    part: Part, response: requests.Response, chunks: Chunks, progress: Progress, most_bytes: int, service: str
) -> None:
    """Write the answer behind what is there."""
    done = part.begin(response)
    length = response.headers.get("Content-Length", "")
    total = done + int(length) if length.isdigit() else None
    with part.file.open("ab") as out:
        for chunk in chunks:
            done += len(chunk)
            if done > most_bytes:
                raise SourceError(
                    _("{service} stuurt een te groot bestand. Wij lezen niet verder.").format(service=service)
                )
            out.write(chunk)
            progress(done, total)
        out.flush()
        os.fsync(out.fileno())


def _no_disk(service: str) -> SourceError:
    return SourceError(
        _(
            "Het bestand van {service} kan niet worden bewaard. Is de schijf vol, of mag u niet in deze map schrijven?"
        ).format(service=service)
    )


def _downloaded(path: Path, origin: Origin, *, asked: bool) -> Downloaded:
    return Downloaded(path, origin.sha256, origin.bytes, origin.fetched_at, origin.last_modified, asked)


def file_sha256(path: Path) -> str:
    """Return the hash of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def no_progress(done: int, total: int | None) -> None:
    """Tell nobody."""
