"""What evidence can hang under, with its names, and the addresses of the page Bewijs that show it."""

from collections.abc import Mapping

from mapping.reports.bewijs_words import ZIN_WORDS
from mapping.reports.catalogue_words import names_of
from mapping.views.cached import Region, tables
from mapping.words import N_, _

PAGE = "pages/samenhang/bewijs.py"

KEYS = {"subgroep": "over_groep", "barriere": "over_barriere", "zin": "over_zin", "verandering": "over_richting"}
"""Column of bewijs → parameter of the page Bewijs."""

LABELS = {
    "subgroep": N_("Over welke groep"),
    "barriere": N_("Over welke barrière"),
    "zin": N_("Bij welke zin van de startpagina"),
    "verandering": N_("Bij welke veranderrichting"),
}
"""Column of bewijs → the question of its filter."""


def names(where: Region, column: str) -> Mapping[str, str]:
    """Return code → name of what evidence can hang under in one column."""
    if column == "subgroep":
        groups = tables(where)["subgroep"]
        return dict(zip(groups["subgroep"], groups["naam"], strict=True))
    if column == "zin":
        return {code: _(words) for code, words in ZIN_WORDS.items()}
    return names_of({"barriere": "barriere", "verandering": "veranderrichting"}[column])
