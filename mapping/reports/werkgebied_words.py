"""What is wrong with a werkgebied in a sentence, and what to do about it."""

from mapping.analysis.werkgebied.check import Check
from mapping.analysis.werkgebied.parsed import RemarkKind
from mapping.words import N_, _

WORDS: dict[str, tuple[str, str]] = {
    Check.DEAD: (
        N_("De code {value} bestaat niet meer: het is nu {detail}."),
        N_("Zet de nieuwe code in de lijst. Was alleen een deel bedoeld, noem dan de postcodes of wijken."),
    ),
    Check.NEWER: (
        N_("De code {value} is nieuwer dan dit regiobestand. Daar heet het nog {detail}."),
        N_("Gebruik de oude codes, of maak het regiobestand opnieuw met nieuwere CBS-bestanden."),
    ),
    Check.NO_SUCH_CODE: (
        N_("De code {value} bestaat niet. Wat wel bestaat: {detail}."),
        N_("Controleer de code; de namen en codes staan in de tabel gebied."),
    ),
    Check.NOBODY_HERE: (
        N_("Met deze lijst mag niemand in deze regio komen."),
        N_("Controleer de codes, of haal het initiatief uit het bestand."),
    ),
    Check.OUT_OF_REACH: (
        N_("De plaats van het initiatief ligt zo ver van zijn werkgebied dat niemand er binnen bereik is."),
        N_("Controleer het adres en de lijst."),
    ),
    Check.UNKNOWN: (
        N_("Voor wie het initiatief werkt, is niet bekend."),
        N_("Vraag het na, of schrijf het op in de kolom werkgebied_tekst."),
    ),
    Check.TEXT_DIFFERS: (
        N_("De omschrijving ‘{value}’ zegt iets anders dan de lijst: wij lezen er {detail} in."),
        N_("De lijst telt. Pas de lijst of de omschrijving aan."),
    ),
    RemarkKind.UNREAD: (
        N_("Dit lezen wij niet: ‘{value}’."),
        N_("Schrijf postcodes (3071 t/m 3079), wijken of gemeenten, met komma’s ertussen."),
    ),
    RemarkKind.STRANGE_POSTCODE: (
        N_("‘{value}’ is geen goede postcode."),
        N_("Schrijf vier cijfers, en een nul als cijfer 0: bijvoorbeeld 3071-3079."),
    ),
    RemarkKind.AMBIGUOUS: (
        N_("De naam ‘{value}’ kan meer betekenen: {detail}."),
        N_("Zet er ‘gemeente’ of ‘wijk’ voor, of de gemeente erachter: Centrum (Schiedam)."),
    ),
    RemarkKind.FORMER: (
        N_("De gemeente {value} bestaat niet meer: het is nu {detail}."),
        N_("Noem de nieuwe gemeente. Was alleen het oude deel bedoeld, noem dan de postcodes."),
    ),
    RemarkKind.VAGUE: (
        N_("‘{value}’ heeft geen grens."),
        N_("Noem de gemeenten of postcodes die erbij horen."),
    ),
    RemarkKind.NO_SUCH_POSTCODE: (
        N_("Bij ‘{value}’ kennen wij geen postcode in deze regio."),
        N_("Controleer de cijfers."),
    ),
    RemarkKind.OUTSIDE: (
        N_("{value} ligt niet in deze regio, of bestaat niet."),
        N_("Controleer de code. Klopt zij, dan hoeft er niets: wij rekenen alleen in deze regio."),
    ),
    RemarkKind.FOUR_DIGITS: (
        N_("Van ‘{value}’ tellen alleen de vier cijfers: {detail}."),
        N_("Klopt dat niet, noem dan de wijk."),
    ),
    RemarkKind.REVERSED: (
        N_("‘{value}’ staat andersom. Wij lezen: {detail}."),
        N_("Zet de laagste postcode vooraan."),
    ),
    RemarkKind.DOUBLE: (
        N_("{value} staat er dubbel in."),
        N_("Laat er één staan; voor de berekening maakt het niet uit."),
    ),
    RemarkKind.WRITTEN_OUT: (
        N_("{value} zonder {detail}: wij tellen de andere delen één voor één. Een postcode hoort bij de gemeente waar de meeste "
           "van zijn inwoners wonen."),
        N_("Controleer de lijst die wij ervan maken."),
    ),
}  # fmt: skip
"""Kind → sentence and cure; {value} and {detail} are those of the finding."""

DOUBLE_INSIDE = N_("{value} staat er dubbel in: het ligt in {detail}.")


def finding_words(kind: str, value: str, detail: str) -> tuple[str, str]:
    """Return the sentence and the cure of a finding, in the language in use; both may hold text from data."""
    sentence, cure = WORDS[kind]
    if kind == RemarkKind.DOUBLE and detail:
        sentence = DOUBLE_INSIDE
    return _(sentence).format(value=value, detail=detail), _(cure)
