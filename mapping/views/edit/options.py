"""What can be chosen in a cell: codes with a name to read, from the contract, the catalogue or another table."""

from collections.abc import Mapping

import pandas as pd

from mapping.model import IEDEREEN
from mapping.reports.sentences import PART_WORDS
from mapping.store.fields import FLAG, Field, fields
from mapping.views.cached import Tables
from mapping.views.filters import gebied_names
from mapping.words import N_, _

Lists = Mapping[str, Mapping[str, str]]
"""List of the catalogue → code → name."""

LIST_OF = {
    "type": "vindplaatstype", "van_werkkring": "werkkring", "naar_werkkring": "werkkring",
    "van_formaliteit": "formaliteit", "naar_formaliteit": "formaliteit", "barrieres": "barriere",
    "reden": "passendheid_reden", "verandering": "veranderrichting",
    "signaleert": "signaleerder", "vertaalt": "signaleerder", "interpreteert": "signaleerder",
}  # fmt: skip
"""Column → list of the catalogue, where they do not share a name."""

OPEN_LISTS = ("taal", "vraagtype")
"""Columns whose contract allows any value; the catalogue proposes, and what is in use stays possible."""

YES_NO = {"ja": N_("Ja"), "nee": N_("Nee")}

VALUE_WORDS = {
    "min_leeftijd": N_("Vanaf een leeftijd"),
    "max_leeftijd": N_("Tot en met een leeftijd"),
    "palliatief": N_("Wie niet meer beter wordt"),
    "naaste": N_("Naaste van wie niet meer beter wordt"),
    "poh": N_("POH (praktijkondersteuner van de huisarts)"),
    "heen": N_("Van de eerste naar de andere kant"),
    "beide": N_("Beide kanten op"),
    "jaarlijks": N_("Ten minste elk jaar"),
    "halfjaarlijks": N_("Ten minste elk half jaar"),
    "maandelijks": N_("Ten minste elke maand"),
    "wekelijks": N_("Ten minste elke week"),
}
"""Codes of contracts that do not read by themselves; the others do, in Dutch."""

JOINT = "/"
"""Between kind and code of an end, in the one list where an end is chosen."""


def options_of(table: str, name: str, now: Tables, lists: Lists) -> dict[str, str]:
    """Return code → name of what a column can hold, in the order to show; empty where anything may be typed.

    What the column holds already is always among them, so that no value disappears from sight.
    """
    field = fields(table)[name]
    if field.kind == FLAG:
        return {code: _(word) for code, word in YES_NO.items()}
    found = _known(table, name, field, now, lists)
    if not found:
        return {}
    used = _used(table, name, field, now)
    return found | {code: code for code in used if code not in found}


def _known(table: str, name: str, field: Field, now: Tables, lists: Lists) -> dict[str, str]:
    """Return the options without regard to what is in use."""
    if table == "verbinding" and name in ("van", "naar"):
        return ends(now)
    if table == "bewijs" and name == "conflict_met":
        return bewijs_names(now)
    if name == "gebiedcode":
        named_areas = _sorted(gebied_names(now["gebied"]).to_dict())
        return {**_gemeenten(now), **named_areas} if table == "actie" else named_areas
    if name == "regio":
        return {regio: regio for regio in sorted(now["gebied"]["regio"].dropna().unique())}
    if name == "doel_deel":
        return goal_names()
    if name.endswith("gemeentecode"):
        return _gemeenten(now)
    if field.table == "subgroep":
        return ({IEDEREEN: _("Iedereen")} if IEDEREEN in field.also else {}) | _subgroepen(now)
    if name == "subgroep":
        return _subgroepen(now)
    if field.table == "gesprek":
        return {code: code for code in now["gesprek"]["gesprek"].dropna()}
    if table == "gesprek_code" and name == "code":
        return _coded(now, lists)
    if field.table:
        return {code: word_of(code, {}) for code in field.also} | names_of(field.table, now)
    named = lists.get(LIST_OF.get(name, name), {})
    if name in OPEN_LISTS:
        return dict(named)
    return {code: word_of(code, named) for code in field.choices}


def goal_names() -> dict[str, str]:
    """Return what an actie can aim at: the five parts of the vraag in their order on the screen, and a rule."""
    return {**{part: _(word) for part, word in PART_WORDS.items()}, "regel": _("Een regel van één initiatief")}


def _subgroepen(now: Tables) -> dict[str, str]:
    return dict(zip(now["subgroep"]["subgroep"], now["subgroep"]["naam"], strict=True))


def _coded(now: Tables, lists: Lists) -> dict[str, str]:
    """Return every code that a coder may give to a gesprek."""
    named = {}
    for kind in ("vraagtype", "uitingsvorm", "barriere"):
        named |= lists.get(kind, {})
    return named | _subgroepen(now) | {"geen": _("Geen")}


def _gemeenten(now: Tables) -> dict[str, str]:
    return _sorted(dict(zip(now["gebied"]["gemeentecode"], now["gebied"]["gemeentenaam"], strict=True)))


def word_of(code: str, named: Mapping[str, str]) -> str:
    """Return what a code is called: as the catalogue does, in words of ours, or with a capital."""
    if code in VALUE_WORDS:
        return _(VALUE_WORDS[code])
    return named.get(code, code[:1].upper() + code[1:])


def names_of(table: str, now: Tables) -> dict[str, str]:
    """Return code → name of a table that has both, by name; equal names get their code behind them."""
    rows = now[table].dropna(subset=[table])
    called = rows["naam"].fillna(rows[table])
    twice = called.duplicated(keep=False)
    shown = called.where(~twice, called + " (" + rows[table] + ")")
    return _sorted(dict(zip(rows[table], shown, strict=True)))


def bewijs_names(now: Tables) -> dict[str, str]:
    """Return code → published table and answer of each bewijs of the region."""
    rows = now["bewijs"].dropna(subset=["bewijs"])
    return {row["bewijs"]: f"{row['titel']}: {row['antwoord']} ({row['bewijs']})" for row in rows.to_dict("records")}


def ends(now: Tables) -> dict[str, str]:
    """Return what a verbinding can begin or end with: kind and code → name and kind."""
    kinds = {"organisatie": _("organisatie"), "initiatief": _("initiatief"), "vindplaats": _("vindplaats")}
    return {
        f"{kind}{JOINT}{code}": f"{name} ({word})"
        for kind, word in kinds.items()
        for code, name in names_of(kind, now).items()
    }


def _used(table: str, name: str, field: Field, now: Tables) -> list[str]:
    rows = now[table]
    if table == "verbinding" and name in ("van", "naar"):
        joined = (rows[f"{name}_soort"] + JOINT + rows[name]).dropna()
        return sorted(joined.unique())
    values = rows[name].dropna()
    if field.many:
        values = values.str.split(";").explode().str.strip()
    return sorted(map(str, pd.unique(values)))


def _sorted(names: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda pair: str(pair[1]).lower()))
