"""Make the set of cells on which the search for personal data is measured: invented from a seed, no person is in it.

Each kind has easy forms, forms with other marks or spaces, and a few that a program can hardly know (a digit written as
a word, a name without a title): the rate must be able to fall short. What should not be found looks like it as much as
it can: numbers of organisations, codes, coordinates, amounts, opening times, dates, names of streets and churches.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from mapping.persons import personal_data
from mapping.persons_patterns import BSN_WEIGHTS, Kind

SEED = 20_261_122
PER_KIND = 60
PER_LOOKALIKE = 150

BURGERS, PLACES = "gesprek", "initiatief"
SURNAMES = (
    "de Vries",
    "Jansen",
    "van den Berg",
    "El Amrani",
    "Yılmaz",
    "Bakker",
    "van Dijk",
    "Ramdin",
    "Öztürk",
    "Smit",
    "'t Hart",
)
FIRST = ("Jan", "Fatima", "Piet", "Aisha", "Truus", "Mehmet", "Radj", "Corrie", "Wolfgang", "Ludmila")
TITLES = ("mevrouw", "Mevrouw", "mw.", "dhr.", "de heer", "meneer", "Dhr.", "mevr.")
TOLD = (
    "is depressief", "heeft dementie", "kreeg de diagnose kanker", "is moslim", "is erg gelovig", "zit in een rolstoel",
    "is verslaafd geweest", "is katholiek opgevoed", "heeft een psychose gehad", "is ernstig ziek",
)  # fmt: skip
TALK = (
    "Sinds mijn man er niet meer is, is het huis stil.", "Ik mis iemand om mee te praten.", "Op dinsdag is er koffie.",
    "De drempel is hoog als je de taal niet spreekt.", "Wij komen elke week bij elkaar in het Huis van de Wijk.",
    "Voor mensen met depressie of dementie en hun naasten.", "Gesprekken over geloof en zingeving, ook voor niet gelovigen.",
    "De imam en de pastor werken samen.", "Na een beroerte weet je niet meer wie je bent.", "Rouwgroep na zelfdoding.",
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One cell of the set; `kind` is None where nothing should be found, and `group` names what it looks like."""

    group: str
    table: str
    column: str
    text: str
    kind: Kind | None


Maker = Callable[[random.Random], tuple[str, str, str]]


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _place in range(count))


def bsn(rng: random.Random) -> str:
    """Return nine digits that pass the eleven-test, as about one in eleven do."""
    while True:
        number = rng.choice("123456789") + _digits(rng, 8)
        if sum(weight * int(digit) for weight, digit in zip(BSN_WEIGHTS, number, strict=True)) % 11 == 0:
            return number


def iban(rng: random.Random) -> str:
    """Return a Dutch account number with the right check digits, at a bank that does not exist."""
    account = rng.choice(("ZINK", "KAAR", "VOOR")) + _digits(rng, 10)
    rest = int("".join(str(int(sign, 36)) for sign in account + "NL00")) % 97
    return f"NL{98 - rest:02d}{account}"


def _grouped(text: str, sizes: tuple[int, ...], mark: str) -> str:
    parts, place = [], 0
    for size in sizes:
        parts.append(text[place : place + size])
        place += size
    return mark.join(parts)


def _bsn_cell(rng):
    number = bsn(rng)
    forms = (
        number, _grouped(number, (3, 3, 3), "."), _grouped(number, (4, 2, 3), "."), _grouped(number, (3, 3, 3), " "),
        f"BSN {number}", f"haar bsn is {number} volgens de brief", f"burgerservicenummer: {_grouped(number, (4, 2, 3), ' ')}",
        f"nr {number};", _grouped(number, (2, 3, 4), "-"),
    )  # fmt: skip
    return BURGERS, rng.choice(("toelichting", "bsn", "citaat", "nummer")), rng.choice(forms)


def _email_cell(rng):
    first, last = rng.choice(FIRST).lower(), rng.choice(SURNAMES).lower().replace(" ", "").replace("'", "")
    host = rng.choice(("voorbeeld.nl", "mail.voorbeeld.org", "gemeente-voorbeeld.nl"))
    forms = (
        f"{first}.{last}@{host}", f"{first[0]}{last}@{host}", f"Mail naar {first}_{last}82@{host}.", f"{first.title()}@{host}",
        f"{first} [at] {host}", f"{first}.{last}(at){host}", f"{first} apenstaartje voorbeeld punt nl",
    )  # fmt: skip
    table = rng.choice((BURGERS, PLACES))
    return table, rng.choice(("toelichting", "contact", "website")), rng.choice(forms)


def _phone_cell(rng):
    mobile = "06" + rng.choice("1234") + _digits(rng, 7)
    land = rng.choice(("010", "020", "0180", "0181", "070", "0115"))
    land += rng.choice("2345678") + _digits(rng, 9 - len(land))
    area = 4 if land[:4] in ("0180", "0181", "0115") else 3
    forms = (
        mobile, _grouped(mobile, (2, 8), "-"), _grouped(mobile, (2, 2, 2, 2, 2), " "), _grouped(mobile, (2, 4, 4), " "),
        f"+31{mobile[1:]}", f"+31 (0)6 {mobile[2:]}", f"0031 6 {mobile[2:6]} {mobile[6:]}",
        f"bel {_grouped(mobile, (3, 3, 2, 2), ' ')} na zes uur",
        f"{land[:area]}-{land[area:]}", f"({land[:area]}) {land[area:]}",
        f"tel. {land[:area]} {land[area : area + 3]} {land[area + 3 :]}",
        f"+31 {land[1:area]} {land[area:]}", f"nul zes {mobile[2:5]} {mobile[5:]}",
    )  # fmt: skip
    return BURGERS, rng.choice(("toelichting", "telefoon", "citaat")), rng.choice(forms)


def _iban_cell(rng):
    number = iban(rng)
    forms = (
        number,
        _grouped(number, (4, 4, 4, 4, 2), " "),
        f"gift op {number} graag",
        number.lower(),
        f"rekening {_grouped(number, (4, 4, 10), '.')}",
    )
    return rng.choice((BURGERS, PLACES)), rng.choice(("toelichting", "financiering")), rng.choice(forms)


def _birth_cell(rng):
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1930, 2005)
    if rng.random() < 0.4:
        return BURGERS, rng.choice(("geboortedatum", "geb_datum", "Geboortedatum cliënt")), rng.choice(
            (f"{day}-{month}-{year}", f"{year}-{month:02d}-{day:02d}", f"{day:02d}/{month:02d}/{year}",
        str(rng.randint(12_000, 38_000)))
        )  # fmt: skip
    forms = (
        f"geboren op {day}-{month}-{year}", f"Zij is geboren op {day} mei {year}",
        f"geb. {day:02d}-{month:02d}-{year}", f"(geb. {day}/{month}/{year})",
        f"{rng.choice(TITLES)} Bakker, {day}-{month}-{year}", f"geboortedatum: {day}.{month}.{year}",
        f"kwam in {year} ter wereld, op {day} mei",
    )  # fmt: skip
    return BURGERS, rng.choice(("toelichting", "citaat")), rng.choice(forms)


def _name_cell(rng):
    last, first, told = rng.choice(SURNAMES), rng.choice(FIRST), rng.choice(TOLD)
    forms = (
        f"{rng.choice(TITLES)} {last[0].upper() + last[1:]} {told}", f"{rng.choice(TITLES)} {last} {told}",
        f"{first} {last} {told}",
        f"{first[0]}. {last} {told}.", f"Mijn buurvrouw {first} {told}.", f"Ik heet {first} en mijn zus {told}",
        f"{last.title()} {told}",
        f"Cliënt {first} {told}",
    )  # fmt: skip
    return rng.choice((BURGERS, PLACES)), rng.choice(("citaat", "toelichting", "werkgebied_tekst")), rng.choice(forms)


def _address_cell(rng):
    pc6, house = (
        f"{rng.randint(1000, 9999)}{rng.choice(('', ' '))}{rng.choice('ABCDEGHJKLMNP')}{rng.choice('BEGHKLMNPRT')}",
        rng.randint(1, 400),
    )
    street = rng.choice(("Dorpsstraat", "Molenlaan", "Kerkweg", "Havenkade", "Beatrixplein", "Laan van Zuid"))
    forms = (
        f"{pc6} {house}", f"{street} {house}, {pc6}", f"woont op {pc6}, nr {house}", f"{street} {house}", f"{house} {pc6}",
        f"in de {street} {house}-{rng.choice('abc')}", f"{pc6} huisnummer {house}",
    )  # fmt: skip
    return BURGERS, rng.choice(("citaat", "toelichting", "vindplaats")), rng.choice(forms)


MUST_BE_FOUND: dict[Kind, Maker] = {
    Kind.BSN: _bsn_cell,
    Kind.EMAIL: _email_cell,
    Kind.PHONE: _phone_cell,
    Kind.IBAN: _iban_cell,
    Kind.BIRTH: _birth_cell,
    Kind.NAME: _name_cell,
    Kind.ADDRESS: _address_cell,
}


def _free(rng):
    street, house = rng.choice(("Dorpsstraat", "Kerkweg", "Molenlaan")), rng.randint(1, 300)
    return f"{street} {house}, {rng.randint(1000, 9999)} AB Molendrecht"


def _opening(rng):
    hour = rng.randint(7, 11)
    return rng.choice((
        f"ma-vr {hour:02d}.00-17.00", f"di {hour:02d}:30 - 12:00 en 13:00 - {hour + 6}:30", f"{hour:02d}.30-12.00 13.00-17.00",
        f"07.45-12.30 13.{rng.randint(10, 59)}-17.00",
        f"op {rng.randint(1, 28):02d}-0{rng.randint(1, 9)}-2026 {hour}:00 tot 12:00",
    ))  # fmt: skip


BOTH = (BURGERS, PLACES)


def _numbers(rng):
    number = f"{rng.randint(100, 999)}.{_digits(rng, 3)}"
    forms = (
        f"€ {number}", f"€ {number}.{_digits(rng, 3)}", str(rng.randint(0, 99_999)),
        f"{rng.uniform(0, 1e6):.2f}".replace(".", ","), f"{rng.randint(1, 99)} mensen in {rng.randint(2000, 2026)}",
    )  # fmt: skip
    return rng.choice(BOTH), rng.choice(("bedrag", "aantal", "toelichting")), rng.choice(forms)


def _coordinates(rng):
    forms = (
        f"{rng.uniform(8e4, 1e5):.3f}", f"{rng.uniform(4, 5):.8f}", f"{rng.uniform(3, 7):.6f}, {rng.uniform(51, 53):.6f}",
        f"{rng.randint(80_000, 99_999)} {rng.randint(400_000, 450_000)}",
    )  # fmt: skip
    return rng.choice(BOTH), rng.choice(("x", "lengte", "punt")), rng.choice(forms)


def _days(rng):
    forms = (
        str(rng.randint(1950, 2030)), f"{rng.randint(1, 28)}-{rng.randint(1, 12)}-{rng.randint(2015, 2026)}",
        f"2026-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}", f"opgericht op 1-1-{rng.randint(1930, 2000)}",
        f"{rng.randint(2010, 2020)}-{rng.randint(2021, 2026)}",
    )  # fmt: skip
    return BURGERS, rng.choice(("jaar", "datum", "toelichting")), rng.choice(forms)


def _places(rng):
    forms = (
        "Huis van de Wijk De Brug", "Sint Jan de Doperkerk", "Pieter de Hooghschool", "Maria Magdalenahuis", "Anne Frankplein",
        "Stichting Zin in Zuid", "Humanistisch Verbond", "Laurenskapel", "Aisha Moskee", "Leger des Heils",
        "Wijk 08 ten noorden van Rijksweg 20",
    )  # fmt: skip
    name = rng.choice(forms)
    return (PLACES if "Rijksweg" in name else rng.choice(BOTH)), "vindplaats", name


def _company(rng):
    return rng.choice(BOTH), "kvk", rng.choice((_digits(rng, 8), f"KvK {_digits(rng, 8)}", _digits(rng, 12)))


def _case(rng):
    return PLACES, rng.choice(("rsin", "beschikkingsnummer")), bsn(rng)


def _code(rng):
    return rng.choice(BOTH), "gebiedcode", rng.choice(("WK0599", "BU059901", "GM0")) + _digits(rng, 4)


def _office_mail(rng):
    name = rng.choice(("info", "secretariaat", "aanmelden", "contact", "info.zuid"))
    return PLACES, rng.choice(("contact", "website")), f"{name}@voorbeeld.nl"


def _office_phone(rng):
    forms = (f"010-4{_digits(rng, 6)}", f"0800-{_digits(rng, 4)}", f"088 {_digits(rng, 3)} {_digits(rng, 4)}")
    return PLACES, rng.choice(("contact", "telefoon")), rng.choice(forms)


def _postcode(rng):
    number = rng.randint(1000, 9999)
    return BURGERS, rng.choice(("pc4", "toelichting")), rng.choice((str(number), f"uit {number}", f"{number} AB"))


def _website(rng):
    forms = (
        "https://www.voorbeeld.nl/zin",
        "www.voorbeeld.nl/2026/01/12345678",
        f"https://voorbeeld.nl/?id={_digits(rng, 9)}",
    )
    return PLACES, "website", rng.choice(forms)


LOOKALIKES: dict[str, Maker] = {
    "KvK-nummers en vestigingsnummers": _company,
    "RSIN en beschikkingsnummers in hun eigen kolom": _case,
    "codes van CBS": _code,
    "coördinaten": _coordinates,
    "jaren en datums": _days,
    "bedragen en aantallen": _numbers,
    "openingstijden": lambda rng: (rng.choice(BOTH), "openingstijden", _opening(rng)),
    "adressen van plaatsen": lambda rng: (PLACES, "adres", _free(rng)),
    "info@ van een organisatie, in een kolom voor contact": _office_mail,
    "vaste nummers van een organisatie, in een kolom voor contact": _office_phone,
    "namen van plaatsen en organisaties": _places,
    "zinnen over ziekte en geloof, zonder naam": lambda rng: (
        rng.choice(BOTH), rng.choice(("citaat", "toelichting")), f"{rng.choice(TALK)} {rng.choice(TALK)}",
    ),
    "postcodes zonder huisnummer": _postcode,
    "websites": _website,
    "andere nummers van negen cijfers": lambda rng: (BURGERS, "volgnummer", str(rng.randint(100_000_000, 999_999_999))),
    "onderdelen van een lijst": lambda rng: (
        BURGERS, "vraagtype", rng.choice(("A. Aandacht", "B. Begeleiding", "C. Crisis", "A. Depressie", "1. Rouw", "D. Geloof")),
    ),
}  # fmt: skip
"""What looks like a person and is none; of the other numbers of nine digits one in eleven passes the eleven-test by chance."""


def cells() -> list[Cell]:
    """Make the set: PER_KIND cells of each kind, PER_LOOKALIKE of each group that looks like one. Equal each time."""
    rng = random.Random(SEED)
    found = [Cell(kind.value, *maker(rng), kind) for kind, maker in MUST_BE_FOUND.items() for _time in range(PER_KIND)]
    return found + [
        Cell(group, *maker(rng), None) for group, maker in LOOKALIKES.items() for _time in range(PER_LOOKALIKE)
    ]


def found(cell: Cell) -> bool:
    """Tell whether the cell is found: as its own kind, or for one that should pass, as anything at all."""
    table = pd.DataFrame({cell.column: [cell.text]}, dtype="str")
    findings = personal_data(table, cell.table, file="set.csv", first_row=2)
    return any(cell.kind is None or cell.kind.value in finding.message for finding in findings)


def rates() -> dict[str, tuple[int, int]]:
    """Return for each group of the set how many cells were found, of how many."""
    made: dict[str, list[bool]] = {}
    for cell in cells():
        made.setdefault(cell.group, []).append(found(cell))
    return {group: (sum(hits), len(hits)) for group, hits in made.items()}


def written(measured: dict[str, tuple[int, int]]) -> str:
    """Write the rates as the two tables of docs/personen.md."""
    kinds = {kind.value for kind in Kind}
    tables = []
    for title, inside in (
        ("Wat gevonden moet worden | gevonden", True),
        ("Wat erop lijkt | ten onrechte gevonden", False),
    ):
        groups = {group: rate for group, rate in measured.items() if (group in kinds) == inside}
        hits, count = (sum(part) for part in zip(*groups.values(), strict=True))
        lines = [f"| {group} | {hit} van {size} ({hit / size:.0%}) |" for group, (hit, size) in groups.items()]
        total = f"| **samen** | {hits} van {count} ({hits / count:.1%}) |".replace(".", ",")
        tables.append("\n".join([f"| {title} |", "|---|---|", *lines, total]))
    return "\n\n".join(tables)


if __name__ == "__main__":
    print(written(rates()))
