"""The contract of every table of a region, and check(): the only place that knows which values a column may hold."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from mapping.contract import Column, Kind, TableContract, faults, typed
from mapping.errors import Finding
from mapping.model import (
    ALLE_LEEFTIJDEN,
    IEDEREEN,
    LEEFTIJDSBANDEN,
    NEDERLAND,
    VIJFJAARSGROEPEN,
    Abc,
    Gebiedsniveau,
    Gebiedsoort,
    Kanaal,
    Lokaal,
    Regelsoort,
    Rol,
    Soort,
    Stand,
    Wat,
    WerkgebiedStand,
)
from mapping.words import _

PC4 = r"[1-9]\d{3}"
WIJKCODE = r"WK\d{4}[0-9A-Z]{2}"
BUURTCODE = r"BU\d{4}[0-9A-Z]{4}"
GEMEENTECODE = r"GM\d{4}"
GEBIEDCODE = rf"{WIJKCODE}|{BUURTCODE}|{GEMEENTECODE}|{PC4}"
NAME_IN_CODE = r"[a-z0-9][a-z0-9_-]{0,62}"

TEXT = Column()
MAYBE_TEXT = Column(optional=True)
NOTED = {"bron": TEXT, "peildatum": Column(Kind.DATE, past=True)}
"""Every table says where it comes from and of which day it is."""

CODE = Column(pattern=GEBIEDCODE, example="WK059901")
POSTCODE = Column(pattern=PC4, example="3071")
IDENTIFIER = Column(pattern=NAME_IN_CODE, example="koffie-feijenoord")
COUNT = Column(Kind.NUMBER, at_least=0)
MAYBE_COUNT = Column(Kind.NUMBER, optional=True, at_least=0)
MAYBE_POSITIVE = Column(Kind.NUMBER, optional=True, above=0)
WHOLE = Column(Kind.WHOLE, optional=True, at_least=0)
SHARE = Column(Kind.NUMBER, at_least=0, at_most=1)
FLAG = Column(Kind.FLAG)
PAST = Column(Kind.DATE, optional=True, past=True)
DAY = Column(Kind.DATE, optional=True)
SOORT = Column(allowed=tuple(Soort))
LOKAAL = Column(allowed=tuple(Lokaal))
FIVE_YEARS = Column(allowed=tuple(band.label for band in VIJFJAARSGROEPEN))
BAND = Column(pattern=r"\d{1,2}-\d{1,2}|\d{2}\+", example="18-49")

AANBIEDERSSOORTEN = (
    "lotgenoten", "ervaringsdeskundigen", "vrijwilligers", "maatjes", "buddys",
    "gv vrijgevestigd", "gv bij organisatie", "gv voor doelgroep", "gv levensbeschouwelijk", "gv coördinatie",
    "leefomgeving", "zorg", "welzijn", "gemeente", "school", "levensbeschouwelijk", "yoga en lifestyle", "sport",
    "creatief", "rouw en ritueel",
)  # fmt: skip
VINDPLAATSTYPEN = (
    "huisartsenpraktijk", "gezondheidscentrum", "wijkteam", "huis van de wijk", "bibliotheek", "gebedshuis", "school",
    "winkel", "seniorencomplex", "thuis", "ziekenhuis", "verpleeghuis", "hospice", "hulp bij formulieren", "ggz",
    "verslavingszorg", "beschermd wonen", "herstelcentrum", "opvang", "azc", "dagbesteding", "lotgenotengroep",
    "sport- of yogaschool", "plein",
)  # fmt: skip
CAPACITEIT_EENHEDEN = (
    "personen per jaar", "plaatsen tegelijk", "uren per week", "gesprekken per jaar", "groepsgrootte",
    "bezoeken per week",
)  # fmt: skip

_CONTRACTS = (
    TableContract(
        "gebied",
        ("gebiedcode",),
        {
            "gebiedcode": CODE,
            "gebiednaam": TEXT,
            "gebiedsniveau": Column(allowed=(Gebiedsniveau.PC4, Gebiedsniveau.BUURT, Gebiedsniveau.WIJK)),
            "gemeentecode": Column(pattern=GEMEENTECODE, example="GM0599"),
            "gemeentenaam": TEXT,
            "regio": TEXT,
            "inwoners": WHOLE,
            "stedelijkheid": Column(Kind.WHOLE, optional=True, at_least=1, at_most=5),
            **NOTED,
            "geometry": Column(Kind.AREA),
        },
        may_be_empty=False,
    ),
    TableContract(
        "basis",
        ("gebiedcode", "kenmerk"),
        {
            "gebiedcode": Column(pattern=GEBIEDCODE, example="WK059901", refers="gebied.gebiedcode"),
            "kenmerk": TEXT,
            "waarde": Column(Kind.NUMBER, optional=True),
            "soort": SOORT,
            **NOTED,
        },
    ),
    TableContract(
        "postcode",
        ("pc4",),
        {"pc4": POSTCODE, "plaats": MAYBE_TEXT, "inwoners": WHOLE, **NOTED, "geometry": Column(Kind.AREA)},
    ),
    TableContract(
        "postcode_leeftijd",
        ("pc4", "leeftijdsband"),
        {
            "pc4": Column(pattern=PC4, example="3071", refers="postcode.pc4"),
            "leeftijdsband": FIVE_YEARS,
            "inwoners": WHOLE,
            **NOTED,
        },
    ),
    TableContract(
        "cel",
        ("gebiedcode", "pc4"),
        {
            "gebiedcode": Column(pattern=GEBIEDCODE, example="WK059901", refers="gebied.gebiedcode"),
            "pc4": Column(pattern=PC4, example="3071", refers="postcode.pc4"),
            "inwoners": COUNT,
            "area_km2": COUNT,
            **NOTED,
            "geometry": Column(Kind.POINT),
        },
        may_be_empty=False,
    ),
    TableContract(
        "leeftijd",
        ("gebiedcode", "pc4", "leeftijdsband"),
        {"gebiedcode": CODE, "pc4": POSTCODE, "leeftijdsband": FIVE_YEARS, "inwoners": COUNT, **NOTED},
    ),
    TableContract(
        "subgroep",
        ("subgroep",),
        {
            "subgroep": IDENTIFIER,
            "naam": TEXT,
            "omschrijving": TEXT,
            "rol": Column(allowed=tuple(Rol)),
            "as": Column(
                allowed=("leeftijd", "levensfase", "gebeurtenis", "gezondheid", "sociale positie", "cultuur", "zorgrol")
            ),
            "bijzonder": FLAG,
            "minimaal_niveau": Column(allowed=(Gebiedsniveau.PC4, Gebiedsniveau.WIJK, Gebiedsniveau.GEMEENTE)),
            "minder_bereikt": MAYBE_TEXT,
            "schatting": TEXT,
            **NOTED,
        },
        may_be_empty=False,
    ),
    TableContract(
        "aandeel",
        ("subgroep", "leeftijdsband", "gebiedcode", "wat"),
        {
            "subgroep": Column(pattern=NAME_IN_CODE, example="rouw", refers="subgroep.subgroep"),
            "leeftijdsband": Column(allowed=(ALLE_LEEFTIJDEN, *(band.label for band in LEEFTIJDSBANDEN))),
            "gebiedcode": Column(pattern=rf"{NEDERLAND}|{GEBIEDCODE}", example="NL of WK059901"),
            "wat": Column(allowed=tuple(Wat)),
            "laag": SHARE,
            "midden": SHARE,
            "hoog": SHARE,
            "soort": SOORT,
            "lokaal": LOKAAL,
            **NOTED,
        },
        rules=(lambda table: _low_to_high(table),),
    ),
    TableContract(
        "vraag",
        ("gebiedcode", "pc4", "subgroep", "leeftijdsband", "recht_palliatief"),
        {
            "gebiedcode": CODE,
            "pc4": POSTCODE,
            "subgroep": IDENTIFIER,
            "leeftijdsband": BAND,
            "recht_palliatief": FLAG,
            "omvang_laag": MAYBE_COUNT,
            "omvang_midden": MAYBE_COUNT,
            "omvang_hoog": MAYBE_COUNT,
            "omvang_soort": SOORT,
            "vraag_laag": MAYBE_COUNT,
            "vraag_midden": MAYBE_COUNT,
            "vraag_hoog": MAYBE_COUNT,
            "vraag_soort": SOORT,
            "lokaal": LOKAAL,
            "telling": FLAG,
            **NOTED,
        },
    ),
    TableContract(
        "organisatie",
        ("organisatie",),
        {
            "organisatie": IDENTIFIER,
            "naam": TEXT,
            "werkkring": Column(
                optional=True,
                allowed=("zorg", "welzijn", "gemeente", "ggz", "levensbeschouwelijk", "informeel", "onderwijs"),
            ),
            "levensbeschouwing": MAYBE_TEXT,
            "gemeentecode": Column(optional=True, pattern=GEMEENTECODE, example="GM0599"),
            "website": MAYBE_TEXT,
            "laatst_gecontroleerd": PAST,
            **NOTED,
        },
    ),
    TableContract(
        "initiatief",
        ("initiatief",),
        {
            "initiatief": IDENTIFIER,
            "naam": TEXT,
            "organisatie": Column(pattern=NAME_IN_CODE, example="cvl-voorbeeld", refers="organisatie.organisatie"),
            "aanbiederssoort": Column(allowed=AANBIEDERSSOORTEN),
            "formaliteit": Column(optional=True, allowed=("formeel", "informeel", "direct steunnetwerk")),
            "diepte": Column(optional=True, allowed=("steunnetwerk", "maatje", "geschoold", "gespecialiseerd")),
            "gericht_op": Column(
                optional=True,
                allowed=(
                    "luisteren en steun", "weg vinden", "activiteit", "zingeving", "ritueel", "praktisch",
                ),  # fmt: skip
            ),
            "vorm": Column(
                optional=True, allowed=("individueel", "groep", "inloop", "cursus", "training", "creatief")
            ),
            "kanaal": Column(allowed=tuple(Kanaal), many=True),
            "abc": Column(allowed=tuple(Abc)),
            "levensbeschouwing": MAYBE_TEXT,
            "capaciteit": MAYBE_COUNT,
            "capaciteit_eenheid": Column(optional=True, allowed=CAPACITEIT_EENHEDEN),
            "duur_weken": MAYBE_POSITIVE,
            "weken_per_jaar": MAYBE_POSITIVE,
            "uren_per_gesprek": MAYBE_POSITIVE,
            "gesprekken_per_persoon": MAYBE_POSITIVE,
            "reeksen_per_jaar": MAYBE_POSITIVE,
            "bezoeken_per_persoon": MAYBE_POSITIVE,
            "capaciteit_pj": MAYBE_COUNT,
            "telt_als_plaats": FLAG,
            "uren_over": MAYBE_COUNT,
            "plafond_bereikt_op": PAST,
            "wachttijd_weken": MAYBE_COUNT,
            "kosten_euro": MAYBE_COUNT,
            "verwijzing_nodig": Column(allowed=("nee", "huisarts", "poh", "via organisatie", "onbekend")),
            "werkgebied_stand": Column(allowed=tuple(WerkgebiedStand)),
            "regel_nagevraagd_op": PAST,
            "regel_nagevraagd_bij": MAYBE_TEXT,
            "financiering": MAYBE_TEXT,
            "einddatum": DAY,
            "status": Column(allowed=("actief", "gepland", "gestopt", "vol")),
            "geldig_van": DAY,
            "geldig_tot": DAY,
            "laatst_gecontroleerd": PAST,
            "adres": MAYBE_TEXT,
            "pc4": Column(optional=True, pattern=PC4, example="3071"),
            "gebiedcode": Column(optional=True, pattern=GEBIEDCODE, example="WK059901"),
            "voorbeeld": FLAG,
            **NOTED,
            "geometry": Column(Kind.POINT, optional=True),
        },
    ),
    TableContract(
        "initiatief_subgroep",
        ("initiatief", "subgroep"),
        {
            "initiatief": Column(pattern=NAME_IN_CODE, example="motto", refers="initiatief.initiatief"),
            "subgroep": Column(pattern=NAME_IN_CODE, example="rouw", refers="subgroep.subgroep", also=(IEDEREEN,)),
            "nadruk": Column(allowed=("speciaal voor", "ook voor")),
            **NOTED,
        },
    ),
    TableContract(
        "initiatief_taal",
        ("initiatief", "taal"),
        {
            "initiatief": Column(pattern=NAME_IN_CODE, example="motto", refers="initiatief.initiatief"),
            "taal": TEXT,
            **NOTED,
        },
    ),
    TableContract(
        "initiatief_vraagtype",
        ("initiatief", "vraagtype"),
        {
            "initiatief": Column(pattern=NAME_IN_CODE, example="motto", refers="initiatief.initiatief"),
            "vraagtype": IDENTIFIER,
            **NOTED,
        },
    ),
    TableContract(
        "toegangsregel",
        ("initiatief", "alternatief", "soort"),
        {
            "initiatief": Column(pattern=NAME_IN_CODE, example="motto", refers="initiatief.initiatief"),
            "alternatief": Column(Kind.WHOLE, at_least=1),
            "soort": Column(allowed=tuple(Regelsoort)),
            "waarde": MAYBE_TEXT,
            **NOTED,
        },
        rules=(lambda table: _ages_are_ages(table),),
    ),
    TableContract(
        "werkgebied",
        ("initiatief", "gebiedsoort", "code"),
        {
            "initiatief": Column(pattern=NAME_IN_CODE, example="motto", refers="initiatief.initiatief"),
            "gebiedsoort": Column(allowed=tuple(Gebiedsoort)),
            "code": TEXT,
            **NOTED,
        },
        rules=(lambda table: _codes_fit_their_kind(table),),
    ),
    TableContract(
        "vindplaats",
        ("vindplaats",),
        {
            "vindplaats": IDENTIFIER,
            "naam": TEXT,
            "type": Column(allowed=VINDPLAATSTYPEN),
            "adres": MAYBE_TEXT,
            "pc4": Column(optional=True, pattern=PC4, example="3071"),
            "gebiedcode": Column(optional=True, pattern=GEBIEDCODE, example="WK059901"),
            "openingstijden": MAYBE_TEXT,
            "precisie": Column(allowed=("exact", "straat", "pc4", "wijk")),
            "laatst_gecontroleerd": PAST,
            "voorbeeld": FLAG,
            **NOTED,
            "geometry": Column(Kind.POINT, optional=True),
        },
    ),
    TableContract(
        "vindplaats_subgroep",
        ("vindplaats", "subgroep"),
        {
            "vindplaats": Column(pattern=NAME_IN_CODE, example="bieb-zuid", refers="vindplaats.vindplaats"),
            "subgroep": Column(pattern=NAME_IN_CODE, example="rouw", refers="subgroep.subgroep", also=(IEDEREEN,)),
            "bereik_personen": MAYBE_COUNT,
            "telling": FLAG,
            **NOTED,
        },
    ),
    TableContract(
        "inventaris",
        ("gebiedcode",),
        {
            "gebiedcode": CODE,
            "stand": Column(allowed=tuple(Stand)),
            "datum": PAST,
            "door": MAYBE_TEXT,
            "gevonden_via": Column(
                optional=True,
                many=True,
                allowed=("netwerk CvL", "netwerk onderzoekers", "deskresearch", "bijdrage"),
            ),
            **NOTED,
        },
    ),
    TableContract(
        "meta",
        ("versie",),
        {
            "versie": Column(Kind.WHOLE, at_least=1),
            "wie": TEXT,
            "wanneer": TEXT,
            "waarom": TEXT,
            "bronnen": TEXT,
            "voorbeeld": FLAG,
            "schematisch": FLAG,
            "vingerafdruk": MAYBE_TEXT,
            "programma": TEXT,
        },
        may_be_empty=False,
    ),
)

TABLES: dict[str, TableContract] = {contract.name: contract for contract in _CONTRACTS}
"""Every table of a region, by name; key and columns as fixed in the design."""

NEEDED = ("gebied", "postcode", "postcode_leeftijd", "cel", "leeftijd", "subgroep", "aandeel", "meta")
"""Without these there is no region; any other table may be absent and is then empty."""

DERIVED = ("vraag",)
"""Tables that the program makes from others; where one is absent it is computed again."""


def _low_to_high(table: pd.DataFrame):
    """Yield each share whose laag, midden and hoog are out of order."""
    wrong = (table["laag"] > table["midden"]) | (table["midden"] > table["hoog"])
    for place in table.index[wrong]:
        value = " / ".join(f"{table.at[place, step]:g}" for step in ("laag", "midden", "hoog"))
        yield int(place), "laag, midden, hoog", value, _("Deze drie lopen niet op"), _("Zet laag ≤ midden ≤ hoog")


def _ages_are_ages(table: pd.DataFrame):
    """Yield each age rule whose value is no age."""
    with_age = table["soort"].isin([Regelsoort.MIN_LEEFTIJD, Regelsoort.MAX_LEEFTIJD])
    fine = table["waarde"].str.fullmatch(r"\d{1,2}|1[01]\d").fillna(False).astype(bool)
    for place in table.index[with_age & ~fine]:
        value = table.at[place, "waarde"]
        shown = str(value) if pd.notna(value) else ""
        yield int(place), "waarde", shown, _("Dit is geen leeftijd"), _("Schrijf hele jaren, bijvoorbeeld 50")


_CODE_FORMS = {
    Gebiedsoort.PC4: (PC4, "3071"),
    Gebiedsoort.BUURT: (BUURTCODE, "BU05990110"),
    Gebiedsoort.WIJK: (WIJKCODE, "WK059901"),
    Gebiedsoort.GEMEENTE: (GEMEENTECODE, "GM0599"),
}


def _codes_fit_their_kind(table: pd.DataFrame):
    """Yield each row of werkgebied whose code has not the form of its gebiedsoort."""
    for kind, (pattern, example) in _CODE_FORMS.items():
        rows = table.loc[table["gebiedsoort"] == kind, "code"].dropna()
        for place, value in rows[~rows.str.fullmatch(pattern)].items():
            cure = _("Schrijf zo: {example}").format(example=example)
            yield int(place), "code", value, _("Deze code heeft niet de goede vorm"), cure


def cast(raw: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give a table that was checked when it was written its dtypes back; unreadable values become missing.

    Columns outside the contract are dropped, missing ones come back as missing; rows keep their order.
    """
    contract = TABLES[name]
    table, _findings = typed(raw, contract, file=name)
    empty = contract.empty()
    for column in contract.columns:
        if column not in table.columns and column != "geometry":
            table[column] = empty[column].reindex(table.index)
    return table[[column for column in contract.columns if column in table.columns]]


def check(
    tables: Mapping[str, pd.DataFrame], *, files: Mapping[str, str] | None = None, today: date | None = None
) -> list[Finding]:
    """Check the tables of a region against their contracts and against one another; return all findings at once.

    `files` gives the name that the user knows a table by (default: its own name). A name ending in `.csv` counts its
    rows from 2, below the header. Tables may be as read: they are typed first. An empty list means: no fault.
    """
    day = (today or date.today()).isoformat()
    findings: list[Finding] = []
    good: dict[str, pd.DataFrame] = {}
    for name, raw in tables.items():
        file = (files or {}).get(name, name)
        if name not in TABLES:
            known = ", ".join(TABLES)
            cure = _("Geef hem een van deze namen: {names}").format(names=known)
            findings.append(Finding(_("Deze tabel kennen wij niet"), file, value=name, cure=cure))
            continue
        table, found = checked(raw, TABLES[name], file=file, today=day)
        findings += found
        good[name] = table
    return findings + _reference_findings(good, files or {})


def checked(
    raw: pd.DataFrame, contract: TableContract, *, file: str, today: str
) -> tuple[pd.DataFrame, list[Finding]]:
    """Type one table and check it by itself; returns the typed table and all its findings."""
    first_row = 2 if file.endswith(".csv") else 1
    table, findings = typed(raw, contract, file=file, first_row=first_row)
    unread = {(finding.row, finding.column) for finding in findings}
    found = faults(table, contract, file=file, today=today, first_row=first_row)
    return table, findings + [finding for finding in found if (finding.row, finding.column) not in unread]


def _reference_findings(tables: Mapping[str, pd.DataFrame], files: Mapping[str, str]) -> list[Finding]:
    """Name each value that points to a row of another table that is not there."""
    findings = []
    for name, table in tables.items():
        file = files.get(name, name)
        first_row = 2 if file.endswith(".csv") else 1
        for column_name, column in TABLES[name].columns.items():
            other, _dot, key = column.refers.partition(".")
            if not other or other not in tables or column_name not in table or key not in tables[other]:
                continue
            known = set(tables[other][key].dropna()) | set(column.also)
            values = table[column_name].dropna()
            cure = _("Kies een waarde uit de tabel {table}, of voeg haar daar toe").format(table=other)
            findings += [
                Finding(_("Deze waarde staat niet in de tabel {table}").format(table=other), file,
                        first_row + int(place), column_name, str(value), cure)
                for place, value in values[~values.isin(known)].items()
            ]  # fmt: skip
    return findings
