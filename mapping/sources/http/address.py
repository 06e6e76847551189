"""Where a request may go: https of a named host, or plain http to this computer for tests; never anywhere else."""

from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

from mapping.errors import SourceError
from mapping.words import _

Params = Mapping[str, object]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Hosts that are this computer; only there may a request go without https."""


def checked_base(base: str) -> SplitResult:
    """Return the parts of a base address; raises SourceError for one that is not https, or that holds a password."""
    try:
        parts = urlsplit(base.strip())
        origin(parts)  # reads the port, which may be no number
    except ValueError as error:
        raise SourceError(_("Het adres van een bron is geen webadres. Schrijf het als https://…")) from error
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not secure or not parts.hostname:
        raise SourceError(_("Het adres van een bron begint niet met https://. Wij vragen er niets."))
    if parts.username or parts.password:
        raise SourceError(_("Zet geen naam of wachtwoord in het adres van een bron."))
    return parts


def origin(parts: SplitResult) -> tuple[str, str, int]:
    """Return what makes two addresses the same server: scheme, host and port."""
    usual = 443 if parts.scheme == "https" else 80
    return parts.scheme, (parts.hostname or "").lower(), parts.port or usual


def full_url(base: str, path: str, params: Params | None) -> str:
    """Join the base, a path (or an address on the same server) and the parameters, these in a fixed order."""
    url = path if urlsplit(path).scheme else f"{base.rstrip('/')}/{path.lstrip('/')}"
    if not params:
        return url
    filled = sorted((key, str(value)) for key, value in params.items() if value is not None)
    return f"{url}{'&' if '?' in url else '?'}{urlencode(filled)}"


def allowed(url: str, base: SplitResult, hosts: Iterable[str]) -> bool:
    """Tell whether a request may follow to `url`: the server of the base, or https of a host that was named."""
    try:
        parts = urlsplit(url)
        if parts.username or parts.password:
            return False
        return origin(parts) == origin(base) or (
            parts.scheme == "https" and origin(parts)[2] == 443 and parts.hostname in set(hosts)
        )
    except ValueError:
        return False


def target(url: str, location: str) -> str:
    """Return the address that a redirect or a link names, which may be written relative to `url`."""
    try:
        return urljoin(url, location)
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """Return the host of an address for a sentence: never the path or parameters, which may hold what somebody asked."""
    try:
        return urlsplit(url).hostname or "?"
    except ValueError:
        return "?"
