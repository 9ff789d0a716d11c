"""Hits → numbered passages and a prompt, within the model's context window.

Passages are data: they stand between lines that hold a boundary, drawn anew for each request, that no article can know.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import prompts
from answer.checks.evidence import Source
from answer.cite import printed_day
from answer.generate import Message
from index.count import prompt_tokens
from index.store import Store
from records import Answer, Article, Passage, Turn
from settings import Settings

# A model's own tokens are more than tiktoken's for some models; so much of its window is planned with.
_PLANNED = 0.85
_HISTORY = 0.25  # of what is left beside the passages' first: the turns before the question
_PER_MESSAGE = 8  # tokens that a message costs beside its text


@dataclass(frozen=True, slots=True)
class Context:
    """What a model is asked, and the passages that its markers stand for, from 1."""

    messages: tuple[Message, ...]
    sources: dict[int, Source]
    fingerprint: str


def assemble(
    exact: Answer,
    history: Sequence[Turn],
    store: Store,
    settings: Settings,
    boundary: Callable[[], str] = lambda: secrets.token_hex(8),
) -> Context:
    """The prompt for a question whose exact answer is known: first the passages that it cites, then the others by rank.

    As many passages go in as fit, each whole; of the first, where it alone is too long, as many sentences as fit. The
    turns before the question take what is left, newest first, a quarter of the window at most.
    """
    prompt = prompts.load("answer")
    fence = boundary()
    question = inert(exact.query)
    room = int(settings.model_tokens * _PLANNED) - settings.answer_tokens - _PER_MESSAGE
    room -= prompt_tokens(prompt.fill(boundary=fence, passages="", question=question))
    told: list[str] = []
    sources: dict[int, Source] = {}
    for article, passage in _in_order(exact, store):
        number = len(told) + 1
        source = _source(number, article, passage, store)
        text = _framed(source, fence)
        if prompt_tokens(text) > room and not told:
            source, text = _shortened(source, fence, room)
        cost = prompt_tokens(text) + 2
        if cost <= room and source.sentences:
            room -= cost
            told.append(text)
            sources[number] = source
    turns = _turns(history, min(room, int(settings.model_tokens * _HISTORY)))
    asked = prompt.fill(boundary=fence, passages="\n".join(told), question=question)
    return Context((*turns, ("user", asked)), sources, prompt.fingerprint)


def inert(text: str) -> str:
    """A text whose control tokens ("<|im_end|>") a model's server takes for words; it reads and compares the same."""
    return text.replace("<|", "<\u200b|").replace("|>", "|\u200b>").replace("[INST]", "[\u200bINST]")


def _in_order(exact: Answer, store: Store) -> Iterator[tuple[Article, Passage]]:
    """The hits' passages, each once: those cited by the exact answer first."""

    def cited(passage: Passage) -> int:
        spans = [
            c.marker for c in exact.citations
            if c.article_id == passage.article_id and passage.start <= c.start and c.end <= passage.end
        ]  # fmt: skip
        return min(spans, default=len(exact.citations) + 1)

    for hit in sorted(exact.hits, key=lambda hit: (cited(hit.passage), hit.rank)):
        article = store.article(hit.passage.article_id)
        if article is not None:
            yield article, hit.passage


def _source(number: int, article: Article, passage: Passage, store: Store) -> Source:
    inside = (s for s in store.sentences(article.id) if passage.start <= s.start and s.end <= passage.end)
    return Source(number, article, passage.start, passage.end, tuple(inside), store.quotes(article.id))


def _framed(source: Source, fence: str) -> str:
    article = source.article
    facts = [f'"{article.title}"', article.outlet or article.path, printed_day(article.published)]
    head = f"--- {fence} passage [{source.marker}]: {', '.join(facts)}"
    return f"{inert(' '.join(head.split()))}\n{inert(source.text)}\n--- {fence} end of [{source.marker}]"


def _shortened(source: Source, fence: str, room: int) -> tuple[Source, str]:
    """The first sentences of a passage, as many as fit."""
    for count in range(len(source.sentences) - 1, 0, -1):
        kept = source.sentences[:count]
        shorter = Source(source.marker, source.article, source.start, kept[-1].end, kept, source.quotes)
        if prompt_tokens(_framed(shorter, fence)) <= room:
            return shorter, _framed(shorter, fence)
    return Source(source.marker, source.article, source.start, source.start, ()), ""


def _turns(history: Sequence[Turn], room: int) -> list[Message]:
    """The newest turns that fit, in order; none that begins with the assistant's."""
    kept: list[Message] = []
    for turn in reversed(history):
        cost = prompt_tokens(turn.content) + _PER_MESSAGE
        if cost > room:
            break
        room -= cost
        kept.append((turn.role, inert(turn.content)))
    kept.reverse()
    while kept and kept[0][0] != "user":
        kept.pop(0)
    return kept
