"""Rules: whom an initiatief suits, which persons it admits and which places (method.md section 3).

Personal rules are alternatives of conditions: AND within an alternatief, OR between them. A condition that the data
cannot decide (geslacht, geloof, which language someone speaks) is neither true nor false: it admits, and the places are
then unknown for those groups. Verwijzing never bars; it is shown.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mapping.analysis.offer import by_initiatief
from mapping.model import IEDEREEN, Gebiedsoort, Regelsoort, Rol, WerkgebiedStand

FALSE, UNDECIDED, TRUE = 0.0, 0.5, 1.0
"""Kleene's three truth values: AND is the minimum, OR the maximum."""

TAAL_SUBGROEP = "taal"
"""The kenmerk of people who do not speak enough Dutch: for them the talen of an initiatief decide."""

NEDERLANDS = "nederlands"


@dataclass(frozen=True)
class PersonalRules:
    """Truth of the personal rules, (initiatieven × groups) each: age and palliatief together, language, and both."""

    alternatives: np.ndarray
    language: np.ndarray

    @property
    def truth(self) -> np.ndarray:
        """Return the rules together."""
        return np.minimum(self.alternatives, self.language)

    @property
    def admits(self) -> np.ndarray:
        """Tell who is admitted; what cannot be decided admits."""
        return self.truth > FALSE

    @property
    def undecided(self) -> np.ndarray:
        """Tell for whom the data cannot decide."""
        return self.truth == UNDECIDED


def suits(initiatief: pd.DataFrame, initiatief_subgroep: pd.DataFrame, groepen: pd.DataFrame) -> np.ndarray:
    """Tell which initiatief is meant for which groep (bool, initiatieven × groups).

    A levensvraag must be named, or "iedereen". A kenmerk is suited by every initiatief for a levensvraag, for
    "iedereen" or for that kenmerk.
    """
    named = by_initiatief(initiatief_subgroep, "subgroep", initiatief)
    life = set(groepen.loc[groepen["rol"] == Rol.LEVENSVRAAG, "subgroep"])
    kinds = groepen["subgroep"].to_numpy(dtype=object)
    is_kenmerk = (groepen["rol"] == Rol.KENMERK).to_numpy()
    table = np.zeros((len(initiatief), len(groepen)), dtype=bool)
    for row, name in enumerate(initiatief["initiatief"]):
        subgroepen = set(named[name])
        if IEDEREEN in subgroepen:
            table[row] = True
            continue
        table[row] = np.isin(kinds, list(subgroepen))
        if subgroepen & life:
            table[row] |= is_kenmerk
    return table


def personal_rules(
    initiatief: pd.DataFrame, toegangsregel: pd.DataFrame, initiatief_taal: pd.DataFrame, groepen: pd.DataFrame
) -> PersonalRules:
    """Evaluate the personal rules of each initiatief for each groep; one without rules admits everybody."""
    alternatives = np.full((len(initiatief), len(groepen)), TRUE)
    rules = toegangsregel.groupby("initiatief") if len(toegangsregel) else {}
    known = set(toegangsregel["initiatief"])
    for row, name in enumerate(initiatief["initiatief"]):
        if name in known:
            own = rules.get_group(name)
            options = [_all_hold(option, groepen) for _number, option in own.groupby("alternatief")]
            alternatives[row] = np.maximum.reduce(options)
    return PersonalRules(alternatives, _language(initiatief, initiatief_taal, groepen))


def _all_hold(conditions: pd.DataFrame, groepen: pd.DataFrame) -> np.ndarray:
    """Evaluate the conditions of one alternatief together."""
    pairs = zip(conditions["soort"], conditions["waarde"], strict=True)
    return np.minimum.reduce([_holds(soort, waarde, groepen) for soort, waarde in pairs])


def _holds(soort: str, waarde: str, groepen: pd.DataFrame) -> np.ndarray:
    """Evaluate one condition for each groep; a band that an age cuts through is undecided."""
    if soort in (Regelsoort.PALLIATIEF, Regelsoort.NAASTE):
        return np.where(groepen["recht_palliatief"].to_numpy(dtype=bool), TRUE, FALSE)
    age = pd.to_numeric(waarde, errors="coerce")
    if soort not in (Regelsoort.MIN_LEEFTIJD, Regelsoort.MAX_LEEFTIJD) or pd.isna(age):
        return np.full(len(groepen), UNDECIDED)
    start, stop = groepen["start"].to_numpy(), groepen["stop"].to_numpy()
    if soort == Regelsoort.MIN_LEEFTIJD:
        return np.where(start >= age, TRUE, np.where(stop > age, UNDECIDED, FALSE))
    return np.where(stop <= age + 1, TRUE, np.where(start <= age, UNDECIDED, FALSE))


def _language(initiatief: pd.DataFrame, initiatief_taal: pd.DataFrame, groepen: pd.DataFrame) -> np.ndarray:
    """Bar people without Dutch where only Dutch is spoken; which other language they speak cannot be decided."""
    spoken = by_initiatief(initiatief_taal, "taal", initiatief)
    needs = (groepen["subgroep"] == TAAL_SUBGROEP).to_numpy()
    table = np.full((len(initiatief), len(groepen)), TRUE)
    for row, name in enumerate(initiatief["initiatief"]):
        languages = {str(taal).strip().lower() for taal in spoken[name]}
        table[row, needs] = FALSE if languages == {NEDERLANDS} else UNDECIDED
    return table


def admits_place(cellen: pd.DataFrame, initiatief: pd.DataFrame, werkgebied: pd.DataFrame) -> csr_array:
    """Tell which cellen each initiatief admits (sparse bool, cells × initiatieven).

    *geen beperking* and *onbekend* admit every cel (for onbekend, reach is kept short instead); a *lijst* admits the
    cellen of its postcodes, wijken, gemeenten and regio's. A buurt admits the wijk it lies in.
    """
    columns = {
        Gebiedsoort.PC4: cellen["pc4"],
        Gebiedsoort.WIJK: cellen["gebiedcode"],
        Gebiedsoort.BUURT: cellen["gebiedcode"],
        Gebiedsoort.GEMEENTE: cellen["gemeentecode"],
        Gebiedsoort.REGIO: cellen["regio"],
    }
    listed = werkgebied.groupby("initiatief")[["gebiedsoort", "code"]] if len(werkgebied) else {}
    known = set(werkgebied["initiatief"])
    allowed = np.zeros((len(cellen), len(initiatief)), dtype=bool)
    pairs = zip(initiatief["initiatief"], initiatief["werkgebied_stand"], strict=True)
    for position, (name, stand) in enumerate(pairs):
        if stand != WerkgebiedStand.LIJST:
            allowed[:, position] = True
            continue
        for soort, codes in listed.get_group(name).groupby("gebiedsoort")["code"] if name in known else ():
            if soort == Gebiedsoort.LANDELIJK:
                allowed[:, position] = True
            else:
                allowed[:, position] |= columns[Gebiedsoort(soort)].isin(_codes(soort, codes)).to_numpy()
    return csr_array(allowed)


def _codes(soort: str, codes: pd.Series) -> set[str]:
    """Return codes as they stand in cellen; a buurt (BU + 8) as its wijk (WK + 6)."""
    if soort == Gebiedsoort.BUURT:
        return set(codes) | {"WK" + code[2:8] for code in codes}
    return set(codes)


def place_rule(name: str, werkgebied: pd.DataFrame) -> str:
    """Say which kind of place rule an initiatief has: `gemeentegrens` where only gemeenten or regio's are listed."""
    kinds = set(werkgebied.loc[werkgebied["initiatief"] == name, "gebiedsoort"])
    coarse = {Gebiedsoort.GEMEENTE.value, Gebiedsoort.REGIO.value}
    return "gemeentegrens" if kinds and kinds <= coarse else "postcode"


def person_rule(initiatief: str, toegangsregel: pd.DataFrame, *, language_bars: bool, age_bars: bool) -> list[str]:
    """Name the personal rules that bar: `leeftijd`, `palliatief`, `taal`."""
    named = []
    if age_bars:
        soorten = set(toegangsregel.loc[toegangsregel["initiatief"] == initiatief, "soort"])
        ages = {Regelsoort.MIN_LEEFTIJD.value, Regelsoort.MAX_LEEFTIJD.value}
        named.append("leeftijd" if soorten & ages else "palliatief")
    if language_bars:
        named.append("taal")
    return named
