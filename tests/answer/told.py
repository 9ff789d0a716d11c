"""Small articles and the passages of them, for statements to cite."""

from __future__ import annotations

from answer.checks.evidence import Source
from language.sentences import sentence_spans
from records import Article, Kind, Quote, Sentence

VOTE = (
    "Of the 193 members of the General Assembly 141 voted for the resolution on 2 March 2022. "
    "Five voted against it, and 35 abstained. "
    "The resolution demands that Russia withdraw its troops."
)
TALKS = (
    "Foreign Minister Sergey Lavrov said that Russia saw no reason why it should not continue negotiations with Ukraine. "
    "Dmytro Kuleba called the meeting “difficult, but necessary”. "
    "He doubted that a ceasefire would hold. "
    "The ministers may meet again in Antalya. "
    "Will the port be reopened? "
    "The harbour master refused to leave his post."
)


def source(text: str, marker: int = 1, quotes: tuple[Quote, ...] = (), title: str = "A title") -> Source:
    """The whole of a text as one passage."""
    article = Article(f"a{marker}", title, text, f"{marker}.txt", "")
    sentences = tuple(Sentence(article.id, start, end) for start, end in sentence_spans(text))
    return Source(marker, article, 0, len(text), sentences, quotes)


def said(text: str, words: str, who: str | None, speaker: str | None = None, kind: Kind = Kind.INDIRECT) -> Quote:
    """The quote of some words of a text."""
    start = text.index(words)
    return Quote("a1", start, start + len(words), kind, speaker or who, who, "said")


SAID = (
    said(TALKS, "that Russia saw no reason why it should not continue negotiations with Ukraine", "Sergey Lavrov"),
    said(TALKS, "difficult, but necessary", "Dmytro Kuleba", kind=Kind.DIRECT),
    said(TALKS, "that a ceasefire would hold", "Dmytro Kuleba", "He"),
)
