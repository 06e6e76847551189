"""A scenario as text: JSON for a file, and one short parameter for a link. What comes in may hold anything.

The parameter is base64url of compressed JSON. Reading stops at MOST_JSON_BYTES, whatever a small text unpacks to, and
takes nothing on trust: every field is tested for its type, and broken text is a sentence.
"""

import base64
import binascii
import json
import re
import zlib
from dataclasses import asdict, fields

from mapping.analysis.scenario.changes import (
    MOST_CHANGES,
    MOST_POSTCODES,
    Add,
    AdmitPostcodes,
    Change,
    Close,
    LiftRules,
    Scenario,
    ScenarioError,
    SetCapacity,
    clean_name,
)
from mapping.errors import Finding
from mapping.words import _, number

FORMAT = 1
"""Version of the text; a later program that reads it otherwise counts on."""

MOST_PARAMETER = 6000
"""Characters of the parameter: with the rest of the address it stays under 8 kB, what servers commonly accept."""

MOST_JSON_BYTES = 200_000
"""Bytes of JSON that are read: over ten times the largest scenario that the limits allow in practice."""

IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
"""The form of an initiatief, as in the contract of the table."""

KINDS: dict[str, type[Change]] = {
    "admit": AdmitPostcodes,
    "lift": LiftRules,
    "capacity": SetCapacity,
    "add": Add,
    "close": Close,
}
_KIND_OF = {made: kind for kind, made in KINDS.items()}
_LISTS = ("postcodes", "kanalen", "subgroepen")
_AMOUNTS = ("people_pj", "cost_pj")
_FLAGS = ("place", "person")
"""Names of fields by type; a field `place` of `add` is text."""


def to_json(scenario: Scenario) -> str:
    """Write a scenario as compact JSON; fields that hold their default are left out."""
    return json.dumps(as_dict(scenario), ensure_ascii=False, separators=(",", ":"))


def as_dict(scenario: Scenario) -> dict:
    """Return a scenario as plain values, ready for JSON."""
    changes = []
    for change in scenario.changes:
        usual = {field.name: field.default for field in fields(change)}
        kept = {name: value for name, value in asdict(change).items() if value != usual[name]}
        kept = {name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()}
        changes.append({"kind": _KIND_OF[type(change)], **kept})
    return {"format": FORMAT, "name": scenario.name, "changes": changes}


def from_json(text: str | bytes) -> Scenario:
    """Read a scenario; raises ScenarioError with a sentence for anything that is none."""
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(raw) > MOST_JSON_BYTES:
        raise _refusal(_("Dit scenario is te groot om te lezen"))
    try:
        value = json.loads(raw, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise _refusal(_("Dit is geen scenario, of het is beschadigd")) from error
    return from_dict(value)


def from_dict(value: object) -> Scenario:
    """Read a scenario from plain values; raises ScenarioError where one is not as it should be."""
    if not isinstance(value, dict) or not isinstance(value.get("changes"), list):
        raise _refusal(_("Dit is geen scenario, of het is beschadigd"))
    if value.get("format") != FORMAT:
        raise _refusal(_("Dit scenario is van een andere versie van Zin in kaart"))
    name, changes = value.get("name", ""), value["changes"]
    if not isinstance(name, str) or len(changes) > MOST_CHANGES:
        limit = _("Een scenario heeft een naam en hoogstens {n} wijzigingen").format(n=number(MOST_CHANGES))
        raise _refusal(limit)
    return Scenario(clean_name(name), tuple(_change(change) for change in changes))


def encode(scenario: Scenario) -> str:
    """Return the text of a scenario for one parameter of a link; only letters, digits, - and _."""
    packed = zlib.compress(to_json(scenario).encode("utf-8"), level=9)
    return base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")


def decode(text: str) -> Scenario:
    """Read the parameter of a link; raises ScenarioError with a sentence for broken, too long or hostile text."""
    if len(text) > MOST_JSON_BYTES:
        raise _refusal(_("Dit scenario is te groot om te lezen"))
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj()
        raw = unpacking.decompress(packed, MOST_JSON_BYTES + 1)
    except (ValueError, binascii.Error, zlib.error) as error:
        raise _refusal(_("De link bevat geen scenario, of hij is beschadigd")) from error
    if len(raw) <= MOST_JSON_BYTES and not unpacking.eof:
        raise _refusal(_("De link bevat geen scenario, of hij is beschadigd"))
    return from_json(raw)


def _change(value: object) -> Change:
    """Read one change, field by field."""
    kind = value.get("kind") if isinstance(value, dict) else None
    made = KINDS.get(kind) if isinstance(kind, str) else None
    if made is None:
        raise _refusal(_("Het scenario heeft een wijziging die wij niet kennen"))
    known = {field.name for field in fields(made)}
    given = {name: _field(made, name, content) for name, content in value.items() if name in known}
    try:
        return made(**given)
    except TypeError as error:
        raise _refusal(_("In een wijziging ontbreekt een gegeven")) from error


def _field(made: type[Change], name: str, content: object) -> object:
    """Return the value of a field in its own type; raises ScenarioError where it has another."""
    if name in _LISTS:
        if isinstance(content, list) and len(content) <= MOST_POSTCODES and all(map(_is_short_text, content)):
            return tuple(content)
    elif name in _AMOUNTS:
        if content is None or (isinstance(content, int | float) and not isinstance(content, bool)):
            return _float(content)
    elif name in _FLAGS and made is LiftRules:
        if isinstance(content, bool):
            return content
    elif name == "initiatief":
        if isinstance(content, str) and IDENTIFIER.fullmatch(content):
            return content
    elif name == "naam":
        if isinstance(content, str):
            return clean_name(content)
    elif _is_short_text(content):
        return content
    raise _refusal(_("In een wijziging staat een gegeven dat niet klopt"))


def _float(content: int | float | None) -> float | None:
    """Return a number as float; one too large for it as infinite, which no check lets through."""
    try:
        return None if content is None else float(content)
    except OverflowError:
        return float("inf")


def _is_short_text(value: object) -> bool:
    """Tell whether a value is a text that can be a code."""
    return isinstance(value, str) and 0 < len(value) <= 64 and value == clean_name(value)


def _no_constant(name: str) -> float:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(name)


def _refusal(message: str) -> ScenarioError:
    """Return the error for text that is no scenario, with what to do."""
    return ScenarioError([Finding(message, cure=_("Vraag wie het stuurde om een nieuwe link of een nieuw bestand"))])
