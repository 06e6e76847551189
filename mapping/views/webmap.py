"""The map of a region: outlines from a static file, coloured and labelled by what a page gives, and what was clicked.

A page hands over small dicts per gebiedcode; the browser has the outlines already. Everything stands in one
FeatureGroup that st_folium replaces when it changes, so that the map itself, and its zoom, stay. What comes from data
reaches the browser as JSON without a character that HTML, JavaScript or Jinja could act on, and the page through
textContent, so that a hostile name stays text.

A click gives `last_active_drawing`: streamlit-folium calls toGeoJSON() of the layer that was hit. A plain marker
answers with empty properties; ours have a `feature` with a code. Outlines answer without their geometry, which would
travel back with every later rerun, and each with the moment of the click, so that a second click on a gebied counts.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import folium
import streamlit as st
from branca.element import MacroElement
from folium.map import Layer
from folium.template import Template
from streamlit_folium import st_folium

from mapping.views.legend import PATTERNS, path_style
from mapping.views.palette import BACKGROUND, EDGE, INK, OTHER_POINT, PAPER, POINTS
from mapping.words import _, language

CANVAS_ABOVE = 800
"""More outlines than this are drawn on a canvas: faster, but without hatch or dots."""
MAX_ZOOM = 18
BASEMAP_URL = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png"
BASEMAP_SOURCE = "Kaartgegevens © Kadaster"

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees (WGS84)."""


@dataclass(frozen=True)
class MapClick:
    """What was clicked since the last run: a gebied, a point with its kind, or nothing."""

    gebiedcode: str | None = None
    point: str | None = None
    kind: str | None = None


def region_map(
    *,
    outlines_url: str,
    looks: Mapping[str, str],
    texts: Mapping[str, str],
    bounds: Bounds,
    key: str,
    alt: str,
    attribution: str,
    height: int = 520,
    selected: str | None = None,
    points: Sequence[Mapping[str, object]] = (),
    under_points: Sequence[Layer] = (),
    basemap: bool = False,
    on_click: Callable[[MapClick], None] | None = None,
) -> MapClick:
    """Draw the region and return what was clicked since the last run; a click is returned once.

    `looks` has a colour or an Absence per gebiedcode, `texts` the line under its name in the tooltip; a gebied without
    look is outlined only. `points` are dicts with id, x (longitude), y (latitude), label and kind; `under_points` are layers of
    a page's own between outlines and points. `alt` names the map
    for a screen reader. `on_click` is called before the rerun, so that the whole page can already know the choice. The
    map fits `bounds` when they change and otherwise keeps the zoom. `basemap` lets the browser ask PDOK for tiles.
    """
    group = folium.FeatureGroup(name="region", control=False)
    MapFrame(bounds=bounds, alt=alt, attribution=attribution, basemap=basemap).add_to(group)
    StaticOutlines(outlines_url, looks, texts, selected=selected, opacity=0.75 if basemap else 1).add_to(group)
    for layer in under_points:
        layer.add_to(group)
    StaticPoints(points).add_to(group)
    shown = {*looks, *(str(point["id"]) for point in points)}

    def keep_click() -> None:
        click = _read_click(st.session_state.get(key), shown)
        st.session_state[f"{key}:click"] = click
        if on_click is not None and click != MapClick():
            on_click(click)

    st_folium(
        empty_map(),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=group,
        on_change=keep_click,
    )
    return st.session_state.pop(f"{key}:click", MapClick())


def empty_map() -> folium.Map:
    """Return a map with nothing on it; the same for every region, as st_folium starts anew when it differs."""
    empty = folium.Map(tiles=None, zoom_control=False, attribution_control=False, zoom_snap=0.25)
    empty.options["maxZoom"] = MAX_ZOOM
    return empty


def _read_click(value: Mapping | None, shown: set[str]) -> MapClick:
    """Return the click in what the browser sent; what the map does not show was not clicked."""
    drawing = (value or {}).get("last_active_drawing") or {}
    properties = drawing.get("properties") or {}
    code, point = properties.get("gebiedcode"), properties.get("id")
    if isinstance(code, str) and code in shown:
        return MapClick(gebiedcode=code)
    if isinstance(point, str) and point in shown:
        return MapClick(point=point, kind=str(properties.get("kind")))
    return MapClick()


def script_json(value: object) -> str:
    """Return JSON that is inert inside a script, an HTML attribute, a template literal and a Jinja template.

    branca compiles a rendered script as a template once more, so that `{{ }}` in a name would run on the server;
    streamlit-folium rewrites `{{ 'x' }}`. Non-ASCII, U+2028 and U+2029 among it, is written as an escape by json.
    """
    text = json.dumps(value, separators=(",", ":"))
    text = re.sub(r"[<>&'`$]", lambda found: f"\\u{ord(found[0]):04x}", text)
    return re.sub(r"\{(?=[{%#])", r"\\u007b", text)  # in JSON itself an opening brace is never followed by these


class MapFrame(MacroElement):
    """What surrounds the figures: name, language, controls, attribution, basemap, and the part of the world in view.

    The wheel zooms only after a click and one finger scrolls the page, so that a map is no trap for who reads on.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        (() => {
            const given = {{ this.given }}, map = {{ this._parent._parent.get_name() }};
            const view = map.zinInKaart ||= {};
            const box = map.getContainer();
            document.documentElement.lang = given.language;
            if (window.frameElement) window.frameElement.title = given.alt;
            box.setAttribute("role", "region");
            box.setAttribute("aria-label", given.alt);
            const fit = () => {
                const [west, south, east, north] = view.bounds;
                view.fitting = true;
                map.fitBounds([[south, west], [north, east]], {animate: false, padding: [10, 10]});
                view.fitting = false;
            };
            const start = () => {
                const style = document.createElement("style");
                style.textContent = given.css;
                document.head.append(style);
                document.querySelectorAll("meta[content*='user-scalable=no']").forEach(meta => meta.remove());
                for (const [name, level] of given.panes) map.createPane(name).style.zIndex = level;
                L.control.zoom({zoomInTitle: given.zoom_in, zoomOutTitle: given.zoom_out}).addTo(map);
                L.control.scale({imperial: false}).addTo(map);
                view.source = L.control.attribution({prefix: false}).addTo(map);
                map.scrollWheelZoom.disable();
                map.on("focus", () => map.scrollWheelZoom.enable());
                map.on("blur", () => { map.scrollWheelZoom.disable(); box.classList.remove("zin-pointed"); });
                box.addEventListener("pointerdown", () => box.classList.add("zin-pointed"), true);
                if (L.Browser.mobile) map.dragging.disable();
                map.on("dragstart zoomstart", () => { view.moved ||= !view.fitting; });
                map.on("resize", () => { if (!view.moved) fit(); });
            };
            if (!view.source) start();
            if (view.bounds?.join() !== given.bounds.join()) {
                view.bounds = given.bounds;
                view.moved = false;
                fit();
            }
            view.source.getContainer().textContent = given.attribution;
            view.tiles ||= L.tileLayer(given.basemap_url, {maxZoom: given.max_zoom});
            given.basemap ? view.tiles.addTo(map) : view.tiles.remove();
        })();
        {% endmacro %}""")

    def __init__(self, *, bounds: Bounds, alt: str, attribution: str, basemap: bool) -> None:
        super().__init__()
        self._name = "MapFrame"
        given = {
            "bounds": [round(degrees, 5) for degrees in bounds],
            "alt": alt,
            "language": language(),
            "attribution": f"{attribution} · {BASEMAP_SOURCE}" if basemap else attribution,
            "basemap": basemap,
            "basemap_url": BASEMAP_URL,
            "max_zoom": MAX_ZOOM,
            "zoom_in": _("Inzoomen"),
            "zoom_out": _("Uitzoomen"),
            "panes": [["selected", 420], ["points", 450]],
            "css": FRAME_CSS,
        }
        self.given = script_json(given)


FRAME_CSS = f"""
body {{overflow: hidden; font-family: "Source Sans", "Source Sans Pro", system-ui, sans-serif}}
.leaflet-container {{background: {BACKGROUND}; font: inherit; font-size: 14px}}
.leaflet-container:focus-visible:not(.zin-pointed) {{outline: 3px solid {INK}; outline-offset: -3px}}
.leaflet-container.zin-pointed {{outline: none}}
.leaflet-tooltip {{white-space: normal; width: max-content; max-width: min(260px, 60vw); color: {INK}; font-size: 13px}}
.leaflet-tooltip b {{display: block}}
.leaflet-container .leaflet-control-attribution {{background: {PAPER}; color: {INK}; font-size: 12px}}
.zin-failed {{position: absolute; inset: 30% 10% auto; z-index: 1000; padding: 1em; background: {PAPER}; color: {INK};
    border: 1px solid {EDGE}; text-align: center}}
"""


class StaticOutlines(Layer):
    """Outlines fetched once by the browser from `url`, filled by look, with a tooltip and the chosen one on top.

    The GeoJSON at `url` comes from `mapping.views.assets.outlines_url`. Above CANVAS_ABOVE outlines they are drawn on a
    canvas, where hatch and dots become plain greys.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.featureGroup();
        (() => {
            const given = {{ this.given }}, group = {{ this.get_name() }};
            const kept = window.zinInKaart ||= {outlines: {}};
            const view = {{ this._parent._parent.get_name() }}.zinInKaart ||= {};
            const lookOf = new Map(given.looks.flatMap(([look, codes]) => codes.map(code => [code, look])));
            const textOf = new Map(given.texts);
            const bare = {fillOpacity: 0, weight: 0.8, color: given.edge};
            document.querySelectorAll("#zin-patterns, .zin-failed").forEach(earlier => earlier.remove());
            document.body.insertAdjacentHTML("beforeend", given.patterns);
            const describe = layer => {
                const box = document.createElement("span"), name = document.createElement("b");
                name.textContent = layer.feature.properties.gebiednaam;
                box.append(name, textOf.get(layer.feature.properties.gebiedcode) ?? "");
                return box;
            };
            let chosen = null;
            const choose = feature => {
                chosen?.remove();
                const still = {pane: "selected", interactive: false};
                const line = style => L.geoJSON(feature, {...still, style: {fill: false, ...style}});
                chosen = L.featureGroup(given.chosen.map(line)).addTo(group);
            };
            const draw = collection => {
                const canvas = collection.features.length > given.canvas_above;
                const styles = canvas ? given.plain : given.styles;
                if (canvas) view.canvas ||= L.canvas({padding: 0.3});  // one for all time: Leaflet never removes it
                const shapes = L.geoJSON(collection, {
                    ...(canvas && {renderer: view.canvas}),
                    style: feature => styles[lookOf.get(feature.properties.gebiedcode)] ?? bare,
                    onEachFeature: (feature, layer) => {
                        const gebiedcode = feature.properties.gebiedcode;
                        layer.toGeoJSON = () => (
                            {type: "Feature", properties: {gebiedcode, click: Date.now()}, geometry: null});
                    },
                });
                shapes.bindTooltip(describe, {sticky: true, opacity: 1});
                shapes.on("mouseover", event => event.layer.setStyle({weight: 2.5, color: given.ink}));
                shapes.on("mouseout", event => shapes.resetStyle(event.layer));
                shapes.on("click", event => choose(event.layer.feature));
                shapes.addTo(group);
                shapes.eachLayer(layer => { if (layer.options.dashArray) layer.bringToFront(); });
                const selected = collection.features.find(f => f.properties.gebiedcode === given.selected);
                if (selected) choose(selected);
            };
            const failed = () => {
                delete kept.outlines[given.url];
                const note = document.createElement("p");
                note.className = "zin-failed";
                note.setAttribute("role", "alert");
                note.textContent = given.failed;
                document.body.append(note);
            };
            const fetched = kept.outlines[given.url] ||= fetch(given.url).then(answer => {
                if (!answer.ok) throw new Error(answer.status);
                return answer.json();
            });
            fetched.then(draw, failed);
        })();
        {% endmacro %}""")

    def __init__(
        self,
        url: str,
        looks: Mapping[str, str],
        texts: Mapping[str, str],
        *,
        selected: str | None = None,
        opacity: float = 1,
    ) -> None:
        super().__init__(name="gebieden", overlay=True, control=False, show=True)
        self._name = "StaticOutlines"
        codes_per_look = defaultdict(list)
        for code, look in looks.items():
            codes_per_look[str(look)].append(code)
        given = {
            "url": url,
            "looks": list(codes_per_look.items()),
            "texts": list(texts.items()),
            "selected": selected,
            "styles": {look: path_style(look, opacity=opacity) for look in codes_per_look},
            "plain": {look: path_style(look, opacity=opacity, patterns=False) for look in codes_per_look},
            "chosen": [{"weight": 7, "color": PAPER}, {"weight": 3.5, "color": INK}],
            "patterns": PATTERNS,
            "edge": EDGE,
            "ink": INK,
            "canvas_above": CANVAS_ABOVE,
            "failed": _("De kaart kan niet worden getekend. De tabel op deze pagina geeft dezelfde cijfers."),
        }
        self.given = script_json(given)


class StaticPoints(Layer):
    """Points with a shape per kind, a tooltip, and names that stay the same, so that an unchanged map is not redrawn.

    Each point is a dict with id, x (longitude), y (latitude), label and kind; `feature` is what Leaflet's toGeoJSON()
    passes on for a marker that has one.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.featureGroup();
        (() => {
            const given = {{ this.given }}, group = {{ this.get_name() }};
            const corners = {
                square: r => [[-r, -r], [r, -r], [r, r], [-r, r]],
                diamond: r => [[0, -r - 1], [r + 1, 0], [0, r + 1], [-r - 1, 0]],
            };
            const Shape = L.CircleMarker.extend({
                _updatePath() {
                    const {x, y} = this._point, places = corners[this.options.shape](this._radius);
                    this._renderer._setPath(this, "M" + places.map(([a, b]) => `${x + a} ${y + b}`).join("L") + "Z");
                },
            });
            for (const [id, x, y, label, kind] of given.points) {
                const options = {pane: "points", radius: 6, weight: 2, fillOpacity: 1, ...given.kinds[kind]};
                const marker = new (options.shape in corners ? Shape : L.CircleMarker)([y, x], options);
                marker.feature = {type: "Feature", properties: {id, kind}};
                marker.on("click", () => { marker.feature.properties.click = Date.now(); });
                const name = document.createElement("span");
                name.textContent = label;
                marker.bindTooltip(name, {opacity: 1});
                marker.addTo(group);
            }
        })();
        {% endmacro %}""")

    def __init__(self, points: Sequence[Mapping[str, object]]) -> None:
        super().__init__(name="punten", overlay=True, control=False, show=True)
        self._name = "StaticPoints"
        looks = {str(point["kind"]): POINTS.get(str(point["kind"]), OTHER_POINT) for point in points}
        given = {
            "points": [
                [str(p["id"]), round(float(p["x"]), 5), round(float(p["y"]), 5), str(p["label"]), str(p["kind"])]
                for p in points
            ],
            "kinds": {
                kind: {"shape": look.shape, "fillColor": look.fill, "color": look.edge, "dashArray": look.dashes}
                for kind, look in looks.items()
            },
        }
        self.given = script_json(given)
