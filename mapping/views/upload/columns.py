"""Choose what is in a file: which kind it is, what each column is, and what holds for all rows."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from mapping.reports.record_words import label_of
from mapping.store.scenarios import state_folder
from mapping.views.sources import plain
from mapping.views.upload.tools import Tools
from mapping.words import _, ngettext, number

FILE_NAME = "kolommen.json"

LONGEST_SHOWN = 60
"""Signs of a header or a cell that are shown beside a choice."""


LONGEST_BRON = 200
"""Signs of a bron: a document with its section."""


@dataclass(frozen=True)
class Chosen:
    """What the user chose: the kind of file, header → target (empty: left out), target → value for all rows, and
    whether the file is the whole list."""

    profile: str
    matches: tuple[tuple[str, str], ...]
    fills: tuple[tuple[str, str], ...]
    whole: bool


def memory() -> Path:
    """Return the file in which the choices of columns are remembered for this user."""
    return state_folder() / FILE_NAME


def draw(tools: Tools, cells: pd.DataFrame, *, key: str) -> Chosen | None:
    """Draw the choices; None where two columns are the same thing, which is said."""
    headers = [str(name) for name in cells.columns if name != "geometry"]
    profiles = tools.profiles()
    fitting = tools.propose_profile(headers)
    order = [*fitting, *(name for name in profiles if name not in fitting)]
    name = st.selectbox(
        _("Waar gaat dit bestand over?"), order, format_func=lambda code: _(profiles[code].label), key=f"toevoegen-soort-{key}",
        help=_("Wij kiezen wat het best bij de kolommen past. Klopt het niet, kies dan zelf."),
    )  # fmt: skip
    profile = profiles[name]
    matches = _matches(tools, cells, headers, profile, f"{key}-{name}")
    doubles = {target for target in matches.values() if target and list(matches.values()).count(target) > 1}
    if doubles:
        st.error(
            plain(_("Deze kolom is twee keer gekozen: {names}. Kies er één.").format(names=", ".join(sorted(doubles))))
        )
        return None
    fills = _fills(tools, profile, matches, f"{key}-{name}")
    whole = profile.whole and st.toggle(
        _("Dit bestand is de hele lijst"), key=f"toevoegen-heel-{key}-{name}",
        help=_("Dan gaat weg wat er niet in staat, en maakt een lege cel leeg wat er stond. Anders blijft dat zoals het is."),
    )  # fmt: skip
    return Chosen(name, tuple(matches.items()), tuple(fills.items()), bool(whole))


def _matches(tools: Tools, cells: pd.DataFrame, headers: list[str], profile, key: str) -> dict[str, str]:
    """Draw a choice per column with what is proposed; return header → target."""
    proposals = tools.propose(headers, profile, remembered=tools.recall(memory(), headers, profile.name))
    known = sum(bool(proposal.target) for proposal in proposals)
    text = ngettext("Wij herkennen {n} van de {all} kolom.", "Wij herkennen {n} van de {all} kolommen.", len(headers))
    st.write(text.format(n=number(known), all=number(len(headers))))
    options = ["", *profile.targets]
    matches = {}
    sure = all(proposal.how.name in ("SAME", "REMEMBERED", "OURS") for proposal in proposals)
    with st.expander(_("Bekijk en verander de kolommen"), expanded=not sure):
        for place, proposal in enumerate(proposals):
            left, right = st.columns([2, 3], vertical_alignment="center")
            how = ", " + _("herkend: {how}").format(how=_(proposal.how.value)) if proposal.how.value else ""
            left.markdown(f"**{plain(_short(proposal.header))}**  \n{plain(_first_cell(cells[proposal.header]) + how)}")
            matches[proposal.header] = right.selectbox(
                _("Wat is ‘{header}’?").format(header=_short(proposal.header)),
                options,
                index=options.index(proposal.target),
                format_func=lambda target: _called(profile.table, target) if target else _("niet overnemen"),
                key=f"toevoegen-kolom-{key}-{place}",
                label_visibility="collapsed",
            )
    unused = [header for header, target in matches.items() if not target]
    ours = [proposal.header for proposal in proposals if proposal.how.name == "OURS"]
    unused = [header for header in unused if header not in ours]
    if unused:
        names = ", ".join(f"‘{_short(header)}’" for header in unused)
        st.warning(plain(_("Deze kolommen nemen wij niet over: {names}.").format(names=names)), icon=":material/block:")
    return matches


def _called(table: str, target: str) -> str:
    """Return the words for a target, with the name of its column where that is another word."""
    label = label_of(table, target)
    return label if label == target else f"{label} ({target})"


def _short(text: str) -> str:
    """Return text on one line, cut to what fits beside a choice."""
    line = " ".join(str(text).split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"


def _first_cell(values: pd.Series) -> str:
    """Return the first cell of a column that says something."""
    filled = values.dropna()
    return _("bijvoorbeeld: {cell}").format(cell=_short(filled.iloc[0])) if len(filled) else _("(leeg)")


def _fills(tools: Tools, profile, matches: dict[str, str], key: str) -> dict[str, str]:
    """Draw a choice for each column that new rows need and the file lacks; return target → value."""
    fills = dict(tools.harmless(profile))
    asked = tools.needed(profile, matches) if profile.adds else [
        each for each in tools.needed(profile, matches) if each.target in ("bron", "peildatum")
    ]  # fmt: skip
    origin = [target for target in ("bron", "peildatum") if target in matches.values()]
    if asked or origin:
        st.subheader(_("Wat geldt voor alle rijen?"))
        st.caption(
            _("Dit geldt waar uw bestand niets zegt. Wat wij voorstellen is een aanname: kies gerust iets anders.")
        )
    for each in asked:
        value = _one_fill(each, profile.table, key)
        if value:
            fills[each.target] = value
    for target in origin:  # a file with these columns may have empty cells in them
        fills[target] = date.today().isoformat() if target == "peildatum" else _("opgave in een bestand")
    return fills


def _one_fill(each, table: str, key: str) -> str:
    """Draw one choice; empty where nothing is chosen yet."""
    name = f"toevoegen-alles-{key}-{each.target}"
    if each.is_day:
        label = _("Peildatum: de dag die de rijen beschrijven")
        return (st.date_input(label, max_value="today", format="DD-MM-YYYY", key=name) or date.today()).isoformat()
    if not each.allowed:
        label = _("Bron: waar komen deze gegevens vandaan?")
        return st.text_input(label, value=_("opgave in een bestand"), max_chars=LONGEST_BRON, key=name).strip()
    options = ["", *each.allowed]
    return st.selectbox(
        label_of(table, each.target),
        options,
        index=options.index(each.suggested),
        format_func=lambda value: value or _("kies"),
        key=name,
    )
