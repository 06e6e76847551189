"""One A4 of a verwijskaart: who to call for someone, what is just outside the rules, and of which day all that is."""

from dataclasses import dataclass

from mapping.reports.one_page import FONT, cut, on_one_page
from mapping.words import N_, _, number

ROUNDS = ((12, 8), (10, 6), (8, 6), (7, 4), (6, 3), (5, 2), (4, 2), (3, 1), (2, 1), (1, 0))
"""Entries to call and entries just outside, tried from many to few until the page is one page."""

LONGEST = 300
"""Characters of one paragraph; a name of a megabyte is cut."""

LONGEST_LINK = 300
"""Characters of an address that is printed; a longer one is a link without its text."""


@dataclass(frozen=True)
class Entry:
    """One initiatief on paper: its name, how to reach it, what is known of it, and what to ask or heed first."""

    name: str
    contact: str
    facts: str
    notes: str


@dataclass(frozen=True)
class ReferralPage:
    """What stands on the page, all of it text in the language of the reader.

    choices: (label, value). lead: who to call and why, or what to do where there is nobody. outside: (name, why not).
    """

    language: str
    subject: str
    choices: tuple[tuple[str, str], ...]
    lead: str
    entries: tuple[Entry, ...]
    outside: tuple[tuple[str, str], ...]
    advice: tuple[str, ...]
    example: str
    sources: tuple[str, ...]
    link: str


WORDS = {
    "title": N_("Verwijskaart"),
    "call": N_("Wie kunt u bellen?"),
    "outside": N_("Net buiten de regels"),
    "nobody": N_("Wij kennen hier geen aanbod dat past en deze mensen toelaat."),
    "none_outside": N_("Wij kennen niets dat er net buiten valt."),
    "advice": N_("Wat kunt u nu doen?"),
    "sources": N_("Bronnen"),
    "link": N_("Deze kaart op het scherm"),
    "link_here": N_("open deze verwijskaart"),
    "footer": N_("Schattingen over groepen. Niet gebruiken voor besluiten over personen of adressen."),
}


def words() -> dict[str, str]:
    """Return the fixed words of the page in the language in use."""
    return {key: _(text) for key, text in WORDS.items()} | {"more": _("en {n} andere; zie het scherm")}


def referral_pdf(page: ReferralPage, fixed: dict[str, str], *, image: bool = False) -> bytes:
    """Return the page as PDF (or, for `image`, as PNG); `fixed` are `words()` of the language of the page.

    Speaks no language of its own. What does not fit is left out and counted.
    """
    return on_one_page(TEMPLATE, [_content(page, fixed, *most) for most in ROUNDS], image=image)


def _content(page: ReferralPage, fixed: dict[str, str], calls: int, outside: int) -> dict:
    """Return what the template reads, with so many entries and every text of a length that fits."""
    longest = LONGEST if calls > 1 else LONGEST // 2
    return {
        "language": page.language,
        "font": FONT,
        "words": fixed,
        "subject": cut(page.subject, 160),
        "choices": [[cut(label, 40), cut(value, 80)] for label, value in page.choices],
        "lead": cut(page.lead, 2 * longest),
        "entries": [
            [cut(one.name, 90), cut(one.contact, longest), cut(one.facts, 2 * longest), cut(one.notes, longest)]
            for one in page.entries[:calls]
        ],
        "more_entries": _more(fixed, len(page.entries) - calls),
        "outside": [[cut(name, 90), cut(why, longest)] for name, why in page.outside[:outside]],
        "more_outside": _more(fixed, len(page.outside) - outside),
        "advice": [cut(text, longest) for text in page.advice],
        "example": cut(page.example, longest),
        "sources": [cut(text, longest) for text in page.sources],
        "link_text": page.link if len(page.link) <= LONGEST_LINK else fixed["link_here"],
        "link": page.link if page.link.startswith(("http://", "https://")) else "",
    }


def _more(fixed: dict[str, str], left: int) -> str:
    """Say how many entries the page leaves out; empty for none."""
    return fixed["more"].format(n=number(left)) if left > 0 else ""


TEMPLATE = """
#let d = json(bytes(sys.inputs.data))
#let w = d.words
#set document(title: w.title + ": " + d.subject, author: "Zin in kaart")
#set text(font: d.font, lang: d.language, size: 9.5pt, hyphenate: true)
#set page(
  paper: "a4",
  margin: (x: 1.6cm, top: 1.3cm, bottom: 1.4cm),
  footer: text(size: 8pt, fill: rgb("#444444"))[#w.footer],
)
#set par(leading: 0.5em, spacing: 0.6em)
#set list(spacing: 0.5em, tight: true)
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): set text(size: 12.5pt, fill: rgb("#3a2470"))
#show heading.where(level: 3): set text(size: 10.5pt)
#show heading: set block(above: 0.9em, below: 0.45em)
#show link: underline

= #w.title
#text(size: 12pt, weight: "bold", d.subject)

#if d.example != "" {
  block(fill: rgb("#fff3d6"), stroke: 0.6pt + rgb("#7a5200"), inset: 4pt, width: 100%, text(weight: "bold", d.example))
}
#text(size: 8.5pt, d.choices.map(it => it.at(0) + ": " + it.at(1)).join("  ·  "))

== #w.call
#if d.lead != "" { block(fill: rgb("#f1eef8"), inset: 5pt, width: 100%, text(d.lead)) }
#if d.entries.len() == 0 [#text(weight: "bold", w.nobody)]
#for it in d.entries [
  === #it.at(0)
  #text(weight: "bold", it.at(1)) #linebreak() #text(it.at(2))
  #if it.at(3) != "" [#linebreak() #emph(text(it.at(3)))]
]
#if d.more_entries != "" { par(text(weight: "bold", d.more_entries)) }

== #w.outside
#if d.outside.len() == 0 and d.more_outside == "" { text(w.none_outside) } else {
  list(..d.outside.map(it => [#text(weight: "bold", it.at(0)): #text(it.at(1))]))
}
#if d.more_outside != "" { par(text(d.more_outside)) }

#if d.advice.len() > 0 [
  == #w.advice
  #list(..d.advice.map(it => text(it)))
]

#v(1fr)
#set text(size: 8pt)
#text(weight: "bold", w.sources): #d.sources.join(" ")
#if d.link != "" [#linebreak() #text(weight: "bold", w.link): #link(d.link, text(d.link_text))]
#context [#metadata(counter(page).final().first()) <pages>]
"""
"""The page in typst; `d` is the content, of which every text is set as it stands."""
