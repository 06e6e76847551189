"""The answers of the Locatieserver: what is read of them, and that anything else is a sentence."""

import copy
import json

import pytest

from mapping.errors import SourceError
from mapping.sources.pdok.answers import hits, suggestions
from tests.unit.sources.pdok.served import RECORDED, value


def test_address_has_its_point_in_rd_and_its_codes_as_we_write_them():
    (first, *_rest), found = hits(value("free_adres"))
    assert (first.x, first.y) == (100500.25, 430500.75)
    assert (first.kind, first.postcode, first.gemeentecode, first.wijkcode) == ("adres", "1001AB", "GM9001", "WK900100")
    assert first.names == "Molenstraat 1"
    assert found == 42


def test_what_may_be_absent_is_empty():
    (hit,), _found = hits(value("lookup_adres"))
    assert hit.score is None
    spoilt = value("lookup_adres")
    for field in ("wijkcode", "gemeentecode", "gemeentenaam", "postcode", "straatnaam", "huis_nlt", "provincienaam"):
        spoilt["response"]["docs"][0].pop(field)
    (bare,), _found = hits(spoilt)
    assert (bare.wijkcode, bare.gemeentecode, bare.postcode, bare.names.strip()) == ("", "", "", "")


def test_gemeentecode_with_and_without_prefix_is_the_same():
    answer = value("lookup_adres")
    answer["response"]["docs"][0]["gemeentecode"] = "GM9001"
    assert hits(answer)[0][0].gemeentecode == "GM9001"


@pytest.mark.parametrize("field", ["id", "type", "weergavenaam", "centroide_rd"])
@pytest.mark.parametrize("worth", [None, 3, "", ["x"], {"a": 1}, "x" * 5_000], ids=repr)
def test_field_that_is_gone_or_of_another_kind_is_named(field, worth):
    answer = value("lookup_adres")
    doc = answer["response"]["docs"][0]
    if worth is None:
        doc.pop(field)
    else:
        doc[field] = worth
    with pytest.raises(SourceError, match=f"‘{field}’"):
        hits(answer)


@pytest.mark.parametrize("point", ["POINT(4.4 51.9)", "POINT(nan nan)", "POINT(1e999 430000)", "POINT(100000)", "punt",
                                   "POINT(100000 430000) ", "LINESTRING(1 2)", "POINT(-1 430000)"])  # fmt: skip
def test_point_that_is_none_in_rd_is_refused(point):
    answer = value("lookup_adres")
    answer["response"]["docs"][0]["centroide_rd"] = point
    if point.strip() == "POINT(100000 430000)":
        assert hits(answer)[0][0].x == 100_000
        return
    with pytest.raises(SourceError, match="centroide_rd"):
        hits(answer)


@pytest.mark.parametrize("spoil", [
    lambda answer: answer.pop("response"), lambda answer: answer.update(response=[]),
    lambda answer: answer["response"].pop("docs"), lambda answer: answer["response"].update(docs={}),
    lambda answer: answer["response"].update(docs=[1]), lambda answer: answer["response"].pop("numFound"),
    lambda answer: answer["response"].update(numFound="42"), lambda answer: answer["response"].update(numFound=True),
])  # fmt: skip
def test_answer_of_another_shape_is_a_sentence(spoil):
    answer = copy.deepcopy(value("free_adres"))
    spoil(answer)
    for read in (hits, suggestions):
        with pytest.raises(SourceError, match="anders dan wij kennen"):
            read(answer)


@pytest.mark.parametrize("score", ["hoog", True, [1], None])
def test_score_that_is_no_number_is_missing(score):
    answer = value("lookup_adres")
    answer["response"]["docs"][0]["score"] = score
    assert hits(answer)[0][0].score is None


def test_hostile_id_is_refused():
    answer = value("suggest")
    answer["response"]["docs"][0]["id"] = "../../etc/passwd"
    with pytest.raises(SourceError, match="‘id’"):
        suggestions(answer)


RECORDED_FACTS = {
    "locatieserver_free_foarsitter": (165, 1, "adres", 137569.474, "GM0344"),
    "locatieserver_lookup_foarsitter": (1, 1, "adres", 135782.745, "GM0344"),
    "locatieserver_v3_1_free_postcode": (2, 2, "postcode", 140246.991, "GM0344"),
    "locatieserver_v3_free_postcode": (6, 1, "postcode", 111302.82, "GM0394"),
    "locatieserver_v3_free_postcode_huisnummer": (1, 1, "adres", 111396.536, "GM0394"),
    "locatieserver_v3_lookup_gemeente": (1, 1, "gemeente", 133587.205, "GM0344"),
}


@pytest.mark.seeds
@pytest.mark.parametrize("name", RECORDED_FACTS)
def test_recorded_answer_is_read(name):
    path = RECORDED / f"{name}.json"
    if not path.exists():
        pytest.skip("the recorded answers are not in ../shared/data/pdok")
    listed, found = hits(json.loads(path.read_text(encoding="utf-8")))
    first = listed[0]
    assert (found, len(listed), first.kind, first.x, first.gemeentecode) == RECORDED_FACTS[name]


@pytest.mark.seeds
@pytest.mark.parametrize(
    ("name", "count"), [("locatieserver_suggest_foarsitter", 10), ("locatieserver_v3_suggest_gemeente", 2)]
)
def test_recorded_suggestions_are_read(name, count):
    path = RECORDED / f"{name}.json"
    if not path.exists():
        pytest.skip("the recorded answers are not in ../shared/data/pdok")
    assert len(suggestions(json.loads(path.read_text(encoding="utf-8")))) == count


SPOILT = (None, 1, -1, "", "x", "POINT(1 1)", [], {}, True, 1e308, "é" * 400, [[]], {"a": {}}, "<b>")


def places_in(value: object) -> list[tuple[dict | list, object]]:
    """Return every place in a JSON value as its container and key."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [found for key in keys for found in [(value, key), *places_in(value[key])]]


@pytest.mark.parametrize("name", ["free_adres", "free_plaats", "lookup_adres", "suggest", "fout"])
def test_answer_spoilt_anywhere_is_read_or_refused_in_a_sentence(name):
    for place in range(len(places_in(value(name)))):
        for worth in SPOILT:
            answer = value(name)
            container, key = places_in(answer)[place]
            container[key] = worth
            for read in (hits, suggestions):
                try:
                    read(answer)
                except SourceError as error:
                    refused = str(error)
                    assert refused.startswith("PDOK Locatieserver antwoordt anders")
