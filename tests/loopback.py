"""An HTTP server on this computer whose answers a test writes down beforehand: real requests, no internet.

    with loopback({"/free": [Reply(status=503), Reply(body=b"{}")]}) as server:
        Web(server.base, sleep=…).get_json("free")

Each path gives its replies in order and then the last one again. A path that is not in the script is a 404.
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

STOPPED_WAIT_S = 5.0
"""The longest that a reply which never comes keeps its thread."""

DRIP_S = 0.01
"""Between two bytes of a reply that drips, so that they do not travel together."""


@dataclass(frozen=True)
class Reply:
    """One scripted answer.

    `silent`: nothing comes until the server stops. `cut`: the connection breaks after so many bytes of the body.
    `drip`: the body comes byte by byte. `ranges`: Range and If-Range are honoured, as a file server does.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    silent: bool = False
    cut: int | None = None
    drip: bool = False
    ranges: bool = False


def json_reply(value: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """Write a value as a JSON answer."""
    kind = {"Content-Type": "application/json"}
    return Reply(status, json.dumps(value).encode(), kind | dict(headers or {}))


@dataclass(frozen=True)
class Asked:
    """A request as it came in: path, parameters (the first of each name) and headers in lower case."""

    path: str
    params: dict[str, str]
    headers: dict[str, str]


Script = Mapping[str, Reply | Sequence[Reply] | Callable[[Asked], Reply]]


class Loopback:
    """The running server: its address, and what it was asked."""

    def __init__(self, script: Script) -> None:
        self.script = dict(script)
        self.asked: list[Asked] = []
        self.stopped = threading.Event()
        self._counts: dict[str, int] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def paths(self) -> list[str]:
        """Return the paths that were asked, in order."""
        return [asked.path for asked in self.asked]

    def stop(self) -> None:
        """Answer nothing more; the port is free again."""
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def reply_to(self, asked: Asked) -> Reply:
        """Return the next reply of the script."""
        self.asked.append(asked)
        replies = self.script.get(asked.path)
        if replies is None:
            return Reply(404, b"nothing here")
        if isinstance(replies, Reply):
            return replies
        if callable(replies):
            return replies(asked)
        place = self._counts.get(asked.path, 0)
        self._counts[asked.path] = place + 1
        return replies[min(place, len(replies) - 1)]


def _handler(loopback: Loopback) -> type[BaseHTTPRequestHandler]:
    """Make the class that answers requests for one server."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            params = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
            headers = {key.lower(): value for key, value in self.headers.items()}
            reply = loopback.reply_to(Asked(parts.path, params, headers))
            self.close_connection = True
            if reply.silent:
                loopback.stopped.wait(STOPPED_WAIT_S)
                return
            with suppress(ConnectionError):  # the client may have enough of it
                self._answer(reply)

        def _answer(self, reply: Reply) -> None:
            status, body, extra = _ranged(reply, self.headers) if reply.ranges else (reply.status, reply.body, {})
            self.send_response(status)
            for key, value in {"Content-Length": str(len(body)), **reply.headers, **extra}.items():
                self.send_header(key, value)
            self.end_headers()
            whole = body if reply.cut is None else body[: reply.cut]
            for piece in (whole[at : at + 1] for at in range(len(whole))) if reply.drip else (whole,):
                self.wfile.write(piece)
                self.wfile.flush()
                if reply.drip and loopback.stopped.wait(DRIP_S):
                    return

        def log_message(self, *_args: object) -> None:
            pass

    return Handler


def _ranged(reply: Reply, asked: Mapping[str, str]) -> tuple[int, bytes, dict[str, str]]:
    """Return status, body and headers of a file server: the rest of the file where it is still the same one."""
    wanted, known = asked.get("Range", ""), asked.get("If-Range")
    if not wanted or known not in (None, reply.headers.get("ETag"), reply.headers.get("Last-Modified")):
        return 200, reply.body, {}
    start = int(wanted.removeprefix("bytes=").removesuffix("-"))
    if start >= len(reply.body):
        return 416, b"", {"Content-Range": f"bytes */{len(reply.body)}"}
    return 206, reply.body[start:], {"Content-Range": f"bytes {start}-{len(reply.body) - 1}/{len(reply.body)}"}


@contextmanager
def loopback(script: Script) -> Iterator[Loopback]:
    """Serve a script until the block ends."""
    server = Loopback(script)
    try:
        yield server
    finally:
        server.stop()


class FakeTime:
    """A clock and a sleep that no test waits for: sleeping moves the clock and is written down."""

    def __init__(self, step_s: float = 0.0) -> None:
        self.now_s, self.step_s = 0.0, step_s
        self.slept: list[float] = []

    def clock(self) -> float:
        """Return the time; each look moves it by `step_s`."""
        self.now_s += self.step_s
        return self.now_s

    def sleep(self, seconds: float) -> None:
        """Write a pause down and let the clock pass it."""
        self.slept.append(seconds)
        self.now_s += seconds
