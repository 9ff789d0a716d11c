"""How far does what is told reach? To a second clause, or a phrase that the parser has hung elsewhere, where likely.

Three further ends are weighed: the next stop behind a content, the end of its sentence, and, before it, the cue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.speech.contents import Span
from ingest.speech.cues import Cue
from ingest.speech.marks import Marked, stands_in
from ingest.speech.verbs import FINITE, lemma_of
from ingest.speech.weights import MANY, length, weights

# Where, on articles held back from learning, two of three words that are added are rightly added.
SURE = 0.5
_STOPS = (",", ";", ":", "—", "–", "--")


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens `first` to `last` of a doc beside a content, which is its tokens `low` to `high`; `gap` stands between.

    `side` is "stop" for what goes to the next stop, "end" for what goes to the end, "cue" for what begins at the cue.
    """

    side: str
    first: int
    last: int
    low: int
    high: int
    gap: str


def reached(cue: Cue, spans: Sequence[Span], marks: Sequence[Marked], told: Sequence[Cue]) -> list[Span]:
    """The spans of what a cue reports, each with what likely belongs to it: none in marks, none that another has."""
    table = weights("reach")
    taken = {t.i for other in told if other is not cue for t in (other.token, *other.content)}
    found = []
    for span in spans:
        low, high = span
        weighed = [
            (table.chance(features(cue, piece)), piece)
            for piece in pieces(cue, span)
            if not any(t.i in taken or stands_in(t, marks) for t in _tokens(cue, piece))
        ]
        for before in (True, False):
            side = [(chance, piece) for chance, piece in weighed if (piece.side == "cue") is before]
            chance, piece = max(side, key=lambda pair: pair[0], default=(0.0, None))
            if piece is not None and chance >= SURE:
                tokens = _tokens(cue, piece)
                low, high = min(low, tokens[0].idx), max(high, tokens[-1].idx + len(tokens[-1].text))
        found.append((low, high))
    return found


def pieces(cue: Cue, span: Span) -> Iterator[Piece]:
    """What may be added to a span of a cue's content, within its sentence and on its own side of the cue."""
    doc, sent = cue.token.doc, cue.token.sent
    within = doc.char_span(*span, alignment_mode="expand")
    if within is None or within.start < sent.start or within.end > sent.end:
        return
    low, high = within.start, within.end - 1
    edges = (cue.token.i, cue.subject.i)
    first = _past_gap(doc, high + 1, 1)
    last = sent.end - 1
    while last > first and not doc[last].text[0].isalnum():
        last -= 1
    if first <= last and doc[first].text[0].isalnum() and not any(edge > high for edge in edges):
        stop = next((i - 1 for i in range(first + 1, last) if doc[i].text in _STOPS), last)
        gap = doc[high + 1].lower_ if first > high + 1 else ""
        for side, end in (("stop", stop), ("end", last)):
            if side == "end" or end < last:
                yield Piece(side, first, end, low, high, gap)
    edge = max((edge for edge in edges if edge < low), default=None)
    last = _past_gap(doc, low - 1, -1)
    if edge is not None and edge < last:
        first = _past_gap(doc, edge + 1, 1)
        if first <= last:
            yield Piece("cue", first, last, low, high, doc[low - 1].lower_ if last < low - 1 else "")


def features(cue: Cue, piece: Piece) -> list[str]:
    """What is weighed of a piece."""
    doc, side = cue.token.doc, piece.side
    tokens = _tokens(cue, piece)
    root = next((t for t in tokens if not piece.first <= t.head.i <= piece.last and t.dep_ != "punct"), tokens[0])
    first = tokens[0].tag_ if tokens[0].pos_ in MANY else tokens[0].lower_
    content = doc[piece.low : piece.high + 1]
    opening = content[0].lower_ if content[0].lower_ in ("that", "to") else ""
    form = f"{'clause' if _is_finite(content) else 'phrase'} {opening}".strip()
    hangs = _hangs(root, cue, piece)
    finite = "finite" if _is_finite(tokens) else "not finite"
    found = [
        "",
        f"dep={root.dep_}",
        f"dep={root.dep_} on {hangs}",
        f"hangs on {hangs}",
        f"first={first}",
        f"first={first} {root.dep_}",
        f"gap={piece.gap}",
        f"gap={piece.gap} {root.dep_}",
        length(len(tokens)),
        finite,
        f"content={form}",
        f"content={form} {root.dep_}",
        f"cue {'before' if cue.token.i < piece.low else 'behind'}",
        f"cue={lemma_of(cue.token)}" if cue.token.pos_ != "PROPN" else "cue",
        f"cue={cue.token.pos_} {root.dep_}",
        f"names {root.ent_type_}",
    ]
    if any(c.dep_ in ("nsubj", "nsubjpass") for c in root.children):
        found.append("subject")
    return [f"{side}: {feature}".removesuffix(": ") for feature in found]


def _tokens(cue: Cue, piece: Piece) -> list[Any]:
    return list(cue.token.doc[piece.first : piece.last + 1])


def _past_gap(doc: Any, at: int, step: int) -> int:
    """The next place in a direction that is neither a sign, nor a space, nor an "and"."""
    while 0 <= at < len(doc) and (doc[at].is_punct or doc[at].is_space or doc[at].dep_ == "cc"):
        at += step
    return at


def _is_finite(tokens: Sequence[Any]) -> bool:
    return any(t.tag_ in FINITE for t in tokens)


def _hangs(root: Any, cue: Cue, piece: Piece) -> str:
    """On what does the parser hang a piece?"""
    head = root.head
    if head.i == cue.token.i:
        return "cue"
    if piece.low <= head.i <= piece.high:
        return f"content {head.pos_}"
    return "speaker" if head.i == cue.subject.i else "above" if head.is_ancestor(cue.token) else "else"
