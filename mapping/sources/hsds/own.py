"""A row of ours out of HSDS: from the attributes of our own taxonomy, back to the columns and lists that they came from."""

import json
from collections.abc import Mapping

import shapely

from mapping.contract import GEOMETRY_TYPES
from mapping.schema import TABLES
from mapping.sources.hsds.no_place import NoPlace
from mapping.sources.hsds.terms import ENTITY, LISTS, NATIVE, STATUS, TERM_JOINT
from mapping.sources.hsds.tidy import as_text

OWNER = "initiatief"
"""Column of a list that its attribute does not hold: it is the thing that the attribute hangs under."""


def own_row(
    thing: Mapping, name: str, attributes: list[dict], codes: Mapping[str, str], listed: NoPlace
) -> tuple[dict | None, list[tuple[str, dict]]]:
    """Return a row of ours from its attributes, and (table, row) of its lists; None where its key is not among them.

    `codes` is id of a term → code of our taxonomy, empty for a term of another; without a term the link_type holds.
    An attribute that says nothing that we can read is left for the list of what had no place.
    """
    row, lists, read = {}, [], []
    for one in attributes:
        term = codes.get(one.get("taxonomy_term_id", ""), one.get("link_type", ""))
        table, _dot, column = term.partition(".")
        value = one.get("value", "")
        if table == name and column in TABLES[name].columns and _readable(column, value, name):
            row[column] = value
        elif name == OWNER and term.partition(TERM_JOINT)[0] in LISTS and (found := _list_row(term, value)):
            lists.append(found)
        else:
            continue
        read.append(one["id"])
    if not row.get(name):
        return None, []
    for key in read:
        listed.take("attribute", key, "value")
    for column, field in NATIVE[name].items():
        if field in thing:
            row[column] = our_word(column, thing[field])
            listed.take(ENTITY[name], thing["id"], field)
    return row, lists


def our_word(column: str, value: str) -> str:
    """Return our word for a value in a field of HSDS."""
    return {theirs: own for own, theirs in STATUS.items()}.get(value, value) if column == "status" else value


def _readable(column: str, value: str, name: str) -> bool:
    """Tell whether a value can stand in the column; of text any can."""
    kind = TABLES[name].columns[column]
    if not kind.is_geometry:
        return bool(value)
    shape = shapely.from_wkt(value, on_invalid="ignore")
    return shape is not None and shape.geom_type in GEOMETRY_TYPES[kind.kind] and not shape.is_empty


def _list_row(term: str, value: str) -> tuple[str, dict] | None:
    """Return (table, row without its initiatief) of one row of a list; None where it is none or misses its key."""
    table, _joint, code = term.partition(TERM_JOINT)
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or set(read) - set(TABLES[table].columns):
        return None
    row = {key: as_text(one) for key, one in read.items() if one is not None}
    row |= {LISTS[table]: code} if LISTS[table] else {}
    filled = all(row.get(column) for column in TABLES[table].key if column != OWNER)
    return (table, row) if filled else None
