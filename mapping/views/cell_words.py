"""One cell of a table as a reader sees it: short, a missing one as such, a shape as a word."""

import re

import pandas as pd

from mapping.errors import shortened
from mapping.words import _

SHAPE = re.compile(r"[0-9A-F]{42,}")
"""WKB in hexadecimal digits: 21 bytes is a point, the smallest shape."""


def cell_words(value: object) -> str:
    """Return the text of a cell for the screen; empty where it is missing."""
    if pd.isna(value):
        return _("(leeg)")
    text = str(value)
    return _("een vorm op de kaart") if SHAPE.fullmatch(text) else shortened(text)
