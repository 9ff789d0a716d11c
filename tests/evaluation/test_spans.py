"""Attributions against marked ones, each number worked out by hand."""

import json

import pytest

from evaluation.__main__ import main
from evaluation.attribution import Annotated, Asked, measure, read_annotated
from evaluation.spans import Marked, exact, overlap, pair, speaker
from records import Article, Kind, OnRecordError, Quote

TEXT = "Anna Berg said the bridge is safe now. Carl Holm said it will fall."
SAFE, FALL = (15, 33), (54, 66)  # "the bridge is safe", "it will fall"


def marked(span, who="Anna Berg", kind="indirect"):
    return Marked((span,), kind, who, who)


def quote(span, who="Anna Berg", speaker="Berg", kind=Kind.INDIRECT):
    return Quote("a", *span, kind, speaker, who, "said")


def values(*shares):
    return tuple((share.top, share.bottom) for share in shares)


def test_the_worked_example():
    pairs, stray = pair(TEXT, [marked(SAFE), marked(FALL)], [quote((19, 37))])
    assert values(*overlap(TEXT, pairs, stray)) == ((3, 4), (3, 7))
    assert values(*exact(pairs, stray)) == ((0, 1), (0, 2))


def test_marks_and_stops_do_not_count():
    pairs, stray = pair(TEXT, [marked(FALL)], [quote((FALL[0], FALL[1] + 1))])
    assert values(*exact(pairs, stray)) == ((1, 1), (1, 1))


def test_what_is_predicted_twice_counts_once_and_what_belongs_nowhere_is_wrong():
    quotes = [quote(SAFE), quote((19, 33)), quote((0, 9))]
    pairs, stray = pair(TEXT, [marked(SAFE)], quotes)
    assert stray == quotes[2:]
    assert values(*overlap(TEXT, pairs, stray)) == ((4, 6), (4, 4))


def test_of_nested_ones_the_tightest_takes_what_fits_both():
    pairs, _ = pair(TEXT, [marked((0, len(TEXT))), marked(FALL)], [quote(FALL)])
    assert [len(one.found) for one in pairs] == [0, 1]


def test_a_speaker_is_right_by_a_word_or_by_name():
    told = [quote(SAFE, None, "the Berg"), quote(FALL, "Anna Berg", "she")]
    pairs, _ = pair(TEXT, [marked(SAFE), marked(FALL, "Carl Holm")], told)
    assert values(*speaker(pairs)) == ((1, 2), (0, 2))


def test_a_question_is_answered_by_the_tightest_quote_that_covers_most():
    asked = (Asked("who_said_named", *FALL, ("Carl Holm",)), Asked("who_said_named", *SAFE, ("Carl Holm",)))
    one = Annotated(Article("a", "", TEXT, "a", ""), (), (*asked, Asked("who_said_named", 0, 9, ("Carl Holm",))))
    told = measure([one], lambda article: [quote(SAFE), quote((39, 66), "Anna Berg"), quote(FALL, "Carl Holm")])
    assert {name: e.value for name, e in told.items() if name.startswith("who")} == {
        "who_said_named": pytest.approx(1 / 3),
        "who_said_named_wrong": pytest.approx(1 / 3),
        "who_said_named_nobody": pytest.approx(1 / 3),
    }


@pytest.fixture
def folder(tmp_path):
    row = {"speaker": "Anna Berg", "speaker_type": "named", "speaker_resolved": "Anna Berg", "kind": "indirect"}
    article = {"id": "a", "text": TEXT, "quotes": [{**row, "spans": [SAFE]}]}
    (tmp_path / "quotes_dev.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    return tmp_path


def test_the_command_runs_ingests_own_finder(folder, capsys):
    assert main(["attribution", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "overlap_r                1.000" in told
    assert "1 articles" in told


def test_halves_share_no_article_and_leave_none_out(folder):
    halves = [len(list(read_annotated(folder, "dev", half))) for half in ("tune", "report")]
    assert sorted(halves) == [0, 1]


def test_a_split_that_is_not_there_is_named(folder):
    with pytest.raises(OnRecordError, match="quotes_test"):
        list(read_annotated(folder, "test"))
