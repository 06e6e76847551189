"""What a user can add with a file: per kind of file the table it goes to and what each of its columns can be.

A *target* is what a column of a file can become: a column of the contract, one of the two numbers of a point, or a list
that goes to a table of its own (subgroepen, talen, werkgebied, …). A *profile* is a set of targets with a name that a
user chooses; most are a table, `subsidiebeschikkingen` is a part of one.
"""

from dataclasses import dataclass
from functools import cache

from mapping.contract import Column, Kind
from mapping.schema import TABLES
from mapping.words import N_

POINT_TARGETS = ("x", "y")
"""The two numbers of a point in RD New, in metres."""

DEGREE_TARGETS = ("breedtegraad", "lengtegraad")
"""The two numbers of a point in WGS84, in degrees."""

NOT_FROM_A_FILE = ("geometry",)
"""Columns of a contract that no column of a spreadsheet can be; shapes come from x and y or from a geo file."""


@dataclass(frozen=True)
class ListTarget:
    """A column whose cell holds a list: its items become rows of `table`, in column `item`, of the row's own key."""

    name: str
    table: str
    item: str


LISTS = {
    "initiatief": (
        ListTarget("subgroepen", "initiatief_subgroep", "subgroep"),
        ListTarget("talen", "initiatief_taal", "taal"),
        ListTarget("vraagtypen", "initiatief_vraagtype", "vraagtype"),
        ListTarget("toegangsregels", "toegangsregel", "soort"),
        ListTarget("werkgebied_lijst", "werkgebied", "code"),
    ),
    "vindplaats": (ListTarget("subgroepen", "vindplaats_subgroep", "subgroep"),),
}
"""Which tables have columns with lists, and where the lists go."""


@dataclass(frozen=True)
class Profile:
    """One kind of file: its name, its label for a user, the table of its rows, and its targets in order.

    `adds` is False where a row must be about something that the region has already; `whole` says whether a file of this
    kind may be the whole list, so that what it does not name goes.
    """

    name: str
    label: str
    table: str
    targets: tuple[str, ...]
    adds: bool = True
    whole: bool = True

    @property
    def lists(self) -> tuple[ListTarget, ...]:
        """Return the columns with lists that a file of this kind may have."""
        return tuple(each for each in LISTS.get(self.table, ()) if each.name in self.targets)

    def column(self, target: str) -> Column | None:
        """Return the contract of a target that is a column of the table; None for a point or a list."""
        column = TABLES[self.table].columns.get(target)
        listed = {each.name for each in self.lists}
        return None if target in listed or column is None or column.is_geometry else column

    def needed(self, target: str) -> bool:
        """Tell whether a new row cannot do without; a key that is made from the name is not asked for."""
        column = self.column(target)
        made = target == self.table and "naam" in TABLES[self.table].columns
        return column is not None and not column.optional and not column.may_be_absent and not made


LABELS = {
    "initiatief": N_("Initiatieven, met doelgroepen, talen, regels en werkgebied"),
    "subsidiebeschikkingen": N_("Subsidiebeschikkingen van initiatieven die er al zijn"),
    "gebruik": N_("Gebruik: aanmeldingen per jaar"),
    "organisatie": N_("Organisaties"),
    "vindplaats": N_("Vindplaatsen"),
    "inventaris": N_("Inventaris: waar het aanbod al is opgezocht"),
    "initiatief_subgroep": N_("Alleen de doelgroepen van initiatieven"),
    "initiatief_taal": N_("Alleen de talen van initiatieven"),
    "initiatief_vraagtype": N_("Alleen de vraagtypen van initiatieven"),
    "toegangsregel": N_("Alleen de toegangsregels van initiatieven"),
    "werkgebied": N_("Alleen de werkgebieden van initiatieven"),
    "vindplaats_subgroep": N_("Alleen de doelgroepen van vindplaatsen"),
    "verbinding": N_("Verbindingen tussen organisaties"),
    "factor": N_("Factoren: wat het invoeren helpt of hindert"),
    "actie": N_("Acties onder de drie veranderrichtingen"),
    "bewijs": N_("Bewijs: cijfers en uitspraken uit onderzoek"),
    "passendheid": N_("Passendheid: wat mensen van de steun vonden"),
    "passendheid_reden": N_("Passendheid: waarom steun niet paste"),
    "passendheid_regie": N_("Passendheid: wie de steun koos"),
    "gesprek": N_("Gesprekken, met hun codes"),
    "gesprek_code": N_("Codes van codeurs bij gesprekken"),
    "signalering": N_("Signalering: wie een vraag hoort, en waar die toe leidt"),
}
"""What a user may add, in the order in which it is offered; a table that the contracts do not have is left out."""

GRANT_TARGETS = (
    "initiatief", "naam", "organisatie", "financiering", "einddatum", "geldig_van", "capaciteit", "capaciteit_eenheid",
    "duur_weken", "weken_per_jaar", "uren_per_gesprek", "gesprekken_per_persoon", "reeksen_per_jaar",
    "bezoeken_per_persoon", "werkgebied_tekst", "werkgebied_lijst", "status", "bron", "peildatum",
)  # fmt: skip
"""What a subsidiebeschikking says of an initiatief: for whom, how many, until when."""


GRANT_MARKS = ("financiering", "einddatum")
"""Columns by which a list is one of subsidiebeschikkingen: without them it is a list of initiatieven."""


@cache
def profiles() -> dict[str, Profile]:
    """Return every kind of file by name, in the order in which a user sees them."""
    return {name: _profile(name) for name in LABELS if name in TABLES or name == "subsidiebeschikkingen"}


def _profile(name: str) -> Profile:
    """Make the profile of a table from its contract; that of subsidiebeschikkingen from its own list."""
    if name == "subsidiebeschikkingen":
        return Profile(name, LABELS[name], "initiatief", GRANT_TARGETS, adds=False, whole=False)
    contract = TABLES[name]
    columns = [each for each in contract.columns if each not in NOT_FROM_A_FILE]
    lists = [each.name for each in LISTS.get(name, ()) if each.name not in columns]
    is_point = contract.geometry is not None and contract.geometry.kind == Kind.POINT
    points = [*POINT_TARGETS, *DEGREE_TARGETS] if is_point else []
    place = columns.index("bron") if "bron" in columns else len(columns)
    return Profile(name, LABELS[name], name, (*columns[:place], *lists, *points, *columns[place:]))
