"""How often may one client ask? A token bucket for each."""

from __future__ import annotations

import math
from collections.abc import Callable

MOST_CLIENTS = 10_000


class Buckets:
    """A bucket for each client: it holds `a_minute` tokens when full, refills evenly, and a question takes one.

    >>> now = 0.0
    >>> buckets = Buckets(60, lambda: now)
    >>> buckets.take("10.0.0.1")
    0
    """

    def __init__(self, a_minute: int, clock: Callable[[], float]) -> None:
        self.a_minute = a_minute
        self.clock = clock
        self._left: dict[str, tuple[float, float]] = {}  # client: (tokens, when they were counted)

    def take(self, client: str) -> int:
        """0 where the client may ask now; else the whole seconds until it may."""
        now = self.clock()
        if len(self._left) >= MOST_CLIENTS:
            self._left = {c: kept for c, kept in self._left.items() if self._tokens(kept, now) < self.a_minute}
        tokens = self._tokens(self._left.get(client, (float(self.a_minute), now)), now)
        allowed = tokens >= 1
        self._left[client] = (tokens - 1 if allowed else tokens, now)
        return 0 if allowed else max(1, math.ceil((1 - tokens) * 60 / self.a_minute))

    def _tokens(self, kept: tuple[float, float], now: float) -> float:
        return min(float(self.a_minute), kept[0] + (now - kept[1]) * self.a_minute / 60)
