"""What rules cost, in sentences: three numbers that are never one, and the four parts of those who may come.

People rest on a steunvraag that is an aanname, hence one digit. Only `tekort` is called "te weinig plaatsen".
"""

from collections.abc import Sequence

from mapping.analysis.rule_cost import RegionIdentity, RuleCost
from mapping.model import Soort
from mapping.reports.sentences import of_hundred, people
from mapping.words import N_, _, ngettext, number, percent

NOBODY = 0.5
"""People: an estimate under half a person is written as nobody."""

SMALL_CHANCE = 0.001
"""A chance under 0,1% would be written as 0%, which it is not."""

NEARLY_CERTAIN = 0.995
"""A chance above 99,5% would be written as 100%, which it is not."""

CERTAIN_DIGIT = 0.1
"""Chances under 10% have a decimal."""

IDENTITY_WORDS = {
    "bediend": N_("Krijgen plaats (ten minste)"),
    "verdeelverlies": N_("Er is plaats, maar niet waar zij zoeken"),
    "plaats_onbekend": N_("Plaats niet bekend"),
    "tekort": N_("Te weinig plaatsen"),
}
"""The four parts of those who may come, as they stand on the screen."""


def chance(share: float) -> str:
    """Write the chance of a place (0 to 1) as a percentage; NaN as not known."""
    if share != share:
        return _("niet bekend")
    if 0 < share < SMALL_CHANCE:
        return _("minder dan 0,1%")
    if NEARLY_CERTAIN < share < 1:
        return _("meer dan 99%")
    return percent(share, decimals=1 if 0 < share < CERTAIN_DIGIT else 0)


def rule_people(amount: float) -> str:
    """Write people of this page: one digit, as they rest on an aanname; NaN as not known."""
    if amount != amount:
        return _("niet bekend")
    return number(0) if amount < NOBODY else people(amount, Soort.AANNAME)


def people_range(amounts: Sequence[float]) -> str:
    """Write the least and greatest of people at several steunvragen; empty where they read the same or are not known."""
    known = [amount for amount in amounts if amount == amount]
    low, high = (rule_people(bound(known)) if known else "" for bound in (min, max))
    return _("tussen {laag} en {hoog}").format(laag=low, hoog=high) if low != high else ""


def chance_range(shares: Sequence[float]) -> str:
    """Write the least and greatest of chances at several steunvragen; empty where they read the same or are not known."""
    known = [share for share in shares if share == share]
    low, high = (chance(bound(known)) if known else "" for bound in (min, max))
    return _("tussen {laag} en {hoog}").format(laag=low, hoog=high) if low != high else ""


def cost_sentence(cost: RuleCost, *, several: bool, others: Sequence[RuleCost] = ()) -> str:
    """Word the three numbers with their n.

    several: these are the rules of more than one initiatief. others: the same at a lower and a higher steunvraag; where
    they say otherwise about the extra people, that is said.
    """
    if cost.barred < NOBODY:
        return _("Wij kennen hier geen regel die mensen die steun willen tegenhoudt.")
    parts = [
        _barred(cost, several=several),
        _nowhere_and_extra(cost, several=several),
        _unsure(cost, others),
        _chances(cost, several=several),
        _known_places(cost),
    ]
    return " ".join(part for part in parts if part)


def _unsure(cost: RuleCost, others: Sequence[RuleCost]) -> str:
    """Say so where another steunvraag gives extra people and this one none, or the reverse."""
    extra = [each.extra for each in (cost, *others)]
    if _cannot_tell(cost) or len({amount >= NOBODY for amount in extra}) == 1:
        return ""
    return _("Dat is onzeker: het hangt af van hoeveel mensen steun willen ({bereik}).").format(
        bereik=people_range(extra)
    )


def _barred(cost: RuleCost, *, several: bool) -> str:
    barred = rule_people(cost.barred)
    if several:
        return _("Naar schatting {n} mensen die steun willen, mogen door een regel ergens niet heen.").format(n=barred)
    return _("Naar schatting {n} mensen die steun willen, mogen er door de regel niet heen.").format(n=barred)


def _nowhere_and_extra(cost: RuleCost, *, several: bool) -> str:
    """Say who can go nowhere, and whether more people would be helped."""
    nowhere, extra = cost.nowhere >= NOBODY, cost.extra >= NOBODY
    if extra and nowhere:
        message = (
            _("{a} van hen kunnen nergens terecht. Zonder de regels krijgen {b} mensen meer een plaats.")
            if several
            else _("{a} van hen kunnen nergens terecht. Zonder de regel krijgen {b} mensen meer een plaats.")
        )
    elif extra:
        message = (
            _("Zij mogen allen wel naar ander aanbod. Zonder de regels krijgen {b} mensen meer een plaats.")
            if several
            else _("Zij mogen allen wel naar ander aanbod. Zonder de regel krijgen {b} mensen meer een plaats.")
        )
    elif _cannot_tell(cost):
        message = (
            _("{a} van hen kunnen nergens terecht. Of er zonder regel meer mensen een plaats krijgen, weten wij niet.")
            if nowhere
            else _("Zij mogen allen wel naar ander aanbod. Of er zonder regel meer mensen een plaats krijgen, weten wij niet.")
        )  # fmt: skip
    elif nowhere:
        message = (
            _("De regels kosten geen plaatsen, maar {a} mensen kunnen nergens terecht.")
            if several
            else _("De regel kost geen plaatsen, maar {a} mensen kunnen nergens terecht.")
        )
    else:
        message = (
            _("De regels kosten geen plaatsen, en wie zij tegenhouden mag naar ander aanbod.")
            if several
            else _("De regel kost geen plaatsen, en wie hij tegenhoudt mag naar ander aanbod.")
        )
    return message.format(a=rule_people(cost.nowhere), b=rule_people(cost.extra))


def _cannot_tell(cost: RuleCost) -> bool:
    """Tell whether nobody can know the extra people: a kenmerk, or no known places behind the rules."""
    return cost.extra != cost.extra or cost.unknown_places == cost.initiatieven


def _chances(cost: RuleCost, *, several: bool) -> str:
    """Say the lowest chance of a place without the rule; nothing where it cannot be known."""
    if cost.chance_without != cost.chance_without:
        return ""
    if cost.chance_without == 0:
        return _("Ook zonder regel is er voor een deel van hen geen plaats die bekend is.")
    if cost.chance_without - cost.chance < SMALL_CHANCE:
        return _("De laagste kans op een plaats blijft {met}.").format(met=chance(cost.chance))
    message = (
        _("Zonder de regels krijgt iedereen een kans van ten minste {kans}; nu is de laagste kans {met}.")
        if several
        else _("Zonder de regel krijgt iedereen een kans van ten minste {kans}; nu is de laagste kans {met}.")
    )
    return message.format(kans=chance(cost.chance_without), met=chance(cost.chance))


def _known_places(cost: RuleCost) -> str:
    """Say that only known places count, and of how many initiatieven behind the rules they are not known."""
    if cost.extra != cost.extra:
        return _("Deze mensen tellen voor plaatsen al mee bij hun levensvraag; daarom staat hier geen kans.")
    if not cost.unknown_places:
        return _("Hierbij tellen alleen plaatsen die bekend zijn.")
    return ngettext(
        "Hierbij tellen alleen plaatsen die bekend zijn; van {n} initiatief met zo’n regel is dat niet zo.",
        "Hierbij tellen alleen plaatsen die bekend zijn; van {n} initiatieven met zo’n regel is dat niet zo.",
        cost.unknown_places,
    ).format(n=number(cost.unknown_places))


def identity_sentence(identity: RegionIdentity, *, others: Sequence[RegionIdentity] = ()) -> str:
    """Say of those who may come how many get a place, how many miss the way to one, and how many are truly too many.

    others: the same at a lower and a higher steunvraag, for the ranges; without them none is given.
    """
    if not identity.toegelaten >= NOBODY:
        return _("Wij kennen hier geen passend aanbod dat mensen die steun willen toelaat.")
    steps = [identity, *(other for other in others if other.toegelaten >= NOBODY)]
    shares = {
        name: _hundred_range([getattr(step, name) / step.toegelaten for step in steps]) for name in IDENTITY_WORDS
    }
    parts = [
        _("Naar schatting {n} mensen die steun willen, mogen ergens heen.").format(n=rule_people(identity.toegelaten)),
        _("Van elke 100 van hen krijgen er ten minste {n} plaats.").format(n=shares["bediend"]),
        _("Voor {n} van de 100 zijn er te weinig plaatsen.").format(n=shares["tekort"]),
    ]
    if identity.verdeelverlies >= NOBODY:
        lost = _("Voor {n} is er wel plaats, maar niet waar zij zoeken: daar helpt beter verwijzen.")
        parts.append(lost.format(n=shares["verdeelverlies"]))
    if identity.plaats_onbekend >= NOBODY:
        parts.append(_("Voor {n} is niet bekend of er plaats is.").format(n=shares["plaats_onbekend"]))
    return " ".join(parts)


def _hundred_range(shares: Sequence[float]) -> str:
    """Write the first share of every hundred, with the range of all where that differs."""
    low, high = of_hundred(min(shares)), of_hundred(max(shares))
    if low == high:
        return low
    return _("{n} (tussen {laag} en {hoog})").format(n=of_hundred(shares[0]), laag=low, hoog=high)
