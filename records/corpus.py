"""What is stored: articles, and the paragraphs, sentences, passages and quotes in them.

Offsets count Unicode code points into `Article.text`, as stored; a span is half open, `text[start:end]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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

    `speaker` is as printed ("the top Russian diplomat", "he"), None where nobody is ("is expected to rise"); `who` is
    the full name within the article ("Sergey Lavrov"), None where the article does not make it plain; `cue` is the verb
    or phrase that reports ("said").
    """

    article_id: str
    start: int
    end: int
    kind: Kind
    speaker: str | None
    who: str | None
    cue: str | None = None
