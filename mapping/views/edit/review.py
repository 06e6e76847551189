"""What would change, what is wrong with it, why, and the button that saves it as a version."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import shapely
import streamlit as st

from mapping.errors import Finding
from mapping.reports.record_words import label_of
from mapping.store.difference import ADDED, REMOVED
from mapping.store.fields import fields
from mapping.store.proposal import proposal_findings
from mapping.views import editing, tables
from mapping.views.cached import Region, Tables
from mapping.views.edit.records import RECORDS
from mapping.views.edit.state import Draft, forget
from mapping.views.sources import plain
from mapping.words import N_, _, day, ngettext, number

SHOWN = 100
"""Differences that are written out; the version keeps them all."""

FINDINGS_SHOWN = 30

KIND_WORDS = {ADDED: N_("erbij"), REMOVED: N_("weg"), "anders": N_("anders")}

OTHER_TITLES = {"gebruik": N_("Gebruik")}
"""Tables that are not edited here, but whose rows can go along."""


def draw(where: Region, draft: Draft) -> None:
    """Draw the differences, the faults, the question why and the buttons; nothing where nothing is pending."""
    if not draft.count:
        st.caption(_("Er is nog niets veranderd."))
        return
    count = draft.count
    words = ngettext("Bekijk wat er verandert ({n} rij)", "Bekijk wat er verandert ({n} rijen)", count)
    with st.expander(words.format(n=number(count)), expanded=True, icon=":material/difference:", key="bekijk"):
        tables.readable(difference_rows(draft).head(SHOWN), alt=_("Wat er verandert"))
        if len(draft.found) > SHOWN:
            st.caption(_("En nog {n} andere.").format(n=number(len(draft.found) - SHOWN)))
    findings = proposal_findings(draft.before, draft.tables)
    _say_findings(draft, findings)
    why = editing.ask_why("waarom")
    left, right = st.columns(2)
    if left.button(_("Bewaar"), type="primary", icon=":material/save:", disabled=bool(findings), key="bewaar"):
        _save(where, draft, why)
    with right.popover(_("Gooi alles weg"), icon=":material/undo:"):
        st.write(_("Alles wat u nog niet bewaarde, gaat verloren."))
        if st.button(_("Ja, gooi weg"), key="gooi-weg"):
            forget(where)
            st.rerun()


def _save(where: Region, draft: Draft, why: str) -> None:
    """Save through the gate of every edit; what cannot be saved stays in the draft."""
    if editing.save(where, draft.tables, why, base=draft.base, done=partial(forget, where)):
        forget(where)
        st.rerun()


def _say_findings(draft: Draft, findings: Sequence[Finding]) -> None:
    """Name each fault with the row that it is in."""
    if not findings:
        return
    words = ngettext(
        "Er klopt nog {n} ding niet. Bewaren kan pas als het goed is.",
        "Er kloppen nog {n} dingen niet. Bewaren kan pas als alles goed is.", len(findings),
    )  # fmt: skip
    st.error(words.format(n=number(len(findings))))
    lines = [f"- {plain(sentence(draft.now, finding))}" for finding in findings[:FINDINGS_SHOWN]]
    if len(findings) > FINDINGS_SHOWN:
        lines.append("- " + _("En nog {n} andere.").format(n=number(len(findings) - FINDINGS_SHOWN)))
    st.markdown("\n".join(lines))


def sentence(now: Tables, finding: Finding) -> str:
    """Write a fault with the title of its table, the name of its row and the label of its column."""
    table = finding.file
    labels = [label_of(table, name) for name in finding.column.split(" + ") if name]
    row = ""
    if finding.row is not None and table in now and 0 < finding.row <= len(now[table]):
        row = f"‘{row_name(now, table, now[table].reset_index(drop=True).loc[finding.row - 1])}’"
    parts = [title_of(table), row, " + ".join(labels)]
    named = Finding(finding.message, ", ".join(part for part in parts if part), None, "", finding.value, finding.cure)
    return named.sentence()


def title_of(table: str) -> str:
    """Return what a table is called on this page."""
    title = RECORDS[table].title if table in RECORDS else OTHER_TITLES.get(table, table)
    return _(title)


def row_name(now: Tables, table: str, row: pd.Series) -> str:
    """Return what a row is called: its name, or what its key points to."""
    if "naam" in row and isinstance(row["naam"], str):
        return row["naam"]
    parts = []
    for name, field in fields(table).items():
        if field.key:
            parts.append(_named(now, field.table or name, row[name]))
    return " – ".join(part for part in parts if part)


def _named(now: Tables, table: str, code: object) -> str:
    """Return the name that a code has in its own table, else the code."""
    if not isinstance(code, str):
        return "" if pd.isna(code) else str(code)
    if table == "gebiedcode":
        found = now["gebied"].loc[now["gebied"]["gebiedcode"] == code, "gebiednaam"]
    elif table in now and {table, "naam"} <= set(now[table].columns):
        found = now[table].loc[now[table][table] == code, "naam"].dropna()
    else:
        return code
    return str(found.iloc[0]) if len(found) else code


def difference_rows(draft: Draft) -> pd.DataFrame:
    """Return the differences in the words of the page, one row per changed cell, added or removed row."""
    rows = []
    for found in draft.found.itertuples(index=False):
        known = draft.before if found.soort == REMOVED else draft.now
        rows.append({
            _("Tabel"): title_of(found.tabel),
            _("Rij"): _name_of_key(known, found.tabel, found.sleutel),
            _("Wat verandert"): label_of(found.tabel, found.kolom) if found.kolom not in ("", "geometry") else
            (_("Punt op de kaart") if found.kolom else _(KIND_WORDS[found.soort])),
            _("Was"): _shown(found.oud), _("Wordt"): _shown(found.nieuw),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _name_of_key(now: Tables, table: str, key: str) -> str:
    """Return the name of a row by its joined key."""
    parts = key.split(" · ")
    names = [name for name, field in fields(table).items() if field.key]
    rows = now[table]
    if len(parts) == len(names) == 1 and "naam" in rows.columns:
        found = rows.loc[rows[names[0]] == key, "naam"].dropna()
        return str(found.iloc[0]) if len(found) else key
    shown = [_named(now, fields(table)[name].table or name, part) for name, part in zip(names, parts, strict=False)]
    return " – ".join(part for part in shown if part)


def _shown(value: object) -> str:
    """Write an old or new value: a day as people do, a point in metres; empty where there is none."""
    if not isinstance(value, str):
        return ""
    if len(value) == 10 and value[4] == value[7] == "-" and value.replace("-", "").isdecimal():
        return day(value)
    if len(value) > 30 and set(value) <= set("0123456789ABCDEF"):
        point = shapely.from_wkb(value)
        return f"{number(point.x)}, {number(point.y)}"
    return value
