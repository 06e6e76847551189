"""A program that is killed during an import, at any moment, leaves all of it or nothing; 50 times in the long tests."""

import pytest

from tests.unit.store.killed import kill_imports


@pytest.mark.timeout(900)
def test_killed_import_is_there_whole_or_not_at_all(engine):
    tally = kill_imports(engine, 5, seed=4)
    assert tally["killed"] == 5


@pytest.mark.lang
@pytest.mark.timeout(7200)
def test_killed_import_is_there_whole_or_not_at_all_fifty_times(engine, capsys):
    tally = kill_imports(engine, 50, seed=40)
    with capsys.disabled():
        print(f"\n{type(engine).__name__}: {dict(tally)}")
    assert tally["killed"] == tally["all of the import"] + tally["nothing of the import"] == 50
