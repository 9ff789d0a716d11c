"""Where are the quotation marks? Curly, straight and British single ones, with nested ones inside.

A paragraph that opens a quotation and does not close it goes on in the next (the old printers' rule): its span then
runs to the end of the paragraph and `open` says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_ENDS = (".", "!", "?", "…")
_CLOSERS = "”“\"'’» "


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch in quotation marks, marks included; `open` where the paragraph ends before it is closed.

    `last` is the last sign within the marks.
    """

    start: int
    end: int
    open: bool = False
    last: str = ""

    @property
    def finished(self) -> bool:
        """Does it end with its sentence, so that what comes behind it is another?"""
        return not self.open and self.last in _ENDS


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

    >>> [(m.start, m.end, m.open, m.last) for m in marked("He said “no” and: ‘We went home, all of us")]
    [(8, 12, False, 'o'), (18, 42, True, 's')]
    """
    found: list[Marked] = []
    at = 0
    while opening := _OPENING.search(text, at):
        after = opening.end()
        close = _close(text, after + 1, _CLOSING[(opening.lastindex or 1) - 1])
        if close is None and len(text) - after < _SENTENCE:
            at = after
            continue
        at = close.end() if close else len(text)
        within = text[opening.start() : at]
        found.append(Marked(opening.start(), at, close is None, within.rstrip(_CLOSERS)[-1:] or within[0]))
    return found


def _close(text: str, at: int, closing: re.Pattern[str]) -> re.Match[str] | None:
    """What closes a quotation whose words begin at a place: in "the “new” plan" not what closes the one within."""
    close = closing.search(text, at)
    if text[at - 2] != '"' or (close is not None and "\n" in text[at : close.start()]):
        return close
    while close is not None and close[0] == "”" and "“" in text[at : close.start()].rpartition("”")[2]:
        close = closing.search(text, close.end())
    return close


def stands_in(token: Any, marks: Sequence[Marked]) -> bool:
    """Does a token (spaCy's) stand within quotation marks?"""
    return any(mark.start <= token.idx < mark.end for mark in marks)
