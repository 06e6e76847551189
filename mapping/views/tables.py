"""Tables on the screen: a grid to sort and filter, the same facts as a real table for screen readers, and a download."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from mapping.analysis.judgement import NORM, Label, behind, labels, main_cause, remedy
from mapping.model import DELEN, Merk
from mapping.reports.codebook import codebook
from mapping.reports.csv_file import dutch_csv, harmless_table
from mapping.reports.dcat import MEDIA_TYPES
from mapping.reports.sentences import PART_WORDS, REMEDY_WORDS, SOORT_WORDS
from mapping.reports.workbook import workbook
from mapping.views import url_state
from mapping.views.cached import Region, tables
from mapping.views.sources import plain
from mapping.words import N_, _, day, number

LABEL_WORDS = {
    Label.NONE: "",
    Label.SHORT: N_("onderbediend"),
    Label.MAYBE: N_("mogelijk onderbediend"),
}
MARK_WORDS = {
    Merk.GEEN: "",
    Merk.VERBORGEN: N_("alleen per gemeente"),
    Merk.TE_KLEIN: N_("te klein"),
    Merk.ONBEKEND: N_("niet bekend"),
}
ROWS_FOR_READERS = 60
"""Rows of the real table under the grid; the download has them all."""

ROW_PX, BORDER_PX = 35, 2
"""Height of a row of a grid, its head too, and of its border: as Streamlit draws them, so that none is cut and none is empty."""

PEOPLE = ("omvang", "vraag", *DELEN)


def gap_rows(
    exact: pd.DataFrame,
    shown: pd.DataFrame,
    names: Mapping[str, str],
    gebieden: Mapping[str, str] | None = None,
    *,
    norm: float = NORM,
    certain: pd.Series | None = None,
) -> pd.DataFrame:
    """Return the gap table in the columns of the screen, numbers as numbers; `exact` and `shown` have the same rows.

    `names` are those of the groepen, `gebieden` (gebiedcode → name) replaces the bare gebiednaam where it is given.
    `norm` is that of the label. `certain` (index of `exact`) says in how many draws a row's judgement holds; without it
    nothing is claimed.
    """
    called = shown["gebiedcode"].map(dict(gebieden or {})).astype("str").fillna(shown["gebiednaam"])
    columns = {
        _("Gebied"): called,
        _("Groep"): shown["subgroep"].map(names),
        _("Mensen in deze groep"): shown["omvang"],
        _("Willen steun per jaar"): shown["vraag"],
    }
    for part in ("buiten_bereik", "uitgesloten", "geen_plaats", "onbekend", "bediend"):
        columns[_(PART_WORDS[part])] = shown[part]
    free = shown["merk"] == Merk.GEEN
    judged = labels(exact, norm=norm).map(lambda label: _(LABEL_WORDS[label]) if label else "")
    late = behind(exact).map({True: _("aanbod blijft achter bij de regio"), False: ""})
    columns |= {
        _("Oordeel"): judged.where(free, "").str.cat(late.where(free, ""), sep=" ").str.strip(),
        _("Grootste oorzaak"): main_cause(exact)
        .map(lambda cause: _(PART_WORDS[cause]) if cause else "")
        .where(free, ""),
        _("Mensen in deze groep (van–tot)"): _span(shown, "omvang"),
        _("Willen steun per jaar (van–tot)"): _span(shown, "vraag"),
        _("Aanbod in kaart"): _stand(shown),
        _("Soort cijfer"): shown["soort"].map(lambda kind: _(SOORT_WORDS[kind]) if kind in SOORT_WORDS else ""),
        _("Zekerheid"): _("nog niet berekend") if certain is None else certain.where(free, ""),
        _("Wat kan helpen"): remedy(exact).map(lambda word: _(REMEDY_WORDS[word]) if word else "").where(free, ""),
        _("Geen cijfer, want"): shown["merk"].map(lambda mark: _(MARK_WORDS[mark]) if mark else ""),
    }
    return pd.DataFrame(columns).reset_index(drop=True)


def _span(rows: pd.DataFrame, name: str) -> pd.Series:
    """Write `van–tot`; empty where there is no figure."""
    pairs = zip(rows[f"{name}_laag"], rows[f"{name}_hoog"], strict=True)
    return pd.Series([f"{number(low)}–{number(high)}" if low == low else "" for low, high in pairs], index=rows.index)


def _stand(rows: pd.DataFrame) -> pd.Series:
    """Write how far the offer was looked up, and when; and where people may go to offer outside the data."""
    words = {"niet": _("niet"), "deels": _("deels"), "volledig": _("volledig")}
    pairs = zip(rows["inventaris"], rows["inventaris_datum"], strict=True)
    looked = pd.Series([f"{words[stand]} {day(datum)}".strip() for stand, datum in pairs], index=rows.index)
    edge = rows["rand"] if "rand" in rows else pd.Series(False, index=rows.index)
    return looked.where(~edge.astype(bool), looked + "; " + _("aan de rand"))


def show(
    rows: pd.DataFrame,
    *,
    key: str,
    alt: str,
    file_name: str,
    notes: tuple[str, ...] = (),
    height: int = 460,
    hide: tuple[str, ...] = (),
    whole: pd.DataFrame | None = None,
) -> None:
    """Draw a grid, the first rows as a real table, a download for Dutch Excel and its codebook. `notes` stand in both.

    `hide` leaves columns out of the grid that say the same in every row; `whole` is what the download holds where the
    grid has only its first rows or shortens its cells. Cells are made harmless here too: a grid can be
    copied and saved from the browser without us.
    """
    if rows.empty:
        st.info(_("Er is niets dat bij deze keuze past. Kies een andere regio, groep of soort steun."))
        return
    rows = harmless_table(rows)
    numbers = [name for name in rows.columns if pd.api.types.is_numeric_dtype(rows[name].dtype)]
    whole_px = ROW_PX * (len(rows) + 1) + BORDER_PX
    st.dataframe(
        rows.style.format(dict.fromkeys(numbers, _cell), na_rep=""), hide_index=True, height=min(height, whole_px),
        key=key, alt=alt, width="stretch", placeholder="–", column_order=[name for name in rows.columns if name not in hide],
    )  # fmt: skip
    kept = rows if whole is None else whole
    choices = "; ".join(f"{label}: {value}" for label, value in url_state.chosen())
    notes = (*notes, _("Keuzes: {choices}.").format(choices=choices)) if choices else notes
    noted = with_notes(kept, notes)
    row = st.container(horizontal=True, vertical_alignment="center")  # wraps where columns would cut the words off
    row.download_button(
        _("Download voor Excel"), dutch_csv(noted), file_name=file_name, mime="text/csv", key=f"{key}-csv",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    _offer_workbook(kept, alt=alt, notes=notes, key=key, file_name=file_name, place=row)
    row.download_button(
        _("Codeboek"), dutch_csv(with_notes(codebook(noted.columns), notes)), mime="text/csv", key=f"{key}-codebook",
        file_name=f"{file_name.removesuffix('.csv')}-codeboek.csv", icon=":material/menu_book:", on_click="ignore",
        help=_("Wat elke kolom van dit bestand betekent, met eenheid."),
    )  # fmt: skip
    row.caption(_("{n} rijen. Sorteren: klik op een kolomkop.").format(n=number(len(rows))))
    with st.expander(_("Als gewone tabel (voor schermlezers)")):
        readable(rows.head(ROWS_FOR_READERS), alt=alt)
        if len(rows) > ROWS_FOR_READERS:
            st.caption(_("De eerste {n} rijen; de download heeft ze allemaal.").format(n=ROWS_FOR_READERS))


def _offer_workbook(rows: pd.DataFrame, *, alt: str, notes: tuple[str, ...], key: str, file_name: str, place) -> None:
    """Draw the download as a spreadsheet with types; it is made when someone asks for it."""
    about = [(_("Titel"), alt), *((_("Toelichting"), note) for note in notes)]
    codes = codebook(rows.columns)
    table_name, book_name, about_name = _("Tabel"), _("Codeboek"), _("Verantwoording")
    place.download_button(
        _("Werkmap (.xlsx)"),
        lambda: workbook({table_name: rows, book_name: codes}, about, about_name=about_name),
        file_name=f"{file_name.removesuffix('.csv')}.xlsx", mime=MEDIA_TYPES["xlsx"], key=f"{key}-xlsx",
        icon=":material/table_view:", on_click="ignore", help=_("Excel-bestand met de kolommen als getal of tekst."),
    )  # fmt: skip


def readable(rows: pd.DataFrame, *, alt: str) -> None:
    """Draw a real table, every cell as text that Markdown shows as it stands."""
    st.table(harmless_table(rows).map(_readable_cell), hide_index=True, alt=alt)


def _readable_cell(value: object) -> str:
    if isinstance(value, (int, float)):
        return _cell(value)
    return plain("" if pd.isna(value) else str(value))


def _cell(value: float) -> str:
    return number(value, decimals=0 if value == round(value) else 1) if value == value else ""


def with_notes(rows: pd.DataFrame, notes: tuple[str, ...]) -> pd.DataFrame:
    """Add the notes (source, date, example) as a last column, so that a file never travels without them."""
    return rows.assign(**{_("Toelichting"): " ".join(notes)}) if notes else rows


def download_notes(where: Region) -> tuple[str, ...]:
    """Return what every file of a region says of itself: source, peildatum, version, example, use."""
    loaded = tables(where)
    meta = loaded["meta"].iloc[-1]
    gebied = loaded["gebied"]
    notes = [
        _("Bron: {bron}, {dag}, CC BY 4.0; bewerking Zin in kaart, versie {versie}.").format(
            bron=gebied["bron"].iloc[0], dag=day(gebied["peildatum"].min()), versie=int(meta["versie"])
        ),
        _("Schattingen over groepen. Niet gebruiken voor besluiten over personen of adressen."),
    ]
    if bool(meta["voorbeeld"]):
        notes.insert(0, _("Voorbeeld: het aanbod in dit bestand is verzonnen."))
    return tuple(notes)
