"""Learning the weights: small tables whose answer can be worked out by hand, and what may be a feature."""

import json

import pytest

from benchmarks.learn.__main__ import parted
from benchmarks.learn.cases import Case, common, cue_cases, known_words, reach_cases, size, there
from benchmarks.learn.fit import Fit, fit, write
from evaluation.attribution import Annotated
from evaluation.spans import Marked
from language.names import parse
from records import Article

TEXT = "Eva Holm took issue with the plan of the builders."


def case(article, so, thing=None):
    return Case(article, so, int(so), 1, thing)


def test_one_feature_weighs_what_the_share_says_where_nothing_pulls():
    # With the feature 3 of 4 are so, without it 1 of 4: odds of 3 and of 1/3, which are e**1.0986 and its inverse.
    so = [True, True, True, False, True, False, False, False]
    cases = [case(str(i), one) for i, one in enumerate(so)]
    learned = fit(cases, [["f"]] * 4 + [[]] * 4, 1, 1e-9)
    assert learned.bias == pytest.approx(-1.0986, abs=1e-3)
    assert learned.of["f"] == pytest.approx(2 * 1.0986, abs=1e-3)


def test_a_pull_makes_weights_smaller_and_twice_learned_is_the_same():
    cases = [case(str(i), i % 3 == 0) for i in range(12)]
    features = [["a"] if i % 3 == 0 else ["b"] for i in range(12)]
    weak, strong = fit(cases, features, 1, 0.1), fit(cases, features, 1, 10.0)
    assert 0 < strong.of["a"] < weak.of["a"]
    assert fit(cases, features, 1, 0.1) == weak


def test_a_feature_of_too_few_articles_is_none_unless_its_word_is_known():
    cases = [case("a", True), case("a", True), case("b", False)]
    features = [["rare", "both"], ["rare", "both"], ["both"]]
    assert set(fit(cases, features, 2, 1.0).of) == {"both"}
    assert set(fit(cases, features, 2, 1.0, frozenset(["rare"])).of) == {"both", "rare"}


def test_the_table_is_sorted_short_and_keeps_the_known_words(tmp_path):
    path = tmp_path / "weights.json"
    write({"cue": Fit({"b": 1.23456, "a": -0.5, "nought": 0.001, "word": 0.0}, 0.129, frozenset(["word"]))}, path)
    table = json.loads(path.read_text())["cue"]
    assert list(table["features"].items()) == [("a", -0.5), ("b", 1.23), ("word", 0.0)]
    assert table["bias"] == 0.13


def test_spans_are_counted_by_the_character():
    assert (size([(0, 4), (6, 8)]), common([(0, 4), (6, 8)], [(2, 7)])) == (6, 3)


def test_what_is_marked_is_counted_from_its_paragraphs_start():
    one = Annotated(Article("a", "", "x" * 40, "a", ""), (Marked(((5, 12), (30, 40)), "indirect"),), ())
    assert [m.spans for m in there(one, 10, 15)] == [((0, 2),)]
    assert there(one, 13, 10) == []


def test_a_candidate_is_so_where_its_words_its_cue_and_its_speaker_are_marked():
    (doc,) = parse([TEXT])
    start = TEXT.index("the plan")
    right = Marked(((start, len(TEXT) - 1),), "indirect", "Eva Holm", "", "took issue with")
    told = {c.thing[0].cue.token.text for c in cue_cases("a", doc, [right]) if c.so}
    assert told == {"took"}
    for wrong in (
        Marked(right.spans, "indirect", "Karl Braun", "", "took issue with"),
        Marked(right.spans, "indirect", "Eva Holm", "", "said"),
        Marked(((0, 8),), "indirect", "Eva Holm", "", "took issue with"),
    ):
        assert not any(c.so for c in cue_cases("a", doc, [wrong]))


def test_a_piece_is_so_where_it_is_marked_with_its_content():
    text = "Eva Holm praised the builders in the town on Monday, just as she had praised them in March."
    (doc,) = parse([text])
    short, long = (text.index("the builders"), text.index(", just")), (text.index("the builders"), len(text) - 1)
    for span, so in ((short, False), (long, True)):
        ends = [c.so for c in reach_cases("a", doc, [Marked((span,), "indirect")]) if c.thing[1].side == "end"]
        assert ends == [so] * len(ends)


def test_a_word_is_known_where_three_articles_mark_it():
    (doc,) = parse([TEXT])
    right = Marked(((TEXT.index("the plan"), len(TEXT) - 1),), "indirect", "Eva Holm", "", "took issue")
    cases = [c for article in "abc" for c in cue_cases(article, doc, [right])]
    assert known_words(cases) == {"word=take verb"}
    assert known_words([c for c in cases if c.article != "c"]) == frozenset()


def test_an_article_is_learned_from_or_held_back_never_both():
    cases = [case(str(i), True) for i in range(50)]
    part, held = parted(cases)
    assert len(part) + len(held) == 50
    assert not {c.article for c in part} & {c.article for c in held}
    assert 0 < len(held) < len(part)
