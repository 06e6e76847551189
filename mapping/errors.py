"""Errors that a user may see: each is a sentence, and a faulty table brings all its findings at once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with an input: what, where, which value, what to do.

    `message` and `cure` are sentences in the language of the user; `row` counts as the user does, header row included
    for a file with one, and is None where the finding concerns a column or the file as a whole.
    """

    message: str
    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    cure: str = ""

    def sentence(self) -> str:
        """Join the parts into one line: where, what, which value, cure."""
        places = [self.file, f"rij {self.row}" if self.row is not None else "", self.column]
        where = ", ".join(part for part in places if part)
        value = f" (‘{shortened(self.value)}’)" if self.value else ""
        cure = f" {self.cure}" if self.cure else ""
        return f"{where + ': ' if where else ''}{self.message}{value}.{cure}"


LONGEST_SHOWN_VALUE = 80
"""Characters of a faulty value that a sentence quotes; a hostile file may hold a cell of a megabyte."""


def shortened(value: str) -> str:
    """Return the value on one line, cut to what a sentence can hold."""
    line = " ".join(str(value).split())
    return line if len(line) <= LONGEST_SHOWN_VALUE else line[: LONGEST_SHOWN_VALUE - 1] + "…"


class MappingError(Exception):
    """Something that a user can mend; its text is a sentence for the screen."""


class TableError(MappingError):
    """One or more tables do not meet their contract; nothing of them was taken over."""

    def __init__(self, file: str, findings: list[Finding]) -> None:
        self.file = file
        self.findings = list(findings)
        super().__init__("\n".join(finding.sentence() for finding in self.findings))


class StoreError(MappingError):
    """A region file cannot be read or written."""


class SourceError(MappingError):
    """A service on the internet gave no usable answer; the sentence names the service, what happened and what to do."""


class SourceAbsent(SourceError):
    """A service answers, but does not have what was asked (another year or table may be there)."""


class SourceUnreachable(SourceError):
    """A service could not be reached now (no internet, offline, too busy); later, or a copy from before, may work."""
