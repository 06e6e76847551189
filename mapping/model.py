"""The words and numbers that the whole project shares: enumerations, age bands and named constants with unit and source."""

from dataclasses import dataclass
from enum import StrEnum

RD_NEW = "EPSG:28992"
"""Coordinates inside the product: Rijksdriehoek, metres. WGS84 exists only at named edges (web map, GeoJSON)."""

WGS84 = "EPSG:4326"

SQLITE_START = b"SQLite format 3\x00"
"""The first bytes of every GeoPackage (OGC 12-128r19, clause 1.1.1)."""

GEOPACKAGE_MARK_AT = slice(68, 70)
"""Where SQLite keeps the application id; it begins with GP in a GeoPackage of any version (GP10, GP11, GPKG)."""

HEAD_BYTES = 100
"""The length of the header of an SQLite file, which is enough to know a GeoPackage by."""


def is_geopackage(head: bytes) -> bool:
    """Tell whether the first HEAD_BYTES of a file are those of a GeoPackage."""
    return head.startswith(SQLITE_START) and head[GEOPACKAGE_MARK_AT] == b"GP"


NEDERLAND = "NL"
"""The code that stands in `aandeel.gebiedcode` for a share of the whole country."""

UNIEK = "uniek"
"""The row that counts each person once over all levensvragen (method: omega times the parts)."""

IEDEREEN = "iedereen"
"""The value in `initiatief_subgroep.subgroep` of an initiatief that is open to every subgroep."""

ALLE_LEEFTIJDEN = "alle"
"""The value of `aandeel.leeftijdsband` that holds for every band without a row of its own."""

INWONERS_NEDERLAND = 17_590_672
"""Inhabitants on 1 January 2022 (CBS 85318NED, sum of the gemeenten); the capacity of a landelijk initiatief is shared by it."""

MIN_BASIS_INWONERS = 50
"""Below this number of inhabitants a share says nothing about a gebied (CBS percentages turn into noise)."""

MIN_BASIS_BIJZONDER = 100
"""The same for subgroepen under article 9 AVG (health, faith, origin)."""

MIN_OMVANG = 10
"""Estimates of fewer people than this are shown as 'te klein'."""

RAND_KM = 10.0
"""Around a region people within this many km (straight, between outlines) ask for the same places; method.md section 2."""

AFSTANDSFACTOR = 1.3
"""Road distance over straight-line distance: the circuity factor of the method (method.md section 2)."""


class Soort(StrEnum):
    """How a figure came about, from strong to weak; the weakest of its ingredients holds for a product."""

    GEMETEN = "gemeten"
    GEMODELLEERD = "gemodelleerd"
    GESCHAT = "geschat"
    AANNAME = "aanname"


class Lokaal(StrEnum):
    """What is known about this gebied itself; at NEE only a national share is."""

    JA = "ja"
    ALLEEN_LEEFTIJD = "alleen leeftijd"
    NEE = "nee"


class Rol(StrEnum):
    """A levensvraag takes places; a kenmerk only decides which doors open."""

    LEVENSVRAAG = "levensvraag"
    KENMERK = "kenmerk"


class Gebiedsniveau(StrEnum):
    """Levels of reporting, from fine to coarse."""

    PC4 = "pc4"
    BUURT = "buurt"
    WIJK = "wijk"
    GEMEENTE = "gemeente"
    REGIO = "regio"


class Wat(StrEnum):
    """What a row of `aandeel` is a share of."""

    AANDEEL = "aandeel"
    STEUNVRAAG = "steunvraag"
    RECHT_PALLIATIEF = "recht_palliatief"


class Kanaal(StrEnum):
    """How an initiatief meets people."""

    OP_LOCATIE = "op locatie"
    HUISBEZOEK = "huisbezoek"
    TELEFONISCH = "telefonisch"
    ONLINE = "online"


OP_AFSTAND = (Kanaal.TELEFONISCH, Kanaal.ONLINE)
"""Channels that need no journey."""


class Abc(StrEnum):
    """Level of support: aandacht, begeleiding, crisis or complex (geestelijk verzorger)."""

    A = "A"
    B = "B"
    C = "C"


class Niveau(StrEnum):
    """The toggle of every page: all support, or only that of a geestelijk verzorger."""

    ALLE = "alle"
    C = "C"


class WerkgebiedStand(StrEnum):
    """What is known about the werkgebied of an initiatief."""

    GEEN_BEPERKING = "geen beperking"
    LIJST = "lijst"
    ONBEKEND = "onbekend"


class Gebiedsoort(StrEnum):
    """What kind of code a row of `werkgebied` holds."""

    PC4 = "pc4"
    BUURT = "buurt"
    WIJK = "wijk"
    GEMEENTE = "gemeente"
    REGIO = "regio"
    LANDELIJK = "landelijk"


class Regelsoort(StrEnum):
    """Personal rules; those from GESLACHT on cannot be decided with the data we have."""

    MIN_LEEFTIJD = "min_leeftijd"
    MAX_LEEFTIJD = "max_leeftijd"
    PALLIATIEF = "palliatief"
    NAASTE = "naaste"
    GESLACHT = "geslacht"
    LEVENSBESCHOUWING = "levensbeschouwing"
    ANDERS = "anders"


class Stand(StrEnum):
    """How far the offer of a gebied has been looked up."""

    NIET = "niet"
    DEELS = "deels"
    VOLLEDIG = "volledig"


class Merk(StrEnum):
    """Why a figure is absent; empty where it stands. Missing, hidden, too small and zero stay four things."""

    GEEN = ""
    VERBORGEN = "verborgen"
    TE_KLEIN = "te_klein"
    ONBEKEND = "onbekend"


@dataclass(frozen=True, order=True)
class Leeftijdsband:
    """Ages from `start` up to but not including `stop`, in whole years."""

    start: int
    stop: int

    @property
    def label(self) -> str:
        """Write the band as in the tables: `18-49`, or `75+` for the open one."""
        return f"{self.start}+" if self.stop >= OUDSTE else f"{self.start}-{self.stop - 1}"

    @classmethod
    def from_label(cls, label: str) -> "Leeftijdsband":
        """Read `18-49` or `75+`; raises ValueError for anything else."""
        if label.endswith("+"):
            return cls(int(label[:-1]), OUDSTE)
        start, last = label.split("-")
        return cls(int(start), int(last) + 1)


OUDSTE = 120
"""Where the open age band ends: nobody in the tables is older."""

LEEFTIJDSBANDEN = tuple(Leeftijdsband(*ages) for ages in ((0, 18), (18, 50), (50, 65), (65, 75), (75, OUDSTE)))
"""The five bands of every report (method.md section 1)."""

JONGSTE_VOLWASSENE = 18
"""Ages below this are left out by default."""

LEEFTIJDSGRENS = 50
"""The minimum age of geestelijke verzorging thuis (seed 003, footnote 6); sources disagree, so it is a setting."""

VIJFJAARSGROEPEN = tuple(Leeftijdsband(age, age + 5 if age < 95 else OUDSTE) for age in range(0, 100, 5))
"""The age groups of CBS 83502NED, as `0-4` … `95+`."""

DELEN = ("bediend", "geen_plaats", "uitgesloten", "buiten_bereik", "onbekend")
"""The five parts of the split, as columns; they add up to vraag."""

UITGESLOTEN_DELEN = (
    "uitgesloten_plaats",
    "uitgesloten_persoon",
    "uitgesloten_een_van_beide",
    "uitgesloten_beide",
)
"""The four parts of uitgesloten; they add up to it."""


class Precisie(StrEnum):
    """How exactly a place is known, from fine to coarse; at WIJK there is no point."""

    EXACT = "exact"
    STRAAT = "straat"
    PC4 = "pc4"
    WIJK = "wijk"


SHELTERED = ("opvang", "azc", "verslavingszorg")
"""Kinds of vindplaats that are known and shown by wijk only, whatever anybody fills in (domain.md section 4)."""


class BewijsEenheid(StrEnum):
    """What a bewijs is: a printed percentage or count, or something that is said without a number."""

    PERCENTAGE = "percentage"
    AANTAL = "aantal"
    UITSPRAAK = "uitspraak"


class BewijsStatus(StrEnum):
    """How a bewijs stands in its source (domain.md section 9); BIJSCHRIFT has no figures there, which is never 0."""

    LETTERLIJK = "letterlijk"
    AFGELEID = "afgeleid"
    BIJSCHRIFT = "alleen bijschrift"
    CONFLICTEREND = "conflicterend"
    ONDUIDELIJK = "onduidelijk in bron"


EXACT = "exact"
"""The waardetype of a number that the source prints without a word such as bijna or ruim."""

ZINNEN = ("behoefte", "regels", "bereik", "plaats", "aansluiting")
"""The five sentences of the start page, in their order."""


class Bijdragesoort(StrEnum):
    """What someone passes on: it is missing, it stopped, this group is met here, these two (should) know each other, else."""

    ONTBREEKT = "ontbreekt"
    GESTOPT = "gestopt"
    GROEP = "vindplaats_groep"
    VERBINDING = "verbinding"
    ANDERS = "anders"


class Bijdragestand(StrEnum):
    """Where a bijdrage is: waiting, a row of its own, put into a row that was there, dealt with by hand, or refused."""

    NIEUW = "nieuw"
    AANVAARD = "aanvaard"
    SAMENGEVOEGD = "samengevoegd"
    AFGEHANDELD = "afgehandeld"
    AFGEWEZEN = "afgewezen"


OVERGENOMEN = (Bijdragestand.AANVAARD, Bijdragestand.SAMENGEVOEGD)
"""Standen in which a version of the region holds what the bijdrage said."""

LONGEST_NAME, LONGEST_ADDRESS, LONGEST_TEXT = 120, 120, 500
"""Characters in a bijdrage: the name of a place or initiatief, a street with its number, and a few sentences. What is
longer is a story, and stories hold people."""


@dataclass(frozen=True)
class Geocoded:
    """Where an address is: a point in RD New in metres (None at precisie WIJK) and the gebied that it lies in.

    `gebiedcode` is empty outside the region, `pc4` where it is not known; `score` is that of the service, None without
    one. `note` says in a sentence what the user must know about it, empty where there is nothing.
    """

    text: str
    precisie: Precisie
    x: float | None
    y: float | None
    gebiedcode: str
    pc4: str
    score: float | None
    bron: str
    peildatum: str
    note: str = ""


@dataclass(frozen=True)
class Candidate:
    """An address that may be meant; its `key` chooses it."""

    key: str
    text: str


@dataclass(frozen=True)
class Found:
    """What came of a search: a place, or candidates to choose from, or neither; and a sentence about it.

    `unanswered` where the service could not be reached, so that the same question may have a better answer later.
    """

    place: Geocoded | None = None
    candidates: tuple[Candidate, ...] = ()
    message: str = ""
    unanswered: bool = False


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet runs a text cell that begins with one of these (OWASP, CSV injection)."""
