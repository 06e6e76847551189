"""Draw the page Passendheid; all its numbers come from analysis/passendheid, as they may be shown."""

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.disclosure import COUNT_STEP_PEOPLE, MIN_COUNT_BIJZONDER_PEOPLE, MIN_COUNT_PEOPLE
from mapping.analysis.offer import counted
from mapping.analysis.passendheid.counts import (
    ANTWOORDEN,
    GEHEEL,
    INITIATIEF,
    REDEN,
    REGIE,
    REGIO,
    Evaluations,
    evaluations,
)
from mapping.analysis.settings import Settings
from mapping.model import IEDEREEN, UNIEK
from mapping.views import cached, count_bars, evidence, tables, url_state
from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.passendheid.rows import evaluated_rows, not_evaluated_rows
from mapping.views.sources import plain
from mapping.words import _, number

Lists = Mapping[str, Mapping[str, str]]

EVERY = ""
"""The choice of all evaluated initiatieven together."""

SEED = "Linking-Zin, factsheet Rotterdam e.o. (2020)"


@st.cache_resource(max_entries=8, show_spinner=False)
def published(where: Region) -> Evaluations:
    """Return what may be shown of evaluations: of the data as stored, whatever is chosen on the page."""
    return evaluations(cached.tables(where))


def draw(where: Region, choice: Choice, lists: Callable[[], Lists]) -> None:
    """Draw which initiatieven were evaluated, how they fit, why not, who chose, and what was published."""
    loaded, found = cached.tables(where), published(where)
    offer = counted(loaded["initiatief"], Settings(on=date.today().isoformat()))
    names = dict(zip(loaded["initiatief"]["initiatief"], loaded["initiatief"]["naam"], strict=True))
    inside = _inside(offer, loaded["gebied"], found.home, choice)
    known = [name for name in inside if name in set(found.evaluated)]
    left, right = st.columns(2)
    left.metric(_("Initiatieven met een evaluatie"), number(len(known)))
    right.metric(_("Niet geëvalueerd"), number(len(inside) - len(known)))
    st.write(
        _("Niet geëvalueerd is onbekend, niet slecht. Een laag cijfer zegt iets over de steun, niet over de mensen.")
    )
    group = IEDEREEN if choice.groep == UNIEK else choice.groep
    groups = {
        IEDEREEN: _("Iedereen die meedeed"),
        **dict(zip(loaded["subgroep"]["subgroep"], loaded["subgroep"]["naam"], strict=True)),
    }
    _evaluated(where, found, known, names, groups)
    one = _choose_one(found, known, names, groups)
    _answers(found, choice, one, group, groups, lists())
    st.header(_("Nog niet geëvalueerd"))
    rows = not_evaluated_rows([name for name in inside if name not in set(known)], names)
    with st.expander(_("Bekijk de {n} initiatieven zonder evaluatie").format(n=number(len(rows)))):
        tables.show(rows, key="passend-niet", alt=_("Initiatieven zonder evaluatie"), file_name="niet_geevalueerd.csv",
                    notes=tables.download_notes(where))  # fmt: skip
    _published()
    _evidence(where)


def _inside(offer: pd.DataFrame, gebied: pd.DataFrame, home: pd.Series, choice: Choice) -> list[str]:
    """Name the initiatieven of the chosen gebied or regio; one whose place is not known belongs to every regio."""
    if choice.gebied is not None:
        return list(offer.loc[offer["gebiedcode"] == choice.gebied, "initiatief"])
    if choice.regio is None:
        return list(offer["initiatief"])
    regio = offer["initiatief"].map(home)
    return list(offer.loc[(regio == choice.regio) | offer["gebiedcode"].isna(), "initiatief"])


def _evaluated(where: Region, found: Evaluations, known: list[str], names: Mapping, groups: Mapping) -> None:
    """Draw the table of evaluations, or say what to do where there are none."""
    st.header(_("Hoe passend vonden mensen de steun?"))
    if not known:
        st.info(
            _(
                "Voor deze keuze is er geen evaluatie bekend. Kies een andere regio, of voeg evaluaties toe bij Gegevens "
                "toevoegen, met het formulier ‘Passendheid’."
            )
        )
        return
    rows = evaluated_rows(found, known, names, groups)
    tables.show(rows, key="passend", alt=_("Evaluaties per initiatief en groep"), file_name="passendheid.csv",
                notes=(*tables.download_notes(where), hidden_words()))  # fmt: skip
    st.caption(hidden_words())
    st.caption(
        _(
            "Iemand kan in meer groepen vallen; tel deze rijen niet op. Cijfers op verschillende schalen zijn niet te "
            "vergelijken. Een gemiddelde waarbij iedereen hetzelfde antwoordde is ook verborgen."
        )
    )


def hidden_words() -> str:
    """Say what hidden means here, and from which number on a count is shown."""
    return _(
        "Verborgen: het gaat om te weinig mensen. Zo kan niemand herkend worden. Wij tonen een aantal en een gemiddelde vanaf "
        "{n} mensen (bij gezondheid, geloof of afkomst vanaf {m}) en ronden aantallen af op {step}. Soms is een groter "
        "getal ook verborgen, omdat het een klein getal zou verraden."
    ).format(n=number(MIN_COUNT_PEOPLE), m=number(MIN_COUNT_BIJZONDER_PEOPLE), step=number(COUNT_STEP_PEOPLE))


def _choose_one(found: Evaluations, known: list[str], names: Mapping, groups: Mapping) -> str:
    """Draw the choice of whose redenen are shown: all initiatieven together, or one of them; it lives in the URL."""
    ordered = sorted(known, key=lambda name: str(names.get(name, name)).lower())
    offered = {EVERY: _("Alle initiatieven samen"), **{name: names.get(name, name) for name in ordered}}
    one = url_state.select(_("Redenen en keuze bij"), offered, "passend_bij")
    if one != EVERY:
        asked = found.means.loc[found.means["initiatief"] == one, "subgroep"]
        told = _("Dit initiatief vroeg het aan: {groepen}. Kies een van deze groepen in het menu.")
        st.caption(plain(told.format(groepen=", ".join(groups.get(group, group) for group in asked))))
    return one


def _answers(found: Evaluations, choice: Choice, one: str, group: str, groups: Mapping, lists: Lists) -> None:
    """Draw the redenen and who chose, of one group, at one initiatief, over the regio or over all."""
    niveau, van = (GEHEEL, "") if choice.regio is None else (REGIO, choice.regio)
    if one != EVERY:
        niveau, van = INITIATIEF, one
    answered = found.table(ANTWOORDEN, niveau, van, group)
    name = groups.get(group, group)
    base = answered.iloc[0] if len(answered) else None
    told = "0" if base is None else count_bars.count_words(base["aantal"], base["merk"])
    left, right = st.columns(2)
    with left:
        st.header(_("Waarom paste het niet?"))
        st.write(plain(_("Groep: {group}. Mensen die antwoord gaven: {n}.").format(group=name, n=told)))
        _bars(found.table(REDEN, niveau, van, group), lists.get("passendheid_reden", {}), _("Reden"),
              _("Redenen waarom steun niet paste: {group}").format(group=name))  # fmt: skip
        st.caption(_("Iemand kan meer redenen geven. Daarom tellen deze getallen niet op tot het totaal."))
    with right:
        st.header(_("Wie koos de steun?"))
        st.write(plain(_("Groep: {group}. Mensen die antwoord gaven: {n}.").format(group=name, n=told)))
        _bars(found.table(REGIE, niveau, van, group), lists.get("regie", {}), _("Wie koos"),
              _("Wie de steun koos: {group}").format(group=name))  # fmt: skip
    if one != EVERY:
        st.caption(hidden_words())
    elif choice.gebied is not None:
        st.caption(_("Redenen en keuze tellen wij niet per wijk: dat zouden te weinig mensen zijn."))


def _bars(rows: pd.DataFrame, names: Mapping[str, str], head: str, title: str) -> None:
    """Draw counts by code, in the order of the list."""
    if rows.empty:
        st.info(
            _("Voor deze groep is dit niet gevraagd. Kies een andere groep in het menu, of ‘Alle levensvragen samen’.")
        )
        return
    order = {code: place for place, code in enumerate(names)}
    rows = rows.assign(naam=rows["code"].map(lambda code: names.get(code, code)))
    rows = rows.sort_values("code", key=lambda codes: codes.map(lambda code: order.get(code, len(order))))
    count_bars.draw(rows, head=head, counted=_("Mensen"), title=title)


def _published() -> None:
    """Say what the factsheet found on fitting and on who chooses; in own words, apart from the data of this file."""
    st.header(_("Wat is er al gepubliceerd?"))
    st.markdown(
        "\n".join(
            f"- {line}"
            for line in (
                _("Burgers waren wisselend tevreden over hoe passend de steun was. Redenen die zij noemden: een andere culturele "
                  "achtergrond, de manier van praten, geen goede afstemming, en praten waar zij liever iets deden."),
                _("De aanbieder bepaalde meestal welke steun er kwam, en dacht daarbij aan het eigen aanbod. Burgers wilden "
                  "graag zelf kiezen."),
                _("Samen overleggen over wat past, of samen terugkijken, kan de keuze meer bij de burger leggen."),
            )
        )
    )  # fmt: skip
    st.caption(_("Bron: {bron}, 55 gesprekken; geen cijfers in bron over hoe vaak dit voorkwam.").format(bron=SEED))


def _evidence(where: Region) -> None:
    """Draw how the numbers came about."""
    evidence.show(
        where,
        formula=_(
            "Per initiatief telt het laatste jaar met een evaluatie. Het gemiddelde komt van het initiatief zelf. Aantallen tellen "
            "wij op over initiatieven van dezelfde groep: wie bij twee initiatieven was, telt twee keer."
        ),
        inputs={},
        kind=_("gemeten (geteld door de initiatieven zelf; niet openbaar)"),
        basis=("passendheid", "passendheid_reden", "passendheid_regie"),
        about=subject_of(barrieres=("complexiteit", "continuiteit", "capaciteit_gesprekken")),
        sources=(SEED,),
    )
