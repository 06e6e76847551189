"""Which column of a file is which of ours: proposed from the names of the columns, chosen by the user.

Names are compared without capitals, accents and marks. A proposal says how it was found: remembered from an earlier file
with the same columns, the same name, another name for the same, or a close spelling. Nothing is decided here: what is
proposed is shown, and a column without a proposal is named as one that is not taken over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from mapping.sources.upload.folded import folded
from mapping.sources.upload.profiles import GRANT_MARKS, Profile, profiles
from mapping.sources.upload.synonyms import OWN_HEADERS, synonyms_of
from mapping.words import N_

CLOSE = 0.84
"""Ratio of difflib from which two names count as spelled alike: `organisatei` is, `organisator` is not."""

LONGEST_COMPARED = 60
"""Signs of a header that are compared; a longer one is a sentence and means nothing of ours."""

PER_ABSENT = 0.1
"""What a kind of file loses per column that it needs and that is absent: most can be given for all rows."""

SURE = 2.0
"""Score of what the user chose before, above any score of a name."""


class How(StrEnum):
    """How a proposal was found, from sure to less sure."""

    REMEMBERED = N_("vorige keer zo gekozen")
    SAME = N_("zelfde naam")
    SYNONYM = N_("ander woord voor hetzelfde")
    CLOSE = N_("lijkt er sterk op")
    OURS = N_("hoort bij ons formulier")
    NONE = ""


@dataclass(frozen=True)
class Proposal:
    """One column of a file with what it seems to be: a target, or empty where nothing fits; and how that was found."""

    header: str
    target: str
    how: How


def propose(headers: Iterable[str], profile: Profile, *, remembered: Mapping[str, str] | None = None) -> list[Proposal]:
    """Return a proposal per header, in order; a target is given to the one header that fits it best.

    `remembered`: header → target (empty: not taken over) as chosen before for the same set of headers.
    """
    names = list(headers)
    chosen = dict(remembered or {})
    scored = []
    for place, header in enumerate(names):
        if header in chosen and (not chosen[header] or chosen[header] in profile.targets):
            scored.append((SURE, place, chosen[header], How.REMEMBERED))
        elif folded(header) not in OWN_HEADERS:
            scored += [(score, place, target, how) for score, target, how in _scores(header, profile)]
    found: dict[int, Proposal] = {}
    taken: set[str] = set()
    for _score, place, target, how in sorted(scored, key=lambda each: (-each[0], each[1])):
        if place not in found and target not in taken:
            found[place] = Proposal(names[place], target, how)
            taken |= {target} - {""}
    return [found.get(place, _left(name)) for place, name in enumerate(names)]


def _left(header: str) -> Proposal:
    """Return the proposal of a column that nothing fits: one of our own form, or unknown."""
    return Proposal(header, "", How.OURS if folded(header) in OWN_HEADERS else How.NONE)


def _scores(header: str, profile: Profile) -> list[tuple[float, str, How]]:
    """Return (score, target, how) for each target that a header may be; a known word is no misspelling of another."""
    said = folded(header[:LONGEST_COMPARED])
    if not said:
        return []
    found = []
    for target in profile.targets:
        others = [folded(word) for word in synonyms_of(profile.table, target)]
        if said == folded(target):
            found.append((1.0, target, How.SAME))
        elif said in others:
            found.append((1.0 - 0.01 * (others.index(said) + 1), target, How.SYNONYM))
        else:
            ratio = max(SequenceMatcher(None, said, word).ratio() for word in (folded(target), *others))
            if ratio >= CLOSE:
                found.append((ratio * 0.9, target, How.CLOSE))
    sure = [each for each in found if each[2] != How.CLOSE]
    return sure or found


def propose_profile(headers: Iterable[str]) -> list[str]:
    """Return the names of the profiles that fit the headers, the best first; those that nothing fits are left out.

    A profile fits by the number of headers that it knows well, and better where it needs fewer that are absent.
    """
    names = list(headers)
    fits = []
    for order, (name, profile) in enumerate(profiles().items()):
        known = [each for each in propose(names, profile) if each.target]
        absent = {target for target in profile.targets if profile.needed(target)} - {each.target for each in known}
        weak = sum(each.how == How.CLOSE for each in known)
        if known and (profile.adds or {each.target for each in known} & set(GRANT_MARKS)):
            fits.append((len(known) - 0.5 * weak - PER_ABSENT * len(absent if profile.adds else ()), -order, name))
    return [name for _fit, _order, name in sorted(fits, reverse=True)]
