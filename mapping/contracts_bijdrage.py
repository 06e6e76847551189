"""The contract of bijdrage: what someone in a meeting, or behind a link, passes on about the offer.

A bijdrage is no row of a region: it waits in a queue beside the region (store/contributions.py) until the redactie takes
it over, and so it stands in no public table, in no version and in no export. It says nothing of who sent it.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from mapping.contract import Column, Kind, TableContract
from mapping.contract_columns import FLAG, GEBIEDCODE, IDENTIFIER, MAYBE_TEXT, NAME_IN_CODE
from mapping.contracts_network import EINDSOORTEN
from mapping.contracts_offer import AANBIEDERSSOORTEN, VINDPLAATSTYPEN
from mapping.model import (
    IEDEREEN,
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_TEXT,
    SHELTERED,
    Bijdragesoort,
    Bijdragestand,
)
from mapping.words import _

INITIATIEF, VINDPLAATS = "initiatief", "vindplaats"
"""What can be missing: each is a table with a row of its own."""

LONGEST: Mapping[str, int] = {"naam": LONGEST_NAME, "adres": LONGEST_ADDRESS, "toelichting": LONGEST_TEXT}

RD_X, RD_Y = (10_000, 280_000), (305_000, 620_000)
"""Between which metres the Netherlands lie in RD New (EPSG:28992)."""

MOMENT = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+00:00"
"""A moment in UTC, to the second."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    Bijdragesoort.ONTBREEKT: ("wat", "naam", "type"),
    Bijdragesoort.GESTOPT: ("initiatief",),
    Bijdragesoort.GROEP: ("subgroep",),
    Bijdragesoort.VERBINDING: ("van_soort", "van", "naar_soort", "naar", "kennen_elkaar"),
    Bijdragesoort.ANDERS: ("toelichting",),
}
"""Soort → the columns that it must have."""

TYPES: Mapping[str, tuple[str, ...]] = {INITIATIEF: AANBIEDERSSOORTEN, VINDPLAATS: VINDPLAATSTYPEN}
"""What is missing → the kinds of it."""

Fault = tuple[int, str, str, str, str]
"""Row, column, value, message and cure, as the rules of a contract give them."""


def filled_in(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each cell that its soort needs and that is empty."""
    for soort, names in NEEDED.items():
        rows = table[(table["soort"] == soort).fillna(False).to_numpy(dtype=bool)]
        for name in names:
            for place in rows.index[rows[name].isna()]:
                yield int(place), name, "", _("Dit is nog niet ingevuld"), _("Vul het in")


def has_a_place(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each place or initiatief to add that lies nowhere, and each group that is met nowhere."""
    for place, row in table.iterrows():
        known = pd.notna(row["gebiedcode"]) or (row["soort"] == Bijdragesoort.GROEP and pd.notna(row["vindplaats"]))
        if row["soort"] in (Bijdragesoort.ONTBREEKT, Bijdragesoort.GROEP) and not known:
            yield int(place), "gebiedcode", "", _("Wij weten nog niet waar"), _("Wijs een plek aan of kies een gebied")
        bare = pd.isna(row["vindplaats"]) and (pd.isna(row["naam"]) or pd.isna(row["type"]))
        if row["soort"] == Bijdragesoort.GROEP and bare:
            cure = _("Kies een plaats uit de lijst, of geef naam en soort")
            yield int(place), "naam", "", _("Wij weten nog niet welke plaats"), cure


def kind_fits(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each kind that does not belong to what is missing; of a group met somewhere it is a kind of vindplaats."""
    for place, row in table.iterrows():
        what = VINDPLAATS if row["soort"] == Bijdragesoort.GROEP else row["wat"]
        if pd.notna(row["type"]) and what in TYPES and row["type"] not in TYPES[what]:
            yield (
                int(place),
                "type",
                str(row["type"]),
                _("Deze soort kennen wij niet"),
                _("Kies een soort uit de lijst"),
            )


def sheltered_has_no_point(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each point or address of a place where people must be safe."""
    for name in ("x", "adres"):
        wrong = table["type"].isin(SHELTERED) & table[name].notna()
        for place in table.index[wrong.to_numpy(dtype=bool)]:
            cure = _("Kies alleen het gebied")
            yield int(place), name, "", _("Van deze soort plaats houden wij nooit een adres of punt bij"), cure


def short_enough(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each text that is too long; the value is not repeated."""
    for name, most in LONGEST.items():
        long = table[name].str.len() > most
        for place in table.index[long.fillna(False).to_numpy(dtype=bool)]:
            cure = _("Gebruik hoogstens {n} tekens").format(n=most)
            yield int(place), name, "", _("Deze tekst is te lang"), cure


def two_different_ends(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each verbinding of something with itself."""
    same = (table["van_soort"] == table["naar_soort"]) & (table["van"] == table["naar"])
    for place in table.index[same.fillna(False).to_numpy(dtype=bool)]:
        cure = _("Kies een ander aan de andere kant")
        yield int(place), "naar", str(table.at[place, "naar"]), _("Dit is een verbinding met zichzelf"), cure


_REFERENCE = {"optional": True, "pattern": NAME_IN_CODE}

BIJDRAGE = TableContract(
    "bijdrage",
    ("bijdrage",),
    {
        "bijdrage": IDENTIFIER,
        "soort": Column(allowed=tuple(Bijdragesoort)),
        "wat": Column(optional=True, allowed=(INITIATIEF, VINDPLAATS)),
        "naam": MAYBE_TEXT,
        "type": MAYBE_TEXT,
        "subgroep": Column(**_REFERENCE, example="rouw", refers="subgroep.subgroep", also=(IEDEREEN,)),
        "initiatief": Column(**_REFERENCE, example="motto", refers="initiatief.initiatief"),
        "vindplaats": Column(**_REFERENCE, example="bieb-zuid", refers="vindplaats.vindplaats"),
        "van_soort": Column(optional=True, allowed=EINDSOORTEN),
        "van": Column(**_REFERENCE, example="steunpunt-maas"),
        "naar_soort": Column(optional=True, allowed=EINDSOORTEN),
        "naar": Column(**_REFERENCE, example="maatje-noord"),
        "kennen_elkaar": Column(FLAG.kind, optional=True),
        "adres": MAYBE_TEXT,
        "gebiedcode": Column(optional=True, pattern=GEBIEDCODE, example="WK059901", refers="gebied.gebiedcode"),
        "x": Column(Kind.NUMBER, optional=True, at_least=RD_X[0], at_most=RD_X[1]),
        "y": Column(Kind.NUMBER, optional=True, at_least=RD_Y[0], at_most=RD_Y[1]),
        "toelichting": MAYBE_TEXT,
        "voorbeeld": FLAG,
        "ingediend_op": Column(pattern=MOMENT, example="2026-11-29T14:05:00+00:00"),
        "stand": Column(allowed=tuple(Bijdragestand)),
        "reden": MAYBE_TEXT,
        "besloten_door": MAYBE_TEXT,
        "besloten_op": Column(optional=True, pattern=MOMENT, example="2026-11-29T14:05:00+00:00"),
        "versie": Column(Kind.WHOLE, optional=True, at_least=1),
    },
    rules=(filled_in, has_a_place, kind_fits, sheltered_has_no_point, short_enough, two_different_ends),
)
"""One row per bijdrage. It has no column for a person, a device or an address on the internet, and may get none."""

SENT = tuple(
    name for name in BIJDRAGE.columns if name not in ("stand", "reden", "besloten_door", "besloten_op", "versie")
)
"""Columns that are fixed when a bijdrage comes in; the others are those of the decision."""

OWN_WORDS = ("naam", "adres", "toelichting")
"""Columns that hold what somebody typed: no screen in a room shows them before the redactie took the bijdrage over."""
