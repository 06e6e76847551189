"""The screen in the room: before the redactie only kind and gebied; the link and QR code; what is closed."""

import pandas as pd
import pytest

from mapping.contract import typed
from mapping.contracts_bijdrage import BIJDRAGE
from mapping.views.bijdrage.room import LINES, colour_of, points_of, room_rows, said
from mapping.views.bijdrage.share import form_address, only_here, qr_html
from mapping.views.bijdrage.words import names_in
from mapping.views.palette import NEED
from tests.unit.store.contributed import ELSE, MISSING, PAIR, STOPPED, whole
from tests.unit.store.region import small_tables

SECRET = "<b>Geheim</b>"


@pytest.fixture(scope="module")
def names():
    return names_in(small_tables())


def queue(*rows):
    table = pd.DataFrame(rows, columns=list(BIJDRAGE.columns), dtype=object)
    return typed(table, BIJDRAGE, file="")[0]


def test_what_somebody_typed_or_chose_is_hidden_until_the_redactie_takes_it_over(names):
    words = {"naam": SECRET, "adres": SECRET, "toelichting": SECRET}
    waiting = [whole(row, bijdrage=f"b-{at}", **words) for at, row in enumerate((MISSING, STOPPED, ELSE, PAIR))]

    shown = room_rows(queue(*waiting), names)

    text = shown.to_csv()
    assert "Geheim" not in text
    assert not any(name in text for name in (*names["initiatief"].values(), *names["organisatie"].values()))
    assert set(shown["Naam"]) == {"wacht op de redactie"}
    taken = room_rows(queue(whole(MISSING, stand="aanvaard", **words)), names)
    assert taken["Naam"].tolist() == [SECRET]


def test_newest_stand_first_and_no_more_than_a_room_reads(names):
    rows = [whole(STOPPED, bijdrage=f"b-{at}", stand="aanvaard") for at in range(LINES + 3)]
    rows.append(whole({**MISSING, "naam": "Laatste"}, bijdrage="b-laatste", stand="aanvaard"))

    shown = room_rows(queue(*rows), names)

    assert len(shown) == LINES
    assert shown["Naam"].iloc[0] == "Laatste"


def test_points_are_of_what_was_taken_over_and_never_of_shelter(names):
    at = {"x": 92_000.0, "y": 437_000.0}
    rows = queue(
        whole(MISSING, bijdrage="b-nieuw", **at),
        whole(MISSING, bijdrage="b-mag", stand="aanvaard", **at),
        whole(MISSING, bijdrage="b-zonder", stand="aanvaard"),
        whole(MISSING, bijdrage="b-opvang", stand="aanvaard", type="opvang", **at),
    )

    assert [point["id"] for point in points_of(rows, names)] == ["b-mag"]


def test_colour_goes_up_with_the_count():
    assert [colour_of(count) for count in (1, 2, 3, 4, 99)] == [NEED[1], NEED[2], NEED[2], NEED[3], NEED[3]]


def test_count_is_said_politely():
    assert 'aria-live="polite"' in said(3)
    assert "3 bijdragen binnen" in said(3)


@pytest.mark.parametrize(
    ("setting", "seen_at", "address", "here"),
    [
        ("", "http://localhost:8501/bijdragen?weergave=zaal", "http://localhost:8501/bijdragen", True),
        ("", "http://192.168.1.20:8501/", "http://192.168.1.20:8501/bijdragen", False),
        ("", "https://zin.voorbeeld.nl/kaart/bijdragen", "https://zin.voorbeeld.nl/kaart/bijdragen", False),
        ("http://10.0.0.7:8600/", "http://localhost:8501/bijdragen", "http://10.0.0.7:8600/bijdragen", False),
        ("javascript:alert(1)", None, "http://localhost:8501/bijdragen", True),
        ("", "http://[::1]:8501/bijdragen", "http://[::1]:8501/bijdragen", True),
    ],
)
def test_address_is_that_of_the_owner_else_where_the_page_was_opened(monkeypatch, setting, seen_at, address, here):
    monkeypatch.setenv("MAPPING_BIJDRAGEN_ADRES", setting)

    assert form_address(seen_at) == address
    assert only_here(address) == here


def test_qr_code_is_a_picture_in_the_page_with_words():
    html = qr_html('http://host/"><script>')

    assert html.startswith('<img src="data:image/svg+xml')
    assert "<script" not in html
    assert 'src="http' not in html
    assert 'alt="QR-code naar http://host/' in html
