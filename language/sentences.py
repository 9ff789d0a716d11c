"""Sentence spans: the one splitter of the house.

nupunkt finds the borders (docs/decisions/0002-sentences.md compares it with others); two of its habits that hurt news
are mended here: a break after "U.N." before a name, and one that leaves a closing mark to the next sentence.
"""

from __future__ import annotations

import re
from functools import cache

from nupunkt import PunktSentenceTokenizer, load_default_model

# After these a capital letter may open a sentence all the same: "… of the U.S. The vote …".
_OPENERS = frozenset(
    "the a an he she it they we i you this that these those in on at but and as if when while after before his her "
    "their its there no not for from what who how why however".split()
)
_ACRONYM_END = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Gen|Lt|Col|Sgt|Maj|Rep|Sen|Gov|Pres|Prof|Rev|Hon|No|vs|approx)\.$")
_STRAY_CLOSERS = re.compile(r"[”’\"')\]»]+(?=\s|$)")


@cache
def _splitter() -> PunktSentenceTokenizer:
    return load_default_model()


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, in order, without surrounding white space. A line break always ends one.

    >>> text = "The U.N. General Assembly voted. Mr. Lavrov left."
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['The U.N. General Assembly voted.', 'Mr. Lavrov left.']
    """
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        spans += _in_line(text, *line.span())
    return spans


def _in_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences of one line: nupunkt's, mended and trimmed."""
    spans: list[tuple[int, int]] = []
    for low, high in _splitter().span_tokenize(text[start:end]):
        low, high = _trim(text, start + low, start + high)
        if spans and low < high:
            closers = _STRAY_CLOSERS.match(text, low, high)
            if closers:  # `… he left. ” The rest`: the mark closes the sentence before
                spans[-1] = (spans[-1][0], closers.end())
                low, high = _trim(text, closers.end(), high)
        if low == high:
            continue
        if spans and _broken_in_name(text, spans[-1], low):
            spans[-1] = (spans[-1][0], high)
        else:
            spans.append((low, high))
    return spans


def _broken_in_name(text: str, before: tuple[int, int], start: int) -> bool:
    if not _ACRONYM_END.search(text, before[0], before[1]):
        return False
    word = re.match(r"\w+", text[start : start + 40])
    return word is not None and word[0].lower() not in _OPENERS


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
