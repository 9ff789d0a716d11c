"""Import a library without another that it would load along, though nothing of it is used."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from threading import get_ident
from types import ModuleType


class _Missing(MetaPathFinder):
    """Says, to one thread alone, that a module is not installed."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._thread = get_ident()

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name == self._name and get_ident() == self._thread:
            raise ModuleNotFoundError(f"{name} is left out here.", name=name)
        return None


@contextmanager
def without(name: str) -> Iterator[None]:
    """Whoever asks for the module `name` meanwhile, in this thread, is told that it is not installed.

    A module that is loaded already is found; other threads may load it, and so may this one afterwards.
    """
    missing = _Missing(name)
    sys.meta_path.insert(0, missing)
    try:
        yield
    finally:
        sys.meta_path.remove(missing)
