"""Search an address from a page: what is asked of whom is said before, and who doubts chooses.

The page hands the search over, as views know no services: `search(text, chosen="", sheltered=False)` returns a Found.
"""

from collections.abc import Callable

import streamlit as st

from mapping.errors import MappingError
from mapping.model import Found, Geocoded, Precisie
from mapping.views.cached import Region, tables
from mapping.views.sources import plain
from mapping.words import N_, _, day

Search = Callable[..., Found]

PRECISIE_WORDS = {
    Precisie.EXACT: N_("precies dit adres"),
    Precisie.STRAAT: N_("deze straat, of dit deel ervan"),
    Precisie.PC4: N_("het midden van de postcode"),
    Precisie.WIJK: N_("alleen de wijk, geen punt"),
}
"""How exactly a place is known, as a user reads it."""

LONGEST_ADDRESS = 200


def draw(where: Region, *, key: str, search: Search, sheltered: bool = False) -> Geocoded | None:
    """Draw a search box and what was found; return the place that stands there now, None where there is none.

    `key` begins the session keys; `sheltered` is for a place that is known by wijk only. Nothing is asked before
    somebody presses the button. The place stays until another search, or until `forget`.
    """
    typed = st.text_input(_("Adres of postcode"), key=f"{key}_adres", max_chars=LONGEST_ADDRESS)
    st.caption(said_before(sheltered))
    if st.button(_("Zoek adres"), key=f"{key}_zoek", icon=":material/search:"):
        _keep(key, typed, sheltered, _ask(search, typed, sheltered=sheltered))
    found = _kept(key, typed, sheltered)
    if found is None:
        return None
    if found.candidates:
        found = _choose(key, found, search, typed, sheltered)
    if found.message:
        (st.info if found.place or found.candidates else st.warning)(plain(found.message))
    if found.place:
        _show(where, found.place)
    return found.place


def forget(key: str) -> None:
    """Forget what was searched, typed and found under a key; call it after saving, before the box is drawn."""
    for name in ("adres", "gevonden", "kandidaat"):
        st.session_state.pop(f"{key}_{name}", None)


def said_before(sheltered: bool) -> str:
    """Say who is asked what."""
    line = _("Wij vragen PDOK (Kadaster) naar dit adres. Een postcode van vier cijfers zoeken wij zelf op.")
    if sheltered:
        line += " " + _("Kwetsbare plek: wij bewaren alleen de wijk. Weet u de wijk, zoek het adres dan niet op.")
    return line


def _ask(search: Search, text: str, **options: object) -> Found:
    """Search, with a sign that something happens; a fault becomes a sentence."""
    try:
        with st.spinner(_("Zoeken…")):
            return search(text, **options)
    except MappingError as error:
        return Found(message=str(error))


def _keep(key: str, typed: str, sheltered: bool, found: Found) -> None:
    """Keep an answer with its question: another text or kind of place makes it old."""
    st.session_state[f"{key}_gevonden"] = (typed, sheltered, found)
    st.session_state.pop(f"{key}_kandidaat", None)


def _kept(key: str, typed: str, sheltered: bool) -> Found | None:
    """Return the answer to what stands in the box now."""
    kept = st.session_state.get(f"{key}_gevonden")
    return kept[2] if kept and kept[:2] == (typed, sheltered) else None


def _choose(key: str, found: Found, search: Search, typed: str, sheltered: bool) -> Found:
    """Let the user choose a candidate; what is chosen is looked up once."""
    names = {candidate.key: candidate.text for candidate in found.candidates}
    chosen = st.radio(
        plain(found.message),
        list(names),
        index=None,
        format_func=lambda code: plain(names[code]),
        key=f"{key}_kandidaat",
    )
    if chosen is None or not st.button(_("Neem dit adres"), key=f"{key}_neem", icon=":material/check:"):
        return Found(candidates=found.candidates)
    answer = _ask(search, typed, chosen=chosen, sheltered=sheltered)
    _keep(key, typed, sheltered, answer)
    st.rerun()  # the list to choose from goes


def _show(where: Region, place: Geocoded) -> None:
    """Say in words what was found, how exactly, where it lies and who says so."""
    gebied = tables(where)["gebied"]
    names = gebied.loc[gebied["gebiedcode"] == place.gebiedcode, "gebiednaam"]
    lines = [
        _("Gevonden: {text}.").format(text=place.text),
        _("Hoe precies: {precisie}.").format(precisie=_(PRECISIE_WORDS[place.precisie])),
    ]
    if place.gebiedcode:
        name = str(names.iloc[0]) if len(names) else place.gebiedcode
        lines.append(_("Gebied: {name} ({code}).").format(name=name, code=place.gebiedcode))
    st.success(plain(" ".join(lines)), icon=":material/location_on:")
    if place.note:
        st.warning(plain(place.note))
    st.caption(plain(_("Bron: {source}, {day}.").format(source=place.bron, day=day(place.peildatum))))
