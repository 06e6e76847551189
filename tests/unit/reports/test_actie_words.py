"""What is said of an actie never begins as a formula, says what is unknown, and does not give an actie the credit."""

from mapping.analysis.invoering.effect import Amount, Change, Goal
from mapping.model import FORMULA_STARTS
from mapping.reports.actie_words import goal_words, told

GOAL = Goal("uitgesloten")


def amount(low: float, middle: float, high: float) -> Amount:
    return Amount({"laag": low, "midden": middle, "hoog": high}, dict.fromkeys(("laag", "midden", "hoog"), 1000.0))


BEGIN, NOW = amount(200, 300, 600), amount(20, 40, 80)


def test_smaller_gap_is_told_with_its_ranges_and_without_credit():
    said = told(Change(NOW, BEGIN, changed=("werkgebied",)), GOAL, "bekend", 1)

    assert said.begin == "300 (200–600), 30 van elke 100"
    assert said.now == "40 (20–80), 4 van elke 100"
    assert said.difference == "300 minder (van 500 minder tot 200 minder)"
    assert said.sentence.startswith("Dit gat is kleiner dan bij het begin.")
    assert "Of deze actie dat deed, weten wij niet" in said.sentence
    for text in (said.begin, said.now, said.difference):
        assert not text.startswith(FORMULA_STARTS)


def test_part_that_must_grow_is_told_the_other_way_round():
    assert (
        "Meer mensen krijgen plaats"
        in told(Change(BEGIN, NOW, changed=("initiatief",)), Goal("bediend"), "bekend", 1).sentence
    )


def test_other_figures_about_people_are_named_as_the_cause():
    said = told(Change(NOW, BEGIN, amount(190, 280, 560), ("gebied", "werkgebied")), GOAL, "bekend", 1).sentence

    assert "niet door het aanbod" in said
    assert "200 minder daardoor" in said
    assert "20 minder door het aanbod" in said


def test_unknown_start_is_said_and_no_difference_is_given():
    for known, words in (
        ("een versie", "maar één versie"),
        ("weg", "Versie 7"),
        ("niet gezegd", "staat niet welke versie"),
    ):
        said = told(Change(NOW, NOW), GOAL, known, 7)
        assert words in said.sentence
        assert (said.begin, said.difference) == ("", "")


def test_hidden_figure_stays_hidden():
    said = told(Change(NOW, BEGIN, changed=("gebied",)), GOAL, "bekend", 1, "te weinig inwoners")

    assert (said.begin, said.now, said.difference) == ("", "", "")


def test_rule_is_named_after_its_initiatief():
    assert goal_words(Goal("regel", initiatief="a"), "Koffie") == "Mogen er niet heen door een regel van Koffie"
