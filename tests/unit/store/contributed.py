"""Bijdragen for tests: one good row per soort about the small region, and the moment on which they come in."""

from datetime import UTC, datetime

NOW = datetime(2026, 11, 29, 14, 5, tzinfo=UTC)
TODAY = "2026-11-29"
WIJK = "WK000001"

MISSING = {
    "soort": "ontbreekt", "wat": "initiatief", "naam": "Koffie aan de Maas", "type": "vrijwilligers",
    "gebiedcode": WIJK, "voorbeeld": False,
}  # fmt: skip
STOPPED = {"soort": "gestopt", "initiatief": "inloop", "voorbeeld": False}
ELSE = {"soort": "anders", "toelichting": "De bus stopt er niet meer", "voorbeeld": False}
PAIR = {
    "soort": "verbinding", "van_soort": "initiatief", "van": "inloop", "naar_soort": "organisatie", "naar": "org",
    "kennen_elkaar": False, "voorbeeld": False,
}  # fmt: skip


def whole(row: dict, **others: object) -> dict:
    """Return a row as it is checked: with a code, a moment and a stand."""
    return {"bijdrage": "b-bcdfghjk", "ingediend_op": NOW.isoformat(), "stand": "nieuw", **row, **others}
