"""Which column is which: by name, by another word, by a close spelling, or as chosen before."""

import pytest

from mapping.sources.upload.matcher import How, propose, propose_profile
from mapping.sources.upload.profiles import profiles
from mapping.sources.upload.remembered import recall, remember
from mapping.sources.upload.synonyms import OF_TABLE


def proposed(name: str, *headers: str, **more: object) -> dict[str, str]:
    return {each.header: each.target for each in propose(headers, profiles()[name], **more)}


@pytest.mark.parametrize(
    ("name", "header", "target"),
    [
        ("initiatief", "Naam organisatie", "organisatie"),
        ("organisatie", "Naam organisatie", "naam"),
        ("initiatief", "postcodes", "werkgebied_tekst"),
        ("initiatief", "Werkgebied", "werkgebied_tekst"),
        ("initiatief", "Aantal plekken", "capaciteit"),
        ("initiatief", "WACHTTIJD (in weken)", "wachttijd_weken"),
        ("initiatief", "aanbieders_soort", "aanbiederssoort"),
        ("initiatief", "Aanbiedersoort", "aanbiederssoort"),
        ("initiatief", "Voor wie?", "subgroepen"),
        ("initiatief", "Einddatum subsidie", "einddatum"),
        ("vindplaats", "Lat", "breedtegraad"),
        ("gebruik", "Aantal aanmeldingen", "aantal"),
        ("inventaris", "Wijkcode", "gebiedcode"),
        ("initiatief", "Opmerkingen", ""),
        ("initiatief", "", ""),
        ("initiatief", "x" * 5000, ""),
    ],
)  # fmt: skip
def test_header_is_proposed_for_what_it_means(name, header, target):
    assert proposed(name, header) == {header: target}


def test_target_goes_to_the_header_that_fits_best_and_the_other_is_left():
    found = proposed("initiatief", "Postcodes", "werkgebied_tekst")

    assert found == {"Postcodes": "", "werkgebied_tekst": "werkgebied_tekst"}


def test_close_spelling_is_said_to_be_one():
    (found,) = propose(["organisatei"], profiles()["initiatief"])

    assert (found.target, found.how) == ("organisatie", How.CLOSE)


def test_own_columns_are_passed_over():
    for header in ("Voorbeeldrij", "Wat er niet klopt", "Rij in uw bestand"):
        (found,) = propose([header], profiles()["initiatief"])
        assert (found.target, found.how) == ("", How.OURS)


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        (("Naam initiatief", "Naam organisatie", "Doelgroepen", "Postcodes"), "initiatief"),
        (("initiatief", "jaar", "leeftijdsband", "verwijzer", "aantal"), "gebruik"),
        (("naam", "type", "adres", "openingstijden"), "vindplaats"),
        (("naam organisatie", "werkkring", "website"), "organisatie"),
        (("gebiedcode", "stand", "gevonden_via"), "inventaris"),
        (("initiatief", "subgroep", "nadruk"), "initiatief_subgroep"),
        (("Naam initiatief", "Subsidieregeling", "Einddatum", "Aantal", "Werkgebied"), "subsidiebeschikkingen"),
    ],
)
def test_kind_of_file_follows_from_its_columns(headers, name):
    assert propose_profile(headers)[0] == name


def test_columns_that_mean_nothing_fit_no_kind():
    assert propose_profile(["blauw", "groen"]) == []


def test_every_synonym_is_of_a_column_that_the_form_has():
    for name, words in OF_TABLE.items():
        assert set(words) <= set(profiles()[name].targets)


def test_choice_is_remembered_for_the_same_headers_in_any_order(tmp_path):
    path = tmp_path / "nieuw" / "kolommen.json"
    remember(path, {"Naam": "", "Iets": "naam"}, "initiatief")

    known = recall(path, ["Iets", "Naam"], "initiatief")
    assert known == {"Naam": "", "Iets": "naam"}
    assert recall(path, ["Iets"], "initiatief") == {}
    assert recall(path, ["Iets", "Naam"], "organisatie") == {}
    found = propose(["Naam", "Iets"], profiles()["initiatief"], remembered=known)
    assert [(each.target, each.how) for each in found] == [("", How.REMEMBERED), ("naam", How.REMEMBERED)]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"x": 3}', "[" * 100_000])
def test_broken_memory_counts_as_empty_and_is_mended(tmp_path, content):
    path = tmp_path / "kolommen.json"
    path.write_text(content)

    assert recall(path, ["Naam"], "initiatief") == {}
    remember(path, {"Naam": "naam"}, "initiatief")
    assert recall(path, ["Naam"], "initiatief") == {"Naam": "naam"}
    assert [each.name for each in tmp_path.iterdir()] == ["kolommen.json"]


def test_memory_that_cannot_be_written_stops_nobody(tmp_path):
    (tmp_path / "bestand").write_text("geen map")

    remember(tmp_path / "bestand" / "kolommen.json", {"Naam": "naam"}, "initiatief")


def test_remembered_target_that_is_gone_is_proposed_anew():
    assert proposed("initiatief", "Naam", remembered={"Naam": "bestaat-niet"}) == {"Naam": "naam"}
