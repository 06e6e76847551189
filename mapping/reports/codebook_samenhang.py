"""What the columns on the pages Netwerk and Signalering mean: their entries of the codebook, by Dutch label."""

from mapping.reports.codebook_columns import Entry, numbers, people, words
from mapping.words import N_

SAMENHANG_COLUMNS: dict[str, Entry] = {
    "Bekend, niet verwezen": words(N_("Ja als men elkaar kent maar niet verwijst.")),
    "Eigen kring: geloof": words(
        N_(
            "Of beide kanten hetzelfde geloof hebben (binnen), een ander (buiten), geen van beide een geloof, of niet bekend."
        )
    ),
    "Eigen kring: werkkring": words(N_("Of beide kanten in dezelfde werkkring zitten: binnen, buiten of niet bekend.")),
    "Eigen kring: gemeente": words(N_("Of beide kanten in dezelfde gemeente liggen: binnen, buiten of niet bekend.")),
    "Gecontroleerd op": words(N_("De dag waarop iemand deze verbinding voor het laatst controleerde.")),
    "Verwijzingen": numbers(N_("Aantal bekende verwijzingen waarvan een kant hier ligt.")),
    "Overleg": numbers(N_("Aantal bekende verbindingen door overleg waarvan een kant hier ligt.")),
    "Samenwerking": numbers(N_("Aantal bekende verbindingen door samenwerking waarvan een kant hier ligt.")),
    "Ten minste elke maand": numbers(N_("Bekende verbindingen die er elke maand of vaker zijn.")),
    "Niet bekend hoe vaak": numbers(N_("Bekende verbindingen waarvan niet bekend is hoe vaak.")),
    "Initiatieven met eigen verbinding": numbers(N_("Initiatieven hier die zelf een bekende verbinding hebben.")),
    "Initiatieven via organisatie": numbers(
        N_("Initiatieven hier waarvan alleen de organisatie een bekende verbinding heeft.")
    ),
    "Initiatieven: gevraagd, geen": numbers(
        N_("Initiatieven hier waarvan is gevraagd naar verbindingen, en er is er geen.")
    ),
    "Initiatieven: niet bekend": numbers(N_("Initiatieven hier waarvan wij van geen verbinding weten.")),
    "Verbinding": words(
        N_("Of een verbinding bekend is: van het initiatief zelf, alleen van de organisatie, of niet.")
    ),
    "Aantal verbonden": numbers(N_("Met hoeveel andere kanten het zelf een bekende verbinding heeft.")),
    "De ene kant": words(N_("Een initiatief, organisatie of vindplaats.")),
    "De andere kant": words(N_("Wie de ene kant zou moeten kennen, of kent zonder te verwijzen.")),
    "Wat wij weten": words(
        N_(
            "Voorgesteld in een bijdrage; bekend maar niet verwezen; gevraagd, en er is geen; of geen verbinding bekend."
        )
    ),
    "Mensen zonder zekere plaats": people(
        N_(
            "Mensen die allebei bereiken, bij wie allebei passen en die niet zeker zijn van een plaats; ieder mens één keer."
        )
    ),
    "Onderlinge afstand (km)": numbers(N_("Kilometers tussen beide, hemelsbreed maal 1,3.")),
    "Waarom zij elkaar moeten kennen": words(N_("De reden in een zin.")),
    "Praktijk of team": words(N_("Een vindplaats met professionals, zoals een huisartsenpraktijk of een wijkteam.")),
    "Geestelijk verzorger": words(N_("Of de praktijk of het team een geestelijk verzorger kent.")),
    "Welke geestelijk verzorger": words(N_("De geestelijk verzorgers of hun organisaties die men kent.")),
    "Stap": words(N_("Van welke stap naar welke: signaleert of gehoord bij, vertaalt, interpreteert, leidt tot.")),
    "Van wie": words(N_("De rol, of de soort vindplaats, aan het begin van de stap.")),
    "Naar wie of wat": words(N_("De rol of de uitkomst aan het eind van de stap.")),
    "Aantal mensen": people(N_("Hoeveel mensen, opgeteld over een jaar, afgerond op 5.")),
    "Waarom een verwijzing niet lukte": words(N_("De reden waarom een verwijzing niet lukte.")),
    "Tot welk initiatief het leidde": words(N_("Het initiatief, of de kleine initiatieven van één soort samen.")),
    "Nagevraagd of de steun paste": words(N_("Of achteraf is nagevraagd of de steun paste: ja, nee of niet bekend.")),
    "Schaal": words(N_("De schaal van het gemiddelde, van het laagste tot het hoogste cijfer.")),
    "Gaven antwoord": words(N_("Hoeveel mensen antwoord gaven, zoals het getoond mag worden.")),
    "Waren gevraagd": words(N_("Hoeveel mensen gevraagd zijn, zoals het getoond mag worden.")),
    "Passend?": words(N_("Of mensen de steun passend vonden; hier is het niet gevraagd, dus niet bekend.")),
    "Soort vraag": words(N_("Het soort steun dat iemand vroeg.")),
    "Van welke groep": words(N_("De groep mensen waar de vraag van kwam.")),
}
"""Label → meaning."""
