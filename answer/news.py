"""When what a question asks for was printed: in the week in which it is put, or on the days that it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from language.dates import DateRange
from language.readings import Days

_FRESH = timedelta(7)  # most of what is asked about has happened in the week before
_EVE = timedelta(1)  # elsewhere the day has begun later
_AFTERWARDS = timedelta(7)  # for so long what has happened is told as news
_NEWS = timedelta(31)  # a longer time is told of whenever


@dataclass(frozen=True, slots=True)
class News:
    """The stretches of days, both ends included, in which an article is printed that tells of something as news.

    `fresh` is the week before the question is put, `named` the days that it names itself, from their eve on; None where
    it names none, or a longer time.
    """

    fresh: Days
    named: Days | None = None

    @property
    def printed(self) -> tuple[Days, ...]:
        """Both."""
        return (self.named, self.fresh) if self.named else (self.fresh,)

    def includes(self, day: date) -> bool:
        """Is something printed on this day news?"""
        return any(_within(day, days) for days in self.printed)

    def is_named(self, day: date) -> bool:
        """Is something printed on this day news of the days that the question names?"""
        return self.named is not None and _within(day, self.named)


def news_of(dated: DateRange | None, today: date) -> News:
    """When it was printed what a question asks for that is put `today` and names these days, if any.

    A day named may be that of which is asked, or one long past by which something new is described: so both count.

    >>> news_of(None, date(2022, 3, 11)).printed
    ((datetime.date(2022, 3, 4), datetime.date(2022, 3, 12)),)
    """
    fresh = today - _FRESH, today + _EVE
    if dated is None or dated.since is None or dated.until is None or dated.until - dated.since > _NEWS:
        return News(fresh)
    return News(fresh, (dated.since - _EVE, dated.until + _AFTERWARDS))


def _within(day: date, days: Days) -> bool:
    first, last = days
    return first <= day <= last
