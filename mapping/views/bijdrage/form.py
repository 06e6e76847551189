"""The form: what someone passes on, in a few taps, without an account and without a word about who sends it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from mapping.errors import Finding, StoreError
from mapping.model import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_TEXT, Bijdragesoort, Bijdragestand
from mapping.store.contribution_check import contribution_findings, tidied
from mapping.store.contribution_limits import refuse_session
from mapping.store.contributions import now_utc
from mapping.store.fields import fields
from mapping.views import cached, url_state
from mapping.views.bijdrage import where as place
from mapping.views.bijdrage.become import INITIATIEF, VINDPLAATS
from mapping.views.bijdrage.nearest import metres, nearest_first
from mapping.views.bijdrage.permission import closed_because, queue_of
from mapping.views.bijdrage.words import KIND_WORDS, LABELS
from mapping.views.cached import Region, Tables
from mapping.views.edit.options import JOINT, Lists, ends, names_of, options_of, word_of
from mapping.views.edit.place import GebiedOf
from mapping.views.filters import Choice
from mapping.views.sources import plain
from mapping.words import _, day

TURN, TOKEN, SENT_AT, NEWS = "_bijdrage_beurt", "_bijdrage_inzending", "_bijdrage_verstuurd", "_bijdrage_nieuws"
"""Session keys: the number of the form (empty widgets after sending), its token, when this page sent, what to say."""

NONE_OF_THESE = ""
"""The choice of a vindplaats that is not in the list."""

POINTED_AT = {
    Bijdragesoort.GESTOPT: (INITIATIEF,),
    Bijdragesoort.GROEP: (VINDPLAATS,),
    Bijdragesoort.VERBINDING: (INITIATIEF, VINDPLAATS),
}
"""What one can point at on the map, where a bijdrage is about something that is in the tables."""


@dataclass(frozen=True)
class Outside:
    """What the page hands over from outside the views: the geo-join and the names of the catalogue."""

    gebied_of: GebiedOf
    lists: Lists


def draw(where: Region, choice: Choice, outside: Outside) -> None:
    """Draw the form and take in what is sent."""
    _say_news()
    turn = st.session_state.setdefault(TURN, 0)
    st.session_state.setdefault(TOKEN, secrets.token_hex(16))
    kinds = {kind: _(word) for kind, word in KIND_WORDS.items()}
    kind = url_state.segments(_("Wat wilt u doorgeven?"), kinds, "bijdrage")
    now, mark = cached.tables(where), f"{kind}-{turn}"
    given = {"soort": kind} | _before(where, choice, outside, now, kind, mark)
    with st.form(f"bijdrage-{mark}", border=False):
        given |= _fields(now, outside.lists, kind, given, mark)
        sent = st.form_submit_button(_("Verstuur"), type="primary", icon=":material/send:", width="stretch")
    answer = st.container()  # right under the button, in sight of a phone
    st.caption(
        _(
            "Schrijf niets over een persoon: geen naam, nummer of verhaal waarin iemand te herkennen is. Wij vragen en bewaren "
            "niet wie u bent, ook niet uw adres op internet. De redactie leest het voor het in de tabellen komt."
        )
    )
    if sent:
        with answer:
            _send(where, now, given)


def _before(where: Region, choice: Choice, outside: Outside, now: Tables, kind: str, mark: str) -> dict[str, object]:
    """Draw what the rest of the form depends on: what is missing, which place, and where."""
    if kind in POINTED_AT:
        return _pointed(where, choice, outside, now, kind, mark)
    given: dict[str, object] = {}
    if kind == Bijdragesoort.ONTBREEKT:
        what = {INITIATIEF: _("Een initiatief"), VINDPLAATS: _("Een vindplaats")}
        given["wat"] = st.radio(
            _("Wat ontbreekt er?"), list(what), format_func=what.get, horizontal=True, key=f"wat-{mark}"
        )
    spot = place.ask(where, outside.gebied_of, mark, start=choice.gebied, needed=kind != Bijdragesoort.ANDERS)
    return given | _where_of(spot)


def _pointed(where: Region, choice: Choice, outside: Outside, now: Tables, kind: str, mark: str) -> dict[str, object]:
    """Draw the map and under it the lists with the nearest to the tapped point first; the point itself is not sent."""
    spot = place.point(where, outside.gebied_of, mark, POINTED_AT[kind], start=choice.gebied)
    far = metres(where, spot.x, spot.y) if spot is not None else {}
    if kind == Bijdragesoort.GESTOPT:
        names = nearest_first(names_of(INITIATIEF, now), far, INITIATIEF)
        return {"initiatief": _kept_one(_("Welk initiatief is gestopt?"), names, f"gestopt-{mark}")}
    if kind == Bijdragesoort.VERBINDING:
        return _two_ends(nearest_first(ends(now), far), mark)
    known = {NONE_OF_THESE: _("Een plaats die er nog niet bij staat")}
    known |= nearest_first(names_of(VINDPLAATS, now), far, VINDPLAATS)
    key = f"plaats-{mark}"
    st.session_state[key] = st.session_state.get(key, NONE_OF_THESE)
    chosen = st.selectbox(_("Welke plaats?"), list(known), format_func=known.get, key=key)
    if not chosen:
        return _where_of(place.choose(where, mark))
    rows = now[VINDPLAATS]
    code = rows.loc[rows[VINDPLAATS] == chosen, "gebiedcode"].iloc[0]
    return {VINDPLAATS: chosen, "gebiedcode": code if isinstance(code, str) else None}


def _where_of(spot: place.Spot) -> dict[str, object]:
    return {"gebiedcode": spot.gebiedcode, "x": spot.x, "y": spot.y}


def _fields(now: Tables, lists: Lists, kind: str, given: Mapping[str, object], mark: str) -> dict[str, object]:
    """Draw the fields that one sends at once."""
    made: dict[str, object] = {}
    if kind == Bijdragesoort.ONTBREEKT or (kind == Bijdragesoort.GROEP and not given.get("vindplaats")):
        made |= _new_place(given.get("wat") or VINDPLAATS, lists, mark)
    if kind in (Bijdragesoort.ONTBREEKT, Bijdragesoort.GROEP):
        label = _("Voor wie is het? (mag u overslaan)") if given.get("wat") == INITIATIEF else _("Welke groep?")
        made["subgroep"] = _one(label, options_of("initiatief_subgroep", "subgroep", now, {}), f"groep-{mark}")
    label = (
        _("Vertel het in een paar zinnen")
        if kind == Bijdragesoort.ANDERS
        else _("Wilt u er iets bij zeggen? (mag u overslaan)")
    )
    made["toelichting"] = st.text_area(label, key=f"toelichting-{mark}", max_chars=LONGEST_TEXT, height=100)
    return made


def _new_place(what: str, lists: Lists, mark: str) -> dict[str, object]:
    """Draw the fields of a place or initiatief that is not in the tables."""
    named = lists["aanbiederssoort" if what == INITIATIEF else "vindplaatstype"]
    column = "aanbiederssoort" if what == INITIATIEF else "type"
    types = {code: word_of(code, named) for code in fields(what)[column].choices}
    label = _("Wie geeft de steun?") if what == INITIATIEF else _("Wat voor plaats is het?")
    return {
        "naam": st.text_input(_("Hoe heet het?"), key=f"naam-{mark}-{what}", max_chars=LONGEST_NAME),
        "type": _one(label, types, f"type-{mark}-{what}"),
        "adres": st.text_input(
            _("Adres, als het openbaar is (mag u overslaan)"), key=f"adres-{mark}-{what}", max_chars=LONGEST_ADDRESS,
            help=_("Geen huisadres. Van opvang, azc en verslavingszorg bewaren wij geen adres en geen punt."),
        ),
    }  # fmt: skip


def _two_ends(known: Mapping[str, str], mark: str) -> dict[str, object]:
    """Draw the choice of two ends, and whether they know each other already."""
    one = _kept_one(_("De een"), known, f"van-{mark}")
    other = _kept_one(_("De ander"), known, f"naar-{mark}")
    answers = {"nee": _("Zij zouden elkaar moeten kennen"), "ja": _("Zij kennen elkaar al")}
    answer = st.radio(_("Hoe zit het?"), list(answers), format_func=answers.get, key=f"kennen-{mark}")
    parts = [(end or JOINT).split(JOINT, 1) for end in (one, other)]
    (van_soort, van), (naar_soort, naar) = ([part or None for part in pair] for pair in parts)
    return {
        "van_soort": van_soort,
        "van": van,
        "naar_soort": naar_soort,
        "naar": naar,
        "kennen_elkaar": answer == "ja",
    }


def _one(label: str, names: Mapping[str, str], key: str) -> str | None:
    """Draw a choice of one code with nothing chosen at first; typing narrows the list."""
    return st.selectbox(
        label,
        list(names),
        index=None,
        format_func=names.get,
        key=key,
        placeholder=_("Kies of typ een deel van de naam"),
    )


def _kept_one(label: str, names: Mapping[str, str], key: str) -> str | None:
    """Draw such a choice outside the form; it stays when a tap on the map puts the list in another order."""
    if st.session_state.get(key) is not None:
        st.session_state[key] = st.session_state[key]
    return _one(label, names, key)


def _send(where: Region, now: Tables, given: Mapping[str, object]) -> None:
    """Check a bijdrage and keep it; what is wrong is said, and the fields stay as they are."""
    refusal = closed_because(where)
    if refusal:
        st.error(plain(refusal))
        return
    moment = now_utc()
    row = with_gebied(tidied(given), now) | {"voorbeeld": cached.is_example(where)}
    whole = {
        **row,
        "bijdrage": "b-nieuw",
        "ingediend_op": moment.isoformat(timespec="seconds"),
        "stand": Bijdragestand.NIEUW,
    }
    findings = contribution_findings(whole, now, today=date.today().isoformat())
    if findings:
        st.error(_("Dit kan nog niet worden verstuurd. Er is niets bewaard; wat u invulde, blijft staan."))
        st.markdown("\n".join(f"- {plain(worded(finding))}" for finding in findings))
        return
    sent_at = st.session_state.setdefault(SENT_AT, [])
    try:
        refuse_session(sent_at, moment.timestamp())
        code = queue_of(where).submit(row, st.session_state[TOKEN], now=moment)
    except StoreError as error:
        st.error(plain(str(error)))
        return
    sent_at.append(moment.timestamp())
    st.session_state[NEWS] = code
    st.session_state[TURN] += 1
    st.session_state[TOKEN] = secrets.token_hex(16)
    place.forget()
    st.rerun()


def with_gebied(row: dict[str, object], now: Tables) -> dict[str, object]:
    """Return a bijdrage with the gebied of what it points to, where it says none itself."""
    if row.get("gebiedcode") is not None:
        return row
    pointing = [(INITIATIEF, row.get("initiatief")), (row.get("van_soort"), row.get("van"))]
    for table, code in pointing:
        if code is None or table not in (INITIATIEF, VINDPLAATS):
            continue
        found = now[table].loc[now[table][table] == code, "gebiedcode"].dropna()
        if len(found):
            return {**row, "gebiedcode": str(found.iloc[0])}
    return row


def worded(finding: Finding) -> str:
    """Write a fault with the label of its field, and not the name of its column."""
    column = _(LABELS[finding.column]) if finding.column in LABELS else ""
    return Finding(finding.message, column, None, "", finding.value, finding.cure).sentence()


def _say_news() -> None:
    """Say once that a bijdrage came in, with its number."""
    code = st.session_state.pop(NEWS, None)
    if code:
        told = _(
            "Dank u wel. Uw bijdrage is binnen ({code}, {day}). Wilt u nog iets doorgeven? Het formulier is weer leeg."
        )
        st.success(plain(told.format(code=code, day=day(date.today().isoformat()))), icon=":material/check:")
