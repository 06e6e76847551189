"""Versions of a region: change it with who and why, compare, undo, put back; the same for every store.

A change is made on the version that its maker saw (`base`). Where others changed the region meanwhile, both changes are
put together; where they contradict, `Conflict` says where, and nothing is written. A region that was changed outside
this program (in QGIS, say) first gets a version of its own for that, so that nothing is lost without a trace.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import pandas as pd

from mapping.errors import StoreError
from mapping.schema import DERIVED, TABLES
from mapping.store.content import KEPT, digest_of, packed, unpacked
from mapping.store.difference import difference
from mapping.store.merge import Merged, merge
from mapping.store.protocol import Held, Recorded, Store, Tables
from mapping.words import N_, _

OUTSIDE = N_("Veranderd buiten dit programma om")
"""Why of a version that we find made: someone changed the tables with another program."""

UNKNOWN_WHO = N_("onbekend")


@dataclass(frozen=True)
class Version:
    """One state of a region: number, who, when (ISO time with zone), why; `stored`: its tables can be looked at."""

    number: int
    who: str
    when: str
    why: str
    stored: bool


@dataclass(frozen=True)
class Author:
    """Who makes a change, and why."""

    who: str
    why: str


@dataclass(frozen=True)
class Changed:
    """What came of a change: the number of the new version (None: nothing differed), and what others did meanwhile."""

    number: int | None
    of_others: pd.DataFrame


class Conflict(StoreError):
    """Others changed the same cells in another way; nothing was written. `cells` has merge.CONFLICT_COLUMNS."""

    def __init__(self, cells: pd.DataFrame, of_others: pd.DataFrame) -> None:
        self.cells, self.of_others = cells, of_others
        super().__init__(_("Iemand anders heeft intussen hetzelfde veranderd. Er is niets opgeslagen."))


def versions(store: Store) -> list[Version]:
    """List the versions, the newest first; raises StoreError where the region cannot be read."""
    meta = store.read(["meta"])["meta"].sort_values("versie", ascending=False)
    last = int(meta["versie"].max())
    return [
        Version(int(row.versie), row.wie, row.wanneer, row.waarom, bool(row.versie == last or store.listed(row.versie)))
        for row in meta.itertuples(index=False)
    ]


def current(store: Store) -> int:
    """Return the number of the version as it is now."""
    return int(store.read(["meta"])["meta"]["versie"].max())


def at(store: Store, number: int) -> Tables:
    """Return the tables of a version, without those made from others and without meta.

    Raises StoreError where the version is not recorded; the present one always is.
    """
    listed = store.listed(number)
    if listed:
        return {name: unpacked(store.content(digest), digest, name) for name, digest in listed.items()}
    if number == current(store):
        return store.read(KEPT)
    raise StoreError(_("Versie {n} is niet bewaard. Kies een andere versie.").format(n=number))


def differences(store: Store, old: int, new: int) -> pd.DataFrame:
    """Return what changed from one version to another (columns of difference.COLUMNS)."""
    return difference(at(store, old), at(store, new))


def change(
    store: Store,
    tables: Mapping[str, pd.DataFrame],
    author: Author,
    *,
    base: int | None = None,
    derive: Callable[[Tables], Tables] | None = None,
) -> Changed:
    """Make a new version in which these whole tables stand; tables that are not given stay.

    `base` is the version that the tables were made from (default: the present one). `derive` makes the tables that
    follow from others, with meta, again. Raises Conflict where others changed the same, StoreError where writing fails.
    """
    with store.hold() as held:
        now = held.read()
        found = _with_outside(store, held, now)
        present = int(now["meta"]["versie"].max())
        merged = _on_top(store, now, tables, present if base is None else base, present)
        if len(merged.conflicts):
            raise Conflict(merged.conflicts, merged.of_others)
        if difference({name: now[name] for name in merged.tables}, merged.tables).empty:
            return Changed(None, merged.of_others)
        return Changed(_write(held, now, merged.tables, author, found, derive), merged.of_others)


def undo(store: Store, number: int, author: Author, *, derive: Callable[[Tables], Tables] | None = None) -> Changed:
    """Take back what one version changed, and keep what came after it; Conflict where later changes touch the same."""
    return change(store, _other_tables(store, number - 1, number), author, base=number, derive=derive)


def restore(store: Store, number: int, author: Author, *, derive: Callable[[Tables], Tables] | None = None) -> Changed:
    """Make a version that equals an older one; what came between stays in the history."""
    return change(store, _other_tables(store, number, current(store)), author, derive=derive)


def _other_tables(store: Store, wanted: int, beside: int) -> Tables:
    """Return the tables of a version that are other ones in the version beside it."""
    tables, listed, other = at(store, wanted), store.listed(wanted), store.listed(beside)
    return {name: table for name, table in tables.items() if not listed or listed[name] != other.get(name)}


def _on_top(store: Store, now: Tables, tables: Mapping[str, pd.DataFrame], base: int, present: int) -> Merged:
    """Put the tables on top of what stands there now, where it moved on since `base`."""
    if base == present:
        nothing = difference({}, {})
        return Merged(dict(tables), nothing, pd.DataFrame())
    before = at(store, base)
    ours = {name: table for name, table in tables.items() if digest_of(table, name) != digest_of(before[name], name)}
    return merge(before, {name: now[name] for name in ours}, ours)


def _with_outside(store: Store, held: Held, now: Tables) -> list[Recorded]:
    """Return what the history misses of the state as it is: its contents, and a version for a change from outside.

    Where tables differ from what the last version recorded, meta in `now` gets a row for that.
    """
    present = int(now["meta"]["versie"].max())
    listed = store.listed(present)
    digests = {name: digest_of(now[name], name) for name in KEPT}
    if listed and all(listed.get(name, _empty_digest(name)) == digest for name, digest in digests.items()):
        return []
    if listed:
        present += 1
        now["meta"] = _next_meta(now["meta"], Author(_(UNKNOWN_WHO), _(OUTSIDE)))
    return [_recorded(store, present, now, listed)]


@cache
def _empty_digest(name: str) -> str:
    """Return the hash of a table without rows: a table whose contract came after the version was recorded."""
    return digest_of(TABLES[name].empty(), name)


def _recorded(store: Store, number: int, tables: Tables, before: Mapping[str, str]) -> Recorded:
    """Return what the history must keep for a version, given the hashes that it has already."""
    known, listed, contents = set(before.values()), {}, {}
    for name in KEPT:
        digest, content = packed(tables[name], name)
        listed[name] = digest
        if digest not in known:
            contents[digest] = content
    return Recorded(number, listed, contents)


def _write(held: Held, now: Tables, tables: Tables, author: Author, found: list[Recorded], derive) -> int:
    """Write the changed tables with their version and history; returns the number of the version."""
    fresh = {**now, **tables, "meta": _next_meta(now["meta"], author)}
    number = int(fresh["meta"]["versie"].max())
    if derive is not None:
        fresh = derive(fresh)
    before = found[-1].listed if found else {name: digest_of(now[name], name) for name in KEPT}
    record = _recorded_after(number, fresh, tables, before)
    held.replace({name: fresh[name] for name in (*tables, *DERIVED, "meta")}, [*found, record])
    return number


def _recorded_after(number: int, fresh: Tables, tables: Tables, before: Mapping[str, str]) -> Recorded:
    """Return what the history must keep for a new version: the contents of the tables that changed."""
    listed, contents = dict(before), {}
    for name in tables:
        digest, content = packed(fresh[name], name)
        if digest != listed.get(name):
            listed[name] = digest
            contents[digest] = content
    return Recorded(number, listed, contents)


def _next_meta(meta: pd.DataFrame, author: Author) -> pd.DataFrame:
    """Return meta with a row for the next version, like the last one but for number, who, when and why."""
    last = meta.sort_values("versie").iloc[[-1]]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    row = last.assign(versie=last["versie"] + 1, wie=author.who, wanneer=now, waarom=author.why)
    return pd.concat([meta, row], ignore_index=True)
