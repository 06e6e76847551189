"""From an address to a gebied: sure, to be chosen, outside, too coarse, not found, and what happens without PDOK."""

import json
from dataclasses import asdict

import pytest

from mapping.model import SHELTERED, Found, Precisie
from mapping.sources.pdok.geocode import geocode, searcher, wijk_of
from mapping.sources.pdok.surroundings import Surroundings
from tests.conftest import Built
from tests.loopback import Reply, json_reply, loopback
from tests.unit.sources.pdok.served import RECORDED, by_word, client, value
from tests.unit.sources.pdok.served import made as made_reply

ALL = {
    "molenstraat": "free_adres", "1001AB": "free_adres", "1002CD": "free_postcode", "kerkstraat": "free_straten",
    "molendrecht": "free_plaats", "verreweg": "free_buiten", "grensweg": "free_andere_wijk",
    "havenzicht": "free_straat", "lindeburg": "free_wijk",
}  # fmt: skip
SCRIPT = {"/free": by_word(ALL), "/suggest": made_reply("free_leeg"), "/lookup": made_reply("lookup_adres")}


@pytest.fixture(autouse=True)
def _online(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAPPING_OFFLINE", raising=False)


@pytest.fixture
def region(made: Built) -> Surroundings:
    return Surroundings(made.tables)


@pytest.fixture
def ask(region: Surroundings):
    """Return a function that geocodes against the made answers; it also says what was asked."""

    def asked(text: str, script: dict | None = None, **options) -> Found:
        with loopback(SCRIPT | (script or {})) as server:
            found = geocode(text, server=client(server), region=region, **options)
        asked.requests = server.asked
        return found

    return asked


# --- found -----------------------------------------------------------------------------------------------------------


def test_address_gives_its_point_and_the_gebied_of_the_outlines(ask):
    place = ask("Molenstraat 1, 1001 AB").place
    assert (place.x, place.y, place.precisie) == (100500.25, 430500.75, Precisie.EXACT)
    assert (place.gebiedcode, place.pc4, place.score, place.note) == ("WK900100", "1001", 21.4, "")
    assert (place.bron[:4], place.peildatum) == ("PDOK", "2026-11-22")


def test_first_only_the_gemeenten_of_the_region_are_searched(ask):
    ask("Molenstraat 1")
    (request,) = ask.requests
    assert request.params["fq"].endswith("gemeentecode:(9001 OR 9002 OR 9003)")
    assert set(request.params) == {"q", "fq", "rows"}  # PDOK refuses a parameter that it does not document


@pytest.mark.parametrize(("typed", "precisie", "gebiedcode"), [
    ("1001AB 1", Precisie.EXACT, "WK900100"), ("Havenzichtstraat", Precisie.STRAAT, "WK900101"),
    ("Menagelaan 1002CD", Precisie.STRAAT, "WK900101"),
])  # fmt: skip
def test_kind_of_place_decides_how_exact_it_is(ask, typed, precisie, gebiedcode):
    place = ask(typed).place
    assert (place.precisie, place.gebiedcode) == (precisie, gebiedcode)
    assert place.x is not None


def test_street_without_postcode_gets_that_of_the_area_it_lies_in(ask):
    assert ask("Havenzichtstraat").place.pc4 == "1002"


def test_wijk_has_a_gebied_and_no_point(ask):
    place = ask("Nieuw-Lindeburg").place
    assert (place.precisie, place.gebiedcode, place.x, place.y, place.pc4) == (
        Precisie.WIJK,
        "WK9001A1",
        None,
        None,
        "",
    )


def test_wijk_of_pdok_is_never_taken_over_and_the_difference_is_said(ask):
    place = ask("Grensweg 5").place
    assert place.gebiedcode == "WK900101"
    assert "WK900100" in place.note
    assert "Havenzicht" in place.note


def test_address_outside_the_region_says_where(ask):
    place = ask("Verreweg 7").place
    assert (place.gebiedcode, place.pc4) == ("", "9999")
    assert "buiten deze regio (gemeente Verweg)" in place.note


def test_gebied_does_not_need_the_wijkcode_of_pdok(ask):
    bare = value("lookup_adres")
    bare["response"]["docs"][0].pop("wijkcode")
    assert ask("Molenstraat 1", {"/free": json_reply(bare)}).place.gebiedcode == "WK900100"


# --- to be chosen ----------------------------------------------------------------------------------------------------


def test_several_streets_are_for_the_user_to_choose(ask):
    found = ask("Kerkstraat")
    assert [one.text for one in found.candidates] == ["Kerkstraat, Molendrecht", "Kerkstraat, Wilgenoord"]
    assert found.place is None
    assert "nog meer" in found.message  # 31 were found and 2 given


def test_postcode_with_two_streets_is_a_choice(ask):
    found = ask("1002 CD")
    assert len(found.candidates) == 2
    assert "nog meer" not in found.message


def test_chosen_candidate_is_looked_up(ask):
    first = ask("Molenstraat 1A of 1", {"/suggest": made_reply("suggest")})
    place = ask("wat dan ook", chosen=first.candidates[0].key).place
    assert ask.requests[0].params == {"id": first.candidates[0].key}
    assert (place.text, place.score) == ("Molenstraat 1, 1001AB Molendrecht", None)


def test_candidate_that_is_gone_is_a_sentence(ask):
    found = ask("x", {"/lookup": made_reply("free_leeg")}, chosen="adr-1")
    assert found.place is None
    assert "is er niet meer" in found.message


def test_hostile_key_is_not_asked(ask):
    found = ask("x", chosen="../../free?q=1")
    assert ask.requests == []
    assert found.place is None


def test_typing_error_gives_suggestions(ask):
    found = ask("Mollenstraat 1", {"/suggest": made_reply("suggest")})
    assert [request.path for request in ask.requests] == ["/free", "/free", "/suggest"]
    assert found.candidates[0].text.startswith("Molenstraat 1")


def test_same_text_twice_is_offered_once(ask):
    double = value("free_straten")
    double["response"]["docs"] += [dict(doc, id=f"weg-{place}") for place, doc in enumerate(double["response"]["docs"])]
    assert len(ask("Kerkstraat", {"/free": json_reply(double)}).candidates) == 2


# --- not found -------------------------------------------------------------------------------------------------------


def test_whole_place_is_too_coarse(ask):
    found = ask("Molendrecht")
    assert (found.place, found.candidates) == (None, ())
    assert "hele plaats" in found.message


def test_address_that_nobody_knows_is_a_sentence_and_with_its_postcode_a_point(ask):
    nothing = ask("Onzinweg 3")
    assert nothing.place is None
    assert "niet gevonden" in nothing.message
    place = ask("Onzinweg 3 1003 XX").place
    assert (place.precisie, place.pc4) == (Precisie.PC4, "1003")
    assert "niet gevonden" in place.note


@pytest.mark.parametrize("typed", ["", "   ", "***"])
def test_nothing_typed_asks_nothing(ask, typed):
    assert "Typ eerst" in ask(typed).message
    assert ask.requests == []


def test_four_digits_are_answered_without_asking(ask):
    place = ask("1002").place
    assert ask.requests == []
    assert (place.precisie, place.pc4) == (Precisie.PC4, "1002")
    assert "midden van postcode 1002" in place.note
    assert "wonen in 2 gebieden" in place.note
    assert "ligt niet in deze regio" in ask("9999").message


# --- without PDOK ----------------------------------------------------------------------------------------------------

FAULTS = {
    "503 for ever": Reply(503), "500 for ever": Reply(500), "400": made_reply("fout"),
    "busy": Reply(429, headers={"Retry-After": "900"}),
    "silence": Reply(silent=True), "html": Reply(body=b"<html>login</html>"), "half": Reply(body=b'{"response": {"do'),
    "too big": Reply(body=b" " * 300_000 + b"{}"), "empty": Reply(), "list": Reply(body=b"[]"),
    "elsewhere": Reply(302, headers={"Location": "https://elders.nl/"}), "cut": Reply(body=b"{}" * 50, cut=3),
    "changed": json_reply({"response": {"numFound": 1, "docs": [{"naam": "x"}]}}),
    "other types": json_reply({"response": {"numFound": "1", "docs": "geen"}}),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_without_pdok_the_postcode_serves_and_a_sentence_says_so(region, fault):
    with loopback({"/free": FAULTS[fault], "/suggest": FAULTS[fault]}) as server:
        ours = client(server, timeout_s=(1.0, 0.1), attempts=2, most_bytes=100_000)
        with_postcode = geocode("Molenstraat 1, 1002 AB", server=ours, region=region)
        without = geocode("Molenstraat 1", server=ours, region=region)
    place = with_postcode.place
    assert (place.precisie, place.pc4, place.gebiedcode) == (Precisie.PC4, "1002", region.gebied_at(place.x, place.y))
    assert "PDOK" in place.note
    assert "niet het adres zelf" in place.note
    assert without.place is None
    assert "Typ een postcode" in without.message
    assert "Molenstraat" not in place.note + without.message


def test_fault_that_passes_is_not_noticed(ask):
    script = {"/free": [Reply(500), Reply(503), made_reply("free_adres")]}
    assert ask("Molenstraat 1", script).place.precisie == Precisie.EXACT


def test_only_a_service_that_did_not_answer_counts_as_unanswered(ask):
    assert ask("Molenstraat 1", {"/free": Reply(503)}).unanswered
    assert not ask("Molenstraat 1", {"/free": Reply(400)}).unanswered
    assert not ask("Onzinweg 3").unanswered


def test_offline_asks_nothing_and_says_so(ask, monkeypatch):
    monkeypatch.setenv("MAPPING_OFFLINE", "1")
    place = ask("Molenstraat 1, 1001 AB").place
    assert ask.requests == []
    assert (place.precisie, place.pc4) == (Precisie.PC4, "1001")
    assert "MAPPING_OFFLINE" in place.note


def test_known_address_is_found_again_without_internet(region, tmp_path, monkeypatch):
    with loopback(SCRIPT) as server:
        first = geocode("Molenstraat 1", server=client(server, tmp_path), region=region)
    monkeypatch.setenv("MAPPING_OFFLINE", "1")
    assert geocode("molenstraat  1", server=client(server, tmp_path), region=region) == first


# --- sheltered -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["Molenstraat 1, 1001 AB", "Havenzichtstraat", "Nieuw-Lindeburg", "1001"])
def test_sheltered_place_is_a_wijk_and_nothing_else(ask, typed):
    place = ask(typed, sheltered=True).place
    assert (place.precisie, place.x, place.y, place.pc4, place.score) == (Precisie.WIJK, None, None, "", None)
    assert place.gebiedcode.startswith("WK")
    written = json.dumps(asdict(place))
    assert "olenstraat" not in written
    assert "1001" not in written.replace("WK900100", "")


def test_sheltered_place_without_pdok_is_a_wijk_or_nothing(ask):
    away = {"/free": Reply(503)}
    assert ask("Molenstraat 1, 1001 AB", away, sheltered=True).place.gebiedcode == "WK900100"
    unsure = ask("Molenstraat 1, 1002 AB", away, sheltered=True)
    assert unsure.place is None
    assert "Kies de wijk zelf" in unsure.message


def test_sheltered_place_outside_the_region_is_nothing(ask):
    assert ask("Verreweg 7", sheltered=True).place is None


def test_question_about_a_sheltered_place_is_not_kept(region, tmp_path):
    with loopback(SCRIPT | {"/suggest": made_reply("suggest")}) as server:
        ours = client(server, tmp_path)
        for typed, chosen in (("Molenstraat 1", ""), ("Mollenstraat", ""), ("x", "adr-1")):
            geocode(typed, server=ours, region=region, chosen=chosen, sheltered=True)
    assert len(server.asked) == 5
    assert list(tmp_path.iterdir()) == []


def test_buurt_of_a_sheltered_place_becomes_its_wijk():
    assert wijk_of("BU05990110") == "WK059901"
    assert wijk_of("WK059901") == "WK059901"
    assert set(SHELTERED) == {"opvang", "azc", "verslavingszorg"}


# --- as the pages use it ---------------------------------------------------------------------------------------------


def test_searcher_asks_the_address_of_the_setting(made, monkeypatch, tmp_path):
    with loopback(SCRIPT) as server:
        monkeypatch.setenv("MAPPING_PDOK", server.base)
        search = searcher(made.tables, cache=tmp_path)
        assert server.asked == []
        assert search("Molenstraat 1").place.gebiedcode == "WK900100"
        assert search("x", chosen="adr-1").place.precisie == Precisie.EXACT
        assert search("Molenstraat 1", sheltered=True).place.x is None


@pytest.mark.parametrize("base", ["http://elders.nl", "onzin", "https://a:b@c.nl/"])
def test_setting_that_is_no_good_address_is_a_sentence_and_the_postcode_serves(made, monkeypatch, base):
    monkeypatch.setenv("MAPPING_PDOK", base)
    found = searcher(made.tables, cache=None)("Molenstraat 1, 1001 AB")
    assert found.place.precisie == Precisie.PC4
    assert "https" in found.place.note or "wachtwoord" in found.place.note


# --- recorded answers ------------------------------------------------------------------------------------------------


@pytest.mark.seeds
@pytest.mark.parametrize(
    ("name", "typed", "precisie", "gemeente"),
    [
        ("locatieserver_free_foarsitter", "Bolstraat 1 Utrecht", Precisie.EXACT, "Utrecht"),
        ("locatieserver_v3_free_postcode_huisnummer", "1118CP 202", Precisie.EXACT, "Haarlemmermeer"),
        ("locatieserver_v3_free_postcode", "1118 CP", Precisie.STRAAT, "Haarlemmermeer"),
    ],
)
def test_recorded_answer_becomes_a_place_outside_a_region_elsewhere(ask, name, typed, precisie, gemeente):
    path = RECORDED / f"{name}.json"
    if not path.exists():
        pytest.skip("the recorded answers are not in ../shared/data/pdok")
    place = ask(typed, {"/free": Reply(body=path.read_bytes())}).place
    assert place.precisie == precisie
    assert f"gemeente {gemeente}" in place.note


@pytest.mark.seeds
def test_recorded_postcode_with_two_streets_and_recorded_emptiness(ask):
    if not RECORDED.exists():
        pytest.skip("the recorded answers are not in ../shared/data/pdok")
    two = Reply(body=(RECORDED / "locatieserver_v3_1_free_postcode.json").read_bytes())
    assert len(ask("3584 CC", {"/free": two}).candidates) == 2
    empty = Reply(body=(RECORDED / "locatieserver_v3_free_leeg.json").read_bytes())
    assert ask("3584 CC", {"/free": empty}).place is None
    error = Reply(400, (RECORDED / "locatieserver_error_foarsitter.json").read_bytes())
    assert "status 400" in ask("3584 CC", {"/free": error}).message
