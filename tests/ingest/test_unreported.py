"""Words in marks that nothing reports: whose they are, and when they are nobody's."""

import pytest

from tests.ingest.spoken import found, speakers, whose

SAID = "“The bridge is safe for everybody,” Maria Keller said."


@pytest.mark.parametrize(
    "next_sentence",
    [
        "Karl Braun said that he was not so sure.",
        "Karl Braun replied: “I doubt that very much.”",
        "Karl Braun told the town that it was late.",
    ],
)
def test_a_quotation_that_has_ended_is_not_the_next_sentences_speakers(next_sentence):
    assert speakers("years to come", f"{SAID} “It will stand for years to come.” {next_sentence}") == ["Maria Keller"]
    assert speakers("years to come", f"“It will stand for years to come.” {next_sentence}") == []


@pytest.mark.parametrize("tag", ["Maria Keller asked.", "asked Maria Keller.", "Maria Keller said on Monday."])
def test_a_question_has_its_tag_behind_it(tag):
    assert speakers("safe for everybody", f"“Is the bridge safe for everybody?” {tag}") == ["Maria Keller"]


def test_whoever_goes_on_speaking_keeps_the_word():
    assert whose("stand for years", f"{SAID} “It will stand for years.”") == {"Maria Keller"}
    assert whose("stand for years", SAID, "“It will stand for years.”") == {"Maria Keller"}
    assert whose("stand for years", f"{SAID} She shook her head. “It will not stand for years.”") == {"Maria Keller"}


@pytest.mark.parametrize("act", ["Karl Braun shook his head.", "The engineer shook his head.", "Braun laughed."])
def test_somebody_who_acts_in_between_takes_the_word_away(act):
    met = "Maria Keller met Karl Braun in Bonn."
    assert whose("stand for years", met, f"{SAID} {act} “It will not stand for years.”") == set()
    assert whose("stand for years", met, f"{SAID} {act}", "“It will not stand for years.”") == set()
    assert whose("stand for years", met, SAID, act, "“It will not stand for years.”") == set()


def test_a_title_is_nobodys_words():
    assert found(SAID, "“The Long Bridge over the River” won a prize on Monday.")[1:] == []


def test_what_follows_a_quotation_and_its_tag_without_marks_is_not_said_with_it():
    text = "“The bridge is safe for everybody,” Maria Keller said, and Karl Braun said that he agreed."
    assert [(who, words) for who, _, words in found(text)] == [
        ("Maria Keller", "“The bridge is safe for everybody,”"),
        ("Karl Braun", "that he agreed"),
    ]


def test_a_quotation_after_a_report_without_marks_is_the_same_ones():
    report = "Maria Keller said that the bridge was safe."
    assert whose("stand for years", f"{report} “It will stand for years.”") == {"Maria Keller"}
    assert whose("stand for years", f"{report} “It will stand for years, I am sure of that” and longer.") == {
        "Maria Keller"
    }
    assert whose("stand for years", f"{report} The town has “a thing to stand for years”.") == set()


@pytest.mark.parametrize(
    "before",
    [
        "Maria Keller asked whether the bridge was safe.",
        "Maria Keller hoped that the bridge was safe.",
        "Maria Keller said that the bridge was safe. Karl Braun shook his head.",
    ],
)
def test_neither_a_question_nor_a_wish_nor_what_came_before_another_goes_on(before):
    assert (
        whose("stand for years", "Maria Keller met Karl Braun in Bonn.", f"{before} “It will stand for years.”")
        == set()
    )
