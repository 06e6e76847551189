"""The contracts of who lives where and what they want: gebieden, postcodes, cellen, shares, vraag, and the version."""

import pandas as pd

from mapping.contract import Column, Kind, TableContract
from mapping.contract_columns import (
    BAND,
    CODE,
    COUNT,
    FIVE_YEARS,
    FLAG,
    GEBIEDCODE,
    GEMEENTECODE,
    IDENTIFIER,
    LOKAAL,
    MAYBE_COUNT,
    MAYBE_TEXT,
    NAME_IN_CODE,
    NOTED,
    PAST,
    PC4,
    POSTCODE,
    SHARE,
    SOORT,
    TEXT,
    WHOLE,
)
from mapping.model import ALLE_LEEFTIJDEN, LEEFTIJDSBANDEN, NEDERLAND, Gebiedsniveau, Rol, Stand, Wat
from mapping.words import _


def low_to_high(table: pd.DataFrame):
    """Yield each share whose laag, midden and hoog are out of order."""
    wrong = (table["laag"] > table["midden"]) | (table["midden"] > table["hoog"])
    for place in table.index[wrong]:
        value = " / ".join(f"{table.at[place, step]:g}" for step in ("laag", "midden", "hoog"))
        yield int(place), "laag, midden, hoog", value, _("Deze drie lopen niet op"), _("Zet laag ≤ midden ≤ hoog")


REGION_CONTRACTS = (
    TableContract(
        "gebied",
        ("gebiedcode",),
        {
            "gebiedcode": CODE,
            "gebiednaam": TEXT,
            "gebiedsniveau": Column(
                allowed=(Gebiedsniveau.PC4, Gebiedsniveau.BUURT, Gebiedsniveau.WIJK, Gebiedsniveau.GEMEENTE)
            ),
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
        rules=(low_to_high,),
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
"""The tables that a region is counted on, with what was looked up (inventaris) and how it was made (meta)."""
