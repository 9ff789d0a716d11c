"""What a word that reports governs, construction by construction: each is told, never said, since no marks hold it."""

import pytest

from tests.ingest.spoken import found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Eva Holm told the town on Monday that the bridge was safe.", "that the bridge was safe"),
        (
            "Eva Holm told the town before the vote that Karl Braun had come to close it.",
            "that Karl Braun had come to close it",
        ),
        ("Eva Holm sees the bridge as a threat to everybody.", "the bridge as a threat to everybody"),
        ("Eva Holm cast the bridge as a burden.", "the bridge as a burden"),
        ("Eva Holm defended the builders.", "the builders"),
        ("Eva Holm's criticism of the bridge went on.", "the bridge"),
        ("Eva Holm's argument is that the bridge is safe.", "that the bridge is safe"),
        ("Asked by Eva Holm whether the bridge was safe, a builder nodded.", "whether the bridge was safe"),
        ("The bridge has been closed, Eva Holm said, by people who never saw it.", "by people who never saw it."),
        ("As Eva Holm put it, the bridge was safe for everybody.", "the bridge was safe for everybody."),
    ],
)
def test_what_is_told_by_construction(text, words):
    assert ("Eva Holm", "indirect", words) in found(text)


def test_what_a_survey_found_is_the_surveys():
    assert ("indirect", "most people wanted a bridge.") in {
        (kind, words) for _, kind, words in found("In a survey of May, most people wanted a bridge.")
    }


@pytest.mark.parametrize(
    "text",
    [
        "Eva Holm saw the bridge on Monday.",
        "Eva Holm met the town before the vote that Karl Braun had asked for.",
        "Eva Holm worked on the bridge as a builder.",
        "Eva Holm's part of the bridge was closed.",
        "In a town of Bavaria, most people crossed a bridge.",
    ],
)
def test_what_only_looks_like_it_is_nobodys(text):
    assert found(text) == []
