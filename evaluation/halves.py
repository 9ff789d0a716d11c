"""Each question, each article belongs to one half of its set for ever: rules are written on one, told of the other."""

from __future__ import annotations

import hashlib

HALVES = ("tune", "report")


def half_of(known_by: str) -> str:
    """The half of what has this id: the last bit of the SHA-256 of the id decides, 0 for "tune" and 1 for "report".

    Worked (`printf b | sha256sum`): the digest of "a" ends in bb, which is odd, that of "c" in c6, which is even.

    >>> half_of("a"), half_of("c")
    ('report', 'tune')
    """
    return HALVES[hashlib.sha256(known_by.encode()).digest()[-1] % 2]
