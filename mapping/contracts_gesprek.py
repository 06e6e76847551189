"""The contracts of what people say: gesprekken with their codes, and whether support was found fitting (passendheid).

All of it counts people from a source that is not public. Gesprekken are a purposive sample: they are counted as gesprekken,
never as a share of a wijk. Nothing of these tables is shown but through analysis/gesprek and analysis/passendheid.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from mapping.contract import Column, Kind, TableContract
from mapping.contract_columns import FLAG, GEBIEDCODE, IDENTIFIER, MAYBE_TEXT, NAME_IN_CODE, NOTED, TEXT, WHOLE
from mapping.contracts_offer import VINDPLAATSTYPEN
from mapping.contracts_usage import FIRST_YEAR, LAST_YEAR
from mapping.model import IEDEREEN
from mapping.words import _

RESPONDENTSOORTEN = ("burger", "vrijwilliger", "geestelijk verzorger", "andere professional")
"""Who was spoken to, as the factsheet Linking-Zin (2020) tells them apart."""

VRAAGTYPEN = (
    "gesprek", "activiteit", "stilte", "contact", "praktisch", "lotgenoten", "anoniem", "stut_en_steun", "bezinning",
)  # fmt: skip
UITINGSVORMEN = (
    "directe_vraag", "emotie", "lichamelijke_klacht", "overbelasting", "metafoor", "praktische_vraag",
    "vertrouwde_helper", "toeval", "herhaald_spreekuur", "niet_bewust", "zwijgt", "creatief",
)  # fmt: skip
BARRIERES = (
    "regel_postcode", "regel_gemeente", "regel_leeftijd", "regel_verwijzing", "regel_taal", "regel_levensbeschouwing",
    "bereik", "capaciteit_vol", "capaciteit_wachtlijst", "capaciteit_gesprekken", "continuiteit", "tijd_nog_niet",
    "tijd_niet_meer", "tijd_plafond", "vorm", "complexiteit", "niet_weten_netwerk", "niet_weten_tijd",
    "niet_weten_schaamte", "belang", "scheiding_zorg_welzijn", "verkokering_geloof", "verkokering_werkkring",
    "verkokering_gemeente", "professional_tijd", "professional_kennis",
)  # fmt: skip
"""The codes of data/catalogus: vraagtype.csv, uitingsvorm.csv and barriere.csv."""

GEEN = "geen"
"""The code of a coder who looked and found nothing of a soort."""

CODE_SOORTEN = ("subgroep", "vraagtype", "uitingsvorm", "barriere")
"""The code groups: which catalogue a code is of."""

CODES = {"vraagtype": VRAAGTYPEN, "uitingsvorm": UITINGSVORMEN, "barriere": BARRIERES}
"""Code group → its codes; those of subgroep are the rows of that table."""

REDENEN_NIET_PASSEND = (
    "culturele_achtergrond", "gespreksvoering", "afstemming", "liever_doen", "aantal_gesprekken", "anders",
)  # fmt: skip
"""The codes of data/catalogus/passendheid_reden.csv."""

REGIE = ("burger zelf", "samen", "professional", "onbekend")
"""Who chose the support."""

ONBEKEND = "onbekend"
JARIG = Column(Kind.WHOLE, at_least=FIRST_YEAR, at_most=LAST_YEAR)
COUNTED = Column(Kind.WHOLE, at_least=0)
SUBGROEP = Column(pattern=NAME_IN_CODE, example="verlies", refers="subgroep.subgroep", also=(IEDEREEN,))
SUBGROEPEN = Column(optional=True, many=True, refers="subgroep.subgroep")
INITIATIEF = Column(pattern=NAME_IN_CODE, example="motto", refers="initiatief.initiatief")

Fault = tuple[int, str, str, str, str]
"""Row, column, value, message and cure, as the rules of a contract give them."""

EVALUATION = ("initiatief", "subgroep", "jaar")
"""What one evaluation is known by."""


def score_on_its_scale(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each score without people or without a scale, and each that lies outside its scale."""
    score = table["score"]
    least, most = table["schaal_van"], table["schaal_tot"]
    given = score.notna()
    cases = (
        (given & (table["aantal"].fillna(0) == 0), "score", _("Een gemiddelde zonder mensen kan niet"),
         _("Vul in hoeveel mensen antwoord gaven, of maak de score leeg")),
        (given & (least.isna() | most.isna()), "schaal_van", _("Dit gemiddelde heeft geen schaal"),
         _("Vul het laagste en het hoogste cijfer van de schaal in, bijvoorbeeld 1 en 5")),
        (least.notna() & most.notna() & (least >= most), "schaal_tot", _("De schaal loopt niet op"),
         _("Zet het laagste cijfer in schaal_van en het hoogste in schaal_tot")),
        (given & ((score < least) | (score > most)), "score", _("Dit gemiddelde ligt buiten zijn schaal"),
         _("Controleer het gemiddelde en de schaal")),
    )  # fmt: skip
    for wrong, column, message, cure in cases:
        for place in table.index[wrong.fillna(False).to_numpy(dtype=bool)]:
            yield int(place), column, _text(table.at[place, column]), message, cure


def no_more_answers_than_asked(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each evaluation with more answers than people who were asked."""
    wrong = (table["aantal"] > table["gevraagd"]).fillna(False).to_numpy(dtype=bool)
    for place in table.index[wrong]:
        message = _("Er zijn meer antwoorden dan mensen die gevraagd zijn")
        yield int(place), "aantal", _text(table.at[place, "aantal"]), message, _("Controleer de twee aantallen")


def consent_is_for_a_quote(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each gesprek that says there is consent for a quotation and has none."""
    wrong = table["toestemming"].fillna(False).astype(bool) & table["citaat"].isna()
    for place in table.index[wrong.to_numpy(dtype=bool)]:
        cure = _("Schrijf het citaat, of schrijf bij toestemming: nee")
        yield int(place), "toestemming", "ja", _("Hier is toestemming voor een citaat, maar er staat geen citaat"), cure


def code_of_its_soort(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each code that its soort does not have; those of subgroep are looked up in that table."""
    for soort, codes in CODES.items():
        wrong = (table["soort"] == soort) & table["code"].notna() & ~table["code"].isin([*codes, GEEN])
        for place in table.index[wrong.fillna(False).to_numpy(dtype=bool)]:
            cure = _("Kies uit: {values}").format(values=", ".join((*codes, GEEN)))
            yield int(place), "code", str(table.at[place, "code"]), _("Deze code hoort niet bij deze soort"), cure


def _text(value: object) -> str:
    return "" if pd.isna(value) else f"{value:g}"


GESPREK_CONTRACTS = (
    TableContract(
        "passendheid",
        EVALUATION,
        {
            "initiatief": INITIATIEF,
            "subgroep": SUBGROEP,
            "jaar": JARIG,
            "gevraagd": WHOLE,
            "aantal": COUNTED,
            "score": Column(Kind.NUMBER, optional=True),
            "schaal": MAYBE_TEXT,
            "schaal_van": Column(Kind.NUMBER, optional=True),
            "schaal_tot": Column(Kind.NUMBER, optional=True),
            "telling": FLAG,
            "voorbeeld": FLAG,
            **NOTED,
        },
        rules=(score_on_its_scale, no_more_answers_than_asked),
    ),
    TableContract(
        "passendheid_reden",
        (*EVALUATION, "reden"),
        {
            "initiatief": INITIATIEF,
            "subgroep": SUBGROEP,
            "jaar": JARIG,
            "reden": Column(allowed=REDENEN_NIET_PASSEND),
            "aantal": COUNTED,
            "telling": FLAG,
            "voorbeeld": FLAG,
            **NOTED,
        },
    ),
    TableContract(
        "passendheid_regie",
        (*EVALUATION, "regie"),
        {
            "initiatief": INITIATIEF,
            "subgroep": SUBGROEP,
            "jaar": JARIG,
            "regie": Column(allowed=REGIE),
            "aantal": COUNTED,
            "telling": FLAG,
            "voorbeeld": FLAG,
            **NOTED,
        },
    ),
    TableContract(
        "gesprek",
        ("gesprek",),
        {
            "gesprek": IDENTIFIER,
            "regio": Column(refers="gebied.regio"),
            "gebiedcode": Column(optional=True, pattern=GEBIEDCODE, example="WK059901", refers="gebied.gebiedcode"),
            "jaar": JARIG,
            "respondentsoort": Column(allowed=RESPONDENTSOORTEN),
            "subgroepen": SUBGROEPEN,
            "vraagtype": Column(optional=True, allowed=VRAAGTYPEN),
            "uitingsvorm": Column(optional=True, allowed=UITINGSVORMEN),
            "vindplaatstype": Column(optional=True, allowed=VINDPLAATSTYPEN),
            "barrieres": Column(optional=True, allowed=BARRIERES, many=True),
            "herkend": Column(optional=True, allowed=("ja", "nee", ONBEKEND)),
            "passend": Column(optional=True, allowed=("ja", "deels", "nee", ONBEKEND)),
            "citaat": MAYBE_TEXT,
            "toestemming": FLAG,
            "voorbeeld": FLAG,
            **NOTED,
        },
        rules=(consent_is_for_a_quote,),
    ),
    TableContract(
        "gesprek_code",
        ("gesprek", "codeur", "soort", "code"),
        {
            "gesprek": Column(pattern=NAME_IN_CODE, example="burger-2026-1", refers="gesprek.gesprek"),
            "codeur": Column(pattern=NAME_IN_CODE, example="codeur-1"),
            "soort": Column(allowed=CODE_SOORTEN),
            "code": TEXT,
            "fragment": MAYBE_TEXT,
            "voorbeeld": FLAG,
            **NOTED,
        },
        rules=(code_of_its_soort,),
    ),
)
"""An initiatief without rows in passendheid is not evaluated: that is unknown, never bad. Rows of one initiatief and jaar
for several subgroepen overlap, as people are in several; subgroep `iedereen` is everybody who was evaluated there.
A reden can be one of several of the same person; regie is one per person. In gesprek_code a coder who has any row of a
gesprek has coded it for every soort that this coder uses; a soort without row then means `geen`.
"""


def lost_in_gesprek(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, *Fault]]:
    """Yield table, row, column, value, message and cure of what contradicts another table; absent tables are not looked at."""
    yield from _other_regio(tables)
    yield from _strange_subgroep(tables)
    answers = tables.get("passendheid")
    if answers is None or not {*EVALUATION, "aantal"} <= set(answers):
        return
    known = answers.drop_duplicates(list(EVALUATION)).set_index(list(EVALUATION))["aantal"].astype("float64")
    for name in ("passendheid_reden", "passendheid_regie"):
        rows = tables.get(name)
        if rows is not None and {*EVALUATION, "aantal"} <= set(rows) and len(rows):
            yield from ((name, *fault) for fault in _beyond_answers(rows, known, summed=name == "passendheid_regie"))


def _beyond_answers(rows: pd.DataFrame, known: pd.Series, *, summed: bool) -> Iterator[Fault]:
    """Yield each row of an evaluation that is not there, or with more people than gave an answer (all rows together)."""
    keys = pd.MultiIndex.from_frame(rows[list(EVALUATION)])
    answered = pd.Series(known.reindex(keys).to_numpy(), index=rows.index)
    people = rows["aantal"].astype("float64")
    if summed:
        people = people.groupby([rows[name] for name in EVALUATION], dropna=False).transform("sum")
    for place in rows.index[answered.isna().to_numpy()]:
        value = ", ".join(str(rows.at[place, name]) for name in EVALUATION)
        cure = _("Zet eerst de evaluatie in de tabel passendheid")
        yield int(place), "initiatief", value, _("Deze evaluatie staat niet in de tabel passendheid"), cure
    for place in rows.index[(people > answered).to_numpy()]:
        cure = _("Controleer het aantal, en dat in de tabel passendheid")
        yield int(place), "aantal", _text(people[place]), _("Dit zijn meer mensen dan er antwoord gaven"), cure


def _other_regio(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, *Fault]]:
    """Yield each gesprek whose gebied lies in another regio than it says."""
    rows, gebied = tables.get("gesprek"), tables.get("gebied")
    if rows is None or gebied is None or not {"regio", "gebiedcode"} <= set(rows) or "regio" not in gebied:
        return
    home = rows["gebiedcode"].map(gebied.drop_duplicates("gebiedcode").set_index("gebiedcode")["regio"])
    wrong = home.notna() & rows["regio"].notna() & (home != rows["regio"])
    for place in rows.index[wrong.fillna(False).to_numpy(dtype=bool)]:
        cure = _("Kies de regio van het gebied, of maak het gebied leeg")
        yield (
            "gesprek",
            int(place),
            "regio",
            str(rows.at[place, "regio"]),
            _("Dit gebied ligt in een andere regio"),
            cure,
        )


def _strange_subgroep(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, *Fault]]:
    """Yield each code of the soort subgroep that is no subgroep of the region."""
    rows, subgroep = tables.get("gesprek_code"), tables.get("subgroep")
    if rows is None or subgroep is None or not {"soort", "code"} <= set(rows):
        return
    wrong = (rows["soort"] == "subgroep") & rows["code"].notna() & ~rows["code"].isin([*subgroep["subgroep"], GEEN])
    for place in rows.index[wrong.fillna(False).to_numpy(dtype=bool)]:
        message = _("Deze waarde staat niet in de tabel {table}").format(table="subgroep")
        cure = _("Kies een waarde uit de tabel {table}, of voeg haar daar toe").format(table="subgroep")
        yield "gesprek_code", int(place), "code", str(rows.at[place, "code"]), message, cure
