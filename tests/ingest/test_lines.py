"""Characters, wrapped lines, headings."""

import textwrap
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.lines import Paragraph, paragraphs, tidy, with_headings

LONG = "The ferry left the harbour at noon and its captain, an old hand, spoke at length of wind, of tide and of luck. "


def lines(text):
    return [p.text for p in paragraphs(text)]


def headings(*texts):
    return [p.text for p in with_headings([Paragraph(text) for text in texts]) if p.heading]


def test_characters_are_made_plain_and_quotes_stay():
    assert tidy("a\u00a0b\u200bc\ufeff\x07\r\nd\u2028e\td\ud800") == "a bc\nd\ne d"
    assert tidy("cafe\u0301") == "café"
    assert tidy("“it’s” – fine — &amp; AT&amp;T &quot;x&quot;") == '“it’s” – fine — & AT&T "x"'


@settings(deadline=None)
@given(st.text())
def test_what_is_tidy_can_be_stored_and_stays_so(text):
    once = tidy(text)
    once.encode()
    assert unicodedata.is_normalized("NFC", once)
    assert not {c for c in once if unicodedata.category(c) in ("Cc", "Cf", "Cs")} - {"\n"}


def test_each_line_is_a_paragraph_where_lines_are_long():
    assert lines("One.\nTwo.\n\n\n  Three. \n") == ["One.", "Two.", "Three."]


@settings(deadline=None)
@given(st.integers(50, 100), st.integers(3, 6))
def test_a_wrapped_text_is_joined_again(width, count):
    wanted = ["A short title", *([(LONG * 2).strip()] * count)]
    wrapped = "\n\n".join(textwrap.fill(text, width) for text in wanted)
    assert lines(wrapped) == wanted


def test_a_turn_or_a_heading_opens_a_paragraph_even_after_a_full_line():
    text = textwrap.fill(LONG * 3, 60)
    assert lines(f"{text}\nAnn Lee: Calm.\n# Head")[-2:] == ["Ann Lee: Calm.", "Head"]


def test_a_hyphen_at_the_end_of_a_line_takes_no_space():
    text = ("Well-known captains of long-lost boats spoke of half-built piers and far-away harbours. " * 4).strip()
    wrapped = textwrap.fill(text, 50)
    assert any(line.endswith("-") for line in wrapped.split("\n"))
    assert lines(wrapped) == [text]


def test_a_marked_heading_is_one():
    assert paragraphs("## The sea ##\nCalm.") == [Paragraph("The sea", heading=True), Paragraph("Calm.")]
    assert paragraphs("#1 in the world.") == [Paragraph("#1 in the world.")]


def test_one_or_two_short_lines_before_a_sentence_are_headings():
    assert headings("The sea", "It was calm.", "Who sails?", "All sailed.") == ["The sea", "Who sails?"]
    assert headings("The sea", "A view from the pier", "It was calm.") == ["The sea", "A view from the pier"]


def test_a_list_a_last_line_and_a_sentence_are_no_headings():
    assert headings("One boat", "Two boats", "Three boats", "They left.") == []
    assert headings("It was calm.", "The sea") == []
    assert headings("It was calm,", "He left.", "“Never again,”", "she said.") == []
    assert headings("- a boat", "They left.") == []
