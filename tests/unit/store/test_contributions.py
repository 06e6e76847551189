"""The queue of bijdragen: many writers at once lose nothing, nobody decides twice, a kill leaves it whole, old ones go."""

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from mapping.errors import StoreError
from mapping.store import contribution_limits, contributions
from mapping.store.address import EXAMPLE_FILE
from mapping.store.contribution_limits import LimitReached, refuse_session
from mapping.store.contributions import (
    OTHERS_KEPT,
    REFUSED_KEPT,
    AlreadyDecided,
    ContributionQueue,
    Decision,
    contribution_file,
    reason_of_version,
)
from mapping.store.history import Version
from tests.unit.store.contributed import ELSE, MISSING, NOW

ROOT = Path(__file__).resolve().parents[3]
REFUSED = Decision("afgewezen", "Planner", "staat er al")
WRITER = """
import sys
from mapping.store.contributions import ContributionQueue, now_utc
queue, name = ContributionQueue(sys.argv[1]), sys.argv[2]
for turn in range(int(sys.argv[3])):
    queue.submit({"soort": "anders", "toelichting": name, "voorbeeld": False}, f"{name}-{turn}", now=now_utc())
    print(turn, flush=True)
"""


@pytest.fixture
def queue(tmp_path: Path) -> ContributionQueue:
    return ContributionQueue(contribution_file(tmp_path / "regio.gpkg"))


def send(queue: ContributionQueue, token: str = "a", row: dict = ELSE, now=NOW) -> str:
    return queue.submit(row, token, now=now)


def writer(path: Path, name: str, turns: int) -> subprocess.Popen:
    command = [sys.executable, "-c", WRITER, str(path), name, str(turns)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_queue_stands_beside_the_region_and_that_of_the_example_with_the_user(tmp_path, monkeypatch):
    monkeypatch.setenv("MAPPING_STATE", str(tmp_path / "state"))

    assert contribution_file(tmp_path / "regio.gpkg") == tmp_path / "regio.bijdragen.sqlite"
    assert contribution_file(EXAMPLE_FILE) == tmp_path / "state" / "voorbeeld.bijdragen.sqlite"
    database = contribution_file("postgresql://wie:geheim@host/db?schema=noord")
    assert database.parent == tmp_path / "state"
    assert database.name.startswith("noord-")
    assert "geheim" not in database.name


def test_looking_makes_no_file(queue):
    assert queue.all().empty
    assert queue.decisions().empty
    assert queue.version() == ""
    assert queue.clear_old(now=NOW) == 0
    assert not queue.path.exists()


def test_bijdrage_comes_back_as_it_was_sent_and_waits(queue):
    code = send(queue, row={**MISSING, "x": 92_000.0, "y": 437_000.0})
    row = queue.all().iloc[0]

    assert row["bijdrage"] == code
    assert (row["naam"], row["x"], bool(row["voorbeeld"])) == (MISSING["naam"], 92_000.0, False)
    assert (row["stand"], row["ingediend_op"]) == ("nieuw", "2026-11-29T14:05:00+00:00")
    assert queue.path.stat().st_mode & 0o077 == 0, "readable by its owner only"


def test_code_has_no_digit_that_could_be_a_number_of_somebody(queue):
    assert not any(sign.isdigit() for sign in send(queue))


def test_pressing_twice_keeps_one(queue):
    assert send(queue, "same") == send(queue, "same")
    assert len(queue.all()) == 1


def test_version_changes_with_every_change_and_only_then(queue):
    send(queue, "a")
    first = queue.version()
    queue.all()
    assert queue.version() == first
    send(queue, "b")
    assert queue.version() != first


def test_hostile_text_stays_text(queue):
    text = "'); DROP TABLE bijdrage; -- <script>{{7*7}}"
    send(queue, row={**ELSE, "toelichting": text})

    assert queue.all()["toelichting"].tolist() == [text]


def test_many_phones_at_once_all_come_in(queue):
    def many(name: int) -> list[str]:
        return [send(ContributionQueue(queue.path), f"{name}-{turn}") for turn in range(4)]

    with ThreadPoolExecutor(12) as pool:
        codes = {code for made in pool.map(many, range(12)) for code in made}

    assert set(queue.all()["bijdrage"]) == codes
    assert len(codes) == 48


def test_killed_writers_lose_nothing_that_was_confirmed(queue):
    programs = [writer(queue.path, name, 60) for name in ("een", "twee")]
    said = {
        name: [program.stdout.readline() for _line in range(3)] for name, program in zip("et", programs, strict=True)
    }
    for program in programs:
        program.kill()
    rest = [program.stdout.read() for program in programs]  # communicate() would pass by what was read ahead already
    for program in programs:
        with program:  # waits for its end and closes what it wrote to
            pass

    confirmed = sum(len(lines) for lines in said.values()) + sum(len(out.splitlines()) for out in rest)
    kept = queue.all()
    assert confirmed <= len(kept) <= confirmed + len(programs)
    assert all(set(one) <= {"een", "twee"} for one in [kept["toelichting"]])
    send(queue, "the next one")
    assert len(queue.all()) == len(kept) + 1


def test_limit_of_all_together_refuses_and_keeps_nothing(queue, monkeypatch):
    monkeypatch.setattr(contribution_limits, "OVERALL", 3)
    for turn in range(3):
        send(queue, str(turn), now=NOW + timedelta(seconds=turn))

    with pytest.raises(LimitReached, match="10 minuten"):
        send(queue, "te veel", now=NOW + timedelta(seconds=3))
    assert len(queue.all()) == 3
    assert send(queue, "2", now=NOW + timedelta(seconds=3)), "what came in already is not refused"
    send(queue, "later", now=NOW + timedelta(minutes=10, seconds=1))
    assert len(queue.all()) == 4


def test_full_queue_refuses_until_the_redactie_decides(queue, monkeypatch):
    monkeypatch.setattr(contribution_limits, "MOST_WAITING", 1)
    code = send(queue)
    with pytest.raises(LimitReached, match="vol"):
        send(queue, "b")

    queue.decide(code, REFUSED, now=NOW)
    send(queue, "b")


def test_limit_of_one_page_says_when_it_opens_again(monkeypatch):
    monkeypatch.setattr(contribution_limits, "PER_SESSION", 2)
    refuse_session([0.0], 10.0)

    with pytest.raises(LimitReached, match="9 minuten"):
        refuse_session([0.0, 5.0], 60.0)
    refuse_session([0.0, 5.0], 600.0)


def test_decision_is_marked_with_who_when_why_and_version(queue):
    code = send(queue)
    with queue.deciding(code):
        queue.decide(code, Decision("aanvaard", "Planner", "klopt", 7), now=NOW)

    row, log = queue.all().iloc[0], queue.decisions().iloc[0]
    assert (row["stand"], row["besloten_door"], row["reden"], row["versie"]) == ("aanvaard", "Planner", "klopt", 7)
    assert (log["stand"], log["wie"], log["waarom"], log["versie"]) == ("aanvaard", "Planner", "klopt", 7)


def test_second_decision_is_told_and_changes_nothing(queue):
    code = send(queue)
    queue.decide(code, REFUSED, now=NOW)

    with pytest.raises(AlreadyDecided, match="Planner"), queue.deciding(code):
        pass
    with pytest.raises(AlreadyDecided, match="29-11-2026"):
        queue.decide(code, Decision("aanvaard", "Ander", "toch", 3), now=NOW)
    assert queue.all()["stand"].tolist() == ["afgewezen"]
    assert len(queue.decisions()) == 1


def test_two_redacteuren_at_once_decide_once(queue):
    code, start, told = send(queue), threading.Barrier(4), []

    def decide(name: str) -> None:
        own = ContributionQueue(queue.path)
        start.wait()
        try:
            with own.deciding(code):
                own.decide(code, Decision("aanvaard", name, "klopt", 2), now=NOW)
        except AlreadyDecided:
            told.append(name)

    threads = [threading.Thread(target=decide, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(told) == 3
    assert len(queue.decisions()) == 1
    assert queue.all()["besloten_door"].iloc[0] not in told


def test_decision_that_fails_half_way_leaves_the_bijdrage_waiting(queue):
    code = send(queue)
    with pytest.raises(RuntimeError), queue.deciding(code):
        raise RuntimeError

    assert queue.all()["stand"].tolist() == ["nieuw"]
    with queue.deciding(code) as row:
        assert row["bijdrage"] == code


def test_version_of_a_killed_decision_is_found_once(queue):
    code, other = send(queue, "a"), send(queue, "b")
    mine = Version(5, "Planner", "", reason_of_version(code, "samengevoegd", "klopt"), True)
    made = [Version(6, "Planner", "", f"Bijdrage {code} teruggenomen: toch niet", True), mine]

    assert queue.unmarked_version(code, made) == (mine, "samengevoegd")
    assert queue.unmarked_version(other, made) is None
    queue.decide(code, Decision("samengevoegd", "Planner", "klopt", 5), now=NOW)
    queue.take_back(code, "Planner", "toch niet", now=NOW)
    assert queue.unmarked_version(code, made) is None, "a version that was taken back is known"


def test_decision_taken_back_waits_again_with_its_record(queue):
    code = send(queue)
    queue.decide(code, REFUSED, now=NOW)
    queue.take_back(code, "Planner", "toch niet", now=NOW)
    queue.take_back(code, "Planner", "toch niet", now=NOW)

    row = queue.all().iloc[0]
    assert row["stand"] == "nieuw"
    assert row[["reden", "besloten_door", "besloten_op", "versie"]].isna().all()
    assert queue.decisions()["stand"].tolist() == ["afgewezen", "nieuw"]


def test_old_ones_go_for_good_with_their_words_and_decisions(queue):
    secret = "woorden die weg moeten"
    gone = send(queue, "a", {**ELSE, "toelichting": secret})
    kept = send(queue, "b")
    queue.decide(gone, Decision("afgewezen", "Planner", secret), now=NOW)

    assert queue.clear_old(now=NOW + REFUSED_KEPT) == 0
    assert queue.clear_old(now=NOW + REFUSED_KEPT + timedelta(seconds=1)) == 1
    assert queue.all()["bijdrage"].tolist() == [kept]
    assert queue.decisions().empty
    assert secret.encode() not in queue.path.read_bytes()
    assert queue.clear_old(now=NOW + OTHERS_KEPT + timedelta(seconds=1)) == 1


def test_file_that_is_none_of_ours_is_told_and_left(queue):
    queue.path.write_bytes(b"geen database" * 100)

    with pytest.raises(StoreError, match=r"regio\.bijdragen\.sqlite"):
        queue.all()
    assert queue.path.read_bytes().startswith(b"geen database")


def test_file_of_a_later_program_is_refused(queue):
    send(queue)
    with sqlite3.connect(queue.path) as file:
        file.execute(f"PRAGMA user_version = {contributions.FORMAT + 1}")
    file.close()

    with pytest.raises(StoreError, match="nieuwere"):
        queue.all()


def test_folder_that_is_not_there_to_make_is_told(tmp_path):
    (tmp_path / "bestand").write_text("", encoding="utf-8")

    with pytest.raises(StoreError, match="bewaard"):
        send(ContributionQueue(tmp_path / "bestand" / "regio.bijdragen.sqlite"))
