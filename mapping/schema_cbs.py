"""The contracts of the CBS files that a region is built from; columns that we do not use may stand beside ours."""

from mapping.contract import Column, Kind, TableContract
from mapping.contract_columns import FIVE_YEARS, GEMEENTECODE, PC4, TEXT, WIJKCODE

PERCENTAGE = Column(Kind.NUMBER, optional=True, at_least=0, at_most=100)
INHABITANTS = Column(Kind.WHOLE, optional=True, at_least=0)
WIJK = Column(pattern=WIJKCODE, example="WK059901")
GEMEENTE = Column(pattern=GEMEENTECODE, example="GM0599")
POSTCODE = Column(pattern=PC4, example="3071")

WIJKEN = TableContract(
    "wijken",
    ("wijkcode",),
    {"wijkcode": WIJK, "wijknaam": TEXT, "gemeentecode": GEMEENTE, "gemeentenaam": TEXT, "geometry": Column(Kind.AREA)},
    open=True,
    may_be_empty=False,
)
"""CBS gebiedsindelingen, the outlines of the wijken."""

KERNCIJFERS = TableContract(
    "kerncijfers",
    ("wijkcode",),
    {
        "wijkcode": WIJK,
        "aantal_inwoners": INHABITANTS,
        "stedelijkheid_klasse": Column(Kind.WHOLE, optional=True, at_least=1, at_most=5),
        "percentage_personen_laagste_40_inkomen": PERCENTAGE,
        "percentage_opleidingsniveau_hoog": PERCENTAGE,
    },
    open=True,
    may_be_empty=False,
)
"""CBS 85318NED, Kerncijfers wijken en buurten."""

POSTCODES = TableContract(
    "postcodes",
    ("pc4",),
    {
        "pc4": POSTCODE,
        "plaats": Column(optional=True),
        "aantal_inwoners": INHABITANTS,
        "geometry": Column(Kind.AREA),
    },
    open=True,
    may_be_empty=False,
)
"""CBS Kerncijfers per postcode (outlines), with the inhabitants of 83503NED."""

LEEFTIJDEN = TableContract(
    "leeftijden",
    ("pc4", "leeftijd"),
    {"pc4": POSTCODE, "leeftijd": FIVE_YEARS, "aantal_inwoners": INHABITANTS},
    open=True,
    may_be_empty=False,
)
"""CBS 83502NED, inhabitants per postcode in groups of five years."""

POSTCODE_GEBIED = TableContract(
    "postcode-gebied",
    ("pc4", "wijkcode"),
    {"pc4": POSTCODE, "wijkcode": WIJK, "aandeel_pc4_oppervlakte": Column(Kind.NUMBER, at_least=0, at_most=1)},
    open=True,
    may_be_empty=False,
)
"""Which part of the area of a postcode lies in which wijk."""

REGIOS = TableContract(
    "regios",
    ("gemeentecode_2022",),
    {"regio": TEXT, "gemeentecode_2022": GEMEENTE},
    open=True,
    may_be_empty=False,
)
"""Which gemeente belongs to which regio of the user."""
