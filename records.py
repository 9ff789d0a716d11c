"""The nouns of On Record: frozen values that every room passes on, and the error family.

Nothing here reads a file, calls a library or knows of a screen. Offsets count Unicode code points into
`Article.text`, as stored; a span is half open, `text[start:end]`.

    OnRecordError                what went wrong, where, both values; and the cure
    ├── SettingsError            a setting is unknown or out of range
    ├── InputRefused             one file or row can't be read; the rest goes on
    ├── WeightsError             a model is missing, or is not the one that was named
    ├── IndexMissing             there is no index where one was expected
    ├── IndexMismatch            the index was made by something else than what reads it
    └── ModelError               a language model can't be reached, or fails while it writes
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class OnRecordError(Exception):
    """A failure that a person can mend. `hint` is the cure, as a command where there is one."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class SettingsError(OnRecordError):
    """A setting is unknown or out of range."""


class InputRefused(OnRecordError):
    """One file or row can't be read; `message` is the reason, and the rest goes on."""


class WeightsError(OnRecordError):
    """A model's weights are missing, or are not the ones that were named."""


class IndexMissing(OnRecordError):
    """There is no index where one was expected."""


class IndexMismatch(OnRecordError):
    """The index was made by another embedder or other chunk settings than those that read it."""


class ModelError(OnRecordError):
    """A language model can't be had or reached, or fails while it writes."""


class Voice(StrEnum):
    """Whose words a stretch of text is, apart from what it quotes."""

    ARTICLE = "article"  # the reporter, or the interviewee in an interview
    INTERVIEWER = "interviewer"  # who asks the questions
    HOST = "host"  # whoever republishes a text and comments on it
    READER = "reader"  # comments below


class Kind(StrEnum):
    """How speech is reported."""

    DIRECT = "direct"  # in quotation marks, or a turn of an interview
    INDIRECT = "indirect"  # reported in the writer's words
    MIXED = "mixed"  # reported, with some of the speaker's own words in marks


class Verdict(StrEnum):
    """What a check of a statement against what it cites came to."""

    EXACT = "exact"
    BORNE_OUT = "borne_out"
    NOT_BORNE_OUT = "not_borne_out"
    MISATTRIBUTED = "misattributed"
    UNCITED = "uncited"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as stored: cleaned text, and what was printed about it.

    `id` is the row's own id, or else made from the resolved path, so that a changed file keeps it; `sha256` is of the
    text and the printed facts, and tells whether it changed. `published` is None where no full date is printed: a date
    is never invented. `path` is for people (folder and file name). `duplicate_of` is the id of the article that this
    one repeats, or None.
    """

    id: str
    title: str
    text: str
    path: str
    sha256: str
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of an article: whose voice it is in, whether it is a heading, and the name printed before a turn.

    In an interview `speaker` is the label of the turn ("Sergey Lavrov"), carried over its paragraphs; else None.
    """

    start: int
    end: int
    voice: Voice = Voice.ARTICLE
    heading: bool = False
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article that may be quoted: headings are none."""

    article_id: str
    start: int
    end: int
    voice: Voice = Voice.ARTICLE


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and retrieved: whole sentences of one voice, no longer than the embedder reads.

    `text == article.text[start:end]`; `n_tokens` counts the embedder's own tokens of `text`, without special ones.
    """

    article_id: str
    start: int
    end: int
    text: str
    n_tokens: int
    voice: Voice = Voice.ARTICLE

    @property
    def id(self) -> str:
        return f"{self.article_id}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of an article that reports speech, and who is speaking.

    `speaker` is as printed ("the top Russian diplomat", "he"), `who` the full name within the article ("Sergey
    Lavrov"), None where the article does not make it plain; `cue` is the verb or phrase that reports ("said").
    """

    article_id: str
    start: int
    end: int
    kind: Kind
    speaker: str | None
    who: str | None
    cue: str | None = None


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


def as_json(record: Any) -> Any:
    """Any record, or a sequence of them, as plain JSON values: the one place where a record becomes a dict.

    Dates become ISO strings. A Hit is flattened to rank, score and span, and Tokens to in and out, as other programs
    know them.
    """
    if isinstance(record, Hit):
        p = record.passage
        return {"rank": record.rank, "score": record.score, "article_id": p.article_id, "start": p.start, "end": p.end}
    if isinstance(record, Tokens):
        return {"in": record.read, "out": record.written}
    if isinstance(record, date):
        return record.isoformat()
    if isinstance(record, list | tuple):
        return [as_json(item) for item in record]
    if hasattr(record, "__dataclass_fields__"):
        return {name: as_json(getattr(record, name)) for name in record.__dataclass_fields__}
    return record
