"""Toegangsregels in words: read as people write them, and written so that they read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.model import Regelsoort
from mapping.sources.upload.rule_text import read_rules, rule_text


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("vanaf 50 jaar, of palliatief", [(1, "min_leeftijd", "50"), (2, "palliatief", "")]),
        ("50+", [(1, "min_leeftijd", "50")]),
        ("50 plus of naasten", [(1, "min_leeftijd", "50"), (2, "naaste", "")]),
        ("65 jaar en ouder", [(1, "min_leeftijd", "65")]),
        ("ouder dan 64", [(1, "min_leeftijd", "65")]),
        ("jonger dan 28 jaar", [(1, "max_leeftijd", "27")]),
        ("t/m 27 jaar", [(1, "max_leeftijd", "27")]),
        ("18 t/m 27 jaar", [(1, "max_leeftijd", "27"), (1, "min_leeftijd", "18")]),
        ("tussen 18 en 27 jaar", [(1, "max_leeftijd", "27"), (1, "min_leeftijd", "18")]),
        ("Vrouwen en vanaf 18 jaar; palliatief", [(1, "geslacht", "vrouw"), (1, "min_leeftijd", "18"), (2, "palliatief", "")]),
        ("anders: alleen wie er in behandeling is", [(1, "anders", "alleen wie er in behandeling is")]),
        ('anders: "wie a of b heeft", of naaste', [(1, "anders", "wie a of b heeft"), (2, "naaste", "")]),
        ("levensbeschouwing: islam", [(1, "levensbeschouwing", "islam")]),
        ("(50+)", [(1, "min_leeftijd", "50")]),
        ("geen", []),
        ("Voor iedereen.", []),
    ],
)  # fmt: skip
def test_rule_is_read_as_people_write_it(text, rules):
    assert read_rules(text) == (rules, [])


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("alleen bij volle maan", ["alleen bij volle maan"]),
        ("vanaf 50 jaar of van adel", ["van adel"]),
        ("vanaf 50 jaar en vanaf 60 jaar", ["vanaf 50 jaar en vanaf 60 jaar"]),
        ("anders:", ["anders:"]),
    ],
)
def test_part_that_is_not_understood_is_named(text, unread):
    assert read_rules(text)[1] == unread


@given(st.text(max_size=300))
def test_any_text_is_read_or_named_and_never_breaks(text):
    rules, unread = read_rules(text)

    assert all(kind in set(Regelsoort) for _number, kind, _value in rules)
    assert isinstance(unread, list)


VALUE = (
    st.text(st.characters(exclude_characters='"', exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)
AGE = st.integers(0, 119).map(str)
CONDITION = st.one_of(
    st.tuples(st.sampled_from(["min_leeftijd", "max_leeftijd"]), AGE),
    st.tuples(st.sampled_from(["palliatief", "naaste"]), st.just("")),
    st.tuples(st.sampled_from(["geslacht", "levensbeschouwing", "anders"]), VALUE),
)  # fmt: skip


@given(st.lists(st.lists(CONDITION, min_size=1, max_size=4, unique_by=lambda each: each[0]), min_size=1, max_size=4))
def test_rules_that_are_written_read_back_the_same(alternatives):
    rules = sorted((number, *condition) for number, each in enumerate(alternatives, start=1) for condition in each)

    assert read_rules(rule_text(rules)) == (rules, [])
