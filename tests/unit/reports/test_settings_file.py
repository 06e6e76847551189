"""Settings as a file: the hash is of the content, what was changed is refused, and a hostile file gets a sentence."""

import json

import pytest

from mapping.errors import MappingError
from mapping.reports.settings_file import (
    HASH_DIGITS,
    MOST_BYTES,
    differences,
    read,
    settings_file,
    settings_hash,
    written,
)

CONTENT = {
    "keuzes": {"regio": "Rotterdam e.o.", "steunvraag": "12"},
    "rekenwijze": {"on": "2026-11-22", "steunvraag": 0.12, "group_size": None, "reach": {"town_km": 3.0}},
}


def made(**changes) -> bytes:
    """Write a file and replace parts of its JSON, as someone with a text editor would."""
    return json.dumps(json.loads(written(settings_file("Proef", CONTENT))) | changes).encode()


def test_file_comes_back_as_it_was_written():
    file = settings_file("Gemeenteraad november", CONTENT)
    back = read(written(file))
    assert back == file
    assert back.choices == CONTENT["keuzes"]


def test_hash_is_of_the_content_alone_whatever_its_order_or_name():
    turned = dict(reversed(CONTENT.items()))
    assert settings_file("een", CONTENT).hash == settings_file("twee", turned).hash == settings_hash(CONTENT)
    assert len(settings_hash(CONTENT)) == HASH_DIGITS
    assert settings_hash({**CONTENT, "rekenwijze": {"on": "2026-11-23"}}) != settings_hash(CONTENT)


def test_hash_is_the_sha_256_of_canonical_json():
    # printf '{"a":1,"b":"é"}' | sha256sum
    assert settings_hash({"b": "é", "a": 1}) == "09ad9fd2fb64"


@pytest.mark.parametrize(
    ("name", "file_name"), [("Één / raad!", "een-raad"), ("", "instellingen"), ("../../etc", "etc")]
)
def test_file_name_is_plain(name, file_name):
    file = settings_file(name, CONTENT)
    assert file.file_name == f"{file_name}-{file.hash}.json"


def test_long_name_is_cut():
    assert len(settings_file("a" * 500, CONTENT).name) == 60


def test_changed_content_is_refused():
    other = {**CONTENT, "keuzes": {"regio": "Rotterdam e.o.", "steunvraag": "40"}}
    with pytest.raises(MappingError, match="hash klopt niet"):
        read(made(inhoud=other))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 60_000,
        b"NaN",
        b'{"format": 1, "format": 2}',
        b"9" * 6_000,
        b" " * (MOST_BYTES + 1),
        b"[]",
        b'"tekst"',
        b'{"format": "iets anders"}',
        made(format_version=2),
        made(format_version="1"),
        made(inhoud=None),
        made(inhoud={}),
        made(naam=7),
        made(hash=None),
        made(inhoud={"keuzes": {"regio": 7}}),
        made(inhoud={"keuzes": {"regio": "x" * 5_000}}),
        made(inhoud={"keuzes": {"regio": "\ud800"}}),
        made(inhoud={"keuzes": {}, "x": 1e400}),
    ],
)
def test_hostile_file_gets_a_sentence(raw):
    with pytest.raises(MappingError) as error:
        read(raw)
    assert str(error.value).endswith(".")
    assert len(str(error.value)) < 200


def test_differences_name_the_path_and_both_values():
    other = {**CONTENT, "rekenwijze": {**CONTENT["rekenwijze"], "reach": {"town_km": 4.0}, "seed": 1}}
    assert differences(CONTENT, other) == [("rekenwijze.reach.town_km", "3.0", "4.0"), ("rekenwijze.seed", "", "1")]
    assert differences(CONTENT, CONTENT) == []


def test_content_that_json_cannot_hold_is_an_error_of_ours():
    with pytest.raises(ValueError, match="JSON"):
        settings_hash({"x": float("nan")})
