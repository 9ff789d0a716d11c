"""Where are the quotation marks? Curly, straight and British single ones, with nested ones inside.

A paragraph that opens a quotation and does not close it goes on in the next (the old printers' rule): its span then
runs to the end of the paragraph and `open` says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch in quotation marks, marks included; `open` where the paragraph ends before it is closed."""

    start: int
    end: int
    open: bool = False


# Opening → what closes it. A single mark opens only where a word begins and closes only where one ends, since the same
# signs are apostrophes; '08 is a year. Curly and straight ones may be mixed: such a mark closes behind a comma or stop.
_PAIRS = (
    (r"“", r"”|“(?!\w)|(?<=[,.!?…])\"(?!\w)"),
    (r"«", r"»"),
    (r"„", r"[“”]"),
    (r"(?<!\w)''(?=\S)", r"''(?!\w)"),
    (r'(?<!\w)"(?=\S)', r'"(?!\w)|(?<=[,.!?…])”'),
    (r"(?<!\w)‘(?=\S)(?!\d\ds?\b)", r"(?<=[\w.,!?…])’(?!\w)"),
    (r"(?<!\w)'(?=\S)(?!\d\ds?\b)", r"(?<=[\w.,!?…])'(?!\w)"),
)
_OPENING = re.compile("|".join(f"({opening})" for opening, _ in _PAIRS))
_CLOSING = tuple(re.compile(closing) for _, closing in _PAIRS)
# A quotation that never closes is taken for speech only when it is long enough to be a sentence: a lone mark is as
# often a slip.
_SENTENCE = 20


def marked(text: str) -> list[Marked]:
    """The outermost quotations of one paragraph, in order.

    >>> [(m.start, m.end, m.open) for m in marked("He said “no” and: ‘We went home, all of us")]
    [(8, 12, False), (18, 42, True)]
    """
    found: list[Marked] = []
    at = 0
    while opening := _OPENING.search(text, at):
        after = opening.end()
        close = _CLOSING[(opening.lastindex or 1) - 1].search(text, after + 1)
        if close is None and len(text) - after < _SENTENCE:
            at = after
            continue
        at = close.end() if close else len(text)
        found.append(Marked(opening.start(), at, close is None))
    return found


def last_sign(text: str, mark: Marked) -> str:
    """The last sign within the marks of a quotation that is closed, the last of the text in one that is open."""
    return text[mark.start : mark.end].rstrip("”“\"'’» ")[-1:] or text[mark.start]


def is_finished(text: str, mark: Marked) -> bool:
    """Does a quotation end with its sentence, so that what comes behind it is another?"""
    return not mark.open and last_sign(text, mark) in ".!?…"


def stands_in(token: Any, marks: Sequence[Marked]) -> bool:
    """Does a token (spaCy's) stand within quotation marks?"""
    return any(mark.start <= token.idx < mark.end for mark in marks)
