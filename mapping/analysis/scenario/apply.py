"""Carry out a scenario on the tables of a region: new tables come back, those that were given stay as they are.

Every change is checked against the tables as the changes before it left them; all findings come back at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from mapping.analysis.offer import LIST_MARK
from mapping.analysis.population import cell_frame
from mapping.analysis.scenario.changes import (
    EVERYONE,
    Add,
    AdmitPostcodes,
    Change,
    Close,
    LiftRules,
    Scenario,
    ScenarioError,
    SetCapacity,
)
from mapping.analysis.scenario.check import Tables, change_faults, contradictions
from mapping.model import Abc, Gebiedsoort, Regelsoort, WerkgebiedStand
from mapping.words import _

BRON = "scenario"
"""The bron of every row that a scenario adds: nobody measured it."""

PERSONS_PER_YEAR = "personen per jaar"
"""The unit in which a scenario states capacity."""

EVERY_AGE = "0"
"""The minimum age that everybody meets; it cuts no band."""

KIND_OF_PROVIDER = {Abc.A: "vrijwilligers", Abc.B: "welzijn", Abc.C: "gv bij organisatie"}
"""The aanbiederssoort of an added initiatief: the most common one of its level; it only matters for the setting `aanname`."""


def apply(tables: Mapping[str, pd.DataFrame], scenario: Scenario) -> Tables:
    """Return the tables of a region as they are after the changes; cellen, bands and vraag stay the same.

    Nothing in `tables` changes; tables that no change touches are the same objects. Raises ScenarioError with every
    finding where a change does not fit: an initiatief that is gone, an unknown postcode, a negative number, a postcode
    that is admitted already.
    """
    made, findings = dict(tables), contradictions(scenario)
    for change in scenario.changes:
        found = change_faults(made, change)
        findings += found
        if not found:
            made = _CARRY_OUT[type(change)](made, change)
    if findings:
        names = names_of(tables, scenario)
        findings = [replace(finding, value=names.get(finding.value, finding.value)) for finding in findings]
        raise ScenarioError(list(dict.fromkeys(findings)))
    return made


def remarks(tables: Mapping[str, pd.DataFrame], scenario: Scenario) -> list[str]:
    """Return what fits but may not be meant, in sentences."""
    names = names_of(tables, scenario)
    said = []
    for change in scenario.changes:
        name = names.get(change.initiatief, change.initiatief)
        if isinstance(change, SetCapacity | Add) and change.people_pj == 0:
            said.append(_("{naam} krijgt 0 plaatsen: het telt mee als aanbod, maar helpt niemand.").format(naam=name))
        if isinstance(change, Add) and change.people_pj is None:
            said.append(_("Van {naam} is niet bekend hoeveel mensen het kan helpen.").format(naam=name))
    return said


def names_of(tables: Mapping[str, pd.DataFrame], scenario: Scenario) -> dict[str, str]:
    """Return initiatief → naam, with those that the scenario adds."""
    added = {change.initiatief: change.naam for change in scenario.changes if isinstance(change, Add)}
    offer = tables["initiatief"]
    return {**dict(zip(offer["initiatief"], offer["naam"], strict=True)), **added}


def _admit(tables: Tables, change: AdmitPostcodes) -> Tables:
    """Add the postcodes to the werkgebied."""
    rows = [
        {"initiatief": change.initiatief, "gebiedsoort": Gebiedsoort.PC4.value, "code": pc4}
        for pc4 in change.postcodes
        if not _listed(tables, change.initiatief, pc4)
    ]
    return {**tables, "werkgebied": _with_rows(tables["werkgebied"], rows, _day(tables))}


def _listed(tables: Tables, name: str, pc4: str) -> bool:
    """Tell whether a postcode stands in the list of an initiatief."""
    areas = tables["werkgebied"]
    return bool(((areas["initiatief"] == name) & (areas["code"] == pc4)).any())


def _lift(tables: Tables, change: LiftRules) -> Tables:
    """Drop the rule of place; beside the rules of the person, put one that everybody meets.

    The rules of the person stay in the table, as the bands of `vraag` are cut at their ages: before and after then have
    the same groups, and one alternatief that holds is enough to be let in.
    """
    made = dict(tables)
    if change.place:
        areas = tables["werkgebied"]
        made["werkgebied"] = areas[areas["initiatief"] != change.initiatief].reset_index(drop=True)
        made["initiatief"] = _changed(made, change.initiatief, werkgebied_stand=WerkgebiedStand.GEEN_BEPERKING.value)
    if change.person:
        rules = tables["toegangsregel"]
        last = int(rules.loc[rules["initiatief"] == change.initiatief, "alternatief"].max())
        row = {
            "initiatief": change.initiatief,
            "alternatief": last + 1,
            "soort": Regelsoort.MIN_LEEFTIJD.value,
            "waarde": EVERY_AGE,
        }
        made["toegangsregel"] = _with_rows(rules, [row], _day(tables))
    return made


def _set_capacity(tables: Tables, change: SetCapacity) -> Tables:
    """Replace what an initiatief says of its places; a ceiling that was reached moves with it, and so does being full."""
    stated = {
        "status": "actief",
        "capaciteit": float(change.people_pj),
        "capaciteit_eenheid": PERSONS_PER_YEAR,
        "capaciteit_pj": float(change.people_pj),
        "uren_over": np.nan,
        "plafond_bereikt_op": None,
    }
    return {**tables, "initiatief": _changed(tables, change.initiatief, **stated)}


def _close(tables: Tables, change: Close) -> Tables:
    """Stop an initiatief; its rows stay, so that a list can still name it."""
    return {**tables, "initiatief": _changed(tables, change.initiatief, status="gestopt")}


def _changed(tables: Tables, name: str, **values: object) -> pd.DataFrame:
    """Return the offer with other values in one row."""
    offer = tables["initiatief"].copy()
    row = offer["initiatief"] == name
    for column, value in values.items():
        offer.loc[row, column] = value
    return offer


def _add(tables: Tables, change: Add) -> Tables:
    """Add an initiatief with its groepen and werkgebied, at the cel of its place where most people live."""
    cel = _main_cel(tables, change.place)
    row = {
        "initiatief": change.initiatief,
        "naam": change.naam,
        "organisatie": BRON,
        "aanbiederssoort": KIND_OF_PROVIDER[Abc(change.abc)],
        "kanaal": LIST_MARK.join(change.kanalen),
        "abc": change.abc,
        "capaciteit": change.people_pj,
        "capaciteit_eenheid": None if change.people_pj is None else PERSONS_PER_YEAR,
        "capaciteit_pj": change.people_pj,
        "telt_als_plaats": True,
        "verwijzing_nodig": "nee",
        "werkgebied_stand": EVERYONE if change.area == EVERYONE else WerkgebiedStand.LIJST.value,
        "status": "actief",
        "pc4": cel["pc4"],
        "gebiedcode": cel["gebiedcode"],
        "voorbeeld": False,
        "geometry": cel["geometry"],
    }
    kinds = [{"initiatief": change.initiatief, "subgroep": s, "nadruk": "ook voor"} for s in change.subgroepen]
    day = _day(tables)
    made = {
        **tables,
        "initiatief": _with_rows(tables["initiatief"], [row], day),
        "initiatief_subgroep": _with_rows(tables["initiatief_subgroep"], kinds, day),
        "organisatie": _with_scenario_organisatie(tables["organisatie"], day),
    }
    if change.area != EVERYONE:
        column = {"wijk": "gebiedcode", "gemeente": "gemeentecode", "regio": "regio"}[change.area]
        area = {"initiatief": change.initiatief, "gebiedsoort": change.area, "code": cel[column]}
        made["werkgebied"] = _with_rows(tables["werkgebied"], [area], day)
    return made


def _main_cel(tables: Tables, place: str) -> pd.Series:
    """Return the cel of a gebied or postcode where most people live, with its gemeente and regio."""
    cellen = cell_frame(tables["cel"], tables["gebied"])
    inside = cellen[(cellen["gebiedcode"] == place) | (cellen["pc4"] == place)]
    return inside.loc[inside["inwoners"].astype("float64").fillna(0.0).idxmax()]


def _with_scenario_organisatie(organisatie: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return the organisaties with the one that every added initiatief belongs to."""
    if (organisatie["organisatie"] == BRON).any():
        return organisatie
    return _with_rows(organisatie, [{"organisatie": BRON, "naam": BRON}], day)


def _day(tables: Tables) -> str:
    """Return the peildatum of added rows: the last of the offer, or of the gebieden where there is no offer."""
    offer = tables["initiatief"]
    return str((offer if len(offer) else tables["gebied"])["peildatum"].max())


def _with_rows(table: pd.DataFrame, rows: list[dict], day: str) -> pd.DataFrame:
    """Return the table with rows under it, in its own dtypes; what they do not name is missing."""
    if not rows:
        return table
    noted = [{"bron": BRON, "peildatum": day, **row} for row in rows]
    columns = {}
    for name in table.columns:
        values = [row.get(name) for row in noted]
        columns[name] = (
            gpd.GeoSeries(values, crs=table.crs) if name == "geometry" else pd.Series(values, dtype=table[name].dtype)
        )
    below = pd.DataFrame(columns)
    if isinstance(table, gpd.GeoDataFrame):
        below = gpd.GeoDataFrame(below, geometry="geometry", crs=table.crs)
    return below if table.empty else pd.concat([table, below], ignore_index=True)


_CARRY_OUT: dict[type[Change], Callable[[Tables, Change], Tables]] = {
    AdmitPostcodes: _admit,
    LiftRules: _lift,
    SetCapacity: _set_capacity,
    Add: _add,
    Close: _close,
}
