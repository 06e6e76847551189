"""What goes wrong between us and a database, as a sentence: what happened, what became of the data, what to do.

Nothing of the database's own message is shown: it may name computers and users, and comes in any language.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from mapping.errors import StoreError
from mapping.words import N_, _

BUSY = ("55P03", "40P01", "40001")
"""Codes of PostgreSQL: a lock not given in time, two that wait for each other, a state that moved on."""

UNFIT = N_("er staat een waarde in die de database niet kan bewaren")

REASONS = {
    "28": N_("de naam of het wachtwoord klopt niet"),
    "3D": N_("deze database bestaat niet"),
    "42501": N_("u hebt in deze database niet genoeg rechten"),
    "25006": N_("de database is alleen om te lezen"),
    "53100": N_("de schijf van de database is vol"),
    "53200": N_("de database heeft te weinig geheugen"),
    "57014": N_("het duurde te lang"),
    "2BP01": N_("iets anders in de database, zoals een view, hangt van een tabel af"),
    "22": UNFIT,
    "23": UNFIT,
}
"""Reasons by the code of PostgreSQL or its first two signs, the class."""

GONE_CLASSES = ("08", "57P", "53300")
"""The connection broke, the server stops or starts, or it has no place left: later it may work."""


@contextmanager
def as_sentences(name: str, *, writing: bool) -> Iterator[None]:
    """Turn every error of the database inside the block into a StoreError about the schema `name`."""
    try:
        yield
    except (SQLAlchemyError, psycopg.Error, UnicodeEncodeError) as error:
        raise sentence(error, name, writing=writing) from error


def sentence(error: Exception, name: str, *, writing: bool) -> StoreError:
    """Word an error of the database; `writing` says that a change was on its way, of which nothing has stayed."""
    code = code_of(error)
    unchanged = " " + _("Er is niets veranderd.") if writing else ""
    if is_gone(error):
        text = _(
            "De database met {name} is nu niet te bereiken. Probeer het zo nog eens; blijft het zo, kijk dan of zij aan"
            " staat en of het adres en het wachtwoord kloppen."
        )
    elif code in BUSY:
        text = _("Iemand anders schrijft nu in {name}. Probeer het zo nog eens.")
    elif writing:
        text = _("{name} kan niet worden geschreven: {reason}.")
    else:
        text = _("{name} kan niet worden gelezen: {reason}.")
    return StoreError(text.format(name=name, reason=_reason(error, code)) + unchanged)


def code_of(error: Exception) -> str:
    """Return the code that PostgreSQL gave an error, or nothing."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlstate", None) or ""


def is_gone(error: Exception) -> bool:
    """Tell whether the database could not be reached, or went away under way."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = code_of(error)
    return isinstance(cause, psycopg.OperationalError) and (not code or code.startswith(GONE_CLASSES))


def _reason(error: Exception, code: str) -> str:
    """Say why in a few words; a code that we have no words for stays as it is, so that someone can look it up."""
    if isinstance(error, UnicodeEncodeError) or (not code and isinstance(error, psycopg.DataError)):
        return _(UNFIT)
    words = REASONS.get(code) or REASONS.get(code[:2])
    return _(words) if words else _("de database weigerde dit (code {code})").format(code=code or "?")
