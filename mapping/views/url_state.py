"""Choices that stand in the URL as codes, so that a link means the same in both languages and for every reader.

Streamlit can bind a widget to the URL by itself, but then the words on the screen stand in the link: they change with
the language and with a better label. Here the session holds the choice, the URL is written after each run, and a value
in the URL that we did not write (a link, the back button) is taken over before the widget is drawn.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date as Date
from typing import TypeVar

import streamlit as st

from mapping.words import _, day, number

Value = TypeVar("Value")

WRITTEN = "_url_written"
"""Session key of what was last written to the URL, per parameter."""

GONE = "_url_gone"
"""Session key of the sentences about values in a link that are not there."""


CHOSEN = "_url_chosen"
"""Session key of the choices of this run in words, label → value: a file says which of them it was made with."""


def start_run() -> None:
    """Forget the sentences and the choices of the run before."""
    st.session_state[GONE] = []
    st.session_state[CHOSEN] = {}
    st.session_state.setdefault(WRITTEN, {})


def sentences() -> list[str]:
    """Return what a link asked for in vain, in sentences."""
    return st.session_state.get(GONE, [])


def chosen() -> tuple[tuple[str, str], ...]:
    """Return the choices that were drawn so far in this run, as (label, value) in words; one that is empty is left out."""
    return tuple((label, value) for label, value in st.session_state.get(CHOSEN, {}).items() if value)


def _note(label: str, value: str) -> None:
    st.session_state.setdefault(CHOSEN, {})[label] = value


def adopt(key: str, default: Value, read: Callable[[str], Value | None], *, label: str = "", refusal: str = "") -> None:
    """Take a value from the URL into the session where the URL says something that we did not write.

    `read` turns the text into a value, or None where it is not (or no longer) possible: that becomes a sentence with the
    `label` of the choice; `refusal` (with {label} and {value}) replaces the usual one.
    """
    asked = st.query_params.get(key)
    if asked is not None and asked != st.session_state[WRITTEN].get(key):
        value = read(asked)
        if value is None:
            sentence = refusal or _(
                "De link vraagt bij ‘{label}’ om ‘{value}’, maar dat is er niet (meer). U ziet de gewone keuze."
            )
            st.session_state[GONE].append(sentence.format(label=label or key, value=asked))
        else:
            st.session_state[key] = value
    # written each run: on another page Streamlit calls a widget with other options new, and would draw it empty
    st.session_state[key] = st.session_state.get(key, default)


def publish(key: str, value: Value, default: Value, text: str | None = None) -> None:
    """Write a value to the URL; a default leaves it, so that links stay short."""
    written = text if text is not None else str(value)
    if value == default:
        st.query_params.pop(key, None)
        st.session_state[WRITTEN].pop(key, None)
        return
    if st.query_params.get(key) != written:
        st.query_params[key] = written
    st.session_state[WRITTEN][key] = written


def select(
    label: str, names: Mapping[str, str], key: str, *, place=st, default: str | None = None, help: str | None = None
) -> str:
    """Draw a choice of one code with its names; what is no longer possible goes back to the default (the first)."""
    codes = list(names)
    first = codes[0] if default is None else default
    _adopt_code(label, names, key, first)
    value = place.selectbox(label, codes, key=key, format_func=lambda code: names.get(code, code), help=help)
    publish(key, value, first)
    _note(label, names[value])
    return value


def _adopt_code(label: str, names: Mapping[str, str], key: str, first: str) -> None:
    """Take one of a few codes over; a kept one that is not (or no longer) among them becomes the default."""
    adopt(key, first, lambda text: text if text in names else None, label=label)
    if st.session_state[key] not in names:
        st.session_state[key] = first


def segments(label: str, names: Mapping[str, str], key: str, *, place=st, default: str | None = None) -> str:
    """Draw a choice of one of a few codes, all in sight."""
    codes = list(names)
    first = codes[0] if default is None else default
    _adopt_code(label, names, key, first)
    value = place.segmented_control(label, codes, key=key, format_func=names.get, required=True)
    publish(key, value, first)
    _note(label, names[value])
    return value


def several(
    label: str, names: Mapping[str, str], key: str, *, place=st, default: Sequence[str] = ()
) -> tuple[str, ...]:
    """Draw a choice of any number of codes; in the URL they are joined with commas, `geen` for none."""
    none = "geen"

    def read(text: str) -> list[str] | None:
        asked = [] if text == none else text.split(",")
        return asked if all(code in names for code in asked) else None

    adopt(key, list(default), read, label=label)
    value = place.pills(label, list(names), selection_mode="multi", key=key, format_func=names.get)
    chosen = tuple(code for code in names if code in (value or ()))
    publish(key, chosen, tuple(default), ",".join(chosen) or none)
    _note(label, ", ".join(names[code] for code in chosen))
    return chosen


def many(
    label: str, names: Mapping[str, str], key: str, *, place=st, default: Sequence[str] = (), help: str | None = None
) -> tuple[str, ...]:
    """Draw a choice of any number out of a long list, with search; in the URL as `several` does it.

    What is no longer among the names is left out.
    """
    none = "geen"

    def read(text: str) -> list[str] | None:
        asked = [] if text == none else text.split(",")
        return asked if all(code in names for code in asked) else None

    adopt(key, list(default), read, label=label)
    st.session_state[key] = [code for code in st.session_state[key] if code in names]
    value = place.multiselect(
        label, list(names), key=key, format_func=lambda code: names.get(code, code), help=help, placeholder=_("Kies")
    )
    chosen = tuple(code for code in names if code in value)
    publish(key, chosen, tuple(code for code in names if code in default), ",".join(chosen) or none)
    _note(label, ", ".join(names[code] for code in chosen))
    return chosen


def switch(label: str, key: str, *, place=st, help: str | None = None) -> bool:
    """Draw a switch that is off by default."""
    adopt(key, False, lambda text: {"ja": True, "nee": False}.get(text), label=label)
    value = place.toggle(label, key=key, help=help)
    publish(key, value, False, "ja")
    _note(label, _("ja") if value else "")
    return value


def whole_number(
    label: str, key: str, *, least: int, most: int, default: int, place=st, help: str | None = None
) -> int:
    """Draw a slider over whole numbers."""

    def read(text: str) -> int | None:
        return int(text) if text.isdecimal() and least <= int(text) <= most else None

    refusal = _("De link vraagt bij ‘{label}’ om ‘{value}’. Kies een getal van {least} tot en met {most}.")
    limits = {"least": number(least), "most": number(most)}
    adopt(key, default, read, label=label, refusal=refusal.format(label="{label}", value="{value}", **limits))
    st.session_state[key] = min(max(st.session_state[key], least), most)
    value = place.slider(label, least, most, step=1, key=key, help=help)
    publish(key, value, default)
    _note(label, number(value))
    return value


def date(label: str, key: str, *, least: Date, most: Date, place=st, help: str | None = None) -> str:
    """Draw a choice of a day, empty at first; returns ISO text, empty where none was chosen.

    A day in a link that is none, or not from `least` up to and including `most`, is said with those limits.
    """

    def read(text: str) -> Date | None:
        try:
            asked = Date.fromisoformat(text)
        except ValueError:
            return None
        return asked if least <= asked <= most else None

    refusal = _("De link vraagt om de dag ‘{value}’. Kies een dag van {least} tot en met {most}.")
    limits = {"least": day(least.isoformat()), "most": day(most.isoformat())}
    adopt(key, None, read, refusal=refusal.format(value="{value}", **limits))
    value = place.date_input(label, None, key=key, min_value=least, max_value=most, format="DD-MM-YYYY", help=help)
    chosen = value.isoformat() if isinstance(value, Date) else ""
    publish(key, chosen, "")
    _note(label, day(chosen))
    return chosen
