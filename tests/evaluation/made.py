"""Small hand-made records, and a fake answerer whose every answer can be worked out by eye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from evaluation.questions import Evidence, Question
from records import (
    Answer,
    Article,
    Citation,
    Filters,
    Hit,
    Kind,
    Passage,
    Quote,
    Seconds,
    Sentence,
    Statement,
    Turn,
    Understood,
    Verdict,
)

EVERYTHING = Filters()
FERRY = "The ferry to Lund sank on Monday. Anna Berg said: “Nobody was hurt.” Divers found the wreck."
BRIDGE = "The bridge at Oster will close in May. “We can't mend it,” said Carl Holm, who built it."


def article(name: str = "a1", text: str = FERRY, **facts: object) -> Article:
    return Article(
        **{"id": name, "title": f"Title {name}", "text": text, "path": f"news/{name}.txt", "sha256": name, **facts}
    )


def hit(of: Article, rank: int = 1, score: float = 0.9, start: int = 0, end: int | None = None) -> Hit:
    end = len(of.text) if end is None else end
    return Hit(Passage(of.id, start, end, of.text[start:end], 9), score, rank, "both")


def citation(of: Article, quote: str, marker: int = 1, speaker: str | None = None) -> Citation:
    start = of.text.index(quote)
    facts = (of.title, of.outlet, of.published, of.url)
    return Citation(marker, of.id, of.path, *facts, start, start + len(quote), quote, speaker, Kind.DIRECT)


def answer(*cited: Citation, text: str | None = None, **more: object) -> Answer:
    """An answer of one statement, which cites everything given, or what `text` says."""
    marks = "".join(f"[{c.marker}]" for c in cited)
    text = text if text is not None else " ".join(c.quote for c in cited) + f" {marks}"
    statement = Statement(text, tuple(c.marker for c in cited), Verdict.EXACT)
    facts = {"statements": (statement,), "citations": cited, "seconds": Seconds(0.1, 0.2, 0.3, 0.6), **more}
    return Answer("1", "q", "q", Understood(), text, **facts)


def refusal(reason: str = "no passage comes near") -> Answer:
    return Answer("1", "q", "q", Understood(), "I found no answer.", abstained=True, reason=reason)


def question(name: str = "q1", text: str = "What sank?", quote: str | None = None, **more: object) -> Question:
    evidence = (Evidence("a1.txt", quote),) if quote else ()
    return Question(name, (text,), **{"evidence": evidence, **more})


@dataclass
class Shelf:
    """A store held in memory."""

    held: tuple[Article, ...]

    def article(self, article_id: str) -> Article | None:
        return next((a for a in self.held if a.id == article_id), None)

    def articles(self) -> tuple[Article, ...]:
        return self.held

    def quotes(self, article_id: str) -> tuple[Quote, ...]:
        return ()

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        return ()


@dataclass
class Finder:
    """Ranks articles by how many of the query's words they hold."""

    store: Shelf

    def retrieve(self, query: str, k: int | None = None, filters: Filters = EVERYTHING) -> tuple[Hit, ...]:
        wanted = set(query.lower().strip("?").split())
        scored = sorted(
            ((len(wanted & set(a.text.lower().split())) / len(wanted), a) for a in self.store.held),
            key=lambda pair: (-pair[0], pair[1].id),
        )
        return tuple(hit(a, rank, round(score, 3)) for rank, (score, a) in enumerate(scored[:k], 1) if score > 0)


@dataclass
class Clerk:
    """Answers with the first sentence of the best article; refuses where no word is shared; keeps what was asked."""

    retriever: Finder
    asked: list[tuple[str, tuple[Turn, ...], date | None]] = field(default_factory=list)

    def answer(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = EVERYTHING,
        today: date | None = None,
    ) -> Answer:
        self.asked.append((question, tuple(history), today))
        hits = self.retriever.retrieve(question)
        if not hits:
            return replace(refusal(), query=question)
        of = self.retriever.store.article(hits[0].passage.article_id)
        assert of
        return replace(answer(citation(of, of.text[: of.text.index(".") + 1]), hits=hits), query=question)

    def rank(self, question: str, k: int, today: date | None = None) -> tuple[Hit, ...]:
        return self.retriever.retrieve(question, k)

    def weigh(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = EVERYTHING,
        today: date | None = None,
    ) -> tuple[float, float] | None:
        hits = self.retriever.retrieve(question)
        return (hits[0].score, 0.4) if hits else None


def clerk() -> Clerk:
    return Clerk(Finder(Shelf((article("a1", FERRY), article("b2", BRIDGE)))))
