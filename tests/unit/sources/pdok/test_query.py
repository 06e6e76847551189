"""What is read in a typed address, and which place is what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.sources.pdok.answers import hits
from mapping.sources.pdok.query import LONGEST_QUERY, meant, understood
from tests.unit.sources.pdok.served import value


def best(typed: str, answer: str) -> list[str]:
    found, _number = hits(value(answer))
    return [hit.text for hit in meant(understood(typed), tuple(found))]


@pytest.mark.parametrize(
    ("typed", "text", "pc4"),
    [
        ("Molenstraat 1, 1001 AB Molendrecht", "molenstraat 1 1001AB molendrecht", "1001"),
        ("1001ab 1", "1001AB 1", "1001"),
        ("1001", "1001", "1001"),
        ("Molenstraat 1001", "molenstraat 1001", ""),
        ("  's-Gravenweg   12-B ", "'s-gravenweg 12-b", ""),
        ("0001 AB", "0001 ab", ""),
        ("", "", ""),
        ("***", "", ""),
        ("Caf\u00e9plein", "caf\u00e9plein", ""),
        ("Cafe\u0301plein", "caf\u00e9plein", ""),
    ],
)
def test_text_and_postcode_are_read(typed, text, pc4):
    query = understood(typed)
    assert (query.text, query.pc4) == (text, pc4)


@given(st.text(max_size=400))
def test_nothing_that_steers_the_search_engine_is_left(typed):
    query = understood(typed)
    assert not set(query.text) & set('+&|!(){}[]^"~*?:\\/;<>=')
    assert not query.text.startswith("-")
    assert len(query.text) <= 2 * LONGEST_QUERY  # a letter may be two after lower()
    assert not {"AND", "OR", "NOT"} & set(query.text.split())


@pytest.mark.parametrize(
    "typed", ["Molenstraat 1 Molendrecht", "molenstr 1", "1001AB 1", "1001 ab 1", "MOLENSTRAAT 1 nederland"]
)
def test_house_number_that_was_typed_is_the_one_that_is_meant(typed):
    assert best(typed, "free_adres") == ["Molenstraat 1, 1001AB Molendrecht"]


def test_letter_behind_a_number_is_another_address():
    assert best("Molenstraat 1a", "free_adres") == ["Molenstraat 1A, 1001AB Molendrecht"]


@pytest.mark.parametrize("typed", ["Mollenstraat 1", "Molenstraat 2", "Molenstraat 1 Wilgenoord", ""])
def test_word_that_no_place_has_means_that_nothing_is_sure(typed):
    assert best(typed, "free_adres") == []


def test_street_comes_before_its_addresses_and_accents_do_not_count():
    assert best("Havenzichtstraat", "free_straat") == ["Havenzichtstraat, Molendrecht"]
    assert best("menagelaan", "free_postcode") == ["Ménagelaan, 1002CD Molendrecht"]


def test_same_street_in_two_places_is_a_choice():
    assert len(best("Kerkstraat", "free_straten")) == 2
    assert best("Kerkstraat Wilgenoord", "free_straten") == ["Kerkstraat, Wilgenoord"]
