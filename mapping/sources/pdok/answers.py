"""Read the answers of the PDOK Locatieserver v3_1 (Solr JSON); what is missing or of another kind becomes a sentence.

`centroide_rd` is `POINT(x y)` in metres; `gemeentecode` comes without GM and `wijkcode` with WK, if it comes at all;
`numFound` may be far more than the documents in the answer.
"""

import re
from dataclasses import dataclass
from typing import Any

from mapping.errors import SourceError
from mapping.words import _

SERVICE = "PDOK Locatieserver"

RD_POINT = re.compile(r"POINT ?\((-?\d{1,7}(?:\.\d{1,9})?) (-?\d{1,7}(?:\.\d{1,9})?)\)")
RD_X_M = (0.0, 300_000.0)
RD_Y_M = (300_000.0, 625_000.0)
"""Where RD New is the Netherlands (EPSG:28992, rounded outwards); a point elsewhere is a point in other coordinates."""

KEY = re.compile(r"[A-Za-z0-9_-]{1,100}")
"""The form of an id of the Locatieserver, such as adr-01e5f757daeb1616e02fdcd0e6193e4b."""

LONGEST_TEXT = 300


@dataclass(frozen=True)
class Hit:
    """One place as the Locatieserver knows it; texts are empty where it does not say.

    `names` are the words that name the place itself, such as street and number, `short_name` the street as on a label.
    """

    key: str
    kind: str
    text: str
    x: float
    y: float
    postcode: str
    gemeentecode: str
    gemeentenaam: str
    wijkcode: str
    names: str
    short_name: str
    score: float | None


@dataclass(frozen=True)
class Suggestion:
    """A place that may be meant, without its point."""

    key: str
    kind: str
    text: str


def hits(answer: dict[str, Any]) -> tuple[list[Hit], int]:
    """Return the places of `free` or `lookup` and how many the service found; raises SourceError."""
    docs, found = _documents(answer)
    return [_hit(doc) for doc in docs], found


def suggestions(answer: dict[str, Any]) -> list[Suggestion]:
    """Return what `suggest` proposes; raises SourceError."""
    docs, _found = _documents(answer)
    return [Suggestion(_key(doc), _text(doc, "type"), _text(doc, "weergavenaam")) for doc in docs]


def _documents(answer: dict[str, Any]) -> tuple[list[dict[str, Any]], int]:
    """Return the documents of an answer and the number that was found."""
    response = answer.get("response")
    if not isinstance(response, dict):
        raise _changed("response")
    docs, found = response.get("docs"), response.get("numFound")
    if not isinstance(docs, list) or not all(isinstance(doc, dict) for doc in docs):
        raise _changed("docs")
    if not isinstance(found, int) or isinstance(found, bool):
        raise _changed("numFound")
    return docs, found


def _hit(doc: dict[str, Any]) -> Hit:
    """Read one document."""
    x, y = _rd_point(_text(doc, "centroide_rd"))
    gemeente = _text(doc, "gemeentecode", needed=False).removeprefix("GM")
    score = doc.get("score")
    kind = _text(doc, "type")
    return Hit(
        key=_key(doc),
        kind=kind,
        text=_text(doc, "weergavenaam"),
        x=x,
        y=y,
        postcode=_text(doc, "postcode", needed=False).replace(" ", "").upper(),
        gemeentecode=f"GM{gemeente}" if re.fullmatch(r"\d{4}", gemeente) else "",
        gemeentenaam=_text(doc, "gemeentenaam", needed=False),
        wijkcode=_text(doc, "wijkcode", needed=False),
        names=_own_names(doc, kind),
        short_name=_text(doc, "straatnaam_verkort", needed=False),
        score=float(score) if isinstance(score, int | float) and not isinstance(score, bool) else None,
    )


NAME_FIELDS = {
    "adres": ("straatnaam", "huis_nlt"),
    "postcode": ("straatnaam",),
    "weg": ("straatnaam",),
    "wijk": ("wijknaam",),
    "buurt": ("buurtnaam",),
    "woonplaats": ("woonplaatsnaam",),
    "gemeente": ("gemeentenaam",),
}
"""The fields that name the place itself, and not what it lies in."""


def _own_names(doc: dict[str, Any], kind: str) -> str:
    """Return the words that name the place itself."""
    return " ".join(_text(doc, field, needed=False) for field in NAME_FIELDS.get(kind, ("weergavenaam",)))


def _text(doc: dict[str, Any], field: str, *, needed: bool = True) -> str:
    """Return a text of a document; empty where it may be absent, and is."""
    value = doc.get(field)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or (needed and not value.strip()):
        raise _changed(field)
    return value.strip()


def _key(doc: dict[str, Any]) -> str:
    """Return the id of a document."""
    key = _text(doc, "id")
    if not KEY.fullmatch(key):
        raise _changed("id")
    return key


def _rd_point(text: str) -> tuple[float, float]:
    """Return x and y of `POINT(x y)`, in metres in RD New."""
    found = RD_POINT.fullmatch(text)
    if not found:
        raise _changed("centroide_rd")
    x, y = float(found[1]), float(found[2])
    if not (RD_X_M[0] <= x <= RD_X_M[1] and RD_Y_M[0] <= y <= RD_Y_M[1]):
        raise _changed("centroide_rd")
    return x, y


def _changed(field: str) -> SourceError:
    """Return the error for an answer in which a field is missing or of another kind."""
    return SourceError(
        _(
            "{service} antwoordt anders dan wij kennen (veld ‘{field}’). Zet de plek met de hand, en meld dit aan de beheerder."
        ).format(service=SERVICE, field=field)
    )
