"""How much may come in at once: enough for a full room, too little for a script that floods the queue.

A limit refuses, it never drops: what was filled in stays in the form, and the sentence says when to try again.
"""

from collections.abc import Sequence
from datetime import timedelta

from mapping.errors import StoreError
from mapping.words import _, ngettext, number

PER_SESSION = 6
"""Bijdragen from one open page within SESSION_WINDOW: someone who has more to tell than one in two minutes is better heard
in a talk."""

SESSION_WINDOW = timedelta(minutes=10)

OVERALL = 150
"""Bijdragen of everybody together within OVERALL_WINDOW: sixty people in a room with two or three each, and no more than a
redactie can read in an afternoon. It also holds for whoever opens a new page each time."""

OVERALL_WINDOW = timedelta(minutes=10)

MOST_WAITING = 2_000
"""Bijdragen that wait for the redactie: months of meetings; a queue that is longer is flooded or forgotten."""


class LimitReached(StoreError):
    """Too much came in at once; nothing was kept, and the same bijdrage can be sent later."""


def refuse_session(sent_at: Sequence[float], now: float) -> None:
    """Raise LimitReached where this page sent PER_SESSION within the window; moments in seconds, in any order."""
    window = SESSION_WINDOW.total_seconds()
    recent = sorted(moment for moment in sent_at if now - moment < window)
    if len(recent) >= PER_SESSION:
        raise LimitReached(_told(recent[-PER_SESSION] + window - now))


def refuse_overall(sent_at: Sequence[float], waiting: int, now: float) -> None:
    """Raise LimitReached where all together sent OVERALL within the window, or MOST_WAITING wait."""
    if waiting >= MOST_WAITING:
        raise LimitReached(
            _(
                "De rij van bijdragen is vol. Vraag de redactie om haar eerst af te handelen; wat u invulde, staat er nog."
            )
        )
    window = OVERALL_WINDOW.total_seconds()
    recent = sorted(moment for moment in sent_at if now - moment < window)
    if len(recent) >= OVERALL:
        raise LimitReached(_told(recent[-OVERALL] + window - now))


def _told(wait_s: float) -> str:
    """Say in whole minutes when it can be tried again."""
    minutes = max(1, -(-int(wait_s) // 60))
    words = ngettext(
        "Er kwamen zojuist veel bijdragen binnen. Probeer het over {n} minuut opnieuw; wat u invulde, blijft staan.",
        "Er kwamen zojuist veel bijdragen binnen. Probeer het over {n} minuten opnieuw; wat u invulde, blijft staan.",
        minutes,
    )
    return words.format(n=number(minutes))
