"""What is right and what is wrong with a file: counts, a table of faults with their cure, and the faulty rows to mend."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from mapping.errors import Finding, shortened
from mapping.reports.csv_file import dutch_csv
from mapping.views import tables
from mapping.views.cached import Region
from mapping.views.sources import plain
from mapping.views.upload.forms import XLSX
from mapping.views.upload.tools import Tools
from mapping.words import _, ngettext, number

LISTED = 50
"""Findings that are written out where there is no table."""


def listed(found: Sequence[Finding]) -> None:
    """Write findings as a list."""
    for finding in found[:LISTED]:
        st.markdown(f"- {plain(finding.sentence())}")
    if len(found) > LISTED:
        st.caption(_("En nog {n} andere.").format(n=number(len(found) - LISTED)))


def draw(where: Region, tools: Tools, asked, report) -> None:
    """Draw what is right, what is wrong and what was doubted; all of it, nothing silently left out."""
    good, wrong = st.columns(2)
    good.metric(_("Rijen goed"), number(report.good))
    wrong.metric(_("Rijen met een fout"), number(report.wrong))
    _say_passed_over(report)
    if report.persons:
        text = ngettext(
            "In {n} cel staat iets over een persoon. Dat nemen wij nooit over.",
            "In {n} cellen staat iets over een persoon. Dat nemen wij nooit over.",
            len(report.persons),
        )
        st.error(text.format(n=number(len(report.persons))), icon=":material/shield_person:")
    if report.findings:
        st.subheader(_("Wat er niet klopt"))
        tables.show(
            finding_rows(report.findings), key="toevoegen-fouten", alt=_("Fouten in het bestand, per rij en kolom"),
            file_name="fouten.csv",
        )  # fmt: skip
        _offer_faulty(tools, asked, report)
    elif report.rows:
        st.success(_("Wij vonden geen fouten."), icon=":material/check:")
    if report.doubts:
        st.subheader(_("Om na te gaan"))
        listed(report.doubts)


def _say_passed_over(report) -> None:
    """Say which rows and columns are no part of what was judged."""
    if report.examples:
        rows = ", ".join(number(row) for row in report.examples)
        text = ngettext(
            "Voorbeeld overgeslagen: rij {rows}.", "Voorbeelden overgeslagen: rij {rows}.", len(report.examples)
        )
        st.caption(text.format(rows=rows))
    if not report.rows:
        st.warning(_("Er staan geen rijen in om over te nemen."))
    if report.unused:
        names = ", ".join(f"‘{shortened(name)}’" for name in report.unused)
        st.caption(plain(_("Niet overgenomen kolommen: {names}.").format(names=names)))


def finding_rows(found: Sequence[Finding]) -> pd.DataFrame:
    """Return the findings as rows of the screen; row numbers are those of the file of the user."""
    return pd.DataFrame(
        {
            _("Rij in uw bestand"): [finding.row for finding in found],
            _("Kolom in uw bestand"): [shortened(finding.column) for finding in found],
            _("Wat er staat"): [shortened(finding.value) for finding in found],
            _("Wat er niet klopt"): [finding.message for finding in found],
            _("Wat u kunt doen"): [finding.cure for finding in found],
        }
    ).astype({_("Rij in uw bestand"): "Int64"})


def _offer_faulty(tools: Tools, asked, report) -> None:
    """Offer the faulty rows with their reasons, to mend and choose again."""
    if not report.bad:
        return
    rows = tools.faulty_rows(asked, report)
    left, right, _rest = st.columns([2, 2, 3])
    left.download_button(
        _("Foute rijen voor Excel"), lambda: tools.faulty_xlsx(rows), file_name="foute-rijen.xlsx", mime=XLSX,
        on_click="ignore", key="toevoegen-fout-xlsx", icon=":material/download:",
        help=_("Met de reden erachter. Verbeter ze en kies dat bestand hier opnieuw."),
    )  # fmt: skip
    right.download_button(
        _("Foute rijen als CSV"), lambda: dutch_csv(rows), file_name="foute-rijen.csv", mime="text/csv",
        on_click="ignore", key="toevoegen-fout-csv", icon=":material/download:",
    )  # fmt: skip
