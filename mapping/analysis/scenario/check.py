"""What of a scenario does not fit the data, change by change, as findings with what to do."""

from collections.abc import Callable

import pandas as pd

from mapping.analysis.offer import NOT_NOW
from mapping.analysis.population import cell_frame
from mapping.analysis.rules import admits_place
from mapping.analysis.scenario.changes import (
    AREAS,
    MOST_COST_PJ,
    MOST_PEOPLE_PJ,
    Add,
    AdmitPostcodes,
    Change,
    Close,
    LiftRules,
    Scenario,
    SetCapacity,
    is_amount,
)
from mapping.errors import Finding
from mapping.model import IEDEREEN, Abc, Gebiedsoort, Kanaal, WerkgebiedStand
from mapping.words import _, number

Tables = dict[str, pd.DataFrame]


def change_faults(tables: Tables, change: Change) -> list[Finding]:
    """Return what does not fit of one change, against the tables as they are when it is made; [] means that it fits."""
    return _FAULTS[type(change)](tables, change)


def contradictions(scenario: Scenario) -> list[Finding]:
    """Name what two changes of one scenario say differently of one initiatief, whatever their order."""
    closed = [change.initiatief for change in scenario.changes if isinstance(change, Close)]
    filled = [change.initiatief for change in scenario.changes if isinstance(change, SetCapacity)]
    other = {change.initiatief for change in scenario.changes if not isinstance(change, Close)}
    twice = [(_("Dit initiatief sluit twee keer"), name) for name in closed if closed.count(name) > 1]
    twice += [(_("De plaatsen van dit initiatief veranderen twee keer"), n) for n in filled if filled.count(n) > 1]
    both = [(_("Dit initiatief sluit, maar verandert ook"), name) for name in closed if name in other]
    cure = _("Haal één van de wijzigingen weg")
    return [Finding(message, value=name, cure=cure) for message, name in dict.fromkeys(twice + both)]


def _not_there(tables: Tables, name: str) -> list[Finding]:
    """Find an initiatief that is gone, or does not count now."""
    offer = tables["initiatief"]
    row = offer[offer["initiatief"] == name]
    if row.empty:
        cure = _("Haal deze wijziging weg, of kies een ander initiatief")
        return [Finding(_("Dit initiatief is er niet (meer)"), value=name, cure=cure)]
    if row["status"].iloc[0] in NOT_NOW:
        cure = _("Haal deze wijziging weg, of verander de status in de gegevens")
        return [Finding(_("Dit initiatief telt nu niet mee: het is gepland of gestopt"), value=name, cure=cure)]
    return []


def _admit_faults(tables: Tables, change: AdmitPostcodes) -> list[Finding]:
    """Find postcodes that are unknown or admitted already."""
    absent = _not_there(tables, change.initiatief)
    if absent:
        return absent
    if not change.postcodes:
        return [Finding(_("Er is geen postcode gekozen"), value=change.initiatief, cure=_("Kies er ten minste één"))]
    open_to = _admitted_postcodes(tables, change.initiatief)
    every = set(tables["cel"]["pc4"])
    found = []
    for pc4 in change.postcodes:
        if pc4 not in every:
            cure = _("Kies een postcode van deze regio")
            found.append(Finding(_("Deze postcode is niet in deze regio"), value=pc4, cure=cure))
        elif pc4 in open_to:
            message = _("Mensen uit deze postcode mogen hier al heen")
            found.append(Finding(message, value=pc4, cure=_("Haal deze postcode weg")))
    doubled = {pc4 for pc4 in change.postcodes if change.postcodes.count(pc4) > 1}
    found += [
        Finding(_("Deze postcode staat er twee keer"), value=p, cure=_("Haal er één weg")) for p in sorted(doubled)
    ]
    return found


def _admitted_postcodes(tables: Tables, name: str) -> set[str]:
    """Return the postcodes of which every cel is admitted."""
    offer = tables["initiatief"]
    one = offer[offer["initiatief"] == name].reset_index(drop=True)
    cellen = cell_frame(tables["cel"], tables["gebied"])
    admitted = pd.Series(admits_place(cellen, one, tables["werkgebied"]).toarray()[:, 0])
    every = admitted.groupby(cellen["pc4"].to_numpy()).all()
    return set(every.index[every])


def _lift_faults(tables: Tables, change: LiftRules) -> list[Finding]:
    """Find rules that are not there to lift."""
    absent = _not_there(tables, change.initiatief)
    if absent:
        return absent
    found = []
    cure = _("Haal deze wijziging weg")
    if not (change.place or change.person):
        found.append(Finding(_("Er is geen regel gekozen"), value=change.initiatief, cure=cure))
    if change.place and not _has_place_rule(tables, change.initiatief):
        message = _("Dit initiatief heeft geen bekende regel over woonplaats")
        found.append(Finding(message, value=change.initiatief, cure=cure))
    if change.person and change.initiatief not in set(tables["toegangsregel"]["initiatief"]):
        message = _("Dit initiatief heeft geen bekende regel over de persoon")
        found.append(Finding(message, value=change.initiatief, cure=cure))
    return found


def _has_place_rule(tables: Tables, name: str) -> bool:
    """Tell whether an initiatief names the places that it works for, and not the whole country."""
    offer, areas = tables["initiatief"], tables["werkgebied"]
    stand = offer.loc[offer["initiatief"] == name, "werkgebied_stand"].iloc[0]
    kinds = set(areas.loc[areas["initiatief"] == name, "gebiedsoort"])
    return stand == WerkgebiedStand.LIJST and Gebiedsoort.LANDELIJK.value not in kinds


def _amount_faults(name: str, people_pj: float | None, cost_pj: float | None) -> list[Finding]:
    """Find numbers that cannot be; None is unknown."""
    found = []
    if people_pj is not None and not is_amount(people_pj, most=MOST_PEOPLE_PJ):
        cure = _("Schrijf een getal van 0 tot en met {most}").format(most=number(MOST_PEOPLE_PJ))
        found.append(Finding(_("Zoveel mensen per jaar kan niet"), value=f"{name}: {people_pj}", cure=cure))
    if cost_pj is not None and not is_amount(cost_pj, most=MOST_COST_PJ):
        cure = _("Schrijf een getal van 0 tot en met {most}").format(most=number(MOST_COST_PJ))
        found.append(Finding(_("Zoveel euro per jaar kan niet"), value=f"{name}: {cost_pj}", cure=cure))
    return found


def _capacity_faults(tables: Tables, change: SetCapacity) -> list[Finding]:
    """Find an initiatief that is gone or gives no places, and numbers that cannot be."""
    found = _not_there(tables, change.initiatief)
    if not found:
        offer = tables["initiatief"]
        counts = offer.loc[offer["initiatief"] == change.initiatief, "telt_als_plaats"].fillna(True).iloc[0]
        if not counts:
            cure = _("Haal deze wijziging weg")
            found.append(Finding(_("Dit initiatief geeft geen plaatsen"), value=change.initiatief, cure=cure))
    if change.people_pj is None:
        cure = _("Schrijf een getal van 0 tot en met {most}").format(most=number(MOST_PEOPLE_PJ))
        found.append(Finding(_("Het aantal mensen per jaar ontbreekt"), value=change.initiatief, cure=cure))
    return found + _amount_faults(change.initiatief, change.people_pj, change.cost_pj)


def _add_faults(tables: Tables, change: Add) -> list[Finding]:
    """Find what an added initiatief lacks, or has that is not there."""
    found = _amount_faults(change.initiatief, change.people_pj, change.cost_pj)
    known = set(tables["initiatief"]["initiatief"])
    groups = {*tables["subgroep"]["subgroep"], IEDEREEN}
    kinds = {kanaal.value for kanaal in Kanaal}
    places = set(tables["cel"]["pc4"]) | set(tables["cel"]["gebiedcode"])
    tests = (
        (change.initiatief in known, _("Er is al een initiatief met deze code"), change.initiatief),
        (not change.naam.strip(), _("Het nieuwe initiatief heeft geen naam"), change.initiatief),
        (change.place not in places, _("Deze plek is niet in deze regio"), change.place),
        (not change.kanalen or not set(change.kanalen) <= kinds, _("Hoe mensen er komen, is niet bekend"), change.naam),
        (change.abc not in {level.value for level in Abc}, _("Dit niveau bestaat niet"), change.abc),
        (not change.subgroepen or not set(change.subgroepen) <= groups, _("Deze groep is er niet (meer)"),
         ", ".join(sorted(set(change.subgroepen) - groups))),
        (change.area not in AREAS, _("Dit werkgebied bestaat niet"), change.area),
    )  # fmt: skip
    cure = _("Haal deze wijziging weg en voeg het initiatief opnieuw toe")
    return found + [Finding(message, value=value, cure=cure) for wrong, message, value in tests if wrong]


def _close_faults(tables: Tables, change: Close) -> list[Finding]:
    """Find an initiatief that is gone or has stopped already."""
    return _not_there(tables, change.initiatief)


_FAULTS: dict[type[Change], Callable[[Tables, Change], list[Finding]]] = {
    AdmitPostcodes: _admit_faults,
    LiftRules: _lift_faults,
    SetCapacity: _capacity_faults,
    Add: _add_faults,
    Close: _close_faults,
}
