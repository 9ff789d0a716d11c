"""Whose are the words in marks that no word reports? Whoever spoke last goes on speaking, unless somebody else comes.

A quotation that is no sentence of its own, a title or a term, is nobody's; nor is one before which somebody else acts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.speech.marks import Marked
from ingest.speech.reports import Act, Said, Told
from records import Kind, Quote

_WORD = re.compile(r"\w+")
_STOPS = ".!?…”\"'"
_LONG = 5  # words that no title and no term has


@dataclass(frozen=True, slots=True)
class Running:
    """Who speaks as a paragraph goes on, and from where on nothing more of theirs has come."""

    said: Said
    since: int


def quotes_in(
    text: str, marks: Sequence[Marked], told: Told, before: Running | None
) -> tuple[list[Quote], Running | None]:
    """The quotes of one paragraph, and who goes on in the next: None for nobody. `before`: who goes on in this one."""
    quotes = [_reported(text, one, marks) for one in told.said if one.end - one.start > len(one.cue)]
    running: Running | None = None
    for mark in marks:
        holder = _holder(mark, told.said) or _around(mark, told.said)
        within = any(quote.start <= mark.start and mark.end <= quote.end for quote in quotes)
        if holder is None and not within:
            last = running or (before if not text[: mark.start].strip() else _told_before(text, told.said, mark))
            holder = last.said if last and _goes_on(text, mark, last, told.acts) else None
        if holder is None:
            continue
        if within:
            running = Running(holder, mark.end)
        elif _is_speech(text, mark):
            quotes.append(Quote("", mark.start, mark.end, Kind.DIRECT, holder.speaker, holder.who, holder.cue))
            running = Running(holder, mark.end)
    return quotes + _beside(text, quotes, told.likely, marks), _at_the_end(text, marks, told, running)


def _beside(text: str, quotes: Sequence[Quote], likely: Sequence[Said], marks: Sequence[Marked]) -> list[Quote]:
    """What is likely told besides: never what stands all in marks, nor in words that are somebody's already."""
    found = [_reported(text, one, marks) for one in likely]
    return [
        one
        for one in found
        if one.kind is not Kind.DIRECT and not any(q.start < one.end and one.start < q.end for q in quotes)
    ]


def _at_the_end(text: str, marks: Sequence[Marked], told: Told, running: Running | None) -> Running | None:
    """Whoever speaks last in a paragraph, if nobody else comes before its end."""
    final = marks[-1] if marks else None
    if final and running and (final.open or len(text) - final.end < 3):
        return Running(running.said, 0)
    last = told.said[-1] if told.said else None
    if last is None or last.who is None or _comes_between(last, last.end, len(text), told.acts):
        return None
    return Running(last, 0)


def _reported(text: str, said: Said, marks: Sequence[Marked]) -> Quote:
    words = [m.start() for m in _WORD.finditer(text, said.start, said.end) if m[0] != "that"]
    inside = sum(any(mark.start < word < mark.end for mark in marks) for word in words)
    kind = Kind.DIRECT if inside == len(words) else Kind.MIXED if inside else Kind.INDIRECT
    return Quote("", said.start, said.end, kind, said.speaker or None, said.who, said.cue)


def _holder(mark: Marked, said: Sequence[Said]) -> Said | None:
    """The report in whose sentence the marks stand; of several, the one whose cue or content is nearest.

    What is reported behind a quotation that has come to its end is another sentence, wherever the parser parts them.
    """
    within = [one for one in said if one.sentence[0] <= mark.end and mark.start <= one.sentence[1]]
    if mark.finished:
        within = [one for one in within if one.start < mark.end or one.end - one.start <= len(one.cue)]
    return min(within, key=lambda one: max(one.start - mark.end, mark.start - one.end, 0), default=None)


def _around(mark: Marked, said: Sequence[Said]) -> Said | None:
    """The report of which the marks are part, though its cue is parted from them: "“Is it safe?” Doe asked."."""
    return next((one for one in said if one.start <= mark.start and mark.end <= one.end), None)


def _told_before(text: str, said: Sequence[Said], mark: Marked) -> Running | None:
    """Who has last been reported, without marks, before a quotation that begins a sentence; None for nobody.

    "She said that it was late. “We are going home.”"
    """
    ended = [one for one in said if one.sentence[1] <= mark.start and one.may_go_on]
    if not ended or text[: mark.start].rstrip()[-1] not in _STOPS:
        return None
    last = max(ended, key=lambda one: one.end)
    return Running(last, max(last.end, last.sentence[1]))


def _goes_on(text: str, mark: Marked, last: Running, acts: Sequence[Act]) -> bool:
    """Is this a sentence in marks, before which nobody else has come?"""
    whole = mark.open or mark.last in ".!?…," or text[mark.end :].lstrip()[:1] in ".!?" or _begins(text, mark)
    return whole and not _comes_between(last.said, last.since, mark.start, acts)


def _begins(text: str, mark: Marked) -> bool:
    """Does a long quotation begin a sentence that goes on without marks: "“I think that it will be” late"?"""
    before = text[: mark.start].rstrip()[-1:]
    words = text[mark.start : mark.end].split()
    return bool(before) and before in _STOPS and words[0][1:2].isupper() and len(words) > _LONG


def _comes_between(said: Said, since: int, until: int, acts: Sequence[Act]) -> bool:
    """Does a sentence between two places tell of somebody else than the one who speaks?"""
    return any(since <= act.start < until and not act.is_by(said) for act in acts)


def _is_speech(text: str, mark: Marked) -> bool:
    """Long enough to be somebody's words rather than a term set apart, or a sentence of its own."""
    words = text[mark.start : mark.end].split()
    return len(words) >= 4 or mark.start == 0 or mark.last in ".,!?"
