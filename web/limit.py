"""How often may one client ask? A token bucket for each."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Callable

MOST_CLIENTS = 10_000


class Buckets:
    """A bucket for each client: it holds `a_minute` tokens when full, refills evenly, and a question takes one.

    What is less than a question takes a part of one.

    >>> now = 0.0
    >>> buckets = Buckets(60, lambda: now)
    >>> buckets.take("10.0.0.1")
    0
    """

    def __init__(self, a_minute: int, clock: Callable[[], float]) -> None:
        self.a_minute = a_minute
        self.clock = clock
        self._left: dict[str, tuple[float, float]] = {}  # client: (tokens, when they were counted)

    def take(self, client: str, tokens: float = 1.0) -> int:
        """0 where the client may have the tokens now; else the whole seconds until it may."""
        now = self.clock()
        if client not in self._left and len(self._left) >= MOST_CLIENTS:
            self._forget(now)
        left = self._tokens(self._left.pop(client, (float(self.a_minute), now)), now)
        allowed = left >= tokens
        self._left[client] = (left - tokens if allowed else left, now)  # the last in: the dict is in order of use
        return 0 if allowed else max(1, math.ceil((tokens - left) * 60 / self.a_minute))

    def _forget(self, now: float) -> None:
        """Make room: those whose buckets are full again go, or else the tenth that has been silent for longest."""
        kept = {c: last for c, last in self._left.items() if self._tokens(last, now) < self.a_minute}
        if len(kept) >= MOST_CLIENTS:
            kept = dict(list(kept.items())[MOST_CLIENTS // 10 + 1 :])
        self._left = kept

    def _tokens(self, kept: tuple[float, float], now: float) -> float:
        return min(float(self.a_minute), kept[0] + (now - kept[1]) * self.a_minute / 60)


def one_of(address: str) -> str:
    """The client behind an address: in IPv6 whoever has the /64, since each has as many addresses as it likes.

    >>> one_of("2001:db8::7"), one_of("10.0.0.7")
    ('2001:db8::/64', '10.0.0.7')
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:100]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return address
