"""A planted write in what sessions share is refused, so that the page tests would see it."""

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

from tests.pages.frozen import freeze


@pytest.mark.parametrize(
    ("dtype", "kind"), [("boolean", bool), ("bool", bool), ("Int64", "int64"), ("Float64", float), ("float64", float)]
)
def test_values_that_pandas_hands_out_of_a_column_refuse_to_be_written(dtype, kind):
    table = freeze({"initiatief": pd.DataFrame({"x": pd.Series([1, 0, 1], dtype=dtype)})})["initiatief"]
    values = table["x"].to_numpy(dtype=kind)

    with pytest.raises(ValueError, match="read-only"):
        values[0] = 0
    assert table["x"].tolist() == [1, 0, 1]


def test_arrays_inside_what_is_shared_refuse_to_be_written():
    dense, sparse = freeze([np.ones(2), csr_array(np.eye(2))])

    for values in (dense, sparse.data):
        with pytest.raises(ValueError, match="read-only"):
            values *= 2
