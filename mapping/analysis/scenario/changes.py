"""A scenario: a named list of changes to the offer. It is looked at, kept and sent on, and never touches the data.

Admit postcodes, lift a rule, change how many people an initiatief can help, add an initiatief, close one. `apply` (in
scenario/apply.py) returns the tables as they would then be; the effect is the difference of two calculations.
"""

import math
import unicodedata
from dataclasses import dataclass, replace

from mapping.errors import Finding, MappingError

LONGEST_NAME = 80
"""Characters of a name: what fits on one line of a heading and of the A4."""

MOST_CHANGES = 40
"""Changes in one scenario; more can no longer be told apart in a conversation, and make a link too long."""

MOST_POSTCODES = 500
"""Postcodes in one change; the largest of the three regions has 137."""

MOST_PEOPLE_PJ = 1_000_000
"""People per year that one initiatief can help at most; above it a number is a slip of the keyboard."""

MOST_COST_PJ = 1_000_000_000
"""Euro per year that one change can cost at most; above it a number is a slip of the keyboard."""

INVISIBLE = ("Cc", "Cf", "Cs")
"""Unicode categories that a name may not hold: control signs, signs that turn the direction of text, half characters."""


class ScenarioError(MappingError):
    """A scenario that cannot be read or does not fit the data; its text holds a sentence per finding."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = list(findings)
        super().__init__("\n".join(finding.sentence() for finding in self.findings))


@dataclass(frozen=True)
class AdmitPostcodes:
    """Let people of these postcodes (four digits) in, beside those who are admitted now."""

    initiatief: str
    postcodes: tuple[str, ...]


@dataclass(frozen=True)
class LiftRules:
    """Drop the rule about where someone lives, the rules about the person (not the language), or both."""

    initiatief: str
    place: bool = False
    person: bool = False


@dataclass(frozen=True)
class SetCapacity:
    """Let an initiatief help this many people per year in its whole werkgebied; cost_pj is the extra euro per year."""

    initiatief: str
    people_pj: float
    cost_pj: float | None = None


@dataclass(frozen=True)
class Add:
    """Start an initiatief at a place: a gebiedcode or pc4, where its people live closest together.

    kanalen: values of Kanaal. subgroepen: identifiers, or `iedereen`. people_pj: people per year, None for unknown.
    area: for whom it is open: EVERYONE, or the own wijk, gemeente or regio of the place. cost_pj: euro per year.
    """

    initiatief: str
    naam: str
    place: str
    kanalen: tuple[str, ...]
    abc: str
    subgroepen: tuple[str, ...]
    people_pj: float | None = None
    area: str = "geen beperking"
    cost_pj: float | None = None


@dataclass(frozen=True)
class Close:
    """Stop an initiatief."""

    initiatief: str


Change = AdmitPostcodes | LiftRules | SetCapacity | Add | Close

EVERYONE = "geen beperking"
AREAS = (EVERYONE, "wijk", "gemeente", "regio")
"""For whom an added initiatief is open: everyone in reach, or only the gebied, gemeente or regio that it stands in."""


@dataclass(frozen=True)
class Scenario:
    """A name and its changes, in the order in which they were made."""

    name: str = ""
    changes: tuple[Change, ...] = ()

    def with_change(self, change: Change) -> "Scenario":
        """Return the scenario with one change more."""
        return replace(self, changes=(*self.changes, change))

    def without(self, position: int) -> "Scenario":
        """Return the scenario without the change at this position (from 0)."""
        return replace(self, changes=self.changes[:position] + self.changes[position + 1 :])

    def named(self, name: str) -> "Scenario":
        """Return the scenario under another name, made clean."""
        return replace(self, name=clean_name(name))


def clean_name(text: str) -> str:
    """Return a name on one line without invisible signs, at most LONGEST_NAME characters."""
    visible = "".join(" " if sign.isspace() else sign for sign in text)
    visible = "".join(sign for sign in visible if unicodedata.category(sign) not in INVISIBLE)
    return " ".join(visible.split())[:LONGEST_NAME].strip()


def costs(scenario: Scenario) -> list[float | None]:
    """Return the euro per year of each change that has places to pay for; None where nobody filled it in."""
    return [change.cost_pj for change in scenario.changes if isinstance(change, SetCapacity | Add)]


def is_amount(value: object, *, most: float) -> bool:
    """Tell whether a value is a finite number from 0 up to `most`."""
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and 0 <= value <= most
    )
