"""The stretches of text that tokens of a reported content make up, trimmed to what is reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.speech.cues import Cue
from ingest.speech.marks import Marked, stands_in
from ingest.speech.subjects import after_comma, resumes
from ingest.speech.verbs import CLAUSE, OBJECT, lemma_of

Span = tuple[int, int]
# "“It is late,” because the bridge is closed, she said": what goes on with the sentence behind a quotation
_ADDED = ("since", "because", "if", "unless", "although", "though")
_EDGES = (",", ";", ":", "—", "–", "-", "--")


def stretches(cue: Cue, marks: Sequence[Marked]) -> list[Span]:
    """What a cue reports, as character spans in order; "she said" in its midst parts two. None for an empty content."""
    tokens = [t for t in _trimmed(cue) if not t.is_space]
    before = [mark for mark in marks if mark.end <= cue.token.idx]
    tokens = _before_tag(_within_marks(tokens, before), before, marks)
    spans = [_with_marks(_span(run), marks) for run in _runs(tokens, 3 if cue.subject is not None else 1)]
    return [(low, high) for low, high in spans if low < high]


def _with_marks(span: Span, marks: Sequence[Marked]) -> Span:
    """The span with the quotation marks that the parser has left outside of what they enclose."""
    low, high = span
    for mark in marks:
        if mark.start < low <= mark.start + 2 and mark.end <= high + 2:
            low = mark.start
        if low <= mark.start and high < mark.end <= high + 2:
            high = mark.end
    return low, high


def _within_marks(tokens: list[Any], marks: Sequence[Marked]) -> list[Any]:
    """Only the words in marks, where a colon leads up to a sentence in marks: "She was blunt: “We won,” she said."

    A quotation that is part of the clause ("the bridge was “quite safe”") leaves it whole.
    """
    for mark in marks:
        own = [t for t in tokens if mark.start <= t.idx < mark.end]
        before = [t for t in tokens if t.idx < mark.start]
        words = [t for t in own if t.is_alpha]
        if len(words) < 4 or not before or not words[0].text[0].isupper():
            continue
        if before[-1].text == ":":
            return [t for t in tokens if t.idx >= mark.start]
    return tokens


def _before_tag(tokens: list[Any], before: Sequence[Marked], marks: Sequence[Marked]) -> list[Any]:
    """Without the tag that the parser has taken in: "… “had no chance,” the builder recalled".

    A quotation that ends in a comma has its tag behind it, unless more is quoted, or an "and" or a "because" goes on.
    """
    for mark in before:
        behind = [t for t in tokens if t.idx >= mark.end] if mark.last == "," else []
        if not behind or any(stands_in(t, marks) for t in behind):
            continue
        goes_on = behind[0].pos_ == "CCONJ" or behind[0].lower_ in _ADDED
        if not goes_on and any(mark.start <= t.idx < mark.end for t in tokens):
            return [t for t in tokens if t.idx < mark.end]
    return tokens


def _trimmed(cue: Cue) -> list[Any]:
    """Content without what goes on with the report: ", adding that …", ", and accused …"."""
    within = {token.i for token in cue.content}
    dropped: set[int] = set()
    for token in cue.content:
        if token.head.i in within and (
            _adds(token) or resumes(token) or (cue.token.i < token.i and cue.is_verb and _remarks(token))
        ):
            dropped |= {t.i for t in token.subtree}
    return [token for token in cue.content if token.i not in dropped]


def _adds(token: Any) -> bool:
    """A participle of reporting set off by a comma: ", saying that it was late"."""
    return token.dep_ == "advcl" and token.tag_ == "VBG" and lemma_of(token) in CLAUSE | OBJECT and after_comma(token)


def _remarks(token: Any) -> bool:
    """What the writer adds behind a comma, not the speaker: ", which was built in 1902", ", a bridge of steel"."""
    left = token.left_edge.i
    if left == 0 or token.doc[left - 1].text not in (",", "—", "–", "-", "--"):
        return False
    first = token.doc[left].lower_
    return (token.dep_ == "relcl" and first in ("which", "who", "where", "whose", "when")) or (
        token.dep_ == "appos" and first in ("a", "an")
    )


def _runs(tokens: Sequence[Any], least: int) -> list[list[Any]]:
    """The tokens in runs, parted where a word that is not of them stands between; none of fewer than `least` tokens."""
    runs: list[list[Any]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if runs and all(not t.text[0].isalnum() for t in token.doc[runs[-1][-1].i + 1 : token.i]):
            runs[-1].append(token)
        else:
            runs.append([token])
    worded = [run for run in runs if any(t.text[0].isalnum() for t in run)]
    longest = max((len(run) for run in worded), default=0)
    return [run for run in worded if len(run) >= min(least, longest)]


def _span(run: Sequence[Any]) -> Span:
    kept = list(run)
    while kept and kept[0].text in (*_EDGES, ")", "."):
        kept.pop(0)
    while kept and (kept[-1].text in (*_EDGES, "(") or kept[-1].dep_ == "cc"):
        kept.pop()
    return (kept[0].idx, kept[-1].idx + len(kept[-1].text)) if kept else (0, 0)
