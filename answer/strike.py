"""What was understood of a question, part by part, each with the question that is left when it is struck off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from answer.order import order_in
from language.dates import find_range
from records import Answer, Filters


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a question was taken to ask for: "Sergei Lavrov", "negotiations", "March 2022".

    `question` and `filters` ask for all the others and not for this one.
    """

    label: str
    question: str
    filters: Filters


def parts(answer: Answer, filters: Filters, today: date | None = None) -> tuple[Part, ...]:
    """The parts of what was understood: who, about what, when, where, in which order. Empty for a plain question.

    Args:
        answer: its `query` is the question in words, its `understood` what that was taken to mean.
        filters: what the asker restricted the search to besides the words.
        today: what "last week" was counted from; None is the clock's.
    """
    return tuple(_parts(answer, filters, today or date.today()))


def _parts(answer: Answer, filters: Filters, today: date) -> Iterator[Part]:
    query, understood = answer.query, answer.understood
    dated = find_range(query, today)
    when = f" {query[dated.start : dated.end]}" if dated else ""
    named = {outlet: _place(outlet).search(query) for outlet in understood.outlets}
    where = "".join(f" in {outlet}" for outlet, found in named.items() if found)
    subject = understood.subject
    for outlet in understood.outlets:
        subject = _place(outlet).sub("", subject).strip(" ?,")
    for speaker in understood.speakers:
        others = [one for one in understood.speakers if one != speaker]
        left = replace(filters, speaker=None if filters.speaker == speaker else filters.speaker)
        by_filter_alone = filters.speaker == speaker and speaker.split()[-1].casefold() not in query.casefold()
        yield Part(speaker, query if by_filter_alone else _asking(others, subject, where, when), left)
    if understood.speakers and subject:
        yield Part(subject, _asking(understood.speakers, "", where, when), filters)
    if understood.since or understood.until:
        plain = without(query, dated.start, dated.end) if dated else query
        yield Part(days(understood.since, understood.until), plain, replace(filters, since=None, until=None))
    for outlet, found in named.items():
        plain = without(query, *found.span()) if found else query
        yield Part(outlet, plain, replace(filters, outlet=None if filters.outlet == outlet else filters.outlet))
    if ordered := order_in(query):
        plain = without(query, *ordered[1:])
        if understood.speakers:
            plain = _asking(understood.speakers, subject, where, when)
        yield Part(ordered[0], plain, filters)


def days(since: date | None, until: date | None) -> str:
    """A range of days in words, as short as they can be: "March 2022", "2022", "28 March 2022", "since 3 May 2022".

    >>> days(date(2022, 3, 1), date(2022, 3, 31)), days(None, date(2022, 3, 1))
    ('March 2022', 'until 1 March 2022')
    """
    if since is None or until is None:
        day, word = (until, "until") if since is None else (since, "since")
        return f"{word} {_day(day)}" if day else ""
    after = until + timedelta(days=1)
    if since == until:
        return _day(since)
    if since.day == after.day == 1 and since.month == after.month == 1 and after.year == since.year + 1:
        return str(since.year)
    if since.day == after.day == 1 and (after.year - since.year) * 12 + after.month - since.month == 1:
        return f"{since:%B %Y}"
    return f"{_day(since)} – {_day(until)}"


def _asking(speakers: Sequence[str], subject: str, where: str, when: str) -> str:
    """A question in full, in the form that `answer.question` is surest of."""
    about = f" about {subject}" if subject else ""
    if speakers:
        return f"What did {' and '.join(speakers)} say{about}{where}{when}?"
    return f"Who spoke{about}{where}{when}?" if subject else f"What was said{where}{when}?"


def without(query: str, start: int, end: int) -> str:
    """A question without some of its words, and without the preposition that led to them.

    >>> without("In May, who met in Bonn?", 0, 6), without("Who met in May?", 11, 14)
    ('who met in Bonn?', 'Who met?')
    """
    left = " ".join(f"{query[:start]} {query[end:]}".split()).lstrip(" ,")
    left = re.sub(r"(?i)\s+(?:in|on|during|since|before|from)(?=\s*\??$)", "", left)
    return re.sub(r"\s+([?,.])", r"\1", left)


def _place(outlet: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)\s*\b(?:in|by|from|according to) (?:the )?{re.escape(outlet)}\b")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
