"""The one HTTP client: what it asks again, what it keeps, where it never goes, and what it says when it stops."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from mapping.errors import SourceError, SourceUnreachable
from mapping.sources.http.download import origin_file
from mapping.sources.http.rate import TokenBucket
from mapping.sources.web import Web
from tests.loopback import FakeTime, Loopback, Reply, json_reply, loopback

GOOD = {"response": {"docs": [1, 2]}}
NOW = "2026-11-22T10:00:00+00:00"
SHORT_S = (1.0, 0.2)
"""Time-outs of tests with a server that says nothing."""


@pytest.fixture(autouse=True)
def _online(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAPPING_OFFLINE", raising=False)


def web(server: Loopback, **settings) -> Web:
    """Make a client of a loopback server that never really sleeps."""
    time = settings.pop("time", FakeTime())
    defaults = {"service": "De dienst", "clock": time.clock, "sleep": time.sleep, "now": lambda: NOW}
    return Web(server.base, **(defaults | settings))


# --- answers ---------------------------------------------------------------------------------------------------------


def test_answer_is_the_value_and_the_parameters_are_sent():
    with loopback({"/free": json_reply(GOOD)}) as server:
        assert web(server).get_json("free", {"q": "Dorpsstraat 1 & 2", "rows": 5, "leeg": None}) == GOOD
    assert server.asked[0].params == {"q": "Dorpsstraat 1 & 2", "rows": "5"}
    assert server.asked[0].headers["user-agent"].startswith("zin-in-kaart")


def test_packed_answer_is_unpacked():
    packed = Reply(body=gzip.compress(json.dumps(GOOD).encode()), headers={"Content-Encoding": "gzip"})
    with loopback({"/x": packed}) as server:
        assert web(server).get_json("x") == GOOD


def test_answer_that_unpacks_to_more_than_the_limit_is_not_read_on():
    bomb = Reply(body=gzip.compress(b" " * 5_000_000 + b"{}"), headers={"Content-Encoding": "gzip"})
    with loopback({"/x": bomb}) as server, pytest.raises(SourceError, match="meer dan 1 MB"):
        web(server, most_bytes=1_000_000).get_json("x")


@pytest.mark.parametrize("headers", [{}, {"Content-Length": ""}], ids=["said beforehand", "not said"])
def test_too_big_an_answer_is_not_read_on(headers):
    big = Reply(body=b"[" + b"0," * 1_000_000 + b"0]", headers=headers)
    with loopback({"/x": big}) as server, pytest.raises(SourceError, match="meer dan 1 MB"):
        web(server, most_bytes=1_000_000).get_json("x")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<!doctype html><title>Log in</title>", "webpagina"),
        (b'{"response": {"docs": [', "niet leesbaar of niet compleet"),
        (b"", "niet leesbaar"),
        (b"\xff\xfe\x00", "niet leesbaar"),
        (b'{"x": NaN}', "niet leesbaar"),
        (b'{"x": 1' + b"0" * 5_000 + b"}", "niet leesbaar"),
        (b"[1, 2]", "een vorm die wij niet kennen"),
        (b"null", "een vorm die wij niet kennen"),
        (b'{"x": ' + b"[" * 100 + b"]" * 100 + b"}", "een vorm die wij niet kennen"),
        (b"[" * 100_000 + b"]" * 100_000, "niet leesbaar"),
    ],
)
def test_answer_that_is_not_what_we_know_becomes_a_sentence_and_is_not_asked_again(body, said, tmp_path):
    with loopback({"/x": Reply(body=body)}) as server, pytest.raises(SourceError, match=said) as caught:
        web(server, cache=tmp_path).get_json("x")
    assert "De dienst" in str(caught.value)
    assert len(server.asked) == 1
    assert not list(tmp_path.iterdir())  # and is not kept


# --- asked again -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_passing_fault_is_asked_again_after_longer_and_longer_waits(status):
    time = FakeTime()
    with loopback({"/x": [Reply(status), Reply(status), json_reply(GOOD)]}) as server:
        assert web(server, time=time, rate_per_s=1e9).get_json("x") == GOOD
    assert [wait for wait in time.slept if wait > 0.1] == [0.5, 1.0]


def test_fault_that_stays_stops_after_four_attempts_with_a_sentence():
    with loopback({"/x": Reply(503)}) as server, pytest.raises(SourceUnreachable, match="4 keer geprobeerd"):
        web(server).get_json("x")
    assert len(server.asked) == 4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 422, 501])
def test_refusal_is_not_asked_again(status):
    with (
        loopback({"/x": Reply(status, b'{"error": 1}')}) as server,
        pytest.raises(SourceError, match=f"status {status}"),
    ):
        web(server).get_json("x")
    assert len(server.asked) == 1


def test_pause_that_the_service_asks_for_is_kept():
    time = FakeTime()
    with loopback({"/x": [Reply(429, headers={"Retry-After": "7"}), json_reply(GOOD)]}) as server:
        web(server, time=time, rate_per_s=1e9).get_json("x")
    assert 7.0 in time.slept


def test_pause_without_end_is_said():
    with loopback({"/x": Reply(503, headers={"Retry-After": "9" * 400})}) as server, pytest.raises(SourceUnreachable):
        web(server).get_json("x")


def test_pause_that_is_too_long_is_said_instead_of_waited_for():
    time = FakeTime()
    busy = Reply(429, headers={"Retry-After": "600"})
    with loopback({"/x": busy}) as server, pytest.raises(SourceUnreachable, match="10 minuten"):
        web(server, time=time).get_json("x")
    assert (len(server.asked), time.slept) == (1, [])


@pytest.mark.parametrize("said", ["straks", "-5", "Wed, 99 Foo 2026", "Wed, 01 Jan 2020 00:00:00 GMT"])
def test_pause_that_is_nonsense_or_past_is_the_usual_one(said):
    with loopback({"/x": [Reply(503, headers={"Retry-After": said}), json_reply(GOOD)]}) as server:
        assert web(server).get_json("x") == GOOD


def test_connection_that_breaks_off_is_asked_again():
    whole = json_reply(GOOD)
    cut = Reply(body=whole.body, cut=5)
    with loopback({"/x": [cut, Reply(silent=False, cut=0, body=b"x"), whole]}) as server:
        assert web(server).get_json("x") == GOOD
    assert len(server.asked) == 3


def test_silence_is_a_time_out_with_a_sentence():
    with loopback({"/x": Reply(silent=True)}) as server, pytest.raises(SourceUnreachable, match="niet op tijd"):
        web(server, timeout_s=SHORT_S, attempts=2).get_json("x")
    assert len(server.asked) == 2


def test_answer_that_drips_is_given_up():
    drip = Reply(body=b" " * 200 + b"{}", drip=True)
    with loopback({"/x": drip}) as server, pytest.raises(SourceUnreachable, match="niet op tijd"):
        web(server, time=FakeTime(step_s=20.0), attempts=1, rate_per_s=1e9).get_json("x")


def test_no_server_at_all_is_a_sentence():
    with loopback({}) as server:
        gone = web(server)
    with pytest.raises(SourceUnreachable, match="geen verbinding"):
        gone.get_json("x")


# --- where it never goes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", ["http://voorbeeld.nl", "ftp://voorbeeld.nl", "voorbeeld.nl", "", "https://a:b@c.nl",
                                  "https://[::1", "https://x.nl:poort", "file:///etc/passwd"])  # fmt: skip
def test_base_that_is_no_https_or_holds_a_password_is_refused(base):
    with pytest.raises(SourceError) as caught:
        Web(base)
    assert "a:b" not in str(caught.value)


def test_redirect_on_the_same_server_is_followed():
    with loopback({"/a": Reply(302, headers={"Location": "/b"}), "/b": json_reply(GOOD)}) as server:
        assert web(server).get_json("a") == GOOD


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_to_another_server_is_not_followed(status):
    with loopback({"/b": json_reply(GOOD)}) as other:
        moved = Reply(status, headers={"Location": f"{other.base}/b?sleutel=geheim"})
        with loopback({"/a": moved}) as server, pytest.raises(SourceError, match="ander adres") as caught:
            web(server, hosts=("127.0.0.1",)).get_json("a")
    assert other.asked == []
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("location", ["", "http://[", "file:///etc/passwd", "//voorbeeld.nl/x", "http://voorbeeld.nl/",
                                      "https://voorbeeld.nl@elders.nl/", "https://voorbeeld.nl:8443/"])  # fmt: skip
def test_redirect_to_nowhere_or_to_a_host_without_https_is_refused(location):
    with loopback({"/a": Reply(302, headers={"Location": location})}) as server, pytest.raises(SourceError):
        web(server, hosts=("voorbeeld.nl",)).get_json("a")


def test_body_of_a_redirect_is_not_read():
    heavy = Reply(302, b"x" * 3_000_000, {"Location": "/b"})
    with loopback({"/a": heavy, "/b": json_reply(GOOD)}) as server:
        assert web(server, most_bytes=1_000).get_json("a") == GOOD


def test_redirects_in_a_circle_end():
    with loopback({"/a": Reply(302, headers={"Location": "/a"})}) as server, pytest.raises(SourceError, match="kring"):
        web(server).get_json("a")


def test_address_on_another_server_is_not_asked():
    with loopback({"/x": json_reply(GOOD)}) as other, loopback({}) as server, pytest.raises(SourceError):
        web(server).get_json(f"{other.base}/x")
    assert other.asked == []


def test_proxy_of_the_machine_and_netrc_are_not_used_for_this_computer(monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login iemand password geheim")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with loopback({"/x": json_reply(GOOD)}) as server:
        assert web(server).get_json("x") == GOOD
    assert "authorization" not in server.asked[0].headers


def test_cookies_are_not_kept():
    with loopback({"/x": json_reply(GOOD, headers={"Set-Cookie": "volg=mij"})}) as server:
        client = web(server)
        client.get_json("x")
        client.get_json("x")
    assert "cookie" not in server.asked[1].headers


# --- kept answers ----------------------------------------------------------------------------------------------------


def test_kept_answer_is_not_asked_again_and_says_when_it_was_fetched(tmp_path):
    with loopback({"/x": json_reply(GOOD)}) as server:
        first = web(server, cache=tmp_path).get("x", {"q": "a"})
        again = web(server, cache=tmp_path).get("x", {"q": "a"})
    assert len(server.asked) == 1
    assert (first.kept, again.kept, again.value, again.fetched_at) == (False, True, GOOD, NOW)
    assert again.sha256 == hashlib.sha256(json.dumps(GOOD).encode()).hexdigest()


def test_other_parameters_are_another_question_and_their_order_is_not(tmp_path):
    with loopback({"/x": json_reply(GOOD)}) as server:
        client = web(server, cache=tmp_path)
        for params in ({"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": 1, "b": 3}):
            client.get_json("x", params)
    assert len(server.asked) == 2


@pytest.mark.parametrize("damage", [lambda old: b"", lambda old: old[:-3], lambda old: old.replace(b"docs", b"dogs"),
                                    lambda old: b"[]\n" + old, lambda old: b"x" * 100_000])  # fmt: skip
def test_damaged_kept_answer_is_fetched_again(damage, tmp_path):
    with loopback({"/x": json_reply(GOOD)}) as server:
        web(server, cache=tmp_path).get_json("x")
        (file,) = tmp_path.iterdir()
        file.write_bytes(damage(file.read_bytes()))
        assert web(server, cache=tmp_path).get_json("x") == GOOD
    assert len(server.asked) == 2


def test_old_answer_is_asked_again_and_still_serves_when_the_service_is_away(tmp_path):
    with loopback({"/x": [json_reply({"n": 1}), json_reply({"n": 2}), Reply(503)]}) as server:
        days = iter(
            ["2026-01-01T00:00:00+00:00", *["2026-06-01T00:00:00+00:00"] * 4, *["2026-12-01T00:00:00+00:00"] * 9]
        )
        client = web(server, cache=tmp_path, fresh_days=30, now=lambda: next(days))
        assert [client.get("x").value["n"] for _ in range(3)] == [1, 2, 2]
        assert len(server.asked) == 2
        while next(days) < "2026-12":
            pass
        late = client.get("x")
    assert (late.value, late.kept, late.fetched_at[:7]) == ({"n": 2}, True, "2026-06")


def test_question_that_may_leave_no_trace_leaves_none(tmp_path):
    with loopback({"/x": json_reply(GOOD)}) as server:
        web(server, cache=tmp_path / "map").get_json("x", {"q": "geheim"}, keep=False)
    assert not (tmp_path / "map").exists()


def test_name_of_a_kept_file_does_not_tell_what_was_asked_and_only_the_user_reads_it(tmp_path):
    with loopback({"/x": json_reply(GOOD)}) as server:
        web(server, cache=tmp_path).get_json("x", {"q": "Dorpsstraat"})
    (file,) = tmp_path.iterdir()
    assert "Dorpsstraat" not in file.name
    assert file.stat().st_mode & 0o077 == 0


def test_folder_that_cannot_be_written_keeps_nothing_and_breaks_nothing(tmp_path):
    blocked = tmp_path / "bestand"
    blocked.write_text("geen map")
    with loopback({"/x": json_reply(GOOD)}) as server:
        assert web(server, cache=blocked).get_json("x") == GOOD


# --- offline ---------------------------------------------------------------------------------------------------------


def test_offline_asks_nothing_and_says_why(monkeypatch, tmp_path):
    with loopback({"/x": json_reply(GOOD)}) as server:
        client = web(server, cache=tmp_path)
        client.get_json("x", {"q": "bekend"})
        monkeypatch.setenv("MAPPING_OFFLINE", "1")
        assert client.get_json("x", {"q": "bekend"}) == GOOD
        with pytest.raises(SourceUnreachable, match="MAPPING_OFFLINE"):
            client.get_json("x", {"q": "nieuw"})
        with pytest.raises(SourceUnreachable, match="MAPPING_OFFLINE"):
            client.download("x", tmp_path / "uit.bin")
    assert len(server.asked) == 1


# --- rate ------------------------------------------------------------------------------------------------------------


def test_bucket_lets_through_so_many_per_second():
    time = FakeTime()
    bucket = TokenBucket(10, clock=time.clock, sleep=time.sleep)
    for _ in range(21):
        bucket.take()
    assert time.now_s == pytest.approx(2.0)


def test_bucket_saves_no_more_than_its_burst():
    time = FakeTime()
    bucket = TokenBucket(2, clock=time.clock, sleep=time.sleep, burst=3)
    time.now_s = 1_000.0
    for _ in range(5):
        bucket.take()
    assert sum(time.slept) == pytest.approx(1.0)


def test_every_attempt_counts_for_the_rate():
    time = FakeTime()
    with loopback({"/x": [Reply(503), json_reply(GOOD)]}) as server:
        web(server, time=time, rate_per_s=0.1).get_json("x")
    assert time.now_s == pytest.approx(10.0)


# --- pages -----------------------------------------------------------------------------------------------------------


def page(number: int, href: object = None) -> dict:
    links = [{"rel": "self", "href": "x"}, "onzin", {"rel": "next", "href": href}]
    return {"number": number, "links": links}


def test_pages_follow_next_relative_and_absolute_until_there_is_none():
    with loopback({}) as server:
        server.script |= {
            "/a": json_reply(page(1, "b?cursor=1")),
            "/b": json_reply(page(2, f"{server.base}/c")),
            "/c": json_reply(page(3)),
        }
        assert [found["number"] for found in web(server).get_pages("a", {"limit": 1})] == [1, 2, 3]


@pytest.mark.parametrize("key", ["@odata.nextLink", "odata.nextLink"])
def test_pages_follow_the_next_link_of_odata(key):
    with loopback({"/a": json_reply({"n": 1, key: "b"}), "/b": json_reply({"n": 2})}) as server:
        assert [found["n"] for found in web(server).get_pages("a")] == [1, 2]


@pytest.mark.parametrize(
    "href", ["https://elders.nl/b", "//elders.nl/b", "http://127.0.0.1:1/b", "javascript:x", "http://["]
)
def test_pages_stop_where_next_is_on_another_server(href):
    with loopback({"/a": json_reply(page(1, href))}) as server, pytest.raises(SourceError, match="andere server"):
        list(web(server).get_pages("a"))
    assert server.paths() == ["/a"]


def test_pages_in_a_circle_end():
    circle = {"/a": json_reply(page(1, "b")), "/b": json_reply(page(2, "a"))}
    with loopback(circle) as server, pytest.raises(SourceError, match="steeds"):
        list(web(server).get_pages("a"))
    assert server.paths() == ["/a", "/b"]


# --- downloads -------------------------------------------------------------------------------------------------------

FILE = bytes(range(256)) * 2_000
TAGGED = {"ETag": '"v1"', "Last-Modified": "Wed, 01 Jan 2025 00:00:00 GMT"}


def test_download_writes_the_file_with_its_origin(tmp_path):
    seen: list[tuple[int, int | None]] = []
    with loopback({"/f": Reply(body=FILE, headers=TAGGED)}) as server:
        done = web(server).download("f", tmp_path / "map" / "f.bin", progress=lambda *now: seen.append(now))
    assert done.path.read_bytes() == FILE
    assert (done.bytes, done.sha256, done.asked) == (len(FILE), hashlib.sha256(FILE).hexdigest(), True)
    assert seen[-1] == (len(FILE), len(FILE))
    assert json.loads(origin_file(done.path).read_text())["url"] == f"{server.base}/f"
    assert done.last_modified.endswith("2025 00:00:00 GMT")
    assert sorted(path.name for path in done.path.parent.iterdir()) == ["f.bin", "f.bin.herkomst.json"]


def test_file_that_is_there_and_whole_is_not_fetched_again(tmp_path):
    with loopback({"/f": Reply(body=FILE)}) as server:
        client = web(server)
        client.download("f", tmp_path / "f")
        assert not client.download("f", tmp_path / "f").asked
        (tmp_path / "f").write_bytes(b"geknoeid")
        assert client.download("f", tmp_path / "f").asked
        assert client.download("f", tmp_path / "f", again=True).asked
    assert len(server.asked) == 3
    assert (tmp_path / "f").read_bytes() == FILE


def test_download_that_breaks_off_goes_on_where_it_stopped(tmp_path):
    whole = Reply(body=FILE, headers=TAGGED, ranges=True)
    cut = Reply(body=FILE, headers=TAGGED, ranges=True, cut=200_000)
    with loopback({"/f": [cut, whole]}) as server:
        web(server).download("f", tmp_path / "f")
    assert server.asked[1].headers["range"] == "bytes=200000-"
    assert server.asked[1].headers["if-range"] == '"v1"'
    assert (tmp_path / "f").read_bytes() == FILE


def test_half_of_an_earlier_call_is_used_and_a_file_that_changed_begins_anew(tmp_path):
    other = FILE[::-1]
    with loopback({"/f": Reply(body=FILE, headers=TAGGED, ranges=True, cut=200_000)}) as server:
        with pytest.raises(SourceUnreachable):
            web(server, attempts=1).download("f", tmp_path / "f")
        assert not (tmp_path / "f").exists()
        server.script["/f"] = Reply(body=other, headers={"ETag": '"v2"'}, ranges=True)
        web(server).download("f", tmp_path / "f")
    assert "range" in server.asked[1].headers
    assert (tmp_path / "f").read_bytes() == other


@pytest.mark.parametrize("tag", [{}, {"ETag": 'W/"zwak"'}])
def test_half_without_a_sure_mark_of_its_version_is_not_continued(tag, tmp_path):
    with loopback({"/f": [Reply(body=FILE, headers=tag, cut=9), Reply(body=FILE, headers=tag)]}) as server:
        web(server).download("f", tmp_path / "f")
    assert "range" not in server.asked[1].headers
    assert (tmp_path / "f").read_bytes() == FILE


def test_half_that_is_as_long_as_the_file_begins_anew(tmp_path):
    with loopback({"/f": Reply(body=FILE, headers=TAGGED, ranges=True)}) as server:
        (tmp_path / "f.part").write_bytes(b"x" * len(FILE))
        (tmp_path / "f.part.json").write_text(json.dumps({"url": f"{server.base}/f", "validator": '"v1"'}))
        web(server).download("f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == FILE


@pytest.mark.parametrize("facts", ["", "[]", "{}", '{"url": 3}', '{"url": "x", "validator": ["a"]}'])
def test_half_with_spoilt_facts_begins_anew(facts, tmp_path):
    with loopback({"/f": Reply(body=FILE, headers=TAGGED, ranges=True)}) as server:
        (tmp_path / "f.part").write_bytes(b"oud")
        (tmp_path / "f.part.json").write_text(facts)
        web(server).download("f", tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == FILE


def test_file_over_the_limit_is_not_fetched_and_the_old_one_stays(tmp_path):
    (tmp_path / "f").write_bytes(b"oud")
    with loopback({"/f": Reply(body=FILE)}) as server, pytest.raises(SourceError, match="meer dan"):
        web(server).download("f", tmp_path / "f", most_bytes=1_000)
    assert (tmp_path / "f").read_bytes() == b"oud"


def test_place_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "map").write_text("geen map")
    with loopback({"/f": Reply(body=FILE)}) as server, pytest.raises(SourceError, match="niet worden bewaard"):
        web(server).download("f", tmp_path / "map" / "f")


def test_full_disk_is_a_sentence_at_once_and_not_a_fault_of_the_service(tmp_path, monkeypatch):
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mapping.sources.http.download.os.fsync", full)
    with loopback({"/f": Reply(body=FILE)}) as server, pytest.raises(SourceError, match="schijf vol"):
        web(server).download("f", tmp_path / "f")
    assert len(server.asked) == 1


def test_no_sentence_holds_the_question(tmp_path: Path):
    with loopback({"/x": Reply(400)}) as server, pytest.raises(SourceError) as caught:
        web(server).get_json("x", {"q": "Geheimstraat 7"})
    assert "Geheim" not in str(caught.value)
