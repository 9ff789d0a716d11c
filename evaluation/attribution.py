"""`python -m evaluation attribution DIR`: what ingest finds of who said what, over articles that people have marked.

DIR holds `quotes_SPLIT.jsonl`, an article a line: {"id", "text", "quotes": [{"spans", "kind", "speaker",
"speaker_type", "speaker_resolved", and "cue" where it is marked}]}; and, where it is there,
`queries_whosaid_SPLIT.jsonl`, questions of the form `Who said "…"?` with `answers`, `type` and `metadata` {"doc",
"start", "end"}. Each is asked of the quotes alone: the one that covers most of the words asked for says who. No index
is made, nothing is retrieved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evaluation.attributing import same_speaker
from evaluation.beir import objects, paragraphs
from evaluation.halves import half_of
from evaluation.intervals import Estimate, Share, estimate
from evaluation.spans import Marked, exact, overlap, pair, speaker
from ingest.lines import Paragraph
from ingest.speech.quotes import QuoteFinder
from ingest.voices import voices
from records import Article, Block, Kind, OnRecordError, Quote

_SPEECH = ("direct", "mixed")


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article, what people have marked in it, and the questions asked of it."""

    article: Article
    marked: tuple[Marked, ...]
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question who said the words of a span."""

    type: str
    start: int
    end: int
    names: tuple[str, ...]


def read_annotated(folder: Path, split: str, half: str | None = None) -> Iterator[Annotated]:
    """The articles of a split, in order; of one half, "tune" or "report", or of both.

    Raises:
        OnRecordError: the folder has no such split.
    """
    path = folder / f"quotes_{split}.jsonl"
    if not path.is_file():
        raise OnRecordError(f"There is no {path}.", "Name the folder that holds it, and a split: --split dev")
    asked = _asked(folder / f"queries_whosaid_{split}.jsonl")
    for row in objects(path, "id"):
        if half and half_of(str(row["id"])) != half:
            continue
        article = Article(str(row["id"]), "", str(row["text"]), str(row["id"]), "")
        yield Annotated(article, tuple(map(_marked, row["quotes"])), tuple(asked.get(article.id, ())))


def measure(annotated: Sequence[Annotated], find: Callable[[Article], Sequence[Quote]]) -> dict[str, Estimate]:
    """The metrics over these articles, resampled by article, by name."""
    parts: dict[str, list[Share | None]] = defaultdict(list)
    for one in annotated:
        found = find(one.article)
        for name, share in _spans(one, found).items() | _questions(one.asked, found).items():
            parts[name].append(share)
    told = {name: estimate(shares) for name, shares in parts.items()}
    return {name: known for name, known in sorted(told.items()) if known}


def find_quotes() -> Callable[[Article], Sequence[Quote]]:
    """Ingest's own finder, over the paragraphs of an article as they stand, each in its voice."""
    finder = QuoteFinder()

    def find(article: Article) -> Sequence[Quote]:
        return finder.find(article, voiced(article.text))

    return find


def voiced(text: str) -> list[Block]:
    """The paragraphs of an article as they stand, each in its voice."""
    blocks = paragraphs(text)
    said = voices([Paragraph(text[block.start : block.end]) for block in blocks])
    return [replace(b, voice=s.voice, speaker=s.speaker) for b, s in zip(blocks, said, strict=True)]


def _spans(one: Annotated, found: Sequence[Quote]) -> dict[str, Share]:
    text = one.article.text
    pairs, stray = pair(text, one.marked, found)
    right, unknown = speaker(pairs)
    parts = {"speaker": right, "speaker_unknown": unknown}
    parts |= _triple("exact", *exact(pairs, stray)) | _triple("overlap", *overlap(text, pairs, stray))
    speech = [part for part in pairs if part.marked.kind in _SPEECH]
    parts |= _triple("speech_overlap", *overlap(text, speech, [q for q in stray if q.kind is not Kind.INDIRECT]))
    return parts


def _triple(name: str, precision: Share, recall: Share) -> dict[str, Share]:
    """Precision, recall and F1 = 2·P·R / (P + R), which with one top for both is 2·top / (bottom + bottom)."""
    f1 = Share(2 * recall.top, precision.bottom + recall.bottom)
    return {f"{name}_p": precision, f"{name}_r": recall, f"{name}_f1": f1}


def _questions(asked: Sequence[Asked], found: Sequence[Quote]) -> dict[str, Share]:
    """For each type: named rightly, named wrongly, named nobody."""
    parts: dict[str, list[float]] = defaultdict(list)
    for question in asked:
        who = _who(question, found)
        right = who is not None and any(same_speaker(who, name) for name in question.names)
        parts[question.type].append(float(right))
        parts[f"{question.type}_wrong"].append(float(who is not None and not right))
        parts[f"{question.type}_nobody"].append(float(who is None))
    return {name: Share(sum(values), len(values)) for name, values in parts.items()}


def _who(question: Asked, found: Sequence[Quote]) -> str | None:
    """The speaker of the quote that covers most of what is asked for, the tightest of several; None for nobody."""

    def covers(quote: Quote) -> int:
        return min(quote.end, question.end) - max(quote.start, question.start)

    best = max(found, key=lambda q: (covers(q), q.start - q.end), default=None)
    return best.who if best is not None and covers(best) > 0 else None


def _marked(row: dict[str, Any]) -> Marked:
    spans = tuple((int(start), int(end)) for start, end in row["spans"])
    named = row["speaker_resolved"] if row["speaker_type"] == "named" else None
    return Marked(spans, str(row["kind"]), str(row["speaker"] or ""), str(named or ""), str(row.get("cue") or ""))


def _asked(path: Path) -> dict[str, list[Asked]]:
    """The questions of a file by article; none where there is no file."""
    found: dict[str, list[Asked]] = defaultdict(list)
    for row in objects(path, "_id") if path.is_file() else ():
        told = row["metadata"]
        found[told["doc"]].append(Asked(row["type"], told["start"], told["end"], tuple(row["answers"])))
    return found
