import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.compare import content_words, fold, normalise, overlap, words


@pytest.mark.parametrize(
    ("one", "other"),
    [("“We see”", '"we see"'), ("a – b", "a - b"), ("wait…", "wait..."), ("two\n words", "two words"), ("ﬁne", "fine")],
)
def test_how_words_are_set_does_not_matter(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("Лавров", "Лавро"), ("café", "cafe"), ("no reason", "reason")])
def test_letters_and_words_do_matter(one, other):
    assert normalise(one) != normalise(other)


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)


def test_words_and_numbers():
    assert words("Russia’s 141 votes, 3.5 %") == ["russia", "141", "votes", "3.5"]


def test_content_words_leave_grammar_out():
    assert content_words("What did he say about the talks in 2022?") == ["say", "talks", "2022"]


def test_overlap_is_of_the_shorter():
    assert overlap("talks resumed", "the talks resumed in Antalya") == 1.0
    assert overlap("talks resumed", "talks collapsed early") == 0.5
    assert overlap("", "talks") == 0.0


def test_fold_drops_diacritics():
    assert fold("Çavuşoğlu") == "cavusoglu"
