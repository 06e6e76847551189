"""Copy a region from any store to any other, with every version, and prove before it stands that nothing was lost.

What was written is read back and compared while it does not stand yet: per table the number of rows and the hash of the
content, per version the hashes, and every old content byte by byte. One difference, and the target stays as it was.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mapping.errors import MappingError, StoreError
from mapping.schema import TABLES
from mapping.store.content import digest_of
from mapping.store.protocol import Recorded, Store, Tables, Written
from mapping.words import _, ngettext, number

FINDINGS_SAID = 5
"""Faults that are named before a region is refused: enough to see what is wrong; `check` names them all."""


@dataclass(frozen=True)
class CopiedTable:
    """One table that is equal in both: its rows, and the hash of its content."""

    name: str
    rows: int
    digest: str


@dataclass(frozen=True)
class Copied:
    """What was compared: the tables, the versions, how many of those are recorded, and the old contents."""

    tables: list[CopiedTable]
    versions: int
    recorded: int
    contents: int


def copy(
    source: Store, target: Store, *, replace: bool = False, progress: Callable[[str], None] = lambda _text: None
) -> Copied:
    """Copy a region with its history and return what was compared.

    Raises MappingError where the source has faults or changes meanwhile, where the target holds a region already (unless
    `replace`), or where anything differs; the target is then as it was.
    """
    if target.is_there() and not replace:
        raise StoreError(
            _(
                "{target} bestaat al. Kies een andere naam, of geef --replace om het met al zijn versies te vervangen."
            ).format(target=target.name)
        )
    progress(_("Lezen en controleren"))
    before = source.version()
    _refuse_faults(source)
    tables = source.read([name for name in source.tables() if name in TABLES])
    numbers = sorted(int(number) for number in tables["meta"]["versie"])
    listed = {version: found for version in numbers if (found := source.listed(version))}
    progress(_("Schrijven en vergelijken"))
    copied: list[Copied] = []

    def approve(written: Written) -> None:
        if source.version() != before:
            raise StoreError(
                _("{source} veranderde tijdens het kopiëren. Probeer het nog eens; {target} is niet veranderd.").format(
                    source=source.name, target=target.name
                )
            )
        copied.append(_compared(tables, listed, source, written, target.name))

    target.write(tables, _records(source, listed), approve=approve)
    return copied[0]


def _refuse_faults(source: Store) -> None:
    """Raise MappingError with the first faults of a region: what cannot be read would be lost under way."""
    findings = source.check()
    if findings:
        refused = ngettext(
            "{file} is niet gekopieerd: er is {n} fout gevonden. De opdracht ‘check’ noemt ze allemaal.",
            "{file} is niet gekopieerd: er zijn {n} fouten gevonden. De opdracht ‘check’ noemt ze allemaal.",
            len(findings),
        ).format(file=source.name, n=number(len(findings)))
        raise MappingError("\n".join([*(finding.sentence() for finding in findings[:FINDINGS_SAID]), refused]))


def _records(source: Store, listed: dict[int, dict[str, str]]) -> Iterator[Recorded]:
    """Give the versions with the contents that no earlier one had, one at a time."""
    known: set[str] = set()
    for version, digests in listed.items():
        fresh = set(digests.values()) - known
        known |= fresh
        yield Recorded(version, digests, {digest: source.content(digest) for digest in sorted(fresh)})


def _compared(
    tables: Tables, listed: dict[int, dict[str, str]], source: Store, written: Written, target: str
) -> Copied:
    """Compare what was written with what should have been; raises StoreError at the first difference."""
    back, compared = written.read(list(tables)), []
    for name, table in tables.items():
        digest = digest_of(table, name)
        if len(back[name]) != len(table) or digest_of(back[name], name) != digest:
            raise _different(name, target)
        compared.append(CopiedTable(name, len(table), digest))
    digests = sorted({digest for found in listed.values() for digest in found.values()})
    for version, found in listed.items():
        if written.listed(version) != found:
            raise _different(_("versie {n}").format(n=version), target)
    for digest in digests:
        if written.content(digest) != source.content(digest):
            raise _different(_("een oude inhoud"), target)
    return Copied(compared, len(tables["meta"]), len(listed), len(digests))


def _different(what: str, target: str) -> StoreError:
    return StoreError(
        _("Na het kopiëren was {what} niet gelijk. {target} is niet veranderd.").format(what=what, target=target)
    )
