"""What somebody else may write where HSDS wants text: every value becomes text that any step takes, every row gets an id."""

import json
import re
from collections.abc import Mapping

from mapping.sources.hsds.terms import identifier

NO_ID = "zonder-id-"
"""Begins the id that we make for a row without one; no reader of the list of what had no place is shown it."""

INSTEAD = "\ufffd"
"""Stands for what is no character: half of a pair, and NUL, at which some formats cut a text off."""

NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")


def as_text(value: object) -> str:
    """Return a value of JSON as text; what is no character becomes INSTEAD."""
    text = value if isinstance(value, str) else _written(value)
    return NO_CHARACTER.sub(INSTEAD, text)


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)


def row_id(row: Mapping, entity: str, owner: Mapping[str, str]) -> str:
    """Return the id of a row as text; one without gets an id made from what it says and what it hangs under."""
    given = row.get("id")
    if isinstance(given, (str, int, float)) and not isinstance(given, bool) and as_text(given).strip():
        return as_text(given)
    content = json.dumps([dict(owner), row], sort_keys=True, default=str)
    return NO_ID + identifier(entity, content)
