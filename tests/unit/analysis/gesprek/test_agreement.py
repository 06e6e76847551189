"""Kappa: the oracles of the literature, what is not defined, and what is too few to tell."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score

from mapping.analysis.gesprek.agreement import MIN_GESPREKKEN, agreements, cohen_kappa, pooled_kappa


def coded(table: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the codes of two coders from a square table of counts: the first in rows, the second in columns."""
    pairs = [(row, column) for row, line in enumerate(table) for column, n in enumerate(line) for _each in range(n)]
    first, second = np.array(pairs).T
    return first, second


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ([[88, 10, 2], [14, 40, 6], [18, 10, 12]], 0.492),  # Cohen (1960): 200 patients, Po .70, Pe .41
        ([[20, 5], [10, 15]], 0.40),
        ([[45, 15], [25, 15]], 0.130),  # as much agreement as the next one (60 of 100), another kappa
        ([[25, 35], [5, 35]], 0.259),
    ],
)
def test_kappa_is_that_of_the_worked_examples(table, kappa):
    first, second = coded(table)

    found = cohen_kappa(first, second)

    assert found.kappa == pytest.approx(cohen_kappa_score(first, second))
    assert found.kappa == pytest.approx(kappa, abs=5e-4)


def test_kappa_of_one_code_throughout_is_not_defined_and_full_agreement_is_one():
    assert cohen_kappa(["a"] * 9, ["a"] * 9).kappa is None
    assert cohen_kappa(["a", "b"], ["a", "b"]).kappa == 1
    with pytest.raises(ValueError, match="same units"):
        cohen_kappa([], [])


def test_pooled_kappa_of_one_code_is_cohens_and_else_pools_shares_not_kappas():
    one, other = np.array([1, 1, 0, 0, 1, 0]), np.array([1, 0, 0, 0, 1, 1])
    alone = cohen_kappa(one, other)

    assert pooled_kappa(one[:, None], other[:, None]).kappa == pytest.approx(alone.kappa)
    never = np.zeros(6)
    both = pooled_kappa(np.column_stack([one, never]), np.column_stack([other, never]))
    seen, chance = (alone.seen + 1) / 2, (alone.chance + 1) / 2
    assert both.kappa == pytest.approx((seen - chance) / (1 - chance))


def rows(n: int, soort: str, first: list[str], second: list[str]) -> pd.DataFrame:
    """Return codes of two coders over n gesprekken; a text with ; is more than one code."""
    made = [
        {"gesprek": f"g{number}", "codeur": coder, "soort": soort, "code": code}
        for coder, said in (("codeur-1", first), ("codeur-2", second))
        for number in range(n)
        for code in said[number % len(said)].split(";")
    ]
    return pd.DataFrame(made)


def test_few_gesprekken_tell_nothing_and_several_codes_are_pooled():
    few = agreements(rows(MIN_GESPREKKEN - 1, "barriere", ["bereik"], ["vorm"]), ("barriere",)).iloc[0]
    many = agreements(
        rows(MIN_GESPREKKEN, "barriere", ["bereik;vorm", "geen"], ["bereik", "geen"]), ("barriere",)
    ).iloc[0]
    same = agreements(rows(MIN_GESPREKKEN, "vraagtype", ["gesprek"], ["gesprek"]), ("vraagtype",)).iloc[0]

    assert few["merk"] == "te_weinig"
    assert few[["gezien", "toeval", "kappa"]].isna().all()
    assert many["how"] == "gemiddeld over codes"
    assert 0 < many["kappa"] < 1
    assert same["merk"] == "niet_bepaald"


def test_a_soort_that_one_coder_never_uses_is_not_compared():
    table = pd.concat([rows(12, "barriere", ["bereik"], ["bereik"]), rows(12, "vraagtype", ["gesprek"], ["gesprek"])])
    table = table[~((table["soort"] == "vraagtype") & (table["codeur"] == "codeur-2"))]

    assert list(agreements(table, ("vraagtype", "barriere"))["soort"]) == ["barriere"]
