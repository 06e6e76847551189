"""Text as it is compared: small letters, no accents, single spaces; and codes made of names."""

import hashlib
import re
import unicodedata

LONGEST_CODE = 63
"""Signs of an identifier (contract_columns.NAME_IN_CODE)."""

HASH_SIGNS = 8
"""Signs of a hash that stand for a name without a letter that a code may hold; two of them never meet in one region."""


def folded(text: object) -> str:
    """Return text in small letters without accents, marks as spaces: what people mean to be the same is the same."""
    bare = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^a-z0-9+]+", " ", bare.casefold()).split())


def short_hash(text: str) -> str:
    """Return a few signs that are always the same for the same text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_SIGNS]


def code_of(name: str, *more: str) -> str:
    """Make an identifier of a name: `Koffie op de Kade` → `koffie-op-de-kade`; `more` is added where given.

    A name without any letter that a code may hold gives `naam-` and a hash, so that it is stable all the same.
    """
    parts = [folded(part).replace("+", " ").split() for part in (name, *more)]
    words = [word for part in parts for word in part]
    code = "-".join(words)
    if not parts[0]:
        return f"naam-{short_hash(' '.join((name, *more)))}"
    return code if len(code) <= LONGEST_CODE else f"{code[: LONGEST_CODE - HASH_SIGNS - 1]}-{short_hash(code)}"
