"""From an address or postcode to a point and its gebied; the gebied always comes from the outlines of the region.

PDOK knows the wijken of today, a region those of its own year, so a wijkcode of PDOK is never taken over. Without PDOK
the point of the postcode serves, and a sentence says so. A sheltered place is never placed finer than its wijk, and
the question about it is not kept on this disk.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from mapping.errors import SourceError, SourceUnreachable
from mapping.model import Candidate, Found, Geocoded, Precisie
from mapping.sources.pdok.answers import Hit
from mapping.sources.pdok.locatieserver import Hits, Locatieserver, locatieserver
from mapping.sources.pdok.query import Query, meant, understood
from mapping.sources.pdok.surroundings import Surroundings
from mapping.words import _, number

BRON = "PDOK Locatieserver (Kadaster; BAG en CBS)"

PRECISIE = {
    "adres": Precisie.EXACT,
    "postcode": Precisie.STRAAT,
    "weg": Precisie.STRAAT,
    "wijk": Precisie.WIJK,
    "buurt": Precisie.WIJK,
}
"""How exactly the point of each kind of place is known; a postcode of six signs is one side of a street or less."""

MOST_CANDIDATES = 10

Search = Callable[..., Found]
"""search(text, chosen="", sheltered=False): what a view calls."""


def searcher(tables: Mapping[str, pd.DataFrame], *, cache: Path | None) -> Search:
    """Return the search for one region; nothing is asked before it is called. `cache` is a folder for kept answers."""

    def search(text: str, *, chosen: str = "", sheltered: bool = False) -> Found:
        region = Surroundings(tables)
        try:
            server = locatieserver(cache)
        except SourceError as error:  # MAPPING_PDOK holds no good address
            found = _by_postcode(understood(text), region, str(error))
            return _coarsened(found, region) if sheltered else found
        return geocode(text, server=server, region=region, chosen=chosen, sheltered=sheltered)

    return search


def geocode(
    text: str,
    *,
    server: Locatieserver,
    region: Surroundings,
    chosen: str = "",
    sheltered: bool = False,
    pc4: str = "",
) -> Found:
    """Return the place of an address, candidates where several may be meant, or neither with what to do.

    `chosen` is the key of a candidate of an earlier search; `pc4` is the postcode where it is known apart from the text,
    in which four digits may be a house number. Never raises for a service that fails: then the postcode
    in the text serves, if there is one, with the sentence of what happened.
    """
    query = understood(text)
    query = query if query.pc4 else replace(query, pc4=pc4)
    try:
        if chosen:
            found = _chosen(chosen, server, region, keep=not sheltered)
        elif query.is_pc4 or not query.text:
            found = _without_asking(query, region)
        else:
            found = _searched(query, server, region, keep=not sheltered)
    except SourceError as error:
        found = replace(_by_postcode(query, region, str(error)), unanswered=isinstance(error, SourceUnreachable))
    return _coarsened(found, region) if sheltered else found


def _chosen(key: str, server: Locatieserver, region: Surroundings, *, keep: bool) -> Found:
    """Look up a candidate."""
    answer = server.lookup(key, keep=keep)
    if not answer.hits:
        return Found(message=_("Dit adres is er niet meer. Zoek het opnieuw."))
    return _placed(answer.hits[0], answer, region)


def _without_asking(query: Query, region: Surroundings) -> Found:
    """Answer an empty question, or one about four digits, which needs no service."""
    if not query.text:
        return Found(message=_("Typ eerst een adres of postcode."))
    return _by_postcode(query, region, "")


def _searched(query: Query, server: Locatieserver, region: Surroundings, *, keep: bool) -> Found:
    """Search in the region, then in the whole country, then for what may be meant."""
    for gemeenten in (region.gemeenten, ()):
        answer = server.free(query.text, gemeenten=gemeenten, keep=keep)
        best = meant(query, answer.hits)
        if len(best) == 1:
            return _placed(best[0], answer, region)
        if best and all(hit.kind not in PRECISIE for hit in best):
            return _too_coarse(best[0])
        if best:
            return _choice([(hit.key, hit.text) for hit in best], full=len(best) == len(answer.hits) < answer.found)
    proposed = server.suggest(query.text, keep=keep)
    if proposed:
        return _choice([(one.key, one.text) for one in proposed], full=False)
    return _by_postcode(
        query, region, _("Dit adres is niet gevonden. Controleer de spelling, of zet de plek met de hand.")
    )


def _choice(options: list[tuple[str, str]], *, full: bool) -> Found:
    """Offer places to choose from, each text once; `full` where there are more than we were given."""
    by_text = {text: key for key, text in reversed(options)}
    listed = [Candidate(by_text[text], text) for text in dict.fromkeys(text for _key, text in options)]
    message = _("Welk adres bedoelt u?")
    if full:
        message += " " + _("Er zijn er nog meer: typ de plaats of de postcode erbij.")
    return Found(candidates=tuple(listed[:MOST_CANDIDATES]), message=message)


def _too_coarse(hit: Hit) -> Found:
    return Found(message=_("‘{name}’ is een hele plaats. Typ er een straat of een postcode bij.").format(name=hit.text))


def _placed(hit: Hit, answer: Hits, region: Surroundings) -> Found:
    """Turn a place of PDOK into one of the region."""
    if hit.kind not in PRECISIE:
        return _too_coarse(hit)
    precisie, gebiedcode = PRECISIE[hit.kind], region.gebied_at(hit.x, hit.y)
    exact = precisie is not Precisie.WIJK
    pc4 = (hit.postcode[:4] or region.pc4_at(hit.x, hit.y)) if exact else ""
    notes = [_outside(hit) if not gebiedcode else "", _other_wijk(hit, gebiedcode, region)]
    place = Geocoded(
        text=hit.text,
        precisie=precisie,
        x=hit.x if exact else None,
        y=hit.y if exact else None,
        gebiedcode=gebiedcode,
        pc4=pc4,
        score=hit.score,
        bron=BRON,
        peildatum=answer.peildatum,
        note=" ".join(filter(None, notes)),
    )
    return Found(place)


def _outside(hit: Hit) -> str:
    name = hit.gemeentenaam or hit.text
    return _("Dit ligt buiten deze regio (gemeente {name}).").format(name=name)


def _other_wijk(hit: Hit, gebiedcode: str, region: Surroundings) -> str:
    """Say where PDOK has another wijk than the outlines of the region."""
    if not (hit.wijkcode and gebiedcode and region.by_wijk) or hit.wijkcode == gebiedcode:
        return ""
    sentence = _("PDOK noemt een andere wijk ({code}). Wij volgen de grenzen van deze regio: {name}.")
    return sentence.format(code=hit.wijkcode, name=region.name(gebiedcode))


def _by_postcode(query: Query, region: Surroundings, reason: str) -> Found:
    """Return the point of the postcode in the question, with the reason why it is no better one."""
    point = region.postcode_point(query.pc4) if query.pc4 else None
    if point is None:
        advice = _("Typ een postcode van deze regio erbij, of zet de plek met de hand.")
        if query.pc4:
            advice = _("Postcode {pc4} ligt niet in deze regio.").format(pc4=query.pc4)
        return Found(message=f"{reason} {advice}".strip())
    notes = [reason, _("Dit is het midden van postcode {pc4}, niet het adres zelf.").format(pc4=query.pc4)]
    if len(point.gebieden) > 1:
        spread = _("Mensen met deze postcode wonen in {n} gebieden; controleer het gebied.")
        notes.append(spread.format(n=number(len(point.gebieden))))
    place = Geocoded(
        text=_("postcode {pc4}").format(pc4=query.pc4),
        precisie=Precisie.PC4,
        x=point.x,
        y=point.y,
        gebiedcode=region.gebied_at(point.x, point.y),
        pc4=query.pc4,
        score=None,
        bron=point.bron,
        peildatum=point.peildatum,
        note=" ".join(filter(None, notes)),
    )
    return Found(place)


def _coarsened(found: Found, region: Surroundings) -> Found:
    """Leave of a sheltered place the wijk alone: no point, postcode or address.

    A postcode that people of several gebieden share does not tell the wijk, and a place outside the region has none.
    """
    place = found.place
    if place is None:
        return found
    several = place.precisie is Precisie.PC4 and len(_gebieden(place.pc4, region)) > 1
    if several or not place.gebiedcode:
        return Found(
            message=_("Hiervan weten wij de wijk niet zeker. Kies de wijk zelf; een punt of adres is niet nodig.")
        )
    wijk = wijk_of(place.gebiedcode)
    hidden = replace(
        place,
        text=region.name(wijk) or wijk,
        gebiedcode=wijk,
        precisie=Precisie.WIJK,
        x=None,
        y=None,
        pc4="",
        score=None,
        note=_("Kwetsbare plek: wij bewaren alleen de wijk, geen punt en geen postcode."),
    )
    return replace(found, place=hidden)


def wijk_of(gebiedcode: str) -> str:
    """Return the wijk of a buurt by its code (CBS: the first six signs after BU); any other code as it is."""
    return f"WK{gebiedcode[2:8]}" if gebiedcode.startswith("BU") else gebiedcode


def _gebieden(pc4: str, region: Surroundings) -> tuple[str, ...]:
    point = region.postcode_point(pc4)
    return point.gebieden if point else ()
