"""The evidence of a number: how it is calculated in words, from what, what kind of figure it is and where that came from.

Every block of figures opens it with one click; it is the answer to "how do you know?".
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from mapping.analysis.bewijs import Subject, subject_of
from mapping.views.bewijs import card
from mapping.views.cached import Question, Region, tables
from mapping.views.layout import current
from mapping.views.sources import plain
from mapping.words import _, day, number, percent

BASIS = ("gebied", "postcode_leeftijd", "aandeel", "initiatief")
"""The tables that nearly every figure rests on; each names its bron and peildatum."""


def show(
    where: Region,
    *,
    formula: str,
    inputs: Mapping[str, str],
    kind: str,
    label: str = "",
    basis: Sequence[str] = BASIS,
    sources: Sequence[str] = (),
    about: Subject | None = None,
) -> None:
    """Draw a closed box with the evidence of the figures above it.

    formula: in words, in the language in use. inputs: name → value, both as they are read. kind: gemeten, geschat, … in
    words, with the reason. label replaces "Hoe weten we dit?". basis: tables of the region whose bron is named;
    sources: other sources, written out. about: whose published evidence is listed (None: that of the groep that was
    chosen). All text may hold anything: it is shown as it stands.
    """
    how, what, sort, origin = _("Zo rekenen wij"), _("Waarmee"), _("Soort cijfer"), _("Bronnen")
    with st.expander(label or _("Hoe weten we dit?"), icon=":material/help:"):
        st.markdown(f"**{how}**: {plain(formula)}")
        lines = [f"- {plain(name)}: {plain(value)}" for name, value in inputs.items()]
        if lines:
            st.markdown(f"**{what}**\n" + "\n".join(lines))
        st.markdown(f"**{sort}**: {plain(kind)}")
        named = [f"- {plain(text)}" for text in (*_sources(where, basis), *sources)]
        if named:
            st.markdown(f"**{origin}**\n" + "\n".join(named))
        card.draw(where, subject_of(current()[1].groep) if about is None else about)


def _sources(where: Region, basis: Sequence[str]) -> list[str]:
    """Return each table's first bron with its oldest peildatum; a table without rows is left out."""
    loaded = tables(where)
    known = [(name, loaded[name]) for name in basis if name in loaded and len(loaded[name])]
    return [
        _("tabel {name}: {bron} (peildatum {dag})").format(
            name=name, bron=_bronnen(table["bron"].dropna().unique()), dag=day(table["peildatum"].min())
        )
        for name, table in known
    ]


def _bronnen(bronnen: Sequence[str]) -> str:
    """Name the first source of a table and how many more there are."""
    if not len(bronnen):
        return _("bron niet bekend")
    if len(bronnen) == 1:
        return str(bronnen[0])
    return _("{bron} en {n} andere").format(bron=bronnen[0], n=number(len(bronnen) - 1))


def question_inputs(where: Region, question: Question) -> dict[str, str]:
    """Return what the reader chose that changes the calculation, in words; for `inputs`."""
    words = {
        _("soort steun"): _("alleen geestelijk verzorger (niveau C)") if question.niveau == "C" else _("alle steun"),
        _("steunvraag"): percent(question.steunvraag) if question.steunvraag is not None else _("die van de gegevens"),
        _("plaats die niet bekend is"): _("geschat (aanname)") if question.assume_capacity else _("blijft onbekend"),
    }
    if question.group_size is not None:
        words[_("grootte van de groep")] = percent(question.group_size[1])
    if question.day:
        words[_("op de dag")] = day(question.day)
    if question.age_limit is not None:
        words[_("leeftijdsgrens")] = _("{n} jaar").format(n=number(question.age_limit))
    words[_("gegevens")] = _("{file}, versie {version}").format(
        file=where.name, version=number(int(tables(where)["meta"].iloc[-1]["versie"]))
    )
    return words
