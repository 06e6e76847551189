"""A region that is made again from its sources, on top of the one that is there: `build` loses no history and no offer."""

from collections.abc import Iterable
from functools import partial

from mapping.errors import Finding, StoreError, TableError
from mapping.persons import with_persons
from mapping.schema import DERIVED, cast
from mapping.store import history
from mapping.store.content import KEPT
from mapping.store.difference import difference
from mapping.store.migrations import NewerFormat
from mapping.store.proposal import proposal_findings
from mapping.store.protocol import Store, Tables


def rebuild(store: Store, tables: Tables, author: history.Author, *, keep: Iterable[str] = ()) -> history.Changed:
    """Store a region that was made again from its sources: a new version of what is there, or the first one.

    `tables` holds all that was made, with vraag and one row of meta; those in `keep` stay as they are where there is a
    region already. What is no region is replaced. Raises StoreError where writing fails or a newer program made the
    region, and TableError where what is kept does not fit what was made, or what was made names a person.
    """
    kept = set(keep)
    try:
        history.current(store)
    except NewerFormat:
        raise
    except StoreError:
        _refuse(store, with_persons([], tables))
        store.write(tables)
        history.record(store)
        return history.Changed(history.current(store), difference({}, {}))
    made = {name: table for name, table in tables.items() if name in KEPT and name not in kept}
    _refuse(store, with_persons(proposal_findings(store.read(), made) if kept else [], made))
    return history.change(store, made, author, derive=partial(_rebuilt, tables, bool(kept)))


def _refuse(store: Store, findings: list[Finding]) -> None:
    """Raise TableError where there are findings."""
    if findings:
        raise TableError(store.name, findings)


def _rebuilt(made: Tables, has_kept: bool, fresh: Tables) -> Tables:
    """Return the tables with the vraag that was made, and in the last row of meta what it was made from."""
    meta = fresh["meta"].copy()
    facts = made["meta"].iloc[-1].drop(["versie", "wie", "wanneer", "waarom"])
    if has_kept:
        facts["voorbeeld"] = bool(facts["voorbeeld"]) or bool(meta["voorbeeld"].iloc[-1])
    for column, value in facts.items():
        meta.loc[meta.index[-1], column] = value
    return {**fresh, **{name: made[name] for name in DERIVED if name in made}, "meta": cast(meta, "meta")}
