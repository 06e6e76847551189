"""What gives a person away in a text: how each kind is written, how it is proven where it can be, and how it is masked.

A candidate is found by its form and then tested: the eleven-test of a BSN, the remainder of an IBAN, the Dutch plan of
telephone numbers. What has no test (a name, a date of birth, an address) needs a word beside it. No text is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mapping.persons_words import FIRST_NAMES, RELATION, SENSITIVE, TITLE
from mapping.words import N_


class Kind(StrEnum):
    """What was found; the value is what the user reads."""

    BSN = N_("een burgerservicenummer")
    EMAIL = N_("een e-mailadres")
    PHONE = N_("een telefoonnummer")
    IBAN = N_("een rekeningnummer")
    BIRTH = N_("een geboortedatum")
    NAME = N_("een naam van een persoon")
    ADDRESS = N_("een adres van een persoon")


@dataclass(frozen=True)
class Hit:
    """One find in a text: what it is, and the part of the text masked, so that it can be shown."""

    kind: Kind
    masked: str


DOT = "•"

BSN = re.compile(r"(?<![\w.,/+=?&#-])(\d{9}|\d{3}([. -])\d{3}\2\d{3}|\d{4}([. -])\d{2}\3\d{3})(?![\w]|[.,/-]\d)")
BSN_LABEL = re.compile(r"\b(?:bsn|burgerservicenummer|sofi-?nummer)\b\D{0,12}(\d[\d. -]{6,10}\d)", re.IGNORECASE)
BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
"""Weights of the eleven-test (Logisch Ontwerp BSN, RvIG): the weighted sum is a multiple of 11."""

MONEY_BEFORE = re.compile(r"(?:€|eur|euro)\s*$", re.IGNORECASE)
OTHER_NUMBER_BEFORE = re.compile(
    r"(?:kvk|rsin|btw|isbn|agb|big|zaak|dossier|beschikking|kenmerk|factuur|order)[\w-]*[\s:.#-]*(?:nr\.?|nummer)?[\s:]*$",
    re.IGNORECASE,
)
"""Words that say that the number after them is one of an organisation, a book or a case."""

AT = r"\s?(?:@|\[at\]|\(at\)|\sapenstaartje\s)\s?"
EMAIL = re.compile(
    rf"(?<![\w.+%'-])[\w.+%'-]{{1,64}}{AT}[\w-]{{1,63}}(?:\s?(?:\.|\[dot\]|\(punt\)|\spunt\s)\s?[\w-]{{1,63}}){{1,5}}",
    re.IGNORECASE,
)
HAS_AT = re.compile(AT, re.IGNORECASE)
ROLE = re.compile(
    r"(?:info|informatie|secretariaat|contact|administratie|algemeen|aanmeld(?:en|ing|ingen|punt)?|receptie|balie|bestuur"
    r"|post|mail|planning|helpdesk|service(?:desk)?|welkom|vrijwilligers?|co[oö]rdinatie|kantoor|bureau|redactie|hallo"
    r"|voorzitter|penningmeester|steunpunt|wijkteam|loket|inloop|verhuur|agenda|klantenservice)"
    r"(?:[._-][a-z]{1,20})?",
    re.IGNORECASE,
)
"""What stands before the @ in an address of an office rather than a person; a place or team may follow (`info.zuid`)."""

PHONE = re.compile(
    r"(?<![\w.,/+-])(?:(?:\+|00)31[\s.-]{0,2}(?:\(0\))?[\s.-]?\(?|\(?0)[1-9](?:[\s.()/-]{0,3}\d){8}(?![\w]|[.,/-]\d)"
)
PHONE_ABROAD = re.compile(r"(?<![\w.,-])\+(?!31)[1-9]\d{0,2}(?:[\s.()-]{0,2}\d){7,11}(?!\w)")
MOBILE = re.compile(r"06[1-58]\d{7}")
LANDLINE = re.compile(
    r"0(?:1[0-35]|2[0346]|3[03568]|4[0356]|5[0358]|7\d)[2-9]\d{6}|0(?:1[1678]|2[259]|3[1-4]|4[1789]|5[124-79])\d[2-9]\d{5}"
)
"""Area codes of two or three digits after the 0, and a number that begins with 2 to 9 (Nummerplan telefoon)."""

DATE_OR_TIMES = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d|\d{1,2}[.:]\d\d\s?(?:-|–|tot)\s?\d{1,2}[.:]\d\d")
"""Dates and opening times are written with the same digits and marks as telephone numbers."""

IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}(?!\w)", re.IGNORECASE)
IBAN_LENGTHS = {
    "NL": 18,
    "BE": 16,
    "DE": 22,
    "FR": 27,
    "GB": 22,
    "LU": 20,
    "ES": 24,
    "IT": 27,
    "PL": 28,
    "TR": 26,
    "LT": 20,
    "IE": 22,
}
"""Characters of an IBAN per country (ISO 13616 registry), for the countries whose accounts are common here."""

_MONTH = r"(?:jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]{0,6}\.?"
DATE = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}[-/. ](?:\d{{1,2}}|{_MONTH})[-/. ](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)(?!\d)",
    re.IGNORECASE,
)
BORN = re.compile(
    rf"\b(?:geboren|geb\.?|geboortedatum|geb\.?\s?dat(?:um|\.)?|dob)\s{{0,2}}(?:is|op|:|=|,|\()?\s{{0,2}}(?:\w{{2,6}}dag\s)?({DATE.pattern})",
    re.IGNORECASE,
)

# Every repeat below has an end: a hostile cell of thousands of letters must not take the square of its length.
UPPER = "A-ZÀ-ÝŞİĞČŠŽŁ"
LOWER = "a-zà-ÿ\u0100-\u017f"
BETWEEN = r"(?:(?:van|de|der|den|ten|ter|el|al|'t|te|in|bin|ben)\s{1,3}){0,3}"
CAPITAL = rf"[{UPPER}](?:[{LOWER}]|[{LOWER}]{{0,3}}['’-])[\w'’-]{{0,30}}"
INITIALS = r"(?:[A-Z]\.\s?){0,6}"
TITLED_NAME = re.compile(rf"(?<!\w){TITLE}\s{{1,3}}{INITIALS}{BETWEEN}{CAPITAL}(?:\s{{1,3}}{BETWEEN}{CAPITAL}){{0,3}}")
NAMED = re.compile(
    rf"(?<!\w)(?:{RELATION},?|[Ii]k heet|[Mm]ijn naam is|genaamd|[Cc]liënt|[Bb]ewoner|[Bb]ewoonster|[Pp]atiënt)"
    rf"\s{{1,3}}{CAPITAL}(?!\w)"
)
INITIALED_NAME = re.compile(rf"(?<![\w.])(?:[A-Z]\.\s?){{1,6}}{BETWEEN}{CAPITAL}")
FIRST_AND_LAST = re.compile(rf"(?<!\w)({CAPITAL})\s{{1,3}}{BETWEEN}{CAPITAL}(?!\w)")
NO_SURNAME = re.compile(
    r"\b(?:stichting|kerk|kapel|moskee|school)\b|[a-z](?:straat|laan|weg|plein|kerk|huis|school|kade|singel|park|gracht|kapel)\b",
    re.IGNORECASE,
)
"""Endings of places that are named after someone; after a title it is a person all the same."""

PC6 = r"[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}"
HOUSE = r"\d{1,4}(?:\s?[-/]?\s?(?:[a-zA-Z]|[IV]{1,3}|\d{1,3}))?"
STREET_END = r"(?:straat|laan|weg|plein|kade|singel|dijk|gracht|hof|pad|park|steeg|dreef|ring|markt|plantsoen)"
ADDRESS = re.compile(
    rf"(?<!\w){PC6}[\s,;]{{0,3}}(?:nr\.?|nummer|huisnummer|#)?[:\s]{{0,2}}{HOUSE}(?!\w)"
    rf"|(?<!\w){HOUSE}[\s,;]{{1,3}}{PC6}(?!\w)"
)
STREET_AND_HOUSE = re.compile(rf"(?<!\w)[A-ZÀ-Ý][\wà-ÿ'’-]{{0,30}}{STREET_END}\s{{1,3}}{HOUSE}(?!\w)")
WHOLE_PC6 = re.compile(rf"\s*{PC6}\s*")

SUSPECT = (
    r"(?:\d[^0-9A-Za-z]{0,4}){8}"  # a number that can be dialled, or that is someone's
    r"|@|\[at\]|\(at\)|apenstaartje"
    r"|[Gg][Ee][Bb]|[Dd][Oo][Bb]|[Bb][Ss][Nn]"
    rf"|[ \t\n][{UPPER}]|[A-Z]\."  # what every pattern of a name has
    r"|[1-9]\d{3} ?[A-Z]{2}"
    rf"|{STREET_END}[ \t\n]{{1,3}}\d"
)
"""What every kind of find needs at least; most cells have none of it. Without lookaround, so that Arrow can search a
whole column at once (RE2, which takes linear time on any text)."""

BEFORE = 30
"""Characters before a number in which a word says what kind of number it is."""


def digits(text: str) -> str:
    """Return the digits of a text."""
    return "".join(filter(str.isdigit, text))


def eleven_test(number: str) -> bool:
    """Tell whether nine digits can be a BSN: their weighted sum is a multiple of 11, and they are not all 0."""
    return (
        len(number) == 9
        and int(number) > 0
        and sum(w * int(d) for w, d in zip(BSN_WEIGHTS, number, strict=True)) % 11 == 0
    )


def iban_test(text: str) -> bool:
    """Tell whether a text is an IBAN: the length of its country, and remainder 1 on division by 97 (ISO 13616)."""
    plain = re.sub(r"[ .-]", "", text).upper()
    if len(plain) != IBAN_LENGTHS.get(plain[:2], 0):
        return False
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def masked(text: str, *, first: int, last: int) -> str:
    """Return the text with every letter and digit but the first and last few as a dot; `06-12345678` → `06-12••••78`."""
    places = [place for place, sign in enumerate(text) if sign.isalnum()]
    hidden = set(places[first : len(places) - last]) if len(places) > first + last else set(places[1:])
    return "".join(DOT if place in hidden else sign for place, sign in enumerate(text))


def bsn_hits(text: str, *, other_numbers: bool) -> Iterator[Hit]:
    """Yield each BSN; `other_numbers`: the column holds amounts or numbers of organisations, so only a named BSN counts."""
    for found in BSN_LABEL.finditer(text):
        if len(digits(found[1])) in (8, 9):
            yield Hit(Kind.BSN, masked(found[1], first=2, last=1))
            return
    if other_numbers:
        return
    for found in BSN.finditer(text):
        before = text[max(0, found.start() - BEFORE) : found.start()]
        if eleven_test(digits(found[1])) and not MONEY_BEFORE.search(before) and not OTHER_NUMBER_BEFORE.search(before):
            yield Hit(Kind.BSN, masked(found[1], first=2, last=1))


def email_hits(text: str, *, office: bool) -> Iterator[Hit]:
    """Yield each e-mail address; `office`: one of an office rather than a person is fine here."""
    for found in EMAIL.finditer(text) if HAS_AT.search(text) else ():
        name = HAS_AT.split(found[0], maxsplit=1)[0]
        if not (office and ROLE.fullmatch(name)):
            yield Hit(Kind.EMAIL, masked(found[0], first=1, last=2))


def phone_hits(text: str, *, office: bool) -> Iterator[Hit]:
    """Yield each telephone number; `office`: a landline is fine here, a mobile is not. Numbers as 0800 and 088 never count."""
    for found in PHONE_ABROAD.finditer(text):
        yield Hit(Kind.PHONE, masked(found[0], first=4, last=2))
    for found in PHONE.finditer(text):
        plain = re.sub(r"^(?:0031|31)0?", "0", digits(found[0])) if not found[0].startswith("0") else digits(found[0])
        plain = re.sub(r"^00310?", "0", plain)
        if DATE_OR_TIMES.search(found[0]) or OTHER_NUMBER_BEFORE.search(
            text[max(0, found.start() - BEFORE) : found.start()]
        ):
            continue
        if MOBILE.fullmatch(plain) or (LANDLINE.fullmatch(plain) and not office):
            yield Hit(Kind.PHONE, masked(found[0].strip(), first=4, last=2))


def iban_hits(text: str) -> Iterator[Hit]:
    """Yield each IBAN; the form may take in a word that follows, so shorter beginnings are tried as well."""
    for found in IBAN.finditer(text):
        length = IBAN_LENGTHS.get(found[0][:2].upper(), 0)
        places = [place for place, sign in enumerate(found[0]) if sign.isalnum()]
        if length and len(places) >= length and iban_test(number := found[0][: places[length - 1] + 1]):
            yield Hit(Kind.IBAN, masked(number, first=2, last=2))


def birth_hits(text: str, *, birth_column: bool) -> Iterator[Hit]:
    """Yield each date of birth: named as one, in a column of them, or a date of a lifetime beside a name."""
    if birth_column:
        if DATE.search(text) or re.fullmatch(r"\s*\d{5,8}\s*", text):
            yield Hit(Kind.BIRTH, masked(text, first=1, last=0))
        return
    found = BORN.search(text)
    if found:
        yield Hit(Kind.BIRTH, masked(found[1], first=1, last=0))
    elif (found := DATE.search(text)) and TITLED_NAME.search(text) and _lifetime(found[0]):
        yield Hit(Kind.BIRTH, masked(found[0], first=1, last=0))


def _lifetime(date: str) -> bool:
    """Tell whether the year of a date is one that a living adult may be born in: not one of our own measurements."""
    year = re.search(r"(19\d\d|200\d)", date)
    return bool(year)


def name_hits(text: str, *, alone: bool) -> Iterator[Hit]:
    """Yield a name of a person beside a word of health or belief; `alone`: a name by itself is too much already."""
    if not alone and not SENSITIVE.search(text):
        return
    for pattern in (TITLED_NAME, NAMED, INITIALED_NAME, FIRST_AND_LAST):
        for found in pattern.finditer(text):
            if pattern is FIRST_AND_LAST and (found[1].lower() not in FIRST_NAMES):
                continue
            # `C. Crisis` is an item of a list; letters make a name only where something else in the text is told of it
            if pattern is INITIALED_NAME and not SENSITIVE.search(text.replace(found[0], "")):
                continue
            if pattern is TITLED_NAME or not NO_SURNAME.search(found[0]):
                yield Hit(Kind.NAME, _masked_name(found[0]))
                return


def _masked_name(name: str) -> str:
    """Return the name with every word in capitals cut to its first letter."""
    return re.sub(r"(?<!\w)([A-ZÀ-Ý])([\wà-ÿ'’-]+)", lambda found: found[1] + DOT * len(found[2]), name)


def address_hits(text: str) -> Iterator[Hit]:
    """Yield each address with a house number."""
    for pattern in (ADDRESS, STREET_AND_HOUSE):
        for found in pattern.finditer(text):
            yield Hit(Kind.ADDRESS, masked(found[0], first=2, last=0))
