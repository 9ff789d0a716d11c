"""The ranges of days that a question names, and dates as they are printed. What "today" is, the caller says.

>>> find_range("What was said in March 2022?", date(2024, 5, 1))
DateRange(since=datetime.date(2022, 3, 1), until=datetime.date(2022, 3, 31), start=14, end=27)
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from language.printed import (
    DAY,
    FORMS,
    MONTH,
    WEEKDAY,
    YEAR,
    Printed,
    day_of,
    find_date,
    find_dates,
    month_number,
    parse_date,
    read_full,
)

__all__ = ["DateRange", "Printed", "find_date", "find_dates", "find_range", "parse_date", "prints"]

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `since` to `until`, both included, None where open; `text[start:end]` is the phrase that names them."""

    since: date | None
    until: date | None
    start: int
    end: int


Days = tuple[date, date]  # first and last
Reading = Callable[[re.Match[str], date], Days | None]


def _month_of(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _latest(today: date, read: Callable[[int], Days | None]) -> Days | None:
    """What recurs every year: the most recent that has begun by `today`. Eight years reach a 29 February."""
    years = (days for year in range(today.year, max(today.year - 9, 1), -1) if (days := read(year)))
    return next((days for days in years if days[0] <= today), None)


def _read_full(match: re.Match[str], today: date) -> Days | None:
    value = read_full(match)
    return (value, value) if value else None


def _read_day(match: re.Match[str], today: date) -> Days | None:
    def read(year: int) -> Days | None:
        value = day_of(year, month_number(match), int(match["day"]))
        return (value, value) if value else None

    return _latest(today, read)


def _read_month(match: re.Match[str], today: date) -> Days | None:
    return _latest(today, lambda year: _month_of(year, month_number(match)))


def _read_weekday(match: re.Match[str], today: date) -> Days | None:
    back = (today.weekday() - _WEEKDAYS.index(match["weekday"][:3].lower())) % 7
    day = today - timedelta(days=back or (7 if match["last"] else 0))
    return day, day


def _read_named_day(match: re.Match[str], today: date) -> Days | None:
    day = today - timedelta(days={"today": 0, "yesterday": 1}.get(match["name"].lower(), 2))
    return day, day


def _read_calendar(match: re.Match[str], today: date) -> Days | None:
    """This or last week, month, year: of the calendar; a week begins on Monday."""
    last = match["which"].lower() != "this"
    match match["unit"].lower():
        case "week":
            monday = today - timedelta(days=today.weekday() + 7 * last)
            return monday, monday + timedelta(days=6)
        case "month":
            inside = today.replace(day=1) - timedelta(days=last)
            return _month_of(inside.year, inside.month)
        case _:
            return date(today.year - last, 1, 1), date(today.year - last, 12, 31)


def _read_count(match: re.Match[str], today: date) -> Days | None:
    """The past three weeks: so many days up to today. Three weeks ago: that one day."""
    number = (match["count"] or "one").lower()
    count = int(number) if number.isdigit() else _NUMBERS[number]
    days = count * {"day": 1, "week": 7, "month": 30, "year": 365}[match["unit"].lower()]
    if days > (today - date.min).days:
        return None
    first = today - timedelta(days=days)
    return (first, first) if match["ago"] else (first, today)


def _read_year(match: re.Match[str], today: date) -> Days | None:
    return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)


def _read_month_of_year(match: re.Match[str], today: date) -> Days | None:
    return _month_of(int(match["year"]), month_number(match))


_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>day|week|month|year)"
_PART = r"(?:(?:early|mid|late|the month of|the year|the (?:start|beginning|end) of)[ -])?"
_ON = rf"(?:{WEEKDAY},? )?(?:the )?"
_NOUN = r"(?![,.]?\d|%| (?:people|men|women|troops|soldiers|children|dollars|euros|miles|km)\b)"

# (pattern, reading, may it stand without a preposition?). The first that matches is taken, so longer forms come first.
_POINTS: tuple[tuple[re.Pattern[str], Reading, bool], ...] = tuple(
    (re.compile(rf"{pattern}(?!\w)", re.IGNORECASE), read, bare)
    for pattern, read, bare in (
        *((_ON + form, _read_full, True) for form in FORMS),
        (rf"{_ON}{DAY}(?: of)? {MONTH}", _read_day, True),
        (rf"{_ON}{MONTH} {DAY}", _read_day, True),
        (rf"{_PART}{MONTH}(?: of|,)? {YEAR}", _read_month_of_year, False),
        (rf"(?:last |this )?{_PART}{MONTH}(?! \d)", _read_month, False),
        (rf"{_PART}{YEAR}{_NOUN}", _read_year, False),
        (r"(?P<name>today|yesterday|the day before yesterday)", _read_named_day, True),
        (rf"(?P<which>this|last) {_UNIT}", _read_calendar, True),
        (rf"(?:the (?:last|past|previous)|past) (?:{_COUNT} )?{_UNIT}s?(?P<ago>)", _read_count, True),
        (rf"{_COUNT} {_UNIT}s? (?P<ago>ago)", _read_count, True),
        (rf"(?P<last>last ){WEEKDAY}", _read_weekday, True),
        (rf"(?P<last>){WEEKDAY}", _read_weekday, False),
    )
)

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


@dataclass(frozen=True, slots=True)
class _Point:
    days: Days
    end: int
    yearless: bool


def find_range(text: str, today: date) -> DateRange | None:
    """The first stretch of days that a question names, or None.

    "Before" and "after" leave out what they name; "since" and "until" include it. A day or month without its year is
    the most recent that has begun by `today`. A full date right after "the" names a thing ("the 24 February 2022
    decree"), not a time, and a bare month or year needs a preposition.
    """
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
    point = _point(text, start, today, bare=True)
    return DateRange(*point.days, start, point.end) if point else None


def _after_preposition(text: str, preposition: re.Match[str], today: date) -> DateRange | None:
    start, kind = preposition.start(), preposition.lastgroup
    word = preposition[0].strip().lower()
    if (kind == "between" or kind == "within") and (pair := _pair(text, preposition.end(), today)):
        return DateRange(*pair.days, start, pair.end)
    point = _point(text, preposition.end(), today)
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
        return DateRange(first, None, start, onwards.end() if onwards else point.end)
    if kind == "after":
        return DateRange(last + timedelta(days=1), None, start, point.end)
    if kind == "before":
        return DateRange(None, first - timedelta(days=1), start, point.end)
    return DateRange(first if kind == "within" else None, last, start, point.end)


def _point(text: str, start: int, today: date, bare: bool = False) -> _Point | None:
    """The time named at this very place."""
    for pattern, read, stands_alone in _POINTS:
        if (stands_alone or not bare) and (match := pattern.match(text, start)) and (days := read(match, today)):
            return _Point(days, match.end(), read in (_read_day, _read_month))
    return None


def _pair(text: str, start: int, today: date) -> _Point | None:
    """Two times joined by "and" or "to". What one leaves out (year, month) is taken from the other."""
    if (day := _DAY_ALONE.match(text, start)) and (joint := _TO.match(text, day.end())):
        second = _point(text, joint.end(), today)
        opening = second and day_of(second.days[0].year, second.days[0].month, int(day["day"]))
        return _joined((opening, opening), second.days, second.end) if second and opening else None
    first = _point(text, start, today)
    if not first or not (joint := _TO.match(text, first.end)):
        return None
    second = _point(text, joint.end(), today)
    if not second:
        day = _DAY_ALONE.match(text, joint.end())
        closing = day and day_of(first.days[0].year, first.days[0].month, int(day["day"]))
        return _joined(first.days, (closing, closing), day.end()) if day and closing else None
    if first.yearless:
        first = _point(text, start, second.days[1]) or first
    elif second.yearless:
        second = _point(text, joint.end(), first.days[0] + timedelta(days=365)) or second
    return _joined(first.days, second.days, second.end)


def _joined(one: Days, other: Days, end: int) -> _Point:
    return _Point((min(one[0], other[0]), max(one[1], other[1])), end, False)
