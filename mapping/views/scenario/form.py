"""The form of one change: choose its kind, then only the fields that matter for it."""

from collections.abc import Callable

import streamlit as st

from mapping.analysis.offer import landelijk
from mapping.analysis.scenario.changes import (
    AREAS,
    LONGEST_NAME,
    MOST_COST_PJ,
    MOST_PEOPLE_PJ,
    Add,
    AdmitPostcodes,
    Change,
    Close,
    LiftRules,
    Scenario,
    ScenarioError,
    SetCapacity,
    clean_name,
)
from mapping.analysis.scenario.options import free_identifier, shut_out_by_postcode
from mapping.model import IEDEREEN, MIN_OMVANG, Abc, Kanaal
from mapping.reports.scenario_words import ABC_WORDS, AREA_WORDS, KANAAL_WORDS, place_words
from mapping.reports.sentences import people
from mapping.views import cached
from mapping.views.cached import Region
from mapping.views.filters import Choice, gebied_names
from mapping.views.scenario import cache as scenario_cache
from mapping.views.scenario import state as scenario_state
from mapping.views.sources import plain
from mapping.words import N_, _, number

KINDS = {
    "admit": N_("Postcodes toelaten"),
    "lift": N_("Een regel schrappen"),
    "capacity": N_("Meer of minder plaatsen"),
    "add": N_("Een initiatief beginnen"),
    "close": N_("Een initiatief sluiten"),
}


def draw(where: Region, choice: Choice, scenario: Scenario) -> None:
    """Draw the form; a change that fits is added and the page starts anew, one that does not gives its sentences."""
    turn = len(scenario.changes)
    kind = st.selectbox(
        _("Wat verandert er?"), list(KINDS), format_func=lambda code: _(KINDS[code]), key=f"scenario-soort-{turn}"
    )
    change = _FIELDS[kind](where, choice, scenario, f"scenario-{turn}-{kind}")
    if not st.button(
        _("Voeg toe aan het scenario"), icon=":material/add:", key=f"scenario-erbij-{turn}", type="primary"
    ):
        return
    if change is None:
        st.warning(_("Vul eerst de velden hierboven in."))
        return
    longer = scenario.with_change(change)
    try:
        scenario_cache.changed_tables(where, choice.question, longer)
    except ScenarioError as error:
        for finding in error.findings:
            st.warning(plain(finding.sentence()))
        return
    scenario_state.keep(longer)
    st.rerun()


def _choose_initiatief(where: Region, choice: Choice, key: str, *, only: set[str] | None = None) -> str | None:
    """Draw the choice of an initiatief that counts now; None where there is none."""
    rows = cached.outcome(where, choice.question).initiatief
    names = dict(zip(rows["initiatief"], rows["naam"], strict=True))
    codes = sorted((code for code in names if only is None or code in only), key=lambda code: names[code].lower())
    if not codes:
        st.caption(_("Er is geen initiatief waarvoor dit kan."))
        return None
    return st.selectbox(_("Initiatief"), codes, format_func=names.get, key=f"{key}-initiatief")


def _admit(where: Region, choice: Choice, scenario: Scenario, key: str) -> AdmitPostcodes | None:
    """Draw an initiatief and the postcodes in reach that it does not admit, those with most people first."""
    listed = set(cached.asked_tables(where, choice.question)["werkgebied"]["initiatief"])
    initiatief = _choose_initiatief(where, choice, key, only=listed)
    if initiatief is None:
        return None
    run, loaded = cached.outcome(where, choice.question), cached.tables(where)
    shut_out = shut_out_by_postcode(run, initiatief, regio=choice.regio)
    if shut_out.empty:
        st.caption(_("Alle postcodes in de buurt van dit initiatief zijn al toegelaten."))
        return None

    def label(pc4: str) -> str:
        known = place_words(pc4, loaded)
        if shut_out[pc4] < MIN_OMVANG:
            return known
        return _("{plek}: ongeveer {n} mensen mogen nu nergens heen").format(plek=known, n=people(shut_out[pc4]))

    chosen = st.multiselect(
        _("Postcodes in de buurt die nu niet mogen"), list(shut_out.index), format_func=label,
        key=f"{key}-{initiatief}-postcodes", placeholder=_("Kies postcodes"),
        help=_("Bovenaan staan de postcodes waar de meeste mensen nu door een regel nergens heen mogen."),
    )  # fmt: skip
    return AdmitPostcodes(initiatief, tuple(sorted(chosen))) if chosen else None


def _lift(where: Region, choice: Choice, scenario: Scenario, key: str) -> LiftRules | None:
    """Draw an initiatief with rules, and which of them go."""
    loaded = cached.asked_tables(where, choice.question)
    place, person = set(loaded["werkgebied"]["initiatief"]), set(loaded["toegangsregel"]["initiatief"])
    initiatief = _choose_initiatief(where, choice, key, only=place | person)
    if initiatief is None:
        return None
    first = initiatief in place and st.checkbox(
        _("De regel over woonplaats (postcode, wijk of gemeente)"), value=True, key=f"{key}-{initiatief}-plaats"
    )
    second = initiatief in person and st.checkbox(
        _("De regels over de persoon (leeftijd of andere eis)"),
        value=initiatief not in place,
        key=f"{key}-{initiatief}-persoon",
    )
    return LiftRules(initiatief, place=first, person=second) if first or second else None


def _capacity(where: Region, choice: Choice, scenario: Scenario, key: str) -> SetCapacity | None:
    """Draw an initiatief, how many people it can then help, and what that costs."""
    initiatief = _choose_initiatief(where, choice, key)
    if initiatief is None:
        return None
    loaded = cached.asked_tables(where, choice.question)
    row = loaded["initiatief"][loaded["initiatief"]["initiatief"] == initiatief]
    now = row["capaciteit_pj"].iloc[0]
    known = now == now and now is not None
    st.caption(
        _("Nu: {n} mensen per jaar.").format(n=number(now))
        if known
        else _("Nu is niet bekend hoeveel mensen het kan helpen.")
    )
    if landelijk(row, loaded["werkgebied"])[0]:
        st.caption(
            _(
                "Dit initiatief werkt voor heel Nederland. Vul het aantal voor het hele land in; de regio krijgt haar deel."
            )
        )
    amount = st.number_input(
        _("Mensen per jaar"), min_value=0, max_value=MOST_PEOPLE_PJ, value=round(now) if known else None, step=1,
        key=f"{key}-{initiatief}-mensen",
    )  # fmt: skip
    cost = _cost(_("Wat dit extra kost, euro per jaar (als u het weet)"), f"{key}-{initiatief}-kosten")
    return SetCapacity(initiatief, float(amount), cost) if amount is not None else None


def _cost(label: str, key: str) -> float | None:
    """Draw the field for euro per year; None where it is left empty."""
    cost = st.number_input(
        label, min_value=0, max_value=MOST_COST_PJ, value=None, step=1000, key=key,
        help=_("Het bedrag dat een gemeente of fonds betaalt, niet wat een bezoeker betaalt."),
    )  # fmt: skip
    return None if cost is None else float(cost)


def _places(where: Region, choice: Choice) -> dict[str, str]:
    """Return where something new may stand in the chosen regio: its gebieden with people, and their postcodes."""
    loaded = cached.tables(where)
    gebied = loaded["gebied"] if choice.regio is None else loaded["gebied"][loaded["gebied"]["regio"] == choice.regio]
    cel = loaded["cel"][loaded["cel"]["gebiedcode"].isin(gebied["gebiedcode"])]
    inhabited = gebied[gebied["gebiedcode"].isin(cel["gebiedcode"])]
    return gebied_names(inhabited).to_dict() | {pc4: place_words(pc4, loaded) for pc4 in sorted(set(cel["pc4"]))}


def _add(where: Region, choice: Choice, scenario: Scenario, key: str) -> Add | None:
    """Draw what a new initiatief is, where, for whom, and how many people it can help."""
    loaded, places = cached.tables(where), _places(where, choice)
    groups = {
        IEDEREEN: _("alle groepen"),
        **dict(zip(loaded["subgroep"]["subgroep"], loaded["subgroep"]["naam"], strict=True)),
    }
    naam = st.text_input(_("Naam van het initiatief"), max_chars=LONGEST_NAME, key=f"{key}-naam")
    start = list(places).index(choice.gebied) if choice.gebied in places else 0
    place = st.selectbox(
        _("Plek: gebied of postcode"), list(places), index=start, format_func=places.get, key=f"{key}-plek"
    )
    left, right = st.columns(2)
    kanalen = left.multiselect(
        _("Hoe mensen er komen"), [kind.value for kind in Kanaal], default=[Kanaal.OP_LOCATIE.value],
        format_func=lambda kind: _(KANAAL_WORDS[kind]), key=f"{key}-kanaal", placeholder=_("Kies"),
    )  # fmt: skip
    abc = right.selectbox(
        _("Soort steun"),
        [level.value for level in Abc],
        index=1,
        format_func=lambda level: _(ABC_WORDS[level]),
        key=f"{key}-abc",
    )
    subgroepen = left.multiselect(
        _("Voor welke groepen"),
        list(groups),
        default=[IEDEREEN],
        format_func=groups.get,
        key=f"{key}-groep",
        placeholder=_("Kies"),
    )
    area = right.selectbox(
        _("Wie mag er komen"), AREAS, format_func=lambda kind: _(AREA_WORDS[kind]), key=f"{key}-gebied"
    )
    amount = left.number_input(
        _("Mensen per jaar (leeg: onbekend)"),
        min_value=0,
        max_value=MOST_PEOPLE_PJ,
        value=None,
        step=1,
        key=f"{key}-mensen",
    )
    with right:
        cost = _cost(_("Kosten, euro per jaar (als u het weet)"), f"{key}-kosten")
    if not (clean_name(naam) and kanalen and subgroepen and place):
        return None
    taken = {*loaded["initiatief"]["initiatief"], *(change.initiatief for change in scenario.changes)}
    return Add(
        free_identifier(taken), clean_name(naam), place, tuple(kanalen), abc, tuple(subgroepen),
        None if amount is None else float(amount), area, cost,
    )  # fmt: skip


def _close(where: Region, choice: Choice, scenario: Scenario, key: str) -> Close | None:
    """Draw the initiatief that stops."""
    initiatief = _choose_initiatief(where, choice, key)
    return Close(initiatief) if initiatief is not None else None


_FIELDS: dict[str, Callable[[Region, Choice, Scenario, str], Change | None]] = {
    "admit": _admit,
    "lift": _lift,
    "capacity": _capacity,
    "add": _add,
    "close": _close,
}
