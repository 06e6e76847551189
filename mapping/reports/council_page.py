"""One A4 for a gemeenteraad about one scenario: the choice, the effect, the doubt. Made by typst, as a tagged PDF/UA.

Everything that is read enters typst as JSON data and is set as text: whatever a name holds, it stays text. Lists are cut
until all fits on one page, with how many more there are.
"""

from dataclasses import asdict, dataclass

from mapping.reports.one_page import FONT, cut, listed, on_one_page
from mapping.words import N_, _, number

LONGEST_LINE = 260
"""Characters of one sentence; a name of a megabyte is cut."""

LONGEST_LINK = 1500
"""Characters of an address that is printed; a longer one is a link without its text."""

ROUNDS = (8, 6, 4, 3, 2, 1)
"""Entries per list, tried from many to few until the page is one page."""


@dataclass(frozen=True)
class CouncilPage:
    """What stands on the page, all of it text in the language of the reader.

    parts: rows of (part, now, with the scenario, difference). numbers: (name, value, what it means). gainers, losers:
    (gebied and groep, what changes). link is empty where the scenario does not fit in one.
    """

    language: str
    name: str
    region: str
    changes: tuple[str, ...]
    headline: str
    parts: tuple[tuple[str, str, str, str], ...]
    numbers: tuple[tuple[str, str, str], ...]
    cost: str
    gainers: tuple[tuple[str, str], ...]
    losers: tuple[tuple[str, str], ...]
    doubt: tuple[str, ...]
    example: str
    sources: tuple[str, ...]
    link: str


WORDS = {
    "title": N_("Voor de raad: wat als?"),
    "choice": N_("Keuze"),
    "effect": N_("Effect"),
    "doubt": N_("Twijfel"),
    "part": N_("Deel van de vraag (mensen per jaar)"),
    "now": N_("Nu"),
    "then": N_("Met dit scenario"),
    "difference": N_("Verschil"),
    "rounded": N_("Nu, straks en verschil zijn elk apart afgerond."),
    "gainers": N_("Wie wordt er beter van"),
    "losers": N_("Waar plaatsen dunner worden"),
    "nobody": N_("Niemand, voor zover wij kunnen rekenen."),
    "sources": N_("Bronnen"),
    "link": N_("Zelf narekenen"),
    "link_here": N_("open dit scenario"),
    "footer": N_("Schattingen over groepen. Niet gebruiken voor besluiten over personen of adressen."),
}


def words() -> dict[str, str]:
    """Return the fixed words of the page in the language in use."""
    return {key: _(text) for key, text in WORDS.items()} | {"more": _("en {n} andere")}


def council_pdf(page: CouncilPage, fixed: dict[str, str], *, image: bool = False) -> bytes:
    """Return the page as PDF (or, for `image`, as PNG); `fixed` are `words()` of the language of the page.

    Speaks no language of its own, so that it can run where nobody set one. The same page gives the same text; raises
    RuntimeError where even the shortest lists do not fit, which the limits above prevent.
    """
    return on_one_page(TEMPLATE, [_content(page, fixed, most) for most in ROUNDS], image=image)


def _content(page: CouncilPage, fixed: dict[str, str], most: int) -> dict:
    """Return what the template reads, every list at most `most` long and every text of a length that fits."""
    longest = LONGEST_LINE if most > 1 else LONGEST_LINE // 2
    content = asdict(page) | {"words": fixed, "font": FONT}
    content["changes"] = [cut(text, longest) for text in listed(page.changes, most, fixed["more"])]
    for field in ("headline", "cost", "example"):
        content[field] = cut(getattr(page, field), 2 * longest)
    content["name"], content["region"] = cut(page.name, 90), cut(page.region, 60)
    content["parts"] = [[cut(cell, 60) for cell in row] for row in page.parts]
    content["numbers"] = [[cut(cell, 60) for cell in row] for row in page.numbers]
    content["doubt"] = [cut(text, longest) for text in page.doubt]
    content["sources"] = [cut(text, longest) for text in page.sources]
    for side in ("gainers", "losers"):
        rows = getattr(page, side)
        content[side] = [[cut(where, 70), cut(what, 90)] for where, what in rows[:most]]
        if len(rows) > most:
            content[side].append([fixed["more"].format(n=number(len(rows) - most)), ""])
    content["link_text"] = page.link if len(page.link) <= 120 else fixed["link_here"]
    content["link"] = page.link if len(page.link) <= LONGEST_LINK * 5 else ""
    return content


TEMPLATE = """
#let d = json(bytes(sys.inputs.data))
#let w = d.words
#set document(title: w.title + " " + d.name, author: "Zin in kaart")
#set text(font: d.font, lang: d.language, size: 10.5pt, hyphenate: true)
#set page(
  paper: "a4",
  margin: (x: 1.7cm, top: 1.4cm, bottom: 1.5cm),
  footer: text(size: 8pt, fill: rgb("#444444"))[#w.footer],
)
#set par(leading: 0.55em, spacing: 0.75em)
#set list(spacing: 0.55em, tight: true)
#show heading.where(level: 1): set text(size: 19pt)
#show heading.where(level: 2): set text(size: 13pt, fill: rgb("#3a2470"))
#show heading.where(level: 3): set text(size: 10.5pt)
#show heading: set block(above: 1em, below: 0.55em)
#show link: underline

= #w.title
#text(size: 12pt, weight: "bold", d.name) #h(0.6em) #text(d.region)

#if d.example != "" {
  block(fill: rgb("#fff3d6"), stroke: 0.6pt + rgb("#7a5200"), inset: 5pt, width: 100%, text(weight: "bold", d.example))
}

== #w.choice
#list(..d.changes.map(it => text(it)))

== #w.effect
#text(weight: "bold", d.headline)

#table(
  columns: (1fr, auto, auto, auto),
  align: (left, right, right, right),
  stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + rgb("#999999") }),
  inset: (x: 4pt, y: 3.2pt),
  table.header(
    text(weight: "bold", w.part), text(weight: "bold", w.now),
    text(weight: "bold", w.at("then")), text(weight: "bold", w.difference),
  ),
  ..d.parts.flatten().map(it => text(it))
)

#text(size: 8.5pt, w.rounded)

#grid(
  columns: (1fr,) * d.numbers.len(),
  column-gutter: 8pt,
  ..d.numbers.map(it => block(width: 100%, inset: 5pt, fill: rgb("#f1eef8"))[
    #text(size: 8.5pt, it.at(0)) \\
    #text(size: 13pt, weight: "bold", it.at(1)) \\
    #text(size: 8pt, it.at(2))
  ])
)

#if d.cost != "" { par(text(d.cost)) }

#let side(title, rows) = [
  === #title
  #if rows.len() == 0 { text(w.nobody) } else {
    list(..rows.map(it => [#text(it.at(0))#if it.at(1) != "" [: #text(it.at(1))]]))
  }
]
#grid(columns: (1fr, 1fr), column-gutter: 14pt, side(w.gainers, d.gainers), side(w.losers, d.losers))

== #w.doubt
#list(..d.doubt.map(it => text(it)))

#v(1fr)
#set text(size: 8pt)
#text(weight: "bold", w.sources): #d.sources.join(" ")
#if d.link != "" [#linebreak() #text(weight: "bold", w.link): #link(d.link, text(d.link_text))]
#context [#metadata(counter(page).final().first()) <pages>]
"""
"""The page in typst; `d` is the content, of which every text is set as it stands."""
