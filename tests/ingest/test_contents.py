"""Where what is said begins and ends, and whether it is quoted or told."""

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
