"""Turn the bytes of an answer into JSON values, with a sentence for each way in which they may not be that."""

import json
from typing import Any

from mapping.errors import SourceError
from mapping.words import _

DEEPEST = 64
"""Levels of nesting that we read; the deepest answer that we know (GeoJSON of islands with holes) has 9."""


def read_json(body: bytes, *, service: str, kind: type = dict) -> Any:
    """Return the value of a JSON text whose outermost value is a `kind` (dict or list); else raises SourceError."""
    try:
        value = json.loads(body.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise SourceError(_not_json(body, service)) from error
    if not isinstance(value, kind) or _deeper_than(value, DEEPEST):
        raise SourceError(
            _(
                "{service} antwoordt in een vorm die wij niet kennen. Misschien is de dienst veranderd; meld dit aan de beheerder."
            ).format(service=service)
        )
    return value


def _no_constant(name: str) -> None:
    """Refuse NaN and Infinity, which are no JSON (RFC 8259, section 6) and would end up in a sum."""
    raise ValueError(name)


def _not_json(body: bytes, service: str) -> str:
    """Say what came instead of JSON."""
    if body.lstrip()[:1] == b"<":
        return _(
            "{service} stuurt een webpagina in plaats van gegevens. Moet u inloggen op dit netwerk? Probeer het daarna opnieuw."
        ).format(service=service)
    return _("Het antwoord van {service} is niet leesbaar of niet compleet. Probeer het later opnieuw.").format(
        service=service
    )


def _deeper_than(value: object, limit: int) -> bool:
    """Tell whether lists and dicts are nested deeper than the limit; level by level, so without recursion."""
    level = [value]
    for _depth in range(limit):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True
