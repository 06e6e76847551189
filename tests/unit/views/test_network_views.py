"""The drawing and the table of verbindingen: which way a line goes is seen, and a proposal is not called asked."""

import base64

import pytest

from mapping.analysis.network.nodes import nodes
from mapping.analysis.network.ties import ties
from mapping.store.contributions import origin_of
from mapping.views.legend import swatch
from mapping.views.network.page import LOOSE
from mapping.views.network.picture import Line, network_svg
from mapping.views.network.rows import tie_rows
from mapping.views.palette import POINTS
from mapping.views.webmap import StaticPoints
from tests.unit.analysis.network.network_region import region, tie


@pytest.mark.parametrize(("richting", "arrows"), [("heen", 1), ("beide", 2), ("onbekend", 0)])
def test_a_line_has_an_arrow_for_each_way_that_is_known(richting, arrows):
    spots = {"a": (0.0, 0.0), "b": (3.0, 0.0)}
    svg = network_svg(spots, (3, 1), [Line("a", "b", "verwijzing", 2, richting)], kinds={}, names={}, alt="x")
    nodes_drawn = 2  # of kinds that are not known: each a path too
    assert svg.count("<path") - nodes_drawn == arrows


def test_table_says_the_way_and_tells_a_proposal_from_what_was_asked():
    proposed = {"frequentie": "nooit", "bron": origin_of("b-bcdfghjk", "2026-03-01T10:00:00")}
    rows = (
        tie("i:koffie", "i:rouw", richting="beide"), tie("i:koffie", "i:praten", frequentie="nooit"),
        tie("i:rouw", "i:praten", **proposed),
    )  # fmt: skip
    tables = region(*rows)
    shown = tie_rows(ties(tables), nodes(tables))
    assert shown["Richting"].tolist() == ["↔ beide kanten op", "→ heen", "→ heen"]
    assert shown["Hoe vaak"].tolist() == ["ten minste elke maand", "nooit (gevraagd)", "voorgesteld, nog niet gevraagd"]


def test_who_stands_alone_has_a_look_of_its_own_on_the_map_and_in_the_legend():
    assert LOOSE in POINTS
    assert "stroke-dasharray" in base64.b64decode(swatch(LOOSE).split("base64,")[1].split('"')[0]).decode()
    assert POINTS[LOOSE].dashes in str(
        StaticPoints([{"id": "a", "x": 4.5, "y": 51.9, "label": "b", "kind": LOOSE}]).given
    )
