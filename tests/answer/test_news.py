"""Of which days the news is wanted, and what was printed then told before what was not."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.ask import Answerer, open_answerer
from answer.news import News, news_of
from answer.question import understand
from answer.speakers import Speakers
from index.embed import Embedder
from ingest.run import ingest
from language.dates import DateRange
from records import Filters
from settings import Settings

TODAY = date(2024, 5, 15)  # a Wednesday
SPEAKERS = Speakers({"Maria Keller": 1}, {})


FRESH = (date(2024, 5, 8), date(2024, 5, 16))


def news(question: str, filters: Filters = Filters()) -> News | None:  # noqa: B008
    return understand(question, SPEAKERS, filters=filters, today=TODAY).news


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("Who won the election this week?", date(2024, 5, 12), date(2024, 5, 26)),
        ("Who won the election on 3 March 2024?", date(2024, 3, 2), date(2024, 3, 10)),
        ("Who won an election in March 2024?", date(2024, 2, 29), date(2024, 4, 7)),
    ],
)
def test_what_happened_on_days_is_printed_then_and_shortly_after(question: str, since: date, until: date) -> None:
    assert news(question) == News(FRESH, (since, until))


@pytest.mark.parametrize(
    "question", ["Who won the election?", "Who won the election in 2021?", "Who has won since March 2024?"]
)
def test_without_days_or_with_many_the_week_before_it_is_asked_counts(question: str) -> None:
    assert news(question) == News(FRESH)


def test_days_that_are_required_are_no_likelier_than_each_other() -> None:
    assert news("What did Keller say about the election?") == News(FRESH)
    assert news("What did Keller say this week?") is None
    assert news("Who won the election this week?", Filters(since=date(2020, 1, 1))) is None


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 31))
def test_the_days_named_and_the_day_of_asking_are_among_those_of_printing(since: date, days: int) -> None:
    until = since + timedelta(days)
    found = news_of(DateRange(since, until, 0, 0), TODAY)
    assert all(found.includes(day) for day in (since, until, TODAY))
    assert found.is_named(since) and found.is_named(until)


RECALLS = {
    date(
        2019, 5, 14
    ): "The carmaker Arden has recalled 700 vans, since their brakes may fail on wet roads. Nobody was hurt.",
    date(
        2024, 5, 14
    ): "Brakes that may fail on wet roads: Borstel, the carmaker, is recalling 900 of its vans to mend them.",
}


@pytest.fixture(scope="module")
def garage(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Answerer:
    """Two recalls, five years apart, among other news."""
    folder = tmp_path_factory.mktemp("in")
    reports = list(RECALLS.items())
    for week in range(20):
        of = f"In week {week} the council of Lahnstein spoke about the ferry, the market and the school by the river."
        reports.append((date(2021, 1, 4) + timedelta(weeks=week), of))
    for day, text in reports:
        (folder / f"{day}.md").write_text(f"---\ntitle: Report\ndate: {day}\n---\n\n{text}\n", encoding="utf-8")
    settings = Settings(index=tmp_path_factory.mktemp("index") / "i")
    ingest([Path(folder)], settings, embedder=embedder)
    return open_answerer(settings)


ASKED = "Which carmaker recalled vans this week because of the brakes?"


@pytest.mark.parametrize(("today", "carmaker"), [(date(2019, 5, 15), "Arden"), (date(2024, 5, 15), "Borstel")])
def test_what_happened_this_week_is_what_was_printed_this_week(garage: Answerer, today: date, carmaker: str) -> None:
    assert carmaker in garage.answer(ASKED, today=today).citations[0].quote
    for question in (ASKED, ASKED.replace("this week ", "")):
        (hit,) = garage.rank(question, 1, today)
        article = garage.retriever.store.article(hit.passage.article_id)
        assert article and article.published == today - timedelta(1)


@pytest.mark.parametrize(
    ("day", "other"), [("on 14 May 2024", "on 14 June 2024"), ("on 14 May 2019", "on 2 April 2019")]
)
def test_what_was_printed_before_the_days_named_or_long_after_them_is_trusted_less(
    garage: Answerer, day: str, other: str
) -> None:
    then, else_when = (garage.weigh(ASKED.replace("this week", day), today=TODAY) for day in (day, other))
    assert then and else_when and else_when[0] < then[0]
