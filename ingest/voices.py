"""Whose words is a paragraph? The interviewer's, the interviewee's, the host's who comments, the readers' below.

A text counts as an interview only where turns are labelled ("Question:", "Jane Doe:"). Reported speech ("She said: …")
makes no turns. What is in doubt is given to the voice that is quoted least: host rather than interviewee.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.lines import Cut, Paragraph
from ingest.outlets import is_outlet
from records import Voice

_NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|the|de|van|von|al|bin)){0,6}"
_LABEL = re.compile(rf"(?P<label>{_NAME})(?: \([^)]{{1,60}}\))?\s?:(?:\s+(?=\S)|$)|(?P<letter>[QA])\d?\.\s+(?=[A-Z])")
_ASKS = re.compile(
    r"(?:question|q|interviewer|host|moderator|anchor|presenter|reporter|journalist|correspondent)\s?\d*"
)
_ANSWERS = re.compile(r"(?:answer|a|response|reply)\s?\d*")
_FIRST_PERSON = re.compile(r"\b(?:I|I[’']\w+|my|me|we|our)\b")
_OF_THE_TALK = re.compile(
    r"\b(?:interview(?:ed|s)?|transcript|questions?|conversation|here[’']s|translation)\b", re.IGNORECASE
)

_OF_THE_EDITING = re.compile(
    r"(?i)\b(?:interview|conversation|transcript|talk)\b[^.]*\b(?:was|has been|took place)\b"
    r"|\b(?:edited|condensed|abridged|translated|transcribed)\b[^.]*\b(?:for|by|from)\b"
)


@dataclass(frozen=True, slots=True)
class Speaking:
    """Whose words a paragraph is. `speaker`: the name on the label of the turn, None where no name is printed."""

    voice: Voice = Voice.ARTICLE
    speaker: str | None = None


def voices(found: Sequence[Paragraph]) -> list[Speaking]:
    """Whose words each paragraph is, in order."""
    labels = [_label(p) for p in found]
    askers = _askers(found, labels)
    answerers = _answerers(labels, askers)
    said = [Speaking()] * len(found)
    if askers and answerers:
        known = [label if label in askers | answerers else None for label in labels]
        said = _interview(found, known, askers)
    elif not askers:
        said = _talk(labels)
    return _with_readers(found, said)


def _label(paragraph: Paragraph) -> str | None:
    match = None if paragraph.heading else _LABEL.match(paragraph.text)
    return (match["label"] or match["letter"]) if match else None


def _askers(found: Sequence[Paragraph], labels: Sequence[str | None]) -> set[str]:
    """The labels of those who ask; none where this is no interview.

    Either they say so ("Question"), or they alternate with another label and are an outlet or put questions mostly.
    """
    counts = Counter(label for label in labels if label)
    named = {label for label in counts if _ASKS.fullmatch(label.lower())}
    if named:
        return named
    recurring = [label for label, count in counts.items() if count >= 2]
    if len(recurring) < 2:
        return set()

    def asks(label: str) -> bool:
        texts = [p.text for p, its in zip(found, labels, strict=True) if its == label]
        return is_outlet(label) or sum(text.rstrip('"”’ ').endswith("?") for text in texts) * 2 > len(texts)

    askers = {label for label in counts if asks(label)}
    return askers if any(label not in askers for label in recurring) else set()


def _answerers(labels: Sequence[str | None], askers: set[str]) -> set[str]:
    """The labels that answer a question or come back. Another, "Firstly:", is just how a paragraph begins."""
    turns = [label for label in labels if label]
    answers = {after for before, after in pairwise(turns) if before in askers}
    return (answers | {label for label, count in Counter(turns).items() if count >= 2}) - askers


def _interview(found: Sequence[Paragraph], labels: Sequence[str | None], askers: set[str]) -> list[Speaking]:
    first = next(i for i, label in enumerate(labels) if label)
    last_question = max(i for i, label in enumerate(labels) if label in askers)
    runs_on = _runs_on(labels, askers)
    said = [Speaking(_introduces(p)) for p in found[:first]]
    now = Speaking()
    for i in range(first, len(found)):
        label = labels[i]
        if label in askers:
            now = Speaking(Voice.INTERVIEWER)
        elif label:
            now = Speaking(Voice.ARTICLE, None if _ANSWERS.fullmatch(label.lower()) else label)
        elif i > last_question and now.voice is Voice.ARTICLE and _host_takes_over(found, i, now.speaker):
            now = Speaking(Voice.HOST)
        elif i > last_question and now.speaker and (not runs_on or _OF_THE_EDITING.search(found[i].text)):
            now = Speaking()
        said.append(now)
    return said


def _runs_on(labels: Sequence[str | None], askers: set[str]) -> bool:
    """Does an answer go on in a paragraph without a label before the next question; or is there none to tell it by?"""
    turns = [i for i, label in enumerate(labels) if label]
    answers = [(i, j) for i, j in pairwise(turns) if labels[i] not in askers]
    return not answers or any(j > i + 1 for i, j in answers)


def _talk(labels: Sequence[str | None]) -> list[Speaking]:
    """The turns of a debate or a panel, where several names come back; what has no label is the reporter's."""
    counts = Counter(label for label in labels if label)
    surnames = {label.split()[-1] for label in counts if " " in label}
    named = {label for label in counts if " " in label or label.isupper() or label in surnames}
    several = sum(counts[label] >= 2 for label in named) >= 2
    return [Speaking(speaker=label if several and label in named else None) for label in labels]


def _introduces(paragraph: Paragraph) -> Voice:
    """The host, where the paragraph speaks in the first person about the talk that follows."""
    own = _FIRST_PERSON.search(paragraph.text) and _OF_THE_TALK.search(paragraph.text)
    return Voice.HOST if own and not paragraph.heading else Voice.ARTICLE


def _host_takes_over(found: Sequence[Paragraph], i: int, speaker: str | None) -> bool:
    """After the last question: the last mark of an editor stands before it, or the interviewee is spoken of by name."""
    here = found[i]
    if here.after is Cut.EMPHASIS:
        return not any(later.after is Cut.EMPHASIS for later in found[i + 1 :])
    if here.after is not Cut.NOTHING:
        return True
    surname = speaker.split()[-1] if speaker else ""
    return bool(surname) and bool(re.search(rf"\b{re.escape(surname)}\b", here.text))


def _with_readers(found: Sequence[Paragraph], said: Sequence[Speaking]) -> list[Speaking]:
    """Readers speak below a heading for comments, and below a plea to subscribe that a host has put under a talk."""
    host = False
    for i, paragraph in enumerate(found):
        host = host or (
            said[i].voice is Voice.HOST and any(s.speaker or s.voice is Voice.INTERVIEWER for s in said[:i])
        )
        if paragraph.after is Cut.COMMENTS or (paragraph.after is Cut.PLEA and host):
            return [*said[:i], *[Speaking(Voice.READER)] * (len(found) - i)]
    return list(said)
