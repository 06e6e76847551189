"""The entries of the codebook for the tables of vindplaatsen and of a plan to visit them, by the Dutch label of the column."""

from mapping.reports.codebook_columns import numbers, people, percents, words
from mapping.words import N_

PER_KIND = words(
    N_(
        "Bezoeken per week op dit soort vindplaats, van de kleinste tot de grootste plaats; of waarom er geen cijfer is."
    )
)
"""The meaning of a column that is called after a kind of vindplaats; those names come from the catalogue."""

VINDPLAATS_COLUMNS = {
    "Plaatsen waar deze groep komt": numbers(N_("Op hoeveel vindplaatsen bekend is dat deze groep er komt.")),
    "Waarvan aantal bekend": numbers(
        N_("Van hoeveel van die plaatsen het aantal bezoeken bekend is en getoond mag worden.")
    ),
    "Bezoeken per week (laagste)": numbers(
        N_("Het kleinste aantal bezoeken per week op één van die plaatsen, afgerond op 5. Bezoeken zijn geen mensen.")
    ),
    "Bezoeken per week (hoogste)": numbers(
        N_("Het grootste aantal bezoeken per week op één van die plaatsen, afgerond op 5. Bezoeken zijn geen mensen.")
    ),
    "Van elke 100 zonder plaats (van–tot)": words(
        N_("Van elke 100 mensen van de groep die in de omgeving steun willen: hoeveel er geen plaats krijgen.")
    ),
    "Mensen per week zonder plaats": people(
        N_("Bezoeken per week maal het deel van de vraag in de omgeving dat geen plaats krijgt; een aanname.")
    ),
    "Mensen per week zonder plaats (van–tot)": words(N_("Laagste en hoogste schatting van de kolom ervoor.")),
    "Wie komen er": words(N_("Welke groepen er komen, met het aantal bezoeken per week als dat bekend is.")),
    "Keuze": numbers(N_("Volgorde waarin de plaatsen de meeste mensen toevoegen; 1 is de eerste.")),
    "Mensen erbij": people(
        N_("Mensen die steun willen en geen plaats krijgen, en die nog niet bereikt waren; een aanname.")
    ),
    "Mensen erbij (van–tot)": words(N_("Laagste en hoogste schatting van de kolom ervoor.")),
    "Alleen hier te bereiken": people(N_("Mensen die geen andere plaats van het plan bereikt.")),
    "Uit welke gebieden": words(N_("De gebieden waar de meeste van hen wonen, met hoeveel.")),
    "Aantal plaatsen": numbers(N_("Hoeveel plaatsen het plan heeft.")),
    "Mensen bereikt": people(
        N_("Hoeveel mensen zonder plaats het beste plan met zo veel plaatsen bereikt; een aanname.")
    ),
    "Van elke 100 die te bereiken zijn": percents(
        N_("Hetzelfde als deel van wie vanuit alle bekende vindplaatsen samen te bereiken is.")
    ),
    "Eén plaats meer voegt toe": people(N_("Hoeveel mensen meer dan met één plaats minder.")),
    "Verandert": words(N_("Of de plaats uit het plan gaat of erin komt.")),
    "Stop": numbers(N_("Volgorde in de route; 1 is het begin.")),
    "Waar": words(N_("Adres of postcode en gebied; van een plaats die alleen per wijk bekend is alleen de wijk.")),
    "Wie vragen": words(N_("Een functie of organisatie om te benaderen, nooit een persoon; een voorstel.")),
    "Wie u er ontmoet": words(N_("Welke van de gekozen groepen er komen.")),
    "Km vanaf de vorige": numbers(N_("Geschatte afstand over de weg vanaf de vorige stop, in kilometers.")),
}
"""Label → meaning, for the labels that no other table has."""
