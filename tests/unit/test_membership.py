"""Membership in a column of text: as pandas tells it, but for what is missing."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from mapping.membership import among

texts = st.lists(st.sampled_from(["", "a", "b", "c"]) | st.none())


@given(texts, texts)
def test_same_as_isin_of_pandas_and_missing_is_never_among(values, others):
    column, wanted = pd.Series(values, dtype="str"), pd.Series(others, dtype="str")
    known = column.isin(wanted.dropna().tolist()) & column.notna()

    assert among(column, wanted).tolist() == known.tolist()
    assert among(column, set(wanted.dropna())).tolist() == known.tolist()


def test_index_is_that_of_the_values():
    found = among(pd.Series(["a", "b"], index=[7, 3], dtype="str"), ["b"])
    assert found.to_dict() == {7: False, 3: True}
    assert found.dtype == bool
