"""What was read of a werkgebied in words: rows, what was not read, and what there is to say about it."""

from dataclasses import dataclass
from enum import StrEnum

from mapping.analysis.werkgebied.known_areas import Area
from mapping.model import NEDERLAND, Gebiedsoort, WerkgebiedStand


class RemarkKind(StrEnum):
    """What there is to say about a text that was read."""

    UNREAD = "tekst niet gelezen"
    STRANGE_POSTCODE = "geen goede postcode"
    AMBIGUOUS = "naam met meer betekenissen"
    FORMER = "gemeente bestaat niet meer"
    VAGUE = "vage grens"
    NO_SUCH_POSTCODE = "geen postcode in de regio"
    OUTSIDE = "buiten de regio"
    FOUR_DIGITS = "alleen vier cijfers"
    REVERSED = "bereik omgekeerd"
    DOUBLE = "dubbel"
    WRITTEN_OUT = "uitgeschreven"


@dataclass(frozen=True)
class Remark:
    """One thing to say: what kind, about which part of the text, and with which words to help."""

    kind: RemarkKind
    value: str
    detail: str = ""


@dataclass(frozen=True)
class ParsedWerkgebied:
    """What a text says: the stand, rows of (gebiedsoort, code) sorted, parts that were not read, and remarks."""

    stand: WerkgebiedStand
    rows: tuple[Area, ...] = ()
    unread: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def complete(self) -> bool:
        """Tell whether every part was understood and says something."""
        return not self.unread and self.stand != WerkgebiedStand.ONBEKEND

    @property
    def text(self) -> str:
        """Write what was understood in its plainest form; reading it again gives the same rows."""
        if self.stand != WerkgebiedStand.LIJST:
            return self.stand.value
        leads = {Gebiedsoort.REGIO.value: "regio ", Gebiedsoort.LANDELIJK.value: "heel "}
        words = {NEDERLAND: "Nederland"}
        return ", ".join(leads.get(soort, "") + words.get(code, code) for soort, code in self.rows)
