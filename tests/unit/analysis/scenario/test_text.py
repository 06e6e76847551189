"""A scenario comes back from a file and a link as it went in; broken, hostile and huge text gets a sentence."""

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.analysis.scenario.changes import (
    MOST_CHANGES,
    Add,
    AdmitPostcodes,
    Close,
    LiftRules,
    Scenario,
    ScenarioError,
    SetCapacity,
    clean_name,
)
from mapping.analysis.scenario.text import (
    MOST_JSON_BYTES,
    MOST_PARAMETER,
    as_dict,
    decode,
    encode,
    from_dict,
    from_json,
    to_json,
)

CODES = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,62}", fullmatch=True)
AMOUNTS = st.floats(0, 1e6)
NAMES = st.text(max_size=60).map(clean_name)
TEXTS = st.text(min_size=1, max_size=30).map(clean_name).filter(bool)
LISTS = st.lists(TEXTS, max_size=5).map(tuple)
CHANGES = st.one_of(
    st.builds(AdmitPostcodes, CODES, LISTS),
    st.builds(LiftRules, CODES, place=st.booleans(), person=st.booleans()),
    st.builds(SetCapacity, CODES, AMOUNTS, st.none() | AMOUNTS),
    st.builds(Add, CODES, NAMES, TEXTS, LISTS, TEXTS, LISTS, st.none() | AMOUNTS, TEXTS, st.none() | AMOUNTS),
    st.builds(Close, CODES),
)
SCENARIOS = st.builds(Scenario, NAMES, st.lists(CHANGES, max_size=8).map(tuple))


@given(SCENARIOS)
def test_scenario_comes_back_from_a_link_a_file_and_plain_values(scenario):
    assert decode(encode(scenario)) == scenario
    assert from_json(to_json(scenario)) == scenario
    assert from_dict(as_dict(scenario)) == scenario


@given(SCENARIOS)
def test_link_holds_only_signs_that_need_no_escape(scenario):
    assert all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in encode(scenario))


@given(st.text(max_size=200))
def test_any_text_in_a_link_is_a_scenario_or_a_sentence(text):
    with pytest.raises(ScenarioError, match="nieuwe link"):
        decode(text)


@given(st.binary(max_size=200))
def test_any_bytes_in_a_link_are_a_scenario_or_a_sentence(content):
    packed = base64.urlsafe_b64encode(zlib.compress(content)).decode()

    with pytest.raises(ScenarioError):
        decode(packed)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@given(JSON_VALUES, st.sampled_from(["admit", "lift", "capacity", "add", "close"]), st.dictionaries(
    st.sampled_from(["initiatief", "postcodes", "place", "person", "people_pj", "cost_pj", "naam", "kanalen", "abc"]), JSON_VALUES
))  # fmt: skip
def test_any_values_in_a_change_are_a_scenario_or_a_sentence(name, kind, values):
    try:
        found = from_dict({"format": 1, "name": name, "changes": [{**values, "kind": kind}]})
    except ScenarioError:
        return
    assert found.changes
    assert decode(encode(found)) == found


def bomb() -> str:
    """Return a short parameter that unpacks to 100 MB."""
    return base64.urlsafe_b64encode(zlib.compress(b" " * 100_000_000, 9)).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "%%%",
        "AAAA",
        "[x](javascript:alert(1))<script>",
        "é" * 10,
        encode(Scenario("x", (Close("a"),)))[:-6],
        "A" * (MOST_JSON_BYTES + 1),
        base64.urlsafe_b64encode(zlib.compress(b"[" * 150_000)).decode(),
        base64.urlsafe_b64encode(zlib.compress(b'{"format":1,"changes":[],"name":NaN}')).decode(),
    ],
)
def test_broken_link_is_a_sentence(text):
    with pytest.raises(ScenarioError, match="Vraag wie het stuurde"):
        decode(text)


def test_text_that_unpacks_to_far_too_much_is_refused():
    assert len(bomb()) < MOST_JSON_BYTES
    with pytest.raises(ScenarioError, match="te groot"):
        decode(bomb())


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"format": 1},
        {"format": 2, "name": "x", "changes": []},
        {"format": 1, "name": 5, "changes": []},
        {"format": 1, "name": "x", "changes": [{"kind": "close", "initiatief": "a"}] * (MOST_CHANGES + 1)},
        {"format": 1, "name": "x", "changes": [{"kind": "explode"}]},
        {"format": 1, "name": "x", "changes": [{"kind": ["close"]}]},
        {"format": 1, "name": "x", "changes": ["close"]},
        {"format": 1, "name": "x", "changes": [{"kind": "close"}]},
        {"format": 1, "name": "x", "changes": [{"kind": "close", "initiatief": "<b>"}]},
        {"format": 1, "name": "x", "changes": [{"kind": "capacity", "initiatief": "a", "people_pj": "9"}]},
        {"format": 1, "name": "x", "changes": [{"kind": "capacity", "initiatief": "a", "people_pj": True}]},
        {"format": 1, "name": "x", "changes": [{"kind": "admit", "initiatief": "a", "postcodes": "3071"}]},
        {"format": 1, "name": "x", "changes": [{"kind": "admit", "initiatief": "a", "postcodes": ["3" * 100]}]},
        {"format": 1, "name": "x", "changes": [{"kind": "lift", "initiatief": "a", "place": "ja"}]},
    ],
)  # fmt: skip
def test_values_that_are_no_scenario_are_refused(value):
    with pytest.raises(ScenarioError):
        from_json(json.dumps(value))


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"PK\x03\x04", b" " * (MOST_JSON_BYTES + 1)])
def test_file_that_is_no_scenario_is_a_sentence(content):
    with pytest.raises(ScenarioError, match="nieuw bestand"):
        from_json(content)


def test_hostile_name_comes_in_clean_and_short():
    found = from_json(json.dumps({"format": 1, "name": "<img onerror=x>\u202e\n" + "y" * 500, "changes": []}))

    assert found.name.startswith("<img onerror=x> y")
    assert len(found.name) == 80


def test_number_too_large_for_a_machine_stays_one_that_no_check_lets_through():
    text = '{"format":1,"name":"","changes":[{"kind":"capacity","initiatief":"a","people_pj":1' + "0" * 400 + "}]}"

    assert from_json(text).changes[0].people_pj == float("inf")


def test_scenario_of_every_postcode_of_a_large_region_fits_in_a_link():
    postcodes = tuple(str(code) for code in range(3000, 3137))

    assert len(encode(Scenario("x" * 80, (AdmitPostcodes("maatje-noord", postcodes),)))) < MOST_PARAMETER
