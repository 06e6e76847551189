"""Personas: people of one age, entitled or not, with Dutch or without, walk through the real engine and its rules.

The rule is that of geestelijke verzorging thuis: 50 and older, OR palliatief, OR a naaste (seed 003, footnote 6).
"""

from dataclasses import dataclass

import pandas as pd
import pytest

from mapping.analysis.age_limit import with_age_limit
from mapping.analysis.barriers import barrier_table
from mapping.analysis.model_run import ModelRun
from mapping.model import VIJFJAARSGROEPEN
from tests.unit.analysis.small_region import (
    CELLEN,
    NOORD,
    POSTCODES,
    calculate,
    initiatief,
    languages,
    offered,
    one_row,
    rules,
    shares,
    small_region,
    table,
)

ENTITLED = 0.04
"""Share of the small region that is entitled by palliatieve zorg, oneself or as naaste; invented."""

THUIS = (("thuis", 1, "min_leeftijd", "50"), ("thuis", 2, "palliatief", None), ("thuis", 3, "naaste", None))
META = {"versie": 1, "vingerafdruk": "other", "voorbeeld": "ja", "schematisch": "ja"}
EVEN = 1 / len(VIJFJAARSGROEPEN)
"""As many people in each five-year group, so that every age has somebody: 3 of the 600 in NOORD 1001 per year of age."""


@dataclass(frozen=True)
class Persona:
    """Somebody in NOORD 1001; `dutch` False makes them one of the kenmerk taal."""

    age: int
    palliatief: bool = False
    naaste: bool = False
    dutch: bool = True

    @property
    def subgroep(self) -> str:
        return "verlies" if self.dutch else "taal"

    def groep(self, run: ModelRun) -> int:
        """Return the only group of the engine that this person is in."""
        groepen = run.people.groepen
        (found,) = groepen.index[
            (groepen["subgroep"] == self.subgroep)
            & (groepen["start"] <= self.age)
            & (groepen["stop"] > self.age)
            & (groepen["recht_palliatief"] == (self.palliatief or self.naaste))
        ]
        return found


AT_35, AT_49, AT_50, AT_51 = (Persona(age) for age in (35, 49, 50, 51))
PALLIATIEF, NAASTE = Persona(35, palliatief=True), Persona(35, naaste=True)
NO_DUTCH = Persona(60, dutch=False)


def region(*more: dict, toegangsregel: tuple = THUIS, talen: tuple = (), capacity: float | None = 1000.0) -> dict:
    """Offer one initiatief with the rule, and `more` of them, where people of every age live."""
    rows = (initiatief("thuis", capaciteit_pj=capacity), *more)
    tables = small_region(
        **offered(*rows, **{row["initiatief"]: ["verlies"] for row in rows}),
        toegangsregel=rules(*toegangsregel),
        initiatief_taal=languages(*talen),
        aandeel=table("aandeel", shares(right=dict.fromkeys(("verlies", "ziekte", "taal"), ENTITLED))),
    )
    cellen = [{"gebiedcode": gebied, "pc4": pc4, "_n": n} for gebied, pc4, n, _x in CELLEN]
    codes = [{"pc4": pc4, "_n": n} for pc4, n in POSTCODES.items()]
    return (
        tables
        | {"meta": table("meta", [META])}
        | {
            name: table(
                name,
                [
                    row | {"leeftijdsband": band.label, "inwoners": row["_n"] * EVEN}
                    for row in places
                    for band in VIJFJAARSGROEPEN
                ],
            )
            for name, places in (("leeftijd", cellen), ("postcode_leeftijd", codes))
        }
    )


def admitted(run: ModelRun, persona: Persona) -> bool:
    """Tell whether the first initiatief takes this person, and that the split says the same."""
    groep = persona.groep(run)
    need, excluded = run.people.need[0, groep], run.split.excluded[0, groep]
    assert need > 0
    assert excluded == pytest.approx(0 if run.personal.admits[0, groep] else need)
    return bool(run.personal.admits[0, groep])


def barred_of(tables: dict, persona: Persona) -> pd.DataFrame:
    found = barrier_table(calculate(tables), tables)
    return found[(found["pc4"] == "1001") & (found["subgroep"] == persona.subgroep)].set_index("leeftijdsband")


@pytest.mark.parametrize(
    ("persona", "enters"),
    [(AT_35, False), (AT_49, False), (AT_50, True), (AT_51, True), (PALLIATIEF, True), (NAASTE, True)],
)
def test_50_and_older_or_palliatief_or_naaste_enters(persona, enters):
    assert admitted(calculate(region()), persona) == enters


def test_who_is_barred_is_barred_by_age_and_counted_without_the_entitled():
    rows = barred_of(region(), AT_49)
    # 600 × 32 of 100 years of age × .2 in verlies, without the entitled
    assert rows.index.tolist() == ["18-49"]
    assert rows.loc["18-49", "regel"] == "leeftijd"
    assert rows.loc["18-49", "mensen"] == pytest.approx(600 * (32 / 5) * EVEN * 0.2 * (1 - ENTITLED))


def test_split_says_excluded_by_person_for_49_and_a_place_for_50():
    run = calculate(region())
    young, older = AT_49.groep(run), AT_50.groep(run)
    assert run.split.excluded_by_person[0, young] == pytest.approx(run.people.need[0, young])
    assert run.split.served[0, older] == pytest.approx(run.people.need[0, older])


def test_split_of_the_entitled_at_35_is_that_of_50_in_the_same_cel():
    run = calculate(region(capacity=5.0))
    groups = [persona.groep(run) for persona in (PALLIATIEF, NAASTE, AT_50)]
    served = [run.split.served[0, groep] / run.people.need[0, groep] for groep in groups]
    assert 0 < served[0] < 1
    assert served == pytest.approx([served[0]] * 3)


def test_unknown_places_are_unknown_for_who_enters_and_excluded_for_who_does_not():
    run = calculate(region(capacity=None))
    enters, stays = AT_51.groep(run), AT_35.groep(run)
    assert run.split.unknown[0, enters] == pytest.approx(run.people.need[0, enters])
    assert run.split.excluded[0, stays] == pytest.approx(run.people.need[0, stays])


def test_somebody_barred_who_can_go_elsewhere_is_not_excluded_but_the_barrier_stays():
    tables = region(initiatief("open", capaciteit_pj=1000.0))
    run, rows = calculate(tables), barred_of(tables, AT_49)
    assert run.split.excluded[0, AT_49.groep(run)] == 0
    assert (rows.loc["18-49", "alternatief"], rows.loc["18-49", "nergens_anders"]) == ("open", 0)
    assert rows.loc["18-49", "mensen"] > 0


@pytest.mark.parametrize("limit", [18, 40, 49, 51, 52, 55, 67])
def test_every_single_age_is_on_its_side_of_the_limit(limit):
    run = calculate(with_age_limit(region(), limit))
    for age in range(18, 90):
        assert admitted(run, Persona(age)) == (age >= limit), age
        assert admitted(run, Persona(age, palliatief=True)), age


def test_50_is_out_and_51_in_where_the_rule_means_older_than_50():
    # seed 003 and 004 write "ouder dan 50", seed 000 "50 jaar en ouder"
    run = calculate(with_age_limit(region(), 51))
    assert [admitted(run, persona) for persona in (AT_49, AT_50, AT_51)] == [False, False, True]


def test_boundary_within_a_band_of_five_bars_a_part_of_it_by_single_years():
    rows = barred_of(with_age_limit(region(), 55), AT_51)
    # five of the fifteen years of 50-64
    assert rows["regel"].to_dict() == {"18-49": "leeftijd", "50-64": "leeftijd"}
    assert rows.loc["50-64", "mensen"] == pytest.approx(600 * EVEN * 0.2 * (1 - ENTITLED))


def test_rule_for_palliatief_alone_admits_the_naaste_too_as_they_are_one_dimension():
    # a known limit of the data: recht_palliatief does not tell the two apart (said in words where the rule is shown)
    tables = region(toegangsregel=(("thuis", 1, "palliatief", None),))
    run = calculate(tables)
    assert [admitted(run, who) for who in (PALLIATIEF, NAASTE, AT_35, AT_51)] == [True, True, False, False]
    assert set(barred_of(tables, AT_35)["regel"]) == {"palliatief"}


def test_both_conditions_in_one_alternatief_must_hold():
    run = calculate(region(toegangsregel=(("thuis", 1, "min_leeftijd", "50"), ("thuis", 1, "palliatief", None))))
    people = (AT_51, PALLIATIEF, Persona(51, palliatief=True))
    assert [admitted(run, who) for who in people] == [False, False, True]


def test_where_only_dutch_is_spoken_who_has_none_is_barred_by_language():
    tables = region(toegangsregel=(), talen=(("thuis", "Nederlands"),))
    run = calculate(tables)
    assert not admitted(run, NO_DUTCH)
    assert admitted(run, Persona(60))
    assert run.split.excluded_by_person[0, NO_DUTCH.groep(run)] > 0
    assert set(barred_of(tables, NO_DUTCH)["regel"]) == {"taal"}


@pytest.mark.parametrize("talen", [(("thuis", "Nederlands"), ("thuis", "Turks")), (("thuis", "Turks"),), ()])
def test_another_language_cannot_be_decided_so_it_admits_and_the_place_is_unknown(talen):
    run = calculate(region(toegangsregel=(), talen=talen))
    assert admitted(run, NO_DUTCH)
    groep = NO_DUTCH.groep(run)
    assert run.split.unknown[0, groep] == pytest.approx(run.people.need[0, groep])
    assert run.split.unknown[0, Persona(60).groep(run)] == 0


def test_age_and_language_together_are_both_named():
    tables = region(talen=(("thuis", "Nederlands"),))
    rows = barred_of(tables, NO_DUTCH)
    # the entitled are barred by language alone, at any age
    assert set(rows.loc["18-49", "regel"]) == {"leeftijd + taal", "taal"}
    assert rows.loc["50-64", "regel"] == "taal"


@pytest.mark.parametrize("verwijzing", ["huisarts", "poh", "via organisatie", "onbekend"])
def test_verwijzing_bars_nobody(verwijzing):
    tables = region(toegangsregel=())
    asked = region(toegangsregel=())
    asked["initiatief"]["verwijzing_nodig"] = verwijzing
    assert len(barrier_table(calculate(asked), asked)) == 0
    assert calculate(asked).split.served.sum() == pytest.approx(calculate(tables).split.served.sum())


def test_personas_stand_in_the_first_cel():
    row = one_row(calculate(region()).people.cellen, gebiedcode=NOORD, pc4="1001")
    assert row["inwoners"] == 600
