"""What a text prints about itself, in lines of their own or before its first sentence."""

from datetime import date

import pytest

from ingest.facts import Facts
from ingest.imprint import take_imprint
from ingest.lines import Paragraph

DAY = date(2022, 3, 28)
TITLE = "Bridge open"
BODY = ["The bridge opened on Friday.", "Its captain was proud.", "All sailed at noon.", "It was calm.", "So it went."]


def take(*lines, gone=(), titled=False):
    kept, facts = take_imprint([Paragraph(line) for line in lines], gone, titled)
    return [p.text for p in kept], facts


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("By Ann Lee", Facts(author="Ann Lee")),
        ("By Ann Lee and Bo van Day", Facts(author="Ann Lee and Bo van Day")),
        ("By Ann Lee, Science Correspondent", Facts(author="Ann Lee")),
        ("By Ann Lee, BBC News", Facts(author="Ann Lee", outlet="BBC News")),
        ("By Ann Lee | March 28, 2022", Facts(author="Ann Lee", published=DAY)),
        ("28 March 2022", Facts(published=DAY)),
        ("Published: Monday, 28 March 2022, 10:30 GMT", Facts(published=DAY)),
        ("Posted on March 28, 2022 at 5:30 p.m.", Facts(published=DAY)),
        ("Updated 29 March 2022 | Published 28 March 2022", Facts(published=DAY)),
        ("Updated: 29 March 2022", Facts()),
        ("28/03/2022", Facts(published=DAY)),
    ],
)
def test_a_byline_or_dateline_under_the_title_is_taken(line, facts):
    assert take(TITLE, line, *BODY) == ([TITLE, *BODY], facts)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday Morning, it was over.",
        "By the harbour",
        "On 28 March 2022 the bridge opened.",
        "03/04/2022",
        "March 2022",
    ],
)
def test_what_says_more_than_who_and_when_stays_and_tells_nothing(line):
    assert take(TITLE, line, *BODY) == ([TITLE, line, *BODY], Facts())


def test_the_first_line_is_a_byline_only_where_the_title_is_known():
    assert take("By Ann Lee", *BODY)[0][0] == "By Ann Lee"
    assert take("By Ann Lee", *BODY, titled=True) == (BODY, Facts(author="Ann Lee"))


def test_a_date_in_the_middle_of_a_text_is_none_of_the_article():
    lines = [TITLE, *BODY, "28 March 2022", *BODY]
    assert take(*lines) == (lines, Facts())


def test_the_headings_of_a_chronology_are_no_date_of_the_article():
    lines = [TITLE, "24 March 2022", BODY[0], "28 March 2022", *BODY]
    assert take(*lines) == (lines, Facts())


@pytest.mark.parametrize(
    ("dateline", "facts"),
    [
        ("SPRINGFIELD (TPN) — ", Facts(outlet="TPN")),
        ("SPRINGFIELD, March 28 (Reuters) - ", Facts(outlet="Reuters")),
        ("Springfield, March 28, 2022 (AFP) – ", Facts(outlet="AFP", published=DAY)),
        ("SPRINGFIELD, March 28. /TASS/. ", Facts(outlet="TASS")),
        ("(AP) — ", Facts(outlet="AP")),
    ],
)
def test_place_and_agency_before_the_first_sentence_are_taken_off(dateline, facts):
    assert take(TITLE, dateline + BODY[0], *BODY[1:]) == ([TITLE, *BODY], facts)


@pytest.mark.parametrize(
    "sentence",
    [
        "The head of the union (TPU) — Ann Lee — spoke.",
        "The Pier Union (TPU) — Ann Lee heads it — spoke.",
        "Ann Lee (Captain) said so.",
        "SPRINGFIELD (TPN) reported it.",
    ],
)
def test_brackets_in_a_sentence_are_no_dateline(sentence):
    assert take(TITLE, sentence, *BODY) == ([TITLE, sentence, *BODY], Facts())


@pytest.mark.parametrize(
    "line", ["Reuters", "(AFP)", "— Sputnik", "Source: The Pier", "Originally published by The Pier"]
)
def test_a_last_line_may_name_the_outlet(line):
    kept, facts = take(TITLE, *BODY, line)
    assert kept == [TITLE, *BODY]
    assert facts.outlet in ("Reuters", "AFP", "Sputnik", "The Pier")


def test_what_is_left_over_tells_facts_before_it_goes():
    assert take(*BODY, gone=["Ann Lee - The Pier, 1920, 28.03.2022"])[1] == Facts(outlet="The Pier", published=DAY)
    assert take(*BODY, gone=["Enjoy what you’re reading at Ann’s Substack? Subscribe."])[1] == Facts(
        outlet="Ann’s Substack"
    )
    assert take(*BODY, gone=["Thanks for reading The Pier! Subscribe."])[1] == Facts(outlet="The Pier")
