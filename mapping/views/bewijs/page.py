"""The page Bewijs: choose what it is about, see each published table, what is said without figures, and contradictions."""

import re

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import OWN, chosen, conflicts, in_use
from mapping.model import BewijsEenheid
from mapping.reports.bewijs_words import STATUS_WORDS, document_name, source_line, value_words
from mapping.reports.record_words import label_of
from mapping.views import tables, url_state
from mapping.views.bewijs import block, cache, conflict_block
from mapping.views.bewijs.subjects import KEYS, LABELS, names
from mapping.views.cached import Region
from mapping.views.sources import plain
from mapping.words import _, number

ALL = "alle"
"""The choice of everything."""

OPEN_AT_MOST = 3
"""Published tables that are open at first; of more only their titles are."""

IN_GRID = (
    "document", "sectie", "titel", "respondenten", "n", "missing", "antwoord", "waarde_woorden", "status",
)  # fmt: skip
"""Columns of the grid; the files have all of them."""

IN_FILE = (
    "bewijs", "tabel", "titel", "uitspraak", "document", "sectie", "plek", "pagina", "respondenten", "n", "missing",
    "meer_antwoorden", "antwoord", "waarde", "eenheid", "aantal", "waardetype", "waarde_woorden", "status",
    "conflict_met", "subgroep", "barriere", "zin", "verandering", "toelichting", "telling_afgeleid",
    "percentage_afgeleid", "laag", "hoog", "voorbeeld", "bron", "peildatum",
)  # fmt: skip


def choose(where: Region) -> pd.DataFrame:
    """Draw the filters and return the rows that fit all of them."""
    known = cache.rows(where)
    first, second = st.columns(2)
    wanted = {}
    for at, column in enumerate(KEYS):
        found = in_use(known, column)
        options = {code: name for code, name in names(where, column).items() if code in found}
        place = (first, second)[at % 2]
        code = url_state.select(_(LABELS[column]), {ALL: _("Alles"), **options}, KEYS[column], place=place)
        wanted[column] = "" if code == ALL else code
    more = st.expander(
        _("Meer keuzes: document, wie antwoordden, hoe het in de bron staat"), expanded=_asked_for_more()
    )
    words = {status.value: _(told) for status, told in STATUS_WORDS.items()}
    wanted["document"] = _choose_text(known, "document", _("Document"), "document", more, _document_names(known))
    wanted["respondenten"] = _choose_text(known, "respondenten", _("Wie antwoordden"), "wie", more)
    wanted["status"] = _choose_text(known, "status", _("Hoe het in de bron staat"), "stand", more, words)
    return chosen(known, wanted)


def _asked_for_more() -> bool:
    """Tell whether a link or this reader chose something in the box with more choices: then it is open."""
    return any(key in st.query_params for key in ("document", "wie", "stand"))


def _document_names(known: pd.DataFrame) -> dict[str, str]:
    rows = known.drop_duplicates("document").to_dict("records")
    return {row["document"]: document_name(row) for row in rows}


def _choose_text(
    known: pd.DataFrame, column: str, label: str, key: str, place, called: dict[str, str] | None = None
) -> str:
    """Draw a choice among the texts of a column; in the URL each is a code made of its letters. Empty is all."""
    texts = {code_of(text): text for text in in_use(known, column)}
    options = {code: (called or {}).get(text, text) for code, text in texts.items()}
    code = url_state.select(label, {ALL: _("Alles"), **options}, key, place=place)
    return texts.get(code, "")


def code_of(text: str) -> str:
    """Return a text as a code for the URL: small letters and digits, the rest as one dash."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def figures(rows: pd.DataFrame) -> None:
    """Draw how much there is; invented examples do not count."""
    real = rows[~rows["voorbeeld"].fillna(False).astype(bool)]
    numbers = real[real["eenheid"] != BewijsEenheid.UITSPRAAK]
    first, second, third, fourth = st.columns(4)
    first.metric(_("Tabellen, figuren en alinea’s"), number(numbers["tabel"].nunique()))
    second.metric(_("Cijfers"), number(numbers["waarde"].notna().sum()))
    third.metric(_("Uitspraken zonder cijfer"), number((real["eenheid"] == BewijsEenheid.UITSPRAAK).sum()))
    fourth.metric(_("Tegenspraken"), number(len(conflicts(real))))


def draw(where: Region, rows: pd.DataFrame) -> None:
    """Draw everything about the rows that were chosen; an empty choice says what to do."""
    if rows.empty:
        st.info(
            _(
                "Wij kennen geen gepubliceerd bewijs dat bij al uw keuzes past. Zet een keuze terug op ‘Alles’. Kent u "
                "onderzoek dat hier ontbreekt? Voeg het toe bij Gegevens toevoegen, als ‘Bewijs’."
            )
        )
        return
    st.header(_("Cijfers uit onderzoek"))
    _published(rows[(rows["eenheid"] != BewijsEenheid.UITSPRAAK) & rows["conflict_met"].isna()])
    said = rows[rows["eenheid"] == BewijsEenheid.UITSPRAAK]
    if len(said):
        st.header(_("Wat bronnen zeggen zonder cijfer"))
        st.caption(_("In onze woorden. Een uitspraak zonder cijfer zegt niet hoe vaak iets voorkomt."))
        tables.readable(_statements(said), alt=_("Uitspraken zonder cijfer, met wie het zegt en waar het staat"))


def _published(rows: pd.DataFrame) -> None:
    """Draw each published table in a box that opens."""
    if rows.empty:
        st.info(_("Bij deze keuze zijn er geen tabellen of figuren met cijfers."))
        return
    kinds = rows.groupby(["herkomst", "tabel"], sort=False)
    for (origin, _document), of_document in rows.groupby(["herkomst", "document"], sort=False):
        name = document_name(of_document.iloc[0].to_dict())
        st.subheader(plain(_("{document} (van deze regio)").format(document=name) if origin == OWN else name))
        for _tabel, part in of_document.groupby("tabel", sort=False):
            with st.expander(plain(_title(part)), expanded=kinds.ngroups <= OPEN_AT_MOST):
                block.draw(part)


def _title(rows: pd.DataFrame) -> str:
    """Return what a published table is about and where it stands; that it has no figures is said before it is opened."""
    first = rows.iloc[0]
    title = f"{first['titel']} ({first['document']}, {first['sectie']})"
    return title if rows["waarde"].notna().any() else _("{titel} – geen cijfers om te tonen").format(titel=title)


def _statements(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what is said without figures, with who says it and where."""
    facts = rows.to_dict("records")
    return pd.DataFrame(
        {
            _("Wat de bron zegt"): [row["antwoord"] for row in facts],
            _("Wie het zeggen"): [row["respondenten"] for row in facts],
            _("Plek in de bron"): [source_line(row) for row in facts],
        }
    )


def contradictions(where: Region) -> None:
    """Draw all contradictions, whatever was chosen: a reader of one table must not miss them."""
    st.header(_("Waar bronnen zichzelf tegenspreken"))
    known = cache.rows(where)
    conflict_block.draw(known)


def download(rows: pd.DataFrame) -> None:
    """Draw the chosen rows as one table to sort, and as files with every column."""
    if rows.empty:
        return
    st.header(_("Alle rijen als bestand"))
    whole = as_file(rows)
    grid = whole[[_label(name) for name in IN_GRID]]
    told = _("Overgenomen cijfers uit: {documents}. De zinnen zijn van ons. Wat afgeleid heet, staat niet in de bron.")
    notes = [told.format(documents="; ".join(_document_names(rows).values()))]
    if rows["voorbeeld"].fillna(False).any():
        notes.insert(0, _("Rijen met ‘Verzonnen voorbeeld: ja’ zijn verzonnen."))
    tables.show(
        grid, key="bewijs", alt=_("Bewijs: één rij per antwoord, met de plek in de bron"), file_name="bewijs.csv",
        notes=tuple(notes), whole=whole,
    )  # fmt: skip


def as_file(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with every column, labelled in the language in use; flags as words."""
    words = {True: _("ja"), False: _("nee")}
    made = rows.assign(
        waarde_woorden=[value_words(row) for row in rows.to_dict("records")],
        status=rows["status"].map({status.value: _(told) for status, told in STATUS_WORDS.items()}),
        meer_antwoorden=rows["meer_antwoorden"].map(words),
        voorbeeld=rows["voorbeeld"].map(words),
    )
    return made[list(IN_FILE)].rename(columns=_label)


def _label(column: str) -> str:
    """Return the label of a column; those that we derive are no columns of the table."""
    own = {
        "waarde_woorden": _("Waarde in woorden"),
        "telling_afgeleid": _("Afgeleid: aantal mensen"),
        "percentage_afgeleid": _("Afgeleid: percentage"),
        "laag": _("Afgeleid: 95% laag"),
        "hoog": _("Afgeleid: 95% hoog"),
    }
    return own.get(column) or label_of("bewijs", column)
