"""The words for the columns of a region's tables: a label to read, and what the column means (its entry in the codebook).

A column that means something else in one table has an entry of its own there: `table.column`.
"""

from mapping.reports.codebook_columns import COLUMNS, Entry, days, numbers, words
from mapping.words import N_, _

COLUMN_LABELS = {
    "initiatief": N_("Initiatief"),
    "organisatie": N_("Organisatie"),
    "vindplaats": N_("Vindplaats"),
    "naam": N_("Naam"),
    "aanbiederssoort": N_("Soort aanbieder"),
    "formaliteit": N_("Formeel of informeel"),
    "diepte": N_("Diepte"),
    "gericht_op": N_("Gericht op"),
    "vorm": N_("Vorm"),
    "kanaal": N_("Hoe"),
    "abc": N_("Niveau"),
    "levensbeschouwing": N_("Levensbeschouwing"),
    "capaciteit": N_("Capaciteit"),
    "capaciteit_eenheid": N_("Eenheid van de capaciteit"),
    "duur_weken": N_("Duur (weken)"),
    "weken_per_jaar": N_("Weken per jaar"),
    "uren_per_gesprek": N_("Uren per gesprek"),
    "gesprekken_per_persoon": N_("Gesprekken per persoon"),
    "reeksen_per_jaar": N_("Reeksen per jaar"),
    "bezoeken_per_persoon": N_("Bezoeken per persoon"),
    "capaciteit_pj": N_("Plaatsen per jaar"),
    "telt_als_plaats": N_("Telt als plaats"),
    "uren_over": N_("Uren over"),
    "plafond_bereikt_op": N_("Plafond bereikt op"),
    "wachttijd_weken": N_("Wachttijd (weken)"),
    "kosten_euro": N_("Kosten (euro)"),
    "verwijzing_nodig": N_("Verwijzing nodig"),
    "werkgebied_stand": N_("Werkgebied bekend"),
    "werkgebied_tekst": N_("Werkgebied in woorden"),
    "regel_nagevraagd_op": N_("Regels nagevraagd op"),
    "regel_nagevraagd_bij": N_("Nagevraagd bij"),
    "financiering": N_("Wie betaalt"),
    "einddatum": N_("Einddatum van het geld"),
    "status": N_("Status"),
    "geldig_van": N_("Geldig van"),
    "geldig_tot": N_("Geldig tot"),
    "laatst_gecontroleerd": N_("Laatst gecontroleerd"),
    "adres": N_("Adres"),
    "pc4": N_("Postcode"),
    "gebiedcode": N_("Ligt in gebied"),
    "voorbeeld": N_("Verzonnen voorbeeld"),
    "bron": N_("Bron"),
    "peildatum": N_("Peildatum"),
    "werkkring": N_("Werkkring"),
    "gemeentecode": N_("Gemeente"),
    "website": N_("Website"),
    "type": N_("Soort plaats"),
    "openingstijden": N_("Openingstijden"),
    "precisie": N_("Hoe precies op de kaart"),
    "subgroep": N_("Groep"),
    "bereik_personen": N_("Bezoeken per week"),
    "telling": N_("Telling van mensen"),
    "nadruk": N_("Nadruk"),
    "taal": N_("Taal"),
    "vraagtype": N_("Soort steun"),
    "alternatief": N_("Alternatief"),
    "toegangsregel.soort": N_("Soort regel"),
    "waarde": N_("Waarde van de regel"),
    "gebiedsoort": N_("Soort gebied"),
    "code": N_("Code"),
    "stand": N_("Hoe ver opgezocht"),
    "datum": N_("Opgezocht op"),
    "door": N_("Opgezocht door"),
    "gevonden_via": N_("Gevonden via"),
    "inventaris.gebiedcode": N_("Gebied"),
    "verbinding": N_("Code van de verbinding"),
    "van_soort": N_("Van: soort"),
    "van": N_("Van"),
    "naar_soort": N_("Naar: soort"),
    "naar": N_("Naar"),
    "verbinding.soort": N_("Soort verbinding"),
    "richting": N_("Richting"),
    "frequentie": N_("Hoe vaak"),
    "bekend_niet_verwezen": N_("Bekend, niet verwezen"),
    "overlegvorm": N_("Vorm van overleg"),
    "overleg": N_("Code van het overleg"),
    "zingeving_op_agenda": N_("Zingeving op de agenda"),
    "van_werkkring": N_("Van: werkkring"),
    "van_levensbeschouwing": N_("Van: levensbeschouwing"),
    "van_gemeentecode": N_("Van: gemeente"),
    "van_formaliteit": N_("Van: formeel of informeel"),
    "naar_werkkring": N_("Naar: werkkring"),
    "naar_levensbeschouwing": N_("Naar: levensbeschouwing"),
    "naar_gemeentecode": N_("Naar: gemeente"),
    "naar_formaliteit": N_("Naar: formeel of informeel"),
}
"""Column, or table.column, → label."""

RECORD_COLUMNS: dict[str, Entry] = {
    "Organisatie": words(N_("De organisatie die het aanbod geeft.")),
    "Vindplaats": words(N_("De plaats waar mensen te vinden zijn.")),
    "Naam": words(N_("Naam voor lezers: gewoon, zonder diagnose.")),
    "Soort aanbieder": words(N_("Wie de steun geeft, zoals vrijwilligers of een geestelijk verzorger (gv).")),
    "Formeel of informeel": words(N_("Formeel (beroep), informeel (vrijwillig), of de eigen kring van mensen.")),
    "Diepte": words(N_("Hoe diep de steun gaat: van eigen kring tot gespecialiseerd.")),
    "Gericht op": words(N_("Waarvoor het is, zoals luisteren, iets doen of een ritueel.")),
    "Vorm": words(N_("Eén op één, groep, inloop, cursus, training of creatief.")),
    "Hoe": words(N_("Hoe men elkaar ontmoet: op een plek, thuis, per telefoon of online.")),
    "Levensbeschouwing": words(N_("Geloof of overtuiging van waaruit men werkt, zoals men dat zelf zegt.")),
    "Capaciteit": numbers(N_("Het getal dat de aanbieder zelf noemt. Leeg is onbekend, 0 is geen plaats.")),
    "Eenheid van de capaciteit": words(N_("Wat het getal telt, zoals plaatsen tegelijk of uren per week.")),
    "Duur (weken)": numbers(N_("Hoe lang één persoon een plaats houdt, in weken.")),
    "Weken per jaar": numbers(N_("Hoeveel weken per jaar er wordt gewerkt.")),
    "Uren per gesprek": numbers(N_("Uren voor één gesprek, met de reis erbij.")),
    "Gesprekken per persoon": numbers(N_("Hoeveel gesprekken één persoon in een jaar heeft.")),
    "Reeksen per jaar": numbers(N_("Hoeveel reeksen een groep in een jaar heeft.")),
    "Bezoeken per persoon": numbers(N_("Hoe vaak één persoon in een jaar bij een inloop komt.")),
    "Telt als plaats": words(N_("Nee voor wie alleen signaleert, zoals een kapper of huisarts.")),
    "Kosten (euro)": numbers(N_("Wat iemand zelf per keer betaalt. Leeg is onbekend, 0 is gratis.")),
    "Werkgebied bekend": words(N_("Of er een beperking is op waar iemand woont: geen, een lijst, of onbekend.")),
    "Werkgebied in woorden": words(N_("Waar iemand moet wonen, in de woorden van de aanbieder, zoals 3071 t/m 3075.")),
    "Regels nagevraagd op": days(N_("De dag waarop naar de regels is gevraagd.")),
    "Einddatum van het geld": days(N_("De laatste dag waarop het geld zeker is.")),
    "Status": words(N_("Actief, gepland, gestopt of vol. Gepland en gestopt tellen niet mee.")),
    "Geldig van": days(N_("De eerste dag waarop dit geldt; leeg is altijd al.")),
    "Geldig tot": days(N_("De laatste dag waarop dit geldt; leeg is tot nader bericht.")),
    "Adres": words(N_("Openbaar bezoekadres. Laat een huisadres weg.")),
    "Ligt in gebied": words(N_("Het gebied waar het punt in ligt. Het volgt uit de kaart.")),
    "Verzonnen voorbeeld": words(N_("Ja als de rij verzonnen is.")),
    "Werkkring": words(N_("De wereld waarin men werkt, zoals zorg, welzijn of gemeente.")),
    "Gemeente": words(N_("De gemeente van de organisatie.")),
    "Website": words(N_("Openbaar adres op het web.")),
    "Soort plaats": words(N_("Wat voor plaats het is, zoals een huisartsenpraktijk.")),
    "Openingstijden": words(N_("Wanneer het open is, in woorden.")),
    "Hoe precies op de kaart": words(N_("Exact, straat, postcode of wijk. Bij wijk is er geen punt.")),
    "Bezoeken per week": numbers(
        N_(
            "Hoe vaak mensen van deze groep per week op deze plaats komen; leeg is onbekend, 0 is niemand. Tel ze niet op."
        )
    ),
    "Telling van mensen": words(
        N_("Ja als het geteld is en niet openbaar: dan tonen wij kleine aantallen niet. Nee bij een openbare bron.")
    ),
    "Nadruk": words(N_("Of het speciaal voor deze groep is, of ook voor deze groep.")),
    "Taal": words(N_("Een taal die er wordt gesproken.")),
    "Soort steun": words(N_("Het soort steun dat iemand zoekt, zoals een gesprek.")),
    "Alternatief": numbers(N_("Regels met hetzelfde nummer gelden samen; van verschillende nummers is er één genoeg.")),
    "Soort regel": words(N_("Leeftijd, palliatief, naaste of iets anders.")),
    "Waarde van de regel": words(N_("Bij een leeftijd: het aantal jaren.")),
    "Soort gebied": words(N_("Wat voor code het is: postcode, buurt, wijk, gemeente, regio of landelijk.")),
    "Code": words(N_("De code van het gebied, of de naam van de regio.")),
    "Hoe ver opgezocht": words(N_("Niet, deels of volledig.")),
    "Opgezocht op": days(N_("De dag waarop het aanbod van dit gebied is opgezocht.")),
    "Opgezocht door": words(N_("Een functie of organisatie, geen naam van een persoon.")),
    "Gevonden via": words(N_("Hoe er is gezocht: netwerken, deskresearch of een bijdrage.")),
    "Code van de verbinding": words(N_("De vaste code van deze verbinding.")),
    "Van: soort": words(N_("Of de eerste kant een organisatie, initiatief of vindplaats is.")),
    "Van": words(N_("De eerste kant van de verbinding.")),
    "Naar: soort": words(N_("Of de andere kant een organisatie, initiatief of vindplaats is.")),
    "Naar": words(N_("De andere kant van de verbinding.")),
    "Soort verbinding": words(N_("Verwijzing, overleg of samenwerking.")),
    "Richting": words(N_("Van de eerste naar de andere kant, beide kanten op, of onbekend.")),
    "Hoe vaak": words(N_("Ten minste zo vaak. ‘Nooit’ is gevraagd en niet zo; onbekend is iets anders.")),
    "Bekend, niet verwezen": words(N_("Ja als men elkaar kent maar niet verwijst.")),
    "Vorm van overleg": words(N_("Welk overleg het is, zoals een MDO of een PaTz-groep.")),
    "Code van het overleg": words(N_("Rijen met dezelfde code zijn één overleg.")),
    "Zingeving op de agenda": words(N_("Of zingeving in dit overleg een onderwerp is.")),
    "Van: werkkring": words(N_("Alleen als de tabel met organisaties het niet zegt.")),
    "Van: levensbeschouwing": words(N_("Alleen als de tabel met organisaties het niet zegt.")),
    "Van: gemeente": words(N_("Alleen als de tabel met organisaties het niet zegt.")),
    "Van: formeel of informeel": words(N_("Alleen als de tabel met initiatieven het niet zegt.")),
    "Naar: werkkring": words(N_("Alleen als de tabel met organisaties het niet zegt.")),
    "Naar: levensbeschouwing": words(N_("Alleen als de tabel met organisaties het niet zegt.")),
    "Naar: gemeente": words(N_("Alleen als de tabel met organisaties het niet zegt.")),
    "Naar: formeel of informeel": words(N_("Alleen als de tabel met initiatieven het niet zegt.")),
}
"""Label → meaning, for the labels that the codebook of the pages does not have already."""


def label_of(table: str, column: str) -> str:
    """Return the label of a column in the language in use; a column without one is called by its name."""
    label = _label(table, column)
    return _(label) if label else column


def meaning_of(table: str, column: str) -> str | None:
    """Return what a column means in the language in use; None for one that nobody described."""
    label = _label(table, column)
    entry = COLUMNS.get(label) or RECORD_COLUMNS.get(label)
    return _(entry.meaning) if entry else None


def _label(table: str, column: str) -> str:
    return COLUMN_LABELS.get(f"{table}.{column}", COLUMN_LABELS.get(column, ""))
