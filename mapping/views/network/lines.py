"""Lines on the map of a region: drawn in the browser from a small list, with a tooltip that is only text."""

from collections.abc import Mapping, Sequence

from folium.map import Layer
from folium.template import Template

from mapping.views.palette import OTHER_POINT, PAPER
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
