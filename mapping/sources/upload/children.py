"""The rows that the lists of a file give: of doelgroepen, talen, vraagtypen, toegangsregels and werkgebieden."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from mapping.contract import faults, typed
from mapping.errors import Finding
from mapping.membership import among
from mapping.model import WerkgebiedStand
from mapping.schema import TABLES
from mapping.sources.upload.asked import Asked, Fault
from mapping.sources.upload.lists import ReadList
from mapping.sources.upload.merging import as_text, laid
from mapping.sources.upload.profiles import ListTarget
from mapping.sources.upload.rule_text import rule_text
from mapping.sources.upload.understood import AREA

DEFAULTS = {"vindplaats_subgroep": {"telling": "nee"}}
"""What a new row of a list says where a list cannot say it: how many people a vindplaats reaches is not in a list."""


@dataclass(frozen=True)
class Children:
    """The rows of one table of lists: `rows` (typed, index 0..n-1) with the `places` they come from, `replaced`: keys
    of which the whole list is given, `differs`: places of which the list differs from what stands there."""

    table: str
    rows: pd.DataFrame
    places: pd.Series
    replaced: set[str]
    differs: set[int]


def children(
    asked: Asked, reads: Mapping[ListTarget, Mapping[int, ReadList]], parents: pd.DataFrame, good: set[int]
) -> tuple[list[Children], list[Fault]]:
    """Return the rows per table of lists of the good places, and the faults of their values.

    `parents` are the rows that the lists are of, as text with their key, bron and peildatum; index: places.
    """
    found, wrong = [], []
    if not reads:
        return [], []
    parents = parents[parents[asked.profile.table].notna()]
    good = good & set(parents.index)
    for table in dict.fromkeys(target.table for target in reads):
        merged: dict[int, tuple[ListTarget, ReadList]] = {}
        for target in sorted((each for each in reads if each.table == table), key=lambda each: each != AREA):
            merged |= {place: (target, read) for place, read in reads[target].items() if place in good}
        made, faulty = _of_table(asked, table, merged, parents)
        found.append(made)
        wrong += faulty
    return found, wrong


def _of_table(
    asked: Asked, table: str, reads: Mapping[int, tuple[ListTarget, ReadList]], parents: pd.DataFrame
) -> tuple[Children, list[Fault]]:
    """Make the rows of one table of lists."""
    owner, contract = asked.profile.table, TABLES[table]
    now = asked.now[table]
    reads = _limited(reads, parents) if table == "werkgebied" else dict(reads)
    keys = parents[owner].loc[list(reads)]
    old = as_text(now[among(now[owner], keys)], contract)
    if table == "toegangsregel":
        same = _same_rules(reads, keys, old)
        reads = {place: read for place, read in reads.items() if place not in same}
        keys = keys.loc[list(reads)]
        old = old[among(old[owner], keys)].reset_index(drop=True)
    owners = dict(zip(keys.index, keys.to_numpy(dtype=object), strict=True))
    items = [
        {owner: owners[place], **row, "_place": place} for place, (_target, read) in reads.items() for row in read.rows
    ]
    given = pd.DataFrame(items, columns=[owner, *_item_columns(table), "_place"])
    places = given.pop("_place").astype("int64")
    given = given.astype("str").where(given.notna())
    said = pd.DataFrame(False, index=given.index, columns=given.columns)
    result = laid(given, said, old, contract, fills=DEFAULTS.get(table, {}))
    rows = _with_origin(asked, result, places, parents, reads)
    kept, wrong = typed(rows, contract, file="", first_row=0)
    wrong += faults(kept, contract, file="", today=asked.today, first_row=0)
    found = [_fault(finding, places, reads) for finding in wrong]
    differs = set(places[(result.fresh | result.changed).to_numpy(dtype=bool)])
    differs |= _shorter(old, given, keys, owner, contract.key)
    return Children(table, kept, places, set(keys), differs), found


def _item_columns(table: str) -> list[str]:
    """Return the columns of a list that its cell says, beside the key of whom it is of."""
    return {
        "initiatief_subgroep": ["subgroep", "nadruk"],
        "initiatief_taal": ["taal"],
        "initiatief_vraagtype": ["vraagtype"],
        "toegangsregel": ["alternatief", "soort", "waarde"],
        "werkgebied": ["gebiedsoort", "code"],
        "vindplaats_subgroep": ["subgroep"],
    }[table]


def _limited(reads: Mapping[int, tuple[ListTarget, ReadList]], parents: pd.DataFrame) -> dict:
    """Leave out the werkgebieden that need no rows, as somebody answered that there is no limit."""
    stands = parents["werkgebied_stand"].to_dict()
    return {place: read for place, read in reads.items() if stands[place] != WerkgebiedStand.GEEN_BEPERKING.value}


def _same_rules(reads: Mapping[int, tuple[ListTarget, ReadList]], keys: pd.Series, old: pd.DataFrame) -> set[int]:
    """Return the places whose rules say what stands there already, whatever the numbers of their alternatives."""
    standing = {
        key: _alternatives((int(row.alternatief), row.soort, row.waarde) for row in rows.itertuples())
        for key, rows in old.groupby("initiatief")
    }
    owners = dict(zip(keys.index, keys.to_numpy(dtype=object), strict=True))
    return {
        place
        for place, (_target, read) in reads.items()
        if _alternatives((int(row["alternatief"]), row["soort"], row["waarde"]) for row in read.rows)
        == standing.get(owners[place], [])
    }


def _alternatives(rules) -> list[str]:
    """Return each alternative as text, in order of the text."""
    by_number: dict[int, list[tuple[int, str, str]]] = {}
    for number, kind, value in rules:
        by_number.setdefault(number, []).append((1, kind, "" if pd.isna(value) else str(value)))
    return sorted(rule_text(alternative) for alternative in by_number.values())


def _with_origin(asked: Asked, result, places: pd.Series, parents: pd.DataFrame, reads) -> pd.DataFrame:
    """Give the rows that are new or changed the bron and the peildatum of whom they are of."""
    rows = result.rows
    touched = (result.fresh | result.changed).to_numpy(dtype=bool)
    for name in ("bron", "peildatum"):
        own = places.map(parents[name]).astype("str")
        if name == "bron":
            own = _bronnen(asked, own, places, parents, reads)
        rows[name] = rows[name].where(~touched, own)
    return rows


def _bronnen(asked: Asked, bron: pd.Series, places: pd.Series, parents: pd.DataFrame, reads) -> pd.Series:
    """Name the words that a werkgebied was made from, as the rest of the program does."""
    if not asked.from_text or "werkgebied_tekst" not in parents:
        return bron
    texts = dict(zip(parents.index, parents["werkgebied_tekst"].to_numpy(dtype=object), strict=True))
    made = [
        f"{asked.from_text}{' '.join(str(texts[place]).split())} ({own})" if reads[place][0] == AREA else own
        for place, own in zip(places.to_numpy(), bron.to_numpy(dtype=object), strict=True)
    ]
    return pd.Series(made, index=bron.index, dtype="str")


def _fault(finding: Finding, places: pd.Series, reads: Mapping[int, tuple[ListTarget, ReadList]]) -> Fault:
    """Point a finding in a row of a list to the cell that the list stood in."""
    place = int(places.iloc[finding.row or 0])
    return Fault(place, reads[place][0].name, finding.message, finding.value, finding.cure)


def _shorter(old: pd.DataFrame, given: pd.DataFrame, keys: pd.Series, owner: str, key: tuple[str, ...]) -> set[int]:
    """Return the places whose list lost an item."""
    if old.empty:
        return set()
    left = set(given[list(key)].fillna("").itertuples(index=False, name=None))
    lost = {row[0] for row in old[[owner, *key]].fillna("").itertuples(index=False, name=None) if row[1:] not in left}
    return {int(place) for place, owned in keys.items() if owned in lost}
