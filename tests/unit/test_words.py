"""Numbers, dates and languages: as people here write them, and empty where nothing is known."""

import numpy as np
import pytest

from mapping import words
from mapping.words import LANGUAGES, _, day, language, ngettext, number, percent, use_language


@pytest.fixture(autouse=True)
def dutch_again():
    yield
    use_language("nl")


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (1240, 0, "1.240", "1,240"),
        (1_234_567, 0, "1.234.567", "1,234,567"),
        (999, 0, "999", "999"),
        (12.5, 1, "12,5", "12.5"),
        (3, 1, "3,0", "3.0"),
        (-1240.25, 2, "-1.240,25", "-1,240.25"),
        (0, 0, "0", "0"),
        (-0.2, 0, "0", "0"),
        (np.float64(1240), 0, "1.240", "1,240"),
    ],
)
def test_number_has_the_marks_of_its_language(value, decimals, dutch, english):
    assert number(value, decimals=decimals) == dutch
    use_language("en")
    assert number(value, decimals=decimals) == english


@pytest.mark.parametrize(
    ("share", "decimals", "dutch", "english"),
    [(0.125, 1, "12,5%", "12.5%"), (1, 0, "100%", "100%"), (0, 0, "0%", "0%"), (12, 0, "1.200%", "1,200%")],
)
def test_percent_follows_the_number(share, decimals, dutch, english):
    assert percent(share, decimals=decimals) == dutch
    use_language("en")
    assert percent(share, decimals=decimals) == english


@pytest.mark.parametrize("value", [None, float("nan"), np.nan])
def test_missing_number_is_an_empty_text_and_not_0(value):
    assert number(value) == percent(value) == ""


def test_day_is_written_as_people_say_it():
    assert day("2022-01-01") == "1-1-2022"
    use_language("en")
    assert day("2022-01-01") == "1 Jan 2022"


@pytest.mark.parametrize("value", [None, "", float("nan")])
def test_missing_day_is_an_empty_text(value):
    assert day(value) == ""


def test_day_that_is_none_raises():
    with pytest.raises(ValueError, match="isoformat"):
        day("1-1-2022")


def test_dutch_is_the_source_language_and_unknown_languages_are_refused():
    assert language() == LANGUAGES[0] == "nl"
    with pytest.raises(ValueError, match="'de'"):
        use_language("de")
    assert language() == "nl"
    use_language("en")
    assert language() == "en"


@pytest.mark.parametrize(("count", "form"), [(1, "week"), (1.0, "week"), (0, "weken"), (2, "weken"), (1.5, "weken")])
def test_only_one_is_singular(count, form):
    assert ngettext("week", "weken", count) == form


def test_message_that_is_not_translated_stays_as_it_is():
    use_language("en")
    assert _("Deze zin staat in geen enkele vertaling.") == "Deze zin staat in geen enkele vertaling."


def test_catalogue_of_a_language_is_used_with_its_plurals(tmp_path, monkeypatch):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    head += '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    body = 'msgid "Zin"\nmsgstr "Meaning"\n\nmsgid "week"\nmsgid_plural "weken"\n'
    body += 'msgstr[0] "week"\nmsgstr[1] "weeks"\n'
    (folder / "zin.po").write_text(head + body, encoding="utf-8")
    monkeypatch.setattr(words, "LOCALE_FOLDER", tmp_path)
    words._translations.cache_clear()
    try:
        assert _("Zin") == "Zin"
        use_language("en")
        assert (_("Zin"), ngettext("week", "weken", 2)) == ("Meaning", "weeks")
    finally:
        words._translations.cache_clear()
