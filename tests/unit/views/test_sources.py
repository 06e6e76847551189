"""`plain`: whatever a name holds, Markdown shows it as it stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.views.sources import WORD_JOINER, plain

ASCII_PUNCTUATION = r"!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
"""What a backslash turns into plain text (CommonMark 2.4)."""


def shown(markdown: str) -> str:
    """Return what a reader sees of a line in which every mark is escaped."""
    return re.sub(rf"\\([{ASCII_PUNCTUATION}])", r"\1", markdown)


@pytest.mark.parametrize(
    "text",
    [
        "*schuin* _ook_ **vet** __ook__ ~~weg~~",
        "`code` en ``` meer",
        "# kop",
        "- lijst",
        "+ lijst",
        "> citaat",
        "[link](voorbeeld.nl)",
        "![beeld](x.png)",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "${alert(1)} $x^2$ $$y$$",
        ":material/delete: :red[rood] :smile:",
        "a | b",
        "\\*",
        "&lt;b&gt; &copy; &#42;",
        "a\\",
    ],
)
def test_mark_is_escaped_wherever_it_stands(text):
    escaped = plain(text)
    assert shown(escaped) == text
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>#+\-!|$~:&]", escaped)


@pytest.mark.parametrize(("text", "escaped"), [("1. Noord", "1\\. Noord"), ("12) Noord", "12\\) Noord")])
def test_number_at_the_start_makes_no_list(text, escaped):
    assert plain(text) == escaped
    assert plain(f"Wijk {text}") == f"Wijk {text}"


@pytest.mark.parametrize("text", ["    vier spaties", "\tTab", "een\n\n    twee", "kop\n===", "een\r\n# twee"])
def test_white_space_makes_no_code_and_no_heading(text):
    assert plain(text) == " ".join(text.split()).replace("#", "\\#")


@pytest.mark.parametrize("text", ["", "Rotterdam e.o.", "'t Zand, Één huis (50%)", "12,5 km"])
def test_ordinary_text_stays_as_it_is(text):
    assert plain(text) == text


@pytest.mark.parametrize(
    "text", ["zie https://voorbeeld.nl/a", "HTTP://x.nl", "(www.voorbeeld.nl)", "a http://b.nl www.c.nl"]
)
def test_web_address_is_broken_so_that_it_becomes_no_link_and_reads_the_same(text):
    seen = shown(plain(text))
    assert not re.search(r"(?i)https?://|www\.", seen)
    assert seen.replace(WORD_JOINER, "") == text


def test_what_is_no_text_is_written():
    assert plain(12) == "12"


@given(st.text(alphabet=st.sampled_from("\\`*_{}[]<>#+-!|$~:&.)(1 a\n") | st.characters(codec="utf-8")))
def test_reader_sees_every_text_as_it_stands(text):
    assert shown(plain(text)) == " ".join(text.split())
