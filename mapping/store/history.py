"""Versions of a region: change it with who and why, compare, undo, put back; the same for every store.

A change is made on the version that its maker saw (`base`). Where others changed the region meanwhile, both changes are
put together; where they contradict, `Conflict` says where, and nothing is written. A region that was changed outside
this program (in QGIS, say) first gets a version of its own for that, so that nothing is lost without a trace.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import pandas as pd

from mapping.errors import StoreError
from mapping.schema import DERIVED, TABLES, cast
from mapping.store.content import KEPT, digest_of, packed, storable, unpacked
from mapping.store.difference import difference, table_difference
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

    def __init__(self, cells: pd.DataFrame, of_others: pd.DataFrame, sentence: str = "") -> None:
        self.cells, self.of_others = cells, of_others
        super().__init__(sentence or _("Iemand anders heeft intussen hetzelfde veranderd. Er is niets opgeslagen."))


@dataclass(frozen=True)
class _Present:
    """The region as it is: its tables, its number, the hash of each table, and what the history misses of it."""

    tables: Tables
    number: int
    listed: dict[str, str]
    missing: list[Recorded]


def versions(store: Store) -> list[Version]:
    """List the versions, the newest first; raises StoreError where the region cannot be read."""
    meta = store.read(["meta"])["meta"].dropna(subset="versie").sort_values("versie", ascending=False)
    last = _last_of(meta, store)
    return [
        Version(int(row.versie), row.wie, row.wanneer, row.waarom, bool(row.versie == last or store.listed(row.versie)))
        for row in meta.itertuples(index=False)
    ]


def current(store: Store) -> int:
    """Return the number of the version as it is now."""
    return _last_of(store.read(["meta"])["meta"], store)


def _last_of(meta: pd.DataFrame, store: Store) -> int:
    """Return the highest number in meta; raises StoreError where there is none."""
    last = meta["versie"].max()
    if pd.isna(last):
        raise StoreError(
            _("In {name} is de tabel meta leeg. Zet een kopie terug of maak de regio opnieuw met ‘build’.").format(
                name=store.name
            )
        )
    return int(last)


def at(store: Store, number: int, names: Iterable[str] | None = None) -> Tables:
    """Return tables of a version (default: all), without those made from others and without meta.

    A table whose contract came after the version is empty. Raises StoreError where the version is not recorded; the
    present one always is.
    """
    listed, wanted = store.listed(number), KEPT if names is None else tuple(names)
    if listed:
        return {name: _content(store, listed.get(name), name) for name in wanted}
    if number == current(store):
        return store.read(wanted)
    raise StoreError(_("Versie {n} is niet bewaard. Kies een andere versie.").format(n=number))


def _content(store: Store, digest: str | None, name: str) -> pd.DataFrame:
    return TABLES[name].empty() if digest is None else unpacked(store.content(digest), digest, name)


def differences(store: Store, old: int, new: int) -> pd.DataFrame:
    """Return what changed from one version to another (columns of difference.COLUMNS)."""
    names = changed_tables(store, old, new)
    return difference(at(store, old, names), at(store, new, names))


def changed_tables(store: Store, old: int, new: int) -> list[str]:
    """Name the tables that are not the same in both versions, without reading them where both are recorded."""
    before, after = store.listed(old), store.listed(new)
    if not before or not after:
        return list(KEPT)
    return [name for name in KEPT if _digest_in(before, name) != _digest_in(after, name)]


def change(
    store: Store,
    tables: Mapping[str, pd.DataFrame],
    author: Author,
    *,
    base: int | None = None,
    derive: Callable[[Tables], Tables] | None = None,
) -> Changed:
    """Make a new version in which these whole tables stand; tables that are not given stay.

    `base` is the version that the tables were made from (default: the present one). `derive` gets all tables as they
    would be, with meta, and returns them with those that follow from others made again; it may raise MappingError to
    refuse them. Raises Conflict where others changed the same, TableError for values that cannot be kept, StoreError
    where writing fails; nothing was written then.
    """
    mine = {name: storable(table, name) for name, table in tables.items()}
    with store.hold() as held:
        now = _present(store, held)
        merged = _on_top(store, now, mine, now.number if base is None else base)
        if len(merged.conflicts):
            raise Conflict(merged.conflicts, merged.of_others)
        changed = {name: table for name, table in merged.tables.items() if _differs(now, table, name)}
        if not changed:
            return Changed(None, merged.of_others)
        return Changed(_write(store, held, now, changed, author, derive), merged.of_others)


def undo(store: Store, number: int, author: Author, *, derive: Callable[[Tables], Tables] | None = None) -> Changed:
    """Take back what one version changed, and keep what came after it; Conflict where later changes touch the same."""
    try:
        done = change(store, _other_tables(store, number - 1, number), author, base=number, derive=derive)
    except Conflict as conflict:
        later = _("Latere versies hebben hetzelfde veranderd als versie {n}. Er is niets teruggedraaid.").format(
            n=number
        )
        raise Conflict(conflict.cells, conflict.of_others, later) from conflict
    return Changed(done.number, difference({}, {}))


def restore(store: Store, number: int, author: Author, *, derive: Callable[[Tables], Tables] | None = None) -> Changed:
    """Make a version that equals an older one; what came between stays in the history."""
    return change(store, at(store, number), author, derive=derive)


def record(store: Store) -> None:
    """Put the present state in the history where it is not there yet: a change from outside shows from then on."""
    with store.hold() as held:
        now = _present(store, held)
        if now.missing:
            held.replace({"meta": now.tables["meta"]}, now.missing)


def _other_tables(store: Store, wanted: int, beside: int) -> Tables:
    """Return the tables of a version that are other ones in the version beside it; one that came later is empty."""
    return at(store, wanted, changed_tables(store, wanted, beside))


def _on_top(store: Store, now: _Present, tables: Tables, base: int) -> Merged:
    """Put the tables on top of what stands there now, where it moved on since `base`."""
    if base == now.number:
        return Merged(tables, difference({}, {}), pd.DataFrame())
    return merge(at(store, base, tables), now.tables, tables)


def _differs(now: _Present, table: pd.DataFrame, name: str) -> bool:
    """Tell whether a table has other rows than it has now; the same rows in another order are no change."""
    if digest_of(table, name) == now.listed[name]:
        return False
    return len(table) != len(now.tables[name]) or not table_difference(now.tables[name], table, name).empty


def _present(store: Store, held: Held) -> _Present:
    """Read the region as it is, with what the history misses of it.

    Where tables differ from what the last version recorded, the tables have a row in meta for that.
    """
    tables = held.read()
    number = _last_of(tables["meta"], store)
    recorded = store.listed(number)
    listed = recorded | {name: digest_of(tables[name], name) for name in KEPT}
    if recorded and all(_digest_in(recorded, name) == listed[name] for name in KEPT):
        return _Present(tables, number, listed, [])
    if recorded:
        number = _free_number(store, number)
        outside = Author(_(UNKNOWN_WHO), _(OUTSIDE))
        tables = {**tables, "meta": _next_meta(tables["meta"], number, outside)}
    unknown = [name for name in KEPT if listed[name] not in recorded.values()]
    contents = dict(packed(tables[name], name) for name in unknown)
    return _Present(tables, number, listed, [Recorded(number, listed, contents)])


def _free_number(store: Store, number: int) -> int:
    """Return the next number that the history does not know: somebody may have taken rows out of meta."""
    number += 1
    while store.listed(number):
        number += 1
    return number


def _digest_in(listed: Mapping[str, str], name: str) -> str:
    """Return the hash of a table in a version; a table whose contract came later had no rows then."""
    return listed[name] if name in listed else _empty_digest(name)


@cache
def _empty_digest(name: str) -> str:
    """Return the hash of a table without rows."""
    return digest_of(TABLES[name].empty(), name)


def _write(store: Store, held: Held, now: _Present, tables: Tables, author: Author, derive) -> int:
    """Write the changed tables with their version and history; returns the number of the version."""
    number = _free_number(store, now.number)
    fresh = {**now.tables, **tables, "meta": _next_meta(now.tables["meta"], number, author)}
    if derive is not None:
        fresh = derive(fresh)
    made = [name for name in DERIVED if fresh[name] is not now.tables[name]]
    packs = {name: packed(fresh[name], name) for name in tables}
    listed = now.listed | {name: digest for name, (digest, _content) in packs.items()}
    contents = {digest: content for digest, content in packs.values() if digest not in now.listed.values()}
    record_of_this = Recorded(number, listed, contents)
    held.replace({name: fresh[name] for name in (*tables, *made, "meta")}, [*now.missing, record_of_this])
    return number


def _next_meta(meta: pd.DataFrame, number: int, author: Author) -> pd.DataFrame:
    """Return meta with a row for the next version, like the last one but for number, who, when and why."""
    last = meta.dropna(subset="versie").sort_values("versie").iloc[[-1]]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    row = last.assign(versie=number, wie=author.who, wanneer=now, waarom=author.why)
    return cast(pd.concat([meta, row], ignore_index=True), "meta")
