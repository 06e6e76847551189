"""What is proposed for a column that a file lacks is a value that this column may have."""

import pytest

from mapping.sources.upload.fills import needed
from mapping.sources.upload.profiles import profiles


@pytest.mark.parametrize("name", profiles())
def test_proposal_for_a_missing_column_may_stand_in_it(name):
    for each in needed(profiles()[name], {}):
        assert each.suggested in ("", *each.allowed), each.target
