"""What is told beside the tables of words: by weights that were learned, cautiously, and never as said."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.speech.likely import likely_cues
from ingest.speech.marks import Marked
from ingest.speech.reports import Said, Told
from ingest.speech.unreported import quotes_in
from ingest.speech.weights import PATH, Weights
from language.names import parse
from tests.ingest.spoken import found

TABLES = json.loads(PATH.read_text(encoding="utf-8"))


def test_a_chance_is_the_sum_of_weights_as_a_probability():
    table = Weights({"a": 1.5, "b": -0.5}, -1.0)
    assert table.chance(["a", "b", "not in the table"]) == pytest.approx(0.5)
    assert table.chance([]) == pytest.approx(0.2689, abs=1e-4)


@given(st.floats(-30, 30), st.floats(-30, 30))
def test_a_chance_lies_between_nothing_and_all_and_grows_with_the_weight(low, high):
    low, high = sorted((low, high))
    assert 0 <= Weights({"a": low}, 0).chance("a") <= Weights({"a": high}, 0).chance("a") <= 1


def test_the_table_is_small_sorted_and_names_nobody():
    assert PATH.stat().st_size < 60_000
    for table in TABLES.values():
        assert list(table["features"]) == sorted(table["features"])
    words = [name for table in TABLES.values() for name in table["features"] if name.startswith(("word=", "of="))]
    assert len(words) > 100
    assert all(word == word.lower() for word in words)
    names = {"trump", "clinton", "sanders", "cruz", "obama", "rubio", "carson", "bush", "hillary", "donald"}
    assert not {part for word in words for part in word.replace("=", " ").split()} & names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Eva Holm embraced the idea of a new bridge.", "the idea of a new bridge"),
        ("Eva Holm threatened to close the bridge.", "to close the bridge"),
    ],
)
def test_what_is_told_by_no_table(text, words):
    (report,) = [(who, kind) for who, kind, told in found(text) if words in told]
    assert report == ("Eva Holm", "indirect")


def test_a_pronoun_gives_nobody_what_is_but_likely_told():
    text = "Eva Holm came to the town. She embraced the idea of a new bridge."
    assert found(text) == [(None, "indirect", "the idea of a new bridge")]


@pytest.mark.parametrize(
    "text",
    [
        "The heap of coal looked like a whale.",
        "Eva Holm crossed the bridge and drove to the town.",
        "Eva Holm has not embraced the idea of a new bridge.",
        "If Eva Holm embraces the idea of a new bridge, it will be built.",
    ],
)
def test_what_only_looks_like_it_is_nobodys(text):
    assert found(text) == []


def test_one_word_reports_once_and_no_word_is_told_twice():
    (doc,) = parse(["Eva Holm embraced the idea of a bridge and threatened to close the road of the builders."])
    cues = likely_cues(next(doc.sents), [], [])
    assert len(cues) > 1
    told = [token.i for cue in cues for token in cue.content]
    assert len(told) == len(set(told))
    assert len({cue.token.i for cue in cues}) == len(cues)


def _likely(text, words):
    start = text.index(words)
    return Said("Eva Holm", "Eva Holm", "took", start, start + len(words), (0, len(text)))


def test_what_is_likely_told_is_never_direct_and_lies_in_no_other_quote():
    text = "Eva Holm took issue with “the old plan of ours” and the road."
    mark = text.index("“"), text.index("”") + 1
    marks = [Marked(*mark)]
    for words in ("“the old plan of ours”", "with “the old plan"):
        quotes, _ = quotes_in(text, marks, Told((), (), (_likely(text, words),)), None)
        assert all(str(quote.kind) != "direct" for quote in quotes)
    said = Said("Karl Braun", "Karl Braun", "said", 0, 40, (0, len(text)))
    quotes, _ = quotes_in(text, [], Told((said,), (), (_likely(text, "issue with"),)), None)
    assert [quote.who for quote in quotes] == ["Karl Braun"]


def test_whoever_likely_told_something_does_not_go_on_speaking():
    text = "Eva Holm took issue with the plan."
    _, running = quotes_in(text, [], Told((), (), (_likely(text, "the plan"),)), None)
    assert running is None
