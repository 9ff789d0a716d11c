"""Where what is said begins and ends, and whether it is quoted or told."""

import pytest

from tests.ingest.spoken import found, whose


def test_a_tag_is_no_part_of_what_is_said():
    text = "The mayor “had no chance to win,” the builder recalled, adding that Karl Braun knew it."
    assert [words for _, _, words in found(text)] == ["The mayor “had no chance to win,”", "that Karl Braun knew it"]


def test_an_and_goes_on_behind_a_quotation():
    text = "Karl Braun said the bridge was “quite safe,” and that it would stand for years."
    assert whose("stand for years", text) == {"Karl Braun"}


def test_only_what_stands_all_in_marks_is_direct():
    kinds = {words: kind for _, kind, words in found("Karl Braun said that “the bridge is safe for everybody here.”")}
    assert set(kinds.values()) == {"direct"}
    kinds = {words: kind for _, kind, words in found("Karl Braun told them the bridge “is safe for everybody here.”")}
    assert set(kinds.values()) == {"mixed"}


def test_what_somebody_else_says_meanwhile_is_not_theirs():
    text = "“There is somebody shouting,” Karl Braun said as Paul Weber called: “It is late.”"
    assert "Paul Weber" not in whose("somebody shouting", text)


@pytest.mark.parametrize(
    "text",
    [
        "Karl Braun said that it was too early but added that the bridge was safe.",
        "Karl Braun said that the road reminded him of Bonn, explaining that the bridge was safe.",
        "Karl Braun said that the road reminded him of “a street in Bonn,” explaining that the bridge was safe.",
    ],
)
def test_what_is_added_is_said_apart_by_the_same_one(text):
    assert ("Karl Braun", "indirect", "that the bridge was safe") in found(text)
    assert len(found(text)) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is a sign, Karl Braun said, that the bridge is safe.", "that the bridge is safe"),
        ("“The bridge is safe,” because it is new, Karl Braun said.", "because it is new"),
        ("In Bonn, 85% of the voters said the bridge was safe.", "the bridge was safe"),
    ],
)
def test_what_stands_around_a_tag_or_behind_a_share(text, words):
    assert any(words in told for _, _, told in found(text))


@pytest.mark.parametrize(
    ("headline", "who"),
    [("Braun: I think the bridge is safe", "Karl Braun"), ("Poll: Karl Braun is ahead of Paul Weber", None)],
)
def test_a_headline_gives_the_rest_to_whoever_stands_before_the_colon(headline, who):
    said = found(headline, "Karl Braun opened the bridge on Monday.")
    assert [(name, words) for name, _, words in said if words in headline] == [(who, headline.partition(": ")[2])]


@pytest.mark.parametrize("headline", ["Weather: it will be cold on Monday", "Braun: a bridge for everybody"])
def test_not_every_colon_does(headline):
    assert found(headline, "Karl Braun opened the bridge on Monday.") == []
