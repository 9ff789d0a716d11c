"""How a phrase that names days is read: "24 February", "last week", "three years ago", as from a given day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from language.printed import DAY, FORMS, MONTH, WEEKDAY, YEAR, day_of, month_number, read_full

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}

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


@dataclass(frozen=True, slots=True)
class Point:
    """The first and last day named, where the phrase ends, and whether it leaves out the year."""

    days: Days
    end: int
    yearless: bool


def read_point(text: str, start: int, today: date, bare: bool = False) -> Point | None:
    """The time named at this very place."""
    for pattern, read, stands_alone in _POINTS:
        if (stands_alone or not bare) and (match := pattern.match(text, start)) and (days := read(match, today)):
            return Point(days, match.end(), read in (_read_day, _read_month))
    return None
