"""A spreadsheet of illustrative initiatieven as an organisation would keep it, with faults planted on purpose.

Everything in it is invented. The headers, dates, numbers and words are those of people, not of our contracts. `planted`
says in which row (as a spreadsheet numbers it) and under which header each fault stands; the rest is free of faults.
"""

import random
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import xlsxwriter

SEED = 20261122
ROWS = 2000
FIRST_ROW = 2
"""Number of the first row below the header."""

EACH_FAULT = 3
"""How often each kind of fault is planted."""

NAMES = (
    "Koffie", "Gesprek", "Maatje", "Wandelgroep", "Leeskring", "Stiltekring", "Eettafel", "Rouwgroep", "Huiskamer", "Luisterlijn",
)  # fmt: skip
PLACES = ("Kade", "Plein", "Haven", "Dijk", "Singel", "Park", "Polder", "Brug", "Molen", "Toren", "Veer", "Laan")
CHANNELS = ("op locatie", "Thuis", "telefonisch", "Online", "huisbezoek; telefonisch", "op locatie, online")
KINDS = (
    "Vrijwilligers",
    "maatjes",
    "Lotgenoten",
    "gv bij organisatie",
    "Geestelijk verzorger met eigen praktijk",
    "welzijn",
)
LEVELS = ("A", "b", "C", "Aandacht")
UNITS = ("personen per jaar", "Plaatsen tegelijk", "uren per week", "onbekend", "")
AREAS = (
    "3071 t/m 3079",
    "heel Schiedam",
    "3071, 3072",
    "heel Nederland",
    "onbekend",
    "?",
    "",
    "3081 t/m 3083 behalve 3082",
)
GROUPS = ("eenzaam", "mantelzorg; eenzaam", "iedereen", "Mantelzorgers", "verlies (speciaal); ziekte", "")
LANGUAGES = ("Nederlands", "Nederlands; Turks", "nederlands, engels", "")
ASKED = ("gesprek", "Gesprek of luisterend oor; contact", "")
RULES = ("geen", "vanaf 50 jaar, of palliatief", "50+", "18 t/m 27 jaar", "vrouwen", "")
ENDS = ("31-12-2027", "2028-06-30", "1 maart 2028", "onbekend", "")
CHECKED = ("1-10-2026", "2026-09-14", "14/09/2026", "")
COSTS = ("gratis", "0", "2,50", "€ 5", "1.240,50", "onbekend", "")
STATES = ("actief", "Actief", "gepland", "lopend")


@dataclass(frozen=True)
class Sheet:
    """The cells as text, and where the faults are: (row, header) → kind."""

    cells: pd.DataFrame
    planted: dict[tuple[int, str], str]


FAULTS = {
    "naam leeg": ("Naam initiatief", ""),
    "soort aanbieder bestaat niet": ("Soort aanbieder", "tovenaars"),
    "niveau bestaat niet": ("Niveau", "D"),
    "kanaal bestaat niet": ("Kanalen", "postduif"),
    "een van twee kanalen bestaat niet": ("Kanalen", "online; postduif"),
    "aantal is geen getal": ("Aantal plekken", "veel"),
    "aantal is negatief": ("Aantal plekken", "-5"),
    "aantal is een code van CBS": ("Aantal plekken", "-99997"),
    "eenheid bestaat niet": ("Eenheid", "emmers"),
    "duur is nul": ("Duur in weken", "0"),
    "kosten zijn geen getal": ("Eigen bijdrage", "duur"),
    "verwijzing bestaat niet": ("Verwijzing", "misschien"),
    "postcode in werkgebied verkeerd getypt": ("Postcodes", "3071-3O79"),
    "postcode te kort": ("Postcode", "307"),
    "doelgroep bestaat niet": ("Doelgroepen", "eenzaam; marsmannetjes"),
    "vraagtype bestaat niet": ("Soort vraag", "raadsels"),
    "regel niet te lezen": ("Voorwaarden", "alleen bij volle maan"),
    "leeftijd kan niet": ("Voorwaarden", "vanaf 400 jaar"),
    "dag bestaat niet": ("Einddatum", "31-2-2027"),
    "dag ligt in de toekomst": ("Laatste controle", "1-1-2090"),
}  # fmt: skip
"""Kind of fault → header and the cell that is wrong; each is planted EACH_FAULT times."""


def sheet(*, rows: int = ROWS, seed: int = SEED, faults: bool = True) -> Sheet:
    """Make the spreadsheet; the same seed gives the same cells."""
    chance = random.Random(seed)
    cells = pd.DataFrame([_row(chance, number) for number in range(rows)])
    planted = {}
    if faults:
        places = chance.sample(range(rows), len(FAULTS) * EACH_FAULT)
        for place, (kind, (header, value)) in zip(places, [*FAULTS.items()] * EACH_FAULT, strict=True):
            cells.at[place, header] = value
            planted[(FIRST_ROW + place, header)] = kind
    return Sheet(cells, planted)


def _row(chance: random.Random, number: int) -> dict[str, str]:
    """Make one row without a fault; numbers and words as people write them."""
    pick = chance.choice
    pc4 = chance.randint(3011, 3089)
    return {
        "Naam initiatief": f"Illustratie: {pick(NAMES)} {pick(PLACES)} {number + 1}",
        "Naam organisatie": f"Illustratie: Stichting {pick(PLACES)} {chance.randint(1, 60)}",
        "Soort aanbieder": pick(KINDS),
        "Niveau": pick(LEVELS),
        "Kanalen": pick(CHANNELS),
        "Aantal plekken": pick(("12", "40", "7,5", "onbekend", "")),
        "Eenheid": pick(UNITS),
        "Duur in weken": pick(("52", "26", "")),
        "Eigen bijdrage": pick(COSTS),
        "Verwijzing": pick(("nee", "huisarts", "onbekend", "?", "")),
        "Postcodes": pick(AREAS),
        "Postcode": pick((str(pc4), f"{pc4} AB", "")),
        "Doelgroepen": pick(GROUPS),
        "Talen": pick(LANGUAGES),
        "Soort vraag": pick(ASKED),
        "Voorwaarden": pick(RULES),
        "Einddatum": pick(ENDS),
        "Laatste controle": pick(CHECKED),
        "Status": pick(STATES),
        "Opmerkingen": pick(("loopt goed", "", "vraag na in het voorjaar")),
    }


def write_xlsx(made: Sheet, path: Path) -> None:
    """Write the cells as a spreadsheet of text; an empty text is an empty cell."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet("Aanbod")
        for place, header in enumerate(made.cells.columns):
            page.write_string(0, place, header)
        for line, row in enumerate(made.cells.itertuples(index=False), start=1):
            for place, cell in enumerate(row):
                if cell:
                    page.write_string(line, place, cell)


def write_csv(made: Sheet, path: Path) -> None:
    """Write the cells as a Dutch spreadsheet saves a CSV: semicolons, Windows-1252."""
    path.write_bytes(made.cells.to_csv(index=False, sep=";", lineterminator="\r\n").encode("cp1252"))
