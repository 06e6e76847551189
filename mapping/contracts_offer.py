"""The contracts of the offer: who offers what, to whom, where and by which rules, and the places to find people."""

import pandas as pd

from mapping.contract import Column, Kind, TableContract
from mapping.contract_columns import (
    BUURTCODE,
    DAY,
    FLAG,
    GEBIEDCODE,
    GEMEENTECODE,
    IDENTIFIER,
    MAYBE_COUNT,
    MAYBE_POSITIVE,
    MAYBE_TEXT,
    NAME_IN_CODE,
    NOTED,
    PAST,
    PC4,
    TEXT,
    WIJKCODE,
)
from mapping.model import IEDEREEN, Abc, Gebiedsoort, Kanaal, Precisie, Regelsoort, WerkgebiedStand
from mapping.words import _

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
ORGANISATIESOORTEN = ("centrum voor levensvragen", "zorgorganisatie", "gezondheidscentrum", "anders")
"""What kind of organisatie it is, as far as the contexts of the handreiking PLOEG 3 ask; empty is unknown."""
PHONE_NUMBER = Column(
    optional=True, may_be_absent=True, pattern=r"\+?[0-9][0-9 ()-]{1,18}[0-9]", example="010 000 01 01"
)
"""The public number of an office; persons.py keeps mobile numbers out."""

CAPACITEIT_EENHEDEN = (
    "personen per jaar", "plaatsen tegelijk", "uren per week", "gesprekken per jaar", "groepsgrootte",
    "bezoeken per week",
)  # fmt: skip


def ages_are_ages(table: pd.DataFrame):
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


def codes_fit_their_kind(table: pd.DataFrame):
    """Yield each row of werkgebied whose code has not the form of its gebiedsoort."""
    for kind, (pattern, example) in _CODE_FORMS.items():
        rows = table.loc[table["gebiedsoort"] == kind, "code"].dropna()
        for place, value in rows[~rows.str.fullmatch(pattern)].items():
            cure = _("Schrijf zo: {example}").format(example=example)
            yield int(place), "code", value, _("Deze code heeft niet de goede vorm"), cure


OFFER_CONTRACTS = (
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
            "organisatiesoort": Column(optional=True, allowed=ORGANISATIESOORTEN, may_be_absent=True),
            "levensbeschouwing": MAYBE_TEXT,
            "gemeentecode": Column(optional=True, pattern=GEMEENTECODE, example="GM0599"),
            "website": MAYBE_TEXT,
            "telefoon": PHONE_NUMBER,
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
                    "luisteren en steun",
                    "weg vinden",
                    "activiteit",
                    "zingeving",
                    "ritueel",
                    "praktisch",
                ),
            ),
            "vorm": Column(optional=True, allowed=("individueel", "groep", "inloop", "cursus", "training", "creatief")),
            "kanaal": Column(allowed=tuple(Kanaal), many=True),
            "abc": Column(allowed=tuple(Abc)),
            "levensbeschouwing": MAYBE_TEXT,
            "capaciteit": MAYBE_COUNT,
            "capaciteit_eenheid": Column(optional=True, allowed=CAPACITEIT_EENHEDEN),
            "duur_weken": MAYBE_POSITIVE,
            "weken_per_jaar": MAYBE_POSITIVE,
            "uren_per_gesprek": MAYBE_POSITIVE,
            "gesprekken_per_persoon": MAYBE_POSITIVE,
            "max_gesprekken": Column(Kind.NUMBER, optional=True, above=0, may_be_absent=True),
            "gesprek_minuten": Column(Kind.NUMBER, optional=True, above=0, may_be_absent=True),
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
            "werkgebied_tekst": Column(optional=True, may_be_absent=True),
            "regel_nagevraagd_op": PAST,
            "regel_nagevraagd_bij": MAYBE_TEXT,
            "financiering": MAYBE_TEXT,
            "einddatum": DAY,
            "status": Column(allowed=("actief", "gepland", "gestopt", "vol")),
            "geldig_van": DAY,
            "geldig_tot": DAY,
            "laatst_gecontroleerd": PAST,
            "adres": MAYBE_TEXT,
            "telefoon": PHONE_NUMBER,
            "website": Column(optional=True, may_be_absent=True),
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
        rules=(ages_are_ages,),
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
        rules=(codes_fit_their_kind,),
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
            "precisie": Column(allowed=tuple(Precisie)),
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
)
"""The tables of organisaties, initiatieven with their lists and rules, and vindplaatsen."""
