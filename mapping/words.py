"""What the product says and how it writes numbers and dates: gettext and Babel, without Streamlit."""

import gettext as gettext_module
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = ("nl", "en")
"""Dutch is the source language; English stands in `locale/en`."""

LOCALE_FOLDER = Path(__file__).parent / "locale"

_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


def use_language(language: str) -> None:
    """Speak this language from now on in the running thread; raises ValueError for one that we do not have."""
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {LANGUAGES}, not {language!r}")
    _language.set(language)


def language() -> str:
    """Return the language code that is in use: `nl` or `en`."""
    return _language.get()


@lru_cache
def _translations(code: str) -> gettext_module.NullTranslations:
    """Read the catalogue of one language; the source language needs none."""
    path = LOCALE_FOLDER / code / "LC_MESSAGES" / "zin.po"
    if not path.exists():
        return gettext_module.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return gettext_module.GNUTranslations(compiled)


def _(message: str) -> str:
    """Return the message in the language in use."""
    return _translations(_language.get()).gettext(message)


def ngettext(one: str, many: str, count: float) -> str:
    """Return the form that fits the count, in the language in use."""
    return _translations(_language.get()).ngettext(one, many, 1 if count == 1 else 2)


def N_(message: str) -> str:
    """Mark a message for the catalogue where it is named, to be translated where it is shown."""
    return message


def number(value: float, *, decimals: int = 0) -> str:
    """Write a number as people here do: `1.240` in Dutch, `1,240` in English; a missing value as an empty text."""
    if value is None or value != value:
        return ""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(round(value, decimals) + 0.0, format=pattern, locale=_language.get())


def percent(share: float, *, decimals: int = 0) -> str:
    """Write a share (0 to 1) as a percentage: `12,5%`; a missing value as an empty text."""
    written = number(share * 100 if share is not None else float("nan"), decimals=decimals)
    return written + "%" if written else ""


def day(iso: str | None) -> str:
    """Write an ISO date as `1-1-2022` in Dutch, `1 Jan 2022` in English; a missing one as an empty text."""
    if not isinstance(iso, str) or not iso:
        return ""
    pattern = "d-M-yyyy" if _language.get() == "nl" else "d MMM yyyy"
    return format_date(date.fromisoformat(iso), format=pattern, locale=_language.get())
