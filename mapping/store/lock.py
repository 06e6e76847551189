"""A lock file beside a file: one writer at a time, also between programs; who is killed leaves no lock behind.

The operating system keeps the lock as long as the program lives. The file may outlive it, but then nobody holds it.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if os.name == "nt":
    import msvcrt
else:
    import fcntl

WAIT_S = 10.0
"""How long a writer waits for another one; a change of a large region takes a few seconds."""

RETRY_S = 0.02


class LockHeld(Exception):
    """Another writer held the lock for all of WAIT_S."""


@contextmanager
def locked(path: Path, *, failed: Callable[[OSError], Exception]) -> Iterator[None]:
    """Hold `path` + ".lock" until the block ends; raises LockHeld, or what `failed` makes of an OSError."""
    lock = path.with_name(path.name + ".lock")
    until = time.monotonic() + WAIT_S
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        while (handle := _taken(lock)) is None:
            if time.monotonic() > until:
                raise LockHeld
            time.sleep(RETRY_S)
    except OSError as error:
        raise failed(error) from error
    try:
        yield
    finally:
        _let_go(handle, lock)


def is_held(path: Path) -> bool:
    """Tell whether somebody holds the lock of `path` now; it is not taken away from anyone, nor made."""
    lock = path.with_name(path.name + ".lock")
    try:
        handle = os.open(lock, os.O_RDWR)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # we cannot tell
    try:
        _hold(handle)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)  # lets go of it too
    return False


def _taken(lock: Path) -> int | None:
    """Return the open lock file, held by us; None where somebody else holds it."""
    handle = os.open(lock, os.O_CREAT | os.O_RDWR, 0o666)
    try:
        _hold(handle)
        if _is_still(handle, lock):
            return handle
    except BlockingIOError:
        pass
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _hold(handle: int) -> None:
    """Ask the system for the lock; raises BlockingIOError where somebody else has it."""
    if os.name != "nt":
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        raise BlockingIOError from error


def _is_still(handle: int, lock: Path) -> bool:
    """Tell whether the file that we hold is the one that others will find: who held it before us may have removed it."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(handle), lock.stat())
    return False


def _let_go(handle: int, lock: Path) -> None:
    """Remove the lock file and let go of it; Windows only removes a file that nobody has open."""
    with suppress(OSError):
        if os.name != "nt":
            lock.unlink()
    os.close(handle)
    with suppress(OSError):
        if os.name == "nt":
            lock.unlink()
