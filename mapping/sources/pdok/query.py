"""What somebody typed as an address: the words, the postcode in it, and whether a place is what was meant."""

import re
import unicodedata
from dataclasses import dataclass

from mapping.sources.pdok.answers import Hit

LONGEST_QUERY = 200
"""Characters; the longest address in the BAG has fewer than 120."""

PC6 = re.compile(r"\b([1-9]\d{3}) ?([a-z]{2})\b")
ONLY_PC4 = re.compile(r"([1-9]\d{3})")
NOT_IN_ADDRESS = re.compile(r"[^\w'’.,-]+|_")
"""Everything with a meaning for the search engine (Solr: + & | ! ( ) { } [ ] ^ " ~ * ? : \\ /) becomes a space."""

EMPTY_WORDS = frozenset({"nederland", "nr", "huisnummer"})
"""Words that no address of the service holds."""


@dataclass(frozen=True)
class Query:
    """A text to search for, its words, and the postcode in it (empty where there is none)."""

    text: str
    words: frozenset[str]
    pc6: str
    pc4: str

    @property
    def is_pc4(self) -> bool:
        """Tell whether it is four digits and nothing else."""
        return bool(ONLY_PC4.fullmatch(self.text))


def understood(typed: str) -> Query:
    """Read what was typed; anything that is no letter, digit or mark of an address is left out."""
    lower = unicodedata.normalize("NFC", typed[:LONGEST_QUERY]).lower()  # a search engine reads AND and OR in capitals
    text = " ".join(word.strip("-.,") for word in NOT_IN_ADDRESS.sub(" ", lower).split())
    text = PC6.sub(lambda found: f"{found[1]}{found[2].upper()}", " ".join(text.split()))
    found = re.search(r"\b([1-9]\d{3})[A-Z]{2}\b", text)
    pc6 = found[0] if found else ""
    alone = ONLY_PC4.fullmatch(text)
    return Query(text, words_of(text) - EMPTY_WORDS, pc6, pc6[:4] or (alone[1] if alone else ""))


def words_of(text: str) -> frozenset[str]:
    """Return the words and numbers of a text without accents or capitals."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()
    return frozenset(re.findall(r"[a-z0-9]+", letters))


def meant(query: Query, found: tuple[Hit, ...]) -> list[Hit]:
    """Return the places that hold every word of the query and name least besides: one is sure, more is a choice.

    A search engine always gives something; its score says which is likeliest, never whether it is what was meant.
    """
    fitting = [hit for hit in found if query.words and query.words <= _all_words(hit)]
    if not fitting:
        return []
    surplus = [len(words_of(hit.names) - query.words) for hit in fitting]
    return [hit for hit, more in zip(fitting, surplus, strict=True) if more == min(surplus)]


def _all_words(hit: Hit) -> frozenset[str]:
    return words_of(f"{hit.text} {hit.names} {hit.short_name} {hit.gemeentenaam} {hit.postcode} {hit.postcode[:4]}")
