"""The words of the page Gesprekken: what gesprekken are counted by, and what a code is called."""

from collections.abc import Mapping

from mapping.analysis.disclosure import COUNT_STEP_PEOPLE, MIN_COUNT_BIJZONDER_PEOPLE, MIN_COUNT_PEOPLE
from mapping.analysis.gesprek.counts import ONBEKEND
from mapping.views.cached import Tables
from mapping.words import N_, _, number

KENMERK_WORDS = {
    "subgroep": N_("Groep"),
    "vraagtype": N_("Soort vraag"),
    "uitingsvorm": N_("Hoe de vraag naar buiten kwam"),
    "barriere": N_("Wat in de weg stond"),
    "respondentsoort": N_("Met wie gesproken is"),
    "vindplaatstype": N_("Soort plek"),
    "herkend": N_("Herkend door een professional"),
    "passend": N_("Paste de steun"),
}
CROSSED = ("subgroep", "vraagtype", "uitingsvorm", "barriere")
"""Kenmerken to choose the rows and the columns of the cross table from: those that are counted by two."""

SORT_WORDS = {
    "burger": N_("burger"),
    "vrijwilliger": N_("vrijwilliger"),
    "geestelijk verzorger": N_("geestelijk verzorger"),
    "andere professional": N_("andere professional"),
}
ANSWERS = {"ja": N_("ja"), "deels": N_("deels"), "nee": N_("nee")}

SEED_COUNTS = {"burger": 18, "vrijwilliger": 7, "geestelijk verzorger": 14, "andere professional": 16}
"""Interviews by respondent in Linking-Zin, region Rotterdam e.o., 2020 (factsheet, "Het actieonderzoek"); together 55."""


def code_names(kenmerk: str, loaded: Tables, lists: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return code → name of a kenmerk, in the order of its list; `onbekend` last."""
    if kenmerk == "subgroep":
        known = dict(zip(loaded["subgroep"]["subgroep"], loaded["subgroep"]["naam"], strict=True))
    elif kenmerk == "respondentsoort":
        return {code: _(word) for code, word in SORT_WORDS.items()}
    elif kenmerk in ("herkend", "passend"):
        known = {code: _(word) for code, word in ANSWERS.items() if not (kenmerk == "herkend" and code == "deels")}
    elif kenmerk == "regio":
        return {name: name for name in sorted(loaded["gebied"]["regio"].unique())}
    else:
        known = dict(lists[kenmerk])
    return {**known, ONBEKEND: _("niet bekend")}


def hidden_words() -> str:
    """Say what hidden means here, and from which number on a count is shown."""
    return _(
        "Verborgen: minder dan {n} gesprekken, bij groepen naar gezondheid, geloof of afkomst minder dan {m}, of geen. Zo kan "
        "niemand herkend worden. De andere aantallen zijn afgerond op {step}. Soms is een groter getal ook verborgen."
    ).format(n=number(MIN_COUNT_PEOPLE), m=number(MIN_COUNT_BIJZONDER_PEOPLE), step=number(COUNT_STEP_PEOPLE))
