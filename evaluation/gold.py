"""Gold sentences with the passages that bear them out, from the sets beside the project: clapnq, xquad_en, polnear."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.beir import articles, objects
from evaluation.substitute import Gold
from ingest.speech.quotes import QuoteFinder
from language.names import parse
from language.sentences import sentence_spans
from records import Article, Block, Quote

_WINDOW = 900  # characters: about the length of the passages that an index holds
_ENTS = ("PERSON", "ORG", "GPE", "NORP", "LOC")


@dataclass(frozen=True, slots=True)
class Sourced:
    """A gold sentence with the span of the passage that it cites, and who says what in that article.

    `rewrites` are what people wrote who put the cited sentences in words of their own.
    """

    gold: Gold
    of: str  # the set
    article: Article
    span: tuple[int, int]
    quotes: tuple[Quote, ...]
    rewrites: tuple[str, ...] = ()


def load(folder: Path, most: int, seed: int = 1) -> Iterator[Sourced]:
    """At most so many gold sentences of each set that lies in the folder, the same ones for the same seed."""
    for read in (_xquad, _clapnq, _polnear):
        chance = random.Random(seed)
        rows = list(read(folder))
        chance.shuffle(rows)
        yield from _sourced(rows[:most], read.__name__.strip("_"), chance)


@dataclass(frozen=True, slots=True)
class _Row:
    article: Article
    span: tuple[int, int]
    text: str
    speaker: str | None = None
    rewrites: tuple[str, ...] = ()


def _sourced(rows: Sequence[_Row], name: str, chance: random.Random) -> Iterator[Sourced]:
    finder = QuoteFinder()
    found: dict[str, tuple[Quote, ...]] = {}
    names: dict[str, dict[str, list[str]]] = {}
    everyone: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        article = row.article
        if article.id not in found:
            blocks = [Block(m.start(), m.end()) for m in re.finditer(r"[^\n]+", article.text)]
            found[article.id] = finder.find(article, blocks)
            names[article.id] = _names(article.text)
            for label, ones in names[article.id].items():
                everyone[label] += ones
    for row, doc in zip(rows, parse(row.text for row in rows), strict=True):
        own = names[row.article.id]
        others = {label: own.get(label) if len(own.get(label, ())) > 2 else everyone[label] for label in _ENTS}
        passage = row.article.text[slice(*row.span)]
        gold = Gold(
            row.text,
            doc,
            {label: tuple(ones or ()) for label, ones in others.items()},
            tuple(re.findall(r"(?<![\d.,])\d{1,6}(?![\d.,])", passage)),
            _strangers(row, rows, chance),
            tuple(_subjects(passage.replace(row.text, " "))),
            row.speaker,
        )
        yield Sourced(gold, name, row.article, row.span, found[row.article.id], row.rewrites)


def _strangers(row: _Row, rows: Sequence[_Row], chance: random.Random) -> tuple[str, ...]:
    """One sentence of another article, and one of its own from outside the passage."""
    start, end = row.span
    own = [
        row.article.text[a:b] for a, b in sentence_spans(row.article.text) if (b <= start or a >= end) and b - a > 60
    ]
    other = [r.text for r in chance.sample(rows, min(4, len(rows))) if r.article.id != row.article.id]
    return tuple(other[:1] + chance.sample(own, min(1, len(own))))


def _subjects(passage: str) -> Iterator[str]:
    """The subjects of a passage's sentences, with what belongs to them."""
    for doc in parse(passage[a:b] for a, b in sentence_spans(passage)):
        for token in doc:
            if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT" and token.pos_ != "PRON":
                yield doc[token.left_edge.i : token.right_edge.i + 1].text


def _names(text: str) -> dict[str, list[str]]:
    """Names by kind, each once, as the article prints them."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for doc in parse(line for line in text.split("\n") if line.strip()):
        for ent in doc.ents:
            if ent.label_ in _ENTS and 2 < len(ent.text) < 40:
                found[ent.label_][ent.text.removesuffix("’s").removesuffix("'s")] = None
    return {label: list(ones) for label, ones in found.items()}


def _corpus(folder: Path) -> dict[str, Article]:
    return {article.id: article for article, _ in articles(folder / "corpus.jsonl")}


def _xquad(folder: Path) -> Iterator[_Row]:
    for article in _corpus(folder / "xquad_en").values():
        spans = [(a, b) for a, b in sentence_spans(article.text) if 50 < b - a < 300]
        for a, b in spans[:2]:
            yield _Row(article, (0, len(article.text)), article.text[a:b])


def _clapnq(folder: Path) -> Iterator[_Row]:
    corpus = _corpus(folder / "clapnq")
    for query in objects(folder / "clapnq" / "queries.jsonl", "_id"):
        article = corpus.get(query["metadata"].get("passage", ""))
        cited = [s for one in query["metadata"].get("cited_sentences") or () for s in one]
        if not query["answerable"] or article is None or not cited:
            continue
        cited = [s for s in cited if s in article.text and 50 < len(s) < 300]
        rewrites = tuple(answer[a:b] for answer in query["answers"][:1] for a, b in sentence_spans(answer))
        if cited:
            yield _Row(article, (0, len(article.text)), cited[0], rewrites=rewrites)


def _polnear(folder: Path) -> Iterator[_Row]:
    """Sentences that name their speaker, as printed; and direct speech of named people in a plain frame."""
    for row in objects(folder / "polnear" / "quotes_train.jsonl", "id"):
        article = Article(row["id"], row["title"], row["text"], row["id"], "")
        spans = sentence_spans(article.text)
        told = 0
        for quote in row["quotes"]:
            if told == 2 or not quote["speaker"] or quote["speaker_type"] != "named" or not quote["speaker_spans"]:
                continue
            own = next(((a, b) for a, b in spans if a <= quote["start"] and quote["end"] <= b), None)
            named = quote["speaker_spans"][0]
            if own is None or not (own[0] <= named[0] and named[1] <= own[1] and 50 < own[1] - own[0] < 300):
                continue
            text, words = article.text[slice(*own)], quote["quote"].strip(' ,“”"')
            if quote["kind"] == "direct" and told and len(words) > 30:
                text = f"{quote['speaker']} said: “{words}”"
            told += 1
            yield _Row(article, _window(spans, own), text, quote["speaker"])


def _window(spans: Sequence[tuple[int, int]], own: tuple[int, int]) -> tuple[int, int]:
    """Whole sentences around one, about as long as a passage."""
    start, end = own
    for a, b in reversed([s for s in spans if s[1] <= own[0]]):
        if end - a > _WINDOW // 2 + (own[1] - own[0]):
            break
        start = a
        del b
    for _, b in (s for s in spans if s[0] >= own[1]):
        if b - start > _WINDOW:
            break
        end = b
    return start, end
