import math
import os
import shutil

import numpy as np
import pytest

from index.words import WordIndex
from language.aliases import Aliases

NO_ALIASES = Aliases()
PASSAGES = [
    (5, "On the talks", "The minister praised negotiations in the town."),
    (6, "On the vote", "Thirty-five members abstained."),
    (9, "On the vote", "A negotiation is slow; a negotiation is dull."),
]


def written(folder, passages, aliases=NO_ALIASES):
    WordIndex.write(folder, passages, aliases)
    return WordIndex.load(folder, aliases)


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    return written(tmp_path_factory.mktemp("w") / "words", PASSAGES)


def test_words_are_found_under_their_stems(words):
    assert set(words.search("Négotiating!", 5)) == {5, 9}


def test_the_passage_with_more_of_the_word_comes_first(words):
    assert list(words.search("negotiations", 5)) == [9, 5]


def test_a_title_counts_for_its_passages(words):
    assert 5 in words.search("talks", 5)


def test_search_among_some_rows_finds_only_those(words):
    assert set(words.search("negotiations", 5, among=np.array([5, 6]))) == {5}
    assert words.search("negotiations", 5, among=np.array([], dtype=np.int64)) == {}


@pytest.mark.parametrize("question", ["", "what did they of the", "?!", "zebra"])
def test_nothing_asked_for_finds_nothing(words, question):
    assert words.search(question, 5) == {}


def test_rarity_is_bm25s_idf(words):
    # 2 of 3 passages hold "negoti": ln(1 + (3 - 2 + 0.5) / (2 + 0.5)) = ln(1.6)
    assert math.isclose(words.rarity(["negoti"])["negoti"], math.log(1.6), rel_tol=1e-6)
    assert math.isclose(words.rarity(["zebra"])["zebra"], words.never, rel_tol=1e-6)


def test_a_saved_index_is_the_same(words, tmp_path):
    assert written(tmp_path / "w", PASSAGES).search("vote", 5) == words.search("vote", 5)


def test_names_for_one_thing_are_found_under_one_another(tmp_path):
    aliases = Aliases([["eu", "european union"]])
    index = written(tmp_path / "w", [(1, "t", "The European Union met.")], aliases)
    assert list(index.search("what did the EU do", 5)) == [1]
    assert index.rarity(index.terms("EU"))["eu"] < index.never


def test_words_of_other_scripts_are_found_in_whatever_case_and_ending(tmp_path):
    rows = [(1, "", "Переговоры прошли в Анталье."), (2, "", "Οι συνομιλίες έγιναν."), (3, "", "The talks were held.")]
    words = written(tmp_path / "words", rows)
    assert set(words.search("о переговорах", 3)) == {1}
    assert set(words.search("АНТАЛЬЕ", 3)) == {1}
    assert set(words.search("συνομιλίες", 3)) == {2}


def test_a_word_in_latin_letters_is_stemmed_as_english_alone(words):
    assert words.terms("Negotiations, running ministries") == ["negoti", "run", "ministri"]


def test_a_filter_that_lets_much_through_and_one_that_lets_little_through_keep_the_order(tmp_path):
    many = written(tmp_path, [(row, "", "ferry " * (row % 7 + 1) + "harbour " * (row % 5)) for row in range(1, 400)])
    every = many.search("ferry harbour", 1000)
    for among in (np.arange(1, 400, 3), np.arange(7, 400, 7), np.array([5, 300]), np.arange(500, 900)):
        wanted = [(round(score, 5), row) for row, score in every.items() if row in among][:20]
        found = [(round(score, 5), row) for row, score in many.search("ferry harbour", 20, among).items()]
        assert [score for score, _ in found] == [score for score, _ in wanted]
        assert {row for _, row in found} <= set(among.tolist())


def test_what_is_taken_out_is_found_no_more_and_no_more_makes_a_word_common(tmp_path):
    written(tmp_path / "w", PASSAGES)
    WordIndex.write(tmp_path / "w", [(11, "", "A zebra.")], gone=[9])
    later = WordIndex.load(tmp_path / "w")
    assert set(later.search("negotiations", 5)) == {5}
    assert set(later.search("zebra", 5)) == {11}
    assert len(later) == 3
    assert math.isclose(later.rarity(["negoti"])["negoti"], math.log(1 + 2.5 / 1.5), rel_tol=1e-6)
    WordIndex.write(tmp_path / "w", [], gone=[11])
    assert WordIndex.load(tmp_path / "w").rarity(["zebra"])["zebra"] == WordIndex.load(tmp_path / "w").never


def test_adding_changes_no_file_that_another_generation_shares(tmp_path):
    written(tmp_path / "w", PASSAGES)
    shutil.copytree(tmp_path / "w", tmp_path / "later", copy_function=os.link, ignore=shutil.ignore_patterns("*.lock"))
    before = {path.name: path.read_bytes() for path in (tmp_path / "w").iterdir()}
    for row in range(20, 40):  # often enough for segments to be merged
        WordIndex.write(tmp_path / "later", [(row, "", f"ferry {row}")], gone=[row - 2])
    assert {path.name: path.read_bytes() for path in (tmp_path / "w").iterdir()} == before
    assert set(WordIndex.load(tmp_path / "w").search("negotiations", 5)) == {5, 9}
