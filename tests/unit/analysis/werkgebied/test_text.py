"""A werkgebied in words: what is understood, what is not and is said, and that nothing is guessed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.analysis.werkgebied.known_areas import KnownAreas
from mapping.analysis.werkgebied.parsed import RemarkKind
from mapping.analysis.werkgebied.text import MAX_TEXT, parse_werkgebied
from mapping.contract_columns import BUURTCODE, GEMEENTECODE, PC4, WIJKCODE
from mapping.model import Gebiedsoort, WerkgebiedStand

ROTTERDAM, SCHIEDAM, THOLEN = ("gemeente", "GM0599"), ("gemeente", "GM0606"), ("gemeente", "GM0716")
FEIJENOORD, CENTRUM = "WK059910", "WK060600"
KNOWN = KnownAreas(
    gemeenten={"GM0599": "Rotterdam", "GM0606": "Schiedam", "GM0716": "Tholen", "GM0542": "Krimpen aan den IJssel"},
    wijken={
        FEIJENOORD: "Feijenoord", "WK059915": "Charlois", CENTRUM: "Wijk 00 Centrum", "WK060601": "Wijk 01 Oost",
        "WK071600": "Tholen", "WK071601": "Centrum", "WK054200": "Krimpen aan den IJssel",
    },
    gemeente_of={
        FEIJENOORD: "GM0599", "WK059915": "GM0599", CENTRUM: "GM0606", "WK060601": "GM0606", "WK071600": "GM0716",
        "WK071601": "GM0716", "WK054200": "GM0542",
    },
    regio_of={
        "GM0599": "Rotterdam e.o.", "GM0606": "Rotterdam e.o.", "GM0542": "Rotterdam e.o.",
        "GM0716": "West-Brabant en Tholen",
    },
    home={
        **dict.fromkeys(("3071", "3072", "3073", "3074", "3075", "3079"), FEIJENOORD),
        **dict.fromkeys(("3081", "3082"), "WK059915"), "3111": CENTRUM, "3112": "WK060601", "4691": "WK071600",
        "2921": "WK054200",
    },
    former={"Spijkenisse": "Nissewaard", "Schiedam": "Iets anders"},
)  # fmt: skip
ZUID = ("3071", "3072", "3073", "3074", "3075", "3079")


def read(text: str):
    return parse_werkgebied(text, known=KNOWN)


def codes(text: str) -> tuple[str, ...]:
    parsed = read(text)
    assert parsed.unread == ()
    assert all(soort == Gebiedsoort.PC4 for soort, _code in parsed.rows)
    return tuple(code for _soort, code in parsed.rows)


@pytest.mark.parametrize(
    "text",
    [
        "alle postcodes die met 307 beginnen", "Postcodes beginnend met 307", "307x", "307*", "3071 t/m 3079", "3071-3079",
        "3071 – 3079", "3071—3079", "3071 tot en met 3079", "van 3071 T/M 3079", "3071, 3072, 3073, 3074, 3075 en 3079",
        "3071\n3072\n3073\n3074\n3075\n3079", "- 3071-3075\n- 3079",
    ],
)  # fmt: skip
def test_postcodes_are_read_in_each_way_that_people_write_them(text):
    assert codes(text) == ZUID


def test_range_and_beginning_give_only_postcodes_of_the_region():
    assert codes("3071-3079") == ZUID  # 3076, 3077 and 3078 are not there
    assert codes("die met 307 of 308 beginnen") == (*ZUID, "3081", "3082")


@pytest.mark.parametrize("text", ["3071AB", "3071 ab", "3071 AB"])
def test_of_six_signs_four_count_and_that_is_said(text):
    parsed = read(text)

    assert parsed.rows == (("pc4", "3071"),)
    assert [(remark.kind, remark.detail) for remark in parsed.remarks] == [(RemarkKind.FOUR_DIGITS, "3071")]


def test_small_words_after_a_postcode_are_no_letters_of_it():
    assert codes("3071 en 3072") == ("3071", "3072")
    assert codes("3071 EN 3072") == ("3071", "3072")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("heel Schiedam", {SCHIEDAM}),
        ("SCHIEDAM", {SCHIEDAM}),
        ("iedereen uit Schiedam.", {SCHIEDAM}),
        ("gemeente Rotterdam en Schiedam", {ROTTERDAM, SCHIEDAM}),
        ("gemeenten Rotterdam, Schiedam en Tholen", {ROTTERDAM, SCHIEDAM, THOLEN}),
        ("Rotterdam", {ROTTERDAM}),
        ("de regio Rotterdam e.o.", {("regio", "Rotterdam e.o.")}),
        ("regio Rotterdam", {("regio", "Rotterdam e.o.")}),
        ("West-Brabant en Tholen", {("regio", "West-Brabant en Tholen")}),
        ("heel Nederland", {("landelijk", "NL")}),
        ("landelijk", {("landelijk", "NL")}),
        ("Feijenoord en Charlois", {("wijk", FEIJENOORD), ("wijk", "WK059915")}),
        ("wijk Centrum (Schiedam)", {("wijk", CENTRUM)}),
        ("Centrum in Schiedam", {("wijk", CENTRUM)}),
        ("Wijk 00 Centrum", {("wijk", CENTRUM)}),
        ("wijk Tholen", {("wijk", "WK071600")}),
        ("gemeente Tholen", {THOLEN}),
        ("WK059910, gm0599; BU05991001", {("wijk", FEIJENOORD), ROTTERDAM, ("buurt", "BU05991001")}),
        ("heel Schiedam, 3071", {SCHIEDAM, ("pc4", "3071")}),
    ],
)
def test_names_and_codes_are_read(text, rows):
    parsed = read(text)

    assert set(parsed.rows) == rows
    assert parsed.stand == WerkgebiedStand.LIJST
    assert parsed.complete


def test_gemeente_of_one_wijk_of_the_same_name_is_the_same_place():
    assert read("Krimpen aan den IJssel").rows == (("gemeente", "GM0542"),)


@pytest.mark.parametrize("text", ["geen beperking", "Iedereen mag komen.", "iedereen", "alle postcodes", "onbeperkt"])
def test_no_restriction_is_a_stand_without_rows(text):
    parsed = read(text)

    assert (parsed.stand, parsed.rows, parsed.complete) == (WerkgebiedStand.GEEN_BEPERKING, (), True)


@pytest.mark.parametrize("text", ["", "  ", "?", "onbekend", "Nog navragen", "weet ik niet"])
def test_nobody_knows_is_unknown_and_nothing_is_unread(text):
    parsed = read(text)

    assert (parsed.stand, parsed.rows, parsed.unread, parsed.complete) == (WerkgebiedStand.ONBEKEND, (), (), False)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("3071-3O79", RemarkKind.STRANGE_POSTCODE, "3071-3O79"),
        ("3071 t/m 3O79", RemarkKind.STRANGE_POSTCODE, "3071 t/m 3O79"),
        ("3O71", RemarkKind.STRANGE_POSTCODE, "3O71"),
        ("30711", RemarkKind.STRANGE_POSTCODE, "30711"),
        ("0071", RemarkKind.STRANGE_POSTCODE, "0071"),
        ("3071-3075-3079", RemarkKind.STRANGE_POSTCODE, "3071-3075-3079"),
        ("1000-1100", RemarkKind.NO_SUCH_POSTCODE, "1000-1100"),
        ("Centrum", RemarkKind.AMBIGUOUS, "Centrum"),
        ("Tholen", RemarkKind.AMBIGUOUS, "Tholen"),
        ("Spijkenisse", RemarkKind.FORMER, "Spijkenisse"),
        ("Schiedam e.o.", RemarkKind.VAGUE, "Schiedam e.o."),
        ("Schiedam en omgeving", RemarkKind.VAGUE, "Schiedam en omgeving"),
        ("niet 3071", RemarkKind.UNREAD, "niet 3071"),
        ("niet Schiedam", RemarkKind.UNREAD, "niet Schiedam"),
        ("Rotterdam Zuid", RemarkKind.UNREAD, "Rotterdam Zuid"),
        ("Rotterdam-Zuid", RemarkKind.UNREAD, "Rotterdam-Zuid"),
        ("ten noorden van Rotterdam", RemarkKind.UNREAD, "ten noorden van Rotterdam"),
        ("een deel van 3072", RemarkKind.UNREAD, "een deel van 3072"),
        ("3071 Rotterdam", RemarkKind.UNREAD, "3071 Rotterdam"),
    ],
)
def test_what_is_not_sure_is_named_and_gives_no_rows(text, kind, value):
    parsed = read(text)

    assert parsed.rows == ()
    assert not parsed.complete
    assert parsed.unread == (" ".join(text.split()),)
    assert (kind, value) in [(remark.kind, remark.value) for remark in parsed.remarks]


def test_what_is_understood_stays_beside_what_is_not():
    parsed = read("een deel van 3072, 3071 en heel Schiedam")

    assert parsed.rows == (("pc4", "3071"), SCHIEDAM)
    assert parsed.unread == ("een deel van 3072",)
    assert not parsed.complete


def test_ambiguous_name_says_what_it_may_be():
    (remark,) = read("Centrum").remarks

    assert remark.detail == "wijk Wijk 00 Centrum (Schiedam), wijk Centrum (Tholen)"


def test_name_of_a_gemeente_that_is_gone_says_what_it_became_unless_it_is_still_a_name():
    assert read("Spijkenisse").remarks[0].detail == "Nissewaard"
    assert read("Schiedam").rows == (SCHIEDAM,)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("3079-3071", RemarkKind.REVERSED, "3079-3071"),
        ("3071-3073, 3073-3079", RemarkKind.DOUBLE, "3073"),
        ("3071, 3071", RemarkKind.DOUBLE, "3071"),
        ("heel Schiedam, 3111", RemarkKind.DOUBLE, "3111"),
        ("9999", RemarkKind.OUTSIDE, "9999"),
        ("3071-3078", RemarkKind.OUTSIDE, "3078"),
        ("GM1992", RemarkKind.OUTSIDE, "GM1992"),
    ],
)
def test_what_is_understood_but_looks_wrong_is_said(text, kind, value):
    parsed = read(text)

    assert parsed.complete
    assert (kind, value) in [(remark.kind, remark.value) for remark in parsed.remarks]


def test_reversed_range_is_read_as_it_was_meant_and_code_outside_the_region_stays():
    assert codes("3079-3071") == ZUID
    assert codes("9999, 3071") == ("3071", "9999")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("3071-3079 behalve 3075", [("pc4", code) for code in ZUID if code != "3075"]),
        ("3071-3079 m.u.v. 3072 en 3073", [("pc4", code) for code in ("3071", "3074", "3075", "3079")]),
        ("heel Schiedam, behalve 3111", [("pc4", "3112")]),
        ("Rotterdam behalve Charlois", [("wijk", FEIJENOORD)]),
        ("regio Rotterdam behalve Schiedam", [("gemeente", "GM0542"), ROTTERDAM]),
        ("3071 en heel Schiedam behalve 3111", [("pc4", "3071"), ("pc4", "3112")]),
    ],
)
def test_exclusion_writes_the_area_out_in_its_parts(text, rows):
    assert list(read(text).rows) == rows


@pytest.mark.parametrize(
    "text",
    [
        "3071-3079 behalve 3111", "Schiedam behalve de haven", "Schiedam behalve", "behalve 3071", "3071 behalve 3071",
        "heel Nederland behalve 3071", "Schiedam behalve Rotterdam",
    ],
)  # fmt: skip
def test_exclusion_that_is_not_understood_leaves_nothing_as_it_would_admit_who_is_refused(text):
    parsed = read(text)

    assert parsed.rows == ()
    assert parsed.unread == (text,)


def test_no_more_is_read_than_fits_and_that_is_said():
    parsed = read("3071, " * MAX_TEXT)

    assert parsed.rows == (("pc4", "3071"),)
    assert not parsed.complete


PIECES = st.sampled_from(
    [
        "3071", "3079", "3071-3079", "3079 t/m 3071", "3O71", "307", "met 307 beginnen", "heel", "gemeente", "Schiedam",
        "Rotterdam", "Centrum", "wijk", "regio", "Rotterdam e.o.", "e.o.", "behalve", "m.u.v.", "en", ",", ";", "\n", " ",
        "-", "–", "GM0599", "WK059910", "BU05991001", "(", ")", "Tholen", "landelijk", "onbekend", "?", "niet", "9999",
        "3071AB", "iedereen", "geen beperking", "*", "x", "West-Brabant en Tholen", "in",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES).map("".join))
FORMS = {"pc4": PC4, "wijk": WIJKCODE, "buurt": BUURTCODE, "gemeente": GEMEENTECODE, "landelijk": "NL"}


@given(TEXTS)
def test_any_text_is_read_without_an_error_and_gives_well_formed_codes(text):

    parsed = read(text)

    assert len(set(parsed.rows)) == len(parsed.rows)
    assert (parsed.stand == WerkgebiedStand.LIJST) == bool(parsed.rows)
    for soort, code in parsed.rows:
        assert code in KNOWN.regios if soort == "regio" else re.fullmatch(FORMS[soort], code)
    assert all(fragment for fragment in parsed.unread)
    assert bool(parsed.unread) <= bool(parsed.remarks)


@given(TEXTS)
def test_what_was_understood_reads_the_same_from_its_plainest_form(text):
    parsed = read(text)
    again = read(parsed.text)

    assert (again.stand, again.rows, again.unread) == (parsed.stand, parsed.rows, ())
