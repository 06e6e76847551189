"""Which tables can be edited on the page, in which groups of columns, and what a new row begins with."""

from collections.abc import Mapping
from dataclasses import dataclass

from mapping.words import N_

CODE_FROM = {
    "initiatief": ("naam",),
    "organisatie": ("naam",),
    "vindplaats": ("naam",),
    "verbinding": ("van", "naar"),
    "signalering": ("signaleert", "initiatief"),
}
"""Tables whose rows get a code of their own, and the columns that it is made from; nobody types one."""

DERIVED = ("capaciteit_pj", "gebiedcode")
"""Columns of initiatief and vindplaats that follow from others: from the capacity, and from the point on the map."""


@dataclass(frozen=True)
class Record:
    """How a table is edited: its name for readers, its groups of columns (title → columns), and what is wanted.

    one: what one row is called. first: the columns that name a row, in every group. wanted: columns that a complete row
    has filled in and not `onbekend`. counts: counts people; its rows are shown only to who may change them.
    """

    title: str
    one: str
    first: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    wanted: tuple[str, ...] = ()
    counts: bool = False


SOURCE = ("bron", "peildatum")
WHAT, WHOM, RULES, CAPACITY, CONTACT = (
    N_("Wat"), N_("Voor wie"), N_("Regels"), N_("Capaciteit"), N_("Contact"),
)  # fmt: skip
BOTH_ENDS, SOURCES = N_("Van en naar"), N_("Bron en controle")

RECORDS = {
    "initiatief": Record(
        N_("Initiatieven"), N_("initiatief"), ("naam",),
        {
            WHAT: ("organisatie", "aanbiederssoort", "kanaal", "abc", "formaliteit", "diepte", "vorm", "status"),
            WHOM: ("gericht_op", "levensbeschouwing", "werkgebied_stand", "werkgebied_tekst", "telt_als_plaats"),
            RULES: ("verwijzing_nodig", "kosten_euro", "regel_nagevraagd_op", "regel_nagevraagd_bij", "geldig_van",
                    "geldig_tot"),
            CAPACITY: ("capaciteit", "capaciteit_eenheid", "duur_weken", "weken_per_jaar", "uren_per_gesprek",
                       "gesprekken_per_persoon", "reeksen_per_jaar", "bezoeken_per_persoon", "capaciteit_pj", "uren_over",
                       "plafond_bereikt_op", "wachttijd_weken", "financiering", "einddatum"),
            CONTACT: ("adres", "pc4", "gebiedcode", "laatst_gecontroleerd", "voorbeeld", *SOURCE),
        },
        ("capaciteit", "wachttijd_weken", "kosten_euro", "verwijzing_nodig", "werkgebied_stand", "regel_nagevraagd_op",
         "gebiedcode", "laatst_gecontroleerd"),
    ),
    "organisatie": Record(
        N_("Organisaties"), N_("organisatie"), ("naam",),
        {WHAT: ("werkkring", "levensbeschouwing", "gemeentecode", "website", "laatst_gecontroleerd", *SOURCE)},
        ("werkkring", "gemeentecode", "laatst_gecontroleerd"),
    ),
    "vindplaats": Record(
        N_("Vindplaatsen"), N_("vindplaats"), ("naam",),
        {WHAT: ("type", "precisie", "openingstijden", "adres", "pc4", "gebiedcode"),
         SOURCES: ("laatst_gecontroleerd", "voorbeeld", *SOURCE)},
        ("gebiedcode", "openingstijden", "laatst_gecontroleerd"),
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
        counts=True,
    ),
    "inventaris": Record(
        N_("Inventaris: hoe ver het aanbod is opgezocht"), N_("gebied"), ("gebiedcode",),
        {WHAT: ("stand", "datum", "door", "gevonden_via", *SOURCE)}, ("datum", "door", "gevonden_via"),
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

LIST_TABLES = tuple(name for name, record in RECORDS.items() if record.first[0] == "initiatief")
"""The lists of an initiatief."""

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
    "bron": "eigen opgave",
}
"""What a new row holds until someone says otherwise: unknown wherever that can be said, and no point on the map."""


def beginning(table_columns: tuple[str, ...], *, today: str, example: bool) -> dict[str, object]:
    """Return the first values of a new row of a table with these columns; in an example the row is invented too."""
    values = {name: value for name, value in BEGIN_WITH.items() if name in table_columns}
    if "peildatum" in table_columns:
        values["peildatum"] = today
    if "voorbeeld" in table_columns:
        values["voorbeeld"] = "ja" if example else "nee"
    return values


def columns_of(table: str, group: str) -> tuple[str, ...]:
    """Return the columns of a group, those that name a row first."""
    record = RECORDS[table]
    return (*record.first, *record.groups[group])
