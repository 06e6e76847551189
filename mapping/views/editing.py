"""Change a region from a page: who may, under which name, and saving so that nobody loses work.

A page that edits draws `draw_gate` at its top and its widgets only where that is True. It remembers the version that its
tables were taken from (`base_of`, once, when editing begins: keep the number in the session, as another reader may save
meanwhile; `tables_at` gives the tables of that version), and calls `save` with whole tables. After a save that returned
True the page forgets its own state and calls st.rerun(); the news then stands in the gate. After False it keeps
everything: what is wrong has been said, and nothing was written.
"""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd
import streamlit as st

from mapping.analysis.need import fingerprint, with_vraag
from mapping.errors import Finding, MappingError, TableError
from mapping.store import history
from mapping.store.address import name_of, opened
from mapping.store.content import KEPT, digest_of
from mapping.store.proposal import proposal_findings, text_findings, typed
from mapping.store.protocol import Store
from mapping.views import editing_conflict, editing_copy, editing_name
from mapping.views.cached import Region, Tables
from mapping.views.editing_news import keep_news, saved_sentences, say_interrupted, say_news
from mapping.views.editing_permission import closed_because
from mapping.views.sources import plain
from mapping.words import _, ngettext, number

FINDINGS_SHOWN = 50
"""Findings written out on the page; more would hide them."""

LONGEST_WHY = 300
"""Characters of a reason: a sentence or two."""


def draw_gate(where: Region) -> bool:
    """Tell whether this visitor may change this region, and draw what is needed before one can.

    Draws the news of the last save, or that it was killed, why editing is closed, the offer of an own copy, the question
    for a name, or a save that was refused because others changed the same.
    """
    say_news()
    say_interrupted(where)
    closed = closed_because()
    if closed:
        st.info(plain(closed), icon=":material/lock:")
        return False
    if editing_copy.needed(where):
        editing_copy.draw(where)
        return False
    if not editing_name.ask():
        return False
    editing_conflict.draw_kept(where, save)
    return True


@st.cache_data(max_entries=16, show_spinner=False)
def base_of(where: Region) -> int:
    """Return the number of the version that a region is at; a page keeps it from the moment that editing begins."""
    return history.current(opened(where.path))


@st.cache_resource(max_entries=4, show_spinner=False)
def tables_at(where: Region, base: int, names: tuple[str, ...]) -> Tables:
    """Return tables of a version (see history.at), to edit on while others save. Shared: nobody may change these."""
    return history.at(opened(where.path), base, names)


def ask_why(key: str) -> str:
    """Draw the question why someone changes this, and return the answer on one line; empty where there is none."""
    asked = st.text_input(
        _("Waarom verandert u dit?"), key=key, max_chars=LONGEST_WHY,
        help=_("Dit staat bij de versie, voor iedereen die dit bestand heeft. Noem geen namen van mensen die steun zoeken."),
    )  # fmt: skip
    return " ".join(asked.split())


def save(
    where: Region,
    tables: Mapping[str, pd.DataFrame],
    why: str,
    *,
    base: int | None,
    done: Callable[[], None] | None = None,
) -> bool:
    """Store whole tables that were made from version `base`, as a new version; True where that was done.

    `base` is None only where the tables must stand as they are, whatever stands there now (to return to a version).
    Where others changed the same, the gate asks what to do from then on; `done` is called when the reader has saved the
    rest there, or dropped it: the page then forgets its own state, as after True.

    Where something is wrong (a fault, a contradiction with what others saved, a file that cannot be written) it is drawn
    here, and nothing is stored. Tables may hold text in every cell.
    """
    name = editing_name.given()
    refusal = closed_because() or _missing(where, name, why)
    if refusal:
        st.error(plain(refusal))
        return False
    try:
        store = opened(where.path)
        changed = _stored(store, tables, history.Author(name, why), base)
    except TableError as error:
        refuse(error.findings, name_of(where.path))
        return False
    except history.Conflict as error:
        editing_conflict.keep(editing_conflict.Refused(where.path, typed(tables), why, base, error, done))
        editing_conflict.draw_kept(where, save)
        return False
    except MappingError as error:
        st.error(plain(str(error)))
        return False
    editing_conflict.forget()
    keep_news(saved_sentences(changed))
    return True


def derive(tables: Tables) -> Tables:
    """Return the tables with a vraag that fits them and its fingerprint; a region that holds no vraag gets none."""
    if tables["vraag"].empty:
        return tables
    complete, made_again = with_vraag(tables)
    if not made_again:
        return complete
    meta = complete["meta"].copy()
    meta.loc[meta.index[-1], "vingerafdruk"] = fingerprint(complete)
    return {**complete, "meta": meta}


def refuse(findings: Iterable[Finding], file: str) -> None:
    """List what is wrong; nothing was stored."""
    found = list(findings)
    told = ngettext(
        "Er is niets opgeslagen in {file}: er is {n} fout.",
        "Er is niets opgeslagen in {file}: er zijn {n} fouten.",
        len(found),
    )
    st.error(plain(told.format(file=file, n=number(len(found)))))
    for finding in found[:FINDINGS_SHOWN]:
        st.markdown(f"- {plain(finding.sentence())}")
    if len(found) > FINDINGS_SHOWN:
        st.caption(_("En nog {n} andere.").format(n=number(len(found) - FINDINGS_SHOWN)))


def _missing(where: Region, name: str, why: str) -> str:
    """Return in a sentence what is needed before anything is stored; empty where it is all there."""
    if editing_copy.needed(where):
        return _("Dit bestand verandert niet. Maak eerst een eigen kopie.")
    if not name:
        return _("Vul eerst uw naam of functie in.")
    if not why.strip():
        return _("Schrijf eerst waarom u dit verandert. Er is nog niets opgeslagen.")
    for finding in text_findings(why):
        return finding.sentence()
    return ""


def _stored(
    store: Store, tables: Mapping[str, pd.DataFrame], author: history.Author, base: int | None
) -> history.Changed:
    """Check the tables as they will stand, also after a merge, and store them."""
    before = store.read()
    merging = base is not None and base != history.current(store)
    _raise(_findings_before_merge(store, tables, base) if merging else proposal_findings(before, tables), store.name)
    mine = typed(tables)

    def checked(fresh: Tables) -> Tables:
        merged = {name: fresh[name] for name in mine if digest_of(fresh[name], name) != digest_of(mine[name], name)}
        if merging or merged:
            proposal = {name: fresh[name] for name in mine}
            _raise(proposal_findings({**fresh, **{name: before[name] for name in mine}}, proposal), store.name)
        return derive(fresh)

    return history.change(store, mine, author, base=base, derive=checked)


def _findings_before_merge(store: Store, tables: Mapping[str, pd.DataFrame], base: int) -> list[Finding]:
    """Check each table by itself: what it points to may have come or gone since it was made."""
    start = history.at(store, base, [name for name in tables if name in KEPT])
    alone = ({name: start[name]} if name in start else {} for name in tables)
    return [
        finding
        for beside, (name, table) in zip(alone, tables.items(), strict=True)
        for finding in proposal_findings(beside, {name: table})
    ]


def _raise(findings: list[Finding], name: str) -> None:
    """Raise TableError where there is something to say."""
    if findings:
        raise TableError(name, findings)
