"""The name beside a change: one line, no number or address in it, kept for the next time."""

import pytest

from mapping.errors import StoreError
from mapping.store.editor_name import FILE, LONGEST, fault_of, keep_name, kept_name


@pytest.fixture(autouse=True)
def state(monkeypatch, tmp_path):
    """Keep names in a folder of this test."""
    monkeypatch.setenv("MAPPING_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.mark.parametrize("name", ["Marieke", "Coördinator CvL", "Team 3", "Ö’Neill-van den Berg"])
def test_name_or_function_is_kept_for_the_next_time(name):
    keep_name(name)

    assert kept_name() == name


@pytest.mark.parametrize(
    "name",
    ["", "  ", "x" * (LONGEST + 1), "a@b.nl", "06-12345678", "Jan 123456782", "a\nb", "Jan\u202e", "1-2-1960 19"],
)
def test_text_that_is_no_name_is_refused_with_a_sentence(name, state):
    assert fault_of(name).endswith(".")
    with pytest.raises(StoreError):
        keep_name(name)
    assert not (state / FILE).exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a@b.nl", b"x" * 10_000, b"a\nb"])
def test_file_that_holds_no_name_is_as_if_there_were_none(state, content):
    state.mkdir()
    (state / FILE).write_bytes(content)

    assert kept_name() == ""


def test_name_is_readable_by_its_owner_only(state):
    keep_name("Marieke")

    assert (state / FILE).stat().st_mode & 0o077 == 0
    assert [path.name for path in state.iterdir()] == [FILE]


def test_folder_that_cannot_be_written_gives_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "bestand").write_text("x")
    monkeypatch.setenv("MAPPING_STATE", str(tmp_path / "bestand"))

    with pytest.raises(StoreError, match="Uw naam kan hier niet worden bewaard"):
        keep_name("Marieke")
    assert kept_name() == ""
