"""Keys of programs: made here, kept as hashes alone. `python -m web.keys` makes one.

A key holds 256 random bits, so a plain SHA-256 is as good as a slow hash: there is nothing to guess.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import hmac
import secrets
import sys
from collections.abc import Sequence

OPENING = "onrecord-"  # by which a key that was left lying about is known for one


def new_key() -> str:
    """A key, to be shown once."""
    return OPENING + secrets.token_urlsafe(32)


def hashed(key: str) -> str:
    """A key as ONRECORD_API_KEYS holds it.

    >>> hashed("x")[:19]
    'sha256:2d711642b726'
    """
    return "sha256:" + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def known(authorization: str, hashes: Sequence[str]) -> str | None:
    """The hash of the key in an Authorization header, if it is among `hashes`; else None.

    A program sends `Bearer KEY`; a browser that was asked for a password `Basic`, with any name. Every hash is
    compared, each in constant time: how long it takes says nothing of which one is near.
    """
    mine = hashed(_key(authorization))
    found = None
    for one in hashes:
        if hmac.compare_digest(mine, one):
            found = one
    return found


def _key(authorization: str) -> str:
    """The key that a header carries, or ""."""
    scheme, _, rest = authorization.strip().partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(rest.strip(), validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


def main(argv: Sequence[str] | None = None) -> int:
    """Print a new key and what to set for it."""
    argparse.ArgumentParser("python -m web.keys", description="Make a key for a program.").parse_args(argv)
    key = new_key()
    sys.stderr.write(f"The key, for the program; it is shown this once:\n  {key}\n")
    sys.stderr.write("Its hash, for the server; several stand apart by spaces:\n")
    sys.stdout.write(f"ONRECORD_API_KEYS={hashed(key)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
