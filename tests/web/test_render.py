"""What is text stays text, and what was rendered can be read back."""

import re
from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import Filters
from tests.web.hostile import HOSTILE_STRINGS, Seen
from web.render import counted, plain, plain_again, question_link
from web.tell import question_html


def test_there_are_enough_hostile_strings():
    assert len(set(HOSTILE_STRINGS)) >= 60


@pytest.mark.parametrize("text", HOSTILE_STRINGS)
def test_text_stays_text(text):
    written = plain(text)
    assert re.fullmatch(r"(?:&#\d+;|[^!-/:-@\[-`{-~\t\n\r])*", written)  # only numbered marks, on one line
    seen = Seen(f"<p>{written}</p>")
    assert seen.tags == ["p"]
    assert seen.text.replace("\ufffd", "\x00") == re.sub(r"[\t\n\v\f\r]+", " ", text)


@pytest.mark.parametrize("text", HOSTILE_STRINGS)
def test_a_question_is_shown_as_typed_and_read_back(text):
    html = question_html(text)
    assert "\n" not in html
    assert set(Seen(html).tags) <= {"div", "br"}
    typed = [line.strip().replace("\t", " ").replace("\x00", "\ufffd") for line in text.splitlines()]
    assert plain_again(html) == "\n".join(line for line in typed if line)


@given(st.text())
def test_any_text_is_text_and_nothing_else(text):
    seen = Seen(f"<p>{plain(text)}</p>")
    assert seen.tags == ["p"] and not seen.attributes


@given(st.text(max_size=60), st.text(max_size=20))
def test_a_questions_address_can_be_read(question, speaker):
    link = question_link(question, Filters(speaker or None, None, date(2022, 3, 1), None))
    fields = parse_qs(link[1:], keep_blank_values=True)
    assert fields["q"] == [question]
    assert fields.get("speaker", [""]) == [speaker]
    assert fields["since"] == ["2022-03-01"] and "until" not in fields


def test_a_number_with_its_noun():
    assert [counted(n, "article") for n in (0, 1, 1204)] == ["0 articles", "1 article", "1,204 articles"]
