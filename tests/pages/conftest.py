"""Pages run in this process by Streamlit's AppTest: what they say, without a browser."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from mapping.views import cached
from mapping.views.layout import PAGES
from tests.pages.frozen import freeze

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_S = 240
"""The first calculation of a region on a busy machine: how long it takes is not what a page test asks."""

ADDRESSES = {entry[0]: entry[3] for entries in PAGES.values() for entry in entries}
"""File of a page → its address in a link; empty for the start page."""


@pytest.fixture(scope="session", autouse=True)
def _shared_values_are_read_only() -> Iterator[None]:
    """Let a page fail that writes in what all sessions share: the next visitor would get other numbers."""
    read, calculate = cached.with_vraag, cached.run
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cached, "with_vraag", lambda *a, **k: freeze(read(*a, **k)))
        patch.setattr(cached, "run", lambda *a, **k: freeze(calculate(*a, **k)))
        yield


@pytest.fixture(autouse=True)
def _embedded_example(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Open the embedded example without anybody's kept scenarios; a test that wants another file sets it."""
    monkeypatch.delenv("MAPPING_DATA", raising=False)
    monkeypatch.setenv("MAPPING_STATE", str(tmp_path / "state"))


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    """Return a function that opens the app in a new session at a page, as a link does, with a session state and a query."""

    def opened(
        path: str = "", *, session: Mapping[str, object] | None = None, query: Mapping[str, str] | None = None
    ) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT_S)
        for key, value in (session or {}).items():
            app.session_state[key] = value
        for key, value in (query or {}).items():
            app.query_params[key] = value
        if ADDRESSES.get(path):
            app._page_hash = calc_hash(ADDRESSES[path])  # switch_page() knows an address after a run of the start page
        return app.run()

    return opened
