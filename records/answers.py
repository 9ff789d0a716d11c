"""What is asked and answered: filters, hits, citations, statements, and the Answer that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from records.corpus import Kind, Passage


class Verdict(StrEnum):
    """What a check of a statement against what it cites came to."""

    EXACT = "exact"
    BORNE_OUT = "borne_out"
    NOT_BORNE_OUT = "not_borne_out"
    MISATTRIBUTED = "misattributed"
    UNCITED = "uncited"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the asker, not the question, restricts the search to. Dates include both ends; None is no restriction."""

    speaker: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. Ranks run 1..n and scores, in 0..1, never rise with rank. `found_by`: dense, words or both."""

    passage: Passage
    score: float
    rank: int
    found_by: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation so far. `role` is "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question was taken to ask for. `order` is "latest", "earliest" or None."""

    speakers: tuple[str, ...] = ()
    subject: str = ""
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    order: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words that a marker [n] stands for: `quote == article.text[start:end]`, to the character."""

    marker: int
    article_id: str
    path: str
    title: str
    outlet: str | None
    published: date | None
    url: str | None
    start: int
    end: int
    quote: str
    speaker: str | None
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of an answer with its markers. An exact one holds its citation's words in a fixed frame."""

    text: str
    markers: tuple[int, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Nearest:
    """An article named where there is no answer."""

    article_id: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens read and written by a language model; zero where there is none."""

    read: int = 0
    written: int = 0


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long each stage of an answer took."""

    understand: float = 0.0
    retrieve: float = 0.0
    answer: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A question answered, or declined: abstaining is a value here, failing is an exception.

    `query` is the stand-alone form that was searched. `reason` says why an abstaining answer abstains. Every citation's
    passage is among `hits`; every marker in `text` is a citation or in `unknown_markers`; `unsupported` holds
    sentences of a language model that were dropped or struck.
    """

    id: str
    question: str
    query: str
    understood: Understood
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    hits: tuple[Hit, ...] = ()
    abstained: bool = False
    reason: str | None = None
    nearest: tuple[Nearest, ...] = ()
    unknown_markers: tuple[int, ...] = ()
    unsupported: tuple[str, ...] = ()
    answerer: str = "exact"
    model: str | None = None
    prompt: str | None = None
    tokens: Tokens = field(default_factory=Tokens)
    seconds: Seconds = field(default_factory=Seconds)
