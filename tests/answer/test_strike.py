"""Each part of what was understood can be struck off, and what is left is understood as all the others."""

from dataclasses import replace
from datetime import date

import pytest

from answer.question import understand
from answer.speakers import Speakers
from answer.strike import days, parts
from records import Answer, Filters, Understood

SPEAKERS = Speakers({"Maria Keller": 5, "Paul Weber": 3}, {})
OUTLETS = ["The Ferry Post"]
TODAY = date(2024, 5, 1)


def asked(question, filters=Filters()):  # noqa: B008
    taken = understand(question, SPEAKERS, OUTLETS, filters=filters, today=TODAY)
    return Answer("a", question, taken.query, taken.understood, "")


def struck(question, label, filters=Filters()):  # noqa: B008
    part = next(p for p in parts(asked(question, filters), filters, TODAY) if p.label == label)
    return part.question, part.filters


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        (
            "What did Keller say about the toll in March 2022?",
            ("Maria Keller", "the toll", "March 2022"),
        ),
        ("What did Keller and Weber say about the toll?", ("Maria Keller", "Paul Weber", "the toll")),
        (
            "What did Weber say about tolls in The Ferry Post since 3 May 2022?",
            ("Paul Weber", "tolls", "since 3 May 2022", "The Ferry Post"),
        ),
        ("How many cars crossed in 2023?", ("2023",)),
        ("How many cars crossed?", ()),
    ],
)
def test_what_was_understood_is_named(question, labels):
    assert tuple(p.label for p in parts(asked(question), Filters(), TODAY)) == labels


@pytest.mark.parametrize(
    "question",
    [
        "What did Keller say about the toll in March 2022?",
        "What did Keller and Weber say about the toll?",
        "What did Weber say about the toll in The Ferry Post last week?",
        "According to Weber, was the toll too high in 2022?",
    ],
)
def test_what_is_left_is_understood_as_all_but_what_was_struck(question):
    whole = asked(question).understood
    for part in parts(asked(question), Filters(), TODAY):
        left = asked(part.question, part.filters).understood
        if part.label in whole.speakers:
            assert left.speakers == tuple(s for s in whole.speakers if s != part.label)
        else:
            assert left.speakers == whole.speakers
        if part.label in whole.outlets:
            assert left.outlets == ()
        else:
            assert left.outlets == whole.outlets
        dated = part.label == days(whole.since, whole.until)
        assert (left.since, left.until) == ((None, None) if dated else (whole.since, whole.until))
        if part.label == whole.subject:
            assert left.subject == ""


def test_a_filter_is_struck_off_by_clearing_it():
    filters = Filters("Maria Keller", "The Ferry Post", date(2022, 3, 1), date(2022, 3, 31))
    question = "How many cars crossed?"
    assert struck(question, "Maria Keller", filters) == (question, replace(filters, speaker=None))
    assert struck(question, "The Ferry Post", filters) == (question, replace(filters, outlet=None))
    assert struck(question, "March 2022", filters) == (question, replace(filters, since=None, until=None))


def test_the_order_is_struck_off():
    query = "What is the latest Keller said about the toll?"
    answer = Answer("a", query, query, Understood(("Maria Keller",), "the toll", order="latest"), "")
    *_, last = parts(answer, Filters(), TODAY)
    assert (last.label, last.question) == ("latest", "What did Maria Keller say about the toll?")


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2022, 3, 28), date(2022, 3, 28), "28 March 2022"),
        (date(2022, 12, 1), date(2022, 12, 31), "December 2022"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2022, 3, 3), date(2022, 4, 1), "3 March 2022 – 1 April 2022"),
        (date(2022, 3, 3), None, "since 3 March 2022"),
        (None, None, ""),
    ],
)
def test_a_range_of_days_in_words(since, until, words):
    assert days(since, until) == words
