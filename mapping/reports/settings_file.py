"""Settings as a file: everything that determines a result, with a name and a hash, so that another can do it again.

The hash is of the content only: the same settings on the same data have the same hash under any name. A file that was
changed after it was made is refused, as its hash would vouch for something else.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mapping.errors import MappingError, shortened
from mapping.words import _

FORMAT = "zin-in-kaart-instellingen"
FORMAT_VERSION = 1

MOST_BYTES = 64 * 1024
"""A file of settings is about 2 kB; what is larger is something else."""

HASH_DIGITS = 12
"""Hexadecimal digits that are shown: 48 bits tell any two settings of a project apart."""

LONGEST_NAME = 60
LONGEST_CHOICE = 400
"""Characters of a name and of one choice."""

CHOICES = "keuzes"
"""The part of the content that a reader chose: parameters of the URL, as text."""


@dataclass(frozen=True)
class SettingsFile:
    """A name, the content, and the hash of the content."""

    name: str
    content: Mapping[str, object]
    hash: str

    @property
    def choices(self) -> dict[str, str]:
        """Return the choices, parameter → text."""
        return dict(self.content[CHOICES])

    @property
    def file_name(self) -> str:
        """Return what the file is called: the name in plain letters and the hash."""
        letters = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower()
        plain = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
        return f"{plain or 'instellingen'}-{self.hash}.json"


def settings_file(name: str, content: Mapping[str, object]) -> SettingsFile:
    """Make a file of a content (text, numbers, truths, lists and dicts); a long name is cut.

    Raises ValueError for a content that JSON cannot hold (NaN among it).
    """
    return SettingsFile(" ".join(name.split())[:LONGEST_NAME], content, settings_hash(content))


def settings_hash(content: Mapping[str, object]) -> str:
    """Return the first HASH_DIGITS of the SHA-256 of the content as canonical JSON (sorted keys, no spaces, UTF-8)."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:HASH_DIGITS]


def written(file: SettingsFile) -> bytes:
    """Write a file as JSON that a person can read."""
    whole = {"format": FORMAT, "format_version": FORMAT_VERSION, "naam": file.name, "hash": file.hash}
    text = json.dumps({**whole, "inhoud": file.content}, indent=2, sort_keys=False, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode("utf-8")


def read(raw: bytes) -> SettingsFile:
    """Read a file that `written` made; raises MappingError with a sentence for anything else."""
    whole = _json(raw)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise MappingError(
            _("Dit is geen bestand met instellingen van Zin in kaart. Kies een bestand dat u hier heeft gedownload.")
        )
    if whole.get("format_version") != FORMAT_VERSION:
        raise MappingError(
            _("Dit bestand is van een andere versie van het programma. Kies de instellingen opnieuw en download ze.")
        )
    content, name = whole.get("inhoud"), whole.get("naam")
    if not isinstance(content, dict) or not isinstance(name, str) or not _are_choices(content.get(CHOICES)):
        raise MappingError(_("Dit bestand met instellingen is niet compleet. Download het opnieuw en kies het dan."))
    found = _hash_of(content)
    if found != whole.get("hash"):
        raise MappingError(
            _(
                "Dit bestand is veranderd nadat het is gemaakt: de hash klopt niet. Kies de instellingen op de pagina zelf."
            )
        )
    return settings_file(name, content)


def _json(raw: bytes) -> object:
    """Parse JSON; NaN, a second value for a key, or endless nesting is refused."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a key stands twice")
        return dict(pairs)

    def refuse(constant: str) -> float:
        raise ValueError(constant)

    if len(raw) > MOST_BYTES:
        raise MappingError(_("Dit bestand is te groot voor een bestand met instellingen. Kies een ander bestand."))
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=once, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise MappingError(_("Dit bestand is niet te lezen. Kies een bestand dat u hier heeft gedownload.")) from error


def _hash_of(content: Mapping[str, object]) -> str:
    """Return the hash of a content that was read; empty where it holds what no file of ours can."""
    try:
        return settings_hash(content)
    except (ValueError, RecursionError):  # half of a surrogate pair, an infinite number
        return ""


def _are_choices(choices: object) -> bool:
    """Tell whether these are parameters with a short text each."""
    return isinstance(choices, dict) and all(
        isinstance(value, str) and len(value) <= LONGEST_CHOICE for value in choices.values()
    )


def differences(theirs: Mapping[str, object], ours: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """List where two contents differ: (path with dots, theirs, ours), as text; what one lacks is empty."""
    left, right = dict(_flat(theirs)), dict(_flat(ours))
    paths = dict.fromkeys([*left, *right])
    return [
        (path, shortened(left.get(path, "")), shortened(right.get(path, "")))
        for path in paths
        if left.get(path) != right.get(path)
    ]


def _flat(content: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield (path, value as JSON) of every value that is no dict."""
    for key, value in content.items():
        path = f"{before}{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}.")
        else:
            yield path, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
