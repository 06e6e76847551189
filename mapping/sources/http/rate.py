"""A token bucket: how many requests may go out per second, counted over all sessions of this program."""

import threading
from collections.abc import Callable


class TokenBucket:
    """Lets `rate_per_s` requests through per second; after a rest, `burst` may go at once.

    `clock` gives seconds that never go back, `sleep` waits; tests give their own.
    """

    def __init__(
        self, rate_per_s: float, *, clock: Callable[[], float], sleep: Callable[[float], None], burst: int = 1
    ) -> None:
        if rate_per_s <= 0 or burst < 1:
            raise ValueError("rate_per_s must be above 0 and burst at least 1")
        self._rate, self._burst = rate_per_s, float(burst)
        self._clock, self._sleep = clock, sleep
        self._tokens, self._at = float(burst), clock()
        self._lock = threading.Lock()

    def take(self) -> None:
        """Wait until one request may go out."""
        with self._lock:
            now = self._clock()
            self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
            self._at = now
            self._tokens -= 1.0  # may go below zero: who comes next waits behind this one
            wait_s = max(0.0, -self._tokens / self._rate)
        if wait_s > 0:
            self._sleep(wait_s)
