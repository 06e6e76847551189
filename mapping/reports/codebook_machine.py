"""What every column of the files of `python -m mapping gaps` and `barriers` means, by the name of the column."""

from mapping.reports.codebook_columns import NO_FIGURE, NOT_KNOWN, Entry
from mapping.words import N_

MACHINE = {
    "gebiedcode": Entry(
        N_("Code van de wijk, gemeente of postcode; bij een regio de naam."), "", N_("code"), NOT_KNOWN
    ),
    "gebiednaam": Entry(N_("Naam van het gebied."), "", N_("tekst"), NOT_KNOWN),
    "regio": Entry(N_("Naam van de regio."), "", N_("tekst"), NOT_KNOWN),
    "subgroep": Entry(
        N_("De groep; uniek telt ieder mens één keer over alle levensvragen."), "", N_("code"), NOT_KNOWN
    ),
    "leeftijdsband": Entry(N_("De leeftijd, van tot en met."), N_("jaren"), N_("tekst"), NOT_KNOWN),
    "omvang": Entry(N_("Mensen in de groep, middelste schatting."), N_("mensen"), N_("getal"), NO_FIGURE),
    "omvang_laag": Entry(N_("Mensen in de groep, laagste schatting."), N_("mensen"), N_("getal"), NO_FIGURE),
    "omvang_hoog": Entry(N_("Mensen in de groep, hoogste schatting."), N_("mensen"), N_("getal"), NO_FIGURE),
    "vraag": Entry(
        N_("Mensen die in een jaar steun willen, middelste schatting; de som van de vijf delen."),
        N_("mensen per jaar"),
        N_("getal"),
        NO_FIGURE,
    ),
    "vraag_laag": Entry(
        N_("Mensen die in een jaar steun willen, laagste schatting."), N_("mensen per jaar"), N_("getal"), NO_FIGURE
    ),
    "vraag_hoog": Entry(
        N_("Mensen die in een jaar steun willen, hoogste schatting."), N_("mensen per jaar"), N_("getal"), NO_FIGURE
    ),
    "bediend": Entry(
        N_("Mensen die plaats krijgen bij aanbod waarvan de plaatsen bekend zijn."),
        N_("mensen per jaar"),
        N_("getal"),
        NO_FIGURE,
    ),
    "geen_plaats": Entry(
        N_("Mensen die ergens welkom zijn, maar voor wie er te weinig bekende plaatsen zijn."),
        N_("mensen per jaar"),
        N_("getal"),
        NO_FIGURE,
    ),
    "uitgesloten": Entry(
        N_("Mensen die steun willen, passend aanbod in de buurt hebben, en door een regel nergens welkom zijn."),
        N_("mensen per jaar"),
        N_("getal"),
        NO_FIGURE,
    ),
    "buiten_bereik": Entry(
        N_("Mensen die steun willen en voor wie wij binnen bereik geen passend aanbod kennen."),
        N_("mensen per jaar"),
        N_("getal"),
        NO_FIGURE,
    ),
    "onbekend": Entry(
        N_("Mensen die ergens welkom zijn waar wij niet weten hoeveel plaats er is."),
        N_("mensen per jaar"),
        N_("getal"),
        NO_FIGURE,
    ),
    "uitgesloten_plaats": Entry(
        N_("Deel van uitgesloten: alleen een regel over woonplaats houdt hen tegen."),
        N_("mensen per jaar"),
        N_("getal"),
        NO_FIGURE,
    ),
    "uitgesloten_persoon": Entry(
        N_("Deel van uitgesloten: alleen een regel over de persoon houdt hen tegen."),
        N_("mensen per jaar"),
        N_("getal"),
        NO_FIGURE,
    ),
    "uitgesloten_een_van_beide": Entry(
        N_("Deel van uitgesloten: een van beide regels loslaten is genoeg."),
        N_("mensen per jaar"),
        N_("getal"),
        NO_FIGURE,
    ),
    "uitgesloten_beide": Entry(
        N_("Deel van uitgesloten: beide regels moeten los."), N_("mensen per jaar"), N_("getal"), NO_FIGURE
    ),
    "merk": Entry(
        N_("Waarom er geen cijfer is: verborgen, te_klein of onbekend; leeg als het er is."), "", N_("code"), NOT_KNOWN
    ),
    "soort": Entry(
        N_("Hoe het cijfer is gemaakt: gemeten, gemodelleerd, geschat of aanname."), "", N_("code"), NOT_KNOWN
    ),
    "lokaal": Entry(
        N_("Wat wij van het gebied zelf weten: ja, alleen leeftijd, of nee (alleen een landelijk aandeel)."),
        "",
        N_("code"),
        NOT_KNOWN,
    ),
    "inventaris": Entry(
        N_("Hoe ver het aanbod in het gebied is opgezocht: niet, deels of volledig."), "", N_("code"), NOT_KNOWN
    ),
    "bron": Entry(N_("Waar het gegeven vandaan komt."), "", N_("tekst"), NOT_KNOWN),
    "peildatum": Entry(N_("De dag waarvan het gegeven is."), N_("jjjj-mm-dd"), N_("datum"), NOT_KNOWN),
    "versie": Entry(N_("Versie van het regiobestand."), "", N_("heel getal"), NOT_KNOWN),
    "voorbeeld": Entry(N_("ja als het aanbod in het bestand verzonnen is."), "", N_("code"), NOT_KNOWN),
    "initiatief": Entry(N_("Het initiatief, zoals in het regiobestand."), "", N_("code"), NOT_KNOWN),
    "pc4": Entry(N_("De vier cijfers van de postcode."), "", N_("code"), NOT_KNOWN),
    "regel": Entry(N_("De regels die mensen tegenhouden, met een plus ertussen."), "", N_("tekst"), NOT_KNOWN),
    "mensen": Entry(
        N_("Mensen van de groep in deze postcode die het initiatief kunnen bereiken maar er niet heen mogen."),
        N_("mensen"),
        N_("getal"),
        NO_FIGURE,
    ),
    "nergens_anders": Entry(
        N_("Deel van mensen: ook bij geen ander aanbod in de buurt welkom."), N_("mensen"), N_("getal"), NO_FIGURE
    ),
    "alternatief": Entry(
        N_("Het dichtstbijzijnde initiatief dat deze mensen wel toelaat; leeg als wij er geen kennen."),
        "",
        N_("code"),
        NOT_KNOWN,
    ),
    "extra_km": Entry(N_("Hoeveel verder dat is; langs de weg geschat."), N_("km"), N_("getal"), NO_FIGURE),
    "wachttijd_weken": Entry(N_("Wachttijd bij dat andere aanbod."), N_("weken"), N_("getal"), NO_FIGURE),
    "nagevraagd_op": Entry(
        N_("De dag waarop de regel is nagevraagd; leeg is niet nagevraagd."), N_("jjjj-mm-dd"), N_("datum"), NOT_KNOWN
    ),
    "nagevraagd_bij": Entry(N_("Bij welke functie de regel is nagevraagd."), "", N_("tekst"), NOT_KNOWN),
}
"""Column of `python -m mapping gaps` and `barriers` → entry."""
