"""The bar of five parts: widths by share, the same facts as text, and a sentence where there is nothing to divide."""

import base64
import re
from xml.etree import ElementTree

import pytest

from mapping.model import DELEN
from mapping.views import charts
from mapping.views.palette import SPLIT

PARTS = {"bediend": 10.0, "geen_plaats": 20.0, "uitgesloten": 30.0, "buiten_bereik": 39.5, "onbekend": 0.5}


@pytest.fixture
def drawn(monkeypatch) -> dict[str, list[str]]:
    """Collect what is drawn instead of drawing it."""
    found = {"html": [], "write": []}
    for name, texts in found.items():
        monkeypatch.setattr(charts.st, name, texts.append)
    return found


def pictures(html: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(base64.b64decode(data)) for data in re.findall(r"base64,([^\"]+)\"", html)]


def test_parts_are_those_of_the_gap_table_and_of_the_palette():
    assert set(charts.FIELDS) == set(DELEN)
    assert list(charts.FIELDS.values()) == list(SPLIT)
    assert {part.pattern for part in SPLIT.values()} == set(charts.MARKS)


def test_width_of_a_part_is_its_share(drawn):
    charts.split_bar(PARTS, title="Verlies")
    fills = {part.colour: name for name, field in charts.FIELDS.items() for part in [SPLIT[field]]}
    rects = [node for node in pictures(drawn["html"][0])[0].iter() if node.get("fill") in fills]
    widths = {fills[node.get("fill")]: float(node.get("width")) for node in rects}
    assert widths == pytest.approx({name: people * charts.BAR_WIDTH / 100 for name, people in PARTS.items()})
    assert float(rects[-1].get("x")) + float(rects[-1].get("width")) == pytest.approx(charts.BAR_WIDTH)


def test_text_beside_the_bar_and_for_screen_readers_says_the_same(drawn):
    charts.split_bar(PARTS, title="Verlies")
    (html,) = drawn["html"]
    alt = re.search(r'alt="([^"]+)"', html).group(1)
    assert alt == (
        "Verlies. Van elke 100 mensen die steun willen: Geen aanbod bekend in de buurt: 40; Mogen er niet heen: 30; "
        "Er is geen plaats: 20; Plaats niet bekend: minder dan 1; Krijgen plaats (ten minste): 10."
    )
    assert re.findall(r"<b>([^<]+)</b>", html) == ["40", "30", "20", "minder dan 1", "10"]


def test_part_of_nobody_is_said_to_be_0_and_not_drawn(drawn):
    charts.split_bar(dict.fromkeys(PARTS, 0.0) | {"bediend": 5.0}, title="Verlies")
    bar, *swatches = pictures(drawn["html"][0])
    assert len([node for node in bar.iter() if node.get("stroke-width") == "1" and node.tag.endswith("rect")]) == 1
    assert len(swatches) == 5
    assert re.findall(r"<b>([^<]+)</b>", drawn["html"][0]) == ["0", "0", "0", "0", "100"]


@pytest.mark.parametrize("people", [0.0, float("nan")])
def test_where_there_is_nothing_to_divide_a_sentence_stands(drawn, people):
    charts.split_bar(dict.fromkeys(PARTS, people), title="Verlies")
    assert drawn["html"] == []
    assert len(drawn["write"]) == 1


def test_title_cannot_break_out_of_its_text(drawn):
    charts.split_bar(PARTS, title='"><img src=x onerror=alert(1)>')
    closed = re.sub(r"(<img [^>]*)>", r"\1/>", drawn["html"][0])
    root = ElementTree.fromstring("<div>" + closed + "</div>")
    assert not any(node.get("onerror") for node in root.iter())
