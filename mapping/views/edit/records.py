"""Which tables can be edited on the page, in which groups of columns, and what a new row begins with."""

from collections.abc import Mapping
from dataclasses import dataclass

from mapping.views.may_read import may_read
from mapping.words import N_

CODE_FROM = {
    "initiatief": ("naam",), "organisatie": ("naam",), "vindplaats": ("naam",), "verbinding": ("van", "naar"),
    "bewijs": ("tabel", "antwoord"), "actie": ("naam",), "gesprek": ("respondentsoort", "jaar"),
    "signalering": ("signaleert", "initiatief"),
}  # fmt: skip
"""Tables whose rows get a code of their own, and the columns that it is made from; nobody types one."""

DERIVED = ("capaciteit_pj", "gebiedcode")
"""Columns of initiatief and vindplaats that follow from others: from the capacity, and from the point on the map."""


@dataclass(frozen=True)
class Record:
    """How a table is edited: its name for readers, its groups of columns (title → columns), and what is wanted.

    one: what one row is called. first: the columns that name a row, in every group. wanted: columns that a complete row
    has filled in and not `onbekend`.
    """

    title: str
    one: str
    first: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    wanted: tuple[str, ...] = ()


SOURCE = ("bron", "peildatum")
WHAT, WHOM, RULES, CAPACITY, CONTACT = (
    N_("Wat"), N_("Voor wie"), N_("Regels"), N_("Capaciteit"), N_("Contact"),
)  # fmt: skip
BOTH_ENDS, SOURCES, GOAL = N_("Van en naar"), N_("Bron en controle"), N_("Doel")
PRINTED_IN, ANSWERED, ABOUT = N_("Waar het staat"), N_("Wie antwoordden"), N_("Waar het over gaat")
SAID = N_("Citaat en toestemming")

RECORDS = {
    "initiatief": Record(
        N_("Initiatieven"), N_("initiatief"), ("naam",),
        {
            WHAT: ("organisatie", "aanbiederssoort", "kanaal", "abc", "formaliteit", "diepte", "vorm", "status"),
            WHOM: ("gericht_op", "levensbeschouwing", "werkgebied_stand", "werkgebied_tekst", "telt_als_plaats"),
            RULES: ("verwijzing_nodig", "kosten_euro", "regel_nagevraagd_op", "regel_nagevraagd_bij", "geldig_van",
                    "geldig_tot"),
            CAPACITY: ("capaciteit", "capaciteit_eenheid", "duur_weken", "weken_per_jaar", "uren_per_gesprek",
                       "gesprekken_per_persoon", "max_gesprekken", "gesprek_minuten", "reeksen_per_jaar",
                       "bezoeken_per_persoon", "capaciteit_pj", "uren_over", "plafond_bereikt_op",
                       "wachttijd_weken", "financiering", "einddatum"),
            CONTACT: ("adres", "telefoon", "website", "pc4", "gebiedcode", "laatst_gecontroleerd", "voorbeeld", *SOURCE),
        },
        ("capaciteit", "wachttijd_weken", "kosten_euro", "verwijzing_nodig", "werkgebied_stand", "regel_nagevraagd_op",
         "gebiedcode", "laatst_gecontroleerd"),
    ),
    "organisatie": Record(
        N_("Organisaties"), N_("organisatie"), ("naam",),
        {WHAT: ("werkkring", "organisatiesoort", "levensbeschouwing", "gemeentecode", "website", "telefoon",
                "laatst_gecontroleerd", *SOURCE)},
        ("werkkring", "gemeentecode", "laatst_gecontroleerd"),
    ),
    "vindplaats": Record(
        N_("Vindplaatsen"), N_("vindplaats"), ("naam",),
        {WHAT: ("type", "precisie", "openingstijden", "adres", "pc4", "gebiedcode"),
         SOURCES: ("laatst_gecontroleerd", "voorbeeld", *SOURCE)},
        ("gebiedcode", "openingstijden", "laatst_gecontroleerd"),
    ),
    "vindplaats_subgroep": Record(
        N_("Wie er op een vindplaats komt"), N_("rij"), ("vindplaats", "subgroep"),
        {WHAT: ("bereik_personen", "telling", *SOURCE)}, ("bereik_personen",),
    ),
    "verbinding": Record(
        N_("Verbindingen"), N_("verbinding"), ("van", "naar"),
        {WHAT: ("soort", "richting", "frequentie", "bekend_niet_verwezen", "overlegvorm", "overleg", "zingeving_op_agenda"),
         BOTH_ENDS: ("van_werkkring", "van_levensbeschouwing", "van_gemeentecode", "van_formaliteit", "naar_werkkring",
                     "naar_levensbeschouwing", "naar_gemeentecode", "naar_formaliteit"),
         SOURCES: ("laatst_gecontroleerd", "voorbeeld", *SOURCE)},
        ("frequentie", "richting", "laatst_gecontroleerd"),
    ),
    "signalering": Record(
        N_("Signalering"), N_("signalering"), ("signaleert", "initiatief"),
        {WHAT: ("jaar", "vertaalt", "interpreteert", "herkend_door_professional", "getoetst", "bekend_niet_verwezen",
                "reden_mislukt", "aantal", "telling"),
         WHOM: ("uitingsvorm", "subgroep", "vindplaats", "gebiedcode", "regio"),
         SOURCES: ("voorbeeld", *SOURCE)},
        ("getoetst", "vertaalt", "interpreteert"),
    ),
    "inventaris": Record(
        N_("Inventaris: hoe ver het aanbod is opgezocht"), N_("gebied"), ("gebiedcode",),
        {WHAT: ("stand", "datum", "door", "gevonden_via", *SOURCE)}, ("datum", "door", "gevonden_via"),
    ),
    "actie": Record(
        N_("Acties"), N_("actie"), ("naam",),
        {WHAT: ("veranderrichting", "omschrijving", "eigenaar", "status", "startdatum", "streefdatum"),
         GOAL: ("doel_deel", "initiatief", "gebiedcode", "regio", "subgroep", "begin_versie"),
         SOURCES: ("laatst_gecontroleerd", "voorbeeld", *SOURCE)},
        ("streefdatum", "begin_versie", "laatst_gecontroleerd"),
    ),
    "factor": Record(
        N_("Factoren: wat invoeren helpt of hindert"), N_("factor"), ("organisatie", "gebiedcode", "factor"),
        {WHAT: ("stand", "toelichting", "datum", "door", "voorbeeld", *SOURCE)}, ("stand", "datum"),
    ),
    "bewijs": Record(
        N_("Bewijs: cijfers en uitspraken uit onderzoek"), N_("bewijs"), ("tabel", "antwoord"),
        {WHAT: ("titel", "uitspraak", "waarde", "eenheid", "aantal", "waardetype", "status", "conflict_met", "toelichting"),
         PRINTED_IN: ("document", "sectie", "plek", "pagina", "voorbeeld", *SOURCE),
         ANSWERED: ("respondenten", "n", "missing", "meer_antwoorden", "telling"),
         ABOUT: ("subgroep", "barriere", "zin", "verandering")},
        ("n", "pagina", "peildatum"),
    ),
    "gesprek": Record(
        N_("Gesprekken"), N_("gesprek"), ("gesprek",),
        {WHAT: ("regio", "jaar", "respondentsoort", "subgroepen", "vraagtype", "uitingsvorm", "vindplaatstype", "barrieres",
                "herkend", "passend"),
         SAID: ("citaat", "toestemming"), SOURCES: ("gebiedcode", "voorbeeld", *SOURCE)},
        ("vraagtype", "uitingsvorm", "passend"),
    ),
    "gesprek_code": Record(
        N_("Codes van gesprekken"), N_("code"), ("gesprek", "codeur"),
        {WHAT: ("soort", "code", "fragment", "voorbeeld", *SOURCE)},
    ),
    "passendheid": Record(
        N_("Passendheid"), N_("evaluatie"), ("initiatief", "subgroep", "jaar"),
        {WHAT: ("gevraagd", "aantal", "score", "schaal", "schaal_van", "schaal_tot", "telling", "voorbeeld", *SOURCE)},
        ("gevraagd", "score"),
    ),
    "passendheid_reden": Record(
        N_("Passendheid: waarom niet"), N_("reden"), ("initiatief", "subgroep", "jaar", "reden"),
        {WHAT: ("aantal", "telling", "voorbeeld", *SOURCE)},
    ),
    "passendheid_regie": Record(
        N_("Passendheid: wie koos"), N_("antwoord"), ("initiatief", "subgroep", "jaar", "regie"),
        {WHAT: ("aantal", "telling", "voorbeeld", *SOURCE)},
    ),
    "initiatief_subgroep": Record(
        N_("Voor welke groepen"), N_("rij"), ("initiatief", "subgroep"), {WHAT: ("nadruk", *SOURCE)}
    ),
    "initiatief_taal": Record(N_("In welke talen"), N_("rij"), ("initiatief", "taal"), {WHAT: SOURCE}),
    "initiatief_vraagtype": Record(N_("Welke soort steun"), N_("rij"), ("initiatief", "vraagtype"), {WHAT: SOURCE}),
    "werkgebied": Record(N_("Werkgebied"), N_("rij"), ("initiatief", "gebiedsoort", "code"), {WHAT: SOURCE}),
    "toegangsregel": Record(
        N_("Regels over de persoon"), N_("rij"), ("initiatief", "alternatief", "soort"), {WHAT: ("waarde", *SOURCE)}
    ),
}  # fmt: skip
"""Table → how it is edited, in the order of the list to choose from."""

ABOUT_PEOPLE = tuple(name for name in RECORDS if may_read(name).nothing)
"""Tables whose rows are people, or few of them: who may not edit does not see them here, on other pages only counted."""

BEGIN_WITH: Mapping[str, object] = {
    "status": "actief",
    "verwijzing_nodig": "onbekend",
    "werkgebied_stand": "onbekend",
    "telt_als_plaats": "ja",
    "precisie": "wijk",
    "richting": "onbekend",
    "frequentie": "onbekend",
    "nadruk": "ook voor",
    "signaleert": "onbekend",
    "vertaalt": "onbekend",
    "interpreteert": "onbekend",
    "herkend_door_professional": "onbekend",
    "getoetst": "onbekend",
    "telling": "ja",
    "alternatief": 1,
    "stand": "onbekend",
    "toestemming": "nee",
    "bron": "eigen opgave",
}
"""What a new row holds until someone says otherwise: unknown wherever that can be said, and no point on the map."""


BEGIN_BEWIJS: Mapping[str, object] = {
    "status": "letterlijk",
    "eenheid": "percentage",
    "waardetype": "exact",
    "meer_antwoorden": "nee",
    "telling": "ja",
}
"""The same for a new bewijs; it counts as not public until someone says that it is, and has no day or source of ours."""


def beginning(
    table_columns: tuple[str, ...], *, today: str, example: bool, version: int | None = None
) -> dict[str, object]:
    """Return the first values of a new row of a table with these columns; in an example the row is invented too.

    An actie begins as a proposal, with the gap as it is in the `version` that is being changed.
    """
    if "bewijs" in table_columns:
        return BEGIN_BEWIJS | {"voorbeeld": "ja" if example else "nee"}
    values = {name: value for name, value in BEGIN_WITH.items() if name in table_columns}
    if "begin_versie" in table_columns:
        values |= {"status": "voorstel", "begin_versie": version, "startdatum": today}
    if "peildatum" in table_columns:
        values["peildatum"] = today
    if "voorbeeld" in table_columns:
        values["voorbeeld"] = "ja" if example else "nee"
    return values


def columns_of(table: str, group: str) -> tuple[str, ...]:
    """Return the columns of a group, those that name a row first."""
    record = RECORDS[table]
    return (*record.first, *record.groups[group])
