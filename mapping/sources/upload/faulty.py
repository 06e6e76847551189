"""The faulty rows of a file with the reason beside them, to mend and hand in again; what points to a person is left out."""

import io

import pandas as pd
import xlsxwriter

from mapping.sources.upload.asked import Asked
from mapping.sources.upload.report import Report
from mapping.sources.upload.synonyms import REASON_HEADER, ROW_HEADER
from mapping.words import _

LONGEST_CELL = 32_000
"""Signs that fit in a cell of a spreadsheet (32,767), with room for an apostrophe."""


def faulty_rows(asked: Asked, report: Report) -> pd.DataFrame:
    """Return the rows with a fault as they stood in the file, with their row number first and the reasons last.

    A cell in which a person was found is replaced by a sentence: this file must not spread what we refuse.
    """
    places = list(report.bad)
    rows = pd.DataFrame(asked.cells.drop(columns="geometry", errors="ignore")).loc[places].astype("str")
    for finding in report.persons:
        place = None if finding.row is None else finding.row - asked.first_row
        if place in rows.index and finding.column in rows.columns:
            rows.at[place, finding.column] = _("(weggelaten: persoonsgegevens)")
    rows.insert(0, ROW_HEADER.capitalize(), [asked.first_row + place for place in places])
    reasons = [" ".join(dict.fromkeys(report.bad[place])) for place in places]
    return rows.assign(**{REASON_HEADER.capitalize(): reasons}).reset_index(drop=True)


def faulty_xlsx(rows: pd.DataFrame) -> bytes:
    """Write the rows as a spreadsheet of text: no cell is a formula or a link; the header stays in sight."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Foute rijen")
        bold = book.add_format({"bold": True, "bottom": 1})
        for place, name in enumerate(rows.columns):
            sheet.write_string(0, place, str(name)[:LONGEST_CELL], bold)
        for line, row in enumerate(rows.itertuples(index=False), start=1):
            for place, cell in enumerate(row):
                if not pd.isna(cell):
                    sheet.write_string(line, place, str(cell)[:LONGEST_CELL])
        sheet.freeze_panes(1, 0)
    return out.getvalue()
