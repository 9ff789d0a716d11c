"""What a statement may be checked against: the passages it cites, and of them the sentences that come nearest to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answer.checks.orders import is_order
from answer.checks.reading import Word, align, join, quoted, read
from language.compare import content_words
from language.counting import NUMBERS
from records import Article, Quote, Sentence

_MOST = 3  # sentences that one statement may draw together
_ADDS = 2  # words of the statement that a further sentence must add


@dataclass(frozen=True, slots=True)
class Source:
    """A passage as it is numbered for a language model: its article, its span and sentences, and who says what there.

    `quotes` are all of the article's.
    """

    marker: int
    article: Article
    start: int
    end: int
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...] = ()

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence of a source that comes near to a statement."""

    source: Source
    sentence: Sentence

    @property
    def text(self) -> str:
        return self.source.article.text[self.sentence.start : self.sentence.end]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement laid beside the sentences that come nearest to it.

    `pairs` gives for the place of a word in `said` its place in `found`, the words of the nearest sentences in one run;
    `whose` gives for each place in `found` the sentence that it is in.
    """

    text: str
    sources: tuple[Source, ...]
    nearest: tuple[Near, ...]
    said: tuple[Word, ...]
    found: tuple[Word, ...]
    whose: tuple[int, ...]
    pairs: dict[int, int]


def gather(text: str, sources: Sequence[Source]) -> Evidence:
    """The sentences of the cited sources that a statement most likely rests on, and how its words are found in them."""
    nearest = _nearest(text, sources)
    parts = [(near.sentence.start, read(near.text)) for near in nearest]
    said, found = read(text), join(parts)
    whose = tuple(i for i, (_, words) in enumerate(parts) for _ in words)
    return Evidence(text, tuple(sources), nearest, said, found, whose, align(said, found))


def _nearest(text: str, sources: Sequence[Source]) -> tuple[Near, ...]:
    """The sentence that shares most with the statement, then those that share what the ones before do not."""
    left = set(_keys(text))
    every = [Near(source, sentence) for source in sources for sentence in source.sentences]
    if not any(True for _ in quoted(text)):  # an order may be quoted, but it tells nothing
        every = [near for near in every if not is_order(near.text)]
    keys = [set(_keys(near.text)) for near in every]
    chosen: list[int] = []
    while len(chosen) < _MOST and every:
        best = max(range(len(every)), key=lambda i: (len(left & keys[i]), -len(keys[i]), -i))
        shared = left & keys[best]
        if best in chosen or _worth(shared) < (_ADDS if chosen else 1):
            break
        chosen.append(best)
        left -= shared
    return tuple(every[i] for i in sorted(chosen))


def _keys(text: str) -> list[str]:
    """Content words cut to a length at which most forms of one word are the same; numbers as digits."""
    return [NUMBERS.get(word, word[:5]) for word in content_words(text)]


def _worth(keys: set[str]) -> int:
    """A number is worth as much as two words."""
    return sum(2 if key.isdigit() else 1 for key in keys)
