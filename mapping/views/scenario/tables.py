"""The tables of a scenario's effect: the five parts, per groep, who gains, whose places thin out, per initiatief."""

import numpy as np
import pandas as pd
import streamlit as st

from mapping.analysis.publish import shown_people
from mapping.analysis.scenario.changes import Scenario
from mapping.analysis.scenario.effect import Effect, changed_offer, gains, losses, parts
from mapping.analysis.scenario.public import public_changes, public_parts
from mapping.model import UNIEK, Merk, Soort
from mapping.reports.sentences import PART_WORDS
from mapping.views import cached, tables
from mapping.views.cached import Region
from mapping.views.charts import FIELDS
from mapping.views.filters import Choice, gebied_names, group_names
from mapping.words import _, number

SHOWN_PARTS = tuple(FIELDS)
"""The five parts in the order of the screen."""


def notes(where: Region, scenario: Scenario) -> tuple[str, ...]:
    """Return what a download says of itself: that it is a scenario, which one, and what every file says."""
    name = scenario.name or _("zonder naam")
    said = _("Scenario ‘{name}’: een berekening van wat er zou veranderen, geen meting.").format(name=name)
    return (said, *tables.download_notes(where))


def five_parts(where: Region, choice: Choice, found: Effect, scenario: Scenario) -> None:
    """Draw the five parts of the chosen groep before, after, and their difference."""
    exact = parts(found, regio=choice.regio, subgroep=choice.groep)
    shown = public_parts(exact, _soort(found, choice.groep)).iloc[0]
    rows = pd.DataFrame(
        {
            _("Deel van de vraag"): [_(PART_WORDS[part]) for part in SHOWN_PARTS],
            _("Nu"): [shown[f"{part}_voor"] for part in SHOWN_PARTS],
            _("Met dit scenario"): [shown[f"{part}_na"] for part in SHOWN_PARTS],
            _("Verschil"): [shown[f"{part}_verschil"] for part in SHOWN_PARTS],
        }
    )
    alt = _("De vijf delen van de vraag, nu en met dit scenario")
    tables.show(rows, key="scenario-delen", alt=alt, file_name="scenario-delen.csv", notes=notes(where, scenario))
    st.caption(_("Nu, straks en verschil zijn elk apart afgerond."))


def _soort(found: Effect, groep: str) -> str:
    """Return the weakest soort of the vraag of a groep."""
    kinds = set(found.gebieden.loc[found.gebieden["subgroep"] == groep, "soort"].dropna())
    return next((soort.value for soort in reversed(Soort) if soort in kinds), Soort.AANNAME.value)


def per_groep(where: Region, choice: Choice, found: Effect, scenario: Scenario) -> None:
    """Draw every groep with what changes for it."""
    names = group_names(cached.tables(where)["subgroep"])
    exact = parts(found, regio=choice.regio)
    shown = pd.concat([public_parts(exact.loc[[groep]], _soort(found, groep)) for groep in exact.index])
    columns = {
        _("Groep"): [names.get(groep, groep) for groep in shown.index],
        _("Willen steun per jaar"): shown["vraag"],
    }
    for part in SHOWN_PARTS:
        columns[_("{deel}: nu").format(deel=_(PART_WORDS[part]))] = shown[f"{part}_voor"]
        columns[_("{deel}: verschil").format(deel=_(PART_WORDS[part]))] = shown[f"{part}_verschil"]
    tables.show(
        pd.DataFrame(columns).reset_index(drop=True), key="scenario-groepen", alt=_("Wat er per groep verandert"),
        file_name="scenario-groepen.csv", notes=notes(where, scenario),
    )  # fmt: skip
    st.caption(_("Iemand kan in meer groepen vallen; tel deze rijen niet op."))


def changed_rows(where: Region, choice: Choice, found: Effect, *, better: bool) -> pd.DataFrame:
    """Return the public rows gebied × groep that gain, or whose places thin out; most people first, `uniek` before groepen."""
    loaded = cached.tables(where)
    rows = found.gebieden if choice.regio is None else found.gebieden[found.gebieden["regio"] == choice.regio]
    kept = (gains if better else losses)(rows)
    shown = public_changes(rows, loaded["subgroep"]).loc[kept.index]
    return shown[shown["merk"] == Merk.GEEN]


def who(where: Region, choice: Choice, found: Effect, scenario: Scenario, *, better: bool) -> None:
    """Draw who gains or whose places thin out, per gebied and groep; say so where it is nobody."""
    shown = changed_rows(where, choice, found, better=better)
    if shown.empty:
        st.write(_("Niemand, voor zover wij kunnen rekenen.") if better else _("Nergens worden het er minder."))
        return
    loaded = cached.tables(where)
    first = (shown["subgroep"] != UNIEK).to_numpy()
    shown = shown.iloc[np.argsort(first, kind="stable")]
    rows = pd.DataFrame(
        {
            _("Gebied"): shown["gebiedcode"].map(gebied_names(loaded["gebied"])),
            _("Groep"): shown["subgroep"].map(group_names(loaded["subgroep"])),
            _("Krijgen plaats: nu"): shown["bediend_voor"],
            _("Krijgen plaats: verschil"): shown["bediend_verschil"],
            _("Mogen er niet heen: verschil"): shown["uitgesloten_verschil"],
            _("Geen aanbod in de buurt: verschil"): shown["buiten_bereik_verschil"],
        }
    ).reset_index(drop=True)
    alt = _("Wie er beter van wordt") if better else _("Waar plaatsen dunner worden")
    key = "scenario-winst" if better else "scenario-verlies"
    tables.show(rows, key=key, alt=alt, file_name=f"{key}.csv", notes=notes(where, scenario), height=340)


def per_initiatief(where: Region, found: Effect, scenario: Scenario) -> None:
    """Draw the initiatieven that help more or fewer people."""
    rows = changed_offer(found)
    if rows.empty:
        st.write(_("Elk initiatief helpt even veel mensen als nu."))
        return
    before, after = (shown_people(rows[when].to_numpy(dtype=float), Soort.AANNAME) for when in ("voor", "na"))
    change = shown_people((rows["na"].fillna(0.0) - rows["voor"].fillna(0.0)).to_numpy(dtype=float), Soort.AANNAME)
    shown = pd.DataFrame(
        {
            _("Initiatief"): rows["naam"].to_numpy(),
            _("Helpt nu (mensen per jaar)"): before,
            _("Met dit scenario"): after,
            _("Verschil"): change + 0.0,
            _("Wat er gebeurt"): [_happens(old, new) for old, new in zip(before, after, strict=True)],
        }
    )
    alt = _("Mensen per initiatief, nu en met dit scenario")
    tables.show(shown, key="scenario-aanbod", alt=alt, file_name="scenario-aanbod.csv", notes=notes(where, scenario))


def _happens(before: float, after: float) -> str:
    if np.isnan(before):
        return _("begint")
    if np.isnan(after):
        return _("sluit")
    return _("helpt meer mensen") if after > before else _("helpt minder mensen")


def per_gebied(where: Region, scenario: Scenario, rows: pd.DataFrame, part: str, texts: dict[str, str]) -> None:
    """Draw the facts of the map as a table: public rows of one groep, with the change as the map says it."""
    loaded = cached.tables(where)
    column = _(PART_WORDS[part])
    shown = pd.DataFrame(
        {
            _("Gebied"): rows["gebiedcode"].map(gebied_names(loaded["gebied"])),
            _("{deel}: nu").format(deel=column): rows[f"{part}_voor"],
            _("{deel}: straks").format(deel=column): rows[f"{part}_na"],
            _("Verschil"): rows[f"{part}_verschil"],
            _("Van elke 100 die steun willen"): rows["gebiedcode"].map(texts),
        }
    ).reset_index(drop=True)
    tables.show(
        shown, key="scenario-gebieden", alt=_("Wat er per gebied verandert"), file_name="scenario-gebieden.csv",
        notes=notes(where, scenario), height=340,
    )  # fmt: skip
    st.caption(_("{n} gebieden. Voor, na en verschil zijn elk apart afgerond.").format(n=number(len(shown))))
