"""Makes values read-only, as deep as they go, so that a page that writes in them fails at once."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

import numpy as np
import pandas as pd
from scipy.sparse import issparse

BUFFERS = ("_data", "_mask")
"""Where pandas keeps a column that knows of gaps: to_numpy() may hand out that very array. Other columns it guards itself."""


def freeze(value: object) -> object:
    """Return the same value; every array in it, also that of a column of a table, refuses to be written."""
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
    elif isinstance(value, pd.DataFrame):
        for name in value.columns:
            _parts([getattr(value[name].array, buffer, None) for buffer in BUFFERS])
    elif issparse(value):
        _parts([getattr(value, part, None) for part in ("data", "indices", "indptr")])
    elif isinstance(value, Mapping):
        _parts(value.values())
    elif isinstance(value, (tuple, list)):
        _parts(value)
    elif is_dataclass(value):
        _parts([getattr(value, one.name) for one in fields(value)])
    return value


def _parts(values) -> None:
    for value in values:
        freeze(value)
