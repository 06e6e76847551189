"""What a scenario changes and does, in sentences for a reader; on the screen and on the A4 for a raad alike."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mapping.analysis.scenario.changes import EVERYONE, Add, AdmitPostcodes, Change, LiftRules, SetCapacity
from mapping.analysis.scenario.effect import HALF_A_PERSON, Effect, Span, ThreeNumbers, euro_per_person, span
from mapping.model import IEDEREEN, Kanaal
from mapping.reports.sentences import people
from mapping.words import N_, _, ngettext, number, percent

KANAAL_WORDS = {
    Kanaal.OP_LOCATIE.value: N_("op locatie"),
    Kanaal.HUISBEZOEK.value: N_("bij mensen thuis"),
    Kanaal.TELEFONISCH.value: N_("per telefoon"),
    Kanaal.ONLINE.value: N_("online"),
}
AREA_WORDS = {
    EVERYONE: N_("voor iedereen in de buurt"),
    "wijk": N_("voor mensen uit dit gebied"),
    "gemeente": N_("voor mensen uit deze gemeente"),
    "regio": N_("voor mensen uit deze regio"),
}
ABC_WORDS = {
    "A": N_("aandacht (A)"),
    "B": N_("begeleiding (B)"),
    "C": N_("geestelijk verzorger (C)"),
}

POSTCODES_NAMED = 12
"""Postcodes that a sentence names before it says how many more there are."""

EURO_STEP = 10
"""Euro per person are written to the nearest ten: the people under the line are no surer than that."""


def change_words(change: Change, names: Mapping[str, str], tables: Mapping[str, pd.DataFrame]) -> str:
    """Say one change in a sentence; `names` are those of the initiatieven (scenario.apply.names_of)."""
    name = names.get(change.initiatief, change.initiatief)
    if isinstance(change, AdmitPostcodes):
        text = ngettext(
            "Laat mensen uit postcode {codes} toe bij {naam}.",
            "Laat mensen uit de postcodes {codes} toe bij {naam}.",
            len(change.postcodes),
        )
        return text.format(codes=_listed(change.postcodes), naam=name)
    if isinstance(change, LiftRules):
        return _lift_words(change).format(naam=name)
    if isinstance(change, SetCapacity):
        return _capacity_words(change, name, tables)
    if isinstance(change, Add):
        return _add_words(change, tables)
    return _("Sluit {naam}.").format(naam=name)


def _lift_words(change: LiftRules) -> str:
    if change.place and change.person:
        return _("Schrap bij {naam} de regels over woonplaats en over de persoon.")
    if change.place:
        return _("Schrap bij {naam} de regel over woonplaats: iedereen in de buurt mag komen.")
    return _("Schrap bij {naam} de regels over de persoon, zoals leeftijd.")


def _capacity_words(change: SetCapacity, name: str, tables: Mapping[str, pd.DataFrame]) -> str:
    offer = tables["initiatief"].set_index("initiatief")["capaciteit_pj"]
    now = offer.get(change.initiatief)
    was = _("onbekend") if now is None or now != now else number(now)
    text = _("Help bij {naam} {n} mensen per jaar (nu: {was}){kosten}.")
    return text.format(naam=name, n=number(change.people_pj), was=was, kosten=_cost_words(change.cost_pj, extra=True))


def _add_words(change: Add, tables: Mapping[str, pd.DataFrame]) -> str:
    kinds = tables["subgroep"].set_index("subgroep")["naam"]
    for_whom = [_("alle groepen") if kind == IEDEREEN else str(kinds.get(kind, kind)) for kind in change.subgroepen]
    places = _("aantal plaatsen onbekend")
    if change.people_pj is not None:
        places = _("{n} mensen per jaar").format(n=number(change.people_pj))
    return _("Begin {naam} in {plek}: {soort}, {kanaal}, {gebied}, voor {groepen}; {plaatsen}{kosten}.").format(
        naam=change.naam,
        plek=place_words(change.place, tables),
        soort=_(ABC_WORDS[change.abc]) if change.abc in ABC_WORDS else change.abc,
        kanaal=", ".join(_(KANAAL_WORDS[kind]) if kind in KANAAL_WORDS else kind for kind in change.kanalen),
        gebied=_(AREA_WORDS[change.area]) if change.area in AREA_WORDS else change.area,
        groepen=_listed(for_whom),
        plaatsen=places,
        kosten=_cost_words(change.cost_pj, extra=False),
    )


def _cost_words(cost_pj: float | None, *, extra: bool) -> str:
    if cost_pj is None:
        return ""
    text = _(", voor € {n} per jaar extra") if extra else _(", voor € {n} per jaar")
    return text.format(n=number(cost_pj))


def place_words(code: str, tables: Mapping[str, pd.DataFrame]) -> str:
    """Return what a gebied or postcode is called."""
    gebieden = tables["gebied"].set_index("gebiedcode")["gebiednaam"]
    if code in gebieden.index:
        return str(gebieden[code])
    towns = tables["postcode"].set_index("pc4")["plaats"]
    town = towns.get(code)
    return f"{code} {town}" if isinstance(town, str) and town else code


def _listed(codes: tuple[str, ...] | list[str]) -> str:
    """Write codes with commas; many are cut short."""
    named = ", ".join(codes[:POSTCODES_NAMED])
    more = len(codes) - POSTCODES_NAMED
    return named if more <= 0 else _("{named} en {n} andere").format(named=named, n=more)


def headline(found: Effect, *, regio: str | None = None) -> str:
    """Say in two sentences what a scenario does: places, and who is shut out; with their range."""
    helped, shut_out = span(found, "bediend", regio=regio), span(found, "uitgesloten", regio=regio)
    if not _moves(helped) and not _moves(shut_out):
        return _("Dit scenario verandert bijna niets: evenveel mensen krijgen plaats, en evenveel mogen nergens heen.")
    return f"{_helped_words(helped)} {_shut_out_words(shut_out)}"


def _moves(change: Span) -> bool:
    return max(abs(change.least), abs(change.greatest)) >= HALF_A_PERSON


def _helped_words(helped: Span) -> str:
    between = between_words(helped)
    if not _moves(helped):
        return _("Evenveel mensen krijgen plaats als nu.")
    if not helped.sure:
        return _("Het is onzeker of meer of minder mensen plaats krijgen{tussen}.").format(tussen=between)
    text = _("Naar schatting krijgen per jaar {n} mensen extra plaats{tussen}.")
    if helped.middle < 0:
        text = _("Naar schatting verliezen per jaar {n} mensen hun plaats{tussen}.")
    return text.format(n=people(abs(helped.middle)), tussen=between)


def _shut_out_words(shut_out: Span) -> str:
    if not _moves(shut_out):
        return _("Evenveel mensen mogen door een regel nergens heen.")
    if not shut_out.sure:
        text = _("Het is onzeker of meer of minder mensen door een regel nergens heen mogen{tussen}.")
        return text.format(tussen=between_words(shut_out))
    text = _("Het aantal mensen dat door een regel nergens heen mag, stijgt met ongeveer {n}{tussen}.")
    if shut_out.middle < 0:
        text = _("Het aantal mensen dat door een regel nergens heen mag, daalt met ongeveer {n}{tussen}.")
    return text.format(n=people(abs(shut_out.middle)), tussen=between_words(shut_out))


def between_words(change: Span) -> str:
    """Write the range of a difference between brackets; empty where both ends are written the same."""
    if change.sure:
        low, high = sorted(abs(value) for value in (change.least, change.greatest))
        ends = people(low), people(high)
    else:
        ends = signed_people(change.least), signed_people(change.greatest)
    return "" if ends[0] == ends[1] else " " + _("(tussen {laag} en {hoog})").format(laag=ends[0], hoog=ends[1])


def signed_people(value: float) -> str:
    """Write a difference in people with its sign; 0 without, and a missing one as an empty text."""
    if value != value:
        return ""
    if abs(value) < HALF_A_PERSON:
        return "0"
    return ("+" if value > 0 else "−") + people(abs(value))


def fair_share_words(numbers: ThreeNumbers) -> str:
    """Say what a change of rules does when no places are gained: fewer shut out, a fairer chance; else an empty text."""
    gained = numbers.most_served[1] - numbers.most_served[0]
    let_in = numbers.shut_out[0] - numbers.shut_out[1]
    before, after = numbers.lowest_chance
    if abs(gained) >= HALF_A_PERSON or let_in < HALF_A_PERSON or np.isnan(after):
        return ""
    return _(
        "Dit kost en levert geen plaatsen: dezelfde plaatsen gaan naar meer mensen. Wie het meest achterstaat, gaat van een "
        "kans van {voor} naar {na}."
    ).format(voor=chance_words(before), na=chance_words(after))


SMALL_CHANCE, LEAST_CHANCE = 0.1, 0.001
"""Shares: under the first a percentage gets a decimal, under the second it would be written as 0."""


def chance_words(share: float) -> str:
    """Write a chance as a percentage; nearly nothing is not nothing."""
    if share != share:
        return _("onbekend")
    if 0 < share < LEAST_CHANCE:
        return _("minder dan 0,1%")
    return percent(share, decimals=1 if 0 < share < SMALL_CHANCE else 0)


def cost_words(found: Effect, *, regio: str | None = None) -> str:
    """Say what each extra person costs, or why that cannot be said; an empty text where no change has places to pay for."""
    if not found.priceable:
        return ""
    if not found.priced:
        return _("Van geen enkele wijziging zijn de kosten ingevuld; daarom noemen wij geen bedrag per persoon.")
    middle, least, most = euro_per_person(found)
    if np.isnan(middle):
        return _(
            "De kosten zijn ingevuld, maar er krijgen niet meer mensen plaats; een bedrag per persoon zegt dan niets."
        )
    text = _("Ongeveer € {n} per jaar voor ieder die extra plaats krijgt{tussen}.")
    ends = (_euro(least), _euro(most) if np.isfinite(most) else _("onbekend veel"))
    between = "" if ends[0] == ends[1] else " " + _("(tussen € {laag} en € {hoog})").format(laag=ends[0], hoog=ends[1])
    said = text.format(n=_euro(middle), tussen=between)
    if regio is not None:
        said += " " + cost_scope_words()
    if found.priced < found.priceable:
        said += " " + ngettext(
            "Let op: van {n} wijziging zijn de kosten niet ingevuld.",
            "Let op: van {n} wijzigingen zijn de kosten niet ingevuld.",
            found.priceable - found.priced,
        ).format(n=found.priceable - found.priced)
    return said


def cost_scope_words() -> str:
    """Say that the cost per person does not follow the regio that was chosen."""
    return _("Het bedrag per extra geholpen mens gaat over alle regio’s van het bestand samen.")


def _euro(value: float) -> str:
    """Write euro to the nearest EURO_STEP; less than one step to the euro."""
    return number(EURO_STEP * round(value / EURO_STEP)) if value >= EURO_STEP else number(value)


def doubt_words(found: Effect, *, regio: str | None, not_complete: int, gebieden: int) -> list[str]:
    """Say what the figures rest on and how far they hold, in sentences."""
    helped, shut_out = span(found, "bediend", regio=regio), span(found, "uitgesloten", regio=regio)
    low, high = found.steps
    said = [
        _(
            "Hoeveel mensen steun willen, heeft niemand gemeten: dat is een aanname. Wij rekenden ook met {laag} en {hoog}."
        ).format(laag=percent(low), hoog=percent(high))
    ]
    if not (helped.sure and shut_out.sure):
        said.append(_("Met een andere aanname draait de uitkomst om: dit effect is onzeker."))
    if not_complete:
        said.append(
            _(
                "In {k} van de {m} gebieden is het aanbod nog niet helemaal in kaart; daar kan het beter zijn dan het lijkt."
            ).format(k=number(not_complete), m=number(gebieden))
        )
    said.append(
        _("Mensen kiezen zelf; het model verdeelt plaatsen naar afstand en regels, niet naar wat iemand prettig vindt.")
    )
    return said
