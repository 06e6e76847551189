"""The legend: a real list, every label as text, and a look that is the same as on the map."""

import base64
import re
from xml.etree import ElementTree

import pytest

from mapping.views.legend import PATTERNS, legend_html, path_style, swatch
from mapping.views.palette import ABSENCE_LOOKS, GAP, NEED, POINTS, Absence, edge_on

HOSTILE = "<img src=x onerror=alert(1)> \"' & ${alert(1)}"


def parsed(html: str) -> ElementTree.Element:
    """Return the HTML as a tree; raises where it is not well formed."""
    return ElementTree.fromstring("<div>" + re.sub(r"(<img [^>]*)>", r"\1/>", html) + "</div>")


def picture(look: str) -> ElementTree.Element:
    """Return the drawing in a swatch; raises where it is no XML."""
    data = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', swatch(look)).group(1)
    return ElementTree.fromstring(base64.b64decode(data))


def test_legend_is_a_list_with_an_item_per_entry_and_a_name():
    html = legend_html([(NEED[0], "weinig"), (Absence.NUL.value, "0"), ("initiatief", "Initiatief")])
    (root,) = parsed(html)
    assert root.tag == "ul"
    assert root.get("aria-label") == "Legenda"
    assert [item.find("span").text for item in root.findall("li")] == ["weinig", "0", "Initiatief"]


def test_title_names_the_list():
    assert 'aria-label="Vraag"' in legend_html([], title="Vraag")
    assert ">Vraag</div>" in legend_html([], title="Vraag")


@pytest.mark.parametrize("html", [legend_html([(NEED[0], HOSTILE)]), legend_html([], title=HOSTILE)])
def test_label_and_title_are_text_whatever_they_hold(html):
    root = parsed(html)
    assert HOSTILE in [node.text for node in root.iter()]
    assert {node.tag for node in root.iter()} <= {"div", "ul", "li", "span", "img"}
    assert all(node.get("alt") == "" for node in root.iter("img"))


def test_look_cannot_break_out_of_its_swatch():
    assert picture('#"/><script>').tag.endswith("svg")


def test_every_look_has_a_swatch_of_its_own_and_hidden_from_screen_readers():
    looks = [*NEED, *GAP, *Absence, *POINTS, "iets anders"]
    swatches = [swatch(look) for look in looks]
    assert len(set(swatches)) == len(looks)
    assert all('alt=""' in html for html in swatches)
    assert all(len(picture(look)) for look in looks)


def test_four_absences_have_four_styles_on_the_map_with_and_without_patterns():
    for patterns in (True, False):
        styles = [tuple(sorted(path_style(absence, patterns=patterns).items())) for absence in Absence]
        assert len(set(styles)) == 4
        colours = {path_style(colour)["fillColor"] for colour in (*NEED, *GAP)}
        assert not colours & {path_style(absence, patterns=patterns)["fillColor"] for absence in Absence}


def test_pattern_that_a_style_names_is_defined():
    defined = set(re.findall(r'<pattern id="([^"]+)"', PATTERNS))
    named = {str(path_style(absence)["fillColor"]) for absence in Absence}
    of_absences = {text[5:-1] for text in named if text.startswith("url(#")}
    assert of_absences <= defined
    assert len(of_absences) == sum(look.pattern != "none" for look in ABSENCE_LOOKS.values())


@pytest.mark.parametrize("fill", [*NEED, *GAP])
def test_class_has_its_colour_and_an_edge_that_stands_out(fill):
    style = path_style(fill, opacity=0.8)
    assert (style["fillColor"], style["color"], style["fillOpacity"]) == (fill, edge_on(fill), 0.8)


def test_unknown_has_a_dotted_edge():
    assert "dashArray" in path_style(Absence.ONBEKEND)
    assert all("dashArray" not in path_style(look) for look in (NEED[0], Absence.NUL, Absence.VERBORGEN))
