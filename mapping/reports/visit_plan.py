"""The outreach plan on paper: the visiting list in the order of the route, why each place, and the doubt. Tagged PDF/UA.

Made by typst, as the A4 of a scenario (one_page.py): all that is read enters as JSON data and is set as text. It takes
as many pages as it needs; the heads of tables return on each.
"""

import json
from dataclasses import asdict, dataclass

from mapping.reports.one_page import FONT, STANDARD, cut
from mapping.words import N_, _

LONGEST_CELL, LONGEST_TEXT = 160, 700
"""Characters of a cell and of a sentence; a name of a megabyte is cut."""

WORDS = {
    "title": N_("Bezoekplan"),
    "who": N_("Wie wij willen ontmoeten"),
    "route": N_("Bezoeklijst in volgorde van de route"),
    "why": N_("Waarom deze plaatsen"),
    "curve": N_("Wat één plaats meer toevoegt"),
    "second": N_("Het op een na beste plan"),
    "doubt": N_("Hoe zeker is dit?"),
    "sources": N_("Bronnen"),
    "link": N_("Dit plan in het dashboard"),
    "footer": N_("Schattingen over groepen. Niet gebruiken voor besluiten over personen of adressen."),
}


@dataclass(frozen=True)
class Sheet:
    """A table: its head and its rows, all of it text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class VisitPlan:
    """What stands on paper, all of it text in the language of the reader; a sheet without rows is left out."""

    language: str
    region: str
    groups: str
    headline: str
    total: str
    route: Sheet
    why: Sheet
    curve: Sheet
    second: str
    doubt: tuple[str, ...]
    example: str
    sources: tuple[str, ...]
    link: str


def words() -> dict[str, str]:
    """Return the fixed words of the paper in the language in use."""
    return {key: _(text) for key, text in WORDS.items()}


def visit_pdf(plan: VisitPlan, fixed: dict[str, str]) -> bytes:
    """Return the plan as PDF; `fixed` are `words()` of the language of the plan.

    Speaks no language of its own, so that it can run where nobody set one.
    """
    import typst  # 30 MB that only this paper needs: not at the start of the app

    inputs = {"data": json.dumps(_content(plan) | {"words": fixed, "font": FONT})}
    source = TEMPLATE.encode("utf-8")
    try:
        return typst.compile(source, format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD])
    except typst.TypstError:  # a sign that no font here can draw: still a tagged file, but not one that meets PDF/UA
        return typst.compile(source, format="pdf", sys_inputs=inputs)


def _content(plan: VisitPlan) -> dict:
    """Return what the template reads, every text of a length that fits and without invisible signs."""

    def cells(value: object) -> object:
        if isinstance(value, str):
            return cut(value, LONGEST_TEXT)
        return [[cut(cell, LONGEST_CELL) for cell in one] if isinstance(one, (list, tuple)) else cut(one, LONGEST_TEXT)
                for one in value]  # fmt: skip

    content = asdict(plan)
    for name, value in content.items():
        if isinstance(value, dict):
            content[name] = {"head": [cut(cell, 60) for cell in value["head"]], "rows": cells(value["rows"])}
        elif name not in ("link", "language"):
            content[name] = cells(value)
    return content


TEMPLATE = """
#let d = json(bytes(sys.inputs.data))
#let w = d.words
#set document(title: w.title + ", " + d.region, author: "Zin in kaart")
#set text(font: d.font, lang: d.language, size: 9.5pt, hyphenate: true)
#set page(
  paper: "a4",
  flipped: true,
  margin: (x: 1.4cm, top: 1.3cm, bottom: 1.4cm),
  footer: context grid(
    columns: (1fr, auto),
    text(size: 8pt, fill: rgb("#444444"), w.footer),
    text(size: 8pt, counter(page).display("1 / 1", both: true)),
  ),
)
#set par(leading: 0.5em, spacing: 0.7em)
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): set text(size: 12pt, fill: rgb("#3a2470"))
#show heading: set block(above: 1em, below: 0.5em)
#show link: underline

#let sheet(s, widths) = table(
  columns: widths,
  stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + rgb("#999999") }),
  inset: (x: 3pt, y: 3pt),
  align: left,
  table.header(..s.head.map(it => text(weight: "bold", size: 8.5pt, it))),
  ..s.rows.flatten().map(it => text(size: 8.5pt, it))
)

= #w.title
#text(size: 12pt, weight: "bold", d.region)

#if d.example != "" {
  block(fill: rgb("#fff3d6"), stroke: 0.6pt + rgb("#7a5200"), inset: 5pt, width: 100%, text(weight: "bold", d.example))
}

#text(weight: "bold", w.who + ": ")#text(d.groups)

#text(size: 11pt, weight: "bold", d.headline)

== #w.route
#sheet(d.route, (auto, 1.5fr, 1.5fr, 1fr, 1.6fr, 1.5fr, auto, auto))
#text(d.total)

== #w.why
#sheet(d.why, (auto, 1.5fr, auto, auto, auto, 2fr, 1fr, 1.2fr))

#if d.curve.rows.len() > 0 [
  == #w.curve
  #sheet(d.curve, (auto, auto, auto, auto))
]

== #w.second
#text(d.second)

== #w.doubt
#list(..d.doubt.map(it => text(it)))

#set text(size: 8pt)
#text(weight: "bold", w.sources + ": ")#text(d.sources.join(" "))
#if d.link != "" [#linebreak() #link(d.link, text(w.link))]
"""
"""The paper in typst; `d` is the content, of which every text is set as it stands."""
