"""Text as it comes, piece by piece → whole sentences, each with the markers that stand behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from language.sentences import sentence_spans

_MARKER = re.compile(r"\s*\[(\d+(?:\s*,\s*\d+)*)\]")
_MARKERS = re.compile(rf"(?:{_MARKER.pattern}[\s.,;]*)+")
_MAYBE = re.compile(r"[\s.,;\[\]\d]*")  # what may turn out to be markers of the sentence before
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")


def sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Each sentence as soon as it is known to be whole: when the next has begun, or the text ends.

    >>> list(sentences(["They met", " [1]. Nothing came of it.", " [2]", " The", " end"]))
    ['They met [1].', 'Nothing came of it. [2]', 'The end']
    """
    text = ""
    for piece in pieces:
        text += piece
        *done, text = _parts(text) or [""]
        yield from filter(None, map(_clean, done))
    yield from filter(None, map(_clean, _parts(text)))


def markers_in(text: str) -> tuple[int, ...]:
    """The numbers of all markers in a text, each once, in order.

    >>> markers_in("They met [2, 1], and left [2].")
    (2, 1)
    """
    return tuple(dict.fromkeys(int(n) for match in _MARKER.finditer(text) for n in match[1].split(",")))


def unmarked(text: str) -> str:
    """A text without its markers.

    >>> unmarked("They met [2, 1], and left [2].")
    'They met, and left.'
    """
    return _MARKER.sub("", text).strip()


def _parts(text: str) -> list[str]:
    """The text cut before each sentence, markers left with the sentence before them; the last may be unfinished."""
    parts: list[str] = []
    at = 0
    for start, _ in sentence_spans(text)[1:]:
        markers = _MARKERS.match(text, start)
        start = markers.end() if markers else start
        if start > at and text[at:start].strip() and not _MAYBE.fullmatch(text, start):
            parts.append(text[at:start])
            at = start
    return [*parts, text[at:]]


def _clean(sentence: str) -> str:
    return _BULLET.sub("", " ".join(sentence.split()))
