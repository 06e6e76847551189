"""Keep persons out: find what may point at one person in any table that comes in, and say so with the value masked.

The rules per table and column stand in docs/personen.md, with how many of a made set of cells are found and how many
are found that should not be. A find is refused: nobody may waive it, because what was stored once stays in the versions.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from mapping.errors import Finding
from mapping.persons_patterns import (
    SUSPECT,
    WHOLE_PC6,
    Hit,
    Kind,
    address_hits,
    birth_hits,
    bsn_hits,
    email_hits,
    iban_hits,
    masked,
    name_hits,
    phone_hits,
)
from mapping.words import N_, _

PLACE_TABLES = (
    "organisatie", "initiatief", "vindplaats", "verbinding", "inventaris", "subsidiebeschikking",
    "gebied", "gebiedsgroep", "postcode", "cel", "rand", "water", "overgang", "subgroep", "aandeel", "codewijziging",
)  # fmt: skip
"""Tables of organisations, places and gebieden: an address is fine there, and a wijk may be named after a street with
its number. Any other table may be about burgers."""

SMALLEST_NUMBER = 10_000_000
"""A column of numbers that stay below this holds no number of a person: a BSN has eight digits after lost zeros."""

CONTACT = re.compile(r"contact|e-?mail|website|site$|url|telefoon|^tel|mailadres|aanmeld")
"""Columns of organisations and places in which an office says how to reach it."""

OTHER_NUMBERS = re.compile(
    r"bedrag|subsidie|kosten|budget|euro|prijs|aantal|inwoners|omvang|capaciteit|kvk|rsin|btw|vestiging|agb|isbn|zaak|dossier"
    r"|beschikking|kenmerk|factuur|order|hash|code|coordin|coördin|^x$|^y$|^rd|lon|lat$|latitude|oppervlak|jaar|versie|peildatum"
)
"""Columns whose numbers of nine digits are amounts, coordinates or numbers of organisations."""

BIRTH = re.compile(r"geboorte(?!jaar|plaats|land)|geb_?dat|^geboren|birth|^dob$")
PERSON_NAME = re.compile(
    r"voornaam|achternaam|roepnaam|(?:cli[eë]nt|pati[eë]nt|deelnemer|burger|respondent|bewoner)_?-?\s?naam|naam_?(?:cli[eë]nt|deelnemer)"
)
"""Columns that ask for the name of a person, whatever the table is about."""

HOUSE_NUMBER = re.compile(r"huis_?-?\s?(?:nummer|nr)|^nr$|^nummer$")
SOURCES = re.compile(r"^bron|literatuur|auteur|^door$|^wie$")
"""Columns that name who made something: a writer beside the word depressie is a title of a book."""

_CURES = {
    Kind.BSN: N_("Haal het nummer weg: dit bestand mag over niemand persoonlijk gaan"),
    Kind.EMAIL: N_("Haal het adres weg; van een organisatie mag info@… in een kolom voor contact"),
    Kind.PHONE: N_("Haal het nummer weg; van een organisatie mag een vast nummer in een kolom voor contact"),
    Kind.IBAN: N_("Haal het rekeningnummer weg: wij hebben het nergens voor nodig"),
    Kind.BIRTH: N_("Haal de datum weg en gebruik een leeftijdsband, bijvoorbeeld 65-74"),
    Kind.NAME: N_("Haal de naam weg en schrijf bijvoorbeeld ‘een bewoner’"),
    Kind.ADDRESS: N_("Haal het huisnummer weg en gebruik de vier cijfers van de postcode"),
}


@dataclass(frozen=True)
class _Place:
    """What a column is for, which decides what may stand in it."""

    office: bool
    about_burgers: bool
    other_numbers: bool
    birth: bool
    person_name: bool
    source: bool
    phone: bool

    @property
    def whole(self) -> bool:
        """Tell whether any value in the column may be a find, whatever its form."""
        return self.birth or self.person_name or self.phone


def personal_data(table: pd.DataFrame, name: str, *, file: str, first_row: int, places: bool = False) -> list[Finding]:
    """Find what points at a person in the names and cells of a table; a finding per cell and kind, its value masked.

    `name` is the name of our table, or what the user calls it: one that we do not know counts as one about burgers,
    unless `places` says that it holds organisations or places. Rows count from `first_row`. Geometry is left aside.
    """
    of_places = places or name in PLACE_TABLES
    findings = _in_names(table, file, first_row, of_places)
    for column in table.columns:
        if column == "geometry":
            continue
        findings += _in_column(table[column], str(column), file, first_row, of_places)
    if not of_places:
        findings += _divided_addresses(table, file, first_row)
    return sorted(findings, key=lambda finding: -1 if finding.row is None else finding.row)


def with_persons(
    found: Iterable[Finding], tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str] | None = None
) -> list[Finding]:
    """Return what check() found in tables, and the persons in them; of a cell with a person only the masked finding.

    `files` gives the name that the user knows a table by; rows count as check() counts them.
    """
    persons = []
    for name, table in tables.items():
        file = (files or {}).get(name, name)
        persons += personal_data(table, name, file=file, first_row=2 if file.endswith(".csv") else 1)
    cells = {(finding.file, finding.row, finding.column) for finding in persons}
    return [*(other for other in found if (other.file, other.row, other.column) not in cells), *persons]


def _place(column: str, of_places: bool) -> _Place:
    """Return what a column is for, by its name and whether the table is one of organisations and places."""
    plain = column.lower().strip()
    return _Place(
        office=of_places and bool(CONTACT.search(plain)),
        about_burgers=not of_places,
        other_numbers=bool(OTHER_NUMBERS.search(plain)) and "bsn" not in plain,
        birth=bool(BIRTH.search(plain)),
        person_name=bool(PERSON_NAME.search(plain)),
        source=bool(SOURCES.search(plain)),
        phone=bool(re.search(r"^tel|telefoon|mobiel|gsm", plain)),
    )


def _in_column(values: pd.Series, column: str, file: str, first_row: int, of_places: bool) -> list[Finding]:
    """Look at each distinct text of a column once, and name every row that holds a find."""
    place = _place(column, of_places)
    if _too_small(values) and not place.birth:
        return []
    codes, texts = pd.factorize(_as_text(values))
    looked_at = (
        range(len(texts))
        if place.whole
        else pd.Series(texts, dtype="str").str.contains(SUSPECT).to_numpy().nonzero()[0]
    )
    words = list(texts)  # one by one from a column of pandas would cost more than the search itself
    hits = {int(code): found for code in looked_at if (found := _hits(words[code], place))}
    if not hits:
        return []
    return [
        _finding(hit, file, first_row + row, column)
        for row, code in enumerate(codes)
        for hit in hits.get(int(code), ())
    ]


def _too_small(values: pd.Series) -> bool:
    """Tell whether a column holds flags, or numbers that cannot be someone's: small ones, or ones with decimals."""
    if not pd.api.types.is_numeric_dtype(values.dtype):
        return False
    numbers = values.dropna().astype("float64")
    return bool((numbers.abs() < SMALLEST_NUMBER).all() or (numbers % 1 != 0).any())


def _as_text(values: pd.Series) -> pd.Series:
    """Return a column as text; a whole number loses its `.0`, missing stays missing."""
    if pd.api.types.is_float_dtype(values.dtype) and (values.dropna() % 1 == 0).all():
        values = values.astype("Int64")
    return values.astype("str").where(values.notna())


def _hits(text: str, place: _Place) -> list[Hit]:
    """Return the first find of each kind in one text."""
    if place.person_name and any(map(str.isalpha, text)):
        return [Hit(Kind.NAME, masked(text, first=1, last=0))]
    finds = [
        *bsn_hits(text, other_numbers=place.other_numbers),
        *email_hits(text, office=place.office),
        *phone_hits(text, office=place.office),
        *iban_hits(text),
        *birth_hits(text, birth_column=place.birth),
    ]
    if place.phone and re.fullmatch(r"6[1-58]\d{7}", text.strip()):
        finds.append(Hit(Kind.PHONE, masked(text, first=3, last=2)))
    if not place.source:
        finds += name_hits(text, alone=place.about_burgers)
    if place.about_burgers:
        finds += address_hits(text)
    return list({hit.kind: hit for hit in reversed(finds)}.values())[::-1]


def _in_names(table: pd.DataFrame, file: str, first_row: int, of_places: bool) -> list[Finding]:
    """Look at the names of the columns: of a file without a header they are the first row of data."""
    plain = _place("", of_places)
    return [
        _finding(hit, file, max(first_row - 1, 1), "")
        for column in table.columns
        for hit in _hits(str(column), plain)
        if hit.kind != Kind.NAME
    ]


def _divided_addresses(table: pd.DataFrame, file: str, first_row: int) -> list[Finding]:
    """Name each row with a full postcode in one column and a house number in another."""
    houses = [column for column in table.columns if HOUSE_NUMBER.search(str(column).lower().strip())]
    if not houses:
        return []
    with_house = table[houses].notna().any(axis=1).to_numpy()
    findings = []
    for column in table.columns.difference(["geometry", *houses], sort=False):
        if pd.api.types.is_numeric_dtype(table[column].dtype):
            continue
        full = _as_text(table[column]).str.fullmatch(WHOLE_PC6.pattern).fillna(False).to_numpy(dtype=bool)
        for row in (full & with_house).nonzero()[0]:
            shown = masked(str(table[column].iloc[row]), first=2, last=0)
            findings.append(_finding(Hit(Kind.ADDRESS, shown), file, first_row + int(row), str(column)))
    return findings


def _finding(hit: Hit, file: str, row: int, column: str) -> Finding:
    """Word a find."""
    message = _("Hier staat {what}").format(what=_(hit.kind.value))
    return Finding(message, file, row, column, hit.masked, _(_CURES[hit.kind]))
