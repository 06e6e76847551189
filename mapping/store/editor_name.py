"""The name that stands with a change: asked once, kept in the folder of this user, and nothing else about that person."""

import os
import re
import tempfile
from contextlib import suppress

from mapping.errors import StoreError
from mapping.store.reasons import why_not_written
from mapping.store.scenarios import state_folder
from mapping.words import _

FILE = "naam.txt"
LONGEST = 60
"""Characters: a name or a function; more is a text."""

MOST_BYTES = 4 * LONGEST
"""Bytes of the file: one name in UTF-8."""

DIGITS_IN_A_ROW = re.compile(r"(?:\d[\s().+-]*){6}")
"""What a phone number, a BSN or a date of birth has and a name has not."""


def fault_of(name: str) -> str:
    """Return a sentence where a text cannot stand with a change, empty where it can."""
    if not name.strip():
        return _("Vul een naam of functie in.")
    if len(name) > LONGEST:
        return _("Deze naam is te lang. Gebruik hoogstens {n} tekens.").format(n=LONGEST)
    if not name.isprintable():
        return _("In deze naam staat een teken dat niet te lezen is. Typ de naam opnieuw.")
    if "@" in name or DIGITS_IN_A_ROW.search(name):
        return _("Vul hier geen e-mailadres, telefoonnummer of ander nummer in. Een naam of functie is genoeg.")
    return ""


def kept_name() -> str:
    """Return the name that was kept; empty where there is none, or none that can be one."""
    try:
        with (state_folder() / FILE).open("rb") as source:
            name = source.read(MOST_BYTES + 1).decode("utf-8").strip()
    except (OSError, UnicodeError):
        return ""
    return "" if fault_of(name) else name


def keep_name(name: str) -> None:
    """Keep a name, whole or not at all; raises StoreError with a sentence where it cannot be one or be written."""
    if fault_of(name):
        raise StoreError(fault_of(name))
    part = None
    try:
        state_folder().mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(
            dir=state_folder(), prefix=".naam-", suffix=".tmp"
        )  # readable by its owner only
        with os.fdopen(handle, "w", encoding="utf-8") as written:
            written.write(name.strip())
        os.replace(part, state_folder() / FILE)
    except (OSError, UnicodeError) as error:
        if part is not None:
            with suppress(OSError):
                os.unlink(part)
        raise StoreError(
            _("Uw naam kan hier niet worden bewaard: {reason}. Hij geldt tot u dit venster sluit.").format(
                reason=why_not_written(error)
            )
        ) from error
