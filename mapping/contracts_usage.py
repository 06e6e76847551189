"""The contract of gebruik: how many people really signed up with an initiatief in a year, and what came of it.

It is the only check with reality, and it counts people from a source that is not public: nothing of it is shown but
through analysis/published_counts.py.
"""

import pandas as pd

from mapping.contract import Column, Kind, TableContract
from mapping.contract_columns import FLAG, GEBIEDCODE, NAME_IN_CODE, NOTED, PC4
from mapping.model import LEEFTIJDSBANDEN
from mapping.words import _

FIRST_YEAR = 2000
"""Year: an earlier one is a typing mistake; the first Centra voor Levensvragen are younger."""

LAST_YEAR = 2100
"""Year: a later one is a typing mistake."""

LEEFTIJD_ONBEKEND = "onbekend"

VERWIJZERS = (
    "zelf", "naaste", "huisarts", "poh", "wijkteam", "wijkverpleging", "thuiszorg", "ziekenhuis", "ggz",
    "vrijwilligersorganisatie", "levensbeschouwelijk", "ander initiatief", "anders", "onbekend",
)  # fmt: skip
"""Who sent someone, after the vindplaatsen and aanbieders of the infographic (Linking-Zin factsheet, 2020)."""

REDENEN = ("wachtlijst", "regel", "past niet", "te ver", "zelf afgezien", "verhuisd of overleden", "anders", "onbekend")
"""Why support did not start; `regel` is a toegangsregel or werkgebied."""


def one_place(table: pd.DataFrame):
    """Yield each row that has a postcode and a gebied: one person would then be told in two places."""
    for place in table.index[table["pc4"].notna() & table["gebiedcode"].notna()]:
        value = f"{table.at[place, 'pc4']}, {table.at[place, 'gebiedcode']}"
        cure = _("Vul de postcode in of het gebied, of geen van beide als de plaats niet bekend is")
        yield int(place), "pc4, gebiedcode", value, _("Hier staan een postcode en een gebied"), cure


def year_has_begun(table: pd.DataFrame):
    """Yield each row that counts people of a year after its own peildatum."""
    counted = pd.to_numeric(table["peildatum"].str[:4], errors="coerce")
    wrong = (table["jaar"].astype("float64") > counted).fillna(False)
    for place in table.index[wrong.to_numpy(dtype=bool)]:
        cure = _("Controleer het jaar en de peildatum")
        yield int(place), "jaar", str(table.at[place, "jaar"]), _("Dit jaar ligt na de peildatum"), cure


def each_once(table: pd.DataFrame):
    """Yield each row whose key, with an empty cell in it, stands in an earlier row: complete keys are checked already."""
    key = list(GEBRUIK_KEY)
    for place in table.index[table.duplicated(key, keep="first") & table[key].isna().any(axis=1)]:
        value = ", ".join(str(table.at[place, name]) for name in key if pd.notna(table.at[place, name]))
        cure = _("Tel de twee rijen bij elkaar op en laat er één staan")
        yield int(place), "initiatief", value, _("Deze aanmeldingen staan er al"), cure


GEBRUIK_KEY = ("initiatief", "jaar", "pc4", "gebiedcode", "leeftijdsband", "verwijzer", "reden_niet_doorgegaan")

USAGE_CONTRACTS = (
    TableContract(
        "gebruik",
        GEBRUIK_KEY,
        {
            "initiatief": Column(pattern=NAME_IN_CODE, example="motto", refers="initiatief.initiatief"),
            "jaar": Column(Kind.WHOLE, at_least=FIRST_YEAR, at_most=LAST_YEAR),
            "pc4": Column(optional=True, pattern=PC4, example="3071", refers="postcode.pc4"),
            "gebiedcode": Column(optional=True, pattern=GEBIEDCODE, example="WK059901", refers="gebied.gebiedcode"),
            "leeftijdsband": Column(allowed=(*(band.label for band in LEEFTIJDSBANDEN), LEEFTIJD_ONBEKEND)),
            "verwijzer": Column(allowed=VERWIJZERS),
            "reden_niet_doorgegaan": Column(optional=True, allowed=REDENEN),
            "aantal": Column(Kind.WHOLE, at_least=0),
            "telling": FLAG,
            **NOTED,
        },
        rules=(one_place, year_has_begun, each_once),
    ),
)
"""Rows with a reden_niet_doorgegaan count people whose support did not start; without one, people whose support did.

A place that is empty is not known, or outside the region. An initiatief or place without rows is unknown, never 0.
"""
