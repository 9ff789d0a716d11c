"""Dates as printed, and ranges in questions. `TODAY` is a Wednesday."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.dates import find_date, find_dates, find_range, parse_date, prints

TODAY = date(2024, 5, 15)
DAY = date(2022, 3, 28)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2022-03-28",
        "2022-03-28T10:00:00Z",
        "2022-03-28 10:00:00.123+02:00",
        "Mon, 28 Mar 2022 10:00:00 +0000",
        "28 March 2022",
        "Monday, 28th of March 2022, 10:34 GMT",
        "March 28, 2022",
        "Mar. 28, 2022 at 5:30 p.m. EST",
        "28.03.2022",
        "28/03/2022",
        "03/28/2022",
    ],
)
def test_a_printed_date_is_read(text):
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022",
        "March 2022",
        "03/04/2022",
        "31 February 2022",
        "2022-13-01",
        "2022-W13",
        "28.03.22",
        "yesterday",
        "published 28 March 2022 by us",
        "28 March 2022 - 29 March 2022",
        "20220328",
        "12.28.03.2022",
    ],
)
def test_what_is_no_full_date_or_more_than_one_is_none(text):
    assert parse_date(text) is None


def test_day_and_month_may_be_equal_but_not_swapped():
    assert parse_date("03/03/2022") == date(2022, 3, 3)


@settings(deadline=None)
@given(DAYS)
def test_dates_round_trip(day):
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day:%d.%m.%Y}") == day
    assert parse_date(f"{day:%A}, {day.day} {day:%B} {day.year}") == day
    assert parse_date(f"{day:%b} {day.day}, {day.year}") == day
    assert find_date(f"Posted on {day:%B} {day.day}, {day.year} by staff") == day


@settings(deadline=None)
@given(st.text())
def test_no_text_breaks_a_reader(text):
    parse_date(text)
    for printed in find_dates(text):
        assert 0 <= printed.start < printed.end <= len(text)
    found = find_range(text, TODAY)
    assert found is None or 0 <= found.start < found.end <= len(text)


def test_the_first_of_several_dates_is_found_with_its_span():
    line = "Published 3 March 2022, updated 2022-03-05"
    assert [line[d.start : d.end] for d in find_dates(line)] == ["3 March 2022", "2022-03-05"]
    assert find_date(line) == date(2022, 3, 3)


def _span(question, today=TODAY):
    found = find_range(question, today)
    assert found is not None
    return found.since, found.until, question[found.start : found.end]


@pytest.mark.parametrize(
    ("phrase", "since", "until"),
    [
        ("in March 2022", date(2022, 3, 1), date(2022, 3, 31)),
        ("in early March 2022", date(2022, 3, 1), date(2022, 3, 31)),
        ("during the month of March 2022", date(2022, 3, 1), date(2022, 3, 31)),
        ("in 2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("in February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("on 10 March 2022", date(2022, 3, 10), date(2022, 3, 10)),
        ("on Monday, 28 March 2022", DAY, DAY),
        ("on March 10", date(2024, 3, 10), date(2024, 3, 10)),
        ("on the 16th of May", date(2023, 5, 16), date(2023, 5, 16)),
        ("on 29 February", date(2024, 2, 29), date(2024, 2, 29)),
        ("in March", date(2024, 3, 1), date(2024, 3, 31)),
        ("in June", date(2023, 6, 1), date(2023, 6, 30)),
        ("since April 2022", date(2022, 4, 1), None),
        ("since yesterday", date(2024, 5, 14), None),
        ("from March 2022 onwards", date(2022, 3, 1), None),
        ("before March 2022", None, date(2022, 2, 28)),
        ("after 9 April", date(2024, 4, 10), None),
        ("until June 2023", None, date(2023, 6, 30)),
        ("until yesterday", None, date(2024, 5, 14)),
        ("between March and May 2022", date(2022, 3, 1), date(2022, 5, 31)),
        ("between November and February 2022", date(2021, 11, 1), date(2022, 2, 28)),
        ("between March 2022 and May", date(2022, 3, 1), date(2022, 5, 31)),
        ("between 9 April and yesterday", date(2024, 4, 9), date(2024, 5, 14)),
        ("between 2019 and 2021", date(2019, 1, 1), date(2021, 12, 31)),
        ("in 2019-2021", date(2019, 1, 1), date(2021, 12, 31)),
        ("from 3 to 9 April 2022", date(2022, 4, 3), date(2022, 4, 9)),
        ("from March 3 to 9", date(2024, 3, 3), date(2024, 3, 9)),
        ("from May 2022 to March 2022", date(2022, 3, 1), date(2022, 5, 31)),
        ("yesterday", date(2024, 5, 14), date(2024, 5, 14)),
        ("last week", date(2024, 5, 6), date(2024, 5, 12)),
        ("this month", date(2024, 5, 1), date(2024, 5, 31)),
        ("last month", date(2024, 4, 1), date(2024, 4, 30)),
        ("last year", date(2023, 1, 1), date(2023, 12, 31)),
        ("in the last week", date(2024, 5, 8), TODAY),
        ("in the past 3 weeks", date(2024, 4, 24), TODAY),
        ("two weeks ago", date(2024, 5, 1), date(2024, 5, 1)),
        ("on Wednesday", TODAY, TODAY),
        ("last Wednesday", date(2024, 5, 8), date(2024, 5, 8)),
        ("on Monday", date(2024, 5, 13), date(2024, 5, 13)),
    ],
)
def test_a_range_is_worked_out_and_its_words_can_be_cut_out(phrase, since, until):
    assert _span(f"What did the mayor say {phrase}?") == (since, until, phrase)
    assert _span(f"{phrase[0].upper()}{phrase[1:]}, what was said?")[:2] == (since, until)


@pytest.mark.parametrize(
    "question",
    [
        "What did the mayor say?",
        "What may he march for?",
        "after 2000 people left, what was said?",
        "What was said by May?",
        "What about the 24 February 2022 decree?",
        "Who won the 2019 election?",
        "What was said on 03/04/2022?",
        "What was said on 31 February 2022?",
    ],
)
def test_what_names_no_time_is_none(question):
    assert find_range(question, TODAY) is None


@settings(deadline=None)
@given(DAYS, st.integers(0, 400))
def test_a_day_without_its_year_is_never_in_the_future(today, back):
    day = today - timedelta(days=back)
    found = find_range(f"What was said on {day:%B} {day.day}?", today)
    assert found is not None
    assert found.since is not None
    assert found.since <= today
    assert (found.since.month, found.since.day) == (day.month, day.day)


@pytest.mark.parametrize(
    ("text", "phrase", "printed"),
    [
        ("It began on February 24.", "on 24 February", True),
        ("It began on the 24th of February 2022.", "on 24 February", True),
        ("On 24 February 2021 it began.", "on 24 February 2022", False),
        ("On 24 February 2022 it began.", "on February 24, 2022", True),
        ("It began in February.", "on 24 February", False),
        ("24 ships left in February.", "on 24 February", False),
        ("It was 2019.", "in 2019", True),
        ("It was 20190.", "in 2019", False),
        ("It began yesterday.", "yesterday", False),
    ],
)
def test_a_text_prints_the_day_that_a_phrase_names(text, phrase, printed):
    assert prints(text, phrase) is printed
