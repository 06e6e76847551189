"""What every column of every table on the screen means: the entries of the codebook, by the Dutch label of the column."""

from dataclasses import dataclass

from mapping.words import N_

NO_FIGURE = N_("Geen cijfer: niet bekend, te klein voor een schatting of niet getoond. Dat is iets anders dan 0.")
NOT_KNOWN = N_("Niet bekend of niet van toepassing.")


@dataclass(frozen=True)
class Entry:
    """One column: its meaning, the unit of its values, their kind, and what an empty cell means; all in Dutch (msgid)."""

    meaning: str
    unit: str
    kind: str
    empty: str


def people(meaning: str) -> Entry:
    """Describe a column of people."""
    return Entry(meaning, N_("mensen per jaar of mensen, afgerond"), N_("heel getal"), NO_FIGURE)


def percents(meaning: str) -> Entry:
    """Describe a column of percentages."""
    return Entry(meaning, N_("procent, 0 tot 100"), N_("getal"), NO_FIGURE)


def numbers(meaning: str) -> Entry:
    """Describe a column of other numbers; the meaning says the unit."""
    return Entry(meaning, N_("zie de betekenis"), N_("getal"), NO_FIGURE)


def words(meaning: str) -> Entry:
    """Describe a column of text."""
    return Entry(meaning, "", N_("tekst"), NOT_KNOWN)


def days(meaning: str) -> Entry:
    """Describe a column of dates."""
    return Entry(meaning, N_("dag-maand-jaar"), N_("datum"), NOT_KNOWN)


COLUMNS = {
    "Gebied": words(N_("Naam van het gebied, met de gemeente.")),
    "Regio": words(N_("Naam van de regio.")),
    "Groep": words(N_("De groep mensen; ‘Alle levensvragen samen’ telt ieder mens één keer.")),
    "Postcode": words(N_("De vier cijfers van de postcode.")),
    "Mensen in deze groep": people(
        N_("Hoeveel mensen van 18 jaar en ouder in deze groep vallen: inwoners maal het aandeel.")
    ),
    "Willen steun per jaar": people(
        N_("Hoeveel mensen van de groep in een jaar steun willen van buiten hun eigen kring.")
    ),
    "Geen aanbod bekend in de buurt": people(
        N_("Mensen die steun willen en voor wie wij binnen bereik geen passend aanbod kennen.")
    ),
    "Mogen er niet heen": people(
        N_("Mensen die steun willen, passend aanbod in de buurt hebben, en door een regel nergens welkom zijn.")
    ),
    "Er is geen plaats": people(N_("Mensen die ergens welkom zijn, maar voor wie er te weinig bekende plaatsen zijn.")),
    "Plaats niet bekend": people(N_("Mensen die ergens welkom zijn waar wij niet weten hoeveel plaats er is.")),
    "Krijgen plaats (ten minste)": people(N_("Mensen die plaats krijgen bij aanbod waarvan de plaatsen bekend zijn.")),
    "Oordeel": words(
        N_(
            "Of het aanbod te klein is (onderbediend), of dat zo kan zijn (mogelijk onderbediend), en of het achterblijft."
        )
    ),
    "Grootste oorzaak": words(N_("Het grootste deel van de vraag dat niet in een plaats eindigt.")),
    "Mensen in deze groep (van–tot)": words(N_("Laagste en hoogste schatting van het aantal mensen in de groep.")),
    "Willen steun per jaar (van–tot)": words(N_("Laagste en hoogste schatting van het aantal mensen dat steun wil.")),
    "Aanbod in kaart": words(N_("Hoe ver het aanbod in dit gebied is opgezocht: niet, deels of volledig, en wanneer.")),
    "Soort cijfer": words(N_("Hoe het cijfer is gemaakt: gemeten, gemodelleerd, geschat of aanname.")),
    "Zekerheid": words(N_("In hoeveel van de berekeningen met andere aannames dezelfde uitspraak klopt.")),
    "Wat kan helpen": words(N_("Wat past bij de grootste oorzaak: een regel, plaats, nagaan of verwijzen.")),
    "Geen cijfer, want": words(N_("Waarom er in deze rij geen cijfer staat.")),
    "Initiatief": words(N_("Naam van het initiatief.")),
    "Regel": words(N_("De regels waardoor mensen er niet heen mogen.")),
    "Mensen die er niet heen kunnen": people(
        N_("Mensen van de groep in deze postcode die dit initiatief kunnen bereiken maar er niet heen mogen.")
    ),
    "van–tot": words(N_("Laagste en hoogste schatting van het aantal in de kolom ervoor.")),
    "Van hen nergens anders terecht": people(
        N_(
            "Mensen uit de kolom ‘Mensen die er niet heen kunnen’ die ook bij geen ander aanbod in de buurt welkom zijn."
        )
    ),
    "Dichtstbijzijnde dat wel toelaat": words(N_("Het dichtstbijzijnde passende aanbod dat deze mensen wel toelaat.")),
    "Extra km": numbers(N_("Hoeveel kilometer dat aanbod verder weg is; langs de weg geschat.")),
    "Wachttijd daar (weken)": words(N_("Wachttijd bij dat andere aanbod, in weken.")),
    "Verwijzing daar": words(N_("Of voor dat andere aanbod een verwijzing nodig is.")),
    "Verwijzing nodig (geen barrière)": words(
        N_("Of er een verwijzing nodig is; dat sluit in de berekening niemand uit.")
    ),
    "Verwijzing nodig": words(N_("Of er een verwijzing nodig is; dat sluit in de berekening niemand uit.")),
    "Regel nagevraagd": words(N_("De dag waarop de regel is nagevraagd, of nee.")),
    "Nagevraagd bij": words(N_("Bij welke functie de regel is nagevraagd.")),
    "Voor wie woont in": words(N_("Waar iemand moet wonen om te mogen komen.")),
    "Voor wie (leeftijd of situatie)": words(N_("Welke regels er zijn over de persoon, zoals leeftijd.")),
    "Talen": words(N_("De talen die er worden gesproken.")),
    "Afstand (km)": words(N_("Afstand in kilometers vanaf het deel van het gebied waar de meeste mensen wonen.")),
    "Mogen mensen van hier er heen?": words(N_("Of de regels over woonplaats mensen uit dit gebied toelaten.")),
    "Plaatsen per jaar": words(N_("Hoeveel mensen het initiatief in een jaar kan helpen.")),
    "Wachttijd (weken)": words(N_("Wachttijd in weken.")),
    "Niveau": words(N_("A is aandacht, B is begeleiding, C is een geestelijk verzorger.")),
    "Wat": words(N_("Waarvan de rij een aandeel geeft.")),
    "Leeftijd": words(N_("De leeftijd in jaren, van tot en met.")),
    "Geldt voor": words(N_("Het gebied waarvoor het aandeel geldt, of heel Nederland.")),
    "Laag (%)": percents(N_("Laagste aannemelijke waarde van het aandeel.")),
    "Midden (%)": percents(N_("De waarde van het aandeel waarmee wij rekenen.")),
    "Hoog (%)": percents(N_("Hoogste aannemelijke waarde van het aandeel.")),
    "Lokaal bekend": words(
        N_("Wat wij van het gebied zelf weten: ja, alleen leeftijd, of nee (alleen een landelijk aandeel).")
    ),
    "Bron": words(N_("Waar het gegeven vandaan komt.")),
    "Peildatum": days(N_("De dag waarvan het gegeven is.")),
    "Rol": words(N_("Levensvraag (vraagt plaatsen) of kenmerk (bepaalt welke deuren opengaan).")),
    "Gevoelig (AVG, artikel 9)": words(
        N_("Of het gaat om gezondheid, geloof of afkomst; dan gelden strengere grenzen.")
    ),
    "Fijnste niveau": words(N_("Het kleinste soort gebied waarvoor wij een cijfer tonen.")),
    "Te klein onder (inwoners)": numbers(N_("Onder dit aantal inwoners tonen wij geen schatting.")),
    "Zo schatten wij": words(N_("Hoe de grootte van de groep is geschat.")),
    "Toelichting": words(N_("Bron, peildatum, versie en waarvoor het bestand niet bedoeld is; in elke rij hetzelfde.")),
    "Vraag: willen steun, aantal mensen": words(N_("Hoeveel mensen in een jaar steun willen.")),
    "Vraag: willen steun, per 1.000 volwassenen": words(
        N_("Hoeveel van elke 1.000 volwassenen in een jaar steun willen.")
    ),
    "Aanbod: initiatieven die mensen kunnen bereiken en toelaten": words(
        N_("Hoeveel initiatieven iemand die steun wil gemiddeld kan bereiken en binnen mag.")
    ),
    "Geen aanbod bekend in de buurt, van elke 100": words(
        N_("Van elke 100 mensen die steun willen: voor hoeveel wij geen passend aanbod in de buurt kennen.")
    ),
    "Uitgesloten": people(N_("Mensen die steun willen en door een regel nergens welkom zijn.")),
    "Plaats niet bekend, van elke 100": words(
        N_("Van elke 100 mensen die steun willen: hoeveel alleen terechtkunnen waar de plaats niet bekend is.")
    ),
    "Mogen er niet heen, van elke 100": words(
        N_("Van elke 100 mensen die steun willen: hoeveel door een regel nergens welkom zijn.")
    ),
    "Werkgebied": words(N_("Of mensen uit dit gebied naar het gekozen initiatief mogen.")),
    "Soort aanbod": words(N_("Het aanbod waarmee is gerekend; ander aanbod telt in die rij niet mee.")),
    "Initiatieven": numbers(N_("Hoeveel initiatieven van deze soort iemand in de regio bereiken.")),
    "Daarvan plaats bekend": numbers(
        N_("Van hoeveel van die initiatieven wij weten hoeveel mensen zij per jaar kunnen helpen.")
    ),
    "Deel van de mensen": words(
        N_("Een vijfde van de mensen die steun willen; 1 is het vijfde met de minste plaatsen of het laagste inkomen.")
    ),
    "Deel van de plaatsen (%)": percents(N_("Welk deel van alle plaatsen naar dit vijfde gaat.")),
    "Opgeteld (%)": percents(
        N_("Het deel van de plaatsen van dit vijfde en alle vijfden ervoor: de Lorenz- of concentratiecurve.")
    ),
    "Plaatsen per 100 mensen": numbers(
        N_("Toegang (A): bekende plaatsen per 100 mensen die steun willen; wie nergens welkom is telt mee als 0.")
    ),
    "Mogen er niet heen (%)": percents(N_("Welk deel van dit vijfde door een regel nergens welkom is.")),
    "Waarde": numbers(N_("De waarde van het gekozen cijfer in dit gebied.")),
    "Lokale Moran": numbers(N_("De lokale Moran’s I: boven 0 lijkt het gebied op zijn buren, onder 0 wijkt het af.")),
    "p-waarde": numbers(N_("Kans op zo’n uitkomst als de waarden door elkaar waren geschud; tweezijdig.")),
    "Cluster": words(N_("Wat het gebied is met zijn buren, als dat na correctie voor veel toetsen overeind blijft.")),
    "Plek naar mensen": words(
        N_("Tussen welke plekken in de volgorde naar aantal mensen het gebied bijna altijd staat.")
    ),
    "Plek naar deel": words(
        N_("Tussen welke plekken in de volgorde naar deel van de vraag het gebied bijna altijd staat.")
    ),
    "Groep in de volgorde": words(N_("Gebieden met hetzelfde nummer zijn in de volgorde niet uit elkaar te houden.")),
    "Onderbediend, van de 100 keer": words(
        N_("In hoeveel van de berekeningen het aanbod te klein is, ook in het gunstigste geval.")
    ),
    "Blijft achter bij de regio, van de 100 keer": words(
        N_("In hoeveel van de berekeningen het aanbod achterblijft bij de regio.")
    ),
    "Zelfde grootste oorzaak, van de 100 keer": words(
        N_("In hoeveel van de berekeningen de grootste oorzaak dezelfde is.")
    ),
    "Geen aanbod bekend, van elke 100": words(
        N_("Van elke 100 mensen die steun willen: voor hoeveel wij geen passend aanbod in de buurt kennen.")
    ),
    "Mensen die ergens niet heen mogen": people(
        N_(
            "Mensen van de groep die door een regel bij ten minste een initiatief in de buurt niet welkom zijn; ieder één keer."
        )
    ),
    "nergens: van–tot": words(N_("Laagste en hoogste schatting van het aantal in de kolom ervoor.")),
    "Nergens terecht en willen steun per jaar": people(
        N_("Mensen die steun willen en door een regel nergens welkom zijn.")
    ),
    "Door: postcode": people(
        N_("Mensen die deze regel ergens tegenhoudt; iemand kan door meer regels worden tegengehouden.")
    ),
    "Door: gemeentegrens": people(
        N_("Mensen die deze regel ergens tegenhoudt; iemand kan door meer regels worden tegengehouden.")
    ),
    "Door: leeftijd": people(
        N_("Mensen die deze regel ergens tegenhoudt; iemand kan door meer regels worden tegengehouden.")
    ),
    "Door: palliatief of naaste": people(
        N_("Mensen die deze regel ergens tegenhoudt; iemand kan door meer regels worden tegengehouden.")
    ),
    "Door: taal": people(
        N_("Mensen die deze regel ergens tegenhoudt; iemand kan door meer regels worden tegengehouden.")
    ),
    "Initiatieven met een barrière": numbers(N_("Hoeveel initiatieven in de buurt iemand van hier niet toelaten.")),
    "Regels die zijn nagevraagd": numbers(N_("Van hoeveel van die initiatieven de regel is nagevraagd.")),
    "km daarheen": numbers(N_("Afstand in kilometers naar het aanbod dat wel toelaat; langs de weg geschat.")),
    "Laatst gecontroleerd": days(N_("De dag waarop iemand de gegevens van het aanbod voor het laatst controleerde.")),
    "Laatste dag": days(N_("De laatste dag dat het aanbod er zeker is.")),
    "Wie betaalt": words(N_("Wie het aanbod betaalt.")),
    "Plaats op deze dag": words(N_("Of er op de gekozen dag nog plaats is.")),
    "Uren over": numbers(N_("Hoeveel uren van dit jaar nog vrij zijn.")),
    "Zoveel mensen kunnen nog terecht": numbers(N_("Hoeveel mensen met die uren nog te helpen zijn.")),
    "Plafond bereikt op": days(N_("De dag waarop de subsidie van het jaar op was.")),
    "Gecontroleerd op": days(N_("De dag waarop iemand de gegevens van het aanbod voor het laatst controleerde.")),
    "Soort": words(N_("Een fout moet worden opgelost; ‘let op’ is iets om na te gaan.")),
    "Ernst": words(N_("Een fout moet worden opgelost; ‘let op’ is iets om na te gaan.")),
    "Wat er is": words(N_("Wat er met het werkgebied aan de hand is.")),
    "Wat u kunt doen": words(N_("Hoe u het oplost.")),
    "Voor hen is er niets dat toelaat": people(N_("Mensen die steun willen en die geen enkel initiatief toelaat.")),
    "Van hen door een werkgebied": people(N_("Deel van de kolom ervoor: een regel over woonplaats houdt hen tegen.")),
    "Deel": words(N_("Deel van de mensen die steun willen, in procent.")),
    "Klopt het?": words(N_("Of het echte aantal en de berekening bij elkaar passen.")),
    "In het echt begonnen": people(N_("Hoeveel mensen echt met het aanbod zijn begonnen; geteld.")),
    "Volgens de berekening": people(N_("Hoeveel mensen volgens de berekening plaats krijgen.")),
    "Echt gedeeld door berekend": numbers(N_("Het echte aantal gedeeld door het berekende; 1 is precies gelijk.")),
    "Verwijzer": words(N_("Wie mensen stuurde.")),
    "Aanmeldingen": people(N_("Hoeveel mensen zich aanmeldden; geteld.")),
    "Reden": words(N_("Waarom iemand niet begon.")),
    "Niet doorgegaan": people(N_("Hoeveel mensen zich aanmeldden maar niet begonnen; geteld.")),
    "Verliezen hun plaats (van–tot per jaar)": words(N_("Mensen die dit treft als dit aanbod ophoudt; van tot.")),
    "Verliezen misschien een plaats: aantal plaatsen niet bekend (van–tot)": words(
        N_("Mensen die dit treft als dit aanbod ophoudt; van tot.")
    ),
    "Vinden daarna niets meer in de buurt dat hen toelaat (van–tot)": words(
        N_("Mensen die dit treft als dit aanbod ophoudt; van tot.")
    ),
    "Deel van de vraag": words(N_("Een van de vijf delen waarin de vraag eindigt.")),
    "Nu": people(N_("Aantal mensen zonder het scenario.")),
    "Met dit scenario": people(N_("Aantal mensen met het scenario.")),
    "Verschil": people(N_("Aantal mensen met het scenario min het aantal zonder; apart afgerond.")),
    "Krijgen plaats": people(N_("Mensen die ten minste plaats krijgen.")),
    "Geen aanbod in de buurt": people(
        N_("Mensen die steun willen en voor wie wij binnen bereik geen passend aanbod kennen.")
    ),
    "Helpt nu (mensen per jaar)": people(N_("Hoeveel mensen het initiatief zonder het scenario per jaar helpt.")),
    "Wat er gebeurt": words(N_("Of het initiatief meer of minder mensen helpt, begint of sluit.")),
    "Van elke 100 die steun willen": words(N_("De verandering, van elke 100 mensen die steun willen.")),
    "Onderbediend": words(N_("In hoeveel van de berekeningen het aanbod te klein is, ook in het gunstigste geval.")),
    "Blijft achter bij de regio": words(N_("In hoeveel van de berekeningen het aanbod achterblijft bij de regio.")),
    "Zelfde grootste oorzaak": words(N_("In hoeveel van de berekeningen de grootste oorzaak dezelfde is.")),
    "Mogen er niet heen (van elke 100)": words(
        N_("Van elke 100 mensen die steun willen: hoeveel door een regel nergens welkom zijn.")
    ),
    "Geen aanbod bekend in de buurt (van elke 100)": words(
        N_("Van elke 100 mensen die steun willen: voor hoeveel wij geen passend aanbod in de buurt kennen.")
    ),
    "Plek in de volgorde naar mensen": words(
        N_("Tussen welke plekken in de volgorde naar aantal mensen het gebied bijna altijd staat.")
    ),
    "Plek in de volgorde naar deel": words(
        N_("Tussen welke plekken in de volgorde naar deel van de vraag het gebied bijna altijd staat.")
    ),
    "Niet te onderscheiden groep": words(
        N_("Gebieden met hetzelfde nummer zijn in de volgorde niet uit elkaar te houden.")
    ),
    "Geen plek, want": words(N_("Waarom het gebied geen plek in de volgorde krijgt.")),
    "Rij in uw bestand": words(N_("Het nummer van de rij, zoals uw spreadsheet het telt.")),
    "Kolom in uw bestand": words(N_("De kop van de kolom waarin de fout staat.")),
    "Wat er staat": words(N_("De cel zoals zij in uw bestand staat; persoonsgegevens zijn onleesbaar gemaakt.")),
    "Wat er niet klopt": words(N_("Waarom wij deze cel niet overnemen.")),
    "Onderdeel van het pakket": words(N_("Wat het is in Open Referral, zoals organization, service of location.")),
    "Kenmerk in het pakket": words(N_("Het id in het pakket.")),
    "Veld in het pakket": words(N_("De naam van het veld in Open Referral.")),
    "Waarde in het pakket": words(N_("De waarde zoals zij in het pakket staat.")),
    "Waarom geen plek": words(N_("Waarom wij deze waarde niet overnemen.")),
    "Tabel": words(N_("De tabel van het regiobestand.")),
    "Rij": words(N_("Waaraan de rij te herkennen is: de sleutel van de tabel; ‘verborgen’ waar die mensen telt.")),
    "Wijziging": words(N_("Of de rij erbij kwam, verdween of anders werd.")),
    "Kolom": words(N_("De kolom waarin iets anders werd; ‘hele rij’ waar de rij erbij kwam of verdween.")),
    "Oud": words(N_("Wat er stond. ‘Verborgen’ waar het mensen telt of een plek die veilig moet zijn.")),
    "Nieuw": words(N_("Wat er kwam te staan. ‘Verborgen’ waar het mensen telt of een plek die veilig moet zijn.")),
    "Advies": words(N_("Of u kunt bellen, eerst iets moet vragen, of dat het net buiten de regels valt.")),
    "Waarom": words(N_("Wat u eerst moet vragen, of waarom het net buiten de regels valt.")),
    "Organisatie": words(N_("De organisatie die het aanbiedt.")),
    "Telefoon": words(N_("Openbaar nummer van het initiatief of de organisatie.")),
    "Website": words(N_("Website van het initiatief of de organisatie.")),
    "Adres": words(N_("Waar het is.")),
    "Wachttijd": words(N_("Hoe lang iemand wacht.")),
    "Plaats": words(N_("Of er plaats is: uren die over zijn, of hoeveel mensen per jaar.")),
    "Afstand": words(
        N_("Hoe ver het is vanaf waar de meeste mensen in deze plek wonen: hemelsbreed maal 1,3, om water heen.")
    ),
    "Wie mag komen": words(N_("De regels over de persoon: leeftijd, palliatief of iets anders.")),
    "Voor welk gebied": words(N_("Waar iemand moet wonen.")),
    "Kosten": words(N_("Wat iemand per keer betaalt.")),
    "Verwijzing": words(N_("Of iemand verwezen moet zijn.")),
    "Hoe": words(N_("Op locatie, aan huis, per telefoon of online.")),
    "Soort steun": words(N_("Welke soorten steun er zijn.")),
    "Gesprekken": words(N_("Hoeveel gesprekken iemand ten hoogste krijgt, en hoe lang één duurt.")),
    "Regels nagevraagd op": words(N_("De dag waarop iemand de regels navroeg.")),
    "Regio of gemeente": words(N_("Waar mensen wonen.")),
    "Initiatieven die toelaten": numbers(N_("Hoeveel initiatieven er iemand van deze groep toelaten, in aantallen.")),
    "Gesprekken ten hoogste": words(
        N_("Het kleinste en het grootste aantal dat een aanbieder noemt, en hoeveel het noemden.")
    ),
    "Duur van een gesprek (minuten)": words(
        N_("De kortste en de langste duur die een aanbieder noemt, en hoeveel het noemden.")
    ),
    "Kosten (euro)": words(N_("Het minste en het meeste dat iemand per keer betaalt, en van hoeveel dat bekend is.")),
    "Plaatsen per 1.000 mensen met een vraag": words(
        N_(
            "Bekende plaatsen in de buurt per 1.000 mensen die per jaar steun willen, van onze hoge tot onze lage aanname."
        )
    ),
    "Van hoeveel is de plaats bekend": words(
        N_("Van hoeveel initiatieven wij weten hoeveel mensen zij per jaar kunnen helpen.")
    ),
    "Waar mensen mogen komen": words(N_("De regio’s of gemeenten waar dit initiatief iemand van deze groep toelaat.")),
    "Duur (weken)": words(N_("Hoeveel weken iemand blijft.")),
}
"""Dutch label → entry. A label in another language is looked up through its translation."""

CHANGES = {
    "{deel}: nu": N_("{betekenis} Zonder het scenario."),
    "{deel}: straks": N_("{betekenis} Met het scenario."),
    "{deel}: verschil": N_("{betekenis} Met het scenario min zonder; apart afgerond."),
}
"""Label of a column made from another one → what to say around the meaning of that other one."""
