"""The contract of signalering: who heard a question, who translated and who interpreted it, and where that led.

A row counts people, never one person: how many times in a year one way from signal to initiatief was walked. It comes
from a source that is not public, so that nothing of it is shown but through analysis/signals/published.py.
"""

from collections.abc import Iterator

import pandas as pd

from mapping.contract import Column, Kind, TableContract
from mapping.contract_columns import FLAG, GEBIEDCODE, IDENTIFIER, NAME_IN_CODE, NOTED
from mapping.contracts_usage import FIRST_YEAR, LAST_YEAR, year_has_begun
from mapping.words import _

ONBEKEND, NIEMAND, GEEN = "onbekend", "niemand", "geen"

ROLLEN = (
    "zelf", "naaste", "leefomgeving", "vrijwilliger", "ervaringsdeskundige", "huisarts", "poh", "wijkverpleging",
    "ziekenhuis", "ggz", "welzijn", "gemeente", "school", "levensbeschouwelijk", "geestelijk verzorger",
)  # fmt: skip
"""The codes of data/catalogus/signaleerder.csv."""

REDENEN_MISLUKT = (
    "niet_herkend", "aanbod_onbekend", "niet_wanneer", "beeld", "geen_tijd", "niemand_bekend", "eigen_circuit", "regel",
    "vol", "past_niet", "wil_niet", ONBEKEND,
)  # fmt: skip
"""The codes of data/catalogus/reden_mislukt.csv: why a referral failed."""

UITINGSVORMEN = (
    "directe_vraag", "emotie", "lichamelijke_klacht", "overbelasting", "metafoor", "praktische_vraag", "vertrouwde_helper",
    "toeval", "herhaald_spreekuur", "niet_bewust", "zwijgt", "creatief",
)  # fmt: skip
"""The codes of data/catalogus/uitingsvorm.csv: how a question shows itself."""

JA_NEE = ("ja", "nee", ONBEKEND)

Fault = tuple[int, str, str, str, str]
"""Row, column, value, message and cure, as the rules of a contract give them."""


def nothing_to_test(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each row that says whether it was tested how something fitted, while it led to nothing."""
    wrong = table["initiatief"].isin([GEEN, ONBEKEND]) & table["getoetst"].isin(["ja", "nee"])
    for place in table.index[wrong.to_numpy(dtype=bool)]:
        cure = _("Schrijf bij getoetst: onbekend, of noem het initiatief")
        message = _("Hier leidde de vraag niet tot een initiatief, dus valt er niets te toetsen")
        yield int(place), "getoetst", str(table.at[place, "getoetst"]), message, cure


def known_but_referred(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each row that is called 'bekend maar niet verwezen' while it led to an initiatief."""
    flagged = table["bekend_niet_verwezen"].fillna(False).astype(bool)
    wrong = flagged & table["initiatief"].notna() & (table["initiatief"] != GEEN)
    for place in table.index[wrong.to_numpy(dtype=bool)]:
        cure = _("Schrijf bij initiatief: geen, of schrijf hier nee")
        message = _("Hier staat ‘bekend maar niet verwezen’, maar er staat een initiatief bij")
        yield int(place), "bekend_niet_verwezen", "ja", message, cure


SIGNAL_CONTRACTS = (
    TableContract(
        "signalering",
        ("signalering",),
        {
            "signalering": IDENTIFIER,
            "jaar": Column(Kind.WHOLE, at_least=FIRST_YEAR, at_most=LAST_YEAR),
            "gebiedcode": Column(optional=True, pattern=GEBIEDCODE, example="WK059901", refers="gebied.gebiedcode"),
            "regio": Column(optional=True, example="Rotterdam e.o."),
            "vindplaats": Column(
                optional=True, pattern=NAME_IN_CODE, example="huisartsenpraktijk-3031", refers="vindplaats.vindplaats"
            ),
            "signaleert": Column(allowed=(*ROLLEN, ONBEKEND)),
            "vertaalt": Column(allowed=(*ROLLEN, NIEMAND, ONBEKEND)),
            "interpreteert": Column(allowed=(*ROLLEN, NIEMAND, ONBEKEND)),
            "initiatief": Column(
                pattern=NAME_IN_CODE, example="zin-thuis-maas", refers="initiatief.initiatief", also=(GEEN, ONBEKEND)
            ),
            "uitingsvorm": Column(optional=True, allowed=UITINGSVORMEN),
            "subgroep": Column(optional=True, pattern=NAME_IN_CODE, example="eenzaam", refers="subgroep.subgroep"),
            "herkend_door_professional": Column(allowed=JA_NEE),
            "getoetst": Column(allowed=JA_NEE),
            "bekend_niet_verwezen": Column(FLAG.kind, optional=True),
            "reden_mislukt": Column(optional=True, allowed=REDENEN_MISLUKT),
            "aantal": Column(Kind.WHOLE, at_least=0),
            "telling": FLAG,
            "voorbeeld": FLAG,
            **NOTED,
        },
        rules=(year_has_begun, nothing_to_test, known_but_referred),
    ),
)
"""A column `gebiedcode` or `regio` that is empty is not known. `geen` is an initiatief that is not there: the question led
to nothing. reden_mislukt stands with an initiatief too, where the referral to it failed.
"""
