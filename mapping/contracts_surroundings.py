"""The contracts of what lies around and between the gebieden: water with its overgangen, and the cellen of the rand."""

from mapping.contract import Column, Kind, TableContract
from mapping.contract_columns import (
    CODE,
    COUNT,
    FIVE_YEARS,
    GEMEENTECODE,
    IDENTIFIER,
    MAYBE_TEXT,
    NAME_IN_CODE,
    NOTED,
    POSTCODE,
    TEXT,
    WHOLE,
)

SURROUNDING_CONTRACTS = (
    TableContract(
        "water",
        ("water",),
        {
            "water": IDENTIFIER,
            "naam": TEXT,
            "breedte_m": Column(Kind.NUMBER, above=0),
            **NOTED,
            "geometry": Column(Kind.LINE),
        },
    ),
    TableContract(
        "overgang",
        ("overgang",),
        {
            "overgang": IDENTIFIER,
            "naam": TEXT,
            "soort": Column(allowed=("brug", "tunnel", "veer", "dam")),
            "water": Column(pattern=NAME_IN_CODE, example="oude-maas", refers="water.water"),
            **NOTED,
            "geometry": Column(Kind.POINT),
        },
    ),
    TableContract(
        "rand",
        ("gebiedcode", "pc4"),
        {
            "gebiedcode": CODE,
            "pc4": POSTCODE,
            "inwoners": COUNT,
            "area_km2": COUNT,
            "gemeentecode": Column(pattern=GEMEENTECODE, example="GM0505"),
            "regio": MAYBE_TEXT,
            "stedelijkheid": Column(Kind.WHOLE, optional=True, at_least=1, at_most=5),
            "gebied_inwoners": WHOLE,
            **NOTED,
            "geometry": Column(Kind.POINT),
        },
    ),
    TableContract(
        "rand_leeftijd",
        ("gebiedcode", "pc4", "leeftijdsband"),
        {"gebiedcode": CODE, "pc4": POSTCODE, "leeftijdsband": FIVE_YEARS, "inwoners": COUNT, **NOTED},
    ),
)
"""All may be empty: without water a straight line holds, without rand only the people of the region ask for places."""
