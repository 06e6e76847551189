"""What stays chosen on every page and stands in the URL: language, regio, gebied, groep, level and steunvraag."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mapping.model import UNIEK, Niveau, Soort, Wat
from mapping.views import url_state
from mapping.views.cached import Question, Region, Tables, tables
from mapping.views.sources import plain
from mapping.words import LANGUAGES, _, number, use_language

WHOLE = "alle"
"""The choice that stands for all of it: every regio, every gebied."""

LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}
SHARED_KEYS = ("taal", "regio", "gebied", "groep", "niveau", "steunvraag", "grootte", "schat")
"""Parameters that every page has; a link within the product takes them along."""

MAX_STEUNVRAAG = 40
"""Percent; twice the highest assumption of the method."""


@dataclass(frozen=True)
class Choice:
    """What the user chose; None stands for all of it."""

    regio: str | None
    gebied: str | None
    groep: str
    question: Question


def choose_language() -> None:
    """Draw the language choice and speak that language for the rest of this run."""
    url_state.start_run()
    asked = st.session_state.get("taal") or st.query_params.get("taal")
    use_language(asked if asked in LANGUAGES else LANGUAGES[0])
    chosen = url_state.segments(_("Taal"), LANGUAGE_NAMES, "taal", place=st.sidebar)
    use_language(chosen if chosen in LANGUAGES else LANGUAGES[0])


def shared(where: Region) -> Choice:
    """Draw the shared choices in the sidebar and return them; what a link asks for and is not there is said."""
    loaded = tables(where)
    gebied = loaded["gebied"]
    side = st.sidebar
    regios = {WHOLE: _("Alle regio’s"), **{name: name for name in sorted(gebied["regio"].unique())}}
    regio = url_state.select(_("Regio"), regios, "regio", place=side)
    names = gebied_names(gebied if regio == WHOLE else gebied[gebied["regio"] == regio])
    ordered = names.sort_values(key=lambda values: values.str.lower()).to_dict()
    code = url_state.select(_("Gebied"), {WHOLE: _("Hele regio"), **ordered}, "gebied", place=side)
    groep = url_state.select(_("Groep"), group_names(loaded["subgroep"]), "groep", place=side)
    question = _question(loaded, groep)
    for sentence in url_state.sentences():
        st.warning(plain(sentence))
    return Choice(None if regio == WHOLE else regio, None if code == WHOLE else code, groep, question)


def _question(loaded: Tables, groep: str) -> Question:
    """Draw what changes the calculation: level, steunvraag, unknown places."""
    side = st.sidebar
    levels = {Niveau.ALLE.value: _("Alle steun"), Niveau.C.value: _("Alleen geestelijk verzorger (niveau C)")}
    niveau = url_state.select(_("Soort steun"), levels, "niveau", place=side)
    low, usual, high = _assumed(loaded)
    share = url_state.whole_number(
        _("Steunvraag: hoeveel van elke 100 mensen willen steun?"),
        "steunvraag",
        least=1,
        most=MAX_STEUNVRAAG,
        default=usual,
        place=side,
        help=_("Niemand heeft dit gemeten. Schuif om te zien wat er verandert."),
    )
    if share == usual:
        side.caption(
            _("Aanname: {n} van elke 100 (tussen {laag} en {hoog}).").format(
                n=number(usual), laag=number(low), hoog=number(high)
            )
        )
    else:
        side.caption(_("Uw aanname: {n} van elke 100.").format(n=number(share)))
    assume = url_state.switch(
        _("Schat plaats waar die niet bekend is"), "schat", place=side,
        help=_("Dan krijgt een initiatief zonder bekende plaats die van een ander van dezelfde soort: een aanname."),
    )  # fmt: skip
    return Question(niveau, share / 100 if share != usual else None, _group_size(loaded, groep), assume)


def _group_size(loaded: Tables, groep: str) -> tuple[str, float] | None:
    """Draw the slider for the size of a group whose share is an aanname; None where the data decide or it stands at 100%."""
    rows = loaded["aandeel"]
    rows = rows[(rows["wat"] == Wat.AANDEEL) & (rows["subgroep"] == groep) & (rows["midden"] > 0)]
    if rows.empty or (rows["soort"] != Soort.AANNAME).all():
        return None
    least, most = (round(100 * (rows[step] / rows["midden"]).median()) for step in ("laag", "hoog"))
    if least >= most:
        return None
    size = url_state.whole_number(
        _("Grootte van deze groep, in procent van onze aanname"),
        "grootte",
        least=min(least, 100),
        most=max(most, 100),
        default=100,
        place=st.sidebar,
        help=_("Hoe groot deze groep is, heeft niemand geteld. Schuif tussen onze lage en hoge aanname."),
    )
    return (groep, size / 100) if size != 100 else None


def _assumed(loaded: Tables) -> tuple[int, int, int]:
    """Return the usual steunvraag of the data in percent: the middle one over the groepen of laag, midden and hoog."""
    rows = loaded["aandeel"]
    middle = rows.loc[rows["wat"] == Wat.STEUNVRAAG, ["laag", "midden", "hoog"]].median() * 100
    return round(middle["laag"]), round(middle["midden"]), round(middle["hoog"])


def link_parameters(**extra: str) -> dict[str, str]:
    """Return the parameters of this page that a link to another page takes along, and `extra`."""
    return {key: st.query_params[key] for key in SHARED_KEYS if key in st.query_params} | extra


def gebied_names(gebied: pd.DataFrame) -> pd.Series:
    """Return what a gebied is called in lists: its name and its gemeente, indexed by gebiedcode."""
    known = gebied.set_index("gebiedcode")
    same = known["gebiednaam"] == known["gemeentenaam"]
    return known["gebiednaam"].where(same, known["gebiednaam"] + " (" + known["gemeentenaam"] + ")")


def group_names(subgroep: pd.DataFrame) -> dict[str, str]:
    """Return what each groep is called, `uniek` first."""
    return {UNIEK: _("Alle levensvragen samen"), **dict(zip(subgroep["subgroep"], subgroep["naam"], strict=True))}
