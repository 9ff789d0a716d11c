"""Which sentences are read together with the question, as what, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from answer.abstain import THRESHOLD
from answer.closer import read_together
from answer.found import Found
from answer.question import understand
from answer.speakers import Speakers
from index.cross import Pair
from index.rerank import KEPT, InContext, Reading
from index.store import Counts
from language.sentences import sentence_spans
from records import Article, Hit, Passage, Sentence
from tests.answer.told import TALKS

ARTICLE = Article("a", "A title", TALKS, "a.txt", "")
SENTENCES = tuple(Sentence("a", start, end) for start, end in sentence_spans(TALKS))
HIT = Hit(Passage("a", 0, len(TALKS), TALKS, 100), 1.0, 1, "both")
NOBODY = Speakers({}, {})


class Shelf:
    """A store in which one article is looked at, of so many passages in all."""

    def __init__(self, passages: int = KEPT + 1, article: Article = ARTICLE) -> None:
        self._passages, self._article = passages, article

    def counts(self) -> Counts:
        return Counts(articles=1, passages=self._passages, sentences=4, quotes=0)

    def article(self, article_id: str) -> Article | None:
        return self._article if article_id == "a" else None

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        return SENTENCES


class Reader:
    """Finds every sentence as likely as told, more so in context, each passage too, and keeps what it was asked."""

    def __init__(self, likely: float | None = 0.6, passages: float = 0.0) -> None:
        self.likely, self.of_passages = likely, passages
        self.question, self.alone, self.read = "", [], []
        self.passages: list[str] = []

    def together(self, pairs: Sequence[Pair]) -> list[float] | None:
        (self.question,) = {question for question, _ in pairs}
        texts = [text for _, text in pairs]
        if TALKS in texts:
            self.passages = list(texts)
            return [self.of_passages] * len(texts)
        self.alone += texts
        return None if self.likely is None else [self.likely] * len(texts)

    def in_context(self, sentences: Sequence[InContext]) -> list[float]:
        assert {one.question for one in sentences} == {self.question}
        self.read = list(sentences)
        return [one.likely + 0.1 for one in sentences]


def found(i: int, who: str | None = None, across: bool = False) -> Found:
    reading = Reading(SENTENCES[i], HIT, 0.5, 0.5, 0.5, np.zeros(2, np.float32))
    return Found(reading, None, who, across=across)


def closer(
    question: str,
    ones: Sequence[Found],
    reader: Reader,
    speaker: str | None = None,
    all_speakers: Sequence[str] = (),
    shelf: Shelf = Shelf(),  # noqa: B008
) -> Sequence[Found]:
    asked = understand(question, NOBODY, today=date(2022, 3, 20))
    understood = replace(asked.understood, speakers=tuple(all_speakers) or ((speaker,) if speaker else ()))
    asked = replace(asked, filters=replace(asked.filters, speaker=speaker), understood=understood)
    store: Any = shelf
    read: Any = reader
    return read_together(asked, ones, store, read, THRESHOLD)


def test_a_sentence_is_read_with_the_one_before_it_and_its_speakers_name() -> None:
    reader = Reader()
    closer("Would a ceasefire hold?", [found(2, "Dmytro Kuleba"), found(0, "Sergey Lavrov")], reader)
    first, second = reader.read
    assert first.alone == "Dmytro Kuleba: He doubted that a ceasefire would hold."
    assert first.before == "Dmytro Kuleba called the meeting “difficult, but necessary”."
    assert first.whole == ("Would a ceasefire hold?", f"{first.before} {first.alone}")
    assert second.alone.startswith("Foreign Minister Sergey Lavrov")
    assert second.before == ""
    assert second.whole == ("Would a ceasefire hold?", second.alone)
    assert reader.alone == [first.alone, second.alone]
    assert first.likely == second.likely == 0.6


def test_of_several_speakers_each_is_asked_for_alone() -> None:
    reader, both = Reader(), ("Dmytro Kuleba", "Sergey Lavrov")
    closer("How do Kuleba and Lavrov sum up the meeting?", [found(1)], reader, "Dmytro Kuleba", both)
    assert reader.question.startswith("What did Dmytro Kuleba say about ")
    for question, speaker in (
        ("Where may the ministers meet again?", None),
        ("How does Kuleba sum up the meeting?", "Dmytro Kuleba"),
    ):
        closer(question, [found(3)], reader, speaker)
        assert reader.question == question


@pytest.mark.parametrize(
    ("published", "asked"),
    [
        (date(2022, 3, 11), "Where did the ministers meet?"),
        (date(2022, 5, 2), "Where did the ministers meet on 10 March 2022?"),
        (None, "Where did the ministers meet on 10 March 2022?"),
    ],
)
def test_the_days_named_are_left_out_where_the_article_was_printed_then(published: date | None, asked: str) -> None:
    reader = Reader(0.0)
    one, shelf = replace(found(3), scale=0.8), Shelf(article=replace(ARTICLE, published=published))
    closer("Where did the ministers meet on 10 March 2022?", [one], reader, shelf=shelf)
    assert reader.question == asked
    assert reader.passages == [TALKS]


def some_and_more() -> list[Found]:
    """Four sentences, and more after them than are read."""
    return [found(i % len(SENTENCES)) for i in range(4)] + [
        replace(found(0), reading=replace(found(0).reading, sentence=Sentence("b", i, i + 1))) for i in range(20)
    ]


def test_those_that_come_first_are_read_the_best_in_context_and_the_others_count_as_no_answer() -> None:
    many = some_and_more()
    many[9] = replace(many[9], scale=1.1)
    reader = Reader()
    after = closer("Where may the ministers meet again?", many, reader)
    assert (len(reader.alone), len(reader.read)) == (16, 2)
    assert [one.reading.together for one in after] == pytest.approx(
        [0.7 if i in (0, 9) else 0.6 if i < 16 else 0.0 for i in range(24)]
    )


def test_where_all_passages_stay_at_hand_more_is_read() -> None:
    reader = Reader()
    closer("Where may the ministers meet again?", some_and_more(), reader, shelf=Shelf(KEPT))
    assert (len(reader.alone), len(reader.read)) == (24, 5)


@pytest.mark.parametrize("likely", [0.0, 0.3])
def test_the_passage_is_read_where_it_hangs_on_it_whether_there_is_an_answer(likely: float) -> None:
    ones = [replace(found(i), scale=0.8) for i in (3, 2)]
    for passages in (0.0, 0.9):
        reader = Reader(likely, passages)
        first, _ = closer("Where may the ministers meet again?", ones, reader)
        assert reader.passages == [TALKS]
        assert first.reading.around == passages
        assert (first.confidence >= THRESHOLD) == (passages > 0.5)


@pytest.mark.parametrize(("likely", "scale"), [(0.9, 1.0), (0.0, 0.5)])
def test_the_passage_is_not_read_where_there_is_an_answer_or_none_whatever_it_says(likely: float, scale: float) -> None:
    reader = Reader(likely)
    (first,) = closer("Where may the ministers meet again?", [replace(found(3), scale=scale)], reader)
    assert reader.passages == []
    assert first.reading.around is None


@pytest.mark.parametrize(
    "question",
    ["What did Kuleba say?", "Who said “difficult, but necessary”?", "Wo treffen sich die Minister wieder?"],
)
def test_where_any_sentence_will_do_or_the_words_themselves_or_another_language_is_asked_nothing_is_read(
    question: str,
) -> None:
    reader, ones = Reader(), [found(1)]
    speaker = "Dmytro Kuleba" if "Kuleba" in question else None
    asked = understand(question, NOBODY, today=date(2022, 3, 20))
    if speaker:
        asked = replace(asked, about="", filters=replace(asked.filters, speaker=speaker))
    shelf: Any = Shelf()
    read: Any = reader
    assert read_together(asked, ones, shelf, read, THRESHOLD) is ones
    assert reader.alone == []


def test_a_sentence_in_another_language_stays_as_it_was() -> None:
    one, other = closer("Where may the ministers meet again?", [found(3, across=True), found(3)], Reader())
    assert one.reading.together is None
    assert other.reading.together == pytest.approx(0.7)


def test_without_a_cross_encoder_all_stay_as_they_were() -> None:
    ones = [found(3)]
    assert closer("Where may the ministers meet again?", ones, Reader(None)) is ones
