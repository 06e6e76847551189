"""What rules cost, on the pages: the region in four parts, and the three numbers with sentence and evidence."""

import pytest

from tests.pages.test_every_page import assert_sound

GAPS = "pages/gaten/gatentabel.py"
BARRIERS = "pages/gaten/postcodebarrieres.py"
KNOWN = "Hierbij tellen alleen plaatsen die bekend zijn"


def texts(app) -> str:
    """Return what stands on the page in running text, without the marks that keep Markdown from reading it."""
    return "\n".join(str(element.value) for element in app.markdown).replace("\\", "")


def labels(app) -> list[str]:
    return [expander.label for expander in app.expander]


def test_the_gap_table_says_whether_there_are_enough_places_and_how_we_know(open_page):
    app = open_page(GAPS)

    assert_sound(app)
    assert "Zijn er genoeg plaatsen?" in [header.value for header in app.header]
    assert "zijn er te weinig plaatsen" in texts(app)
    assert "Hoe weten we of er genoeg plaatsen zijn?" in labels(app)


def test_for_one_groep_it_is_said_that_all_share_the_places(open_page):
    app = open_page(GAPS, session={"groep": "verlies"})

    assert any("groepen en gebieden delen dezelfde plaatsen" in caption.value for caption in app.caption)


def test_the_barriers_page_has_the_three_numbers_with_sentence_and_evidence(open_page):
    app = open_page(BARRIERS)

    assert_sound(app)
    names = [metric.label for metric in app.metric]
    assert {"Kunnen nu nergens terecht", "Extra mensen met een plaats", "Laagste kans op een plaats"} <= set(names)
    assert KNOWN in texts(app)
    assert "Hoe weten we wat de regels kosten?" in labels(app)


@pytest.mark.parametrize("weg", ["plaats", "persoon"])
def test_one_kind_of_rule_can_be_thought_away(open_page, weg):
    app = open_page(BARRIERS, session={"weg": weg})

    assert_sound(app)
    assert "Hoe weten we wat de regels kosten?" in labels(app)


def test_without_rules_over_the_person_fewer_people_find_a_way_in(open_page):
    def nowhere(**session):
        app = open_page(BARRIERS, session=session)
        return next(metric.value for metric in app.metric if metric.label == "Kunnen nu nergens terecht")

    assert nowhere() != nowhere(weg="plaats")
