"""The tables of the page Netwerk in the columns of the screen."""

from collections.abc import Mapping

import pandas as pd

from mapping.analysis.disclosure import rounded
from mapping.analysis.network.isolation import ASKED_NONE, BY_ORGANISATIE, LINKED, NOT_KNOWN, STANDEN
from mapping.analysis.network.nodes import AXES
from mapping.analysis.network.ties import INSIDE, NO_CIRCLE, OUTSIDE, SOORTEN
from mapping.model import Soort
from mapping.reports.catalogue_words import name_of
from mapping.reports.network_words import (
    DIRECTION_WORDS,
    FORM_WORDS,
    FREQUENCY_WORDS,
    GV_WORDS,
    LINK_WORDS,
    PROPOSED_WORD,
    SOORT_WORDS,
    STAND_WORDS,
    link_reason,
)
from mapping.words import N_, _, day

SIDE_WORDS = {
    INSIDE: N_("binnen"),
    OUTSIDE: N_("buiten"),
    NO_CIRCLE: N_("geen van beide"),
    "onbekend": N_("niet bekend"),
}

CIRCLE_LABELS = {
    "levensbeschouwing": N_("Eigen kring: geloof"),
    "werkkring": N_("Eigen kring: werkkring"),
    "gemeentecode": N_("Eigen kring: gemeente"),
}

STAND_LABELS = {
    LINKED: N_("Initiatieven met eigen verbinding"),
    BY_ORGANISATIE: N_("Initiatieven via organisatie"),
    ASKED_NONE: N_("Initiatieven: gevraagd, geen"),
    NOT_KNOWN: N_("Initiatieven: niet bekend"),
}

FLAG_WORDS = {True: N_("ja"), False: N_("nee")}

PREFIX = "Voorbeeld: "
"""How names in the example begin; in a drawing that says so above it, the word would fill every label."""


def names_of(known: pd.DataFrame) -> dict[str, str]:
    """Return node → name."""
    return known["naam"].to_dict()


def short_names(known: pd.DataFrame) -> dict[str, str]:
    """Return node → name as a drawing has room for."""
    return {node: str(name).removeprefix(PREFIX) for node, name in known["naam"].items()}


def tie_rows(found: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the verbindingen as they stand, also those that are not there: asked, or only proposed."""
    names = names_of(known)
    forms = known["formaliteit"].fillna("")
    often = found["frequentie"].map(_words(FREQUENCY_WORDS)).mask(found["proposed"], _(PROPOSED_WORD))
    columns = {
        _("Van"): found["van_node"].map(names),
        _("Naar"): found["naar_node"].map(names),
        _("Soort verbinding"): found["soort"].map(_words(SOORT_WORDS)),
        _("Richting"): found["richting"].map(_words(DIRECTION_WORDS)).fillna(_("niet bekend")),
        _("Hoe vaak"): often,
        _("Bekend, niet verwezen"): found["bekend_niet_verwezen"].map(_words(FLAG_WORDS)).fillna(""),
    }
    for axis in AXES:
        columns[_(CIRCLE_LABELS[axis])] = found[axis].map(_words(SIDE_WORDS))
    columns |= {
        _("Van: formeel of informeel"): found["van_node"].map(forms).fillna("").map(_words(FORM_WORDS)),
        _("Naar: formeel of informeel"): found["naar_node"].map(forms).fillna("").map(_words(FORM_WORDS)),
        _("Gecontroleerd op"): found["laatst_gecontroleerd"].map(_checked),
    }
    return pd.DataFrame(columns).reset_index(drop=True)


def _words(table: Mapping) -> dict:
    return {code: _(word) for code, word in table.items()}


def _checked(value: object) -> str:
    return day(value) if pd.notna(value) else _("niet gecontroleerd")


def form_rows(found: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Count the ties that are there by formaliteit of both ends, whichever end comes first."""
    there = found[found["exists"]]
    forms = known["formaliteit"].fillna("")
    codes = list(FORM_WORDS)
    ends = [there[name].map(forms).fillna("") for name in ("van_node", "naar_node")]
    counted = {(one, other): 0 for one in codes for other in codes}
    for one, other in zip(*ends, strict=True):
        first, second = sorted((one, other), key=codes.index)
        counted[first, second] += 1
    rows = [
        {
            _("Aan de ene kant"): _(FORM_WORDS[one]),
            _("Aan de andere kant"): _(FORM_WORDS[other]),
            _("Verbindingen"): count,
        }
        for (one, other), count in counted.items()
        if codes.index(one) <= codes.index(other)
    ]
    return pd.DataFrame(rows)


def area_rows(counted: pd.DataFrame, names: Mapping[str, str], label: str) -> pd.DataFrame:
    """Return the counts per gebied or regio."""
    plural = {"verwijzing": _("Verwijzingen"), "overleg": _("Overleg"), "samenwerking": _("Samenwerking")}
    columns = {label: counted.index.map(lambda code: names.get(code, code))}
    columns |= {plural[soort]: counted[soort].to_numpy() for soort in SOORTEN}
    columns |= {
        _("Ten minste elke maand"): counted["vaak"].to_numpy(),
        _("Niet bekend hoe vaak"): counted["onbekend_hoe_vaak"].to_numpy(),
    }
    columns |= {_(STAND_LABELS[stand]): counted[stand].to_numpy() for stand in STANDEN}
    return pd.DataFrame(columns)


def stand_rows(stand: pd.DataFrame, names: Mapping[str, str], gebieden: Mapping[str, str]) -> pd.DataFrame:
    """Return the initiatieven with how they are connected; those without a known verbinding first."""
    order = {name: place for place, name in enumerate(reversed(STANDEN))}
    rows = stand.sort_values(
        ["stand", "naam"], key=lambda values: values.map(order) if values.name == "stand" else values
    )
    return pd.DataFrame(
        {
            _("Initiatief"): rows["naam"],
            _("Organisatie"): rows["organisatie"].map(names).fillna(""),
            _("Gebied"): rows["gebiedcode"].map(gebieden).fillna(_("niet bekend")),
            _("Verbinding"): rows["stand"].map(_words(STAND_WORDS)),
            _("Aantal verbonden"): rows["verbindingen"],
        }
    ).reset_index(drop=True)


def link_rows(links: pd.DataFrame, groups: Mapping[str, str], gebieden: Mapping[str, str]) -> pd.DataFrame:
    """Return the links worth making in order, each with its reason in a sentence; people rounded as an aanname."""
    return pd.DataFrame(
        {
            _("De ene kant"): links["van_naam"],
            _("De andere kant"): links["naar_naam"],
            _("Gebied"): links["gebiedcode"].map(gebieden).fillna(""),
            _("Wat wij weten"): links["stand"].map(_words(LINK_WORDS)),
            _("Mensen zonder zekere plaats"): rounded(links["mensen"].to_numpy(dtype=float), Soort.AANNAME),
            _("Onderlinge afstand (km)"): links["afstand_km"].round(1),
            _("Waarom zij elkaar moeten kennen"): [
                link_reason(row, groups, gebieden.get(row["gebiedcode"], "")) for row in links.to_dict("records")
            ],
        }
    ).reset_index(drop=True)


def meeting_rows(meetings: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the overleggen with who sits there."""
    agenda = {"ja": _("ja"), "nee": _("nee"), "onbekend": _("niet bekend")}
    return pd.DataFrame(
        {
            _("Overleg"): meetings["overleg"],
            _("Vorm van overleg"): meetings["overlegvorm"].map(lambda code: name_of("overlegvorm", code)),
            _("Hoe vaak"): meetings["frequentie"].map(_words(FREQUENCY_WORDS)),
            _("Zingeving op de agenda"): meetings["agenda"].map(agenda),
            _("Geestelijk verzorger aan tafel"): [_("ja") if gv else _("niet bekend") for gv in meetings["gv"]],
            _("Wie zitten er"): ["; ".join(names.get(node, node) for node in nodes) for nodes in meetings["nodes"]],
        }
    )


def team_rows(teams: pd.DataFrame, gebieden: Mapping[str, str]) -> pd.DataFrame:
    """Return the practices and teams with how they stand to a geestelijk verzorger; those without one first."""
    order = {name: place for place, name in enumerate(reversed(GV_WORDS))}
    rows = teams.sort_values(
        ["stand", "naam"], key=lambda values: values.map(order) if values.name == "stand" else values
    )
    return pd.DataFrame(
        {
            _("Praktijk of team"): rows["naam"],
            _("Soort plaats"): rows["type"].map(lambda code: name_of("vindplaatstype", code)),
            _("Gebied"): rows["gebiedcode"].map(gebieden).fillna(_("niet bekend")),
            _("Geestelijk verzorger"): rows["stand"].map(_words(GV_WORDS)),
            _("Welke geestelijk verzorger"): rows["gv"],
        }
    ).reset_index(drop=True)
