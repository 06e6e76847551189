"""Take codes over from a package for qualitative research: choose a file, read the report, then the button."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from mapping.analysis.gesprek.counts import ONBEKEND
from mapping.analysis.gesprek.taken import counted_codes, filled_columns
from mapping.errors import TableError
from mapping.store.difference import difference
from mapping.store.draft import edited
from mapping.views import cached, editing, tables, versions_rows
from mapping.views.cached import Region
from mapping.views.gesprek.words import CROSSED, SORT_WORDS, code_names
from mapping.views.sources import plain
from mapping.views.upload import findings
from mapping.words import _, ngettext, number

ENDINGS = ["csv", "tsv", "txt", "xlsx"]
MOST_NAMES = 12
CODERS = ("codeur-1", "codeur-2", "codeur-3")


@dataclass(frozen=True)
class Tools:
    """What the page hands over from outside the views: reading a file, reading its codes, the lists."""

    read: Callable[[bytes, str], Any]
    codes: Callable[..., Any]
    lists: Callable[[], Any]


def draw(where: Region, tools: Tools) -> None:
    """Draw the whole block, closed until someone opens it."""
    st.header(_("Codes uit een codeerprogramma"))
    with st.expander(_("Een export van ATLAS.ti, MAXQDA of NVivo toevoegen"), icon=":material/upload_file:"):
        st.write(
            _(
                "Kies een CSV of Excel met een kolom voor het document, de code en het citaat, en als u wilt wie codeerde. Namen "
                "van codeurs bewaren wij niet. U ziet eerst wat klopt; er wordt niets opgeslagen voor de laatste knop."
            )
        )
        may_write = editing.draw_gate(where)
        given = st.file_uploader(_("Export met codes"), type=ENDINGS, key="gesprek-export")
        coder = st.selectbox(_("Wie codeerde, als het er niet bij staat?"), CODERS, key="gesprek-codeur")
        if given is not None:
            _report(where, tools, given, coder, may_write=may_write)


def _report(where: Region, tools: Tools, given, coder: str, *, may_write: bool) -> None:
    """Read the file and draw what is right, what is wrong and what would change."""
    try:
        uploaded = tools.read(given.getvalue(), given.name)
    except TableError as error:
        st.error(_("Dit bestand is niet gelezen. Er is niets overgenomen."))
        findings.listed(error.findings)
        return
    name = next((name for name, cells in uploaded.tables.items() if len(cells)), None)
    if name is None:
        st.warning(_("Er staan geen rijen in om over te nemen."))
        return
    now = cached.tables(where)
    lists = tools.lists()
    known = {soort: _codes_to_know(soort, now, lists) for soort in CROSSED}
    found = tools.codes(
        uploaded.tables[name], known, list(now["gesprek"]["gesprek"].dropna()), file=given.name,
        first_row=uploaded.first_rows[name], coder=coder,
    )  # fmt: skip
    good, wrong = st.columns(2)
    good.metric(_("Codes die kloppen"), number(len(found.rows)))
    wrong.metric(_("Cellen die niet kloppen"), number(len(found.findings)))
    _recognised(now, found)
    if found.persons:
        text = ngettext(
            "In {n} cel staat iets over een persoon. Dat nemen wij nooit over.",
            "In {n} cellen staat iets over een persoon. Dat nemen wij nooit over.", len(found.persons),
        )  # fmt: skip
        st.error(text.format(n=number(len(found.persons))), icon=":material/shield_person:")
    if found.findings:
        tables.show(findings.finding_rows(found.findings), key="gesprek-fouten", alt=_("Fouten in het bestand, per rij en kolom"),
                    file_name="fouten.csv")  # fmt: skip
    if len(found.rows):
        _take_over(where, found, now, may_write=may_write)


def _codes_to_know(soort: str, now, lists) -> dict[str, str]:
    """Return code → name of a soort as a file may write them; `niet bekend` is no code."""
    return {code: name for code, name in code_names(soort, now, lists).items() if code != ONBEKEND}


def _recognised(now, found) -> None:
    """Say how many codes were recognised, how many of them count, and which were not recognised."""
    counting = counted_codes(filled_columns(now["gesprek"], found.rows)) if len(found.rows) else 0
    text = ngettext(
        "{n} code herkend. Daarvan tellen er {m} mee in de aantallen.",
        "{n} codes herkend. Daarvan tellen er {m} mee in de aantallen.", len(found.rows),
    )  # fmt: skip
    st.write(text.format(n=number(len(found.rows)), m=number(counting)))
    if counting < len(found.rows):
        st.caption(
            _(
                "De andere herkende codes bewaren wij voor het vergelijken van codeurs. Zij tellen niet mee: er was al iets "
                "ingevuld, het is een tweede codeur, er staat ‘geen’, of een gesprek heeft maar één soort vraag of uiting."
            )
        )
    unknown = _not_recognised(found)
    if unknown:
        named = ", ".join(unknown[:MOST_NAMES]) + (" …" if len(unknown) > MOST_NAMES else "")
        told = ngettext(
            "{n} code niet herkend, die nemen wij niet over: {names}.",
            "{n} codes niet herkend, die nemen wij niet over: {names}.", len(unknown),
        )  # fmt: skip
        st.warning(plain(told.format(n=number(len(unknown)), names=named)))


def _not_recognised(found) -> list[str]:
    """Return the codes of a file that are in none of our lists, each once."""
    return list(
        dict.fromkeys(each.value for each in found.findings if each.value and each.column == found.headers.get("code"))
    )


def _take_over(where: Region, found, now, *, may_write: bool) -> None:
    """Draw what new gesprekken still need, what changes, and the button."""
    about = _new_gesprekken(found, now)
    changed = proposed(now, found.rows, about, today=date.today().isoformat(), example=cached.is_example(where))
    if not may_write:
        st.info(_("U kunt nu alleen controleren. Er wordt niets opgeslagen."), icon=":material/visibility:")
        return
    rows = versions_rows.difference_rows(difference({name: now[name] for name in changed}, changed), owner=True)
    if rows.empty:
        st.success(_("Er zou niets veranderen."), icon=":material/check:")
        return
    st.caption(_("Stukken tekst bewaren wij alleen bij een gesprek met toestemming."))
    with st.expander(_("Bekijk alles wat verandert ({n})").format(n=number(len(rows)))):
        tables.readable(rows.head(tables.ROWS_FOR_READERS), alt=_("Wat er verandert, per rij en kolom"))
    why = editing.ask_why("gesprek-waarom")
    words = ngettext("Neem {n} code over", "Neem {n} codes over", len(found.rows))
    if st.button(
        words.format(n=number(len(found.rows))), type="primary", icon=":material/save:", key="gesprek-neem-over"
    ) and editing.save(where, changed, why, base=editing.base_of(where)):
        st.rerun()


def _new_gesprekken(found, now) -> dict[str, object]:
    """Ask what holds for gesprekken that the region does not have; empty where there are none."""
    if not found.new:
        return {}
    named = ", ".join(found.new[:MOST_NAMES]) + (" …" if len(found.new) > MOST_NAMES else "")
    text = ngettext(
        "{n} document is nog geen gesprek: {names}.", "{n} documenten zijn nog geen gesprek: {names}.", len(found.new)
    )
    st.info(plain(text.format(n=number(len(found.new)), names=named)))
    st.write(
        _("Wij maken ze aan. Wat geldt voor alle nieuwe gesprekken? Per gesprek past u het later aan bij Bewerken.")
    )
    left, middle, right = st.columns(3)
    regio = left.selectbox(_("Regio"), sorted(now["gebied"]["regio"].unique()), key="gesprek-nieuw-regio")
    sort = middle.selectbox(
        _("Met wie"), list(SORT_WORDS), format_func=lambda code: _(SORT_WORDS[code]), key="gesprek-nieuw-wie"
    )
    year = right.number_input(_("Jaar"), 2000, date.today().year, date.today().year, key="gesprek-nieuw-jaar")
    return {"regio": regio, "respondentsoort": sort, "jaar": int(year), "new": found.new}


def proposed(now, rows: pd.DataFrame, about: dict, *, today: str, example: bool) -> dict[str, pd.DataFrame]:
    """Return the tables gesprek (where it changes) and gesprek_code with what the file adds; nothing given is changed.

    A code fills its column of a gesprek only where that is empty; what a person filled in stays. A row of gesprek_code
    that is there already stays as it is. A fragment is kept only of a gesprek with toestemming.
    """
    noted = {"bron": "export van codes", "peildatum": today, "voorbeeld": example}
    made: dict[str, pd.DataFrame] = {}
    gesprek = now["gesprek"]
    filled = filled_columns(gesprek, rows)
    new = _new_rows(about, filled, noted)
    places = {name: place for place, name in enumerate(gesprek["gesprek"])}
    changed = {places[name]: columns for name, columns in filled.items() if name in places}
    if new or changed:
        made["gesprek"] = edited(gesprek, "gesprek", changed=changed, added=new)
    key = ["gesprek", "codeur", "soort", "code"]
    there = set(map(tuple, now["gesprek_code"][key].to_numpy()))
    consent = now["gesprek"].loc[now["gesprek"]["toestemming"].fillna(False).astype(bool), "gesprek"]
    agreed = set(consent)
    added = [
        {**row, "fragment": row["fragment"] if row["gesprek"] in agreed else None, **noted}
        for row in rows.to_dict("records")
        if tuple(row[name] for name in key) not in there
    ]
    made["gesprek_code"] = edited(now["gesprek_code"], "gesprek_code", added=added)
    return made


def _new_rows(about: dict, filled: dict, noted: dict) -> list[dict[str, object]]:
    """Return the rows of gesprekken that are new, with their codes; none where nothing was told about them."""
    if not about:
        return []
    same = {name: about[name] for name in ("regio", "respondentsoort", "jaar")}
    return [{"gesprek": code, **same, "toestemming": False, **noted, **filled.get(code, {})} for code in about["new"]]
