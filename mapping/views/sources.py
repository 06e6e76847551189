"""Under every page: where the figures come from, of which day, of which kind; and what they may not be used for."""

import re

import streamlit as st

from mapping.views.cached import Region, is_example, is_schematic, tables
from mapping.words import _, day


def mark_example(where: Region) -> None:
    """Say at the top of a page that its offer is invented, and its outlines schematic."""
    sentences = []
    if is_example(where):
        sentences.append(_("Voorbeeld: het aanbod op deze pagina is verzonnen."))
    if is_schematic(where):
        sentences.append(_("De omtrekken op de kaart zijn schematisch: geen echte grenzen."))
    if sentences:
        st.info(" ".join(sentences), icon=":material/info:")


def show(where: Region, *, kinds: tuple[str, ...] = ()) -> None:
    """Draw the sources line and the footer; `kinds` are the kinds of figure on the page, already in words."""
    loaded = tables(where)
    parts = []
    for name in ("gebied", "postcode_leeftijd", "postcode"):
        table = loaded[name]
        parts.append(f"{table['bron'].iloc[0]} ({day(table['peildatum'].min())})")
    if len(loaded["initiatief"]):
        offer = loaded["initiatief"]
        dated = _("aanbod: {bron} ({dag})")
        parts.append(dated.format(bron=offer["bron"].iloc[0], dag=day(offer["peildatum"].max())))
    meta = loaded["meta"].iloc[-1]
    st.divider()
    line = _("Bronnen en peildata: {sources}. CC BY 4.0. Bestand: {file}, versie {version}.").format(
        sources="; ".join(parts), file=where.name, version=int(meta["versie"])
    )
    if kinds:
        line += " " + _("Soort cijfers: {kinds}.").format(kinds=", ".join(kinds))
    st.caption(plain(line))
    st.caption(_("Schattingen over groepen. Niet gebruiken voor besluiten over personen of adressen."))


MARKDOWN_MARKS = "\\`*_{}[]<>#+-!|$~:&"

LIST_NUMBER = re.compile(r"^(\d{1,9})([.)])")
"""What begins a numbered list (CommonMark 5.2)."""


WEB_ADDRESS = re.compile(r"https?(?=://)|www(?=\.)", re.IGNORECASE)
"""What GitHub-flavoured Markdown makes a link of by itself, even where every mark is escaped."""

WORD_JOINER = "\u2060"
"""A sign that nobody sees; it breaks an address, so that a name in the data or in a link never becomes a link."""


def plain(text: str) -> str:
    """Return text that Markdown shows as it stands, whatever it holds; on one line, as an indent would make it code."""
    known = WEB_ADDRESS.sub(lambda found: found[0] + WORD_JOINER, " ".join(str(text).split()))
    line = "".join(f"\\{sign}" if sign in MARKDOWN_MARKS else sign for sign in known)
    return LIST_NUMBER.sub(r"\1\\\2", line)
