"""Article → Sentences, and Passages by the embedder's own tokens, on sentence borders, offsets kept.

LangChain's splitter does the merging. Its own way of finding offsets searches the text for the chunk and can find the
wrong place, and it strips white space; so it is given pieces that cover the text without a gap, asked to keep every
character and to overlap nothing, and the offsets are the running lengths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from langchain_text_splitters import RecursiveCharacterTextSplitter, TextSplitter

from language.sentences import sentence_spans
from records import Article, Block, Passage, Sentence


class _Merger(TextSplitter):
    """Merges sentences, each with the white space behind it, into chunks of at most `chunk_size` tokens."""

    def __init__(self, size: int, count: Callable[[str], int]) -> None:
        super().__init__(size, 0, length_function=count, strip_whitespace=False)
        self._within = RecursiveCharacterTextSplitter(
            chunk_size=size, chunk_overlap=0, length_function=count, strip_whitespace=False, keep_separator="end"
        )

    def split_text(self, text: str) -> list[str]:
        return self.merge(_cut(text, [start for start, _ in sentence_spans(text)]))

    def merge(self, pieces: Iterable[str]) -> list[str]:
        """Chunks that together are the pieces. A piece longer than a chunk is cut, between its words if possible."""
        return self._merge_splits(self._short(pieces), separator="")

    def _short(self, pieces: Iterable[str]) -> Iterator[str]:
        for piece in pieces:
            if self._length_function(piece) > self._chunk_size:
                yield from self._within.split_text(piece)
            else:
                yield piece


def chunk(article: Article, blocks: Sequence[Block], size: int, count: Callable[[str], int]) -> tuple[Passage, ...]:
    """The passages of an article: of at most `size` tokens by `count`, each of one voice and one turn.

    All text but white space is in exactly one passage. A heading stays with the sentence that follows it.
    """
    merger = _Merger(size, count)
    passages = []
    for stretch in _stretches(blocks):
        offset, end = stretch[0].start, stretch[-1].end
        borders = [start - offset for start in _borders(article.text, stretch)]
        for text in merger.merge(_cut(article.text[offset:end], borders)):
            low = offset + len(text) - len(text.lstrip())
            high = offset + len(text.rstrip())
            offset += len(text)
            if low < high:
                words = article.text[low:high]
                passages.append(Passage(article.id, low, high, words, count(words), stretch[0].voice))
    return tuple(passages)


def sentences(article: Article, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """The sentences of an article that may be quoted: those of its paragraphs, without its headings."""
    return tuple(
        Sentence(article.id, block.start + start, block.start + end, block.voice)
        for block in blocks
        if not block.heading
        for start, end in sentence_spans(article.text[block.start : block.end])
    )


def _stretches(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Neighbouring blocks in one voice, and in an interview of one speaker."""
    for _, members in groupby(blocks, key=lambda block: (block.voice, block.speaker)):
        yield list(members)


def _borders(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Where a passage may begin: at each sentence that does not follow a heading."""
    after_heading = False
    for block in blocks:
        spans = [(0, 0)] if block.heading else sentence_spans(text[block.start : block.end])
        for start, _ in spans:
            if not after_heading:
                yield block.start + start
            after_heading = block.heading


def _cut(text: str, borders: Sequence[int]) -> list[str]:
    """The text cut at the borders, with nothing lost: what lies before the first border stays with it."""
    inner = borders[1:]
    return [text[start:end] for start, end in zip([0, *inner], [*inner, len(text)], strict=True)]
