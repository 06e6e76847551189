"""Codes of an export fill the empty columns of a gesprek, so that they count; what a person filled in stays."""

import pandas as pd

from mapping.analysis.gesprek.taken import counted_codes, filled_columns

KNOWN = pd.DataFrame(
    {
        "gesprek": ["een", "twee"],
        "subgroepen": ["verlies", None],
        "vraagtype": ["stilte", None],
        "uitingsvorm": [None, "onbekend"],
        "barrieres": [None, "bereik"],
    }
)


def coded(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Return rows of a file: gesprek, codeur, soort, code."""
    return pd.DataFrame(rows, columns=["gesprek", "codeur", "soort", "code"])


def test_code_of_a_new_document_fills_its_column():
    found = filled_columns(
        KNOWN,
        coded(
            ("drie", "codeur-1", "subgroep", "verlies"),
            ("drie", "codeur-1", "subgroep", "eenzaam"),
            ("drie", "codeur-1", "vraagtype", "gesprek"),
        ),
    )

    assert found == {"drie": {"subgroepen": ["verlies", "eenzaam"], "vraagtype": "gesprek"}}
    assert counted_codes(found) == 3


def test_what_a_person_filled_in_is_never_changed_and_empty_or_unknown_is_filled():
    found = filled_columns(
        KNOWN,
        coded(
            ("een", "codeur-1", "vraagtype", "gesprek"),
            ("een", "codeur-1", "barriere", "bereik"),
            ("twee", "codeur-1", "barriere", "vorm"),
            ("twee", "codeur-1", "uitingsvorm", "emotie"),
        ),
    )

    assert found == {"een": {"barrieres": ["bereik"]}, "twee": {"uitingsvorm": "emotie"}}


def test_first_coder_tells_and_of_several_codes_in_one_column_the_first_and_geen_is_no_code():
    found = filled_columns(
        KNOWN,
        coded(
            ("drie", "codeur-2", "vraagtype", "stilte"),
            ("drie", "codeur-1", "vraagtype", "gesprek"),
            ("drie", "codeur-1", "vraagtype", "contact"),
            ("drie", "codeur-1", "barriere", "geen"),
        ),
    )

    assert found == {"drie": {"vraagtype": "gesprek"}}
    assert filled_columns(KNOWN, coded()) == {}
