"""A text as scraped → its paragraphs: odd characters out, hard-wrapped lines joined, headings told from sentences."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise


class Cut(IntEnum):
    """What was cut right before a paragraph; it tells whose voice may begin here. The greater weighs more."""

    NOTHING = 0
    RULE = 1  # a line of asterisks or dashes
    EMPHASIS = 2  # an editor's "[my emphasis]"
    PLEA = 3  # "please subscribe"
    COMMENTS = 4  # the heading over the readers' comments


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, free of line ends. `heading`: marked as one, or looking like one."""

    text: str
    heading: bool = False
    after: Cut = Cut.NOTHING


_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_MARKED = re.compile(r"#{1,6}\s+(.+?)[\s#]*")
# What opens a paragraph even where the line before it is full: a heading, a list item, a turn of an interview.
_OPENS = re.compile(r"#{1,6} |[-*•] |\d{1,2}[.)] |[A-Z][\w.'’]*(?: [\w.'’]+){0,4}: ")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
_HAS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)")
_WIDEST = 120


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text: its lines, or what its lines were wrapped from."""
    found = []
    for line in _unwrapped(tidy(text)):
        marked = _MARKED.fullmatch(line)
        found.append(Paragraph(marked[1] if marked else line, heading=bool(marked)))
    return found


def tidy(text: str) -> str:
    """The text with one kind of line end and one kind of space, composed letters, and nothing invisible.

    Curly quotes and dashes stay as they are. What stands for a character ("&amp;") becomes that character.
    """
    text = _ENDS.sub("\n", _ENTITY.sub(lambda entity: html.unescape(entity[0]), text))
    # Each character is looked up once, however often it occurs.
    return unicodedata.normalize("NFC", text.translate({ord(c): _plain(c) for c in set(text)}))


def is_sentence(line: str) -> bool:
    """Does the line end as a sentence does, closing quotes aside?"""
    return bool(_FULL_STOP.search(line))


def is_short(line: str, words: int = 30) -> bool:
    """Could the line be a title? It has few words, and does not end as a sentence; a question may be one."""
    stopped = _SENTENCE_END.search(line)
    return len(line.split()) <= words and len(line) <= 200 and (not stopped or stopped[0] == "?")


def with_headings(found: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, those that look like headings marked: one or two short lines right before a sentence.

    A longer run of short lines is a list, and stays text.
    """
    short = [p.heading or (is_short(p.text, 15) and not _OPENS.match(p.text)) for p in found]
    headings = [p.heading for p in found]
    run = 0
    for i, p in enumerate(found):
        if short[i]:
            run += 1
            continue
        if run in (1, 2) and _HAS_SENTENCE.search(p.text):
            headings[i - run : i] = [True] * run
        run = 0
    return [replace(p, heading=heading) for p, heading in zip(found, headings, strict=True)]


def _plain(char: str) -> str:
    """The character as it is kept: itself, a space for any kind of space, nothing for what can't be seen."""
    if char == "\n":
        return char
    category = unicodedata.category(char)
    return " " if char == "\t" or category == "Zs" else "" if category.startswith("C") else char


def _unwrapped(text: str) -> Iterable[str]:
    """The lines without blank ones, joined where the text was wrapped at a fixed width."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    width = _width(lines)
    pending = ""
    for line in lines:
        if pending and not (line and _runs_on(pending.rpartition("\n")[2], line, width)):
            yield _joined(pending)
            pending = ""
        pending = f"{pending}\n{line}" if pending else line
    if pending:
        yield _joined(pending)


def _joined(lines: str) -> str:
    # A wrapper breaks after a hyphen; no space belongs there.
    return re.sub(r"(?<=\w-)\n(?=[a-z])", "", lines).replace("\n", " ")


def _runs_on(line: str, following: str, width: int) -> bool:
    """Was the line broken only because the next word no longer fitted?"""
    return len(line) <= width < len(line) + 1 + len(following.split()[0]) and not _OPENS.match(following)


def _width(lines: Sequence[str]) -> int:
    """The width at which a text was wrapped: at nearly every break the next word no longer fitted. 0: it was not."""
    breaks = [(a, b) for a, b in pairwise(lines) if a and b]
    if len(breaks) < 3 or sum(not is_sentence(a) for a, _ in breaks) * 2 < len(breaks):
        return 0
    fits = {width: sum(_runs_on(a, b, width) for a, b in breaks) for width in range(40, _WIDEST + 1)}
    best = max(fits, key=lambda width: fits[width])
    return best if fits[best] * 5 >= len(breaks) * 4 else 0
