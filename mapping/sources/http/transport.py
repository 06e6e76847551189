"""One request over the network: tried again where that may help, read within limits, and told in a sentence otherwise.

urllib3's own Retry ends where the body begins. An answer that breaks off halfway must be asked again as well, and a
half download must go on where it stopped, so the attempts are counted here; urllib3 reads Retry-After for us.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import TypeVar

import requests
import urllib3
from requests.utils import get_environ_proxies

from mapping.errors import SourceAbsent, SourceError, SourceUnreachable
from mapping.sources.http.address import LOOPBACK, allowed, checked_base, host_of, target
from mapping.sources.http.rate import TokenBucket
from mapping.words import _, number

Result = TypeVar("Result")
Chunks = Iterator[bytes]
Consume = Callable[[requests.Response, Chunks], Result]

OFFLINE_SETTING = "MAPPING_OFFLINE"
"""Set to 1, no request leaves this computer."""

AGAIN = frozenset({408, 429, 500, 502, 503, 504})
"""Status codes after which the same question may succeed (RFC 9110, 15.5 and 15.6; RFC 6585, 4)."""

ELSEWHERE = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5

FIRST_WAIT_S = 0.5
"""Wait before the second attempt; each next wait is twice as long."""

LONGEST_WAIT_S = 60.0
"""A service that asks for a longer pause gets it: we stop, and say so, as nobody sits waiting that long."""

CHUNK_BYTES = 65_536

SLOWEST_BYTES_PER_S = 1_000
"""An answer slower than this after PATIENCE_S has stalled: time-outs alone never end a server that drips."""

PATIENCE_S = 30.0

NOT_TRIED_AGAIN = (requests.exceptions.SSLError, requests.exceptions.InvalidURL, requests.exceptions.InvalidHeader)
BROKEN = (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError)


@dataclass(frozen=True)
class Limits:
    """How long we wait, how often we try, and how much we read."""

    connect_s: float
    read_s: float
    attempts: int
    most_bytes: int


class _TryAgain(Exception):
    """This attempt failed in a way that another may not; `wait_s` is what the service asks for, if it does."""

    def __init__(self, what: str, wait_s: float | None = None) -> None:
        self.what, self.wait_s = what, wait_s
        super().__init__(what)


class Stalled(Exception):
    """An answer came too slowly."""


class _Session(requests.Session):
    """A session that leaves redirects to us: requests would read the whole body of one, however long, to get past it."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Say that nothing is a redirect."""


class Transport:
    """Asks one service; `hosts` are the other servers that it may send us to, over https."""

    def __init__(
        self,
        base: str,
        *,
        service: str,
        hosts: tuple[str, ...],
        limits: Limits,
        bucket: TokenBucket,
        user_agent: str,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._base = checked_base(base)
        self._service, self._hosts, self._limits, self._bucket = service, hosts, limits, bucket
        self._clock, self._sleep = clock, sleep
        self._session = _Session()
        self._session.trust_env = False  # no password of a .netrc ever leaves; the proxy is looked up per request
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers["User-Agent"] = user_agent

    def request(
        self,
        url: str,
        consume: Consume[Result],
        *,
        headers: Callable[[], Mapping[str, str]] = dict,
        accept: frozenset[int] = frozenset({200}),
        most_bytes: int | None = None,
    ) -> Result:
        """Return what `consume` makes of the answer; it is called anew, with new `headers`, for every attempt.

        Raises SourceUnreachable where later may help, SourceError where it will not.
        """
        if os.environ.get(OFFLINE_SETTING, "").strip() == "1":
            raise SourceUnreachable(self._offline())
        if not allowed(url, self._base, ()):
            raise SourceError(self._elsewhere(url))
        for attempt in range(1, self._limits.attempts + 1):
            self._bucket.take()
            try:
                return self._attempt(url, consume, headers(), accept, most_bytes or self._limits.most_bytes)
            except _TryAgain as again:
                if attempt == self._limits.attempts:
                    raise SourceUnreachable(self._unreachable(again.what, attempt)) from again
                self._pause(again, attempt)
        raise SourceUnreachable(self._unreachable("", 0))

    def _attempt(
        self, url: str, consume: Consume[Result], headers: Mapping[str, str], accept: frozenset[int], most_bytes: int
    ) -> Result:
        """Ask once, redirects included, and read the answer; raises _TryAgain or SourceError."""
        try:
            with self._get(url, headers) as response:
                if response.status_code not in accept:
                    raise self._refusal(response)
                self._check_length(response, most_bytes)
                return consume(response, self._chunks(response, most_bytes))
        except NOT_TRIED_AGAIN as error:
            raise SourceError(self._no_trust()) from error
        except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError, Stalled) as error:
            raise _TryAgain(_("er kwam niet op tijd antwoord")) from error
        except (requests.exceptions.ChunkedEncodingError, urllib3.exceptions.ProtocolError) as error:
            raise _TryAgain(_("het antwoord brak af")) from error
        except BROKEN as error:
            raise _TryAgain(_("er is geen verbinding")) from error

    def _get(self, url: str, headers: Mapping[str, str]) -> requests.Response:
        """Send the request and follow redirects to servers where we may go."""
        for _hop in range(MOST_REDIRECTS + 1):
            at_home = host_of(url) in LOOPBACK
            response = self._session.get(
                url,
                headers=dict(headers),
                timeout=(self._limits.connect_s, self._limits.read_s),
                stream=True,
                allow_redirects=False,
                proxies={} if at_home else get_environ_proxies(url),
                verify=os.environ.get("REQUESTS_CA_BUNDLE") or True,
            )
            if response.status_code not in ELSEWHERE:
                return response
            location = response.headers.get("Location", "")
            response.close()
            url = target(url, location)
            if not location or not allowed(url, self._base, self._hosts):
                raise SourceError(self._elsewhere(url))
        raise SourceError(_("{service} stuurt ons in een kring rond. Probeer het later opnieuw.").format(**self._named))

    def _chunks(self, response: requests.Response, most_bytes: int) -> Chunks:
        """Yield the answer as it comes, unpacked; never more than `most_bytes`, never endlessly slow."""
        start, read = self._clock(), 0
        while chunk := response.raw.read1(CHUNK_BYTES, decode_content=True):
            read += len(chunk)
            if read > most_bytes:
                raise SourceError(self._too_much(most_bytes))
            elapsed_s = self._clock() - start
            if elapsed_s > PATIENCE_S and read < elapsed_s * SLOWEST_BYTES_PER_S:
                raise Stalled
            yield chunk

    def _check_length(self, response: requests.Response, most_bytes: int) -> None:
        """Refuse an answer that says beforehand that it is too big."""
        length = response.headers.get("Content-Length", "")
        if length.isdigit() and int(length) > most_bytes:
            raise SourceError(self._too_much(most_bytes))

    def _refusal(self, response: requests.Response) -> Exception:
        """Return the error for a status that is no answer."""
        status = response.status_code
        if status in AGAIN:
            what = _("de dienst heeft het te druk") if status == 429 else _("de dienst meldt een storing")
            return _TryAgain(f"{what}, status {status}", _asked_pause(response))
        sentence = _("{service} weigert deze vraag (status {status}). Misschien is de dienst veranderd; meld dit.")
        if status in (404, 410):
            sentence = _("{service} heeft dit niet (status {status}). Misschien is het verplaatst; meld dit.")
            return SourceAbsent(sentence.format(status=status, **self._named))
        return SourceError(sentence.format(status=status, **self._named))

    def _pause(self, again: _TryAgain, attempt: int) -> None:
        """Wait before the next attempt, as long as the service asks; raises where that is too long."""
        wait_s = max(FIRST_WAIT_S * 2 ** (attempt - 1), again.wait_s or 0.0)
        if wait_s > LONGEST_WAIT_S:
            sentence = _("{service} vraagt om {minutes} minuten te wachten ({what}). Probeer het daarna opnieuw.")
            minutes = number(-(-wait_s // 60))
            raise SourceUnreachable(sentence.format(minutes=minutes, what=again.what, **self._named)) from again
        self._sleep(wait_s)

    @property
    def _named(self) -> dict[str, str]:
        return {"service": self._service}

    def _offline(self) -> str:
        return _(
            "Wij vragen {service} niets: {setting} staat op 1. Zet dat uit, of gebruik een bestand dat u zelf heeft."
        ).format(setting=OFFLINE_SETTING, **self._named)

    def _unreachable(self, what: str, attempts: int) -> str:
        return _(
            "{service} is nu niet bereikbaar ({what}; {n} keer geprobeerd). Controleer uw internet of probeer het later."
        ).format(what=what, n=number(attempts), **self._named)

    def _elsewhere(self, url: str) -> str:
        return _("{service} verwijst naar een ander adres ({host}). Daar vragen wij niets; meld dit.").format(
            host=host_of(url), **self._named
        )

    def _no_trust(self) -> str:
        return _(
            "Wij kunnen niet nagaan of dit echt {service} is: het certificaat klopt niet. Vraag uw ICT-beheer om hulp."
        ).format(**self._named)

    def _too_much(self, most_bytes: int) -> str:
        return _("{service} stuurt meer dan {mb} MB. Wij lezen niet verder. Vraag minder, of meld dit.").format(
            mb=number(most_bytes / 1_000_000, decimals=0 if most_bytes >= 1_000_000 else 3), **self._named
        )


def _asked_pause(response: requests.Response) -> float | None:
    """Return the seconds that Retry-After asks for, as a number or a date; None where it says nothing usable."""
    said = response.headers.get("Retry-After")
    if said is None:
        return None
    try:
        return max(0.0, float(urllib3.util.Retry().parse_retry_after(said)))
    except (urllib3.exceptions.InvalidHeader, ValueError, OverflowError):
        return None
