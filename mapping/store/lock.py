"""A lock file beside a file: one writer at a time, also between programs; a killed program leaves no lock for long."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

WAIT_S = 5.0
"""How long a writer waits for another one; a change takes about a second."""

STALE_S = 30.0
"""A lock as old as this was left by a program that was killed."""

RETRY_S = 0.02


class LockHeld(Exception):
    """Another writer held the lock for all of WAIT_S."""


@contextmanager
def locked(path: Path, *, failed: Callable[[OSError], Exception]) -> Iterator[None]:
    """Hold `path` + ".lock" until the block ends; raises LockHeld, or what `failed` makes of an OSError."""
    lock = path.with_name(path.name + ".lock")
    until = time.monotonic() + WAIT_S
    while True:
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError as error:
            if not lock.parent.is_dir() or lock.is_dir():
                raise failed(error) from error
            _drop_stale(lock)
            if time.monotonic() > until:
                raise LockHeld from error
            time.sleep(RETRY_S)
        except OSError as error:
            raise failed(error) from error
    try:
        yield
    finally:
        with suppress(OSError):
            lock.unlink()


def _drop_stale(lock: Path) -> None:
    """Remove a lock that nobody can still hold."""
    with suppress(OSError):
        if time.time() - lock.stat().st_mtime > STALE_S:
            lock.unlink()
