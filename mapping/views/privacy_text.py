"""The prose of the page Privacy: which data there is, where it lives, who is protected how, what is not allowed."""

from mapping.words import N_

ANSWER = N_(
    "Dit dashboard gaat over groepen en over aanbod. Het bevat geen gegevens over personen die steun zoeken, en het "
    "stuurt niets naar anderen."
)

KIND_PUBLIC = N_("open telling van het CBS, geen personen")
KIND_ESTIMATE = N_("schatting over groepen, geen personen")
KIND_LIST = N_("lijst van begrippen, geen personen")
KIND_OFFER = N_("openbare gegevens van organisaties")
KIND_VISITS = N_("hoeveel bezoeken per week, geen personen")
KIND_COUNTS = N_("tellingen van mensen, zonder namen; kleine aantallen worden nergens getoond")
KIND_STUDIES = N_("gepubliceerd onderzoek over groepen; eigen tellingen worden verborgen waar zij klein zijn")
KIND_TALKS = N_("wat mensen vertelden, zonder namen; één rij is één gesprek en wordt niet getoond")
KIND_VERSION = N_("gegevens over het bestand zelf")

TABLES = {
    "gebied": (N_("Gebieden met hun inwoners en omtrek"), KIND_PUBLIC),
    "basis": (N_("Opleiding en inkomen per gebied"), KIND_PUBLIC),
    "postcode": (N_("Postcodes met hun inwoners en omtrek"), KIND_PUBLIC),
    "postcode_leeftijd": (N_("Inwoners per postcode en leeftijd"), KIND_PUBLIC),
    "cel": (N_("Inwoners per stukje gebied en postcode"), KIND_ESTIMATE),
    "leeftijd": (N_("Leeftijden per stukje gebied en postcode"), KIND_ESTIMATE),
    "subgroep": (N_("Groepen mensen"), KIND_LIST),
    "aandeel": (N_("Welk deel bij een groep hoort of steun wil"), KIND_ESTIMATE),
    "vraag": (N_("Hoeveel mensen naar schatting steun willen"), KIND_ESTIMATE),
    "inventaris": (N_("Hoe ver het aanbod is nagezocht"), KIND_VERSION),
    "meta": (N_("Versie van het bestand"), KIND_VERSION),
    "organisatie": (N_("Organisaties"), KIND_OFFER),
    "initiatief": (N_("Initiatieven met adres, plaatsen en regels"), KIND_OFFER),
    "initiatief_subgroep": (N_("Voor wie een initiatief is"), KIND_OFFER),
    "initiatief_taal": (N_("Welke talen er gesproken worden"), KIND_OFFER),
    "initiatief_vraagtype": (N_("Welke soort steun er is"), KIND_OFFER),
    "toegangsregel": (N_("Regels over wie mag komen"), KIND_OFFER),
    "werkgebied": (N_("Waar iemand moet wonen"), KIND_OFFER),
    "vindplaats": (N_("Plaatsen waar mensen te vinden zijn"), KIND_OFFER),
    "vindplaats_subgroep": (N_("Wie er op zo’n plaats te vinden is"), KIND_VISITS),
    "gebruik": (N_("Hoeveel mensen er echt bij een initiatief kwamen"), KIND_COUNTS),
    "passendheid": (N_("Of mensen de steun passend vonden"), KIND_COUNTS),
    "passendheid_reden": (N_("Waarom steun niet paste"), KIND_COUNTS),
    "passendheid_regie": (N_("Wie de steun koos"), KIND_COUNTS),
    "gesprek": (N_("Gesprekken zonder namen, met codes en soms een citaat"), KIND_TALKS),
    "gesprek_code": (N_("Welke codes een codeur aan een gesprek gaf"), KIND_TALKS),
    "signalering": (N_("Hoe vaak een vraag werd gehoord, en waar die toe leidde"), KIND_COUNTS),
    "verbinding": (N_("Wie met wie overlegt, samenwerkt of naar wie verwijst"), KIND_OFFER),
    "factor": (N_("Wat het invoeren helpt of hindert, per organisatie of gebied"), KIND_OFFER),
    "actie": (N_("Wat er wordt gedaan en welke organisatie dat doet"), KIND_OFFER),
    "bewijs": (N_("Cijfers en uitspraken uit onderzoek, met hun bron"), KIND_STUDIES),
}
"""Table → what it holds, what kind of data that is."""

PEOPLE = (
    N_("Voor gegevens over wie steun zoekt, is hier geen plek: geen naam, geen adres, geen dossier, geen nummer."),
    N_("Er is geen inlog en er zijn geen volgende cookies. Wij houden niet bij wie wat bekijkt."),
    N_(
        "Let op bij het aanbod. Een vrijgevestigd geestelijk verzorger werkt soms vanuit huis. Dan zijn naam en "
        "adres persoonsgegevens. Zet er alleen in wat die persoon zelf openbaar maakt, en laat een huisadres weg."
    ),
    N_(
        "De tabel ‘gebruik’ telt aanmeldingen en de tabel ‘signalering’ telt vragen, ook kleine aantallen. Pagina’s en downloads "
        "verbergen die, ook waar een totaal ze zou verraden. Het regiobestand zelf heeft ze wel: geef een bestand met die tabellen "
        "niet aan anderen."
    ),
    N_(
        "Wie gegevens mag bewerken, ziet op de pagina Versies wel elk getal van die tabel. Zijn naam of functie staat bij elke "
        "versie."
    ),
    N_(
        "Evaluaties en gesprekken tellen mensen. De pagina’s tonen alleen aantallen en gemiddelden van genoeg mensen. In het "
        "bestand staan ook de kleine aantallen en elk gesprek: geef een bestand met die tabellen niet aan anderen."
    ),
    N_(
        "Een citaat staat alleen op een pagina met toestemming van wie het zei, met de regio en zonder de groep. Trekt iemand de "
        "toestemming in, zet haar dan op nee; in oude versies staat het citaat dan nog."
    ),
    N_("Een citaat met toestemming laat zien dat ten minste dit ene gesprek over die vraag en die drempel ging."),
    N_("Vul in “door” en “nagevraagd bij” een functie in, geen naam van een persoon."),
    N_(
        "Zet opvang, azc en verslavingszorg er alleen met hun wijk in (precisie: wijk), tenzij zij anders willen. "
        "Dan staan zij niet als punt op de kaart."
    ),
)

CONTRIBUTED = (
    N_(
        "Bijdragen staat uit tot de eigenaar het aanzet. Wie iets doorgeeft, hoeft niet te zeggen wie hij is. Wij bewaren geen "
        "naam, geen apparaat en geen adres op internet; wel wat iemand invult, het gebied of punt, en het moment."
    ),
    N_(
        "Tekst waarin iemand te herkennen kan zijn, wordt geweigerd voordat zij wordt bewaard. Dat vindt niet alles: de redactie "
        "leest mee. Op het scherm in de zaal staat tot dat besluit alleen de soort en het gebied."
    ),
    N_(
        "Bijdragen staan in een eigen bestand naast de regio, niet in een tabel, versie of download. Alleen wie mag bewerken, op "
        "de computer waarop het programma draait, leest ze."
    ),
)

GROUND = (
    N_("Voor cijfers over groepen is volgens ons geen grondslag uit de AVG nodig: niemand is te herkennen."),
    N_("Laat uw functionaris gegevensbescherming meekijken. Dit is geen juridisch advies."),
    N_(
        "Voor namen van zelfstandigen in het aanbod kiest de organisatie die het dashboard gebruikt de grondslag. "
        "Voor een gemeente past een taak van algemeen belang (AVG, artikel 6, lid 1, onder e). Voor een andere "
        "organisatie past een gerechtvaardigd belang (onder f)."
    ),
    N_("Wie niet in het aanbod wil staan, vraagt de eigenaar van het regiobestand om de rij weg te halen."),
)

LIVES = (
    N_("Alles staat op de computer waarop dit programma draait. Standaard is alleen die computer er zelf bij."),
    N_(
        "De pagina’s vragen uit zichzelf niets op bij anderen: geen kaartbeelden, lettertypen, metingen of advertenties."
    ),
    N_(
        "Alleen als u de achtergrondkaart aanzet, vraagt uw browser kaartbeelden op bij PDOK. PDOK ziet dan uw adres "
        "op internet en naar welk gebied u kijkt."
    ),
    N_(
        "Alleen als u op ‘Haal de echte wijken op’ drukt, vraagt dit programma PDOK, CBS en RIVM naar de gemeenten en het jaar "
        "dat u koos. Over mensen of aanbod gaat er niets uit."
    ),
    N_(
        "Alleen als u op ‘Zoek adres’ drukt, vraagt dit programma PDOK (Kadaster) naar dat adres. Het antwoord blijft op "
        "deze computer staan, behalve bij kwetsbare plekken. Met MAPPING_OFFLINE=1 vraagt het programma nooit iets."
    ),
    N_("Uw keuze van gebied, groep en taal staat in de link bovenaan. Wie u de link stuurt, ziet die keuze ook."),
    N_(
        "Voor de kaart staan alleen omtrekken in een map die de browser zonder inlog leest. Nooit een cijfer over "
        "mensen."
    ),
)

OWN_FILE = (
    N_(
        "Opent u een eigen regiobestand, dan wordt het gecontroleerd en als kopie bewaard op deze computer. Het "
        "gaat nergens anders heen."
    ),
    N_("De kopie staat in de tijdelijke map. Alleen de gebruiker die het programma startte, kan die map lezen."),
    N_("De kopie wordt weggehaald als het programma stopt."),
    N_(
        "Wilt u het bewerken, dan maakt u een kopie die blijft. Die staat in de map van uw programma’s en is alleen voor u "
        "te lezen."
    ),
    N_("Zet in dat bestand geen gegevens over personen."),
)

RETENTION = (
    (N_("Regiobestand van deze installatie"), N_("tot de eigenaar het vervangt of weghaalt")),
    (N_("Uw eigen regiobestand"), N_("tot het programma stopt")),
    (N_("Een kopie die u bewerkt, met al haar versies"), N_("tot u haar weghaalt")),
    (N_("De naam of functie bij een wijziging"), N_("in elke versie van het bestand, zo lang het bestand bestaat")),
    (N_("Een bijdrage die is afgewezen"), N_("30 dagen na het besluit; daarna wist het programma haar")),
    (N_("Een andere bijdrage, met het besluit"), N_("een jaar; wat in de tabellen kwam, blijft in de versies")),
    (N_("Uw keuzes op het scherm"), N_("tot u de pagina sluit; in de link zo lang u die bewaart")),
    (N_("Een download"), N_("op uw eigen computer, zo lang u wilt")),
    (N_("Gegevens van aanbod"), N_("zo lang het aanbod bestaat; elk jaar nakijken")),
    (
        N_("Gesprekken, codes en citaten"),
        N_("zo lang als met de mensen is afgesproken; in te vullen door wie ze verzamelt"),
    ),
    (N_("Foutmeldingen"), N_("in het venster waarin het programma draait, tot dat sluit")),
)

FORBIDDEN = (
    N_("Niet voor een besluit over een persoon, een gezin of een adres."),
    N_("Niet om mensen op te sporen, te controleren of te volgen."),
    N_("Niet om wijken als goed of slecht op een rij te zetten. Het gaat over het aanbod, niet over de mensen."),
    N_("Niet om subsidie automatisch te geven of te stoppen. Vraag eerst na wat er is."),
    N_("Niet samen met gegevens over personen, zoals dossiers of aanmeldingen op naam."),
    N_("Niet als bewijs zonder de bron, de peildatum en de soort van het cijfer erbij."),
)

DPIA = (
    (N_("Wat er gebeurt"), N_("Open tellingen en aannames worden schattingen over groepen per gebied.")),
    (
        N_("Persoonsgegevens"),
        N_("Geen van mensen die steun zoeken. Soms naam en werkadres van zelfstandigen in het aanbod."),
    ),
    (
        N_("Bijzondere gegevens"),
        N_("Geen over een persoon. Wel groepen naar gezondheid of herkomst; die tonen wij grover."),
    ),
    (N_("Doel"), N_("Zien welke regel, afstand of plaats mensen van steun weghoudt, en wie met wie kan praten.")),
    (N_("Nodig en in verhouding"), N_("Er is geen fijner gegeven nodig dan een telling per gebied en postcode.")),
    (
        N_("Risico: een wijk krijgt een stempel"),
        N_("Het aanbod is het onderwerp; geen lijst van slechtste wijken; grof niveau bij gevoelige groepen."),
    ),
    (
        N_("Risico: iemand is te herkennen"),
        N_("Kleine tellingen verborgen, ook waar een totaal ze zou verraden; kleine schattingen weggelaten."),
    ),
    (
        N_("Risico: een schatting wordt voor waar gehouden"),
        N_("Bij elk cijfer soort en bron; afronding; laag en hoog."),
    ),
    (
        N_("Risico: een plek wordt gezocht die veilig moet zijn"),
        N_("Opvang, azc en verslavingszorg staan nooit als punt op de kaart."),
    ),
    (N_("Wie beslist"), N_("De organisatie die het gebruikt, met haar functionaris gegevensbescherming.")),
)

REGISTER = (
    (N_("Naam"), N_("Zin in kaart")),
    (N_("Organisatie"), N_("In te vullen door de organisatie die het gebruikt")),
    (
        N_("Doel en impact"),
        N_(
            "Laten zien waar mensen steun bij levensvragen missen en waardoor. Het raakt beleid, geen besluit over "
            "een persoon."
        ),
    ),
    (
        N_("Proportionaliteit"),
        N_("Alleen open tellingen en openbaar aanbod. Een vragenlijst onder inwoners zou meer van mensen vragen."),
    ),
    (N_("Menselijke tussenkomst"), N_("Altijd. Het programma beslist niets. Een mens leest, vraagt na en kiest.")),
    (
        N_("Risico’s"),
        N_("Stempel op een wijk, schijn van precies zijn, oud of onvolledig aanbod. Maatregelen staan op deze pagina."),
    ),
    (
        N_("Grondslag"),
        N_(
            "Geen verwerking van persoonsgegevens van inwoners. Verder in te vullen, bijvoorbeeld het beleidsplan "
            "Wmo 2015."
        ),
    ),
    (N_("Gegevens"), N_("CBS-tellingen, aandelen met bron, en een lijst van aanbod en vindplaatsen.")),
    (
        N_("Technische werking"),
        N_("Rekenregels, geen lerend systeem. Delen, afstanden, regels en plaatsen; zie Verantwoording."),
    ),
    (N_("Leverancier"), N_("Open broncode, EUPL-1.2. In te vullen wie het beheert.")),
    (N_("Status"), N_("Ontwerp; nog niet aangemeld")),
)

DOCS = N_("De volledige ontwerpen staan bij het programma: docs/dpia.md en docs/algoritmeregister.md.")
