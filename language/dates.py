"""The ranges of days that a question names, and dates as they are printed. What "today" is, the caller says.

>>> find_range("What was said in March 2022?", date(2024, 5, 1))
DateRange(since=datetime.date(2022, 3, 1), until=datetime.date(2022, 3, 31), start=14, end=27, yearless=False)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from language.printed import (
    DAY,
    MONTH,
    Printed,
    day_of,
    find_date,
    find_dates,
    parse_date,
)
from language.readings import Days, Point, read_point

__all__ = ["DateRange", "Printed", "find_date", "find_dates", "find_range", "parse_date", "prints"]


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `since` to `until`, both included, None where open; `text[start:end]` is the phrase that names them.

    `yearless` says that the phrase leaves out the year.
    """

    since: date | None
    until: date | None
    start: int
    end: int
    yearless: bool = False

    def includes(self, day: date) -> bool:
        """Is a day one of them?"""
        return (self.since or day) <= day <= (self.until or day)


_PREPOSITION = re.compile(
    r"(?:(?P<between>between)|(?P<since>since|starting(?: in| on| from)?|as of)|(?P<after>after|later than)"
    r"|(?P<before>before|prior to|earlier than)|(?P<until>until|till|up to|through|no later than|by)"
    r"|(?P<within>in|on|at|from|during|within|throughout|of|for|dated)) ",
    re.IGNORECASE,
)
_TO = re.compile(r" (?:to|until|till|through|and) |(?: to)? ?[-–—] ?", re.IGNORECASE)
_THING = re.compile(r"the \d|the [a-z]+\.? \d{1,2}\b|\bthe $|[\d./-]$", re.IGNORECASE)
_DAY_ALONE = re.compile(rf"(?:the )?{DAY}(?!\w)")
_ONWARDS = re.compile(r" (?:on|onwards?|forwards?)\b(?! (?:the )?\w)", re.IGNORECASE)


def find_range(text: str, today: date, printed: Sequence[date] = ()) -> DateRange | None:
    """The first stretch of days that a question names, or None.

    "Before" and "after" leave out what they name; "since" and "until" include it. A day or month without its year is
    the most recent in which there is one of the days `printed`; where there is none, the most recent that has begun by
    `today`. A full date right after "the" names a thing ("the 24 February 2022
    decree"), not a time, and a bare month or year needs a preposition.
    """
    found = _find(text, today)
    if found is None or not found.yearless:
        return found
    for year in range(today.year, min(printed, default=today).year - 1, -1):
        earlier = _find(text, min(date(year, 12, 31), today))
        if earlier and any(earlier.includes(day) for day in printed):
            return earlier
    return found


def _find(text: str, today: date) -> DateRange | None:
    for start in (m.start() for m in re.finditer(r"\b\w", text)):
        preposition = _PREPOSITION.match(text, start)
        found = _after_preposition(text, preposition, today) if preposition else _alone(text, start, today)
        if found:
            return found
    return None


_PARTS = re.compile(rf"(?:{MONTH.replace('?P<month>', '?:')})|\d+", re.IGNORECASE)


def prints(text: str, phrase: str) -> bool:
    """Does a text print the day, month or year that a phrase names, in whichever order it sets its parts?

    >>> prints("It began on February 24.", "on 24 February"), prints("It began in February.", "on 24 February")
    (True, False)
    """
    wanted = _parts(phrase)
    found = [(_part(m[0]), m.start(), m.end()) for m in _PARTS.finditer(text)]
    for i in range(len(found) - len(wanted) + 1):
        near = found[i : i + len(wanted)]
        gaps = [later[1] - earlier[2] for earlier, later in pairwise(near)]
        if sorted(part for part, _, _ in near) == wanted and all(gap <= len("th of ") for gap in gaps):
            return bool(wanted)
    return False


def _parts(phrase: str) -> list[str]:
    return sorted(_part(part) for part in _PARTS.findall(phrase))


def _part(printed: str) -> str:
    """A number as it stands, a month by its first letters."""
    return printed.lstrip("0") if printed.isdigit() else printed[:3].lower()


def _alone(text: str, start: int, today: date) -> DateRange | None:
    if _THING.match(text, start) or _THING.search(text[:start]):
        return None
    point = read_point(text, start, today, bare=True)
    return DateRange(*point.days, start, point.end, point.yearless) if point else None


def _after_preposition(text: str, preposition: re.Match[str], today: date) -> DateRange | None:
    start, kind = preposition.start(), preposition.lastgroup
    word = preposition[0].strip().lower()
    if (kind == "between" or kind == "within") and (pair := _pair(text, preposition.end(), today)):
        return DateRange(*pair.days, start, pair.end)
    point = read_point(text, preposition.end(), today)
    # "by May", "for May", "of May" are rather the person.
    if (
        not point
        or kind == "between"
        or (word in ("by", "for", "of") and text[preposition.end() : point.end].lower() == "may")
    ):
        return None
    first, last = point.days
    onwards = _ONWARDS.match(text, point.end) if word == "from" else None
    if onwards or kind == "since":
        return DateRange(first, None, start, onwards.end() if onwards else point.end, point.yearless)
    if kind == "after":
        return DateRange(last + timedelta(days=1), None, start, point.end, point.yearless)
    if kind == "before":
        return DateRange(None, first - timedelta(days=1), start, point.end, point.yearless)
    return DateRange(first if kind == "within" else None, last, start, point.end, point.yearless)


def _pair(text: str, start: int, today: date) -> Point | None:
    """Two times joined by "and" or "to". What one leaves out (year, month) is taken from the other."""
    if (day := _DAY_ALONE.match(text, start)) and (joint := _TO.match(text, day.end())):
        second = read_point(text, joint.end(), today)
        opening = second and day_of(second.days[0].year, second.days[0].month, int(day["day"]))
        return _joined((opening, opening), second.days, second.end) if second and opening else None
    first = read_point(text, start, today)
    if not first or not (joint := _TO.match(text, first.end)):
        return None
    second = read_point(text, joint.end(), today)
    if not second:
        day = _DAY_ALONE.match(text, joint.end())
        closing = day and day_of(first.days[0].year, first.days[0].month, int(day["day"]))
        return _joined(first.days, (closing, closing), day.end()) if day and closing else None
    if first.yearless:
        first = read_point(text, start, second.days[1]) or first
    elif second.yearless:
        second = read_point(text, joint.end(), first.days[0] + timedelta(days=365)) or second
    return _joined(first.days, second.days, second.end)


def _joined(one: Days, other: Days, end: int) -> Point:
    return Point((min(one[0], other[0]), max(one[1], other[1])), end, False)
