"""What is told though nobody is named who says so, and what "I", "you" or everybody says: a report without a name."""

import pytest

from ingest.speech.hearsay import hearsay_in
from ingest.speech.quotes import QuoteFinder
from language.names import parse
from records import Article
from tests.ingest.spoken import blocks, found


def told(text):
    """(speaker, name, words) of each quote, in order."""
    quotes = QuoteFinder().find(Article("a", "t", text, "p", "s"), blocks(text))
    return [(q.speaker, q.who, text[q.start : q.end]) for q in quotes]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The old bridge is expected to open in May.", ["The old bridge", "to open in May"]),
        ("The bridge was said to be unsafe.", ["The bridge", "to be unsafe"]),
        ("It was said that the bridge was unsafe.", ["that the bridge was unsafe"]),
        ("It is reported that the town will close the bridge.", ["that the town will close the bridge"]),
        ("The builders were accused of haste.", ["The builders", "haste"]),
        ("The bridge is seen as a danger to the town.", ["The bridge", "a danger to the town"]),
        ("Eva Holm was asked whether the bridge was safe.", ["Eva Holm", "whether the bridge was safe"]),
        ("Asked whether the bridge was safe, Eva Holm left the town.", ["whether the bridge was safe"]),
        ("When asked about the bridge, everybody laughed.", ["the bridge"]),
        ("The town was told that the bridge was unsafe.", ["The town", "that the bridge was unsafe"]),
        ("The bridge was called unsafe.", ["The bridge", "unsafe"]),
        ("The bridge seems to be unsafe.", ["The bridge", "to be unsafe"]),
        ("It appears that the bridge is unsafe.", ["that the bridge is unsafe"]),
        ("The bridge was reportedly closed.", ["The bridge was", "closed"]),
        ("There were calls for a new bridge.", ["a new bridge"]),
        ("There were complaints that the bridge was closed.", ["that the bridge was closed"]),
        ("There were questions about the cost of the bridge.", ["the cost of the bridge"]),
    ],
)
def test_what_nobody_is_named_for(text, words):
    assert told(text) == [(None, None, part) for part in words]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was opened in May.",
        "The town was asked by nobody.",
        "The bridge is known by its colour.",
        "If the bridge is expected to open, the road will be built.",
        "Everybody knew the question.",
    ],
)
def test_what_only_looks_like_it(text):
    assert told(text) == []


def test_whoever_is_named_has_it_instead():
    text = "Eva Holm said that the bridge was expected to open in May."
    assert found(text) == [("Eva Holm", "indirect", "that the bridge was expected to open in May")]
    assert {who for who, *_ in found("The bridge was said by Eva Holm to be unsafe.")} <= {"Eva Holm"}


def test_words_in_marks_stay_those_of_whoever_is_quoted():
    text = "“The bridge is expected to open,” Eva Holm said."
    assert found(text) == [("Eva Holm", "direct", "“The bridge is expected to open,”")]
    (doc,) = parse(["The bridge is expected to open."])
    assert all(cue.subject is None for cue in hearsay_in(next(doc.sents), [], []))


def test_nobody_goes_on_speaking():
    assert [who for who, *_ in found("The bridge is expected to open in May. “It is safe.”")] == [None, None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("I believe that the bridge is safe.", "I"),
        ("We hope that the bridge will open in May.", "We"),
        ("You know that the bridge is safe.", "You"),
        ("Everybody believes that the bridge is safe.", "Everybody"),
    ],
)
def test_the_writer_the_reader_and_everybody_say_it_without_a_name(text, speaker):
    ((printed, who, _),) = told(text)
    assert (printed, who) == (speaker, None)


def test_an_i_within_somebodys_words_is_no_speaker_of_its_own():
    text = "“I believe that the bridge is safe,” Eva Holm said."
    assert found(text) == [("Eva Holm", "direct", "“I believe that the bridge is safe,”")]
