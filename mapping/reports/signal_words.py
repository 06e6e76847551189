"""What signalering says, in words: roles and outcomes as they are published, and how often it was asked if support fitted."""

from mapping.analysis.signals.published import OTHERS, PLACE, PublishedSignals
from mapping.analysis.signals.shares import Share
from mapping.reports.catalogue_words import name_of
from mapping.reports.sentences import of_hundred
from mapping.words import N_, _, number

ROLE_WORDS = {
    "zelf_naaste": N_("de persoon zelf of een naaste"),
    "buurt": N_("iemand uit de buurt, vrijwilliger of ervaringsdeskundige"),
    "huisarts": N_("huisarts"),
    "poh": N_("praktijkondersteuner (POH)"),
    "verpleging": N_("wijkverpleging, ziekenhuis, verpleeghuis of hospice"),
    "ggz": N_("GGZ"),
    "welzijn": N_("welzijn, gemeente of school"),
    "levensbeschouwelijk": N_("levensbeschouwelijk professional"),
    "geestelijk verzorger": N_("geestelijk verzorger"),
    "niemand": N_("niemand"),
    OTHERS: N_("anderen samen"),
    "onbekend": N_("niet bekend"),
}
"""Codes of who signals, translates and interprets, in the order of drawing; some roles are published together."""

SHORT_ROLE_WORDS = {
    **ROLE_WORDS,
    "zelf_naaste": N_("zelf of naaste"),
    "buurt": N_("buurt of vrijwilliger"),
    "poh": N_("POH"),
    "verpleging": N_("verpleging, ziekenhuis"),
    "welzijn": N_("welzijn, gemeente, school"),
    "levensbeschouwelijk": N_("levensbeschouwelijk"),
}
"""The same, as a drawing has room for."""

OUTCOME_WORDS = {
    "aanbod_gv": N_("aanbod van een geestelijk verzorger"),
    "aanbod_informeel": N_("aanbod van lotgenoten, vrijwilligers of maatjes"),
    "aanbod_professional": N_("aanbod van een andere professional"),
    "bekend": N_("bekend, maar niet verwezen"),
    "geen": N_("geen aanbod"),
    "onbekend": N_("niet bekend"),
}
"""Where it led, in the order of drawing."""

SHORT_OUTCOME_WORDS = {
    **OUTCOME_WORDS,
    "aanbod_gv": N_("geestelijk verzorger"),
    "aanbod_informeel": N_("lotgenoten, maatjes"),
    "aanbod_professional": N_("andere professional"),
}

STEP_WORDS = {
    PLACE: N_("Gehoord bij"),
    "signaleert": N_("Signaleert"),
    "vertaalt": N_("Vertaalt"),
    "interpreteert": N_("Interpreteert"),
    "uitkomst": N_("Leidt tot"),
}

NO_PLACE = (OTHERS, "onbekend")
"""Codes among the types of vindplaats that are none: the small ones together, and not known; last in every order."""

HIDDEN_WORD = N_("verborgen")


def code_word(step: str, code: str) -> str:
    """Return what a code of a step is called."""
    words = OUTCOME_WORDS if step == "uitkomst" else ROLE_WORDS
    if step == PLACE and code not in NO_PLACE:
        return name_of("vindplaatstype", code)
    return _(words[code]) if code in words else code


def short_word(step: str, code: str) -> str:
    """Return what a code of a step is called where there is little room."""
    words = SHORT_OUTCOME_WORDS if step == "uitkomst" else SHORT_ROLE_WORDS
    return _(words[code]) if step != PLACE and code in words else code_word(step, code)


def people_or_hidden(count: float) -> str:
    """Write a published count; a hidden one is said to be so."""
    return number(count) if count == count else _(HIDDEN_WORD)


def headline(found: PublishedSignals) -> str:
    """Say how many signals were counted, how many led somewhere, and how many were known and not referred."""
    return _(
        "In {jaar} zijn {totaal} vragen gehoord. Daarvan leidden er {toe} tot een initiatief; bij {geen} was er geen aanbod, "
        "en bij {bekend} was passend aanbod bekend maar is niet verwezen (afgerond op 5)."
    ).format(
        jaar=found.jaar,
        totaal=people_or_hidden(found.count("totaal")),
        toe=people_or_hidden(found.count("toegeleid")),
        geen=people_or_hidden(found.count("uitkomst", "geen")),
        bekend=people_or_hidden(found.count("uitkomst", "bekend")),
    )


def tested_sentence(share: Share) -> str:
    """Say of how many it was asked whether the support fitted; few as counts, hidden as hidden."""
    if share.hidden:
        return _("Hoe vaak is nagevraagd of de steun paste, tonen wij niet: het gaat om te weinig mensen.")
    if not share.total:
        return _("Of de steun paste, is van niemand bekend.")
    if share.few:
        return _(
            "Bij {ja} van {n} mensen is nagevraagd of de steun paste. Dat zijn er te weinig voor een deel."
        ).format(ja=number(share.part), n=number(share.total))
    return _(
        "Bij {deel} van elke 100 mensen die steun kregen, is nagevraagd of die paste (tussen {laag} en {hoog}; n = {n})."
    ).format(
        deel=of_hundred(share.part / share.total),
        laag=of_hundred(share.low),
        hoog=of_hundred(share.high),
        n=number(share.total),
    )
