"""Evidence in words: a value as its source prints it, who answered, where it stands, and what we derived from it."""

from collections.abc import Mapping

import pandas as pd

from mapping.analysis.bewijs_figures import decimals_of
from mapping.model import EXACT, BewijsEenheid, BewijsStatus
from mapping.words import N_, _, day, number

TYPE_WORDS = {
    EXACT: N_("{value}"),
    "bijna": N_("bijna {value}"),
    "ruim": N_("ruim {value}"),
    "meer dan": N_("meer dan {value}"),
    "iets meer dan": N_("iets meer dan {value}"),
    "iets minder dan": N_("iets minder dan {value}"),
    "minder dan": N_("minder dan {value}"),
    "ongeveer": N_("ongeveer {value}"),
    "zo'n": N_("zo’n {value}"),
    "ten minste": N_("ten minste {value}"),
    "niet meer dan": N_("niet meer dan {value}"),
}
"""Waardetype → the number with the word that its source puts beside it."""

STATUS_WORDS = {
    BewijsStatus.LETTERLIJK: N_("staat zo in de bron"),
    BewijsStatus.AFGELEID: N_("afgeleid: door ons berekend"),
    BewijsStatus.BIJSCHRIFT: N_("geen cijfers in bron"),
    BewijsStatus.CONFLICTEREND: N_("de bron spreekt zichzelf tegen"),
    BewijsStatus.ONDUIDELIJK: N_("onduidelijk in bron"),
}

ZIN_WORDS = {
    "behoefte": N_("Hoeveel mensen steun willen"),
    "regels": N_("Wie er door een regel niet heen mag"),
    "bereik": N_("Waar geen aanbod bekend is"),
    "plaats": N_("Hoeveel plaats er is"),
    "aansluiting": N_("Of initiatieven elkaar kennen en verwijzen"),
}
"""The five sentences of the start page, as subjects."""


def value_words(row: Mapping[str, object]) -> str:
    """Return the value of a bewijs as its source prints it, with the count beside it; why there is none otherwise."""
    if row["verborgen"]:
        return _("verborgen: te weinig mensen")
    if row["eenheid"] == BewijsEenheid.UITSPRAAK:
        return _("uitspraak zonder cijfer")
    if row["status"] == BewijsStatus.BIJSCHRIFT:
        return _("geen cijfers in bron")
    if pd.isna(row["waarde"]):
        return _("niet te lezen in de bron")
    text = printed(float(row["waarde"]))
    if row["eenheid"] == BewijsEenheid.PERCENTAGE:
        text += "%"
    kind = row["waardetype"] if row["waardetype"] in TYPE_WORDS else EXACT
    text = _(TYPE_WORDS[kind]).format(value=text)
    return text if pd.isna(row["aantal"]) else f"{text} ({number(int(row['aantal']))})"


def printed(value: float) -> str:
    """Write a number with the decimals that its source gives."""
    return number(value, decimals=decimals_of(value))


def value_and_status(row: Mapping[str, object]) -> str:
    """Return the value, and its status where it does not simply stand in the source."""
    words = value_words(row)
    if row["verborgen"] or row["status"] in (BewijsStatus.LETTERLIJK, BewijsStatus.BIJSCHRIFT):
        return words
    kind = row["status"]
    status = _(STATUS_WORDS[kind])
    return f"{words} – {status}"


def n_words(row: Mapping[str, object]) -> str:
    """Say how many answered and how many did not; that a source does not say it is said too."""
    if row["verborgen"]:
        return ""
    if pd.isna(row["n"]):
        return _("N staat niet in de bron")
    if pd.isna(row["missing"]):
        return _("N = {n}").format(n=number(int(row["n"])))
    return _("N = {n}, missend {missing}").format(n=number(int(row["n"])), missing=number(int(row["missing"])))


def derived_words(row: Mapping[str, object]) -> str:
    """Say what we derived from a row: its count, its percentage, its interval; empty where nothing follows."""
    parts = []
    if row["telling_afgeleid"] == row["telling_afgeleid"]:
        parts.append(_("{n} mensen").format(n=number(row["telling_afgeleid"])))
    if row["percentage_afgeleid"] == row["percentage_afgeleid"]:
        parts.append(f"{number(row['percentage_afgeleid'])}%")
    if row["laag"] == row["laag"]:
        parts.append(_("95%: {low}–{high}%").format(low=number(row["laag"]), high=number(row["hoog"])))
    return "; ".join(parts)


def source_line(row: Mapping[str, object]) -> str:
    """Say exactly where a bewijs stands: document, section, table or figure, page."""
    parts = [str(row["document"]), str(row["sectie"])]
    if pd.notna(row["plek"]):
        parts.append(str(row["plek"]))
    if pd.notna(row["pagina"]):
        parts.append(_("blz. {n}").format(n=int(row["pagina"])))
    return ", ".join(parts)


def document_name(row: Mapping[str, object]) -> str:
    """Return the code of a document with its full name, which is its bron without the section."""
    name = str(row["bron"]).removesuffix(f", {row['sectie']}")
    return name if name == row["document"] else f"{row['document']}: {name}"


def day_words(row: Mapping[str, object]) -> str:
    """Return the day that a row is of; that the source names none is said."""
    return day(row["peildatum"]) if pd.notna(row["peildatum"]) else _("dag niet bekend")
