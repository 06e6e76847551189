"""What the tables and columns of a region file are called in QGIS: short Dutch titles, whatever language the screen has."""

from mapping.contract import Column
from mapping.schema import TABLES

TABLE_TITLES = {
    "gebied": ("Gebieden", "Wijken of buurten van de regio, met hun inwoners"),
    "basis": ("Kenmerken van gebieden", "Kerncijfers per gebied, zoals CBS ze geeft"),
    "postcode": ("Postcodes", "Postcodegebieden (4 cijfers) met hun inwoners"),
    "postcode_leeftijd": ("Leeftijden per postcode", "Inwoners per postcode en leeftijdsgroep"),
    "cel": ("Cellen", "Stukken waar een gebied en een postcode elkaar overlappen; daarmee wordt gerekend"),
    "leeftijd": ("Leeftijden per cel", "Inwoners per cel en leeftijdsgroep, berekend"),
    "subgroep": ("Subgroepen", "De groepen mensen die worden onderscheiden"),
    "aandeel": ("Aandelen", "Welk deel van de inwoners bij een subgroep hoort of steun wil"),
    "vraag": ("Vraag", "Mensen die in een jaar steun willen, berekend uit de andere tabellen"),
    "inventaris": ("Inventaris", "Hoe ver het aanbod per gebied is opgezocht"),
    "meta": ("Versies", "Wie wanneer wat veranderde, en waaruit deze regio is gemaakt"),
    "water": ("Water", "Water waar niemand overheen kan, behalve bij een overgang"),
    "overgang": ("Overgangen", "Bruggen, tunnels, dammen en veren over het water"),
    "rand": ("Rand", "Wie net buiten de regio woont en om dezelfde plaatsen vraagt"),
    "rand_leeftijd": ("Leeftijden van de rand", "Inwoners van de rand per leeftijdsgroep"),
    "organisatie": ("Organisaties", "Wie initiatieven aanbiedt"),
    "initiatief": ("Initiatieven", "Waar mensen terechtkunnen met levensvragen"),
    "initiatief_subgroep": ("Initiatieven en subgroepen", "Voor wie een initiatief is"),
    "initiatief_taal": ("Talen van initiatieven", "In welke talen een initiatief steun geeft"),
    "initiatief_vraagtype": ("Soorten steun", "Welke soort steun een initiatief geeft"),
    "toegangsregel": ("Toegangsregels", "Regels over wie een initiatief mag helpen"),
    "werkgebied": ("Werkgebieden", "Waar mensen moeten wonen om te worden geholpen"),
    "vindplaats": ("Vindplaatsen", "Plekken waar mensen van een subgroep te vinden zijn"),
    "vindplaats_subgroep": ("Vindplaatsen en subgroepen", "Wie op een vindplaats te vinden is"),
    "gebruik": ("Gebruik", "Mensen die zich aanmeldden, en of hun steun begon"),
    "passendheid": ("Passendheid", "Of mensen de steun passend vonden, per initiatief en groep"),
    "passendheid_reden": ("Redenen van niet passen", "Waarom steun niet paste; meer antwoorden per mens mogelijk"),
    "passendheid_regie": ("Regie", "Wie de steun koos"),
    "gesprek": ("Gesprekken", "Gecodeerde gesprekken met burgers, vrijwilligers en professionals"),
    "gesprek_code": ("Codes van gesprekken", "Welke codes een codeur aan een gesprek gaf"),
    "verbinding": ("Verbindingen", "Wie naar wie verwijst, met wie overlegt of samenwerkt"),
    "factor": ("Factoren", "Wat het invoeren van zorg voor zingeving helpt of hindert, per organisatie of gebied"),
    "actie": ("Acties", "Wat er wordt gedaan, door wie, tegen welk gat"),
    "bewijs": ("Bewijs", "Cijfers en uitspraken uit onderzoek, met de plek waar zij staan"),
    "signalering": ("Signalering", "Wie een vraag hoort, vertaalt en duidt, en waar die toe leidt"),
}
"""Table → its title and what is in it."""

COLUMN_TITLES = {
    "abc": "Niveau (A, B of C)",
    "pc4": "Postcode (4 cijfers)",
    "area_km2": "Oppervlakte (km²)",
    "capaciteit_pj": "Capaciteit per jaar",
    "kosten_euro": "Kosten (euro)",
    "wachttijd_weken": "Wachttijd (weken)",
    "duur_weken": "Duur (weken)",
}
"""Columns whose name says too little when its underscores become spaces."""


def table_title(name: str) -> tuple[str, str]:
    """Return the title of a table and what is in it; one that is not described gets its own name."""
    return TABLE_TITLES.get(name, (_spaced(name), ""))


def column_titles(name: str) -> dict[str, tuple[str, str]]:
    """Return column → (title, what may stand there) for a table of the contract; titles are unique within the table."""
    columns = TABLES[name].columns
    return {
        column: (COLUMN_TITLES.get(column, _spaced(column)), _values(rule))
        for column, rule in columns.items()
        if not rule.is_geometry
    }


def _spaced(name: str) -> str:
    text = name.replace("_", " ")
    return text[:1].upper() + text[1:]


def _values(rule: Column) -> str:
    """Say which values a column takes: those of its list, else its kind, and whether it may be empty."""
    values = ", ".join(str(value) for value in rule.allowed) or str(rule.kind.value)
    return f"{values}; mag leeg zijn" if rule.optional else values
