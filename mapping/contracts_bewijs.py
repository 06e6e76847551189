"""The contract of bewijs: published figures with the place they come from, one row per answer as the source prints it.

Rows of one `tabel` are one published table, figure or sentence with figures. Figures and terms are those of the source;
every sentence is ours. Three things are never figures: *alleen bijschrift* (a figure without numbers: no value, never 0),
*onduidelijk in bron* (what is printed cannot be right, or cannot be told) and a *uitspraak* (the source says something
without a number). Two rows that contradict one another point at one another with `conflict_met`: both are shown.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from mapping.contract import LIST_MARK, Column, Kind, TableContract
from mapping.contract_columns import FLAG, MAYBE_COUNT, MAYBE_TEXT, NAME_IN_CODE, TEXT, WHOLE
from mapping.model import EXACT, ZINNEN, BewijsEenheid, BewijsStatus
from mapping.words import _

WAARDETYPEN = (
    EXACT, "bijna", "ruim", "meer dan", "iets meer dan", "iets minder dan", "minder dan", "ongeveer", "zo'n",
    "ten minste", "niet meer dan",
)  # fmt: skip
"""How the source words its number; only an exact one can be counted with."""

VERANDERINGEN = ("1", "2", "3")
"""The codes of data/catalogus/veranderrichting.csv."""

BARRIERES = (
    "regel_postcode", "regel_gemeente", "regel_leeftijd", "regel_verwijzing", "regel_taal", "regel_levensbeschouwing",
    "bereik", "capaciteit_vol", "capaciteit_wachtlijst", "capaciteit_gesprekken", "continuiteit", "tijd_nog_niet",
    "tijd_niet_meer", "tijd_plafond", "vorm", "complexiteit", "niet_weten_netwerk", "niet_weten_tijd",
    "niet_weten_schaamte", "belang", "scheiding_zorg_welzijn", "verkokering_geloof", "verkokering_werkkring",
    "verkokering_gemeente", "professional_tijd", "professional_kennis",
)  # fmt: skip
"""The codes of data/catalogus/barriere.csv."""

HIGHEST_PERCENTAGE = 100

Fault = tuple[int, str, str, str, str]
"""Row, column, value, message and cure, as the rules of a contract give them."""


def value_only_where_there_is_one(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each row with a value that its source does not have, and each without one that it must have."""
    none = (table["status"] == BewijsStatus.BIJSCHRIFT) | (table["eenheid"] == BewijsEenheid.UITSPRAAK)
    may_miss = none | (table["status"] == BewijsStatus.ONDUIDELIJK)
    for place in _places(table, none & table["waarde"].notna()):
        cure = _("Maak de cel leeg: een bijschrift of uitspraak heeft geen cijfer, ook geen 0")
        yield place, "waarde", str(table.at[place, "waarde"]), _("Deze rij heeft volgens haar bron geen cijfer"), cure
    for place in _places(table, ~may_miss & table["waarde"].isna()):
        cure = _("Vul het cijfer in, of kies bij status: alleen bijschrift")
        yield place, "waarde", "", _("Hier ontbreekt het cijfer"), cure
    for place in _places(table, table["waarde"].notna() & table["waardetype"].isna()):
        cure = _("Schrijf exact, of het woord dat de bron erbij zet, zoals bijna")
        yield place, "waardetype", "", _("Hier ontbreekt hoe precies het cijfer is"), cure


def value_within_its_whole(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each percentage over a hundred, and each count of more people than answered."""
    percent = (table["eenheid"] == BewijsEenheid.PERCENTAGE) & (table["waarde"] > HIGHEST_PERCENTAGE)
    for place in _places(table, percent):
        cure = _("Een percentage is 0 tot en met 100")
        yield place, "waarde", str(table.at[place, "waarde"]), _("Dit percentage is te hoog"), cure
    n = table["n"].astype("float64")
    counts = {
        "waarde": table["waarde"].where(table["eenheid"] == BewijsEenheid.AANTAL),
        "aantal": table["aantal"].astype("float64"),
    }
    for column, counted in counts.items():
        for place in _places(table, counted > n):
            cure = _("Kijk in de bron welk getal bij deze rij hoort")
            message = _("Dit zijn meer mensen dan er antwoordden (N)")
            yield place, column, str(table.at[place, column]), message, cure


def conflicts_stand_twice(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each conflict that is not there from both sides."""
    other_of = dict(zip(table["bewijs"], table["conflict_met"], strict=True))
    for place in _places(table, (table["status"] == BewijsStatus.CONFLICTEREND) & table["conflict_met"].isna()):
        cure = _("Zet in deze kolom de code van de rij die iets anders zegt")
        yield place, "conflict_met", "", _("Hier ontbreekt waarmee dit cijfer in tegenspraak is"), cure
    for place in _places(table, table["conflict_met"].notna()):
        own, other = table.at[place, "bewijs"], table.at[place, "conflict_met"]
        if other == own or other_of.get(other) != own:
            cure = _("Zet beide cijfers in de tabel en laat ze naar elkaar wijzen")
            yield place, "conflict_met", str(other), _("Deze tegenspraak staat er maar aan één kant"), cure


def one_tabel_is_one_table(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each row whose published table is in another document, or counts answers in another way, than its first row."""
    first = table.drop_duplicates("tabel").set_index("tabel")
    for column in ("titel", "document", "meer_antwoorden"):
        expected = table["tabel"].map(first[column])
        for place in _places(table, table["tabel"].notna() & (table[column] != expected)):
            cure = _("Schrijf in alle rijen van deze tabel hetzelfde, of geef deze rij een andere code bij tabel")
            message = _("Dit is in een andere rij van dezelfde tabel anders")
            yield place, column, str(table.at[place, column]), message, cure


def _places(table: pd.DataFrame, wrong: pd.Series) -> list[int]:
    return [int(place) for place in table.index[wrong.fillna(False).to_numpy(dtype=bool)]]


BEWIJS_CONTRACTS = (
    TableContract(
        "bewijs",
        ("bewijs",),
        {
            "bewijs": Column(pattern=NAME_IN_CODE, example="wijkonderzoek-2025-01"),
            "tabel": Column(pattern=NAME_IN_CODE, example="wijkonderzoek-2025"),
            "titel": TEXT,
            "uitspraak": MAYBE_TEXT,
            "document": TEXT,
            "sectie": TEXT,
            "plek": MAYBE_TEXT,
            "pagina": WHOLE,
            "respondenten": TEXT,
            "n": WHOLE,
            "missing": WHOLE,
            "meer_antwoorden": FLAG,
            "antwoord": TEXT,
            "waarde": MAYBE_COUNT,
            "eenheid": Column(allowed=tuple(BewijsEenheid)),
            "aantal": WHOLE,
            "waardetype": Column(optional=True, allowed=WAARDETYPEN),
            "status": Column(allowed=tuple(BewijsStatus)),
            "conflict_met": Column(optional=True, pattern=NAME_IN_CODE, example="wijkonderzoek-2025-02"),
            "subgroep": Column(optional=True, many=True),
            "barriere": Column(optional=True, many=True, allowed=BARRIERES),
            "zin": Column(optional=True, many=True, allowed=ZINNEN),
            "verandering": Column(optional=True, many=True, allowed=VERANDERINGEN),
            "toelichting": MAYBE_TEXT,
            "telling": FLAG,
            "voorbeeld": FLAG,
            "bron": TEXT,
            "peildatum": Column(Kind.DATE, optional=True, past=True),
        },
        rules=(value_only_where_there_is_one, value_within_its_whole, conflicts_stand_twice, one_tabel_is_one_table),
    ),
)
"""`waarde` is the printed number in `eenheid`; `aantal` the count that the source prints beside a percentage. `n` and
`missing` are those of the respondents of that row; empty where the source does not say. A row with `telling` comes from
no public document: it is shown and exported through disclosure only. A day that the source does not name is empty.
"""


def lost_subgroepen(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Yield each subgroep that a bewijs hangs under and that the region does not have."""
    rows, groups = tables.get("bewijs"), tables.get("subgroep")
    if rows is None or groups is None or "subgroep" not in rows or "subgroep" not in groups:
        return
    known = set(groups["subgroep"].dropna())
    for place, value in rows["subgroep"].dropna().items():
        lost = [part.strip() for part in str(value).split(LIST_MARK) if part.strip() not in known]
        if lost:
            cure = _("Kies een waarde uit de tabel {table}, of voeg haar daar toe").format(table="subgroep")
            message = _("Deze waarde staat niet in de tabel {table}").format(table="subgroep")
            yield int(place), "subgroep", LIST_MARK.join(lost), message, cure
