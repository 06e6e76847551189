"""What a bijdrage becomes: rows of the tables, new ones or cells of one that is there, through the rules of every edit."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import shapely

from mapping.model import Bijdragesoort
from mapping.store.contributions import origin_of
from mapping.store.draft import moved
from mapping.store.fields import fields
from mapping.views.cached import Tables
from mapping.views.edit.change import Edit, changed_tables, must_hide
from mapping.views.edit.options import JOINT
from mapping.views.edit.records import beginning
from mapping.views.offer_check_cache import ReadChanges

INITIATIEF, VINDPLAATS = "initiatief", "vindplaats"
"""The tables that a place or an offer that is missing comes in."""

NEW_ORGANISATIE = ""
"""What the redactie chooses where the organisatie is not in the tables: one of the same name is made."""

KNOWN, SHOULD = "onbekend", "nooit"
"""The frequentie of two who know each other (nobody said how often), and of two who should: there is no tie yet. That it
was proposed and not asked, analysis/network/ties reads from the bron that every row from a bijdrage has."""

FIELDS: Mapping[str, Mapping[str, str]] = {
    INITIATIEF: {"naam": "naam", "aanbiederssoort": "type", "adres": "adres"},
    VINDPLAATS: {"naam": "naam", "type": "type", "adres": "adres"},
}
"""Table → its column → the column of the bijdrage that may take its place when both are put together."""

PLACE, GROUP = "plek", "groep"
"""What else can be taken over: where it is, and for whom."""


@dataclass(frozen=True)
class Context:
    """What every row needs: the tables, the day, and the list of dead codes."""

    now: Tables
    today: str
    read_changes: ReadChanges


def table_of(row: pd.Series) -> str:
    """Return the table in which a bijdrage would be a row of its own; empty where it is for a person to deal with."""
    if row["soort"] == Bijdragesoort.ONTBREEKT:
        return str(row["wat"])
    return {
        Bijdragesoort.GESTOPT: INITIATIEF,
        Bijdragesoort.GROEP: VINDPLAATS,
        Bijdragesoort.VERBINDING: "verbinding",
    }.get(row["soort"], "")


def is_new_place(row: pd.Series) -> bool:
    """Tell whether a bijdrage brings a place or an initiatief that can be laid beside those that are there."""
    return row["soort"] == Bijdragesoort.ONTBREEKT or (
        row["soort"] == Bijdragesoort.GROEP and pd.isna(row["vindplaats"])
    )


def accepted(row: pd.Series, given: Mapping[str, object], context: Context) -> Tables:
    """Return the whole tables that are other ones when a bijdrage is taken over; `given` is what the redactie adds."""
    if row["soort"] == Bijdragesoort.GESTOPT:
        rows = context.now[INITIATIEF].reset_index(drop=True)
        place = int(rows.index[rows[INITIATIEF] == row["initiatief"]][0])
        edit = Edit({place: {"status": "gestopt"}})
        return changed_tables(context.now, INITIATIEF, edit, {}, context.read_changes)
    if row["soort"] == Bijdragesoort.VERBINDING:
        return _added("verbinding", _verbinding(row, given), row, context)
    if not is_new_place(row):
        return _with_group({}, VINDPLAATS, str(row["vindplaats"]), row, context)
    return _new_place(row, given, context)


def merged(row: pd.Series, code: str, taken: tuple[str, ...], context: Context) -> Tables:
    """Return the tables with the chosen fields of a bijdrage in a row that is there; only what differs changes."""
    table = table_of(row)
    rows = context.now[table].reset_index(drop=True)
    place = int(rows.index[rows[table] == code][0])
    values = {column: row[source] for column, source in FIELDS[table].items() if column in taken}
    made = changed_tables(context.now, table, Edit({place: values}), {}, context.read_changes) if values else {}
    if PLACE in taken:
        made[table] = _placed(made.get(table, context.now[table]), table, place, row)
    return _with_group(made, table, code, row, context) if GROUP in taken else made


def _new_place(row: pd.Series, given: Mapping[str, object], context: Context) -> Tables:
    """Return the tables with a new initiatief or vindplaats, its organisatie where that is new, and its group."""
    table, made = table_of(row), {}
    values = {column: row[source] for column, source in FIELDS[table].items()} | dict(given)
    if table == INITIATIEF and values["organisatie"] == NEW_ORGANISATIE:
        made = _added("organisatie", {"naam": row["naam"]}, row, context)
        values["organisatie"] = made["organisatie"]["organisatie"].iloc[-1]
    made |= _added(table, values | {"gebiedcode": row["gebiedcode"]}, row, context)
    made[table] = _placed(made[table], table, len(made[table]) - 1, row)
    return _with_group(made, table, made[table][table].iloc[-1], row, context)


def _placed(rows: pd.DataFrame, table: str, place: int, row: pd.Series) -> pd.DataFrame:
    """Lay a row where the bijdrage says: at its point, or only in its gebied where it has none or may have none."""
    hidden = table == VINDPLAATS and must_hide(rows.reset_index(drop=True).iloc[place].to_dict())
    point = None if hidden or pd.isna(row["x"]) else shapely.Point(row["x"], row["y"])
    return moved(rows, place, point, row["gebiedcode"] if isinstance(row["gebiedcode"], str) else None)


def _with_group(made: Tables, table: str, code: str, row: pd.Series, context: Context) -> Tables:
    """Add for whom it is, or who is met there, where the bijdrage says so and it is not known yet."""
    child = f"{table}_subgroep"
    known = context.now[child]
    there = ((known[table] == code) & (known["subgroep"] == row["subgroep"])).any()
    if pd.isna(row["subgroep"]) or there:
        return made
    values = {table: code, "subgroep": row["subgroep"]}
    if table == VINDPLAATS:
        values["telling"] = "nee"  # nobody counted: how many come stays unknown
    return made | _added(child, values, row, context)


def _verbinding(row: pd.Series, given: Mapping[str, object]) -> dict[str, object]:
    """Return the cells of a verbinding, ends as kind and code."""
    often = KNOWN if bool(row["kennen_elkaar"]) else SHOULD
    joined = {end: f"{row[f'{end}_soort']}{JOINT}{row[end]}" for end in ("van", "naar")}
    return {**joined, "frequentie": often, **given}


def _added(table: str, values: Mapping[str, object], row: pd.Series, context: Context) -> Tables:
    """Return the tables with one row more, which says that it came from this bijdrage."""
    begin = beginning(tuple(fields(table)), today=context.today, example=bool(row["voorbeeld"]))
    begin["bron"] = origin_of(row["bijdrage"], row["ingediend_op"])
    filled = {name: value for name, value in values.items() if not _missing(value)}
    return changed_tables(context.now, table, Edit({}, [filled]), begin, context.read_changes)


def _missing(value: object) -> bool:
    return value is None or (not isinstance(value, (list, tuple)) and bool(pd.isna(value)))
