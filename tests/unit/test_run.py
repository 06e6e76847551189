"""The runner of all checks: what needs a browser or a database is installed, or named; nothing is passed over in silence."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests import run

COMMON, POSTGIS = "postgresql-common", "postgresql-15-postgis-3"


class Debian:
    """Stands for a computer with apt-get: remembers what was asked, and fails where it must."""

    def __init__(self, *, failing: str = "", listed: str = f"{POSTGIS} - Geographic objects support\n") -> None:
        self.asked: list[str] = []
        self.failing, self.listed = failing, listed

    def __call__(self, command: list[str], *, limit_s: float | None = None) -> tuple[int, str]:
        line = " ".join(command)
        self.asked.append(line)
        if self.failing and self.failing in line:
            return 100, "Reading lists\nE: Unable to locate package\n"
        return 0, self.listed if command[0] == "apt-cache" else ""

    @property
    def installed(self) -> list[str]:
        return [line.split()[-1] for line in self.asked if " install " in line]


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Debian:
    """Return a computer on which we are root and nothing is installed."""
    computer = Debian()
    monkeypatch.setattr(run, "_run", computer)
    monkeypatch.setattr(run, "may_install", lambda: True)
    monkeypatch.setattr(run, "CLUSTER_SETTINGS", tmp_path / "createcluster.conf")
    monkeypatch.setenv("DEBIAN_FRONTEND", "noninteractive")  # so that what install() sets goes with this test
    return computer


def test_every_test_of_the_unit_folder_is_in_exactly_one_part():
    marks = {part.key: part.marks for part in run.PARTS if part.tests == "tests/unit"}
    assert marks == {"unit": "not database", "database": "database"}


def test_marks_of_a_part_and_the_long_tests_go_together(monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(run, "_run", lambda command: asked.append(command[-1]) or (5, ""))
    part = next(part for part in run.PARTS if part.key == "database")
    pages = next(part for part in run.PARTS if part.key == "pages")
    for one, with_lang in ((part, False), (part, True), (pages, False), (pages, True)):
        run.run_tests(one, with_lang=with_lang)
    assert asked == ["database and not lang", "database", "not lang", ""]


def test_part_that_needs_a_database_is_named_with_what_to_install(monkeypatch):
    monkeypatch.setattr(run, "find_database", lambda: None)
    monkeypatch.setattr(run, "may_install", lambda: False)
    part = next(part for part in run.PARTS if part.needs_database)
    result = run.run_part(part, with_lang=False)
    assert (result.state, result.reason) == ("not run", run.INSTALL_DATABASE)
    assert "postgresql-15-postgis-3" in result.reason
    assert run.judge_strictly(result).state == "failed"
    assert run.judge_strictly(result).counts == Counter(failed=1)


def test_database_that_is_there_is_not_installed(debian, monkeypatch):
    monkeypatch.setattr(run, "find_database", lambda: "/usr/lib/postgresql/15/bin")
    assert run.missing_database() == ""
    assert debian.asked == []


def test_root_gets_the_database_and_debian_starts_none_of_its_own(debian, monkeypatch):
    found = iter([None, "/usr/lib/postgresql/15/bin"])
    monkeypatch.setattr(run, "find_database", lambda: next(found))
    assert run.missing_database() == ""
    assert debian.installed == [COMMON, POSTGIS]
    assert "create_main_cluster = false" in run.CLUSTER_SETTINGS.read_text()


def test_lists_are_fetched_before_each_package_and_a_held_lock_or_a_hiccup_is_waited_for(debian):
    run.install("chromium")
    assert [line.split()[-1] for line in debian.asked] == ["update", "chromium"]
    assert all("DPkg::Lock::Timeout=" in line and "Acquire::Retries=" in line for line in debian.asked)


def test_setting_that_the_owner_made_stays(debian):
    run.CLUSTER_SETTINGS.write_text("create_main_cluster = true\n")
    assert run.install_database() == ""
    assert run.CLUSTER_SETTINGS.read_text() == "create_main_cluster = true\n"


def test_newest_version_of_debian_is_taken(debian):
    debian.listed = "postgresql-9-postgis-3 - old\npostgresql-17-postgis-3 - new\npostgresql-17-postgis-3-scripts - x\n"
    assert run.install_database() == ""
    assert debian.installed == [COMMON, "postgresql-17-postgis-3"]


@pytest.mark.parametrize("failing", ["update", COMMON, POSTGIS])
def test_failed_installation_says_which_command_said_what(debian, failing):
    debian.failing = failing
    reason = run.install_database()
    assert reason.startswith(run.INSTALL_DATABASE)
    assert failing in reason
    assert reason.endswith("said: E: Unable to locate package")


def test_debian_without_the_package_says_so(debian):
    debian.listed = ""
    assert "Debian has no package" in run.install_database()


def test_browser_is_installed_the_same_way(debian, monkeypatch):
    assert run.install_browser() == ""
    assert debian.installed == ["chromium"]
    debian.failing = "chromium"
    assert (
        run.install_browser()
        == f"{run.INSTALL_BROWSER}; '{' '.join(run.APT)} install -y chromium' said: E: Unable to locate package"
    )
    monkeypatch.setattr(run, "may_install", lambda: False)
    assert run.install_browser() == run.INSTALL_BROWSER


def test_part_that_cannot_run_counts_as_skipped_and_on_a_build_server_as_failed():
    result = run.Result("not run", "no database", counts=Counter(skipped=1))
    assert run.report({run.PARTS[0]: result}, 1.0) == 0
    assert run.report({run.PARTS[0]: run.judge_strictly(result)}, 1.0) == 1


def test_way_to_find_the_database_works_from_any_folder(tmp_path):
    asked = "import sys; sys.path.insert(0, sys.argv[1]); from tests import run; print(run.find_database() or 'none')"
    done = subprocess.run(
        [sys.executable, "-c", asked, str(run.ROOT)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip()
    assert done.stdout.strip() == "none" or (Path(done.stdout.strip()) / "initdb").is_file()


def test_parts_of_many_tests_are_shared_over_the_processors_and_one_processor_shares_nothing(monkeypatch):
    monkeypatch.setattr(run, "workers", lambda: 3)
    shared = {part.key: run.sharing(part) for part in run.PARTS}
    assert [key for key, options in shared.items() if options] == ["unit", "database", "pages", "browser"]
    assert shared["pages"] == ["-n", "3", "--dist", "worksteal"]
    monkeypatch.setattr(run, "workers", lambda: 1)
    assert not any(run.sharing(part) for part in run.PARTS)


def test_no_more_workers_than_processors_that_we_may_use_or_than_memory_bears(monkeypatch):
    for usable, expected in ((1, 1), (2, 2), (64, run.MOST_WORKERS)):
        monkeypatch.setattr(run.os, "sched_getaffinity", lambda _pid, usable=usable: set(range(usable)), raising=False)
        assert run.workers() == expected
    monkeypatch.delattr(run.os, "sched_getaffinity")
    monkeypatch.setattr(run.os, "cpu_count", lambda: None)
    assert run.workers() == 1


TESTS_OF_EACH_KIND = """
import os
import pytest

def test_good(): pass
def test_bad(): assert False
@pytest.mark.skip
def test_skipped(): pass
@pytest.fixture
def broken(): raise ValueError
def test_without_its_fixture(broken): pass
def test_that_ends_its_worker(): os._exit(3)
"""


def test_shared_part_counts_every_test_once_also_one_that_ends_its_worker(monkeypatch, tmp_path):
    (tmp_path / "test_each.py").write_text(TESTS_OF_EACH_KIND)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "workers", lambda: 2)
    result = run.run_tests(run.Part("x", "x", tests="test_each.py", in_parallel=True), with_lang=True)
    assert (result.state, result.reason) == ("failed", "3 failed")
    assert result.counts == Counter(passed=1, failed=3, skipped=1)


def test_shared_part_without_tests_is_a_failure(monkeypatch, tmp_path):
    (tmp_path / "test_none.py").write_text("")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "workers", lambda: 2)
    result = run.run_tests(run.Part("x", "x", tests="test_none.py", in_parallel=True), with_lang=True)
    assert (result.state, result.reason) == ("failed", run.NO_TESTS)


LATE_ONCE = """
from pathlib import Path

def test_good(): pass
def test_bad(): assert False
def test_late_once():
    mark = Path("been_here")
    late = not mark.exists()
    mark.touch()
    assert not late
"""


def test_failed_test_of_a_part_with_retries_is_run_again_named_and_counted_once(monkeypatch, tmp_path, capsys):
    (tmp_path / "test_late.py").write_text(LATE_ONCE)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    part = run.Part("x", "x", tests="test_late.py", retries=1)
    result = run.run_tests(part, with_lang=True)
    assert (result.state, result.counts) == ("failed", Counter(passed=2, failed=1, skipped=0))
    assert result.second_time == ("test_late.py::test_bad", "test_late.py::test_late_once")
    run.report({part: result}, 1.0)
    assert "failed once and was run again: test_late.py::test_late_once" in capsys.readouterr().out


def test_only_browser_tests_have_a_second_chance():
    assert [part.key for part in run.PARTS if part.retries] == ["browser"]
