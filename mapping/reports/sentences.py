"""What the figures say, in sentences of words.md: rounded, with their range, and honest about what is not known yet."""

from mapping.analysis.disclosure import rounded
from mapping.analysis.judgement import CERTAIN
from mapping.analysis.summary import RegionSummary
from mapping.analysis.uncertainty import Sureness
from mapping.model import Soort
from mapping.words import N_, _, day, ngettext, number

RULE_WORDS = {
    "plaats": N_("een regel over waar iemand woont (postcode of gemeente)"),
    "persoon": N_("een regel over wie iemand is (leeftijd, taal of andere eis)"),
    "een_van_beide": N_("een regel over woonplaats of over de persoon"),
    "beide": N_("een regel over woonplaats én een regel over de persoon"),
}

PART_WORDS = {
    "buiten_bereik": N_("Geen aanbod bekend in de buurt"),
    "uitgesloten": N_("Mogen er niet heen"),
    "geen_plaats": N_("Er is geen plaats"),
    "onbekend": N_("Plaats niet bekend"),
    "bediend": N_("Krijgen plaats (ten minste)"),
}
"""The five parts as they stand on the screen."""

REMEDY_WORDS = {
    "regel": N_("Regel verruimen"),
    "plaats": N_("Plaats erbij"),
    "nagaan": N_("Nagaan wat er is"),
    "verwijskaart": N_("Verwijzen"),
}

SOORT_WORDS = {
    Soort.GEMETEN: N_("gemeten"),
    Soort.GEMODELLEERD: N_("gemodelleerd"),
    Soort.GESCHAT: N_("geschat"),
    Soort.AANNAME: N_("aanname"),
}


REFERRAL_WORDS = {
    "huisarts": N_("u hebt een verwijzing van de huisarts nodig"),
    "poh": N_("u hebt een verwijzing van de praktijkondersteuner van de huisarts nodig"),
    "via organisatie": N_("een organisatie moet u aanmelden"),
}
"""Values of verwijzing_nodig that ask something of people; a verwijzing never bars, it is shown."""

ENTITLED_WORDS = {
    "palliatief": N_(
        "In onze berekening mogen naasten er ook heen: de gegevens kennen mensen die niet meer beter worden en hun naasten "
        "als één groep."
    ),
    "naaste": N_(
        "In onze berekening mogen mensen die niet meer beter worden er ook heen: de gegevens kennen hen en hun naasten als "
        "één groep."
    ),
}
"""A rule that names one of the two admits both, as recht_palliatief is one dimension: said wherever it is shown."""

ONE_OF_HUNDRED = 0.01
"""Under this share a whole number of every hundred would be 0, or more than it is."""

NEARLY_ALL = 1 - ONE_OF_HUNDRED
"""Above this share it would be 100, or less than it is."""

NOISE = 1e-9
"""Shares this near to 0 or 1 differ from it by the last bits of a sum only."""


def people(value: float, soort: str = Soort.AANNAME) -> str:
    """Write a number of people, rounded by kind of figure and never with decimals."""
    return number(rounded(value, soort)) if value == value else _("onbekend")


def of_hundred(share: float) -> str:
    """Write a share as a number of every hundred; nearly nothing and nearly all are not rounded to nothing and all."""
    if share != share:
        return _("onbekend")
    if NEARLY_ALL < share < 1 - NOISE:
        return _("meer dan 99")
    return _("minder dan 1") if NOISE < share < ONE_OF_HUNDRED else number(share * 100)


def sentence_need(summary: RegionSummary, regio: str) -> str:
    """Sentence 1: how many adults, and how many want support."""
    return _(
        "In {regio} wonen {volwassenen} volwassenen. Naar schatting willen ongeveer {vraag} van hen per jaar steun bij "
        "levensvragen (tussen {laag} en {hoog}; dit is een aanname die u kunt aanpassen)."
    ).format(
        regio=regio,
        volwassenen=number(rounded(summary.volwassenen, Soort.GEMODELLEERD)),
        vraag=people(summary.vraag),
        laag=people(summary.vraag_laag),
        hoog=people(summary.vraag_hoog),
    )


def sentence_rules(summary: RegionSummary, sure: Sureness | None = None) -> str:
    """Sentence 2: who is kept out, by what, and how sure that is; `sure` None: the draws are still being made."""
    if not summary.main_rule:
        return _("Wij kennen geen regel die mensen buitensluit bij passend aanbod in de buurt.")
    return _(
        "Van elke 100 mensen die steun willen, hebben er {u} ({ruimte}) wel passend aanbod in de buurt, maar mogen zij er "
        "niet heen; meestal komt dat door {regel} ({zeker})."
    ).format(
        u=of_hundred(summary.shares["uitgesloten"]),
        ruimte=range_words(sure and sure.excluded),
        regel=_(RULE_WORDS[summary.main_rule]),
        zeker=certain_words(sure and sure.main_rule),
    )


def sentence_reach(summary: RegionSummary, sure: Sureness | None = None) -> str:
    """Sentence 3: for whom nothing is known nearby, its range, and how far that was looked up."""
    if summary.shares["buiten_bereik"] != summary.shares["buiten_bereik"]:
        return _("Wij kennen hier niemand die steun wil; er is dus niets te verdelen.")
    return _(
        "Voor {b} van de 100 ({ruimte}) kennen wij geen passend aanbod in de buurt. In {k} van de {m} gebieden is het "
        "aanbod nog niet helemaal in kaart; daar kan het beter zijn dan het lijkt."
    ).format(
        b=of_hundred(summary.shares["buiten_bereik"]),
        ruimte=range_words(sure and sure.out_of_reach),
        k=number(summary.not_complete),
        m=number(summary.gebieden),
    )


def range_words(span: tuple[float, float] | None) -> str:
    """Write a range of shares as numbers of every hundred; None is being worked out, NaN is not known.

    What stands there meanwhile is about as long as the range, so that lines do not jump.
    """
    if span is None:
        return _("de ruimte volgt…")
    low, high = (of_hundred(share) for share in span)
    return low if low == high else _("tussen {laag} en {hoog}").format(laag=low, hoog=high)


def certain_words(times: float | None) -> str:
    """Say how sure a headline is that holds in this share of the draws (method.md section 6)."""
    if times is None:
        return _("zekerheid volgt…")
    return _("dit is vrij zeker") if times >= CERTAIN else _("dit is onzeker")


def times_words(share: float) -> str:
    """Write in how many of the draws something holds; empty where nothing was drawn."""
    return _("in {n} van de 100 berekeningen").format(n=of_hundred(share)) if share == share else ""


def sentence_places(summary: RegionSummary) -> str:
    """Sentence 4: how many places are known, and what that means at least and at most."""
    if not summary.initiatieven:
        return _("Wij kennen nog geen aanbod dat mensen hier kan bereiken.")
    if not summary.known_capacity:
        return _("Van geen van de {J} initiatieven weten we hoeveel plaats er is; vraag het na.").format(
            J=number(summary.initiatieven)
        )
    return _(
        "Van {j} van de {J} initiatieven weten we hoeveel mensen zij per jaar kunnen helpen: samen {c} mensen, dus ten minste "
        "{p_laag} en hoogstens {p_hoog} van elke 100 mensen die steun willen."
    ).format(
        j=number(summary.known_capacity),
        J=number(summary.initiatieven),
        c=people(summary.capacity, Soort.GESCHAT),
        p_laag=of_hundred(summary.served_low),
        p_hoog=of_hundred(summary.served_high),
    )


def barrier_sentence(row: dict) -> str:
    """Word one barrier: who cannot go where by which rule, and what is nearest that does admit them.

    `row` has naam, afstand_km, pc4, plaats, regel, alleen_voor, mensen, mensen_laag, mensen_hoog, groep, soort, merk,
    nergens_anders, alternatief_naam, alternatief_in_bereik, extra_km, wachttijd_weken, nagevraagd_op, nagevraagd_bij;
    missing is NaN or None. It may have verwijzing and verwijzing_alternatief (verwijzing_nodig of both) and alleen_recht
    (a key of ENTITLED_WORDS).
    """
    alone = row.get("alleen_recht")
    parts = (
        _barrier_place(row),
        _referral(row["naam"], row.get("verwijzing"), bars=False),
        _barrier_people(row),
        _(ENTITLED_WORDS[alone]) if alone else "",
        _barrier_alternative(row),
        _referral(row["alternatief_naam"], row.get("verwijzing_alternatief")),
        _barrier_checked(row),
    )
    return " ".join(part for part in parts if part)


def _referral(name: str | None, kind: str | None, *, bars: bool = True) -> str:
    """Say that an initiatief asks a verwijzing; without `bars` with the remark that this is no barrier to us."""
    if not _there(name) or kind not in REFERRAL_WORDS:
        return ""
    words = _("Voor {naam} geldt: {verwijzing}.").format(naam=name, verwijzing=_(REFERRAL_WORDS[kind]))
    return words if bars else words + " " + _("Dat tellen wij niet als barrière.")


def _barrier_place(row: dict) -> str:
    where = f"{row['pc4']} ({row['plaats']})" if _there(row["plaats"]) else str(row["pc4"])
    if not _there(row["afstand_km"]):
        return _("{naam} werkt ook op afstand voor {pc4}, maar is alleen voor {alleen_voor}.").format(
            naam=row["naam"], pc4=where, alleen_voor=row["alleen_voor"]
        )
    return _("{naam} is op {afstand} km van {pc4}, maar is alleen voor {alleen_voor}.").format(
        naam=row["naam"], afstand=number(row["afstand_km"], decimals=1), pc4=where, alleen_voor=row["alleen_voor"]
    )


def _barrier_people(row: dict) -> str:
    if not _there(row["mensen"]):
        return _("Om hoeveel mensen het gaat, tonen wij hier niet: {merk}.").format(merk=mark_words(row["merk"]))
    span = (
        _("tussen {laag} en {hoog}, {soort}").format(
            laag=number(row["mensen_laag"]), hoog=number(row["mensen_hoog"]), soort=_(SOORT_WORDS[Soort(row["soort"])])
        )
        if row["mensen_laag"] < row["mensen_hoog"]
        else _(SOORT_WORDS[Soort(row["soort"])])
    )
    return _(
        "Naar schatting {n} mensen ({groep}) in {pc4} kunnen er daardoor niet heen ({bereik}); {m} van hen kunnen nergens "
        "anders terecht."
    ).format(n=number(row["mensen"]), groep=row["groep"], pc4=row["pc4"], bereik=span, m=number(row["nergens_anders"]))


def _barrier_alternative(row: dict) -> str:
    if not _there(row["alternatief_naam"]):
        return _("Wij kennen geen aanbod dat hen wel toelaat.")
    if _there(row["extra_km"]) and not row["alternatief_in_bereik"]:
        here = row["afstand_km"] if _there(row["afstand_km"]) else 0.0
        return _(
            "Het dichtstbijzijnde aanbod dat hen wel toelaat is {alternatief}, op {km} km. Dat is voor dit soort aanbod te ver weg."
        ).format(alternatief=row["alternatief_naam"], km=number(here + row["extra_km"], decimals=1))
    weeks = row["wachttijd_weken"]
    known = _there(weeks)
    wait = ngettext("{weken} week", "{weken} weken", weeks).format(weken=number(weeks)) if known else _("onbekend")
    return _("Het dichtstbijzijnde aanbod dat hen wel toelaat is {alternatief}, {verder}, wachttijd {wacht}.").format(
        alternatief=row["alternatief_naam"], verder=_further(row["extra_km"]), wacht=wait
    )


def _further(extra_km: float) -> str:
    """Say how much further the alternative is; a missing distance is phone or online."""
    if not _there(extra_km):
        return _("op afstand (telefoon of online)")
    extra = round(extra_km, 1)
    if extra == 0:
        return _("even ver weg")
    if extra > 0:
        return _("{km} km verder").format(km=number(extra, decimals=1))
    return _("{km} km dichterbij").format(km=number(-extra, decimals=1))


def _barrier_checked(row: dict) -> str:
    if not _there(row["nagevraagd_op"]):
        return _("Deze regel is niet nagevraagd.")
    asked = row["nagevraagd_bij"] if _there(row["nagevraagd_bij"]) else _("onbekend")
    return _("Deze regel is op {datum} nagevraagd bij {bron}.").format(datum=day(row["nagevraagd_op"]), bron=asked)


def mark_words(merk: str) -> str:
    """Say why a figure is not shown, in the words of the four looks."""
    return {
        "verborgen": _("deze groep tonen wij alleen per gemeente"),
        "te_klein": _("te weinig inwoners voor een goede schatting"),
        "onbekend": _("niet bekend; dat is iets anders dan nul"),
    }.get(merk, "")


def _there(value: object) -> bool:
    """Tell whether a value is known: not None, not NaN, not empty."""
    return value is not None and value == value and value != ""
