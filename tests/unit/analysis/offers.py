"""Random small cases for the property tests: people, initiatieven, reach and rules."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

CELLEN, INITIATIEVEN, GROEPEN = st.integers(1, 6), st.integers(1, 5), st.integers(1, 4)
PEOPLE = st.one_of(st.just(0.0), st.floats(0.01, 1000))
WEIGHTS = st.one_of(st.just(0.0), st.just(1.0), st.floats(0.01, 1))
CAPACITY = st.one_of(st.just(np.nan), st.just(0.0), st.floats(0.01, 1000))


@st.composite
def offers(draw) -> tuple[np.ndarray, dict]:
    """Draw (need, the other arguments of split_need by name)."""
    cellen, initiatieven, groepen = draw(CELLEN), draw(INITIATIEVEN), draw(GROEPEN)
    rule = arrays(bool, (initiatieven, groepen))
    place_rule = arrays(bool, (cellen, initiatieven)).map(csr_array)
    arguments = {
        "capacity": draw(arrays(float, initiatieven, elements=CAPACITY)),
        "weight": csr_array(draw(arrays(float, (cellen, initiatieven), elements=WEIGHTS))),
        "suits": draw(rule),
        "admits_person": draw(st.none() | rule),
        "admits_place": draw(st.none() | place_rule),
    }
    return draw(arrays(float, (cellen, groepen), elements=PEOPLE)), arguments


def reordered(arguments: dict, *, cellen=None, initiatieven=None) -> dict:
    """Return the arguments with the cellen and the initiatieven in another order."""
    rows = slice(None) if cellen is None else cellen
    columns = slice(None) if initiatieven is None else initiatieven
    pairs = {"weight", "admits_place"}
    return {
        name: value if value is None else value[rows][:, columns] if name in pairs else value[columns]
        for name, value in arguments.items()
    }
