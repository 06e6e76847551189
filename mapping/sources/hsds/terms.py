"""How our tables are named inside HSDS: identifiers that stay the same, and one taxonomy for what HSDS has no field for."""

import uuid

TAXONOMY = "zin-in-kaart"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/linking-zin/zin-in-kaart")
"""HSDS wants a UUID for everything; made from our own key it is the same in every export (RFC 9562, version 5)."""

ENTITY = {"organisatie": "organization", "initiatief": "service", "vindplaats": "location"}
"""Our table → the entity of HSDS that stands for it."""

LISTS = {
    "initiatief_subgroep": "subgroep", "initiatief_taal": "taal", "initiatief_vraagtype": "vraagtype",
    "toegangsregel": "", "werkgebied": "",
}  # fmt: skip
"""Tables of an initiatief → the column whose value is a term of its own; empty: the row as a whole is the value."""

OWNED_LISTS = dict.fromkeys(LISTS, "initiatief")
"""Those tables → the column of their owner."""

STATUS = {"actief": "active", "gepland": "inactive", "gestopt": "defunct", "vol": "temporarily closed"}
"""Our status → that of HSDS, one to one."""

NATIVE = {
    "organisatie": {"naam": "name", "website": "website"},
    "initiatief": {"naam": "name", "status": "status"},
    "vindplaats": {"naam": "name"},
}
"""Columns that HSDS has a field for with the same meaning: read back from there, so that others can change them."""

TERM_JOINT = ":"


def identifier(kind: str, *key: str) -> str:
    """Return the UUID of one thing."""
    return str(uuid.uuid5(NAMESPACE, "/".join((kind, *key))))
