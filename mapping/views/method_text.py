"""The prose of the page Verantwoording: what we assume, calculate, round, hide and do not know yet."""

from mapping.words import N_

ANSWER = N_(
    "Wij tellen mensen met open cijfers, schatten wie steun wil, en kijken dan wat hen tegenhoudt: afstand, regels "
    "of plaats. Hieronder staat hoe, waarmee, en hoe zeker dat is."
)

QUOTE = N_(
    "In principe zou voor elke ondersteuningsbehoefte van een inwoner in de regio Rotterdam wel een passend aanbod "
    "te vinden moeten zijn. Tegelijkertijd is er op het individuele niveau niet altijd een match tussen behoefte en "
    "aanbod."
)
QUOTE_SOURCE = N_("Factsheet actieonderzoek Linking-Zin, regio Rotterdam e.o., 2020, 55 gesprekken")
FINDING = N_(
    "Daarom laten wij eerst zien wie er niet heen mag en waar wij niets weten. Te weinig plaats komt daarna. Soms "
    "ligt het niet aan het aanbod, maar aan een regel, of aan niet van elkaar weten."
)
FINDING_LIMITS = (
    N_("Het onderzoek is van 2020, het eerste jaar van corona. Veel ontmoetingen lagen toen stil."),
    N_(
        "Het ging over mensen van 50 jaar en ouder en mensen in de palliatieve fase. Dit dashboard gaat over alle "
        "volwassenen."
    ),
    N_(
        "De 55 mensen zijn gekozen via netwerken: 18 burgers, 7 vrijwilligers, 14 geestelijk verzorgers en 16 "
        "andere professionals. Zij zijn geen steekproef. Hun antwoorden zijn geen percentages van een wijk."
    ),
    N_("De uitkomst geldt voor de regio Rotterdam en omstreken. Voor een andere regio is zij een vermoeden."),
)

NEED_TEXT = (
    N_("Omvang is het aantal mensen in een groep: inwoners van een leeftijd maal het deel dat bij de groep hoort."),
    N_("Vraag is omvang maal steunvraag: mensen die in een jaar steun willen van iemand buiten hun eigen kring."),
    N_(
        "Elk deel heeft een lage, een middelste en een hoge waarde. Wij rekenen met de middelste en tonen de andere "
        "als “van – tot”."
    ),
    N_("De steunvraag heeft niemand gemeten. Die kunt u links aanpassen."),
)
UNIQUE_TEXT = (
    N_("Iemand kan in meer groepen vallen. Daarom tellen wij groepen nooit bij elkaar op."),
    N_(
        "De rij “Alle levensvragen samen” telt iedereen één keer. Het midden gaat ervan uit dat de groepen los van "
        "elkaar staan. Laag: iedereen zit ook in de grootste groep. Hoog: niemand zit in twee groepen."
    ),
    N_("Die rij is dus kleiner dan de som van de groepen."),
    N_(
        "Een kenmerk, zoals taal of leeftijd, telt daar niet in mee. Het neemt geen plaats in, maar bepaalt waar "
        "iemand terechtkan."
    ),
)
CELLS_TEXT = (
    N_(
        "Het CBS telt mensen per gebied en per postcode, maar niet per stukje waar die twee elkaar raken. Dat "
        "stukje is een cel."
    ),
    N_(
        "Wij verdelen de inwoners zo over de cellen dat beide tellingen zo goed mogelijk kloppen. Het gebied klopt "
        "altijd precies."
    ),
    N_("De leeftijden in een cel zijn die van de postcode. Binnen vijf jaar leeftijd verdelen wij gelijk."),
)
RULES_TEXT = (
    N_("Aanbod past als het voor de groep bedoeld is, of voor iedereen."),
    N_(
        "Daarna kijken wij of iemand er heen mag: woont iemand in het werkgebied, en kloppen leeftijd, taal en "
        "andere eisen? Soms is één van twee eisen genoeg, bijvoorbeeld 50 jaar of ouder, of palliatief."
    ),
    N_("Weten wij niet of iemand aan een eis voldoet, dan laten wij hem toe. De plaats telt dan als niet bekend."),
    N_("Een verwijzing die nodig is, sluit niemand uit. Wij laten haar wel zien."),
)
PLACES_TEXT = (
    N_(
        "Plaatsen rekenen wij om naar mensen per jaar. Ontbreekt daarvoor een getal, dan blijft de plaats niet "
        "bekend. Wij vullen niets in, tenzij u links kiest voor schatten."
    ),
    N_("Mensen die hetzelfde aanbod kunnen bereiken en er heen mogen, delen de plaatsen."),
    N_(
        "Landelijk aanbod telt mee voor het deel van Nederland dat hier woont. Is het er alleen per telefoon of "
        "online, dan telt het niet als aanbod in de buurt."
    ),
)

RULE_COST_TEXT = (
    N_("Wat een regel kost zeggen wij in drie getallen, nooit in één."),
    N_("Wie nergens terecht kan: mensen met passend aanbod in de buurt, van wie niemand hen toelaat."),
    N_(
        "Hoeveel mensen meer geholpen worden zonder de regel: het verschil van twee beste verdelingen over de plaatsen die "
        "bekend zijn. Zijn er weinig plaatsen, dan is dit vaak 0: dan krijgt een ander die plaats."
    ),
    N_("De laagste kans op een plaats, als de plaatsen zo eerlijk mogelijk worden verdeeld: met en zonder de regel."),
    N_(
        "Alleen wat er over blijft als iedereen gaat waar dat het meest helpt, noemen wij ‘te weinig plaatsen’. De rest gaat "
        "verloren door de verdeling, of is niet bekend."
    ),
)
DRAWS_TEXT = (
    N_(
        "Wij doen de hele berekening duizend keer, elke keer met andere waarden voor wat wij niet weten: elk deel tussen laag "
        "en hoog, elke plaats en elke afstand tot 20% meer of minder, en per gebied een eigen afwijking."
    ),
    N_("Een zin die in minder dan 80 van de 100 berekeningen klopt, noemen wij onzeker."),
    N_("Een volgorde van gebieden is altijd een ruimte. Gebieden die niet te onderscheiden zijn, staan samen."),
    N_("Weten wij van een groep niets per gebied, dan geven wij geen volgorde."),
)
USAGE_TEXT = (
    N_(
        "Heeft een organisatie getallen over wie er echt kwam, dan staan die op de pagina Zekerheid naast de berekening. Is het "
        "verschil meer dan twee keer, dan zeggen wij dat."
    ),
    N_("Die getallen veranderen de berekening niet. Kleine aantallen zijn verborgen."),
)

PART_RULES = {
    "buiten_bereik": N_("Wij kennen geen passend aanbod binnen de afstand."),
    "uitgesloten": N_("Er is passend aanbod binnen de afstand, maar geen daarvan laat deze mensen toe."),
    "geen_plaats": N_("Zij mogen er heen, alle plaatsen zijn bekend, en er zijn er te weinig."),
    "onbekend": N_("Zij mogen er heen, maar van ten minste één aanbod weten wij niet hoeveel plaats er is."),
    "bediend": N_("Zij krijgen plaats bij aanbod waarvan wij de plaatsen kennen. Het kunnen er meer zijn."),
}
"""What each of the five parts means, in the words of the page."""

KIND_RULES = {
    "gemeten": N_("Geteld door de bron, op de peildatum."),
    "gemodelleerd": N_("Berekend door de bron of door ons met een model. Niet geteld op deze plek."),
    "geschat": N_(
        "Onze schatting: een deel uit een andere bron maal het aantal inwoners hier. De echte wijk kan anders zijn."
    ),
    "aanname": N_("Niemand heeft dit gemeten. Wij kiezen een getal, met ruimte naar beneden en naar boven."),
}
KIND_ROUNDING = {
    "gemeten": N_("op vijftallen"),
    "gemodelleerd": N_("op twee cijfers (1237 wordt 1200)"),
    "geschat": N_("op twee cijfers (1237 wordt 1200)"),
    "aanname": N_("op één cijfer (1237 wordt 1000)"),
}

ABSENCES = (
    (
        N_("Verborgen, of: alleen per gemeente"),
        N_("Het gaat om te weinig mensen, of wij tonen deze groep alleen per gemeente. Zo kan niemand herkend worden."),
    ),
    (N_("Te klein"), N_("Te weinig inwoners voor een goede schatting.")),
    (N_("Niet bekend"), N_("Niet bekend. Dat is iets anders dan nul. Weet u het? Geef het door.")),
    (N_("0"), N_("Geteld of nagevraagd, en het is nul.")),
    (
        N_("Niets gevonden"),
        N_("Wij hebben niets gevonden; nog niet nagevraagd. Dit is geen nul. Op de kaart gearceerd."),
    ),
)

FIRM = (
    N_("Stevig: welk deel van de mensen geen aanbod in de buurt heeft, en welk deel er niet heen mag."),
    N_(
        "Verandert u de steunvraag voor alle groepen tegelijk, dan blijven deze delen per groep precies gelijk. "
        "Voor alle levensvragen samen schuiven zij hoogstens ongeveer één op de honderd."
    ),
    N_("Zij hangen wel af van de afstanden die wij kiezen en van wat er over het aanbod bekend is."),
)
SENSITIVE = (
    N_("Gevoelig: hoeveel mensen plaats krijgen, en hoeveel mensen geen plaats vinden."),
    N_("Die schuiven mee met de steunvraag. Is die twee keer zo hoog, dan zijn de plaatsen eerder op."),
    N_("Gevoelig is ook elk aantal mensen dat steun wil. Kijk daarom naar de ruimte van laag tot hoog."),
    N_(
        "Een regel die mensen buitensluit, maakt de kans groter voor wie er wel in mag. Lees plaats daarom nooit "
        "zonder uitgesloten."
    ),
)

NOT_YET = (
    N_(
        "De 1.000 berekeningen bij Zekerheid laten vaststaan: hoeveel mensen recht hebben op palliatieve zorg, wat de "
        "regels zijn, en dat er niet meer aanbod is dan wij kennen."
    ),
    N_(
        "Water: over grote rivieren en zeearmen rekenen wij met bruggen, tunnels, dammen en veren. De wachttijd bij een "
        "veer en kleiner water tellen niet mee."
    ),
    N_("Reistijd met bus, fiets of auto: nog niet. Wij rekenen met kilometers."),
    N_("Aanbod net over de grens van de regio: nog niet. Aan de rand kan het daardoor beter zijn dan het lijkt."),
    N_("Wie naar wie verwijst, en welke organisaties elkaar kennen: nog niet in kaart."),
)

INVENTED = (
    N_(
        "Elke organisatie, elk initiatief en elke vindplaats in dit voorbeeld is bedacht. De namen beginnen met "
        "“Voorbeeld:”. Lijkt er één op een echte organisatie, dan is dat toeval."
    ),
    N_("Ook de regels, plaatsen, wachttijden, data en de stand van het aanbod per gebied zijn bedacht."),
    N_("Echt zijn: namen en codes van gebieden en postcodes, aantallen inwoners, leeftijden en middelpunten (CBS)."),
    N_("De uitkomsten zeggen dus niets over het echte aanbod in deze regio."),
)
SCHEMATIC = N_(
    "De omtrekken op de kaart zijn schematisch: wij tekenden ze rond middelpunten. Het zijn geen grenzen van CBS of "
    "Kadaster. Een punt kan daardoor in een andere wijk vallen dan in het echt."
)

LICENCES = (
    N_("Cijfers en grenzen: CBS, licentie CC BY 4.0. Wij hebben ze bewerkt. Noem het CBS als u ze verder gebruikt."),
    N_(
        "Programma, teksten en lijsten: licentie EUPL-1.2. U mag ze gebruiken, veranderen en verder geven onder die "
        "licentie."
    ),
    N_("Delen uit andere bronnen: zie de kolom Bron in de tabel met aandelen."),
    N_("Achtergrondkaart, alleen als u die aanzet: Kaartgegevens © Kadaster."),
)
