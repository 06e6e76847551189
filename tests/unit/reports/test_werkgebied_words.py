"""Every finding about a werkgebied has a sentence and a cure."""

import pytest

from mapping.analysis.werkgebied.check import Check
from mapping.analysis.werkgebied.parsed import RemarkKind
from mapping.reports.werkgebied_words import WORDS, finding_words


def test_every_kind_has_words():
    assert set(WORDS) == set(Check) | set(RemarkKind)


@pytest.mark.parametrize("kind", [*Check, *RemarkKind])
def test_sentence_and_cure_stand_by_themselves_and_show_the_value(kind):
    sentence, cure = finding_words(kind.value, "{x}", "y")

    assert sentence.endswith(".")
    assert cure.endswith(".")
    assert "{value}" not in sentence
    assert "{detail}" not in sentence
    assert ("{x}" in sentence) == ("{value}" in WORDS[kind][0])


def test_row_that_lies_in_another_says_in_which():
    assert finding_words(RemarkKind.DOUBLE, "3111", "Schiedam")[0] == "3111 staat er dubbel in: het ligt in Schiedam."
    assert finding_words(RemarkKind.DOUBLE, "3111", "")[0] == "3111 staat er dubbel in."
