"""The words for bijdragen: kinds, standen, columns, and what a bijdrage says in a line."""

from collections.abc import Mapping

import pandas as pd

from mapping.model import IEDEREEN, Bijdragesoort, Bijdragestand
from mapping.views.cached import Tables
from mapping.views.filters import gebied_names
from mapping.words import N_, _

KIND_WORDS: Mapping[str, str] = {
    Bijdragesoort.ONTBREEKT: N_("Dit ontbreekt"),
    Bijdragesoort.GESTOPT: N_("Dit is gestopt"),
    Bijdragesoort.GROEP: N_("Hier komen wij deze groep tegen"),
    Bijdragesoort.VERBINDING: N_("Deze twee (moeten) elkaar kennen"),
    Bijdragesoort.ANDERS: N_("Iets anders"),
}
COUNT_WORDS: Mapping[str, str] = {
    Bijdragesoort.ONTBREEKT: N_("Ontbreekt"),
    Bijdragesoort.GESTOPT: N_("Gestopt"),
    Bijdragesoort.GROEP: N_("Groep hier"),
    Bijdragesoort.VERBINDING: N_("Elkaar kennen"),
    Bijdragesoort.ANDERS: N_("Anders"),
}
"""Kinds in a word or two, over a number on a screen that a room reads."""

STAND_WORDS: Mapping[str, str] = {
    Bijdragestand.NIEUW: N_("wacht op de redactie"),
    Bijdragestand.AANVAARD: N_("aanvaard"),
    Bijdragestand.SAMENGEVOEGD: N_("samengevoegd"),
    Bijdragestand.AFGEHANDELD: N_("afgehandeld"),
    Bijdragestand.AFGEWEZEN: N_("afgewezen"),
}
LABELS: Mapping[str, str] = {
    "soort": N_("Soort bijdrage"),
    "wat": N_("Wat ontbreekt"),
    "naam": N_("Naam"),
    "type": N_("Soort"),
    "subgroep": N_("Groep"),
    "initiatief": N_("Initiatief"),
    "vindplaats": N_("Vindplaats"),
    "van": N_("De een"),
    "naar": N_("De ander"),
    "kennen_elkaar": N_("Kennen zij elkaar al?"),
    "adres": N_("Adres"),
    "gebiedcode": N_("Gebied"),
    "toelichting": N_("Toelichting"),
    "reden": N_("Reden"),
}
NOWHERE = N_("zonder plek")


def names_in(now: Tables) -> dict[str, dict[str, str]]:
    """Return table → code → name, for everything that a bijdrage can point to."""
    names = {
        table: dict(zip(now[table][table], now[table]["naam"], strict=True))
        for table in ("initiatief", "vindplaats", "organisatie", "subgroep")
    }
    names["subgroep"] = {IEDEREEN: _("Iedereen"), **names["subgroep"]}
    names["gebied"] = gebied_names(now["gebied"]).to_dict()
    return names


def gebied_word(code: object, names: Mapping[str, Mapping[str, str]]) -> str:
    """Return what a gebied is called; words for none."""
    return names["gebied"].get(code, _(NOWHERE)) if isinstance(code, str) else _(NOWHERE)


def open_line(row: pd.Series, names: Mapping[str, Mapping[str, str]]) -> str:
    """Return what a room may see of any bijdrage: kind and gebied, and nothing that somebody typed or chose."""
    return f"{_(KIND_WORDS[row['soort']])} · {gebied_word(row['gebiedcode'], names)}"


def subject_of(row: pd.Series, names: Mapping[str, Mapping[str, str]]) -> str:
    """Return what a bijdrage is about, in the words of whoever sent it or by the name of what it points to."""
    if row["soort"] == Bijdragesoort.VERBINDING:
        ends = (names.get(str(row[f"{end}_soort"]), {}).get(row[end], row[end]) for end in ("van", "naar"))
        return " – ".join(str(end) for end in ends)
    for table in ("initiatief", "vindplaats"):
        if isinstance(row[table], str):
            return names[table].get(row[table], row[table])
    if isinstance(row["naam"], str):
        return row["naam"]
    return str(row["toelichting"])[:60] if isinstance(row["toelichting"], str) else ""


def facts_of(row: pd.Series, names: Mapping[str, Mapping[str, str]], kinds: Mapping[str, str]) -> pd.DataFrame:
    """Return a bijdrage as label and value, what is missing left out; `kinds` are names of kinds of places and offer."""
    shown = {"soort": _(KIND_WORDS[row["soort"]])}
    for name in LABELS:
        value = row.get(name)
        if name in ("soort", "reden") or value is None or pd.isna(value):
            continue
        shown[name] = _fact(name, value, row, names, kinds)
    return pd.DataFrame(
        {_("Veld"): [_(LABELS[name]) for name in shown], _("Bijdrage"): list(shown.values())}, dtype="str"
    )


def _fact(
    name: str, value: object, row: pd.Series, names: Mapping[str, Mapping[str, str]], kinds: Mapping[str, str]
) -> str:
    """Return one value in words."""
    if name == "kennen_elkaar":
        return _("Ja") if value else _("Nee, maar het zou goed zijn")
    if name in ("van", "naar"):
        return names.get(str(row[f"{name}_soort"]), {}).get(value, str(value))
    if name == "gebiedcode":
        point = pd.notna(row["x"])
        return gebied_word(value, names) + (" " + _("(aangewezen op de kaart)") if point else "")
    if name == "wat":
        return {"initiatief": _("initiatief"), "vindplaats": _("vindplaats")}[str(value)]
    if name == "type":
        return kinds.get(str(value), str(value))
    return names.get(name, {}).get(value, str(value))
