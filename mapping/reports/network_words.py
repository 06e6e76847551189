"""What the network says, in words: kinds and frequencies, verkokering beside chance, and why a link is worth making."""

from collections.abc import Mapping

from mapping.analysis.disclosure import rounded
from mapping.analysis.network import isolation, links, meetings, silos
from mapping.analysis.network.silos import MIN_EDGES, Silo
from mapping.analysis.network.summary import NetworkSummary
from mapping.model import IEDEREEN, Soort
from mapping.words import N_, _, ngettext, number

SOORT_WORDS = {"verwijzing": N_("verwijzing"), "overleg": N_("overleg"), "samenwerking": N_("samenwerking")}

FREQUENCY_WORDS = {
    "nooit": N_("nooit (gevraagd)"),
    "jaarlijks": N_("ten minste elk jaar"),
    "halfjaarlijks": N_("ten minste elk half jaar"),
    "maandelijks": N_("ten minste elke maand"),
    "wekelijks": N_("ten minste elke week"),
    "onbekend": N_("niet bekend hoe vaak"),
}

PROPOSED_WORD = N_("voorgesteld, nog niet gevraagd")
"""The frequency of two who should know each other, as somebody said in a bijdrage."""

DIRECTION_WORDS = {"heen": N_("→ heen"), "beide": N_("↔ beide kanten op"), "onbekend": N_("niet bekend")}

ARROWS = {"heen": "→", "beide": "↔", "onbekend": "–"}
"""Richting → the sign between both ends in one line of text."""

AXIS_WORDS = {"levensbeschouwing": N_("geloof"), "werkkring": N_("werkkring"), "gemeentecode": N_("gemeente")}

FORM_WORDS = {
    "formeel": N_("formeel"),
    "informeel": N_("(semi-)informeel"),
    "direct steunnetwerk": N_("direct steunnetwerk"),
    "": N_("niet bekend"),
}
"""Formaliteit of an end, as the catalogue has it; empty is not known."""

STAND_WORDS = {
    isolation.LINKED: N_("eigen verbinding bekend"),
    isolation.BY_ORGANISATIE: N_("alleen via de organisatie"),
    isolation.ASKED_NONE: N_("gevraagd, en er is geen"),
    isolation.NOT_KNOWN: N_("niet bekend"),
}

GV_WORDS = {
    meetings.KNOWS: N_("kent een geestelijk verzorger"),
    meetings.KNOWN_NOT_REFERRED: N_("kent er een, maar verwijst niet"),
    meetings.ASKED_NONE: N_("gevraagd, en er is geen"),
    meetings.NOT_KNOWN: N_("niet bekend"),
}

LINK_WORDS = {
    links.PROPOSED: N_("voorgesteld in een bijdrage"),
    links.KNOWN_FIRST: N_("bekend, maar niet verwezen"),
    links.ASKED_NONE: N_("gevraagd, en er is geen"),
    links.NOT_KNOWN: N_("geen verbinding bekend"),
}

GROUPS_NAMED = 3
"""Groups that a reason names; more would hide what it is about."""


def connections_sentence(found: NetworkSummary, gebied: str = "") -> str:
    """Sentence 5 of the start page; `gebied` is what readers call the gebied to begin in. Without any verbinding it says so."""
    if not found.verbindingen:
        return _(
            "Welke initiatieven elkaar kennen en naar elkaar verwijzen, is nog niet in kaart. Wij tonen hier pas iets als het "
            "bekend is."
        )
    alone = ngettext(
        "{i} initiatief heeft geen bekende verbinding", "{i} initiatieven hebben geen bekende verbinding", found.alone
    ).format(i=number(found.alone))
    sentence = _(
        "{v} van de {w} bekende verwijzingen blijven binnen de eigen kring (geloof, werk of gemeente), en {alone}."
    ).format(v=number(found.circles["binnen"]), w=number(found.circles["verwijzingen"]), alone=alone)
    if not found.circles["verwijzingen"]:
        sentence = _("Wij kennen hier nog geen verwijzingen, en {alone}.").format(alone=alone)
    if not found.gebiedcode:
        return sentence
    begin = _("Begin bij {gebied}, waar {een} en {ander} elkaar voor zover bekend nog niet kennen.")
    one, other = found.organisaties
    return f"{sentence} {begin.format(gebied=gebied or found.gebiedcode, een=one, ander=other)}"


def silo_sentence(axis: str, silo: Silo) -> str:
    """Say what the index of one axis means beside chance; under MIN_EDGES why there is none."""
    name = _(AXIS_WORDS[axis])
    if silo.index != silo.index:
        return ngettext(
            "{as}: maar {n} verbinding met aan beide kanten een bekende waarde. Onder de {least} zegt een getal niets.",
            "{as}: maar {n} verbindingen met aan beide kanten een bekende waarde. Onder de {least} zegt een getal niets.",
            silo.edges,
        ).format(**{"as": name}, n=number(silo.edges), least=number(MIN_EDGES))
    verdict = {
        "meer": _("Men blijft vaker binnen de eigen kring dan bij toeval."),
        "minder": _("Men zoekt elkaar vaker buiten de eigen kring dan bij toeval."),
        "toeval": _("Dat past bij toeval."),
    }[silo.verdict]
    low, high = silos.RANGE_PERCENT
    return _(
        "{as}: {inside} van de {n} verbindingen blijven binnen de eigen kring. E-I is {index}; bij toeval ligt die tussen {laag} "
        "en {hoog} (in {deel} van de 100 gevallen). {verdict}"
    ).format(
        **{"as": name},
        inside=number(silo.internal), n=number(silo.edges), index=index_words(silo.index), laag=index_words(silo.low),
        hoog=index_words(silo.high), deel=number(high - low), verdict=verdict,
    )  # fmt: skip


def index_words(value: float) -> str:
    """Write an index between −1 and 1; not known is said."""
    if value != value:
        return "–"
    text = number(abs(value), decimals=2)
    return f"−{text}" if value < 0 and round(value, 2) != 0 else text


def link_reason(row: Mapping[str, object], groups: Mapping[str, str], gebied: str = "") -> str:
    """Say why a link is worth making: what is known, where, for whom, and for how many people.

    row: as links_worth_making gives it. groups: subgroep → name. gebied: what readers call the gebied.
    """
    if row["stand"] == links.KNOWN_FIRST:
        return _("{een} kent {ander}, maar verwijst er niet naar.").format(een=row["van_naam"], ander=row["naar_naam"])
    if row["stand"] == links.PROPOSED:
        said = _("Iemand stelde voor dat {een} en {ander} elkaar leren kennen.").format(
            een=row["van_naam"], ander=row["naar_naam"]
        )
        return f"{said} {people_words(row['mensen'])}".strip()
    parts = [
        _("{een} en {ander} zijn er voor dezelfde mensen ({groepen})").format(
            een=row["van_naam"], ander=row["naar_naam"], groepen=_groups(str(row["subgroepen"]), groups)
        ),
        _where(row, gebied),
    ]
    known = (
        _("men zegt dat er geen verbinding is") if row["stand"] == links.ASKED_NONE else _("wij kennen geen verbinding")
    )
    return f"{', '.join(part for part in parts if part)}; {known}. {people_words(row['mensen'])}".strip()


def people_words(people: float) -> str:
    """Say how many people both could help who are not sure of a place; empty where nothing can be said."""
    if people != people or rounded(people, Soort.AANNAME) < 1:
        return ""
    return _("Naar schatting {n} mensen die zij allebei bereiken, zijn niet zeker van een plaats.").format(
        n=number(rounded(people, Soort.AANNAME))
    )


def _groups(codes: str, groups: Mapping[str, str]) -> str:
    if codes == IEDEREEN:
        return _("iedereen")
    named = [groups.get(code, code) for code in codes.split(";")]
    shown = ", ".join(name[:1].lower() + name[1:] for name in named[:GROUPS_NAMED])
    return shown if len(named) <= GROUPS_NAMED else _("{names} en meer").format(names=shown)


def _where(row: Mapping[str, object], gebied: str) -> str:
    if row["zelfde_gebied"]:
        return _("in hetzelfde gebied: {gebied}").format(gebied=gebied or row["gebiedcode"])
    km = row["afstand_km"]
    return _("op {km} km van elkaar").format(km=number(km, decimals=1)) if km == km else ""
