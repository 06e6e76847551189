"""The page Redactie: one bijdrage beside what may be the same, and four ways to deal with it; then what was decided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
import streamlit as st

from mapping.errors import StoreError
from mapping.model import OVERGENOMEN, Bijdragestand
from mapping.store.contributions import OTHERS_KEPT, REFUSED_KEPT, ContributionQueue, now_utc
from mapping.views import cached, editing, tables, url_state
from mapping.views.bijdrage import compare, decide, verdict
from mapping.views.bijdrage.become import Context
from mapping.views.bijdrage.permission import closed_because, queue_of
from mapping.views.bijdrage.words import KIND_WORDS, STAND_WORDS, facts_of, gebied_word, names_in, subject_of
from mapping.views.cached import Region
from mapping.views.edit.options import Lists
from mapping.views.editing_permission import closed_because as deciding_closed
from mapping.views.offer_check_cache import ReadChanges
from mapping.views.sources import plain
from mapping.words import _, day, number

Names = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Outside:
    """What the page hands over from outside the views: the names of the catalogue, and the dead codes."""

    lists: Callable[[], Lists]
    changes: ReadChanges


def draw(where: Region, outside: Outside) -> None:
    """Draw the page; what people sent is only shown to who may decide, on the computer that runs the program."""
    queue, closed = queue_of(where), closed_because(where)
    if closed and not queue.path.exists():
        st.info(plain(closed), icon=":material/lock:")
        return
    if deciding_closed():
        st.write(_("Alleen wie mag bewerken, ziet hier wat er binnenkwam."))
    if not editing.draw_gate(where):
        return
    if closed:
        st.caption(plain(closed))
    _clear(queue)
    rows, names = queue.all(), names_in(cached.tables(where))
    waiting = rows[rows["stand"] == Bijdragestand.NIEUW]
    _say_decided_meanwhile(queue, rows[rows["stand"] != Bijdragestand.NIEUW])
    _figures(rows)
    _waiting(where, queue, waiting, names, outside)
    _decided(where, queue, rows[rows["stand"] != Bijdragestand.NIEUW], names)


def _say_decided_meanwhile(queue: ContributionQueue, decided: pd.DataFrame) -> None:
    """Say that somebody else decided on the bijdrage that this reader had before them: what they pressed did nothing."""
    seen = decided[decided["bijdrage"] == st.session_state.pop(verdict.SEEN, None)]
    if len(seen):
        st.warning(plain(queue.told(seen.iloc[0])))


def _clear(queue: ContributionQueue) -> None:
    """Remove what was kept long enough; where that fails the page still works and says so."""
    try:
        queue.clear_old(now=now_utc())
    except StoreError as error:
        st.warning(plain(str(error)))


def _figures(rows: pd.DataFrame) -> None:
    """Draw how many bijdragen wait and how many were dealt with."""
    counts = rows["stand"].value_counts()
    row = st.container(horizontal=True)
    for stand, word in STAND_WORDS.items():
        row.metric(_(word).capitalize(), number(int(counts.get(stand, 0))), border=True)


def _waiting(where: Region, queue: ContributionQueue, waiting: pd.DataFrame, names: Names, outside: Outside) -> None:
    """Draw the bijdragen that wait: choose one, see it beside what may be the same, and decide."""
    st.header(_("Wacht op een besluit"))
    if waiting.empty:
        st.info(_("Er wacht niets. Ververs de pagina om te zien of er iets bij kwam."))
        return
    labels = {row["bijdrage"]: _label(row, names) for _place, row in waiting.iterrows()}
    code = url_state.select(_("Welke bijdrage?"), labels, "welke")
    row = waiting[waiting["bijdrage"] == code].iloc[0]
    now, lists = cached.tables(where), outside.lists()
    kinds = {**lists["aanbiederssoort"], **lists["vindplaatstype"]}
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.subheader(_("De bijdrage"))
        tables.readable(facts_of(row, names, kinds), alt=_("Wat er in deze bijdrage staat"))
        st.caption(
            plain(_("Nummer {code}, binnen op {moment}.").format(code=code, moment=_moment(row["ingediend_op"])))
        )
    with right:
        found = _beside(row, now, waiting)
    context = Context(now, date.today().isoformat(), outside.changes)
    verdict.draw(where, queue, row, found, context, lists)


def _beside(row: pd.Series, now: cached.Tables, waiting: pd.DataFrame) -> pd.DataFrame:
    """Draw what may be the same, with the measure; return it."""
    st.subheader(_("Wat er misschien al is"))
    found = compare.alike(row, now, waiting)
    same = compare.same_in_queue(row, waiting)
    if len(same):
        st.info(_("In de rij staan nog {n} bijdragen die precies hetzelfde aanwijzen.").format(n=number(len(same))))
    if row["soort"] == "verbinding" and compare.verbinding_is_there(row, now):
        st.info(_("Tussen deze twee staat al een verbinding in de tabel. Bekijk haar op de pagina Bewerken."))
    if len(found):
        tables.readable(compare.shown(found), alt=_("Rijen die op deze bijdrage lijken"))
    elif len(same) == 0:
        st.write(_("Wij vinden niets dat hierop lijkt."))
    st.caption(compare.measure())
    return found


def _decided(where: Region, queue: ContributionQueue, rows: pd.DataFrame, names: Names) -> None:
    """Draw what was decided, by whom and why, and the way back."""
    st.header(_("Besloten"))
    st.caption(
        _(
            "Afgewezen bijdragen gaan {refused} dagen na het besluit voorgoed weg, andere na {others} dagen. Een versie blijft."
        ).format(refused=number(REFUSED_KEPT.days), others=number(OTHERS_KEPT.days))
    )
    if rows.empty:
        st.write(_("Er is nog niets besloten."))
        return
    rows = rows.sort_values("besloten_op", ascending=False, kind="stable")
    tables.readable(decided_rows(rows, names), alt=_("Besluiten over bijdragen, het nieuwste eerst"))
    with st.expander(_("Een besluit terugnemen"), icon=":material/undo:"):
        labels = {row["bijdrage"]: _label(row, names) for _place, row in rows.iterrows()}
        code = st.selectbox(_("Welk besluit?"), list(labels), format_func=labels.get, key="besluit")
        row = rows[rows["bijdrage"] == code].iloc[0]
        if row["stand"] in OVERGENOMEN and pd.notna(row["versie"]):
            st.write(_("Wat versie {n} veranderde, draaien wij dan ook terug; dat wordt een nieuwe versie.").format(
                n=number(int(row["versie"]))
            ))  # fmt: skip
        why = editing.ask_why("besluit-waarom")
        if st.button(_("Neem terug"), key="besluit-terug") and decide.take_back(where, queue, row, why):
            st.rerun()


def decided_rows(rows: pd.DataFrame, names: Names) -> pd.DataFrame:
    """Return decisions in words of the screen."""
    return pd.DataFrame(
        {
            _("Bijdrage"): [_label(row, names) for _place, row in rows.iterrows()],
            _("Besluit"): [_(STAND_WORDS[stand]) for stand in rows["stand"]],
            _("Door"): rows["besloten_door"],
            _("Wanneer"): [_moment(moment) for moment in rows["besloten_op"]],
            _("Reden"): rows["reden"],
            _("Versie"): [number(int(one)) if pd.notna(one) else _("geen") for one in rows["versie"]],
        },
        dtype="str",
    )


def _label(row: pd.Series, names: Names) -> str:
    """Return a bijdrage in a line: when, what kind, where, about what."""
    parts = [_(KIND_WORDS[row["soort"]]), gebied_word(row["gebiedcode"], names), subject_of(row, names)]
    return f"{_moment(row['ingediend_op'])} · " + " · ".join(part for part in parts if part)


def _moment(moment: object) -> str:
    """Write a moment as day and time of this computer; empty where there is none."""
    if not isinstance(moment, str):
        return ""
    local = datetime.fromisoformat(moment).astimezone()
    return f"{day(local.date().isoformat())} {local:%H:%M}"
