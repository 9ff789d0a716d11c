"""Words in marks and what stands right beside them, whatever the parser made of it."""

import pytest

from tests.ingest.spoken import found, whose

MET = "Maria Keller met Karl Braun and Paul Weber in Bonn."
SAFE = "“The bridge is safe for everybody,”"


@pytest.mark.parametrize(
    "tag", ["Maria Keller mocked.", "Keller shot back with a laugh.", "said Keller, explaining why."]
)
def test_a_name_and_whatever_verb_behind_a_sentence_that_ends_in_a_comma(tag):
    assert whose("safe for everybody", MET, f"{SAFE} {tag}") == {"Maria Keller"}


@pytest.mark.parametrize(
    "text",
    [
        "In “The Bridge of Bonn,” Maria Keller crossed the town.",
        "“The bridge is safe for everybody.” Maria Keller laughed.",
        "“The bridge is safe for everybody,” the sign in the town.",
    ],
)
def test_neither_a_title_nor_a_sentence_that_has_ended_nor_a_thing(text):
    assert "direct" not in {kind for _, kind, _ in found(text)}


def test_of_two_names_behind_the_verb_the_one_that_is_named_whole():
    text = "“The bridge is safe for everybody,” tweeted Keller spokesman Paul Weber."
    assert whose("safe for everybody", MET, text) == {"Paul Weber"}


@pytest.mark.parametrize("lead", ["worded it even more carefully", "delivered a blunt message to the town"])
def test_a_colon_gives_the_words_to_whoever_leads_up_to_it(lead):
    text = f"Maria Keller, in a talk on the bridge, {lead}: “It is time to close it for everybody.”"
    assert whose("time to close it", MET, text) == {"Maria Keller"}


def test_whoever_is_but_spoken_of_before_a_colon_does_not_speak():
    text = "When Karl Braun feared that Paul Weber would sue, Maria Keller fired back: “He will lose in every court.”"
    assert "Paul Weber" not in whose("lose in every court", MET, text)
