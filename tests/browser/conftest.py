"""A Streamlit server and a browser that reaches nothing else, for every test that has to see the screen."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route, sync_playwright

from tests.browser.browsers import find_browser

ROOT = Path(__file__).parents[2]
START_S = 120
"""A cold start of Streamlit on a slow machine."""

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",  # a container gives 64 MB there, too little for the browsers of two workers
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Also what Playwright's route cannot see (a websocket, a prefetch) gets no address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
STREAMLIT_PROBE = re.compile(r"/[^/]+/_stcore/(health|host-config)$")
"""What Streamlit asks for under the address of a page, before it asks for the same at the root: a 404 that is meant."""

FALSE_ALARM = "The page that you have requested does not seem to exist."
"""What Streamlit logs for the first deep link after a start where there is a folder `pages`, before app.py names them."""

LOOPBACK = {"127.0.0.1", "localhost", "::1"}

SERVER_OPTIONS = {
    "server.headless": "true",
    "server.address": "127.0.0.1",
    "server.enableStaticServing": "true",
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": "false",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
}


@dataclass
class Served:
    """A running server: where it answers, its process, and what it wrote."""

    url: str
    process: subprocess.Popen
    log_path: Path

    def log(self) -> str:
        """Return what the server has written so far."""
        return self.log_path.read_text(encoding="utf-8", errors="replace")


@dataclass
class Traffic:
    """What a page asked for and complained about."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    received_bytes: int = 0

    def assert_clean(self) -> None:
        """Fail unless nothing was asked of another host, no error was logged and no dialog opened."""
        assert self.outside == []
        assert self.errors == []
        assert self.dialogs == []


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """Return a function that starts a Streamlit app on a free port; the servers stop when the tests are done."""
    servers: list[Served] = []

    def start(
        app_path: Path,
        *,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        options: Mapping[str, str] | None = None,
    ) -> Served:
        log_path = tmp_path_factory.mktemp("server") / "log.txt"
        servers.append(start_server(app_path, log_path=log_path, cwd=cwd, env=env, options=options))
        wait_for_health(servers[-1])
        return servers[-1]

    yield start
    for served in servers:
        stop_server(served)


@pytest.fixture
def serve_here(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Return a function that starts the dashboard for one test; it stops with the test, as each takes half a GB."""
    servers: list[Served] = []

    def start(**env: str) -> Served:
        log_path = tmp_path / f"server-{len(servers)}.txt"
        servers.append(start_server(ROOT / "app.py", log_path=log_path, cwd=ROOT, env=env))
        wait_for_health(servers[-1])
        return servers[-1]

    yield start
    for served in servers:
        stop_server(served)


@pytest.fixture(scope="session")
def example(serve: Callable[..., Served]) -> Served:
    """Serve the dashboard on the embedded example, once for all tests that only look."""
    return serve_dashboard(serve)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser of this computer once."""
    with sync_playwright() as playwright:
        launched = launch_browser(playwright)
        yield launched
        launched.close()


@pytest.fixture
def traffic() -> Traffic:
    """Return the record that `page` writes."""
    return Traffic()


@pytest.fixture
def page(browser: Browser, traffic: Traffic) -> Iterator[Page]:
    """Open a fresh window of 1440 × 900 that refuses and records every host but this computer."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900},
        locale="nl-NL",
        reduced_motion="reduce",  # a fifth less work
    )
    opened = watched_page(context.new_page(), traffic)
    yield opened
    context.close()


def serve_dashboard(serve: Callable[..., Served], region: Path | None = None) -> Served:
    """Serve the dashboard on a region file; without one on the embedded example."""
    return serve(ROOT / "app.py", cwd=ROOT, env={"MAPPING_DATA": str(region or "")})


def launch_browser(playwright: Playwright) -> Browser:
    """Start the browser of this computer; raise RuntimeError when there is none."""
    path = find_browser()
    if path is None:
        raise RuntimeError("No browser: install Chromium, Chrome or Edge, or name one in BROWSER_PATH.")
    return playwright.chromium.launch(executable_path=path, args=BROWSER_ARGUMENTS)


def watched_page(opened: Page, traffic: Traffic) -> Page:
    """Refuse other hosts on this page and record what it asks for and complains about."""

    def admit(route: Route) -> None:
        if is_local(route.request.url):
            route.continue_()
        else:
            traffic.outside.append(route.request.url)
            route.abort()

    def dismiss(dialog) -> None:
        traffic.dialogs.append(dialog.message)
        dialog.dismiss()

    def watch_socket(socket) -> None:
        if not is_local(socket.url):
            traffic.outside.append(socket.url)
        socket.on("framereceived", lambda frame: _count(traffic, frame))

    opened.context.route("**/*", admit)
    opened.on("dialog", dismiss)
    opened.on("console", lambda message: _complain(traffic, message))
    opened.on("pageerror", lambda error: traffic.errors.append(str(error)))
    opened.on("websocket", watch_socket)
    return opened


def _complain(traffic: Traffic, message) -> None:
    """Record an error of the console, but for two that Streamlit always logs on a deep link."""
    meant = STREAMLIT_PROBE.search(message.location.get("url", "")) or message.text.startswith(FALSE_ALARM)
    if message.type == "error" and not meant:
        traffic.errors.append(message.text)


def _count(traffic: Traffic, frame: str | bytes) -> None:
    """Add what came in over a websocket."""
    traffic.received_bytes += len(frame)


def is_local(url: str) -> bool:
    """Tell whether an address leads to this computer, or to no host at all."""
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob", "about"} or parts.hostname in LOOPBACK


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def start_server(
    app_path: Path,
    *,
    log_path: Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    options: Mapping[str, str] | None = None,
) -> Served:
    """Start Streamlit without waiting for it; the app finds the package `mapping` of this project."""
    port = free_port()
    given = {**SERVER_OPTIONS, **(options or {}), "server.port": str(port)}
    command = [sys.executable, "-m", "streamlit", "run", str(app_path)]
    command += [f"--{name}={value}" for name, value in given.items()]
    python_path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=cwd or Path(app_path).parent,
            env={**os.environ, "PYTHONPATH": python_path, **(env or {})},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    base = given.get("server.baseUrlPath", "").strip("/")
    return Served(f"http://127.0.0.1:{port}/{base + '/' if base else ''}", process, log_path)


def wait_for_health(served: Served) -> None:
    """Return when the server says it is well; raise RuntimeError with its log if it stops or stays silent."""
    until = time.monotonic() + START_S
    while time.monotonic() < until and served.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{served.url}_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"Streamlit did not start at {served.url}:\n{served.log()}")


def stop_server(served: Served) -> None:
    """Ask the server to stop, and end it if it does not."""
    served.process.terminate()
    try:
        served.process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        served.process.kill()
        served.process.wait()
