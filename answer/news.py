"""Of which days a question for facts wants the news: those that it names, or the week in which it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from language.dates import DateRange

_FRESH = timedelta(7)  # what a question without a day is about has mostly happened in the week before it is asked
_EVE = timedelta(1)  # elsewhere the day has begun later
_AFTERWARDS = timedelta(7)  # for so long what has happened is told as news
_NEWS = timedelta(31)  # a longer time is told of whenever


@dataclass(frozen=True, slots=True)
class News:
    """The days in which an article is printed that tells of something as news, both included.

    `named` says that the question itself names the time: what is printed before it can hardly tell what happened then.
    """

    since: date
    until: date
    named: bool


def news_of(dated: DateRange | None, today: date) -> News | None:
    """When it is printed what a question asks for that names these days and is put `today`; None: whenever.

    >>> news_of(None, date(2022, 3, 11))
    News(since=datetime.date(2022, 3, 4), until=datetime.date(2022, 3, 12), named=False)
    """
    if dated is None:
        return News(today - _FRESH, today + _EVE, named=False)
    if dated.since is None or dated.until is None or dated.until - dated.since > _NEWS:
        return None
    return News(dated.since - _EVE, dated.until + _AFTERWARDS, named=True)
