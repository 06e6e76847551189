"""The parts of the page Acties: filters, key figures, the board by direction, the same as a table, what changed."""

from datetime import date

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.invoering.effect import in_area, late
from mapping.reports.actie_words import STATUS_WORDS
from mapping.reports.catalogue_words import names_of
from mapping.views import cached, evidence, tables, url_state, versions_cache
from mapping.views.actie import cache
from mapping.views.actie.rows import Shown, shown_rows, table_rows
from mapping.views.cached import Region
from mapping.views.filters import Choice, link_parameters
from mapping.views.sources import plain
from mapping.views.versions_rows import counts, difference_rows, moment, summary
from mapping.words import _, number

EVERY = "alle"
DIRECTIONS = "veranderrichting"
CHANGES_SHOWN = 60
"""Changed cells that are written out; the page Versies has them all."""


def draw(where: Region, choice: Choice) -> None:
    """Draw the page."""
    actie = cached.tables(where)["actie"]
    today = date.today().isoformat()
    if actie.empty:
        st.info(
            _("Er zijn nog geen acties. Voeg de eerste toe bij Bewerken, of stuur een lijst in bij Gegevens toevoegen.")
        )
        _link_to_edit()
        return
    kept = _filters(where, choice, actie, today)
    if kept.empty:
        st.info(_("Geen actie past bij deze keuze. Kies een andere stand, eigenaar, richting of een groter gebied."))
        _link_to_edit()
        return
    _figures(kept, today)
    _say_versions(where)
    with st.spinner(_("Wij meten de gaten…")):
        shown = shown_rows(where, kept, choice.question, today=today)
    _board(shown)
    st.header(_("Alle acties in een tabel"))
    tables.show(
        table_rows(shown), key="acties", alt=_("Acties"), file_name="acties.csv", notes=tables.download_notes(where)
    )
    _what_changed(where, shown)
    _evidence(where, choice)
    _link_to_edit()


def _filters(where: Region, choice: Choice, actie: pd.DataFrame, today: str) -> pd.DataFrame:
    """Draw what narrows the acties, and return those that are left."""
    loaded = cached.tables(where)
    directions = {code: f"{code}: {name}" for code, name in names_of(DIRECTIONS).items()}
    chosen = url_state.several(_("Veranderrichting"), directions, "richting", default=tuple(directions))
    words = {code: _(word) for code, word in STATUS_WORDS.items()}
    stands = url_state.several(_("Stand van de actie"), words, "stand", default=tuple(words))
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    names = dict(zip(loaded["organisatie"]["organisatie"], loaded["organisatie"]["naam"], strict=True))
    owners = {code: names.get(code, code) for code in sorted(actie["eigenaar"].dropna().unique())}
    owner = url_state.select(_("Eigenaar"), {EVERY: _("Alle eigenaren"), **owners}, "eigenaar", place=left)
    only_late = url_state.switch(_("Alleen te laat"), "te-laat", place=right)
    kept = actie["veranderrichting"].isin(chosen) & actie["status"].isin(stands)
    kept &= in_area(actie, loaded["gebied"], regio=choice.regio, gebiedcode=choice.gebied)
    if owner != EVERY:
        kept &= actie["eigenaar"] == owner
    if only_late:
        kept &= late(actie, today=today)
    return actie[kept.fillna(False).to_numpy(dtype=bool)].reset_index(drop=True)


def _figures(actie: pd.DataFrame, today: str) -> None:
    """Draw how many acties there are, how many run, how many are late and how many are done."""
    first, second, third, fourth = st.columns(4)
    first.metric(_("Acties"), number(len(actie)))
    second.metric(_("Lopen"), number(int((actie["status"] == "loopt").sum())))
    third.metric(_("Te laat"), number(int(late(actie, today=today).sum())), help=_("Streefdatum voorbij, niet klaar."))
    fourth.metric(_("Klaar"), number(int((actie["status"] == "klaar").sum())))


def _say_versions(where: Region) -> None:
    """Say where nothing can be compared yet, and how it can."""
    if len(versions_cache.versions(where)) == 1 and not versions_cache.outside(where):
        st.info(
            _(
                "Er is maar één versie van deze gegevens. U ziet hoe groot elk gat nu is; of het kleiner werd, is nog niet "
                "bekend. Elke keer dat u iets bewaart, komt er een versie bij, en dan meten wij het verschil."
            )
        )


def _board(shown: list[Shown]) -> None:
    """Draw the acties by direction, side by side where there is room."""
    st.header(_("Per veranderrichting"))
    names = names_of(DIRECTIONS)
    for place, (code, name) in zip(st.columns(len(names)), names.items(), strict=True):
        with place:
            st.subheader(plain(f"{code}. {name}"))
            mine = [row for row in shown if row.richting == code]
            for row in mine:
                _card(row)
            if not mine:
                st.caption(_("Geen acties bij deze keuze."))


def _card(row: Shown) -> None:
    """Draw one actie."""
    with st.container(border=True):
        st.markdown(f"**{plain(row.naam)}**")
        when = _("voor {dag}").format(dag=row.streef) if row.streef else _("zonder streefdatum")
        line = f"{plain(row.status)} · {plain(when)}"
        late_word = _("te laat")
        st.markdown(f"{line} · :material/schedule: **{late_word}**" if row.late else line)
        st.markdown(plain(_("{eigenaar}, in {gebied}").format(eigenaar=row.eigenaar, gebied=row.gebied)))
        goal = plain(f"{row.doel} ({row.groep})")
        st.markdown(f"*{goal}*")
        if row.told.begin:
            st.markdown(plain(_("Begin: {begin}").format(begin=row.told.begin)))
        if row.told.now:
            st.markdown(plain(_("Nu: {nu}").format(nu=row.told.now)))
        if row.told.difference:
            st.markdown(plain(_("Verschil: {verschil}").format(verschil=row.told.difference)))
        if row.begin.known != cache.ONE_VERSION:  # that is said once, above the board
            st.caption(plain(row.told.sentence))


def _what_changed(where: Region, shown: list[Shown]) -> None:
    """List what became different in the data between the start of an actie and now, per version at the start."""
    begins = sorted({row.begin.number for row in shown if row.begin.known == cache.FOUND})
    begins = [number_ for number_ in begins if cache.changed_inputs(where, number_)]
    if not begins:
        return
    st.header(_("Wat er sinds het begin veranderde"))
    st.write(_("Alleen de tabellen waarmee wij rekenen. De pagina Versies laat alles zien, met wie en waarom."))
    for number_ in begins:
        found = cache.what_changed(where, number_)
        when = moment(cache.begun_on(where, cache.Begin(cache.FOUND, number_)))
        said = _("Sinds versie {n} ({wanneer}): {wat}").format(
            n=number(number_), wanneer=when, wat=summary(counts(found, owner=False))
        )
        with st.expander(plain(said)):
            tables.readable(difference_rows(found, owner=False).head(CHANGES_SHOWN), alt=said)
            if len(found) > CHANGES_SHOWN:
                st.caption(_("En nog {n} andere.").format(n=number(len(found) - CHANGES_SHOWN)))


def _evidence(where: Region, choice: Choice) -> None:
    """Draw how begin and now are measured."""
    evidence.show(
        where,
        formula=_(
            "Wij rekenen de gegevens van de versie bij het begin en die van nu op dezelfde manier door, op de dag van vandaag. "
            "Aanbod dat alleen door de kalender stopte, telt dus ook bij het begin niet mee. Tussen haakjes staat de laagste "
            "en hoogste steunvraag. Een verschil telt als het bij beide dezelfde kant op gaat, ten minste een half mens is en "
            "niet verdwijnt in de afronding. Veranderden ook cijfers over mensen of afstanden, dan rekenen wij een derde keer, "
            "met de mensen van toen en het aanbod van nu, om te zien wat waardoor komt."
        ),
        inputs=evidence.question_inputs(where, choice.question),
        kind=_(
            "aanname: hoeveel mensen steun willen, heeft niemand gemeten; het verschil volgt uit veranderde gegevens"
        ),
        basis=(*evidence.BASIS, "werkgebied", "toegangsregel", "actie"),
        about=subject_of(choice.groep, verandering=("1", "2", "3")),
    )


def _link_to_edit() -> None:
    st.page_link(
        "pages/beheer/bewerken.py", label=_("Acties toevoegen of veranderen"), icon=":material/edit_note:",
        query_params=link_parameters(tabel="actie"),
    )  # fmt: skip
