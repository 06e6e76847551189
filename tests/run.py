"""Run every check of the project, part by part: what `make test` calls with the Python of .venv.

Each part gives one line with its result and its time; the output of a part is shown when it fails. A part that cannot
run here is named with what to install; with CI=true that is a failure. The last line counts the tests of all parts.
"""

import argparse
import importlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]

APT_LIMIT_S = 900
"""Seconds that apt-get may take: chromium is about 100 MB, PostGIS about 200 MB."""

APT = ("apt-get", "-q", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300")
"""A server of packages may be away for a moment, and a fresh machine may still be updating itself."""

CLUSTER_SETTINGS = Path("/etc/postgresql-common/createcluster.conf")
"""Where Debian reads whether installing PostgreSQL also makes and starts a database; ours must be the only ones."""

MOST_WORKERS = 4
"""Processes that share the tests of a part: each needs up to 1.5 GB, and a browser of its own in the browser tests."""

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Each worker has one processor: libraries that count with more threads would stand in one another's way."""

NO_TESTS = "no tests found"
INSTALL_BROWSER = "no browser: install Chromium, Chrome or Edge (Debian: apt-get install chromium)"
INSTALL_DATABASE = "no PostGIS: install it (Debian: apt-get install postgresql-15-postgis-3)"
POSTGIS_PACKAGE = re.compile(r"^postgresql-([0-9]+)-postgis-3", re.MULTILINE)
"""Read by apt-cache too, whose expressions are POSIX: it knows [0-9] and not \\d."""

RERUN = re.compile(r"^RERUN (.+)$", re.MULTILINE)
"""How pytest names a test that failed once and was run again."""


@dataclass(frozen=True)
class Part:
    """One part of the run: a tool with its arguments, or pytest on a path, for tests with some marks only.

    retries: how often a failed test is tried again. Only a browser beside other work may be late once; whoever is, is named.
    """

    key: str
    title: str
    tool: tuple[str, ...] = ()
    tests: str = ""
    marks: str = ""
    needs_browser: bool = False
    needs_database: bool = False
    in_parallel: bool = False
    retries: int = 0


PARTS = (
    Part("ruff", "ruff check", tool=("ruff", "check", "--output-format", "concise", ".")),
    Part("format", "ruff format --check", tool=("ruff", "format", "--check", ".")),
    Part("architecture", "architecture", tests="tests/test_architecture.py"),
    Part("unit", "unit tests", tests="tests/unit", marks="not database", in_parallel=True),
    Part("database", "database (PostGIS)", tests="tests/unit", marks="database", needs_database=True, in_parallel=True),
    Part("pages", "pages (AppTest)", tests="tests/pages", in_parallel=True),
    Part("browser", "browser tests", tests="tests/browser", needs_browser=True, in_parallel=True, retries=1),
)


@dataclass
class Result:
    """What came of a part: ok, failed or not run, why, what it printed, its counts, and which tests it had to run twice."""

    state: str
    reason: str = ""
    output: str = ""
    counts: Counter = field(default_factory=Counter)
    second_time: tuple[str, ...] = ()


def count_tests(report: Path) -> Counter:
    """Count passed, failed and skipped tests in a JUnit file; a test that errs in setup or teardown failed."""
    counts = Counter(passed=0, failed=0, skipped=0)
    if not report.is_file():
        return counts
    faults = {"failure", "error"}
    for case in ElementTree.parse(report).iter("testcase"):
        tags = {child.tag for child in case}
        counts["failed" if tags & faults else "skipped" if "skipped" in tags else "passed"] += 1
    return counts


def judge(exit_code: int, counts: Counter) -> tuple[str, str]:
    """Say whether a pytest part is ok, failed or not run, and why. No tests at all is a failure, never a pass."""
    if exit_code == 0 and counts["passed"]:
        return "ok", ""
    if exit_code == 0 and counts["skipped"]:
        return "not run", "every test was skipped"
    if exit_code == 5 or (exit_code == 0 and not counts.total()):
        return "failed", NO_TESTS
    return "failed", f"{counts['failed']} failed" if counts["failed"] else f"pytest ended with code {exit_code}"


def _run(command: list[str], *, limit_s: float | None = None) -> tuple[int, str]:
    """Run a command in the root of the project and return its exit code and all that it printed."""
    settings = {key: value for key, value in os.environ.items() if key != "MAPPING_DATA"}  # tests choose their own data
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=ONE_THREAD | settings | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=limit_s,
        )
    except subprocess.TimeoutExpired:
        return 1, f"{command[0]} took more than {limit_s:.0f} s"
    return done.returncode, done.stdout


def run_tool(part: Part) -> Result:
    """Run a tool that is not pytest."""
    exit_code, output = _run([sys.executable, "-m", *part.tool])
    return Result("failed" if exit_code else "ok", output=output)


def workers() -> int:
    """Return how many processes may run tests at once: one per processor that we may use, up to MOST_WORKERS."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST_WORKERS)


def sharing(part: Part) -> list[str]:
    """Return the options that share a part over processes; each begins with tests that stand together in one file."""
    if not part.in_parallel or workers() == 1:
        return []
    return ["-n", str(workers()), "--dist", "worksteal"]


def run_tests(part: Part, *, with_lang: bool) -> Result:
    """Run pytest on one path; it leaves no cache behind, so that a read-only checkout can be tested too."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        options = ["--reruns", str(part.retries), "-rR"] if part.retries else []
        options += ["-q", "-p", "no:cacheprovider", "--continue-on-collection-errors", f"--junitxml={report}"]
        marks = " and ".join(filter(None, [part.marks, "" if with_lang else "not lang"]))
        exit_code, output = _run([sys.executable, "-m", "pytest", part.tests, *options, *sharing(part), "-m", marks])
        counts = count_tests(report)
    state, reason = judge(exit_code, counts)
    if state == "failed" and not counts["failed"]:
        counts["failed"] = 1  # a part that broke down before a test could fail counts as one
    second_time = tuple(RERUN.findall(output))
    counts["passed"] -= len(
        second_time
    )  # the file of the counts has such a test twice, the first time without its fault
    return Result(state, reason, output, counts, second_time)


def find_browser() -> str | None:
    """Return the path of Chromium, Chrome or Edge, or None; the way to find it belongs to the browser tests."""
    return _ask("tests.browser.browsers", "find_browser")


def find_database() -> str | None:
    """Return the folder with the programs of PostgreSQL, or None; the way to find it belongs to its tests."""
    return _ask("tests.unit.store.cluster", "find_programs")


def _ask(module: str, function: str) -> str | None:
    """Return what a function of a module of the tests finds, as text."""
    sys.path.insert(0, str(ROOT))
    try:
        found = getattr(importlib.import_module(module), function)()
    finally:
        sys.path.remove(str(ROOT))
    return str(found) if found else None


def may_install() -> bool:
    """Tell whether we can install packages of Debian here."""
    return bool(shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0)


def install(package: str) -> str:
    """Install one package of Debian; return which command failed with what, or nothing."""
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    for command in ([*APT, "update"], [*APT, "install", "-y", package]):
        exit_code, output = _run(command, limit_s=APT_LIMIT_S)
        if exit_code:
            last_line = (output.strip().splitlines() or [f"code {exit_code}"])[-1]
            return f"'{' '.join(command)}' said: {last_line}"
    return ""


def install_browser() -> str:
    """Install Debian's chromium when that is possible here; return why it did not work, or nothing."""
    fault = install("chromium") if may_install() else ""
    if fault:
        return f"{INSTALL_BROWSER}; {fault}"
    return "" if may_install() else INSTALL_BROWSER


def install_database() -> str:
    """Install PostGIS for Debian's own PostgreSQL when that is possible here; return why it did not work, or nothing.

    Debian would start a database of its own on installing: postgresql-common comes first, and is told not to.
    """
    if not may_install():
        return INSTALL_DATABASE
    if fault := install("postgresql-common"):
        return f"{INSTALL_DATABASE}; {fault}"
    settings = CLUSTER_SETTINGS.read_text(encoding="utf-8") if CLUSTER_SETTINGS.is_file() else ""
    if not re.search(r"^create_main_cluster", settings, re.MULTILINE):
        CLUSTER_SETTINGS.write_text(f"{settings}\ncreate_main_cluster = false\n", encoding="utf-8")
    _exit_code, listed = _run(["apt-cache", "search", "--names-only", POSTGIS_PACKAGE.pattern], limit_s=APT_LIMIT_S)
    versions = sorted(map(int, POSTGIS_PACKAGE.findall(listed)))
    if not versions:
        return f"{INSTALL_DATABASE}; Debian has no package for it here"
    fault = install(f"postgresql-{versions[-1]}-postgis-3")
    return f"{INSTALL_DATABASE}; {fault}" if fault else ""


def missing_browser() -> str:
    """Return nothing when there is a browser, if need be after installing one; else what to do."""
    if find_browser():
        return ""
    return install_browser() or ("" if find_browser() else INSTALL_BROWSER)


def missing_database() -> str:
    """Return nothing when there is PostGIS, if need be after installing it; else what to do."""
    if find_database():
        return ""
    return install_database() or ("" if find_database() else INSTALL_DATABASE)


def run_part(part: Part, *, with_lang: bool) -> Result:
    """Run one part; a fault of the runner itself is a failure of the part, and the next one still runs."""
    try:
        if part.tool:
            return run_tool(part)
        if not (ROOT / part.tests).exists():
            return Result("failed", NO_TESTS, counts=Counter(failed=1))
        if part.needs_browser and (missing := missing_browser()):
            return Result("not run", missing, counts=Counter(skipped=1))
        if part.needs_database and (missing := missing_database()):
            return Result("not run", missing, counts=Counter(skipped=1))
        return run_tests(part, with_lang=with_lang)
    except Exception as error:
        return Result("failed", f"{type(error).__name__}: {error}", counts=Counter(failed=1))


def judge_strictly(result: Result) -> Result:
    """Turn a part that could not run into a failure: on a build server nobody reads past it."""
    if result.state != "not run":
        return result
    return Result("failed", f"not run: {result.reason}", result.output, Counter(failed=1))


def report(results: dict[Part, Result], seconds: float) -> int:
    """Print the summary and the counts, and return the exit code."""
    failed = [part.key for part, result in results.items() if result.state == "failed"]
    not_run = [part.key for part, result in results.items() if result.state == "not run"]
    lines = [f"{len(results) - len(failed) - len(not_run)} of {len(results)} parts ok in {seconds:.1f} s"]
    lines += [f"failed: {', '.join(failed)}"] if failed else []
    lines += [f"not run: {', '.join(not_run)}"] if not_run else []
    counts = sum((result.counts for result in results.values()), Counter())
    print("\n" + "; ".join(lines))
    for name in (name for result in results.values() for name in result.second_time):
        print(f"failed once and was run again: {name}")
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if failed else 0


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Run every check of Zin in kaart.")
    parser.add_argument("--lang", action="store_true", help="run the long tests too (marker lang)")
    keys = [part.key for part in PARTS]
    parser.add_argument("--only", action="append", choices=keys, help="run this part only; may be given again")
    return parser.parse_args()


def main() -> int:
    """Run the parts that are asked for, each with its line, and return the exit code."""
    options = arguments()
    strict = os.environ.get("CI", "").lower() == "true"
    started = time.perf_counter()
    results: dict[Part, Result] = {}
    print(f"Python {platform.python_version()}", flush=True)
    for part in PARTS:
        if options.only and part.key not in options.only:
            continue
        print(f"{part.title:<22}", end="", flush=True)
        part_started = time.perf_counter()
        result = run_part(part, with_lang=options.lang)
        result = judge_strictly(result) if strict else result
        tests = f"{result.counts['passed']} passed  " if result.counts["passed"] else ""
        print(f"{result.state:<8}{time.perf_counter() - part_started:7.1f} s  {tests}{result.reason}", flush=True)
        if result.state == "failed" and result.output:
            print(result.output.rstrip() + "\n", flush=True)
        results[part] = result
    return report(results, time.perf_counter() - started)


if __name__ == "__main__":
    sys.exit(main())
