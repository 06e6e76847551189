"""The verwijskaart itself: the one to call first, the others, what is just outside the rules, and what to do else."""

import re
from html import escape

import pandas as pd
import streamlit as st

from mapping.analysis.bewijs import subject_of
from mapping.analysis.referral.order import just_outside, to_call
from mapping.analysis.referral.verdict import Outcome
from mapping.views import cached, evidence, tables
from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.views.referral_card import advice, cache, share, words
from mapping.views.referral_card.choices import Card
from mapping.views.sources import plain
from mapping.words import _, day, ngettext, number

WRITTEN_OUT = 5
"""Initiatieven that are written out; the others open with one more tap, and the table has them all."""

OUTSIDE_OUT = 8

PRINT_STYLE = """
[data-testid='stMain'] [data-testid='stSelectbox'] [data-baseweb='select'] > div {min-height: 48px}
@media (min-width: 900px) {[class*='st-key-kaart-een'] ul {columns: 2; column-gap: 2rem}}
.zin-contact {font-size: 1.05rem; line-height: 1.9}
.zin-contact a {display: inline-block; padding: .35rem 0; font-weight: 600; color: #43207a}
@media print {
  [data-testid='stSidebar'], [data-testid='stHeader'], [data-testid='stToolbar'], button, iframe,
  [data-testid='stSelectbox'], [data-testid='stButtonGroup'], [data-testid='stDataFrame'], [data-testid='stPageLink'],
  [data-testid='stDownloadButton'] {display: none !important}
  [data-testid='stMain'], [data-testid='stAppViewContainer'], .stApp {position: static !important; overflow: visible !important}
  .block-container {padding: 0 !important; max-width: none !important}
  [data-testid='stVerticalBlockBorderWrapper'] {break-inside: avoid}
}
"""
"""Contact in large type, and how the page comes on paper: without choices, buttons and grids. No value from data is in it."""


def style() -> None:
    """Make the choices large enough for a thumb, and the page fit for paper; no value from data is in it."""
    st.html(f"<style>{PRINT_STYLE}</style>")


def hint() -> None:
    """Say what is still to be chosen."""
    st.info(_("Kies waar iemand woont en om welke groep het gaat. Dan ziet u meteen wie u kunt bellen."))


def draw(where: Region, choice: Choice, card: Card) -> None:
    """Draw the card."""
    found = cache.found(where, choice.question, card.asked)
    calls, outside = to_call(found), just_outside(found)
    on = cache.day_of(choice.question)
    st.header(plain(_("{groep} in {plek}").format(groep=card.groep, plek=card.place)))
    st.markdown(plain(summary(calls, outside, on)))
    loaded = cached.asked_tables(where, choice.question)
    if calls.empty:
        st.warning(_("Wij kennen hier geen aanbod dat past en deze mensen toelaat."))
        for sentence in advice.empty_advice(where, choice.question, card, found):
            st.markdown("- " + plain(sentence))
    else:
        _calls(loaded, calls, card)
    _outside(loaded, outside)
    st.header(_("Wat kunt u nog meer doen?"))
    for sentence in advice.always(where, choice.question, card):
        st.markdown("- " + plain(sentence))
    share.draw(where, choice, card, found)
    _table(where, choice, card, calls, outside)
    _evidence(where, choice, card)


def summary(calls: pd.DataFrame, outside: pd.DataFrame, on: str) -> str:
    """Say in one sentence how many there are to call, to ask, and just outside."""
    sure = int((calls["uitkomst"] == Outcome.CALL).sum()) if len(calls) else 0
    return _("Op {dag}: {sure} om te bellen, {ask} om eerst te vragen, {out} net buiten de regels.").format(
        dag=day(on), sure=number(sure), ask=number(len(calls) - sure), out=number(len(outside))
    )


def _calls(loaded: cached.Tables, calls: pd.DataFrame, card: Card) -> None:
    """Draw who to call: the first with the reason, a few more, and the rest behind one tap."""
    rows = calls.to_dict("records")
    for row in rows[:WRITTEN_OUT]:
        _one(loaded, row, card, first=row is rows[0])
    if len(rows) > WRITTEN_OUT:
        left = len(rows) - WRITTEN_OUT
        with st.expander(ngettext("Nog {n} initiatief", "Nog {n} initiatieven", left).format(n=number(left))):
            for row in rows[WRITTEN_OUT:]:
                _one(loaded, row, card, first=False)


def _one(loaded: cached.Tables, row: dict, card: Card, *, first: bool) -> None:
    """Draw one initiatief: its name, how to reach it, and what is known of it."""
    sure = row["uitkomst"] == Outcome.CALL
    label = (_("Bel eerst") if sure else _("Vraag eerst na")) if first else "" if sure else _("Vraag eerst na")
    with st.container(border=True, key=f"kaart-een-{row['initiatief']}"):
        st.subheader(plain(f"{label}: {row['naam']}" if label else row["naam"]))
        st.html(contact_html(words.contact(loaded, row)))
        if first and sure:
            st.markdown(plain(words.why_first(row)))
        for sentence in words.doubts(loaded, row, card.asked):
            st.markdown(":material/help: " + plain(sentence))
        lines = [f"- **{plain(name)}**: {plain(value)}" for name, value in words.facts(loaded, row, card.asked)]
        st.markdown("\n".join(lines))
        st.caption(plain(" ".join(filter(None, (words.all_checked_words(row), words.old_words(row))))))


def contact_html(facts: list[words.Fact]) -> str:
    """Return how to reach an initiatief: a number that calls, a site that opens, all of it escaped."""
    (_org, organisation), (phone_word, phone), (site_word, site), (place_word, place) = facts
    digits = re.sub(r"[^\d+]", "", phone)
    call = f'<a href="tel:{escape(digits)}">{escape(phone)}</a>' if len(digits) > 2 else escape(phone)
    web = escape(site)
    if words.WEB.fullmatch(site):
        web = f'<a href="{escape(site)}" target="_blank" rel="noopener noreferrer">{escape(site)}</a>'
    lines = (
        f"<b>{escape(organisation)}</b>",
        f"{escape(phone_word)}: {call}",
        f"{escape(site_word)}: {web}",
        f"{escape(place_word)}: {escape(place)}",
    )
    return f'<div class="zin-contact">{"<br>".join(lines)}</div>'


def _outside(loaded: cached.Tables, outside: pd.DataFrame) -> None:
    """Draw what suits but is no answer, with why."""
    st.header(_("Net buiten de regels"))
    if outside.empty:
        st.write(_("Wij kennen niets dat er net buiten valt."))
        return
    st.caption(
        _(
            "Dit past bij de groep, maar er is een regel, een afstand of een dag die in de weg zit. Bel gerust: regels veranderen."
        )
    )
    rows = outside.to_dict("records")
    st.markdown("\n".join(_outside_line(loaded, row) for row in rows[:OUTSIDE_OUT]))
    if len(rows) > OUTSIDE_OUT:
        left = len(rows) - OUTSIDE_OUT
        with st.expander(ngettext("Nog {n} initiatief", "Nog {n} initiatieven", left).format(n=number(left))):
            st.markdown("\n".join(_outside_line(loaded, row) for row in rows[OUTSIDE_OUT:]))


def _outside_line(loaded: cached.Tables, row: dict) -> str:
    said = " ".join(words.obstacles(loaded, row))
    return f"- **{plain(row['naam'])}** ({plain(words.distance_words(row))}): {plain(said)}"


def table_rows(loaded: cached.Tables, calls: pd.DataFrame, outside: pd.DataFrame, card: Card) -> pd.DataFrame:
    """Return every initiatief of a card as a row, in the order of the card, in the columns of the screen."""
    said = {Outcome.CALL: _("bellen"), Outcome.ASK: _("eerst vragen"), Outcome.OUTSIDE: _("net buiten")}
    made = []
    for row in [*calls.to_dict("records"), *outside.to_dict("records")]:
        out = row["uitkomst"] == Outcome.OUTSIDE
        why = words.obstacles(loaded, row) if out else words.doubts(loaded, row, card.asked)
        first = {_("Initiatief"): row["naam"], _("Advies"): said[Outcome(row["uitkomst"])], _("Waarom"): " ".join(why)}
        facts = [*words.contact(loaded, row), *words.facts(loaded, row, card.asked)]
        checked = {
            _("Regels nagevraagd op"): day(row["regel_nagevraagd_op"]) or _("niet nagevraagd"),
            _("Laatst gecontroleerd"): day(row["laatst_gecontroleerd"]) or _("niet bekend"),
        }
        made.append(first | dict(facts) | checked)
    return pd.DataFrame(made)


def _table(where: Region, choice: Choice, card: Card, calls: pd.DataFrame, outside: pd.DataFrame) -> None:
    """Draw the whole card as a table with downloads."""
    st.header(_("De hele kaart als tabel"))
    loaded = cached.asked_tables(where, choice.question)
    rows = table_rows(loaded, calls, outside, card)
    subject = f"{card.groep}, {card.place}"
    tables.show(
        rows, key="verwijskaart", alt=_("Verwijskaart: wie kunt u bellen, en wat valt er net buiten"),
        file_name="verwijskaart.csv", notes=(subject, *tables.download_notes(where)), height=320,
    )  # fmt: skip


def _evidence(where: Region, choice: Choice, card: Card) -> None:
    """Draw how the card was made."""
    asked = {_("plek"): card.place, _("groep"): card.groep, **share.wishes(card.asked)}
    evidence.show(
        where,
        formula=_(
            "Wij nemen al het aanbod dat voor deze groep bedoeld is, en kijken met dezelfde regels als in de rest van dit "
            "dashboard: mag iemand van hier en van deze leeftijd er heen, en is het in de buurt? Bovenaan staat wat zeker mag, "
            "waar plaats bekend is en waar de wachttijd het kortst is. Wat niet bekend is, telt nooit als ja en nooit als 0: dat "
            "staat bij ‘vraag eerst na’. Wat iemand niet kan door een regel, de afstand, of omdat het vol of gestopt is, "
            "staat bij ‘net buiten de regels’."
        ),
        inputs={**asked, **evidence.question_inputs(where, choice.question)},
        kind=_("opgave van de aanbieders; afstand: hemelsbreed maal 1,3, om water heen"),
        basis=("initiatief", "toegangsregel", "werkgebied", "initiatief_taal", "initiatief_vraagtype", "organisatie"),
        about=subject_of(choice.groep, barrieres=("regel_verwijzing",), zin=("regels",)),
    )
