"""An answerer and a store worked out by hand: a harbour strike in three short articles, one of them hostile."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from records import (
    Answer,
    Article,
    Citation,
    Filters,
    Hit,
    Kind,
    Nearest,
    OnRecordError,
    Passage,
    Statement,
    Turn,
    Understood,
    Verdict,
)
from tests.web.hostile import HOSTILE_STRINGS

ALL = Filters()

HOSTILE = (
    'The notice read <img src="https://evil.example/a.png" onerror="alert(1)"> and [2] in plain letters.\n\n'
    "![x](https://evil.example/b.png) and [a link](https://evil.example/c) under a <script>alert(2)</script> line.\n\n"
    "    indented\n\n# Not a heading\n\n```mermaid\ngraph TD; A-->B\n```\n\n$$x^2$$ and ${document.title='owned'} "
    "{{7*7}}\n\n"
    "</div></section></main><form action=https://evil.example><input name=q></form> www.evil.example a@evil.example\n\n"
    "<style>body{background:url(https://evil.example/d)}</style> <mark id=cited>false mark</mark>"
)

STRIKE = (
    "Dock workers in Port Ellery voted on Saturday to end a strike that had closed the harbour for nine days.\n\n"
    "The vote was close. Of the 412 members who took part, "
    "231 accepted the offer, the union said, and 181 held out for more.\n\n"
    "“Nobody here is celebrating,” said Marta Lindqvist, who led the talks for the union. "
    "“We settled because the reserve was gone, and because the company put the night rate in writing.”\n\n"
    "The port authority said that cargo would move again on Monday, beginning with the eleven ships at anchor in the "
    "bay. Perishable goods go first.\n\n"
    "Under the agreement the night rate rises by 6 per cent from April, and by a further 2 per cent a year later. "
    "Crane crews keep their present shifts until a joint committee has reported.\n\n"
    "The company had offered 4 per cent when the talks began in January. Its chairman, Tomas Vale, called the outcome "
    "“a price worth paying for a working harbour”.\n\n"
    "Shops in the old town, which had lost much of their trade, were putting out their signs by the afternoon."
)
HARBOUR = (
    "The first ships docked shortly after dawn on Monday, the harbour master said, "
    "and by noon four of eleven had been unloaded.\n\n"
    "“I do not expect the backlog to be cleared before Thursday,” Marta Lindqvist told reporters at the gate.\n\n"
    "She added that the union would publish the text of the agreement, night rates included, "
    "once the members had read it."
)
QUIET = (
    "A columnist wrote that the strike had been a quarrel about sleep rather than money.\n\n"
    "No date was printed on the page."
)

EVERY = "\n\n".join(" ".join(line.split()) for line in HOSTILE_STRINGS if len(line.strip()) > 2)

ARTICLES = (
    Article(
        "strike",
        "Port strike ends after nine days",
        STRIKE,
        "harbour/strike.txt",
        "0",
        "The Ellery Courier",
        "Ines Roth",
        date(2024, 3, 2),
        "https://courier.example/strike",
    ),
    Article(
        "harbour/2",
        "First ships dock as harbour reopens",
        HARBOUR,
        "harbour/reopens.txt",
        "0",
        "Coast Wire",
        None,
        date(2024, 3, 4),
    ),
    Article("quiet", "A quarrel about sleep", QUIET, "harbour/column.txt", "0"),
    Article(
        "hostile",
        'A <b>bold</b> title & "more" [1](x)',
        HOSTILE,
        "harbour/hostile.txt",
        "0",
        "Outlet <i>",
        None,
        None,
        "javascript:alert(1)",
    ),
)
ALL_HOSTILE = Article("every", HOSTILE_STRINGS[1], EVERY, "every.txt", "0", HOSTILE_STRINGS[2], HOSTILE_STRINGS[0])


@dataclass(frozen=True)
class FakeCounts:
    articles: int = len(ARTICLES)
    passages: int = 9
    sentences: int = 20
    quotes: int = 4


@dataclass
class FakeStore:
    kept: tuple[Article, ...] = ARTICLES
    generation: int = 1

    def article(self, article_id: str) -> Article | None:
        return next((a for a in (*self.kept, ALL_HOSTILE) if a.id == article_id), None)

    def articles(self) -> tuple[Article, ...]:
        return self.kept

    def outlets(self) -> dict[str, int]:
        names = [a.outlet for a in self.kept if a.outlet]
        return {name: names.count(name) for name in sorted(set(names))}

    def days(self) -> dict[date, int]:
        days = [a.published for a in self.kept if a.published]
        return {day: days.count(day) for day in sorted(set(days))}

    def counts(self) -> FakeCounts:
        return FakeCounts(len(self.kept))


@dataclass
class FakeRetriever:
    store: FakeStore = field(default_factory=FakeStore)

    def retrieve(self, query: str, k: int | None = None, filters: Filters = ALL) -> tuple[Hit, ...]:
        passages = [Passage(a.id, 0, 40, a.text[:40], 9) for a in self.store.articles()]
        return tuple(Hit(p, 0.9 - n / 10, n, "both") for n, p in enumerate(passages[: k or 10], 1))


def cite(marker: int, article: Article, words: str, speaker: str | None = None) -> Citation:
    at = article.text.index(words)
    return Citation(
        marker,
        article.id,
        article.path,
        article.title,
        article.outlet,
        article.published,
        article.url,
        at,
        at + len(words),
        words,
        speaker,
        Kind.DIRECT,
    )


def framed(c: Citation) -> Statement:
    day = f"{c.published.day} {c.published:%B %Y}" if c.published else "no date printed"
    said = f"{c.speaker} said, in" if c.speaker else "From"
    return Statement(f"{said} {c.outlet or c.path} ({day}): “{c.quote}” [{c.marker}]", (c.marker,), Verdict.EXACT)


LINDQVIST = (
    cite(
        1,
        ARTICLES[0],
        "“We settled because the reserve was gone, and because the company put the night rate in writing.”",
        "Marta Lindqvist",
    ),
    cite(
        2,
        ARTICLES[1],
        "“I do not expect the backlog to be cleared before Thursday,” Marta Lindqvist told reporters at the gate.",
        "Marta Lindqvist",
    ),
    cite(
        3,
        ARTICLES[0],
        "Under the agreement the night rate rises by 6 per cent from April, and by a further 2 per cent a year later.",
    ),
    cite(4, ARTICLES[2], "A columnist wrote that the strike had been a quarrel about sleep rather than money."),
)
VALE = cite(2, ARTICLES[0], "“a price worth paying for a working harbour”", "Tomas Vale")
EVERY_ONE = tuple(
    replace(cite(n, ALL_HOSTILE, line), speaker=line[:60])
    for n, line in enumerate(dict.fromkeys(EVERY.split("\n\n")), 1)
)
HOSTILE_ONES = tuple(
    cite(n, ARTICLES[3], line) for n, line in enumerate([x for x in HOSTILE.split("\n\n") if len(x) > 20], 1)
)


def answer_of(question: str, citations: Sequence[Citation], query: str = "") -> Answer:
    statements = tuple(framed(c) for c in citations)
    return Answer(
        "q" + re.sub(r"\W", "", question)[:12],
        question,
        query or question,
        Understood(),
        "\n".join(s.text for s in statements),
        statements,
        tuple(citations),
    )


def everything(question: str) -> Answer:
    """Every hostile string wherever a string can stand: quoted, written by a model, struck, understood."""
    answer = answer_of(question, EVERY_ONE)
    written = Statement(f"{' '.join(HOSTILE_STRINGS)} [1].", (1,), Verdict.NOT_BORNE_OUT)
    return replace(
        answer,
        query=" ".join(HOSTILE_STRINGS[:40])[:900],
        understood=Understood(tuple(HOSTILE_STRINGS[:3]), HOSTILE_STRINGS[4], outlets=(HOSTILE_STRINGS[5],)),
        statements=(*answer.statements, written),
        unsupported=tuple(HOSTILE_STRINGS),
        unknown_markers=(9,),
    )


@dataclass
class FakeAnswerer:
    """Knows some words and abstains from all else; "slow" takes its time over each statement. Keeps what it was asked."""

    retriever: FakeRetriever = field(default_factory=FakeRetriever)
    asked: list[tuple[str, tuple[Turn, ...], Filters]] = field(default_factory=list)
    speakers: tuple[str, ...] = ("Marta Lindqvist", "Tomas Vale")

    def latest(self):
        return self

    def answer(
        self, question: str, history: Sequence[Turn] = (), filters: Filters = ALL, today: date | None = None
    ) -> Answer:
        self.asked.append((question, tuple(history), filters))
        words = question.lower()
        if "fault" in words:
            raise OnRecordError("The index was made by <another> embedder.", "Run: python -m ingest data")
        if "bug" in words:
            raise ValueError("secret detail")
        if "every" in words:
            return everything(question)
        if "hostile" in words:
            return answer_of(question, HOSTILE_ONES)
        if "chairman" in words:
            return answer_of(question, [LINDQVIST[0], VALE])
        if "agreement" in words and "vale" in words:
            understood = Understood(("Marta Lindqvist", "Tomas Vale"), "the agreement")
            return replace(answer_of(question, [LINDQVIST[0], VALE]), understood=understood)
        if "agreement" in words and "lindqvist" in words:
            understood = Understood(("Marta Lindqvist",), "the agreement")
            return replace(answer_of(question, LINDQVIST), understood=understood)
        if "lindqvist" in words or "slow" in words:
            return answer_of(question, LINDQVIST)
        if "she" in words.split() and history:
            return answer_of(
                question, [replace(LINDQVIST[1], marker=1)], "What did Marta Lindqvist say about Thursday?"
            )
        return Answer(
            "none",
            question,
            question,
            Understood(),
            "These articles do not say.",
            abstained=True,
            reason="Nothing in them comes near the question.",
            nearest=tuple(Nearest(a.id, a.title, a.path) for a in ARTICLES[:3]),
        )

    def stream(
        self, question: str, history: Sequence[Turn] = (), filters: Filters = ALL, today: date | None = None
    ) -> Iterator[tuple[Statement, tuple[Citation, ...]] | Answer]:
        pause = 0.8 if "slow" in question.lower() else 0
        time.sleep(pause)
        answer = self.answer(question, history, filters, today)
        for statement in answer.statements:
            yield statement, tuple(c for c in answer.citations if c.marker in statement.markers)
            time.sleep(pause)
        yield answer

    def examples(self, n: int = 4) -> tuple[str, ...]:
        return (
            "What did Marta Lindqvist say about the agreement?",
            "How many members voted for the offer?",
            "When did the first ships dock?",
            "Who called it a price worth paying?",
        )[:n]
