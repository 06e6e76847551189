"""Versions and differences in words of the screen; what may not be seen by everyone is left out here.

Counts of people from a source that is not public are shown on other pages through disclosure control only; two states of
them could be subtracted, so here not even their number of changed rows is told. The place of a vindplaats may be one
where people must be safe: its old address is not told either. Nor are names of who filled something in, and figures of
evidence, which may be a count of our own. views/may_read.py says which columns. The owner of the file sees all of it.
"""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from mapping.store.difference import ADDED, CHANGED, REMOVED
from mapping.store.history import Version
from mapping.views.cell_words import SHAPE, cell_words
from mapping.views.may_read import PEOPLE, may_read
from mapping.words import N_, _, day, ngettext, number

COUNTS_PEOPLE = PEOPLE
"""Tables of which nothing is told but that they changed."""

HIDDEN = N_("verborgen")
KIND_WORDS = {ADDED: N_("erbij"), REMOVED: N_("weg"), CHANGED: N_("anders")}


def version_rows(versions: Iterable[Version], changed: dict[int, str]) -> pd.DataFrame:
    """Return the list of versions; `changed` says per number what became different."""
    return pd.DataFrame(
        {
            _("Versie"): number(version.number),
            _("Wanneer"): moment(version.when),
            _("Wie"): _text(version.who),
            _("Waarom"): _text(version.why),
            _("Wat veranderde"): changed.get(version.number, ""),
        }
        for version in versions
    )


def state_label(version: Version) -> str:
    """Return what a version is called in a list of choices."""
    return _("{n}: {why} ({who}, {when})").format(
        n=number(version.number), why=_text(version.why), who=_text(version.who), when=moment(version.when)
    )


def _text(value: object) -> str:
    return _("onbekend") if pd.isna(value) or not str(value).strip() else str(value)


def moment(iso: object) -> str:
    """Write an ISO time in the time of this computer, `22-11-2026 23:07`; what is none stays as it is written."""
    try:
        when = datetime.fromisoformat(str(iso))
    except ValueError:
        return _text(iso)
    local = when.astimezone() if when.tzinfo else when
    return f"{day(local.date().isoformat())} {local:%H:%M}"


def counts(found: pd.DataFrame, *, owner: bool) -> pd.DataFrame:
    """Return per table how many rows came, went and changed: tabel, erbij, weg, anders; missing where it is hidden."""
    rows = found.drop_duplicates(["tabel", "sleutel"])
    counted = pd.crosstab(rows["tabel"], rows["soort"]).reindex(columns=[ADDED, REMOVED, CHANGED], fill_value=0)
    counted = counted.reindex(dict.fromkeys(rows["tabel"])).astype("Int64")
    if not owner:
        counted[counted.index.isin(COUNTS_PEOPLE)] = pd.NA
    return counted.rename_axis("tabel").reset_index()


def count_rows(counted: pd.DataFrame) -> pd.DataFrame:
    """Return the counts in words of the screen."""
    columns = {_("Tabel"): counted["tabel"].astype("str")}
    for kind, word in KIND_WORDS.items():
        columns[_(word)] = [_(HIDDEN) if pd.isna(value) else number(value) for value in counted[kind]]
    return pd.DataFrame(columns)


def summary(counted: pd.DataFrame) -> str:
    """Say in a few words what changed: `initiatief: 3 rijen; werkgebied: 1 rij`."""
    if counted.empty:
        return _("niets")
    parts = []
    for row in counted.itertuples(index=False):
        rows = sum(getattr(row, kind) for kind in KIND_WORDS)
        told = _(HIDDEN) if pd.isna(rows) else ngettext("{n} rij", "{n} rijen", rows).format(n=number(rows))
        parts.append(f"{row.tabel}: {told}")
    return "; ".join(parts)


def difference_rows(found: pd.DataFrame, *, owner: bool, whole: bool = False) -> pd.DataFrame:
    """Return the changed cells in words of the screen; `whole` does not shorten them, for a file."""
    if not owner:
        found = _without_people(found)
    shape = found["kolom"] == "geometry"
    old, new = (found[side].map(_whole_words if whole else cell_words) for side in ("oud", "nieuw"))
    row_itself = found["soort"] != CHANGED
    return pd.DataFrame(
        {
            _("Tabel"): found["tabel"].astype("str"),
            _("Rij"): found["sleutel"].astype("str"),
            _("Wijziging"): found["soort"].map(lambda kind: _(KIND_WORDS[kind])),
            _("Kolom"): found["kolom"].astype("str").where(~row_itself, _("hele rij")),
            _("Oud"): old.where(~row_itself & ~shape, ""),
            _("Nieuw"): new.where(~row_itself, "").where(~shape, _("de vorm is veranderd")),
        }
    ).astype("str")


def _whole_words(value: object) -> str:
    """Return the text of a cell for a file; a missing one is empty, a shape a word."""
    if pd.isna(value):
        return ""
    return _("een vorm op de kaart") if SHAPE.fullmatch(str(value)) else str(value)


def _without_people(found: pd.DataFrame) -> pd.DataFrame:
    """Take out what only the owner may see; a table that counts people keeps one row that says that it changed."""
    secret = found["tabel"].isin(COUNTS_PEOPLE)
    told = found[~(secret & found["tabel"].duplicated())].copy()
    secret = told["tabel"].isin(COUNTS_PEOPLE)
    told.loc[secret, ["sleutel", "kolom", "oud", "nieuw"]] = _(HIDDEN)
    told.loc[secret, "soort"] = CHANGED
    for name in told["tabel"].unique():
        cells = (told["tabel"] == name) & told["kolom"].isin(may_read(name).unchanged)
        told.loc[cells, ["oud", "nieuw"]] = _(HIDDEN)
    return told
