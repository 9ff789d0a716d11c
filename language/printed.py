"""Dates as they are printed. A date is never guessed.

A full date has a day, a month and a year that can be read in one way only: 03/04/2022 is none, 28/03/2022 is one.

    >>> parse_date("Mon, 28 Mar 2022 10:00:00 GMT")
    datetime.date(2022, 3, 28)
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\b"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)(?!\d)"

FORMS = (
    rf"{YEAR}(?P<sep>[-/.])(?P<number>\d\d)(?P=sep)(?P<day>\d\d)",
    rf"{DAY}(?: of)? {MONTH},? {YEAR}",
    rf"{MONTH} {DAY},? {YEAR}",
    rf"(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.{YEAR}",
    rf"(?P<first>\d{{1,2}})(?P<sep>[/-])(?P<second>\d{{1,2}})(?P=sep){YEAR}",
)
_FULL = tuple(re.compile(rf"(?<![\w./-]){form}(?![/-]?\d)", re.IGNORECASE) for form in FORMS)
# What may stand around a date in its field. Possessive (`*+`), as "at at at" can be read in many ways; and without
# captures, which Python 3.11 can't count there.
_AROUND = re.compile(
    rf"(?:{WEEKDAY.replace('?P<weekday>', '?:')}|\d{{1,2}}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?|[ap]\.?m\b\.?|at\b"
    r"|t(?=\d)|z\b|(?:gmt|utc|[a-z]{1,4}t)\b|[+-]\d\d:?\d\d|[\s,()|·-])*+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A full date and the span of the text that prints it."""

    value: date
    start: int
    end: int


def find_dates(text: str) -> Iterator[Printed]:
    """Every full date that the text prints, in order."""
    found = [(m.start(), -m.end(), value) for form in _FULL for m in form.finditer(text) if (value := read_full(m))]
    last = 0
    for start, end, value in sorted(found):
        if start >= last:
            last = -end
            yield Printed(value, start, last)


def find_date(text: str) -> date | None:
    """The first full date printed in a line, or None.

    Meant for datelines: in running text a date is that of an event, not of the text.
    """
    return next((printed.value for printed in find_dates(text)), None)


def parse_date(text: str) -> date | None:
    """The date that a field holds, with or without weekday and time.

    None where it holds more or less than one full date, or one that can be read in two ways.
    """
    found = list(find_dates(text))
    if len(found) != 1:
        return None
    rest = f"{text[: found[0].start]} {text[found[0].end :]}"
    return found[0].value if _AROUND.fullmatch(rest) else None


def read_full(match: re.Match[str]) -> date | None:
    """The date of one match of `_FULL`; None where there is no such day, or day and month could be swapped."""
    group = match.groupdict()
    if "first" in group:
        first, second = int(group["first"]), int(group["second"])
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (first, second) if second <= 12 else (second, first)
    else:
        day, month = int(group["day"]), int(group["number"]) if "number" in group else month_number(match)
    return day_of(int(group["year"]), month, day)


def day_of(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def month_number(match: re.Match[str]) -> int:
    """1..12 for a match of `MONTH`."""
    return _MONTHS.index(match["month"][:3].lower()) + 1
