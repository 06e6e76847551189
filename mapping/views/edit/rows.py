"""Which rows of a table are in sight, what a row is called, and its cells as widgets hold them."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from mapping.analysis.overdue import overdue
from mapping.store.fields import DATE, FLAG, NUMBER, WHOLE, fields
from mapping.views.cached import Tables
from mapping.views.edit.options import JOINT, Lists, options_of
from mapping.views.edit.records import RECORDS
from mapping.views.filters import Choice

UNKNOWN = "onbekend"


@dataclass(frozen=True)
class Filter:
    """What narrows the rows: part of a name, only what nobody checked for long, only what is incomplete."""

    text: str = ""
    overdue: bool = False
    incomplete: bool = False


def gebied_of_rows(table: str, now: Tables) -> pd.DataFrame:
    """Return which gebieden and gemeenten the rows of a table lie in: columns place, code (gebied or gemeente).

    A row can lie in several (both ends of a verbinding) or in none that is known: then it is not there.
    """
    rows = now[table].reset_index(drop=True)
    if table == "verbinding":
        parts = [_end_codes(rows, end, now) for end in ("van", "naar")]
        return pd.concat(parts, ignore_index=True).dropna()
    if table == "organisatie":
        codes = rows["gemeentecode"]
    elif table == "factor":
        of_owner = rows["organisatie"].map(_first(now["organisatie"], "organisatie", "gemeentecode"))
        codes = rows["gebiedcode"].fillna(of_owner)
    elif table == "bewijs":
        codes = pd.Series(pd.NA, index=rows.index, dtype="str")  # evidence is about groepen, wherever they live
    elif "gebiedcode" in rows:
        codes = rows["gebiedcode"]
    elif table == "gesprek_code":
        codes = rows["gesprek"].map(_first(now["gesprek"], "gesprek", "gebiedcode"))
    else:
        of = "vindplaats" if "vindplaats" in rows else "initiatief"
        codes = rows[of].map(_first(now[of], of, "gebiedcode"))
    return pd.DataFrame({"place": rows.index, "code": codes}).dropna()


def _end_codes(rows: pd.DataFrame, end: str, now: Tables) -> pd.DataFrame:
    """Return place and code of one end of each verbinding."""
    codes = pd.Series(pd.NA, index=rows.index, dtype="str")
    for kind, column in (("organisatie", "gemeentecode"), ("initiatief", "gebiedcode"), ("vindplaats", "gebiedcode")):
        known = rows[end].map(_first(now[kind], kind, column))
        codes = codes.where(rows[f"{end}_soort"] != kind, known)
    return pd.DataFrame({"place": rows.index, "code": codes})


def _first(table: pd.DataFrame, key: str, column: str) -> pd.Series:
    return table.drop_duplicates(key).set_index(key)[column]


def in_choice(table: str, now: Tables, choice: Choice) -> pd.Series:
    """Tell per row whether it belongs to the chosen regio or gebied; one that lies nowhere known belongs to every regio."""
    rows = now[table].reset_index(drop=True)
    if choice.gebied is None and choice.regio is None:
        return pd.Series(True, index=rows.index)
    gebied = now["gebied"]
    chosen = gebied[gebied["gebiedcode"] == choice.gebied if choice.gebied else gebied["regio"] == choice.regio]
    found = gebied_of_rows(table, now)
    inside = found[found["code"].isin({*chosen["gebiedcode"], *chosen["gemeentecode"]})]["place"]
    lost = ~rows.index.isin(found["place"]) & (choice.gebied is None)
    return pd.Series(rows.index.isin(inside) | lost, index=rows.index)


def incomplete(rows: pd.DataFrame, table: str) -> pd.Series:
    """Tell per row whether something that is wanted or required is empty or `onbekend`."""
    known = fields(table)
    found = pd.Series(False, index=rows.index)
    for name in {*RECORDS[table].wanted, *(name for name, field in known.items() if field.required)}:
        found |= rows[name].isna()
        if name in RECORDS[table].wanted and known[name].kind not in (NUMBER, WHOLE, FLAG):
            found |= (rows[name] == UNKNOWN).fillna(False)
    return found.astype(bool)


def names_of_rows(table: str, now: Tables, lists: Lists) -> pd.Series:
    """Return what each row is called: the names of the columns that name it, joined."""
    rows = cells(table, now)
    parts = []
    for name in RECORDS[table].first:
        options = options_of(table, name, now, lists)
        parts.append(rows[name].map(lambda value, known=options: known.get(value, value)).astype(object))
    whole = pd.concat(parts, axis=1)
    named = [" – ".join(str(part) for part in row if pd.notna(part)) for row in whole.to_numpy()]
    return pd.Series(named, index=rows.index, dtype=object)


def places(table: str, now: Tables, choice: Choice, by: Filter, names: pd.Series, *, today: str) -> list[int]:
    """Return the places of the rows that are in sight, in the order of the table."""
    rows = now[table].reset_index(drop=True)
    kept = in_choice(table, now, choice)
    if by.text.strip():
        kept &= names.str.contains(by.text.strip(), case=False, regex=False).astype(bool)
    if by.overdue:
        kept &= overdue(rows, table, today=today)
    if by.incomplete:
        kept &= incomplete(rows, table)
    return [int(place) for place in rows.index[kept.to_numpy(dtype=bool)]]


def cells(table: str, now: Tables) -> pd.DataFrame:
    """Return a table as widgets hold it: flags as ja and nee, lists as lists, days as days, an end as kind and code."""
    rows = now[table].reset_index(drop=True)
    columns: dict[str, pd.Series] = {}
    for name, field in fields(table).items():
        values = rows[name]
        if field.kind == FLAG:
            columns[name] = values.map({True: "ja", False: "nee"}).astype(object)
        elif field.kind == DATE:
            columns[name] = pd.to_datetime(values, format="%Y-%m-%d", errors="coerce")
        elif field.many:
            columns[name] = values.map(_parts).astype(object)
        elif field.kind in (NUMBER, WHOLE):
            columns[name] = values
        else:
            columns[name] = values.astype(object).where(values.notna(), None)
    frame = pd.DataFrame(columns, index=rows.index)
    if table == "verbinding":
        for end in ("van", "naar"):
            joined = (rows[f"{end}_soort"] + JOINT + rows[end]).astype(object)
            frame[end] = joined.where(joined.notna(), None)
    return frame


def _parts(value: object) -> list[str] | None:
    return [part.strip() for part in str(value).split(";")] if pd.notna(value) else None


def stored(table: str, values: Mapping[str, object]) -> dict[str, object]:
    """Return what widgets gave as cells of the table: the day without a time, an end apart in kind and code."""
    known, row = fields(table), {}
    for name, value in values.items():
        if name not in known:
            continue
        if known[name].kind == DATE and value is not None and not pd.isna(value):
            row[name] = str(value)[:10]
        elif table == "verbinding" and name in ("van", "naar"):
            kind, _joint, code = str(value or "").partition(JOINT)
            row |= {f"{name}_soort": kind or None, name: code or None}
        else:
            row[name] = value
    return row
