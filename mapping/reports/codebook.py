"""The codebook that goes with every download: per column its meaning, unit, kind of value, and what empty means."""

from collections.abc import Iterable

import pandas as pd

from mapping.reports.catalogue_words import names_of
from mapping.reports.codebook_columns import CHANGES, COLUMNS, Entry
from mapping.reports.codebook_invoering import CHANGING, INVOERING_COLUMNS
from mapping.reports.codebook_machine import MACHINE
from mapping.reports.codebook_samenhang import SAMENHANG_COLUMNS
from mapping.reports.codebook_vindplaats import PER_KIND, VINDPLAATS_COLUMNS
from mapping.reports.exports import BARRIER_COLUMNS, GAP_COLUMNS
from mapping.reports.record_words import RECORD_COLUMNS
from mapping.words import N_, _

BY_RULE = N_("Door: {regel}")
"""The label of a column of one rule: the words of the rule are translated apart."""

UNDESCRIBED = N_("Deze kolom is nog niet beschreven.")
"""What stands in a codebook for a column without an entry; a test sees to it that no page has one."""


def codebook(columns: Iterable[str]) -> pd.DataFrame:
    """Return a row per column of a table on the screen, in the words of the language in use and in the order given."""
    known = _entries()
    return pd.DataFrame([_row(name, known.get(name)) for name in columns])


def undescribed(columns: Iterable[str]) -> list[str]:
    """Return the columns, as labelled in the language in use, that have no entry."""
    known = _entries()
    return [name for name in columns if name not in known]


def machine_codebook() -> pd.DataFrame:
    """Return a row per column of the files of `python -m mapping gaps` and `barriers`."""
    files = (("gaps", GAP_COLUMNS), ("barriers", BARRIER_COLUMNS))
    rows = [{_("Bestand"): file, **_row(name, MACHINE.get(name))} for file, names in files for name in names]
    return pd.DataFrame(rows)


def _entries() -> dict[str, tuple[str, Entry]]:
    """Return label → (meaning, entry) in the language in use; those of changed columns are made from the plain ones."""
    plain = {
        _(label): (_(entry.meaning), entry)
        for label, entry in (
            VINDPLAATS_COLUMNS | RECORD_COLUMNS | SAMENHANG_COLUMNS | INVOERING_COLUMNS | COLUMNS
        ).items()
    }
    found = {**dict.fromkeys(names_of("vindplaatstype").values(), (_(PER_KIND.meaning), PER_KIND)), **plain}
    for label, (numbers, entry) in CHANGING.items():
        found |= {_(label).format(n=one): (_(entry.meaning), entry) for one in numbers}
    start = BY_RULE.format(regel="")
    for label, entry in COLUMNS.items():
        if label.startswith(start):
            rule = label.removeprefix(start)
            found[_(BY_RULE).format(regel=_(rule))] = (_(entry.meaning), entry)
    for pattern, around in CHANGES.items():
        for label, (meaning, entry) in plain.items():
            found.setdefault(_(pattern).format(deel=label), (_(around).format(betekenis=meaning), entry))
    return found


def _row(name: str, known: Entry | tuple[str, Entry] | None) -> dict[str, str]:
    """Return one row of a codebook."""
    meaning, entry = known if isinstance(known, tuple) else (_(known.meaning) if known else _(UNDESCRIBED), known)
    return {
        _("Kolom"): name,
        _("Betekenis"): meaning,
        _("Eenheid"): _(entry.unit) if entry and entry.unit else "",
        _("Soort waarde"): _(entry.kind) if entry else "",
        _("Een lege cel betekent"): _(entry.empty) if entry else "",
    }
