"""Proposes questions from an index, for a person to accept or strike: fifty in an afternoon rather than in a week.

Templates over what the index knows: who is quoted with what, names, dates and numbers as printed. A proposal is not yet
a question: whoever accepts it has read the evidence. Each is a row of the test-set form with `"draft"`, the template
that made it. Where a model proposes as well (`evaluation/suggest.py`), every other row is the model's.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from evaluation.words import words
from language.names import parse
from records import Article, Kind, Quote, Sentence

Row = dict[str, Any]

_LONG = 220  # a longer quotation is no evidence that a citation of one sentence could hold
_NAMES = ("PERSON", "ORG", "GPE", "LOC", "EVENT", "FAC")
_NUMBER = re.compile(r"\b(\d[\d,.]*(?: (?:million|billion|thousand|percent))?) ([a-z]{4,}s)\b")
_OFF_TOPIC = (
    "How long does it take to boil an egg?",
    "What will the weather be like in Lisbon tomorrow?",
    "Who painted the ceiling of the Sistine Chapel?",
    "What is the square root of 1764?",
)


class Reading(Protocol):
    """What a proposal reads of an index."""

    def articles(self) -> tuple[Article, ...]: ...
    def quotes(self, article_id: str) -> tuple[Quote, ...]: ...
    def sentences(self, article_id: str) -> tuple[Sentence, ...]: ...


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation by somebody, with what it is about and its words as evidence."""

    article: Article
    who: str
    words: str
    kind: Kind
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of an article and the names and dates in it."""

    article: Article
    words: str
    names: tuple[str, ...]
    dates: tuple[str, ...]


def propose(store: Reading, n: int, suggested: Iterable[Row] = ()) -> list[Row]:
    """At most n rows: each template in turn, and within it each article in turn; the same for the same index.

    `suggested` are rows that a model proposes: one goes before each template's, as long as there are any.
    """
    articles = [a for a in store.articles() if a.duplicate_of is None]
    said = [one for article in articles for one in _said(store, article)]
    told = [one for article in articles for one in _told(store, article)]
    templates = {
        "speaker": _spread(_about(said)),
        "fact": _spread(_single_names(told)),
        "who": _spread(_who(said)),
        "near_miss": _near_misses(said),
        "number": _spread(_numbers(told)),
        "trap": _spread(_traps(said)),
        "date": _spread(_dates(told)),
        "follow_up": _spread(_follow_ups(said)),
        "comparison": _comparisons(told),
        "off_topic": ({"question": q, "type": "off_topic", "answerable": False} for q in _OFF_TOPIC),
    }
    by_template = _in_turn(*(_marked(rows, name) for name, rows in templates.items()))
    rows = itertools.islice(_in_turn(_marked(suggested, "model"), by_template), n)
    return [{"id": f"{row['type']}-{number}", **row} for number, row in enumerate(rows, 1)]


def _marked(rows: Iterable[Row], name: str) -> Iterator[Row]:
    return ({**row, "draft": name} for row in rows)


def _in_turn(*proposals: Iterator[Row]) -> Iterator[Row]:
    """One of each, as long as it has any, round after round; none is made before it is asked for."""
    left = list(proposals)
    while left:
        for one in tuple(left):
            if row := next(one, None):
                yield row
            else:
                left.remove(one)


def _about(said: Sequence[Said]) -> Iterator[Row]:
    for one in said:
        for topic in one.topics[:1]:
            yield _speaker_row(one, f"What did {one.who} say about {topic}?", "speaker")


def _who(said: Sequence[Said]) -> Iterator[Row]:
    for one in said:
        if one.kind is Kind.DIRECT and len(one.words.split()) >= 8:
            opening = " ".join(one.words.strip("“”\"'‘’ ").split()[:14]).rstrip(",.;:")
            yield _speaker_row(one, f"Who said “{opening}”?", "speaker")


def _traps(said: Sequence[Said]) -> Iterator[Row]:
    """Two people quoted one after the other: the words of the one must not be given to the other."""
    for one, other in itertools.pairwise(said):
        if one.article == other.article and one.who != other.who and one.topics:
            row = _speaker_row(one, f"What did {one.who} say about {one.topics[0]}?", "trap")
            yield {**row, "must_not_attribute": [{"speaker": one.who, "quote": other.words}]}


def _follow_ups(said: Sequence[Said]) -> Iterator[Row]:
    by_speaker: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in said:
        if one.topics:
            by_speaker[one.article.id, one.who].append(one)
    for first, *others in by_speaker.values():
        for second in others:
            if not set(first.topics) & set(second.topics):
                turns = [f"What did {first.who} say about {first.topics[0]}?", f"And about {second.topics[0]}?"]
                row = _speaker_row(second, turns[-1], "follow_up")
                del row["question"]
                yield {"turns": turns, **row}
                break


def _near_misses(said: Sequence[Said]) -> Iterator[Row]:
    """A speaker and a topic that are both there, but never together: nobody can answer that from these articles."""
    together = {(one.who, word) for one in said for word in words(one.words)}
    pairs = ((one.who, other) for one in said for other in said if one.article != other.article and other.topics)
    asked = set()
    for who, other in pairs:
        topic = other.topics[0]
        if who not in asked and who != other.who and not any((who, word) in together for word in words(topic)):
            asked.add(who)
            yield {"question": f"What did {who} say about {topic}?", "type": "near_miss", "answerable": False}


def _single_names(told: Sequence[Told]) -> Iterator[Row]:
    """Names that stand in one sentence of the whole index: there is one right answer."""
    count: dict[str, int] = defaultdict(int)
    for one in told:
        for name in set(one.names):
            count[name] += 1
    for one in told:
        for name in one.names:
            if count[name] == 1 and one.article.title:
                yield _fact_row(one, f"What does “{one.article.title}” say about {name}?", "fact")
                break


def _dates(told: Sequence[Told]) -> Iterator[Row]:
    for one in told:
        for day in one.dates[:1]:
            where = f", according to “{one.article.title}”" if one.article.title else ""
            yield _fact_row(one, f"What happened on {day}{where}?", "date")


def _numbers(told: Sequence[Told]) -> Iterator[Row]:
    for one in told:
        found = _NUMBER.search(one.words)
        if found and one.article.title:
            row = _fact_row(one, f"According to “{one.article.title}”, how many {found[2]}?", "fact")
            yield {**row, "answer": found[1].rstrip(".,")}


def _comparisons(told: Sequence[Told]) -> Iterator[Row]:
    """The same name in two outlets."""
    by_name: dict[str, dict[str, Told]] = defaultdict(dict)
    for one in told:
        for name in one.names:
            if one.article.outlet:
                by_name[name].setdefault(one.article.outlet, one)
    for name, outlets in by_name.items():
        if len(outlets) > 1:
            (first, a), (second, b) = list(outlets.items())[:2]
            yield {
                "question": f"How do {first} and {second} report on {name}?",
                "type": "comparison",
                "evidence": [{"path": one.article.path, "quote": one.words} for one in (a, b)],
            }


def _speaker_row(one: Said, question: str, kind: str) -> Row:
    evidence = [{"path": one.article.path, "quote": one.words}]
    return {"question": question, "type": kind, "speaker": one.who, "evidence": evidence}


def _fact_row(one: Told, question: str, kind: str) -> Row:
    return {"question": question, "type": kind, "evidence": [{"path": one.article.path, "quote": one.words}]}


def _said(store: Reading, article: Article) -> Iterator[Said]:
    quotes = [q for q in store.quotes(article.id) if q.who and 40 <= q.end - q.start <= _LONG]
    texts = [article.text[q.start : q.end] for q in quotes]
    for quote, text, doc in zip(quotes, texts, parse(texts), strict=True):
        who = str(quote.who)
        names = [name for name in _names(doc) if not set(words(name)) & set(words(who))]
        things = [str(c.text) for c in doc.noun_chunks if 2 <= len(c) <= 4 and c.root.pos_ == "NOUN"]
        topics = [" ".join(t.split()) for t in (*names, *things) if t[:1].isalpha() and len(t) > 3]
        yield Said(article, who, text, quote.kind, tuple(dict.fromkeys(topics)))


def _told(store: Reading, article: Article) -> Iterator[Told]:
    texts = [article.text[s.start : s.end] for s in store.sentences(article.id)]
    texts = [text for text in texts if 40 <= len(text) <= _LONG]
    for text, doc in zip(texts, parse(texts), strict=True):
        months = r"(January|February|March|April|May|June|July|August|September|October|November|December)"
        dates = [m[0] for m in re.finditer(rf"\b{months} \d{{1,2}}\b|\b\d{{1,2}} {months}\b", text)]
        yield Told(article, text, _names(doc), tuple(dates))


def _names(doc: Any) -> tuple[str, ...]:
    """Names as one would ask for them: without a possessive, and long enough to mean one thing."""
    found = (re.sub(r"['’]s?$", "", " ".join(e.text.split())) for e in doc.ents if e.label_ in _NAMES)
    return tuple(dict.fromkeys(name for name in found if len(name) > 4 and name[:1].isalpha()))


def _spread(rows: Iterator[Row]) -> Iterator[Row]:
    """One row of each article in turn, so that no article fills the test set."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_article[row["evidence"][0]["path"]].append(row)
    for turn in itertools.zip_longest(*by_article.values()):
        yield from (row for row in turn if row is not None)
