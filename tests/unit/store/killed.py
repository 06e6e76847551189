"""Kill a program during an import and see what it left: all of the import or nothing of it.

Half of the programs are killed at a random moment of an import, the others in the moment in which the region changes:
there it is that half an import could be seen, and a random moment seldom falls there.
"""

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from mapping.store import history
from mapping.store.address import opened
from mapping.store.content import KEPT, digest_of
from mapping.store.history import Author
from tests.unit.store.engines import Engine
from tests.unit.store.region import import_of, small_tables, with_value

ROOT = Path(__file__).resolve().parents[3]
ROWS = 400
"""Initiatieven in one import; with their subgroepen and postcodes some 2,000 rows in four tables."""

LOOK_S = 0.001

LONGEST_S = 120
"""Seconds in which the first import is done, on a machine with much else to do."""

IMPORTER = f"""
import sys
import time
from mapping.store import history
from mapping.store.address import opened
from tests.unit.store.region import import_of
store, turn = opened(sys.argv[1]), 0
while True:
    turn += 1
    print("start", flush=True)
    tables = import_of({ROWS}, f"import {{turn}}")
    history.change(store, tables, history.Author("import", f"import {{turn}}"))
    print("klaar", turn, flush=True)
"""


def kill_imports(engine: Engine, times: int, seed: int) -> Counter:
    """Start imports and kill them, each at another moment within the time that one takes; count what was found.

    Raises AssertionError where a region holds half an import, has a fault, or does not take the next change.
    """
    chance, tally = random.Random(seed), Counter()
    address = engine.new_address()
    opened(address).write(small_tables())
    history.record(opened(address))
    for turn in range(times):
        said = _imports_until(address, chance.random() * 1.2 if turn % 2 == 0 else None)
        tally.update(_look(engine, address, said))
        _next_change(address, f"na {turn}")
        assert engine.leftovers(address) == [], "the next change cleans up"
    return tally


def _imports_until(address: str, share: float | None) -> list[str]:
    """Let two imports end and kill the program in the next one; returns the lines it wrote.

    `share`: at which share of the time that an import takes; None: in the moment in which the region changes.
    """
    program = subprocess.Popen(
        [sys.executable, "-c", IMPORTER, address], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    lines = [program.stdout.readline() for _line in range(3)]
    start = time.monotonic()
    lines += [program.stdout.readline(), program.stdout.readline()]
    took, state = time.monotonic() - start, opened(address).version()
    until = time.monotonic() + (LONGEST_S if share is None else took * share)
    while time.monotonic() < until and (share is not None or opened(address).version() == state):
        time.sleep(LOOK_S)
    program.kill()
    rest, fault = program.communicate(timeout=LONGEST_S)
    assert fault == ""
    return [*lines, *rest.splitlines()]


def _look(engine: Engine, address: str, said: list[str]) -> Counter:
    """Check the region that a killed program left; returns what there is to count."""
    store = opened(address)
    done = max(int(line.split()[1]) for line in said if line.startswith("klaar"))
    leftovers = engine.leftovers(address)
    tables = store.read()
    newest = history.versions(store)[0]
    assert store.check() == []
    assert newest.why in (f"import {done}", f"import {done + 1}"), (newest, done)
    wanted = import_of(ROWS, newest.why)
    assert all(digest_of(tables[name], name) == digest_of(table, name) for name, table in wanted.items())
    assert store.listed(newest.number) == {name: digest_of(tables[name], name) for name in KEPT}
    for version in history.versions(store)[:2]:
        stamps = {
            stamp for name, table in history.at(store, version.number, wanted).items() for stamp in set(table["bron"])
        }
        assert stamps == {version.why}
    return Counter({
        "killed": 1,
        "all of the import": newest.why == f"import {done + 1}",
        "nothing of the import": newest.why == f"import {done}",
        "with something left behind": bool(leftovers),
    })  # fmt: skip


def _next_change(address: str, why: str) -> None:
    """Change the region as the next user does, at once."""
    store = opened(address)
    number = history.current(store)
    changed = with_value(store.read(), "in-1", "naam", why)
    assert history.change(store, {"initiatief": changed}, Author("test", why)).number == number + 1
