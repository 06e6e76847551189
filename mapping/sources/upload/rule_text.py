"""Toegangsregels in words, as they stand in one cell of a spreadsheet: `vanaf 50 jaar, of palliatief`.

A text holds alternatives, parted by *of* or a semicolon; someone must meet one of them. An alternative holds conditions,
parted by *en* or a plus; all must be met. What we know: ages (`vanaf 50 jaar`, `50+`, `tot en met 27 jaar`, `jonger dan 28`,
`50 tot en met 65 jaar`), palliatief, naaste, vrouwen or mannen, `levensbeschouwing: …` and `anders: …`; a value with *of*
or *en* in it stands between double quotes. `rule_text` writes it so that `read_rules` gives the same rules.
"""

import re
from collections.abc import Iterable

from mapping.model import Regelsoort

NO_RULES = ("geen", "geen regels", "geen regel", "geen voorwaarden", "iedereen", "voor iedereen", "iedereen is welkom")
"""What people write where there is no rule at all."""

QUOTED = re.compile(r'"([^"]*)"')
PARTED = re.compile(r"\s*(?:,\s*of\b|\bof\b|;|\n|\|)\s*", re.IGNORECASE)
JOINED = re.compile(r"\s*(?:\ben\b|\+(?!\w)(?<!\d\+)|&)\s*", re.IGNORECASE)

_YEARS = r"(?:\s*(?:jaar|jr\.?|j\.))?(?:\s+oud)?"
_FROM = re.compile(
    rf"(?:(?:vanaf|minimaal|minstens|ten minste|min\.?)(?:\s+de leeftijd van)?\s+(\d+){_YEARS}|(\d+)\s*(?:\+|plus))",
    re.IGNORECASE,
)
_OLDER = re.compile(rf"(\d+){_YEARS}\s+(?:en|of)\s+ouder", re.IGNORECASE)
_OVER = re.compile(rf"(?:ouder dan|boven(?: de)?)\s+(\d+){_YEARS}", re.IGNORECASE)
_UP_TO = re.compile(rf"(?:tot en met|t/m|maximaal|max\.?|hoogstens|niet ouder dan)\s+(\d+){_YEARS}", re.IGNORECASE)
_YOUNGER = re.compile(rf"(\d+){_YEARS}\s+(?:en|of)\s+jonger", re.IGNORECASE)
_UNDER = re.compile(rf"(?:tot|jonger dan|onder(?: de)?)\s+(\d+){_YEARS}", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?:van\s+|tussen\s+)?(\d+){_YEARS}\s*(?:-|–|tot en met|t/m|en)\s*(\d+){_YEARS}", re.IGNORECASE)
_KINDS = "|".join(kind.value for kind in Regelsoort)
_NAMED = re.compile(rf"({_KINDS})\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)

WORDS = {
    "palliatief": (Regelsoort.PALLIATIEF, ""),
    "palliatieve zorg": (Regelsoort.PALLIATIEF, ""),
    "in palliatieve zorg": (Regelsoort.PALLIATIEF, ""),
    "naaste": (Regelsoort.NAASTE, ""),
    "naasten": (Regelsoort.NAASTE, ""),
    "een naaste": (Regelsoort.NAASTE, ""),
    "vrouw": (Regelsoort.GESLACHT, "vrouw"),
    "vrouwen": (Regelsoort.GESLACHT, "vrouw"),
    "alleen vrouwen": (Regelsoort.GESLACHT, "vrouw"),
    "alleen voor vrouwen": (Regelsoort.GESLACHT, "vrouw"),
    "man": (Regelsoort.GESLACHT, "man"),
    "mannen": (Regelsoort.GESLACHT, "man"),
    "alleen mannen": (Regelsoort.GESLACHT, "man"),
    "alleen voor mannen": (Regelsoort.GESLACHT, "man"),
}
"""Conditions that are one word or a fixed phrase."""

Rule = tuple[int, str, str]
"""Number of the alternative from 1, kind (Regelsoort), value (empty where it has none)."""


def read_rules(text: str) -> tuple[list[Rule], list[str]]:
    """Return the rules of a text, and the parts that we do not understand (then nothing of it may be taken over)."""
    if " ".join(str(text).split()).casefold().strip(" .") in NO_RULES:
        return [], []
    values: list[str] = []

    def kept(found: re.Match) -> str:
        values.append(found[1])
        return f"\x00{len(values) - 1}\x00"

    plain = _one_phrase(re.sub(r"[()]", " ", QUOTED.sub(kept, str(text))))
    rules, unread = [], []
    for number, alternative in enumerate((part for part in PARTED.split(plain) if part.strip(" .,")), start=1):
        for condition in (part for part in JOINED.split(alternative) if part.strip(" .,")):
            said = condition.strip(" .,")
            found = _condition(said, values)
            rules += [(number, kind.value, value) for kind, value in found]
            unread += [] if found else [_with_values(said, values)]
    doubles = len(rules) != len({rule[:2] for rule in rules})
    return ([], [" ".join(str(text).split())]) if doubles and not unread else (sorted(rules), unread)


def _one_phrase(text: str) -> str:
    """Rewrite phrases of an age that hold an *en* or *of* of their own."""
    plain = _OLDER.sub(r"vanaf \1 jaar", text)
    plain = _YOUNGER.sub(r"maximaal \1 jaar", plain)
    plain = _BETWEEN.sub(r"vanaf \1 jaar + maximaal \2 jaar", plain)
    return _UP_TO.sub(r"maximaal \1 jaar", plain)


def _condition(said: str, values: list[str]) -> list[tuple[Regelsoort, str]]:
    """Return what one condition asks; empty where we do not know it."""
    phrase = " ".join(said.split()).casefold()
    if phrase in WORDS:
        return [WORDS[phrase]]
    for pattern, kind, step in (
        (_FROM, Regelsoort.MIN_LEEFTIJD, 0),
        (_OVER, Regelsoort.MIN_LEEFTIJD, 1),
        (_UP_TO, Regelsoort.MAX_LEEFTIJD, 0),
        (_UNDER, Regelsoort.MAX_LEEFTIJD, -1),
    ):
        found = pattern.fullmatch(phrase)
        if found:
            return [(kind, str(int(next(part for part in found.groups() if part)[:4]) + step))]
    named = _NAMED.fullmatch(said)
    return [(Regelsoort(named[1].casefold()), _with_values(named[2], values, bare=True))] if named else []


def _with_values(text: str, values: list[str], *, bare: bool = False) -> str:
    """Put the values that stood between quotes back, with their quotes unless `bare`."""

    def value(found: re.Match) -> str:
        inside = values[int(found[1])]
        return inside if bare else f'"{inside}"'

    return re.sub(r"\x00(\d+)\x00", value, text).strip()


def rule_text(rules: Iterable[Rule]) -> str:
    """Write rules as `read_rules` reads them; a value that could be misread stands between quotes."""
    alternatives: dict[int, list[str]] = {}
    for number, kind, value in sorted(rules, key=lambda rule: rule[:2]):
        alternatives.setdefault(number, []).append(_condition_text(Regelsoort(kind), value))
    return ", of ".join(" + ".join(conditions) for conditions in alternatives.values())


def _condition_text(kind: Regelsoort, value: str) -> str:
    """Write one condition."""
    if kind == Regelsoort.MIN_LEEFTIJD:
        return f"vanaf {value} jaar"
    if kind == Regelsoort.MAX_LEEFTIJD:
        return f"tot en met {value} jaar"
    if kind in (Regelsoort.PALLIATIEF, Regelsoort.NAASTE) and not value:
        return kind.value
    if kind == Regelsoort.GESLACHT and value in ("vrouw", "man"):
        return {"vrouw": "vrouwen", "man": "mannen"}[value]
    return f'{kind.value}: "{value}"'.replace("\x00", "")
