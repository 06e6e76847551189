"""A decision of the redactie: the region gets a version, the queue its mark, and neither is done twice or by half."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from mapping.errors import StoreError
from mapping.model import Bijdragestand
from mapping.store import history
from mapping.store.address import opened
from mapping.store.contribution_check import reason_findings
from mapping.store.contributions import ContributionQueue, Decision, now_utc, reason_of_version
from mapping.views import editing, editing_name
from mapping.views.cached import Region, Tables
from mapping.views.editing_news import keep_news
from mapping.views.editing_permission import closed_because
from mapping.views.sources import plain
from mapping.views.versions_cache import undone
from mapping.views.versions_undo import before
from mapping.words import _, number

Made = Callable[[pd.Series], Tables]
"""Makes whole tables of a bijdrage as it stands in the queue at that moment."""


def take_over(where: Region, queue: ContributionQueue, code: str, stand: str, make: Made, why: str) -> bool:
    """Store what a bijdrage becomes as a version and mark it; True where that was done, else it was said why not."""
    refusal = _refusal(why)
    if refusal:
        st.error(plain(refusal))
        return False
    try:
        with queue.deciding(code) as row:
            if _finish_half(where, queue, code, why):
                return True
            mark = partial(_mark, where, queue, code, stand, why)
            reason = reason_of_version(code, stand, why)
            if not editing.save(where, make(row), reason, base=editing.base_of(where), done=mark):
                return False
            mark()
    except StoreError as error:
        st.error(plain(str(error)))
        return False
    return True


def _finish_half(where: Region, queue: ContributionQueue, code: str, why: str) -> bool:
    """Mark a bijdrage whose version is there already, as of a program that was killed between the two steps."""
    found = queue.unmarked_version(code, history.versions(opened(where.path)))
    if found is None:
        return False
    version, stand = found
    queue.decide(code, Decision(stand, version.who, why, version.number), now=now_utc())
    keep_news(
        [_("Deze bijdrage stond al in versie {n}; wij hebben haar nu afgevinkt.").format(n=number(version.number))]
    )
    return True


def _mark(where: Region, queue: ContributionQueue, code: str, stand: str, why: str) -> None:
    """Mark a bijdrage with the version that holds it; without one nothing in the tables had to change."""
    found = queue.unmarked_version(code, history.versions(opened(where.path)))
    version = found[0].number if found else None
    queue.decide(code, Decision(stand, editing_name.given(), why, version), now=now_utc())


def set_aside(queue: ContributionQueue, code: str, why: str, *, refused: bool) -> bool:
    """Refuse a bijdrage with a reason, or put on record that it was dealt with; True where that was done."""
    refusal = _refusal(why)
    if refusal:
        st.error(plain(refusal))
        return False
    stand = Bijdragestand.AFGEWEZEN if refused else Bijdragestand.AFGEHANDELD
    try:
        with queue.deciding(code):
            queue.decide(code, Decision(stand, editing_name.given(), why), now=now_utc())
    except StoreError as error:
        st.error(plain(str(error)))
        return False
    keep_news([_("Vastgelegd bij bijdrage {code}.").format(code=code)])
    return True


def take_back(where: Region, queue: ContributionQueue, row: pd.Series, why: str) -> bool:
    """Let a decided bijdrage wait again, and take the version back that held it; what came later in it stays."""
    refusal = _refusal(why)
    if refusal:
        st.error(plain(refusal))
        return False
    code = str(row["bijdrage"])
    try:
        if not pd.isna(row["versie"]) and not _undo(where, code, int(row["versie"]), why):
            return False
        queue.take_back(code, editing_name.given(), why, now=now_utc())
    except StoreError as error:
        st.error(plain(str(error)))
        return False
    keep_news([_("Bijdrage {code} wacht weer op een besluit.").format(code=code)])
    return True


def _undo(where: Region, code: str, version: int, why: str) -> bool:
    """Take a version back where it is the one of this bijdrage; True where the region is without it from now on."""
    made = next((one for one in history.versions(opened(where.path)) if one.number == version), None)
    if made is None or code not in (made.why or ""):
        st.error(
            _("De versie van dit besluit staat in een ander bestand. Open dat bestand, of draai terug bij Versies.")
        )
        return False
    older = before(where).get(version)
    if older is None:
        st.error(_("De versie ervoor is niet bewaard. Pas de rij aan op de pagina Bewerken."))
        return False
    way = undone(where, older, version)
    if way.found.empty:
        return True
    return editing.save(where, way.tables, f"Bijdrage {code} teruggenomen: {why}", base=editing.base_of(where))


def _refusal(why: str) -> str:
    """Return in a sentence why nothing may be decided now; empty where it may."""
    closed = closed_because()
    if closed:
        return closed
    if not editing_name.given():
        return _("Vul eerst uw naam of functie in.")
    if not why.strip():
        return _("Schrijf eerst waarom u dit besluit. Er is nog niets veranderd.")
    return next((finding.sentence() for finding in reason_findings(why)), "")
