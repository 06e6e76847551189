"""Read the werkgebied of a spreadsheet with the reader of the region, in the form that the upload asks."""

from dataclasses import dataclass

from mapping.analysis.werkgebied.known_areas import KnownAreas
from mapping.analysis.werkgebied.parsed import ParsedWerkgebied, RemarkKind
from mapping.analysis.werkgebied.text import parse_werkgebied
from mapping.model import WerkgebiedStand
from mapping.reports.werkgebied_words import WORDS
from mapping.words import _

MISTYPED = (RemarkKind.STRANGE_POSTCODE,)
"""What cannot be meant as it stands; anything else that is not read may be a text for people."""


@dataclass(frozen=True)
class AreaRead:
    """What was read: stand, rows (gebiedsoort, code), mistyped parts each with its cure, and parts that are not understood."""

    stand: str
    rows: tuple[tuple[str, str], ...]
    complete: bool
    faults: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]


def read_area(text: str, *, known: KnownAreas) -> AreaRead:
    """Read a werkgebied in words; never raises for any text."""
    parsed = parse_werkgebied(text, known=known)
    faults = tuple((remark.value, _(WORDS[remark.kind][1])) for remark in parsed.remarks if remark.kind in MISTYPED)
    return AreaRead(parsed.stand.value, parsed.rows, parsed.complete, faults, parsed.unread)


def area_text(rows: list[tuple[str, str]]) -> str:
    """Write the rows of a werkgebied as `read_area` reads them."""
    return ParsedWerkgebied(WerkgebiedStand.LIJST, tuple(rows)).text
