import math

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
