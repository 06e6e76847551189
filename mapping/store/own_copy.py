"""Copies of region files that this user may change: the example is part of the program, an opened file goes away.

They stand in the folder of this user (`state_folder`), readable by that user only, under names that are never reused.
"""

import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from mapping.errors import StoreError
from mapping.store.address import EXAMPLE_FILE, is_database
from mapping.store.reasons import why_not_written
from mapping.store.scenarios import state_folder
from mapping.words import _

NAME = "mijn-regio"
COPY = re.compile(rf"{NAME}(-(\d+))?\.gpkg")
"""The file names of our copies: mijn-regio.gpkg, mijn-regio-2.gpkg, …"""


def is_example(address: str) -> bool:
    """Tell whether an address is that of the embedded example, which nobody may change."""
    return not is_database(address) and Path(address).resolve() == EXAMPLE_FILE.resolve()


def copies() -> list[Path]:
    """List the copies of this user, the last changed first."""
    try:
        found = [(path.stat().st_mtime_ns, path) for path in state_folder().iterdir() if COPY.fullmatch(path.name)]
    except OSError:
        return []
    return [path for _when, path in sorted(found, reverse=True)]


def make_copy(source: str | Path) -> Path:
    """Copy a region file, its history too, to a new name in the folder of this user; return where it stands.

    Raises StoreError where that fails; no half file is left behind.
    """
    part = None
    try:
        state_folder().mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(
            dir=state_folder(), prefix=f".{NAME}-", suffix=".tmp"
        )  # readable by its owner only
        with os.fdopen(handle, "wb") as written, Path(source).open("rb") as read:
            shutil.copyfileobj(read, written)
            written.flush()
            os.fsync(written.fileno())
        return _named(Path(part))
    except OSError as error:
        raise StoreError(
            _("Er kan geen kopie worden gemaakt: {reason}. Er is niets veranderd.").format(
                reason=why_not_written(error)
            )
        ) from error
    finally:
        if part is not None:
            with suppress(OSError):
                os.unlink(part)


def _named(part: Path) -> Path:
    """Give a whole file the first name that is free, also where two sessions do so at once."""
    place = 1
    while True:
        path = part.with_name(f"{NAME}.gpkg" if place == 1 else f"{NAME}-{place}.gpkg")
        try:
            os.link(part, path)
            return path
        except FileExistsError:
            place += 1
        except OSError:  # a file system without links: a name that two take at once is then refused, not overwritten
            with path.open("xb"):
                os.replace(part, path)
            return path
