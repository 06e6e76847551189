"""Other words that people write above a column for the same thing; compared without capitals, accents and marks."""

MARK_HEADER = "voorbeeldrij"
"""The column of our forms that marks the two examples."""

REASON_HEADER = "wat er niet klopt"
ROW_HEADER = "rij in uw bestand"
"""The columns that we add to the file with faulty rows; they are passed over when it comes back."""

OWN_HEADERS = (MARK_HEADER, REASON_HEADER, ROW_HEADER)

COMMON = {
    "naam": ("titel", "omschrijving kort", "name"),
    "bron": ("herkomst", "bronvermelding", "afkomstig van"),
    "peildatum": ("datum", "per datum", "stand per", "datum gegevens", "bijgewerkt op"),
    "adres": ("straat", "straat en huisnummer", "straat huisnummer", "bezoekadres", "locatie adres"),
    "pc4": ("postcode", "postcode locatie", "pc", "postcode 4", "postcode cijfers", "pc6", "postcode adres"),
    "gebiedcode": ("wijkcode", "buurtcode", "wijk", "buurt", "gebied", "code gebied"),
    "gemeentecode": ("gemeente", "gm code", "plaats gemeente"),
    "website": ("site", "url", "link", "webadres", "internet"),
    "telefoon": ("telefoonnummer", "tel", "telefoon organisatie"),
    "laatst_gecontroleerd": ("gecontroleerd op", "laatste controle", "gecheckt op", "datum controle"),
    "levensbeschouwing": ("geloof", "achtergrond", "religie", "signatuur"),
    "voorbeeld": ("is voorbeeld", "verzonnen"),
    "x": ("x coordinaat", "rd x", "x rd"),
    "y": ("y coordinaat", "rd y", "y rd"),
    "breedtegraad": ("lat", "latitude", "breedte graad", "noorderbreedte"),
    "lengtegraad": ("lon", "lng", "long", "longitude", "lengte graad", "oosterlengte"),
    "subgroepen": ("doelgroep", "doelgroepen", "voor wie", "subgroep", "groepen", "doelgroep en"),
    "openingstijden": ("open", "openingsuren", "tijden"),
    "subgroep": ("doelgroep", "groep"),
    "initiatief": ("naam initiatief", "initiatiefnaam", "aanbod", "project", "activiteit", "initiatief naam"),
}  # fmt: skip
"""Words that hold in every table: target → other words, the most usual first."""

OF_TABLE = {
    "organisatie": {
        "organisatie": ("id", "organisatie id", "organisatiecode", "code"),
        "naam": ("naam organisatie", "organisatie naam", "organisatienaam", "aanbieder", "instelling", "naam aanbieder"),
        "werkkring": ("sector", "soort organisatie", "branche"),
    },
    "initiatief": {
        "initiatief": ("id", "initiatief id", "initiatiefcode", "code"),
        "naam": ("naam initiatief", "initiatiefnaam", "naam aanbod", "naam activiteit", "activiteit", "aanbod",
                 "project", "projectnaam", "naam project", "naam van het initiatief", "initiatief naam"),
        "organisatie": ("naam organisatie", "aanbieder", "uitvoerder", "organisatienaam", "naam aanbieder", "instelling",
                        "aanvrager", "subsidieontvanger", "organisatie naam"),
        "aanbiederssoort": ("soort aanbieder", "type aanbieder", "aanbieders soort", "wie biedt het aan"),
        "gericht_op": ("doel", "waarop gericht", "gericht op wat"),
        "vorm": ("werkvorm", "soort activiteit", "vorm van aanbod"),
        "kanaal": ("kanalen", "manier", "hoe", "contactvorm", "waar of hoe"),
        "abc": ("niveau", "abc niveau", "niveau abc"),
        "capaciteit": ("aantal plekken", "aantal plaatsen", "plekken", "plaatsen", "aantal", "aantallen",
                       "aantal deelnemers", "aantal personen", "aantal uren", "maximum aantal"),
        "capaciteit_eenheid": ("eenheid", "eenheid capaciteit", "soort aantal", "per wat"),
        "duur_weken": ("duur", "duur in weken", "looptijd weken", "aantal weken"),
        "weken_per_jaar": ("weken", "weken per jaar open"),
        "uren_per_gesprek": ("uur per gesprek", "duur gesprek"),
        "gesprekken_per_persoon": ("gesprekken", "aantal gesprekken"),
        "max_gesprekken": ("maximum aantal gesprekken", "gesprekken ten hoogste", "aantal gesprekken maximaal"),
        "gesprek_minuten": ("minuten per gesprek", "duur gesprek minuten", "lengte gesprek"),
        "reeksen_per_jaar": ("reeksen", "aantal reeksen", "groepen per jaar"),
        "bezoeken_per_persoon": ("bezoeken", "aantal bezoeken"),
        "capaciteit_pj": ("capaciteit per jaar", "personen per jaar", "mensen per jaar", "plekken per jaar"),
        "wachttijd_weken": ("wachttijd", "wachttijd in weken", "wachtlijst weken"),
        "kosten_euro": ("kosten", "prijs", "eigen bijdrage", "bijdrage", "kosten in euro", "tarief"),
        "verwijzing_nodig": ("verwijzing", "verwijsbrief", "verwijzing nodig"),
        "werkgebied_tekst": ("werkgebied", "postcodes", "postcodegebied", "regio", "voor welke postcodes",
                             "werkgebied omschrijving", "wijken", "in welk gebied"),
        "werkgebied_stand": ("stand werkgebied",),
        "werkgebied_lijst": ("lijst werkgebied", "codes werkgebied"),
        "toegangsregels": ("toegangsregel", "voorwaarden", "voorwaarde", "regels", "leeftijd", "toelating"),
        "talen": ("taal", "welke talen", "gesproken talen"),
        "vraagtypen": ("vraagtype", "soort vraag", "soort vragen", "vragen"),
        "financiering": ("subsidie", "geldstroom", "betaald door", "financier", "subsidieregeling", "regeling",
                         "subsidieverstrekker"),
        "einddatum": ("eind", "loopt tot", "einde subsidie", "einddatum subsidie", "tot en met", "geldig tot en met"),
        "geldig_van": ("begin", "startdatum", "begindatum", "ingangsdatum", "vanaf"),
        "geldig_tot": ("geldig tot",),
        "uren_over": ("uren over", "resterende uren"),
        "plafond_bereikt_op": ("plafond bereikt", "subsidieplafond bereikt op"),
        "telt_als_plaats": ("telt mee", "telt als plek"),
    },
    "vindplaats": {
        "vindplaats": ("id", "vindplaats id", "code"),
        "naam": ("naam vindplaats", "plek", "naam plek", "locatie", "naam locatie", "vindplaats naam"),
        "type": ("soort", "soort plek", "type plek", "vindplaatstype", "soort locatie"),
        "precisie": ("nauwkeurigheid", "hoe precies"),
    },
    "gebruik": {
        "jaar": ("kalenderjaar", "in jaar"),
        "leeftijdsband": ("leeftijd", "leeftijdsgroep", "leeftijdsklasse"),
        "verwijzer": ("verwezen door", "via", "aangemeld door", "verwijzing door"),
        "reden_niet_doorgegaan": ("reden", "reden niet gestart", "niet doorgegaan"),
        "aantal": ("aantal aanmeldingen", "aanmeldingen", "aantal personen", "deelnemers"),
    },
    "passendheid": {
        "score": ("gemiddelde", "gemiddeld cijfer", "cijfer", "rapportcijfer"),
        "aantal": ("n", "aantal antwoorden", "respondenten", "aantal respondenten"),
        "gevraagd": ("aantal gevraagd", "uitgezet", "verstuurd"),
        "jaar": ("kalenderjaar",),
    },
    "gesprek": {
        "gesprek": ("id", "code", "gesprekcode", "interview", "interviewcode", "document"),
        "respondentsoort": ("soort respondent", "respondent", "wie", "rol"),
        "vraagtype": ("soort vraag", "soort steun"),
        "uitingsvorm": ("uiting", "hoe geuit", "wijze van uiten"),
        "vindplaatstype": ("vindplaats", "plek", "soort plek"),
        "barrieres": ("barriere", "belemmering", "belemmeringen", "drempel", "drempels"),
        "passend": ("passendheid", "paste het"),
        "herkend": ("herkend door professional",),
        "citaat": ("quote", "uitspraak", "quotation"),
        "toestemming": ("toestemming citaat", "akkoord"),
    },
    "gesprek_code": {
        "gesprek": ("document", "interview", "gesprekcode"),
        "codeur": ("coder", "gecodeerd door"),
        "soort": ("codegroep", "groep", "code group"),
        "fragment": ("citaat", "quotation", "quote", "segment"),
    },
    "signalering": {
        "signalering": ("id", "code", "rij"),
        "jaar": ("kalenderjaar", "in jaar"),
        "signaleert": ("signaleerder", "wie signaleert", "gesignaleerd door"),
        "vertaalt": ("vertaler", "wie vertaalt", "vertaald door"),
        "interpreteert": ("wie interpreteert", "wie duidt", "geinterpreteerd door"),
        "uitingsvorm": ("uiting", "hoe geuit"),
        "getoetst": ("nagevraagd", "geevalueerd"),
        "reden_mislukt": ("waarom mislukt", "reden"),
        "aantal": ("aantal keer", "aantal mensen"),
    },
    "inventaris": {
        "stand": ("hoe ver", "status", "in kaart"),
        "datum": ("opgezocht op",),
        "door": ("opgezocht door", "wie"),
        "gevonden_via": ("via", "hoe gevonden"),
    },
    "bewijs": {
        "bewijs": ("id", "code"),
        "tabel": ("code tabel", "tabelcode"),
        "titel": ("onderwerp", "vraag"),
        "sectie": ("paragraaf", "hoofdstuk"),
        "plek": ("figuur", "tabel of figuur"),
        "pagina": ("bladzijde", "blz", "paginanummer"),
        "respondenten": ("wie", "doelgroep onderzoek"),
        "n": ("aantal respondenten", "respondenten aantal"),
        "missing": ("missend", "ontbrekend", "geen antwoord"),
        "meer_antwoorden": ("meerdere antwoorden", "meer dan een antwoord"),
        "antwoord": ("categorie", "antwoordcategorie"),
        "waarde": ("cijfer", "percentage", "getal"),
    },
}  # fmt: skip
"""Words of one table, before those of COMMON."""


def synonyms_of(table: str, target: str) -> tuple[str, ...]:
    """Return the other words for a target of a table, the most usual first."""
    own = OF_TABLE.get(table, {}).get(target, ())
    return own or (() if target == table else COMMON.get(target, ()))
