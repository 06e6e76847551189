"""Lines and rings on the map of a region: drawn in the browser from a small list, with a tooltip that is only text."""

import base64
from collections.abc import Mapping, Sequence
from html import escape

from folium.map import Layer
from folium.template import Template

from mapping.views.legend import HEIGHT, ITEM_STYLE, LIST_STYLE, WIDTH
from mapping.views.palette import EDGE, OTHER_POINT, PAPER
from mapping.views.webmap import script_json

LINE_LOOKS = {
    "verwijzing": ("#0b3c5d", ""),
    "overleg": ("#8a4b08", "8 5"),
    "samenwerking": ("#005f46", "2 5"),
}
"""Soort verbinding → colour and dashes: colour never stands alone."""

OTHER_LINE = (OTHER_POINT.fill, "")


class StaticLines(Layer):
    """Lines with a tooltip and names that stay the same, so that an unchanged map is not redrawn.

    Each line is a dict with x1, y1, x2, y2 (degrees), label, kind (of LINE_LOOKS) and width (px).
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.featureGroup();
        (() => {
            const given = {{ this.given }}, group = {{ this.get_name() }};
            for (const [x1, y1, x2, y2, label, kind, width] of given.lines) {
                const [colour, dashes] = given.kinds[kind], places = [[y1, x1], [y2, x2]];
                const under = {pane: "selected", interactive: false, color: given.paper, weight: width + 2, opacity: 0.8};
                L.polyline(places, under).addTo(group);
                const line = L.polyline(places, {pane: "selected", color: colour, weight: width, dashArray: dashes || null});
                const name = document.createElement("span");
                name.textContent = label;
                line.bindTooltip(name, {sticky: true, opacity: 1});
                line.addTo(group);
            }
        })();
        {% endmacro %}""")

    def __init__(self, lines: Sequence[Mapping[str, object]]) -> None:
        super().__init__(name="lijnen", overlay=True, control=False, show=True)
        self._name = "StaticLines"
        given = {
            "lines": [
                [*(round(float(line[at]), 5) for at in ("x1", "y1", "x2", "y2")), str(line["label"]), str(line["kind"]),
                 float(line["width"])]
                for line in lines
            ],
            "kinds": {str(line["kind"]): LINE_LOOKS.get(str(line["kind"]), OTHER_LINE) for line in lines},
            "paper": PAPER,
        }  # fmt: skip
        self.given = script_json(given)


class StaticRings(Layer):
    """Rings of dashes for what no line ends at, with a tooltip; names stay the same, so that an unchanged map is not redrawn.

    Each ring is a dict with x, y (degrees) and label.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.featureGroup();
        (() => {
            const given = {{ this.given }}, group = {{ this.get_name() }};
            for (const [x, y, label] of given.rings) {
                const look = {pane: "points", radius: 6, weight: 2, dashArray: "3 3", color: given.edge};
                const ring = L.circleMarker([y, x], {...look, fillColor: given.paper, fillOpacity: 1});
                const name = document.createElement("span");
                name.textContent = label;
                ring.bindTooltip(name, {opacity: 1});
                ring.addTo(group);
            }
        })();
        {% endmacro %}""")

    def __init__(self, rings: Sequence[Mapping[str, object]]) -> None:
        super().__init__(name="ringen", overlay=True, control=False, show=True)
        self._name = "StaticRings"
        spots = [[round(float(ring["x"]), 5), round(float(ring["y"]), 5), str(ring["label"])] for ring in rings]
        self.given = script_json({"rings": spots, "edge": EDGE, "paper": PAPER})


def ring_legend_html(label: str) -> str:
    """Return the entry of a ring in the legend; the picture is hidden from screen readers."""
    ring = f'<circle cx="15" cy="9" r="6" fill="{PAPER}" stroke="{EDGE}" stroke-width="2" stroke-dasharray="3 3"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{ring}</svg>'
    data = base64.b64encode(svg.encode()).decode()
    picture = f'<img src="data:image/svg+xml;base64,{data}" width="{WIDTH}" height="{HEIGHT}" alt="" style="flex:none">'
    item = f'<li style="{ITEM_STYLE}">{picture}<span>{escape(label)}</span></li>'
    return f'<ul aria-label="{escape(label)}" style="{LIST_STYLE}">{item}</ul>'
