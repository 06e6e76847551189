"""What stays chosen on every page and stands in the URL: language, regio, gebied, groep, level and steunvraag."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from mapping.analysis.age_limit import uses_limit
from mapping.analysis.offer import counted
from mapping.analysis.settings import Settings
from mapping.model import JONGSTE_VOLWASSENE, LEEFTIJDSBANDEN, LEEFTIJDSGRENS, UNIEK, Niveau, Soort, Wat
from mapping.views import url_state
from mapping.views.cached import Question, Region, Tables, tables
from mapping.views.sources import plain
from mapping.words import LANGUAGES, _, day, ngettext, number, use_language

WHOLE = "alle"
"""The choice that stands for all of it: every regio, every gebied."""

LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}
SHARED_KEYS = ("taal", "regio", "gebied", "groep", "niveau", "steunvraag", "grootte", "schat", "grens", "dag")
"""Parameters that every page has; a link within the product takes them along."""

MAX_STEUNVRAAG = 40
"""Percent; twice the highest assumption of the method."""

LIMITS = (JONGSTE_VOLWASSENE, LEEFTIJDSBANDEN[-1].start)
"""Between which ages the disputed limit can be put, in years: 18 lets every adult in, 75 only the oldest band."""


DAY_YEARS = (5, 10)
"""Years back and ahead that a day can be chosen: as far as subsidies and memories go."""


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
    """Draw the shared choices in the sidebar and return them."""
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
    return Choice(None if regio == WHOLE else regio, None if code == WHOLE else code, groep, question)


def say_gone(place: DeltaGenerator) -> None:
    """Say in one box what a link asked for in vain; nothing where all of it is there."""
    if url_state.sentences():
        place.warning("\n\n".join(plain(sentence) for sentence in url_state.sentences()))


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
    return Question(
        niveau,
        share / 100 if share != usual else None,
        _group_size(loaded, groep),
        assume,
        day=_day(loaded),
        age_limit=_age_limit(loaded),
    )


def _day(loaded: Tables) -> str:
    """Draw the choice of a day on which someone asks; empty for a whole year with the offer of today."""
    today = date.today()
    chosen = url_state.date(
        _("Op een bepaalde dag (leeg: een heel jaar)"),
        "dag",
        least=_years_from(today, -DAY_YEARS[0]),
        most=_years_from(today, DAY_YEARS[1]),
        place=st.sidebar,
        help=_(
            "Dan telt alleen aanbod dat die dag loopt en betaald is. Is een plafond bereikt, zijn de uren op of is het vol, "
            "dan is er geen plaats. Maak het veld leeg voor een heel jaar met het aanbod van vandaag."
        ),
    )
    if chosen:
        settings = Settings(on=chosen, day_view=True)
        st.info(_("U ziet {dag}: het aanbod dat op die dag loopt.").format(dag=day(chosen)), icon=":material/event:")
        if len(loaded["initiatief"]) and counted(loaded["initiatief"], settings).empty:
            st.warning(_("Op {dag} was of is er geen aanbod bekend. Kies een andere dag.").format(dag=day(chosen)))
    return chosen


def _years_from(today: date, years: int) -> date:
    """Return the same day so many years on; 29 February becomes 28 where it is not there."""
    try:
        return today.replace(year=today.year + years)
    except ValueError:
        return today.replace(year=today.year + years, day=28)


def _age_limit(loaded: Tables) -> int | None:
    """Draw the age on which sources disagree; None where no rule uses it or it stands at LEEFTIJDSGRENS."""
    moved = uses_limit(loaded["toegangsregel"])
    if not moved.any():
        return None
    side = st.sidebar
    limit = url_state.whole_number(
        _("Leeftijdsgrens: vanaf hoeveel jaar mag iedereen komen?"),
        "grens",
        least=LIMITS[0],
        most=LIMITS[1],
        default=LEEFTIJDSGRENS,
        place=side,
        help=_limit_sources(),
    )
    names = loaded["toegangsregel"].loc[moved, "initiatief"].nunique()
    if limit == LEEFTIJDSGRENS:
        words = ngettext(
            "Deze grens geldt voor {n} initiatief. Bronnen spreken elkaar tegen; schuif om te zien wat dat uitmaakt.",
            "Deze grens geldt voor {n} initiatieven. Bronnen spreken elkaar tegen; schuif om te zien wat dat uitmaakt.",
            names,
        )
        side.caption(words.format(n=number(names)))
        return None
    side.caption(_("Uw aanname: vanaf {age} jaar, in plaats van {usual}.").format(age=limit, usual=LEEFTIJDSGRENS))
    return limit


def _limit_sources() -> str:
    """Say which source says what of the age limit, and what the extremes mean."""
    return _(
        "Bronnen over geestelijke verzorging thuis verschillen. ‘Ouder dan 50 jaar’ schrijven Ruimte voor zingeving (2024, "
        "voetnoot 6) en de handreiking PLOEG 3 (inleiding). ‘50 jaar en ouder’ schrijft de factsheet Linking-Zin (2020, "
        "eerste alinea); die zegt ook dat de behoefte niet beperkt is tot 50-plussers. Bij 51 mag iemand van 50 niet komen; "
        "bij 18 geldt er voor volwassenen geen grens. Wie mag komen door een andere regel (niet meer beter worden, naaste), "
        "mag dat altijd."
    )


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
