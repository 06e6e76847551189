"""Which columns a user chose before, per set of headers and kind of file; kept in one small file without any data."""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from mapping.sources.upload.folded import folded

MOST_KEPT = 200
"""Sets of headers that are remembered; the oldest goes."""

LONGEST_HEADER = 200
"""Signs of a header that is remembered; a longer one is no name of a column."""


def _mark(headers: Iterable[str], profile: str) -> str:
    """Return the name of a set of headers, in whatever order they stand."""
    text = json.dumps([profile, sorted(folded(header) for header in headers)])
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def recall(path: Path, headers: Iterable[str], profile: str) -> dict[str, str]:
    """Return header → target (empty: not taken over) as chosen before; nothing where there is nothing or it is broken."""
    found = _all(path).get(_mark(headers, profile), {})
    return {str(header): str(target) for header, target in found.items()} if isinstance(found, dict) else {}


def remember(path: Path, matches: Mapping[str, str], profile: str) -> None:
    """Keep what was chosen for this set of headers. Whole or not at all; where it cannot be kept, nothing happens."""
    kept = _all(path)
    mark = _mark(matches, profile)
    kept.pop(mark, None)
    kept[mark] = {header[:LONGEST_HEADER]: target for header, target in matches.items()}
    newest = dict(list(kept.items())[-MOST_KEPT:])
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".kolommen-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as part:
                json.dump(newest, part, ensure_ascii=True)
            os.replace(name, path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def _all(path: Path) -> dict[str, dict[str, str]]:
    """Read everything that is kept; a file that is absent or broken counts as empty."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
