"""The second part of the page Invoering: what helps and hinders for one organisatie or gebied, counted and to fill in."""

from datetime import date

import pandas as pd
import streamlit as st

from mapping.analysis.invoering.readiness import Subject, answers, counts, subjects
from mapping.reports.readiness_words import HELPS, ONDERDELEN, STAND_WORDS, TEKEN_WORDS, factors, groups, stand_word
from mapping.store.draft import edited
from mapping.views import cached, editing, tables, url_state
from mapping.views.cached import Region
from mapping.views.edit.state import draft_of, put
from mapping.views.editing_permission import closed_because
from mapping.views.filters import Choice, gebied_names, link_parameters
from mapping.views.sources import plain
from mapping.words import _, day, number

ORGANISATIE, GEBIED = "organisatie", "gebied"
LONGEST_NOTE = 300
"""Characters of a toelichting: a sentence or two."""


def choose(where: Region, choice: Choice) -> tuple[Subject, str] | None:
    """Draw whom it is about and return that with its name; None where a gebied is still to be chosen."""
    loaded = cached.tables(where)
    kinds = {ORGANISATIE: _("Een organisatie"), GEBIED: _("Een gebied")}
    kind = url_state.segments(_("Over wie gaat het?"), kinds, "over")
    if kind == GEBIED:
        if choice.gebied is None:
            st.info(_("Kies links een gebied. Dan ziet u hier de factoren van dat gebied."))
            return None
        return Subject("gebiedcode", choice.gebied), str(gebied_names(loaded["gebied"])[choice.gebied])
    names = _organisaties(loaded["organisatie"], subjects(loaded["factor"], "organisatie"))
    if not names:
        st.info(_("Er zijn nog geen organisaties. Voeg ze toe bij Gegevens toevoegen of Bewerken."))
        return None
    code = url_state.select(_("Welke organisatie?"), names, "wie")
    return Subject("organisatie", code), names[code]


def _organisaties(organisatie: pd.DataFrame, answered: list[str]) -> dict[str, str]:
    """Return code → name, those with answers first."""
    rows = organisatie.dropna(subset=["organisatie"]).drop_duplicates("organisatie")
    rows = rows.assign(_asked=~rows["organisatie"].isin(answered), _naam=rows["naam"].str.lower())
    rows = rows.sort_values(["_asked", "_naam"])
    return dict(zip(rows["organisatie"], rows["naam"], strict=True))


def draw(where: Region, subject: Subject, name: str) -> pd.DataFrame:
    """Draw the counts, the answers and the form; returns the answers."""
    answered = answers(cached.tables(where)["factor"], subject, factors())
    counted = counts(answered, groups())
    _figures(counted)
    tables.readable(count_rows(counted), alt=_("Antwoorden geteld: {naam}").format(naam=name))
    st.caption(
        _(
            "Er is geen eindcijfer: een rij zonder antwoord is niet hetzelfde als nee. Wat voor u het zwaarst weegt, "
            "bepaalt u zelf."
        )
    )
    tables.show(
        answer_rows(answered), key="factoren", alt=_("Factoren van {naam}").format(naam=name), file_name="factoren.csv",
        notes=tables.download_notes(where), height=420,
    )  # fmt: skip
    _fill_in(where, subject, name)
    return answered


def _figures(counted: pd.DataFrame) -> None:
    """Draw how many help and hinder, and how many are unknown."""
    helps, hinders = (counted[(counted["teken"] == HELPS) == wanted] for wanted in (True, False))
    first, second, third = st.columns(3)
    said = _("{ja} ja, {deels} deels")
    for place, label, rows in ((first, _("Helpt (+)"), helps), (second, _("Hindert (−)"), hinders)):
        place.metric(
            label, said.format(ja=number(int(rows["ja"].sum())), deels=number(int(rows["deels"].sum()))),
            help=_("Van de {n} factoren; {nee} keer nee, {onbekend} keer onbekend.").format(
                n=number(int(rows["samen"].sum())), nee=number(int(rows["nee"].sum())),
                onbekend=number(int(rows["onbekend"].sum())),
            ),
        )  # fmt: skip
    unknown, total = int(counted["onbekend"].sum()), int(counted["samen"].sum())
    third.metric(_("Nog onbekend"), _("{n} van {m}").format(n=number(unknown), m=number(total)))


def count_rows(counted: pd.DataFrame) -> pd.DataFrame:
    """Return the counts in words of the screen: one row per onderdeel and teken."""
    columns = {
        _("Onderdeel"): counted["onderdeel"].map(lambda code: _(ONDERDELEN[code])),
        _("Soort"): counted["teken"].map(lambda teken: _(TEKEN_WORDS[teken])),
    }
    columns |= {stand_word(stand): counted[stand] for stand in STAND_WORDS}
    return pd.DataFrame(columns).reset_index(drop=True)


def answer_rows(answered: pd.DataFrame) -> pd.DataFrame:
    """Return the answers in words of the screen: one row per factor of the catalogue."""
    known = factors()
    of = answered["factor"].map(known)
    return pd.DataFrame(
        {
            _("Onderdeel"): of.map(lambda factor: _(ONDERDELEN[factor.onderdeel]).partition(":")[0]),
            _("Soort"): of.map(lambda factor: _(TEKEN_WORDS[factor.teken])),
            _("Factor"): of.map(lambda factor: factor.naam),
            _("Is het er?"): answered["stand"].map(stand_word),
            _("Toelichting bij het antwoord"): answered["toelichting"].fillna(""),
            _("Gevraagd op"): answered["datum"].map(day),
            _("Beantwoord door"): answered["door"].fillna(""),
            _("Bron"): of.map(lambda factor: factor.bron),
        }
    )


def _fill_in(where: Region, subject: Subject, name: str) -> None:
    """Draw the form for the answers where editing is open; otherwise say where it can be done."""
    with st.expander(_("Antwoorden invullen of veranderen"), icon=":material/edit:"):
        if closed_because():
            st.write(
                _("Bewerken staat hier uit. Zet het aan, of stuur een ingevuld formulier in bij Gegevens toevoegen.")
            )
            st.page_link(
                "pages/beheer/bewerken.py", label=_("Naar Bewerken"), icon=":material/edit_note:",
                query_params=link_parameters(tabel="factor"),
            )  # fmt: skip
            return
        if editing.draw_gate(where):
            _form(where, subject, name)


def _form(where: Region, subject: Subject, name: str) -> None:
    """Draw a choice and a note per factor; what differs goes into the draft."""
    draft = draft_of(where)
    now = draft.now["factor"].reset_index(drop=True)
    answered = answers(now, subject, factors()).set_index("factor")
    mark = f"{subject.column}-{subject.code}-{draft.turn}"
    given = {}
    with st.form(f"factoren-{mark}"):
        door = st.text_input(_("Wie antwoordt? (functie, geen naam)"), key=f"door-{mark}", max_chars=60)
        for code, factor in factors().items():
            left, right = st.columns([3, 2])
            options = list(STAND_WORDS)
            stand = left.selectbox(
                f"{factor.teken} {plain(factor.naam)}", options, index=options.index(answered.at[code, "stand"]),
                format_func=stand_word, key=f"{code}-{mark}",
            )  # fmt: skip
            before = answered.at[code, "toelichting"]
            note = right.text_input(
                _("Toelichting"), value=before if isinstance(before, str) else "", key=f"waarom-{code}-{mark}",
                max_chars=LONGEST_NOTE,
            )  # fmt: skip
            given[code] = (stand, " ".join(note.split()))
        pressed = st.form_submit_button(_("Neem over"), type="primary", icon=":material/edit:")
    if pressed:
        fresh = with_answers(
            now, subject, given, door=door.strip(), today=date.today().isoformat(), example=cached.is_example(where)
        )
        put(draft, {"factor": fresh})
        st.success(_("De antwoorden van {naam} staan klaar. Bewaar ze op de pagina Bewerken.").format(naam=plain(name)))
    if draft.count:
        st.page_link("pages/beheer/bewerken.py", label=_("Naar Bewerken om te bewaren"), icon=":material/save:")


def with_answers(
    now: pd.DataFrame,
    subject: Subject,
    given: dict[str, tuple[str, str]],
    *,
    door: str,
    today: str,
    example: bool,
) -> pd.DataFrame:
    """Return the table factor with these answers (factor → stand, toelichting); what stayed the same keeps its row.

    An answer that nobody gave (unknown, without a note) makes no row.
    """
    mine = now.index[(now[subject.column] == subject.code).fillna(False).to_numpy(dtype=bool)]
    at = {now.at[place, "factor"]: int(place) for place in mine}
    said = {"datum": today, "door": door or None}
    changed, added = {}, []
    for code, (stand, note) in given.items():
        values = {"stand": stand, "toelichting": note or None}
        if code in at:
            row = now.loc[at[code]]
            before = row["toelichting"] if isinstance(row["toelichting"], str) else None
            if (row["stand"], before) != (stand, values["toelichting"]):
                changed[at[code]] = values | said
        elif stand != "onbekend" or note:
            flags = {"voorbeeld": "ja" if example else "nee", "bron": "eigen opgave", "peildatum": today}
            added.append({subject.column: subject.code, "factor": code, **values, **said, **flags})
    return edited(now, "factor", changed=changed, added=added)
