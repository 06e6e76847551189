"""Geocoding a table: every address once, in the order of the rows, resumable, and never stuck on a silent PDOK."""

import pandas as pd
import pytest

from mapping.errors import MappingError
from mapping.sources.pdok import batch
from mapping.sources.pdok.batch import GIVE_UP_AFTER, RESULT_COLUMNS, geocode_table
from mapping.sources.pdok.surroundings import Surroundings
from tests.conftest import Built
from tests.loopback import Reply, loopback
from tests.unit.sources.pdok.served import client
from tests.unit.sources.pdok.served import made as made_reply
from tests.unit.sources.pdok.test_geocode import SCRIPT


@pytest.fixture(autouse=True)
def _online(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAPPING_OFFLINE", raising=False)


@pytest.fixture
def region(made: Built) -> Surroundings:
    return Surroundings(made.tables)


ROWS = pd.DataFrame(
    {
        "adres": ["Molenstraat 1", "molenstraat  1", "Kerkstraat", None, "Verreweg 7", "Onzinweg 3", "Molenstraat 1"],
        "postcode": ["1001 AB", "1001AB", None, None, None, None, "1001 AB"],
        "type": ["school", "winkel", "school", "school", "school", "school", "opvang"],
    },
    index=[10, 20, 30, 40, 50, 60, 70],
)


def test_every_row_gets_its_outcome_and_nothing_of_the_input_changes(region):
    before = ROWS.copy()
    with loopback(SCRIPT) as server:
        done = geocode_table(ROWS, server=client(server), region=region)
    assert done.table.index.equals(ROWS.index)
    assert done.table.columns.tolist() == list(RESULT_COLUMNS)
    assert done.table["uitkomst"].tolist() == [
        "gevonden", "gevonden", "zelf kiezen", "geen adres", "buiten de regio", "niet gevonden", "gevonden",
    ]  # fmt: skip
    assert done.table["gebiedcode"].tolist()[:2] == ["WK900100"] * 2
    assert "Kerkstraat, Wilgenoord" in done.table.loc[30, "melding"]
    pd.testing.assert_frame_equal(ROWS, before)


def test_same_address_is_asked_once_and_a_sheltered_one_is_coarsened(region):
    with loopback(SCRIPT) as server:
        done = geocode_table(ROWS, server=client(server), region=region)
    asked = [request.params["q"] for request in server.asked if "molenstraat" in request.params["q"]]
    assert len(asked) == 2  # once as it is, once for the sheltered place
    assert done.different == 6
    assert done.table.loc[70, "precisie"] == "wijk"
    assert done.table.loc[70, ["x", "y", "pc4"]].isna().all()


def test_progress_counts_different_addresses(region):
    seen = []
    with loopback(SCRIPT) as server:
        geocode_table(ROWS, server=client(server), region=region, progress=lambda *now: seen.append(now))
    assert seen == [(done, 6) for done in range(1, 7)]


def test_second_run_asks_only_what_is_new(region, tmp_path):
    with loopback(SCRIPT) as server:
        geocode_table(ROWS.iloc[:3], server=client(server, tmp_path), region=region)
        first = len(server.asked)
        again = geocode_table(ROWS.iloc[:5], server=client(server, tmp_path), region=region)
        assert [request.params["q"] for request in server.asked[first:]] == ["verreweg 7"]
    assert again.table["uitkomst"].tolist()[:3] == ["gevonden", "gevonden", "zelf kiezen"]


def test_run_that_was_killed_goes_on(region, tmp_path):
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with loopback(SCRIPT) as server:
        with pytest.raises(KeyboardInterrupt):
            geocode_table(ROWS, server=client(server, tmp_path), region=region, progress=stop)
        first = len(server.asked)
        geocode_table(ROWS, server=client(server, tmp_path), region=region)
    later = [request.params["q"] for request in server.asked[first:]]
    assert "kerkstraat" not in later
    assert "onzinweg 3" in later


def test_silent_pdok_is_asked_three_addresses_and_the_rest_is_by_postcode(region):
    rows = pd.DataFrame({"adres": [f"Straat {number}" for number in range(20)], "postcode": "1001 AB"})
    with loopback({"/free": Reply(503)}) as server:
        done = geocode_table(rows, server=client(server, attempts=2), region=region)
    assert len(server.asked) == GIVE_UP_AFTER * 2
    assert done.unanswered == 20
    assert set(done.table["precisie"]) == {"pc4"}
    assert any("antwoordde niet bij 20 adressen" in line for line in done.sentences())


def test_what_is_kept_still_serves_after_giving_up(region, tmp_path):
    rows = pd.DataFrame({"adres": ["a 1", "b 2", "c 3", "d 4", "Molenstraat 1"]})
    with loopback(SCRIPT) as server:
        geocode_table(rows.iloc[[4]], server=client(server, tmp_path), region=region)
        server.script["/free"] = Reply(503)
        done = geocode_table(rows, server=client(server, tmp_path, attempts=1), region=region)
    assert done.table["precisie"].tolist() == ["", "", "", "", "exact"]
    assert done.unanswered == 4


def test_refused_question_is_no_silence(region):
    rows = pd.DataFrame({"adres": [f"Straat {number}" for number in range(5)]})
    with loopback({"/free": made_reply("fout")}) as server:
        done = geocode_table(rows, server=client(server), region=region)
    assert len(server.asked) == 5
    assert done.unanswered == 0


def test_report_counts_rows_and_addresses(region):
    with loopback(SCRIPT) as server:
        lines = geocode_table(ROWS, server=client(server), region=region).sentences()
    assert lines[0] == "7 rijen, 6 verschillende adressen."
    assert "gevonden: 3" in lines
    assert "precisie exact: 3" in lines


@pytest.mark.parametrize(
    "rows", [pd.DataFrame(), pd.DataFrame({"naam": ["x"]}), pd.DataFrame({"adres": pd.Series(dtype=object)})]
)
def test_table_without_rows_or_addresses_asks_nothing(region, rows):
    with loopback({}) as server:
        done = geocode_table(rows, server=client(server), region=region)
    assert server.asked == []
    assert len(done.table) == len(rows)
    assert set(done.table["uitkomst"]) <= {"geen adres"}


def test_too_many_addresses_are_refused_before_anything_is_asked(region, monkeypatch):
    monkeypatch.setattr(batch, "MOST_ADDRESSES", 2)
    rows = pd.DataFrame({"adres": ["a 1", "b 2", "c 3"]})
    with loopback(SCRIPT) as server, pytest.raises(MappingError, match="3 verschillende"):
        geocode_table(rows, server=client(server), region=region)
    assert server.asked == []


def test_postcode_of_its_own_column_serves_where_pdok_knows_nothing(region):
    rows = pd.DataFrame({"adres": ["Onzinweg 1001", "Onzinweg 3"], "pc4": ["1001", "geen"]})
    with loopback(SCRIPT) as server:
        done = geocode_table(rows, server=client(server), region=region)
    assert done.table["precisie"].tolist() == ["pc4", ""]
    assert done.table["pc4"].tolist()[0] == "1001"
