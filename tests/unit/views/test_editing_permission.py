"""Who may change data: off by default, and only from the computer itself."""

import pytest

from mapping.views.editing_permission import closed_because, is_local

LOCAL = {"Host": "localhost:8501"}


@pytest.mark.parametrize("bound", ["localhost", "127.0.0.1", "::1"])
def test_server_that_listens_on_this_computer_only_is_local(bound):
    assert is_local(bound, LOCAL, None)
    assert is_local(bound, {}, None)


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8600", "[::1]:8501", "LOCALHOST:1"])
def test_request_of_this_computer_is_local_on_a_server_for_all(host):
    assert is_local("0.0.0.0", {"Host": host}, None)
    assert is_local(None, {"host": host}, "127.0.0.1")


@pytest.mark.parametrize(
    ("headers", "ip"),
    [
        ({"Host": "192.168.1.5:8501"}, "192.168.1.9"),
        ({"Host": "zin.example.org"}, None),
        ({"Host": "localhost:8501"}, "172.17.0.1"),
        ({"Host": "localhost.example.org"}, None),
        ({}, None),
    ],
)
def test_request_of_another_computer_is_not_local(headers, ip):
    assert not is_local(None, headers, ip)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "x-forwarded-host", "Forwarded", "X-Real-IP", "Via"])
def test_what_was_forwarded_is_never_local(header):
    assert not is_local("localhost", {**LOCAL, header: "127.0.0.1"}, None)


def test_name_of_another_site_that_leads_here_is_not_local():
    assert not is_local("localhost", {"Host": "kwaad.example.org:8501"}, None)


@pytest.mark.parametrize("value", ["", "0", "nee", "2"])
def test_editing_is_closed_unless_switched_on_and_the_sentence_says_how(monkeypatch, value):
    monkeypatch.setenv("MAPPING_BEWERKEN", value)

    assert "MAPPING_BEWERKEN=1 make run" in closed_because()
    assert "Windows" in closed_because()


def test_editing_is_open_where_it_was_switched_on(monkeypatch):
    monkeypatch.setenv("MAPPING_BEWERKEN", "1")
    monkeypatch.setattr("streamlit.get_option", lambda name: {"server.address": "localhost"}[name])

    assert closed_because() == ""


def test_editing_is_closed_on_a_server_for_all_even_where_it_was_switched_on(monkeypatch):
    monkeypatch.setenv("MAPPING_BEWERKEN", "1")
    monkeypatch.setattr("streamlit.get_option", lambda name: {"server.address": "0.0.0.0"}[name])

    assert "op de computer waarop dit programma draait" in closed_because()
