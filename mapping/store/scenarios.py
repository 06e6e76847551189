"""Where scenarios are kept: one JSON file beside the region file, never in it.

`regio.gpkg` has its scenarios in `regio.scenarios.json`. Those of the embedded example and of a region in a database are
kept in the folder of this user (`state_folder`): the example is part of the program and other users may share it, and
a database has no folder. What a scenario holds is not read here: it is a dict that goes in and comes out.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mapping.errors import StoreError
from mapping.store.address import EXAMPLE_FILE, is_database, slug_of
from mapping.store.lock import LockHeld, locked
from mapping.store.reasons import why_not_written
from mapping.words import _

STATE_SETTING = "MAPPING_STATE"
"""The environment variable that names the folder for what belongs to a user and not to a region file."""

PROGRAM = "zin-in-kaart"
FORMAT = 1
MOST_BYTES = 5_000_000
"""A file of scenarios above this is none of ours: hundreds of scenarios take a few hundred kB."""


@dataclass(frozen=True)
class Kept:
    """One kept scenario: its name, what it holds, and when it was kept (ISO time with zone)."""

    name: str
    content: dict
    kept_at: str


class NameTaken(StoreError):
    """Another scenario is kept under this name; nothing was changed."""


def scenario_file(address: str | Path) -> Path:
    """Return where the scenarios of the region at an address are kept."""
    if is_database(str(address)):
        return state_folder() / f"{slug_of(str(address))}.scenarios.json"
    path = Path(address)
    folder = state_folder() if path.resolve() == EXAMPLE_FILE.resolve() else path.parent
    return folder / f"{path.stem}.scenarios.json"


def state_folder() -> Path:
    """Return the folder of this user for this program: MAPPING_STATE, else that of the operating system."""
    asked = os.environ.get(STATE_SETTING, "").strip()
    if asked:
        return Path(asked)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / PROGRAM
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / PROGRAM
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / PROGRAM


class ScenarioStore:
    """The kept scenarios of one region file. Every method raises StoreError with a sentence where the file fails."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def version(self) -> str:
        """Return a short text that changes whenever the file does; empty where there is none."""
        try:
            facts = self.path.stat()
        except OSError:
            return ""
        return f"{facts.st_mtime_ns:x}-{facts.st_size:x}"

    def all(self) -> dict[str, Kept]:
        """Return the kept scenarios by name, in order of name; none where there is no file."""
        try:
            raw = self.path.read_bytes() if self.path.exists() else b""
        except OSError as error:
            raise self._broken() from error
        if not raw:
            return {}
        if len(raw) > MOST_BYTES:
            raise self._broken()
        try:
            value = json.loads(raw)
            rows = value["scenarios"]
            kept = [Kept(str(row["name"]), dict(row["content"]), str(row["kept_at"])) for row in rows]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise self._broken() from error
        return {one.name: one for one in sorted(kept, key=lambda one: one.name.lower())}

    def save(self, name: str, content: dict, *, replace: bool = False) -> None:
        """Keep a scenario beside those that are there at this moment.

        Raises NameTaken where another one has the name, unless `replace` says that it may go.
        """
        with self._locked():
            kept = self.all()
            if name in kept and kept[name].content != content and not replace:
                raise NameTaken(_("Er is al een scenario ‘{name}’. Kies een andere naam.").format(name=name))
            kept[name] = Kept(name, content, datetime.now(UTC).isoformat(timespec="seconds"))
            self._write(kept)

    def delete(self, name: str) -> None:
        """Let go of a scenario; one that is gone already is no fault."""
        with self._locked():
            kept = self.all()
            if kept.pop(name, None) is not None:
                self._write(kept)

    def _write(self, kept: dict[str, Kept]) -> None:
        """Replace the file at once: a new one beside it, fsync, then os.replace."""
        rows = [{"name": one.name, "kept_at": one.kept_at, "content": one.content} for one in kept.values()]
        text = json.dumps({"format": FORMAT, "scenarios": rows}, ensure_ascii=False, indent=1)
        part = None
        try:
            handle, part = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.stem}-", suffix=".tmp")
            with os.fdopen(handle, "w", encoding="utf-8") as written:
                written.write(text)
                written.flush()
                os.fsync(written.fileno())
            os.replace(part, self.path)
        except (OSError, UnicodeError) as error:
            if part is not None:
                with suppress(OSError):
                    os.unlink(part)
            raise self._not_written(error) from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock file while reading and writing, so that two saves at once both stay."""
        try:
            with locked(self.path, failed=self._not_written):
                yield
        except LockHeld as error:
            raise StoreError(_("Iemand anders bewaart nu een scenario. Probeer het zo nog eens.")) from error

    def _broken(self) -> StoreError:
        return StoreError(
            _(
                "De bewaarde scenario’s in {file} kunnen niet worden gelezen. Verplaats dat bestand en begin opnieuw."
            ).format(file=self.path.name)
        )

    def _not_written(self, error: Exception) -> StoreError:
        return StoreError(
            _("Het scenario kan hier niet worden bewaard: {reason}. Download het als bestand.").format(
                reason=why_not_written(error)
            )
        )
