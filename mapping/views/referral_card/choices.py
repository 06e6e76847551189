"""The choices of the verwijskaart, in the page itself: on a phone the column with the shared choices is closed.

Where and whom are the gebied and the groep that every page shares, drawn here a second time; the rest is of this card.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mapping.analysis.referral.asked import Asked
from mapping.model import UNIEK, Abc, Niveau
from mapping.reports.catalogue_words import name_of
from mapping.views import cached, url_state
from mapping.views.cached import Region, Tables
from mapping.views.filters import WHOLE, Choice, gebied_names, group_names
from mapping.words import _

POSTCODE = "pc4"
"""The parameter of a postcode; a gebied stands in that of every page."""

ANY = "alle"
"""The choice that leaves something open."""

LEVELS = (Abc.A.value, Abc.B.value, Abc.C.value)


@dataclass(frozen=True)
class Card:
    """What a card is about: the question to the engine, and its place and groep in words."""

    asked: Asked
    place: str
    groep: str
    regio: str


def choose(where: Region, choice: Choice) -> Card | None:
    """Draw the choices and return the card that they ask for; None where place or groep is still open."""
    loaded = cached.tables(where)
    first, second = st.columns(2, vertical_alignment="bottom")
    places = _places(loaded, choice)
    place = _place(loaded, choice, places, first)
    groups = group_names(loaded["subgroep"]) | {UNIEK: _("Kies een groep")}
    groep = choice.groep
    _twin(_("Om wie gaat het?"), groups, groep, "kaart_groep", _take_group, place=second)
    wishes = _wishes(where, loaded, choice)
    if place == WHOLE or groep == UNIEK:
        return None
    here = {"pc4": place} if place in set(loaded["postcode"]["pc4"]) else {"gebied": place}
    return Card(Asked(groep, **here, **wishes), places[place], groups[groep], _regio(loaded, here))


def _places(loaded: Tables, choice: Choice) -> dict[str, str]:
    """Return every gebied and postcode of the chosen regio with its name; one list, to be searched by typing."""
    gebied = loaded["gebied"]
    if choice.regio is not None:
        gebied = gebied[gebied["regio"] == choice.regio]
    names = gebied_names(gebied)
    ordered = names.sort_values(key=lambda values: values.str.lower()).to_dict()
    inside = set(loaded["cel"].loc[loaded["cel"]["gebiedcode"].isin(names.index), "pc4"])
    postcode = loaded["postcode"][loaded["postcode"]["pc4"].isin(inside)].sort_values("pc4")
    towns = postcode["plaats"].fillna("")
    codes = {pc4: f"{pc4} {town}".strip() for pc4, town in zip(postcode["pc4"], towns, strict=True)}
    return {WHOLE: _("Kies een wijk of postcode"), **ordered, **codes}


def _place(loaded: Tables, choice: Choice, places: Mapping[str, str], column) -> str:
    """Draw the choice of a gebied or postcode and return its code; a postcode goes where another gebied is chosen."""
    url_state.adopt(POSTCODE, "", lambda text: text if text in places else None, label=_("Postcode"))
    pc4 = st.session_state[POSTCODE]
    if pc4 and (pc4 not in places or choice.gebied not in (None, *_gebieden_of(loaded, pc4))):
        pc4 = st.session_state[POSTCODE] = ""
    url_state.publish(POSTCODE, pc4, "")
    current = pc4 or choice.gebied or WHOLE
    _twin(_("Waar woont iemand?"), places, current, "kaart_plek", _take_place, loaded, place=column)
    return current


def _twin(label: str, names: Mapping[str, str], current: str, key: str, take, *args: object, place) -> None:
    """Draw a choice of which the value lives elsewhere: `take` carries a new one over before the next run."""
    st.session_state[key] = current if current in names else next(iter(names))
    place.selectbox(label, list(names), key=key, format_func=names.get, on_change=take, args=(key, *args))


def _take_group(key: str) -> None:
    st.session_state["groep"] = st.session_state[key]


def _take_place(key: str, loaded: Tables) -> None:
    """Keep a gebied as that of every page; of a postcode the gebied where most of its people live."""
    code = st.session_state[key]
    gebieden = _gebieden_of(loaded, code)
    st.session_state[POSTCODE] = code if gebieden else ""
    st.session_state["gebied"] = gebieden[0] if gebieden else code


def _gebieden_of(loaded: Tables, pc4: str) -> list[str]:
    """Return the gebieden that a postcode lies in, the one with most of its people first; none for another code."""
    rows = loaded["cel"][loaded["cel"]["pc4"] == pc4]
    return list(rows.sort_values("inwoners", ascending=False, kind="stable")["gebiedcode"])


def _regio(loaded: Tables, here: Mapping[str, str]) -> str:
    """Return the regio of the place."""
    code = here.get("gebied") or _gebieden_of(loaded, here["pc4"])[0]
    return str(loaded["gebied"].set_index("gebiedcode").at[code, "regio"])


def _wishes(where: Region, loaded: Tables, choice: Choice) -> dict[str, object]:
    """Draw what may be said beside place and groep; each is open until it is said."""
    kinds = {ANY: _("Maakt niet uit")} | {
        code: name_of("vraagtype", code) for code in _values(loaded["initiatief_vraagtype"]["vraagtype"])
    }
    kind = url_state.select(_("Wat voor steun?"), kinds, "vraagtype")
    with st.expander(_("Meer keuzes: taal, leeftijd, palliatief, niveau")):
        left, right = st.columns(2, vertical_alignment="top")
        level = _level(choice, right)
        return _person(where, loaded, choice, (left, right)) | {"vraagtype": "" if kind == ANY else kind, "abc": level}


def _person(where: Region, loaded: Tables, choice: Choice, columns: tuple) -> dict[str, object]:
    """Draw what may be said of the person: language, age, and whether palliatieve zorg gives a right."""
    left, right = columns
    tongues = {ANY: _("Maakt niet uit")} | {taal: taal for taal in _values(loaded["initiatief_taal"]["taal"])}
    tongue = url_state.select(_("Welke taal spreekt iemand?"), tongues, "spreekt", place=left)
    labels = [band.label for band in cached.outcome(where, choice.question).people.bands]
    bands = {ANY: _("Weet ik niet")} | {label: _("{band} jaar").format(band=label) for label in labels}
    band = url_state.select(_("Hoe oud?"), bands, "leeftijd", place=left)
    rights = {ANY: _("Weet ik niet"), "ja": _("Ja"), "nee": _("Nee")}
    entitled = url_state.segments(_("Palliatief, of naaste?"), rights, "recht", place=right)
    return {
        "taal": "" if tongue == ANY else tongue,
        "leeftijdsband": "" if band == ANY else band,
        "recht": {"ja": True, "nee": False}.get(entitled),
    }


def _level(choice: Choice, place) -> str:
    """Draw the choice of a niveau; where every page is set to a geestelijk verzorger, so is the card."""
    if choice.question.niveau == Niveau.C:
        place.caption(_("Niveau: alleen geestelijk verzorger (C). Dat koos u links."))
        return Abc.C.value
    levels = {ANY: _("Alle"), **{level: level for level in LEVELS}}
    chosen = url_state.segments(_("Niveau van steun"), levels, "abc", place=place)
    return "" if chosen == ANY else chosen


def _values(column: pd.Series) -> list[str]:
    """Return the distinct values of a column in the order of the alphabet."""
    return sorted({str(value) for value in column.dropna()}, key=str.lower)
