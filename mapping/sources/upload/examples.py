"""The two example rows of each form, and how they are known when a form comes back with them still in it.

An example that was not changed is passed over, and that is said. A row that is still marked as example but was changed is
a fault: it may be somebody's first real row, and it must not get lost.
"""

from collections.abc import Mapping

import pandas as pd

from mapping.contract import Kind
from mapping.sources.upload.asked import Asked, Fault
from mapping.sources.upload.cells import uncovered
from mapping.sources.upload.folded import folded
from mapping.sources.upload.profiles import Profile, profiles
from mapping.sources.upload.synonyms import MARK_HEADER
from mapping.sources.upload.values import number_text
from mapping.words import _

MARK = "voorbeeld"
"""What stands in the column that marks the examples; whoever leaves it in a real row is told."""

_NOTED = {"bron": "Voorbeeld van het formulier", "peildatum": "2026-01-31"}

WRITTEN = {
    "initiatief": (
        {"naam": "Voorbeeld: Koffie op de hoek", "organisatie": "Voorbeeld: Stichting Om de Hoek",
         "aanbiederssoort": "vrijwilligers", "vorm": "inloop", "kanaal": "op locatie", "abc": "A", "capaciteit": "60",
         "capaciteit_eenheid": "bezoeken per week", "weken_per_jaar": "50", "bezoeken_per_persoon": "25",
         "telt_als_plaats": "ja", "kosten_euro": "gratis", "verwijzing_nodig": "nee",
         "werkgebied_tekst": "3071 t/m 3079; heel Schiedam", "status": "actief", "pc4": "3072",
         "subgroepen": "eenzaam (speciaal); iedereen", "talen": "Nederlands; Turks", "vraagtypen": "contact; gesprek",
         "toegangsregels": "geen", **_NOTED},
        {"naam": "Voorbeeld: Gesprek aan huis", "organisatie": "Voorbeeld: Stichting Om de Hoek",
         "aanbiederssoort": "gv bij organisatie", "vorm": "individueel", "kanaal": "huisbezoek; telefonisch", "abc": "C",
         "capaciteit": "16", "capaciteit_eenheid": "uren per week", "weken_per_jaar": "46", "uren_per_gesprek": "2",
         "gesprekken_per_persoon": "5", "max_gesprekken": "5", "gesprek_minuten": "60", "telt_als_plaats": "ja", "kosten_euro": "0",
         "verwijzing_nodig": "onbekend",
         "werkgebied_tekst": "onbekend", "status": "actief", "subgroepen": "iedereen", "talen": "Nederlands",
         "vraagtypen": "gesprek", "toegangsregels": "vanaf 50 jaar, of palliatief", **_NOTED},
    ),
    "subsidiebeschikkingen": (
        {"naam": "Voorbeeld: Koffie op de hoek", "financiering": "subsidie gemeente", "einddatum": "31-12-2026",
         "capaciteit": "60", "capaciteit_eenheid": "bezoeken per week", "werkgebied_tekst": "3071 t/m 3079", **_NOTED},
        {"naam": "Voorbeeld: Gesprek aan huis", "financiering": "landelijke regeling", "einddatum": "30-6-2027",
         "capaciteit": "16", "capaciteit_eenheid": "uren per week", "werkgebied_tekst": "onbekend", **_NOTED},
    ),
    "gebruik": (
        {"initiatief": "Voorbeeld: Koffie op de hoek", "jaar": "2025", "pc4": "3072", "leeftijdsband": "50-64",
         "verwijzer": "huisarts", "aantal": "12", "telling": "ja", **_NOTED},
        {"initiatief": "Voorbeeld: Gesprek aan huis", "jaar": "2025", "leeftijdsband": "onbekend", "verwijzer": "onbekend",
         "reden_niet_doorgegaan": "wachtlijst", "aantal": "3", "telling": "ja", **_NOTED},
    ),
    "organisatie": (
        {"naam": "Voorbeeld: Stichting Om de Hoek", "werkkring": "welzijn", "gemeentecode": "GM0599",
         "website": "https://omdehoek.example", "telefoon": "010 000 01 01", **_NOTED},
        {"naam": "Voorbeeld: Huis van Aandacht", "werkkring": "levensbeschouwelijk", "levensbeschouwing": "onbekend", **_NOTED},
    ),
    "vindplaats": (
        {"naam": "Voorbeeld: Bibliotheek op de hoek", "type": "bibliotheek", "adres": "Voorbeeldplein", "pc4": "3072",
         "openingstijden": "maandag tot en met vrijdag", "precisie": "pc4", "subgroepen": "eenzaam; taal", **_NOTED},
        {"naam": "Voorbeeld: Buurthuis", "type": "huis van de wijk", "pc4": "3073", "precisie": "pc4", "subgroepen": "iedereen",
         **_NOTED},
    ),
    "passendheid": (
        {"initiatief": "Voorbeeld: Koffie op de hoek", "subgroep": "iedereen", "jaar": "2025", "gevraagd": "40",
         "aantal": "27", "score": "3,9", "schaal": "Hoe goed paste het? (1-5)", "schaal_van": "1", "schaal_tot": "5",
         "telling": "ja", "voorbeeld": "ja", **_NOTED},
        {"initiatief": "Voorbeeld: Gesprek aan huis", "subgroep": "verlies", "jaar": "2025", "aantal": "12",
         "telling": "ja", "voorbeeld": "ja", **_NOTED},
    ),
    "passendheid_reden": (
        {"initiatief": "Voorbeeld: Koffie op de hoek", "subgroep": "iedereen", "jaar": "2025", "reden": "gespreksvoering",
         "aantal": "6", "telling": "ja", "voorbeeld": "ja", **_NOTED},
        {"initiatief": "Voorbeeld: Koffie op de hoek", "subgroep": "iedereen", "jaar": "2025", "reden": "liever_doen",
         "aantal": "9", "telling": "ja", "voorbeeld": "ja", **_NOTED},
    ),
    "passendheid_regie": (
        {"initiatief": "Voorbeeld: Koffie op de hoek", "subgroep": "iedereen", "jaar": "2025", "regie": "samen",
         "aantal": "12", "telling": "ja", "voorbeeld": "ja", **_NOTED},
        {"initiatief": "Voorbeeld: Koffie op de hoek", "subgroep": "iedereen", "jaar": "2025", "regie": "professional",
         "aantal": "15", "telling": "ja", "voorbeeld": "ja", **_NOTED},
    ),
    "gesprek": (
        {"gesprek": "voorbeeldgesprek-1", "regio": "Rotterdam e.o.", "jaar": "2026", "respondentsoort": "burger",
         "subgroepen": "verlies; eenzaam", "vraagtype": "gesprek", "uitingsvorm": "emotie", "vindplaatstype": "winkel",
         "barrieres": "regel_postcode; bereik", "herkend": "nee", "passend": "deels",
         "citaat": "Voorbeeld: Niemand vroeg hoe het nu echt ging.", "toestemming": "ja", "voorbeeld": "ja", **_NOTED},
        {"gesprek": "voorbeeldgesprek-2", "regio": "Rotterdam e.o.", "jaar": "2026",
         "respondentsoort": "geestelijk verzorger", "toestemming": "nee", "voorbeeld": "ja", **_NOTED},
    ),
    "gesprek_code": (
        {"gesprek": "voorbeeldgesprek-1", "codeur": "codeur-1", "soort": "barriere", "code": "regel_postcode",
         "voorbeeld": "ja", **_NOTED},
        {"gesprek": "voorbeeldgesprek-1", "codeur": "codeur-2", "soort": "barriere", "code": "geen",
         "voorbeeld": "ja", **_NOTED},
    ),
    "inventaris": (
        {"gebiedcode": "WK059901", "stand": "deels", "datum": "2026-01-31", "gevonden_via": "deskresearch", **_NOTED},
        {"gebiedcode": "WK059902", "stand": "niet", **_NOTED},
    ),
    "signalering": (
        {"signalering": "huisarts-gesprek-2025", "jaar": "2025", "signaleert": "huisarts", "vertaalt": "poh",
         "interpreteert": "geestelijk verzorger", "initiatief": "Voorbeeld: Gesprek aan huis",
         "uitingsvorm": "lichamelijke_klacht", "herkend_door_professional": "ja", "getoetst": "ja",
         "bekend_niet_verwezen": "nee", "aantal": "12", "telling": "ja", **_NOTED},
        {"signalering": "buurt-geen-2025", "jaar": "2025", "signaleert": "leefomgeving", "vertaalt": "niemand",
         "interpreteert": "niemand", "initiatief": "geen", "uitingsvorm": "toeval", "herkend_door_professional": "nee",
         "getoetst": "onbekend", "bekend_niet_verwezen": "nee", "reden_mislukt": "aanbod_onbekend", "aantal": "6",
         "telling": "ja", **_NOTED},
    ),
}  # fmt: skip
"""Two rows per form that people often use; illustrative. Those of other tables are made from their contract."""


def examples(name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the two example rows of a form, target → text as someone would write it."""
    if name in WRITTEN:
        return WRITTEN[name]
    profile = profiles()[name]
    return _made(profile, 0), _made(profile, 1)


def _made(profile: Profile, which: int) -> dict[str, str]:
    """Make an example row from the contract: its examples, its first or second choice, a number, a day."""
    row = {}
    for target in profile.targets:
        column = profile.column(target)
        if column is None or (column.optional and not column.allowed):
            continue
        if column.allowed:
            row[target] = column.allowed[min(which, len(column.allowed) - 1)]
        elif column.example:
            row[target] = column.example
        else:
            made = {Kind.WHOLE: "1", Kind.NUMBER: "10", Kind.DATE: "2026-01-31", Kind.FLAG: "nee"}
            row[target] = made.get(column.kind, f"Voorbeeld {which + 1}")
    return row | {target: value for target, value in _NOTED.items() if target in row}


def example_places(asked: Asked) -> tuple[list[int], list[int], list[Fault]]:
    """Return the places of unchanged examples, those of rows to judge, and faults for examples that were changed.

    A row without any text is neither.
    """
    cells = asked.cells
    marks = next((str(name) for name in cells.columns if folded(name) == MARK_HEADER), "")
    plain = pd.DataFrame(cells.drop(columns=["geometry", marks], errors="ignore"))
    filled = plain.notna().any(axis=1)
    marked = cells[marks].fillna("").map(folded).str.startswith(MARK) if marks else pd.Series(False, index=cells.index)
    maybe = filled & (marked | _begins_as_example(asked, plain))
    known = examples(asked.profile.name)
    found = [place for place in cells.index[maybe] if any(_same(asked, plain.loc[place], row) for row in known)]
    places = [place for place in cells.index[filled] if place not in set(found)]
    cure = _("Haal het woord ‘voorbeeld’ weg als dit een echte rij is, of haal de rij weg")
    message = _("Deze rij heet nog voorbeeld, maar er staat iets anders in")
    faults = [Fault(place, marks, message, MARK, cure) for place in places if marked[place]]
    return found, places, faults


def _begins_as_example(asked: Asked, plain: pd.DataFrame) -> pd.Series:
    """Tell which rows may be an example by their bron: a test on one column before every cell is looked at."""
    header = asked.headers.get("bron")
    return plain[header] == _NOTED["bron"] if header in plain else pd.Series(False, index=plain.index)


def _same(asked: Asked, cells: pd.Series, example: Mapping[str, str]) -> bool:
    """Tell whether a row says what the example says, in every column that is taken over."""
    return all(_equal(cells[header], example.get(target, "")) for target, header in asked.headers.items())


def _equal(cell: object, text: str) -> bool:
    """Compare a cell with a text, numbers as numbers."""
    said = "" if pd.isna(cell) else uncovered(cell)
    return said == text or (bool(said) and number_text(said) == number_text(text)) or folded(said) == folded(text)
